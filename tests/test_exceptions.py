"""Exceptions: phrases of the brand's own about which checks stay silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import checks, guide, named, run

BASE = "version: 1\nbrand: F\nextends: voicecheck:cautious-service\nlanguages: [en]\nwords: {avoid: {cheap: Say good value., awesome: Nothing is.}}\n"
REPLY = "Thank you for writing. We are sorry about the wait. Our {} tea is back, and we will send you a cheap parcel today."


def test_a_phrase_is_silent_and_other_words_are_not() -> None:
    compiled = guide(BASE + 'exceptions: {"Cheap  Awesome": "The name of a tea."}\n')
    result = compiled.check(REPLY.format("cheap\nawesome"))
    assert named(result, "words/avoid") == ["cheap"] and result.verdict == "fail"
    assert [(item.finding.check, item.reason, item.in_draft) for item in result.suppressed] == [("words/avoid", "The name of a tea.", False)] * 2
    passed = compiled.check(REPLY.format("Cheap Awesome").replace("a cheap parcel", "a parcel"))
    assert passed.verdict == "pass" and len(passed.suppressed) == 2


def test_only_the_checks_that_are_named_stay_silent() -> None:
    compiled = guide(BASE + "exceptions: {Cheap Awesome: {checks: [snark]}}\n")
    assert "words/avoid" in checks(compiled.check(REPLY.format("Cheap Awesome")))
    assert "words/avoid" not in checks(guide(BASE + "exceptions: {cheap: {checks: [words/avoid]}}\n").check(REPLY.format("Green")))


def test_part_of_a_longer_word_is_not_the_phrase() -> None:
    compiled = guide(BASE.replace("cheap: Say", '"cheap*": Say') + "exceptions: {cheap: A name.}\n")
    assert named(compiled.check(REPLY.format("cheaper").replace("a cheap parcel", "a parcel"))) == ["cheaper"]


def test_what_protects_people_holds_for_every_phrase() -> None:
    compiled = guide(BASE + "exceptions: {you idiot: A song.}\n")
    assert "abuse/insult" in checks(compiled.check("Thank you for writing, you idiot. We will call you today."))


@pytest.mark.parametrize(
    "rule, told",
    [
        ("{checks: [word/avoid]}", 'there is no check "word/avoid"'),
        ("{checks: [abuse/insult]}", "abuse/insult holds for every phrase"),
        ("{checks: [privacy]}", "privacy holds for every phrase"),
        ("{chekcs: [snark]}", "chekcs"),
    ],
)
def test_mistakes_are_told_where_they_stand(folder: Path, rule: str, told: str) -> None:
    (folder / "voicecheck.yml").write_text(BASE + f"exceptions:\n  Cheap: {rule}\n", encoding="utf-8")
    result = run("guide", "check", "voicecheck.yml")
    assert result.exit_code == 2 and told in result.output and "voicecheck.yml:7:" in result.output


def test_suppressions_in_the_draft_add_to_them(folder: Path) -> None:
    (folder / "voicecheck.yml").write_text(BASE + "exceptions: {Cheap Tea: A name.}\n", encoding="utf-8")
    text = "Thank you for writing. We are sorry about the wait. Our cheap tea is awesome, and we will call you today."
    (folder / "a.md").write_text(f"<!-- voicecheck: ignore-next words because it is asked for -->\n{text}\n", encoding="utf-8")
    (folder / "b.md").write_text(f"<!-- voicecheck: ignore words because it is asked for -->\n{text}\n", encoding="utf-8")
    assert "2 findings suppressed" in run("check", "b.md").stdout
    assert run("check", "a.md").exit_code == 1
