"""Checks of many replies together: quotas, repeated wording, versions in several languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import guide, run
from voicecheck import Reply
from voicecheck.checks.registry import set_checks
from voicecheck.drafts.reply import Context
from voicecheck.results import Finding

SHARP = "Oh dear, did the big bad queue hurt you? Cry about it. Have you tried patience?"
KIND = "Hi Anna, so sorry about the wait. We are sending a new one today, and you will have it by Friday. /Tom"


def findings(text: str, replies: list[Reply | str]) -> list[tuple[int | None, Finding]]:
    """What a guide of these lines says of the replies together."""
    compiled = guide(text)
    tallies = compiled.tallies()
    for number, result in enumerate(compiled.check_all(replies)):
        assert result.verdict != "unchecked", result.reason
        for tally in tallies:
            tally.add(number, result)
    return [found for tally in tallies for found in tally.findings()]


@pytest.mark.parametrize(("sharp", "kind", "exceeded"), [(1, 9, False), (2, 8, True), (5, 5, True), (0, 10, False), (3, 1, False)])
def test_a_share_of_sharp_replies(sharp: int, kind: int, exceeded: bool) -> None:
    found = findings("languages: [en]\nquota:\n  snark: {above: 40, max_share: 0.15}", [SHARP] * sharp + [KIND] * kind)
    assert [item.check for _, item in found] == ["quota/share"] * exceeded  # of four replies no share is judged
    for number, item in found:
        assert number is None
        assert f"in {sharp} of {sharp + kind} replies" in item.message and "allows 15%" in item.message
        assert item.rule and item.rule.line == 4 - 1


@pytest.mark.parametrize(("pattern", "exceeded"), [("sksksk", False), ("kkssskk", True), ("ssk", False), ("sss", True)])
def test_sharp_replies_in_a_row(pattern: str, exceeded: bool) -> None:
    replies: list[Reply | str] = [SHARP if sign == "s" else KIND for sign in pattern]
    found = findings("languages: [en]\nquota: {snark: {above: 40, max_streak: 2}}", replies)
    assert [item.check for _, item in found] == ["quota/streak"] * exceeded


def test_too_few_kind_replies() -> None:
    found = findings("languages: [en]\nquota: {warmth: {below: 30, max_share: 0.2, at_least: 3}}", ["Read the terms. It says so there."] * 3 + [KIND])
    assert "warmth is below 30 in 3 of 4 replies" in found[0][1].message


def test_the_same_sentence_under_every_review() -> None:
    same = "Thank you so much for taking the time to leave us a review."
    replies: list[Reply | str] = [f"Hi {name}! {same} We hope to see you again, {name}." for name in ("Anna", "Bo", "Cleo", "Dan", "Eva")]
    found = findings("languages: [en]\nrepetition: {max_share: 0.5}", [*replies, KIND])
    assert len(found) == 1
    assert found[0][1].message.startswith(f"“{same}” stands in 5 of 6 replies; the guide allows 3")
    assert not findings("languages: [en]\nrepetition: {max: 5}", [*replies, KIND])


def version(language: str, text: str) -> Reply:
    return Reply(text, f"late-{language}", Context(language=language), group="late")


def test_a_version_that_lacks_something() -> None:
    replies: list[Reply | str] = [
        version("nn", "Hei! Pakken din er forseinka. Han kjem i morgon, {{customer.name}}."),
        version("nb", "Hei [bruker.fornavn]! Vi beklager at pakken er forsinket. Den kommer i morgen. Les mer på https://fjordfly.no/pakke"),
    ]
    found = findings("languages: [nb, nn]\nparity: {compare: [placeholders, apology, links, greeting]}", replies)
    assert {number for number, _ in found} == {0}  # the guide's main language is the measure
    told = " ".join(item.message for _, item in found)
    assert "The nn version lacks “[bruker.fornavn]”, which the nb version has." in told
    assert "has “{{customer.name}}”, which the nb version lacks" in told
    assert "has no apology, the nb version has one" in told
    assert "has no links, the nb version 1" in told
    assert "greeting" not in told


def test_versions_that_lie_apart_in_tone() -> None:
    replies: list[Reply | str] = [version("en", KIND), version("da", "Læs vilkårene. Det er dit eget ansvar.")]
    found = findings("languages: [en, da]\nparity: {tone: {politeness: 20}}", replies)
    assert len(found) == 1 and "the guide allows 20 points between them" in found[0][1].message
    assert not findings("languages: [en, da]\nparity: {tone: {politeness: 100}}", replies)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("quota: {snark: {max_share: 0.1}}", "needs either above or below"),
        ("quota: {snark: {above: 10}}", "needs max_share, max_streak or both"),
        ("quota: {snark: {above: 10, max_share: 15}}", "a number from 0 to 1"),
        ("quota: {sarcasm: {above: 10}}", '“sarcasm”|"sarcasm" is not known'),
        ("parity: {compare: [apologies]}", "apology"),
    ],
)
def test_a_mistaken_quota(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "g.yml").write_text(f"version: 1\nbrand: Test\n{line}\n", encoding="utf-8")
    result = run("guide", "check", str(tmp_path / "g.yml"))
    assert result.exit_code == 2
    assert any(part in result.stderr for part in message.split("|")), result.stderr


def test_in_the_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("voicecheck.yml").write_text("version: 1\nbrand: Test\nlanguages: [en]\nquota:\n  snark: {above: 40, max_share: 0.1}\n", encoding="utf-8")
    Path("drafts.jsonl").write_text("".join(json.dumps({"id": f"r{number}", "reply": SHARP}) + "\n" for number in range(6)), encoding="utf-8")
    shown = run("check", "drafts.jsonl")
    assert shown.exit_code == 1
    assert "All replies together" in shown.stdout and "quota/share" in shown.stdout and "voicecheck.yml:5" in shown.stdout
    data = json.loads(run("check", "drafts.jsonl", "--format", "json").stdout)
    assert [finding["check"] for finding in data["set_findings"]] == ["quota/share"]
    assert data["set_findings"][0]["guide"] == {"path": "voicecheck.yml", "line": 5}
    assert "voicecheck.yml:5:" in run("check", "drafts.jsonl", "--format", "plain").stdout


def test_every_set_check_is_tested_here() -> None:
    elsewhere = {"guide/validity", "inbox/unanswered"}  # tests/test_inbox.py
    assert {check.id for check in set_checks()} - elsewhere == {"quota/share", "quota/streak", "quota/repetition", "parity/differs"}
