"""Fingerprints of findings: what they survive, and what tells them apart."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, strategies

from tests.outcomes import finding, reply
from voicecheck import Reply
from voicecheck.reports.fingerprint import Fingerprints, stable_path
from voicecheck.reports.occurrences import Occurrences
from voicecheck.results import Finding

TEXT = "Hei Kari. Du burde ha lest vilkårene. Vi ringer deg i dag."


def blame(text: str = TEXT, words: str = "Du burde ha lest", check: str = "politeness/blame", message: str = "“…” blames") -> Finding:
    return finding(text, words, check, message, "Say what happened.")


def fingerprint(made: Reply, found: Finding) -> str:
    return Fingerprints().of(made, found)


FIRST = fingerprint(reply(TEXT, id="delay-1"), blame())


@pytest.mark.parametrize(
    "other",
    [
        lambda: fingerprint(reply(TEXT, id="delay-1", before="\n" * 40), blame()),
        lambda: fingerprint(reply("God dag! " + TEXT, id="delay-1"), blame("God dag! " + TEXT)),
        lambda: fingerprint(reply(TEXT, id="delay-1", path="./drafts/delay.md"), blame()),
        lambda: fingerprint(reply(TEXT, id="delay-1"), blame(message="“…” is blame; snark is 99")),
        lambda: fingerprint(reply(TEXT.replace("burde ha", "burde\nha"), id="delay-1"), blame(TEXT.replace("burde ha", "burde\nha"), "Du burde\nha lest")),
    ],
    ids=["moved lines", "an edit elsewhere in the reply", "the path written another way", "another message", "broken lines"],
)
def test_it_survives(other: Callable[[], str]) -> None:
    assert other() == FIRST


@pytest.mark.parametrize(
    "other",
    [
        lambda: fingerprint(reply(TEXT, id="delay-2"), blame()),
        lambda: fingerprint(reply(TEXT, id="delay-1", path="drafts/other.md"), blame()),
        lambda: fingerprint(reply(TEXT, id="delay-1"), blame(check="politeness/curtness")),
        lambda: fingerprint(reply(TEXT, id="delay-1"), blame(words="lest vilkårene")),
    ],
    ids=["another reply", "another file", "another check", "other words"],
)
def test_it_differs(other: Callable[[], str]) -> None:
    assert other() != FIRST


def test_equal_findings_of_a_file_are_counted() -> None:
    given = Fingerprints()
    made = reply(TEXT)
    assert len({given.of(made, blame()), given.of(made, blame()), given.of(made, blame())}) == 3
    again = Fingerprints()
    assert again.of(made, blame()) == fingerprint(made, blame())


def test_without_an_id_what_is_missing_is_told_by_the_text_and_words_by_themselves() -> None:
    longer = TEXT + " Hilsen Per"
    assert fingerprint(reply(TEXT), blame()) == fingerprint(reply(longer), blame(longer))
    assert fingerprint(reply(TEXT), blame(words="")) != fingerprint(reply(longer), blame(longer, words=""))
    assert fingerprint(reply(TEXT, id="a"), blame(words="")) == fingerprint(reply(longer, id="a"), blame(longer, words=""))


def test_a_path_below_the_current_folder_is_the_same_absolute_or_not(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(str(tmp_path))
    assert stable_path(f"{tmp_path}/drafts/a.md") == stable_path("./drafts/a.md") == "drafts/a.md"
    assert stable_path("/elsewhere/a.md") == "/elsewhere/a.md"
    assert (stable_path("-"), stable_path("<stdin>")) == ("-", "<stdin>")


@given(strategies.lists(strategies.integers(0, 5) | strategies.integers(0, 2**64 - 1)))
def test_occurrences_are_counted_as_by_a_dictionary(keys: list[int]) -> None:
    seen, expected = Occurrences(), Counter[int]()
    for key in keys:
        expected[key or 1] += 1
        assert seen.count(key.to_bytes(8, "big")) == expected[key or 1]


def test_occurrences_of_very_many() -> None:
    seen = Occurrences()
    digests = [hashlib.sha256(str(number).encode()).digest() for number in range(20_000)]
    assert {seen.count(digest) for digest in digests} == {1}
    assert {seen.count(digest) for digest in digests} == {2}
