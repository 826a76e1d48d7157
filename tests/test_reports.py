"""The reports for other programs: golden files, and hostile drafts.

After a change that is meant:  UPDATE_GOLDEN=1 python -m pytest tests/test_reports.py
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings, strategies

from tests.outcomes import GUIDE, example, finding, reply, result
from voicecheck import __version__
from voicecheck.drafts.reply import Context
from voicecheck.problems import Place, Problem
from voicecheck.reports.report import Look, reports
from voicecheck.results import Finding, Outcome

GOLDEN = Path(__file__).parent / "data" / "golden"
DATA = ("checkstyle", "github", "gitlab", "json", "jsonl", "junit", "markdown", "rdjson", "sarif", "plain", "html")
PLAIN = Look()


def rendered(name: str, outcome: Outcome, look: Look = PLAIN) -> str:
    return reports()[name].render(outcome, look)


def whole() -> Outcome:
    """The example with a finding about all replies together."""
    together = Finding("quota/exceeded", "fail", "Snark is above 20 in 2 of 4 replies, the guide allows 15 in a hundred.", "Tone some of them down.", (), Place(GUIDE, 40, 3))
    return replace(example(), set_findings=(together,))


def stable(name: str, text: str) -> str:
    """A report without what changes for other reasons: the version, explanations of checks."""
    text = text.replace(__version__, "VERSION")
    if name == "sarif":
        data = json.loads(text)
        data["runs"][0]["tool"]["driver"]["rules"] = []
        for found in data["runs"][0]["results"]:
            found.pop("ruleIndex", None)
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if name == "html":
        for pattern in (r"(?s)(?<=<style>).*(?=</style>)", r"(?s)(?<=<script>).*(?=</script>)", r"sha256-[^']+", r'(?<=</a>)<p class="note">[^<]*</p>'):
            text = re.sub(pattern, "", text)
    return text


@pytest.mark.parametrize("name", DATA)
def test_the_report_is_as_designed(name: str) -> None:
    text = stable(name, rendered(name, whole()))
    file = GOLDEN / f"report.{name}"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(reports()))
def test_an_empty_run_is_a_report_too(name: str) -> None:
    text = rendered(name, Outcome("voicecheck.yml", "", ()))
    assert text.endswith("\n") or text == ""
    if name in ("json", "gitlab", "rdjson", "sarif"):
        json.loads(text)
    if name in ("junit", "checkstyle"):
        ElementTree.fromstring(text.encode())


@pytest.mark.parametrize("name", DATA)
def test_what_passes_is_no_finding_and_what_is_not_checked_is_told(name: str) -> None:
    text = rendered(name, example(), Look(show="warn"))
    assert "which voicecheck cannot read" in text
    assert "header 2" in text or name == "plain"  # plain leaves errors to standard error
    if name not in ("json", "junit"):
        assert "good.md" not in text


@pytest.mark.parametrize("name", sorted(set(DATA) - {"junit"}))
def test_show_fail_lists_what_fails_alone(name: str) -> None:
    text = rendered(name, whole(), Look(show="fail"))
    assert "snark/sarcastic-regret" in text
    assert "Leave the hashtags out" not in text
    assert "ventetid.txt" not in text and "owl.md" not in text
    if name == "json":
        assert json.loads(text)["summary"] == {"replies": 4, "pass": 1, "warn": 1, "fail": 1, "unchecked": 1}


@pytest.mark.parametrize("name", DATA)
def test_the_other_ways_through_a_template_are_told(name: str) -> None:
    first = example().results[0]
    other = reply("Hei. Dette er ditt problem. Vi ringer deg i dag.", "drafts/delay.md", "farewell-1")
    blamed = finding(other.text, "ditt problem", "politeness/blame", "“ditt problem” puts the blame on the customer", "Say what happened.")
    branch = replace(first, reply=replace(other, branch="when the parcel is late"), findings=(blamed,))
    text = rendered(name, Outcome(GUIDE, "", (replace(first, branches=(branch,)),)))
    assert "“ditt problem” puts the blame on the customer" in text
    assert "when the parcel is late" in text or name in ("junit", "plain")


# -- single formats ------------------------------------------------------------------


def test_json_lines_are_the_replies_of_json_and_then_the_rest() -> None:
    *replies, last = [json.loads(line) for line in rendered("jsonl", whole()).splitlines()]
    data = json.loads(rendered("json", whole()))
    assert replies == data.pop("replies")
    assert last == data


def test_github_commands_are_escaped_and_the_worst_come_first() -> None:
    made = reply("a, b: 50%\nmore", "drafts/a,b:c%.md")
    bad = Finding("words/avoid", "fail", "100%\r\n::set-output name=x::y", "Mend: it, please", ((0, 4),), Place(GUIDE, 3))
    mild = replace(bad, severity="warn", places=((0, 12),))
    lines = rendered("github", Outcome(GUIDE, "", (result(made, "fail", (mild, bad)),))).splitlines()
    assert lines[0].startswith("::error file=drafts/a%2Cb%3Ac%25.md,line=1,endLine=1,col=1,endColumn=5,title=voicecheck%3A words/avoid::100%25  ::set-output")
    assert lines[1].startswith("::warning file=drafts/a%2Cb%3Ac%25.md,line=1,endLine=2,title=")  # no columns over several lines
    assert len(lines) == 2


def test_gitlab_fingerprints_are_unique() -> None:
    twice = replace(whole(), results=whole().results * 2)
    issues = json.loads(rendered("gitlab", twice))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 16
    assert {issue["severity"] for issue in issues} == {"critical", "major", "minor"}


def test_junit_counts_are_those_of_the_cases() -> None:
    root = ElementTree.fromstring(rendered("junit", whole()).encode())
    assert {key: root.get(key) for key in ("tests", "failures", "errors", "skipped")} == {"tests": "6", "failures": "2", "errors": "1", "skipped": "1"}
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
    (warned,) = root.findall(".//testcase[@file='drafts/svært-lang-mappe/svar/ventetid.txt']")
    assert [child.tag for child in warned] == ["system-out"]


def test_reviewdog_columns_count_bytes_and_suggestions_replace_the_words() -> None:
    made = reply("Å 🙏 gratis frakt", before="—\n")
    bad = replace(finding(made.text, "gratis", "words/avoid", "“gratis” is to be avoided.", "Leave it out."), suggestion="inkludert")
    (diagnostic,) = json.loads(rendered("rdjson", Outcome(GUIDE, "", (result(made, "fail", (bad,)),))))["diagnostics"]
    place = {"start": {"line": 2, "column": 9}, "end": {"line": 2, "column": 15}}
    assert "Å 🙏 gratis".encode()[8:14] == b"gratis"
    assert diagnostic["location"] == {"path": "drafts/delay.md", "range": place}
    assert diagnostic["suggestions"] == [{"range": place, "text": "inkludert"}]


def test_a_suggestion_that_the_format_would_have_to_escape_is_not_offered() -> None:
    made = reply("gratis frakt")
    bad = replace(finding(made.text, "gratis", "words/avoid", "no", "no"), suggestion='"inkludert"')
    assert "suggestions" not in json.loads(rendered("rdjson", Outcome(GUIDE, "", (result(made, "fail", (bad,)),))))["diagnostics"][0]


def test_markdown_folds_replies_and_says_how_many_are_left_out() -> None:
    made = [result(replace(example().results[0].reply, id=f"r-{number}"), "fail", example().results[0].findings, 90) for number in range(300)]
    text = rendered("markdown", Outcome(GUIDE, "", tuple(made)))
    assert len(text) < 65_536
    left = re.search(r"\n(\d+) more replies are left out here for want of room", text)
    assert left and text.count("<details>") + int(left[1]) == 300


# -- hostile drafts ------------------------------------------------------------------

NASTY = [
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"\'><b>', "]]>", "<!--", "-->", "&lt;", "&#0;", "</details>", "```", "`", "| a |", "@admin", "#1",
    "[x](https://evil.example)", "\x1b[31m", "\x1b]0;x\x07", "\u202e", "\u2066", "\ud800", "\udfff", "\ufffe", "\uffff", "\x00", "\x85", "\u2028", "\r\n", "\n::error::x", "%0A", "${x}", "$x", "\\", "\ufeff", "👩‍👩‍👧",
]  # fmt: skip
LETTERS = strategies.one_of(strategies.sampled_from(NASTY), strategies.characters(), strategies.sampled_from(["gratis ", "å", "\n", " "]))
TEXTS = strategies.lists(LETTERS, max_size=12).map("".join)
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@strategies.composite
def outcomes(draw: strategies.DrawFn) -> Outcome:
    words, other, note = draw(TEXTS), draw(TEXTS), draw(TEXTS)
    made = replace(reply(words, f"drafts/{other}.md".replace("\0", ""), note), context=Context(customer=other))
    size = len(made.text)
    spans = draw(strategies.lists(strategies.tuples(strategies.integers(0, max(size - 1, 0)), strategies.integers(1, 9)), max_size=4))
    places = tuple(sorted({(start, min(start + length, size)) for start, length in spans})) if size else ()
    bad = Finding("snark/tease", "fail", other or "x", words, places, Place(f"guide{note}.yml", 3, 1), draw(strategies.none() | TEXTS))
    mild = Finding("style/emoji", "warn", words or "x", other, (), None)
    checked = replace(result(made, "fail", (bad, mild), 80, notes=(other,)), channel=note, language=other)
    unchecked = result(replace(made, path=words.replace("\0", "") or "-"), "unchecked", reason=other)
    return Outcome("g.yml", note, (checked, unchecked), (Problem(Place(f"a{note}".replace("\0", ""), 1, 2), other),), 2, (("g.yml", words, note),), (replace(bad, places=()),))


@pytest.mark.parametrize("name", DATA)
@given(outcome=outcomes())
@settings(max_examples=25)
def test_hostile_drafts_stay_harmless(name: str, outcome: Outcome) -> None:
    text = rendered(name, outcome)
    assert RAW.search(text) is None
    text.encode("utf-8")
    if name in ("json", "gitlab", "rdjson", "sarif"):
        json.loads(text)
    if name == "jsonl":
        assert len([json.loads(line) for line in text.split("\n") if line]) == 3
    if name in ("junit", "checkstyle"):
        root = ElementTree.fromstring(text.encode("utf-8"))
        assert len(list(root.iter("error"))) == {"junit": 1, "checkstyle": 5}[name]
    if name == "github":
        lines = text.split("\n")
        assert len(lines) == 6 and all(line.startswith(("::error ", "::warning ")) for line in lines[:-1])


@given(TEXTS)
def test_markdown_text_has_no_markup_mention_or_link(words: str) -> None:
    from voicecheck.reports.markdown import code, text

    safe = text(words)
    assert re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]|~]", re.sub(r"\\\\", "", re.sub(r"\\[`*_\[\]|~]", "", safe))) is None
    assert "<" not in safe and not re.search(r"@\w", safe) and "://" not in safe
    quoted = code(words)
    fence = re.match("`+", quoted)
    assert not words or (fence and quoted.endswith(fence[0]) and not re.search(rf"(?<!`){fence[0]}(?!`)", quoted[len(fence[0]) : -len(fence[0])]))


@pytest.mark.parametrize("name", sorted(reports()))
def test_ten_thousand_findings_in_one_reply(name: str) -> None:
    count = 10_000
    made = reply("gratis " * count)
    found = tuple(Finding(f"words/avoid-{number}", "fail", "“gratis” is to be avoided.", "Leave it out.", ((number * 7, number * 7 + 6),)) for number in range(count))
    text: Any = rendered(name, Outcome(GUIDE, "", (result(made, "fail", found),)))
    assert "gratis" in text
