"""What to mend first: risk times usage, and what share of what is sent would pass."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import validate

from tests.support import guide, report, run
from voicecheck import Result
from voicecheck.drafts.reply import reply_from_text
from voicecheck.triage import mend_first, sent, weight

GUIDE = "version: 1\nbrand: Fjordfly\nextends: voicecheck:cautious-service\nlanguages: [en]\n"
KIND = "Hi Anna, so sorry about the wait. We are sending a new one today, and you will have it by Friday. /Tom"
SHARP = "Oh dear, did the big bad queue hurt you? Cry about it. Have you tried patience?"
TODO = "Hi Anna, thank you for your patience. We will send the parcel on DATE and write to you. /Tom"


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("voicecheck.yml").write_text(GUIDE, encoding="utf-8")
    Path("macros.csv").write_text(f'id,usage,reply\nrare,3,"{SHARP}"\nkind,1000,"{KIND}"\nleft,900,"{TODO}"\noften,40,"{SHARP}"\nempty,50,\n', encoding="utf-8")
    return tmp_path


def test_the_list(drafts: Path) -> None:
    result = run("check", "macros.csv", "--triage")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "Mend these 3 first (risk times usage)"
    listed = [line for line in lines if line.startswith("macros.csv:")]
    assert [line.split()[1] for line in listed] == ["left", "often", "rare"]
    assert "used 900 times" in result.stdout and "template/leftover: “DATE” is still to be filled in." in result.stdout
    assert "1 reply could not be checked, which is not a pass" in result.stdout
    assert "5 replies: 1 pass, 1 warn, 2 fail, 1 not checked" in result.stdout
    assert "Of what is sent (1,993 uses), 50.2% would pass, 45.2% warn, 2.2% fail, 2.5% are" in result.stdout


def test_only_so_many(drafts: Path) -> None:
    shown = run("check", "macros.csv", "--triage", "1").stdout
    assert shown.startswith("Mend this first of 3 (risk times usage)\n") and "often" not in shown
    assert run("check", "macros.csv", "--triage", "0").exit_code == 2


def test_the_share_is_told_without_being_asked_for(drafts: Path) -> None:
    assert "Of what is sent (1,993 uses), 50.2% would pass" in run("check", "macros.csv").stdout
    Path("plain.csv").write_text(f'id,reply\na,"{KIND}"\n', encoding="utf-8")
    assert "Of what is sent" not in run("check", "plain.csv").stdout
    assert "of 1 reply it is not known how often" in " ".join(run("check", "macros.csv", "plain.csv").stdout.split())


def test_without_any_usage_risk_alone_counts(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("".join(json.dumps({"id": name, "reply": text}) + "\n" for name, text in (("todo", TODO), ("sharp", SHARP))), encoding="utf-8")
    shown = run("check", tmp_path / "r.jsonl", "-g", "voicecheck:cautious-service", "--triage").stdout
    assert shown.startswith("Mend these 2 first (risk; the drafts do not tell how often each is used)")
    assert shown.index("sharp") < shown.index("todo")


def test_nothing_to_mend(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(KIND, encoding="utf-8")
    assert run("check", tmp_path / "r.txt", "-g", "voicecheck:cautious-service", "--triage").stdout.startswith("Nothing to mend: no reply fails or warns.")


def test_json_and_markdown(drafts: Path) -> None:
    data = report("macros.csv")
    validate(data, json.loads(run("schema", "report").stdout))
    assert data["summary"]["usage"] == {"sent": 1993, "pass": 1000, "warn": 900, "fail": 43, "unchecked": 50, "known": 5}
    assert [reply["usage"] for reply in data["replies"]] == [3, 1000, 900, 40, 50]
    page = run("check", "macros.csv", "--triage", "2", "-f", "markdown").stdout
    rows = [line for line in page.splitlines() if line.startswith("| ") and "macros.csv" in line]
    assert len(rows) == 2 and "| 900 | `macros.csv:4 left`" in rows[0] and "| 40 | `macros.csv:5 often`" in rows[1]
    assert "Of what is sent (1,993 uses), 50.2% would pass" in page
    assert "50.2% would pass" in run("check", "macros.csv", "-f", "html").stdout


def test_versions_of_one_record_share_its_uses(drafts: Path) -> None:
    Path("macros.csv").unlink()
    Path("canned.json").write_text(json.dumps({"1": {"content": {"en": KIND, "sv": "Kul för dig. Vänta.", "nb": KIND}, "usage": 30}}), encoding="utf-8")
    assert report("canned.json")["summary"]["usage"]["sent"] == 30


def judged(verdict: str, risk: int, usage: float | None) -> Result:
    return replace(guide("languages: [en]").check("Hi Anna, thank you."), verdict=verdict, risk=risk, reply=replace(reply_from_text("Hi"), usage=usage))


RESULTS = st.lists(st.builds(judged, st.sampled_from(["pass", "warn", "fail", "unchecked"]), st.integers(0, 100), st.none() | st.integers(0, 10_000).map(float)), max_size=12)


@given(RESULTS, st.integers(1, 12))
def test_the_first_are_the_heaviest_and_every_use_is_counted(results: list[Result], most: int) -> None:
    first = mend_first(results, most)
    wanting = [result for result in results if result.verdict in ("warn", "fail")]
    assert len(first) == min(most, len(wanting))
    assert [weight(result) for result in first] == sorted((weight(result) for result in wanting), reverse=True)[:most]
    found, known = sent(results), [result.reply.usage for result in results if result.reply.usage is not None]
    assert (found is None) is (not known)
    if found is not None:
        assert found.sent == pytest.approx(sum(known)) and found.known == len(known)
        assert sum(map(found.share, found.uses)) == pytest.approx(1.0 if found.sent else 0.0)
