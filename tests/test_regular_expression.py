"""Regular expressions of a guide: what could hang is refused, what is harmless is not."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tests.support import guide
from voicecheck import VoicecheckError
from voicecheck.checks.regular_expression import danger

CLASSIC = [
    r"(a+)+$",
    r"([a-zA-Z]+)*$",
    r"(a|aa)+$",
    r"(a|a?)+$",
    r"(.*a){12}x",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}",
    r"(\w+\s?)+$",
    r"(x+x+)+y",
    r"(?:a|b|ab)*c",
    r"(?i)((\s|\w)+)+z",
    r"(?=(a+)+b)x",
    r"(\d+|\d+x)*z",
    r"(a?a)*b",
    r"(?:(?:x*)y?)*z",
    r"((a{0,5}){0,20})*b",
    r"\p{L}+(\p{L}+)*!",
    r".*.*.*=",
    r"\s*\s*\s*x",
    r".*foo.*bar.*baz",
]

HARMLESS = [
    r"\b(?:gratis|kostnadsfri(?:tt)?)\b",
    r"(?:\w+\s)+!",
    r"(?:kr ?\d+[.,])+",
    r"\d{3} ?\d{2} ?\d{3}",
    r"refund.{0,40}today",
    r"(?i)sorry,? but",
    r"\bsorry\b[^.!?]*\bbut\b",
    r"(?:ha){2,}",
    r"(?:ha)+h?",
    r"(\d+\.)+\d+",
    r"\p{Lu}\p{Ll}+",
    r"(?<!\w)u(?!\w)",
    r"beklager .* men",
    r"(?>a+)b",
    r"https?://\S+",
    r"[A-ZÆØÅ]{2,}\d*",
]


@pytest.mark.parametrize("expression", CLASSIC)
def test_what_could_hang_is_refused_with_advice(expression: str) -> None:
    wrong = danger(expression)
    assert ";" in wrong and len(wrong) > 60  # what is wrong; how to mend it


@pytest.mark.parametrize("expression", HARMLESS)
def test_what_is_harmless_is_not(expression: str) -> None:
    assert danger(expression) == ""


def test_an_expression_that_matches_nothing_at_all_is_refused() -> None:
    assert "at least one character" in danger("a*")
    assert "at least one character" in danger("(?:hello)?")


@pytest.mark.parametrize(
    ("expression", "column", "words"),
    [
        ("(a+)+$", 13, "a repetition inside another"),
        ("(unclosed", 22, "does not compile: missing )"),
        ("[z-a]", 17, "does not compile"),
        ("x{99999999999}", 13, "repeat count too big"),
    ],
)
def test_the_guide_tells_where(expression: str, column: int, words: str) -> None:
    with pytest.raises(VoicecheckError) as caught:
        guide(f"patterns:\n  a: {{regex: '{expression}'}}\n")
    (problem,) = caught.value.problems
    assert problem.place.line == 2
    assert problem.place.column >= column and words in problem.message, problem


PIECES = st.sampled_from(["a", "b", r"\w", r"\d", ".", "[ab]", r"\s", "ab"])
EXPRESSIONS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2,40}"])).map(lambda part: f"(?:{part[0]}){part[1]}"),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
    ),
    max_leaves=7,
)


@given(EXPRESSIONS, st.sampled_from(["a" * 300, "ab" * 150, "a b " * 80, "a1" * 150]))
def test_an_accepted_expression_is_quick(expression: str, text: str) -> None:
    """On texts made to fail at the last letter, which is where the bad ones explode."""
    if danger(expression):
        return
    compiled = regex.compile(expression + "!")
    begun = time.perf_counter()
    compiled.search(text, timeout=1.0)
    assert time.perf_counter() - begun < 0.5, expression


def test_what_takes_too_long_all_the_same_is_told_and_never_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voicecheck.checks.own_pattern.danger", lambda expression: "")
    compiled = guide("gate:\npatterns: {slow: {regex: '(?:[a-z]+[a-z]?)*\\d'}}\n")
    result = compiled.check("We ask: " + "a" * 3000 + "!", language="en")
    (finding,) = [finding for finding in result.findings if finding.check == "pattern/slow"]
    assert finding.severity == "fail" and "not checked" in finding.message
