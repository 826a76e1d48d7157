"""SARIF: it meets the official schema, and says what code scanning reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator  # type: ignore[import-untyped]

from tests.outcomes import GUIDE, SARCASTIC, example, finding, reply, result
from tests.support import report, run
from tests.test_reports import outcomes, whole
from voicecheck.checks.registry import catalog
from voicecheck.problems import Place
from voicecheck.reports.report import Look, reports
from voicecheck.results import Finding, Outcome, Suppressed


@lru_cache(maxsize=1)
def schema() -> Draft4Validator:
    data = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
    Draft4Validator.check_schema(data)
    return Draft4Validator(data)


def run_of(outcome: Outcome) -> dict[str, Any]:
    """The one run of the report, which meets the schema."""
    data = json.loads(reports()["sarif"].render(outcome, Look()))
    assert [error.message for error in schema().iter_errors(data)] == []
    run: dict[str, Any] = data["runs"][0]
    return run


@given(outcome=outcomes())
@settings(max_examples=5)
def test_any_outcome_meets_the_official_schema(outcome: Outcome) -> None:
    run_of(outcome)


def test_the_schema_is_one_that_can_fail() -> None:
    data = json.loads(reports()["sarif"].render(example(), Look()))
    data["runs"][0]["results"][0]["level"] = "fail"
    assert not schema().is_valid(data)


def test_every_check_is_a_rule_with_help_and_every_result_names_its_rule() -> None:
    run = run_of(whole())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*catalog(), "voicecheck/unchecked"]
    assert all(rule["help"]["text"] and rule["help"]["markdown"] and rule["fullDescription"]["text"] for rule in rules)
    mocking = next(rule for rule in rules if rule["id"] == "snark/sarcastic-regret")
    assert "**Why:**" in mocking["help"]["markdown"] and "- Bad: “" in mocking["help"]["markdown"]
    for found in run["results"]:
        assert "ruleIndex" not in found or rules[found["ruleIndex"]]["id"] == found["ruleId"]


def test_regions_count_code_points_and_the_guide_is_a_related_place() -> None:
    made = reply("Å 🙏 gratis frakt", "svar/på vei.md", before="—\n")
    bad = replace(finding(made.text, "gratis", "words/avoid", "“gratis” is to be avoided.", "Leave it out."), suggestion="inkludert", rule=Place("guides/tone.yml", 7, 3))
    run = run_of(Outcome(GUIDE, "", (result(made, "fail", (bad,)),)))
    assert run["columnKind"] == "unicodeCodePoints"
    (found,) = run["results"]
    region = {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 11}
    assert found["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "svar/p%C3%A5%20vei.md"}, "region": region}}]
    assert found["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "guides/tone.yml"
    assert found["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 7
    assert found["fixes"][0]["artifactChanges"][0]["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "inkludert"}}]
    assert found["level"] == "error"


def test_a_finding_about_the_whole_reply_stands_at_its_first_line() -> None:
    run = run_of(example())
    missing = next(found for found in run["results"] if found["ruleId"] == "structure/missing")
    assert missing["locations"][0]["physicalLocation"]["region"] == {"startLine": 5, "startColumn": 1, "endLine": 5, "endColumn": SARCASTIC.index("\n") + 1}


def test_fingerprints_stay_when_lines_move() -> None:
    def marks(before: str) -> list[str]:
        made = reply(SARCASTIC, id="farewell-1", before=before)
        outcome = Outcome(GUIDE, "", (replace(example().results[0], reply=made),))
        return [found["partialFingerprints"]["voicecheck/v1"] for found in run_of(outcome)["results"]]

    assert marks("---\nid: farewell-1\n---\n") == marks("\n" * 30)
    assert len(set(marks(""))) == len(marks("")) == 5


def test_what_could_not_be_read_is_a_notification_and_what_was_not_checked_a_warning() -> None:
    run = run_of(example())
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["level"] == "error" and "header 2" in told["message"]["text"]
    assert told["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "drafts/x.csv"}, "region": {"startLine": 7, "endLine": 7}}
    unchecked = [found for found in run["results"] if found["ruleId"] == "voicecheck/unchecked"]
    assert [found["level"] for found in unchecked] == ["warning"]
    assert run_of(replace(example(), errors=()))["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(("in_draft", "kind"), [(True, "inSource"), (False, "external")])
def test_a_silenced_finding_is_told_as_suppressed(in_draft: bool, kind: str) -> None:
    silenced = Suppressed(finding(SARCASTIC, "#boybye", "style/hashtags", "1 hashtag.", "Leave it out.", "warn"), "old, in the baseline", in_draft)
    run = run_of(Outcome(GUIDE, "", (replace(example().results[0], findings=(), suppressed=(silenced,)),)))
    assert [(found["ruleId"], found["suppressions"]) for found in run["results"]] == [
        ("style/hashtags", [{"kind": kind, "status": "accepted", "justification": "old, in the baseline"}])
    ]


def test_words_of_a_draft_are_no_links() -> None:
    made = reply("[klikk](https://evil.example)")
    bad = Finding("words/avoid", "fail", "“[klikk](https://evil.example)” is to be avoided.", "Leave it out.", ((0, 5),))
    (found,) = run_of(Outcome(GUIDE, "", (result(made, "fail", (bad,)),)))["results"]
    assert found["message"]["text"] == "“\\[klikk\\](https://evil.example)” is to be avoided. Leave it out."


def test_a_real_run_meets_the_schema(folder: Path) -> None:
    (folder / "log.jsonl").write_text('{"id": "a", "reply": "Calm down. \\"Sure\\" it is broken!!!"}\n{"reply": "Ok", "language": "fi"}\nbroken\n')
    (folder / "voicecheck.yml").write_text("languages: [en]\nvoice: {exclamation_marks: 0}\n")
    finished = run("check", "log.jsonl", "--format", "sarif")
    data = json.loads(finished.stdout)
    schema().validate(data)
    assert finished.exit_code == 2
    assert {found["ruleId"] for found in data["runs"][0]["results"]} >= {"voicecheck/unchecked", "style/exclamation-marks"}


DRAFTS = {
    "late.md": "Å, sorry!!! Your ticket 🙏 and both tickets are here!!! Write to us.\n",
    "desk.csv": "id,reply\n1,Your ticket is here & both tickets are mended!!!\n2,We will call you about the parcel\n",
    "app.json": '{\n  "chat": {"late": "Your ticket is here.\\nBoth tickets are \\u00e5pne!!! Write.", "lost": "Sorry, your parcel is here."}\n}\n',
    "x.properties": "late=Your ticket \\u00e5 is here!!! And tickets.\n",
}


Change = tuple[int, int, int, int, str]
"""Line, column, end line and end column in code points, and what is to stand there."""


def changes_of_sarif(data: Any, lines: list[str]) -> list[Change]:
    fixes = [fix for found in data["runs"][0]["results"] for fix in found.get("fixes", ())]
    made = [(item["deletedRegion"], item["insertedContent"]["text"]) for fix in fixes for item in fix["artifactChanges"][0]["replacements"]]
    return [(at["startLine"], at["startColumn"], at["endLine"], at["endColumn"], new) for at, new in made]


def changes_of_rdjson(data: Any, lines: list[str]) -> list[Change]:
    def column(at: dict[str, int]) -> int:
        return len(lines[at["line"] - 1].encode()[: at["column"] - 1].decode()) + 1

    made = [(item["range"]["start"], item["range"]["end"], item["text"]) for found in data["diagnostics"] for item in found.get("suggestions", ())]
    return [(start["line"], column(start), end["line"], column(end), new) for start, end, new in made]


@pytest.mark.parametrize("name", DRAFTS)
@pytest.mark.parametrize("form, changes", [("sarif", changes_of_sarif), ("rdjson", changes_of_rdjson)], ids=["sarif", "rdjson"])
def test_its_fixes_mend_the_file_when_another_program_makes_them(folder: Path, name: str, form: str, changes: Callable[[Any, list[str]], list[Change]]) -> None:
    (folder / "voicecheck.yml").write_text("languages: [en]\nvoice: {exclamation_marks: 2}\nwords: {prefer: {ticket: case, parcel: order}}\n")
    (folder / name).write_bytes(DRAFTS[name].encode())
    before = report(name)
    lines = DRAFTS[name].split("\n")
    made = changes(json.loads(run("check", name, "--format", form).stdout), lines)
    assert len(made) >= 3
    for line, column, end_line, end_column, new in sorted(made, reverse=True):
        assert line == end_line
        lines[line - 1] = lines[line - 1][: column - 1] + new + lines[line - 1][end_column - 1 :]
    (folder / name).write_bytes("\n".join(lines).encode())
    after = report(name)
    assert [(reply["id"], reply["line"]) for reply in after["replies"]] == [(reply["id"], reply["line"]) for reply in before["replies"]]
    found, left = ({finding["check"] for reply in data["replies"] for finding in reply["findings"]} for data in (before, after))
    assert found >= {"words/prefer", "style/exclamation-marks"} and left.isdisjoint({"words/prefer", "style/exclamation-marks"})


def test_what_changes_the_words_is_said_to_be_unsafe(folder: Path) -> None:
    (folder / "voicecheck.yml").write_text("languages: [en]\nwords: {prefer: {ticket: case}}\nvoice: {exclamation_marks: 1}\n")
    (folder / "a.md").write_text("Your ticket is here!!!\n", encoding="utf-8")
    data = json.loads(run("check", "a.md", "--format", "sarif").stdout)
    schema().validate(data)
    safe = {found["ruleId"]: found["fixes"][0]["properties"]["safe"] for found in data["runs"][0]["results"] if "fixes" in found}
    assert safe["style/exclamation-marks"] and "words/prefer" in safe
