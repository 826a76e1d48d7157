"""The baseline: what was found before stays silent, what is new counts, and it only shrinks."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import process, report, run
from voicecheck.baseline import FILE, Baseline, Entry, baseline_text, read_baseline

GUIDE = """
version: 1
brand: Fjordfly
extends: voicecheck:cautious-service
languages: [en]
words:
  prefer: {ticket: case, parcel: order}
  avoid: {regrettable: Say sorry.}
"""
KIND = "Thank you for writing to us. We are sorry about the wait, and we will call you today."
OLD = f"# Late\n\n> {KIND} Your ticket is here.\n\n# Lost\n\n> {KIND} That is regrettable.\n"


@pytest.fixture
def drafts(folder: Path) -> Path:
    (folder / "voicecheck.yml").write_text(GUIDE, encoding="utf-8")
    (folder / "svar").mkdir()
    (folder / "svar" / "a.md").write_text(OLD, encoding="utf-8")
    assert run("baseline", "svar").exit_code == 0
    return folder / "svar"


def check(*more: str) -> Any:
    return run("check", "svar", "--baseline", FILE, "--fail-on", "warn", *more)


def entries() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(Path(FILE).read_text(encoding="utf-8"))[1:]
    return found


def test_it_is_written_one_finding_a_line_in_order(drafts: Path) -> None:
    lines = Path(FILE).read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(entries()) + 2 and lines[1:-1] == sorted(lines[1:-1])
    assert [(item["path"], item["reply"], item["check"], item["words"]) for item in entries()] == [
        ("svar/a.md", "late", "words/prefer", "ticket"),
        ("svar/a.md", "lost", "words/avoid", "regrettable"),
    ]


def test_old_findings_are_silent_and_new_ones_count(drafts: Path) -> None:
    assert check().exit_code == 0 and "2 findings suppressed" in check().stdout
    (drafts / "b.md").write_text(f"> {KIND} Your parcel is here.\n", encoding="utf-8")
    result = check("-f", "plain")
    assert result.exit_code == 1
    assert "b.md" in result.stdout and "a.md" not in result.stdout


def test_they_stay_in_the_reports_as_silenced(drafts: Path) -> None:
    data = report("svar", "--baseline", FILE)
    assert [reply["verdict"] for reply in data["replies"]] == ["pass", "pass"]
    assert [item["reason"] for reply in data["replies"] for item in reply["suppressed"]] == ["in the baseline"] * 2
    sarif = json.loads(check("-f", "sarif").stdout)["runs"][0]["results"]
    assert [item["baselineState"] for item in sarif] == ["unchanged"] * 2
    assert all(item["suppressions"][0]["kind"] == "external" for item in sarif)
    (drafts / "b.md").write_text(f"> {KIND} Your parcel is here.\n", encoding="utf-8")
    sarif = json.loads(check("-f", "sarif").stdout)["runs"][0]["results"]
    assert sorted(item["baselineState"] for item in sarif) == ["new", "unchanged", "unchanged"]
    assert "baselineState" not in run("check", "svar", "-f", "sarif").stdout


def test_moved_lines_and_edits_elsewhere_change_nothing(drafts: Path) -> None:
    draft = drafts / "a.md"
    draft.write_text("# New\n\n> " + KIND + "\n\n" + OLD.replace("we will call you", "somebody will call you"), encoding="utf-8")
    assert check().exit_code == 0


class TestRenamed:
    def test_findings_follow_a_draft_to_its_new_name(self, drafts: Path) -> None:
        (drafts / "late").mkdir()
        (drafts / "a.md").rename(drafts / "late" / "b.md")
        result = check()
        assert result.exit_code == 0 and "2 findings of the baseline are in drafts that have another name now: voicecheck baseline --update" in result.stderr
        assert "0 dropped, 0 added, 2 moved with their drafts" in run("baseline", "svar", "--update").stderr
        assert {item["path"] for item in entries()} == {"svar/late/b.md"}
        assert "of the baseline" not in check().stderr and check().exit_code == 0

    def test_what_else_the_draft_says_is_new(self, drafts: Path) -> None:
        (drafts / "a.md").unlink()
        (drafts / "b.md").write_text(OLD + f"\n# Third\n\n> {KIND} Your parcel is here.\n", encoding="utf-8")
        result = check("-f", "plain")
        assert result.exit_code == 1 and "parcel" in result.stdout and "ticket" not in result.stdout

    def test_a_copy_and_another_draft_are_new(self, drafts: Path) -> None:
        (drafts / "b.md").write_text(OLD, encoding="utf-8")
        assert check().exit_code == 1  # the old one is still there
        (drafts / "a.md").unlink()
        others = "".join(f"\n# Other {number}\n\n> {KIND} Your parcel is here.\n" for number in range(4))
        (drafts / "b.md").write_text(OLD + others, encoding="utf-8")
        assert "ticket" in check("-f", "plain").stdout  # a third of its findings is not enough

    def test_each_old_name_is_taken_once_and_by_its_namesake(self, drafts: Path) -> None:
        Path(FILE).unlink()
        for name in ("p.md", "q.md"):
            (drafts / name).write_text(f"> {KIND} Your parcel is here.\n", encoding="utf-8")
        run("baseline", "svar")
        (drafts / "new").mkdir()
        for old, new in (("p.md", "a2.md"), ("q.md", "q.md")):
            (drafts / old).rename(drafts / "new" / new)
        (drafts / "new" / "z.md").write_text(f"> {KIND} Your parcel is here.\n", encoding="utf-8")
        result = check("-f", "plain")
        assert result.exit_code == 1 and "new/z.md" in result.stdout and "a2.md" not in result.stdout and "q.md" not in result.stdout

    def test_fixes_leave_them_too(self, drafts: Path) -> None:
        (drafts / "a.md").rename(drafts / "b.md")
        check("--fix")
        assert "ticket" in (drafts / "b.md").read_text()


def test_a_second_finding_of_the_same_words_is_new(drafts: Path) -> None:
    (drafts / "a.md").write_text(OLD.replace("is here.", "is here. Keep the ticket."), encoding="utf-8")
    assert check().exit_code == 1


def test_what_became_graver_is_new(drafts: Path) -> None:
    (drafts.parent / "voicecheck.yml").write_text(GUIDE + "severity: {words/prefer: fail}\n", encoding="utf-8")
    assert run("check", "svar", "--baseline", FILE).exit_code == 1


def test_it_is_found_from_another_folder(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(drafts)
    assert run("check", "a.md", "--baseline", f"../{FILE}", "--fail-on", "warn").exit_code == 0
    assert run("check", str(drafts / "a.md"), "--baseline", str(drafts.parent / FILE), "--fail-on", "warn").exit_code == 0


class TestRatchet:
    def test_what_is_mended_is_told_and_dropped_but_nothing_is_added(self, drafts: Path) -> None:
        (drafts / "a.md").write_text(OLD.replace("ticket", "case"), encoding="utf-8")
        (drafts / "b.md").write_text(f"> {KIND} Your parcel is here.\n", encoding="utf-8")
        assert "1 finding of the baseline is mended: voicecheck baseline --update" in check().stderr
        done = run("baseline", "svar", "--update")
        assert "1 dropped, 0 added; 1 finding not in it; --add takes them in" in done.stderr
        assert [item["check"] for item in entries()] == ["words/avoid"]
        assert "of the baseline" not in check().stderr and check().exit_code == 1
        assert "1 added" in run("baseline", "svar", "--add").stderr
        assert check().exit_code == 0

    def test_a_deleted_draft_is_mended_and_one_not_looked_at_is_not(self, drafts: Path) -> None:
        (drafts / "b.md").write_text(f"> {KIND}\n", encoding="utf-8")
        assert "mended" not in run("check", "svar/b.md", "--baseline", FILE).stderr
        assert "mended" not in check("--select", "snark").stderr
        run("baseline", "svar", "--update", "--select", "snark")
        assert len(entries()) == 2
        (drafts / "a.md").unlink()
        assert "2 findings of the baseline are mended" in check().stderr

    def test_a_reply_that_cannot_be_checked_any_more_is_not_mended(self, drafts: Path) -> None:
        (drafts / "a.md").write_text("---\nlanguage: fi\n---\n" + OLD, encoding="utf-8")
        assert "mended" not in check().stderr
        run("baseline", "svar", "--update")
        assert len(entries()) == 2

    def test_it_is_never_overwritten_by_mistake(self, drafts: Path) -> None:
        before = Path(FILE).read_bytes()
        result = run("baseline", "svar")
        assert result.exit_code == 2 and "--update" in result.stderr and Path(FILE).read_bytes() == before
        assert run("baseline", "svar", "--update", "-o", "other.json").exit_code == 2


class TestDamaged:
    @pytest.mark.parametrize(
        "text, why",
        [
            ("", "no JSON"),
            ("{", "no JSON"),
            ("[]", "no baseline"),
            ('{"version": 1}', "no baseline"),
            ('[{"voicecheck": "baseline", "version": 2}]', "version 2"),
            ('[{"version": 1}\n,{"path": 1}\n]', "finding 1"),
            ('[{"version": 1}\n<<<<<<< HEAD\n]', "merge"),
            ("[" * 100_000, "nested"),
        ],
    )
    def test_it_is_ignored_with_a_warning_and_everything_is_reported(self, drafts: Path, text: str, why: str) -> None:
        Path(FILE).write_text(text, encoding="utf-8")
        result = check()
        assert result.exit_code == 1 and why in result.stderr and "everything is reported" in result.stderr
        assert run("baseline", "svar", "--update").exit_code == 2

    def test_bytes_that_are_no_text(self, drafts: Path) -> None:
        Path(FILE).write_bytes(b"\xff\xfe\x00")
        assert check().exit_code == 1

    def test_a_missing_one_is_a_usage_error(self, drafts: Path) -> None:
        result = run("check", "svar", "--baseline", "no.json")
        assert result.exit_code == 2 and "voicecheck baseline writes one" in result.stderr

    def test_a_broken_guide_empties_no_baseline(self, drafts: Path) -> None:
        before = Path(FILE).read_bytes()
        (drafts.parent / "voicecheck.yml").write_text("version: [", encoding="utf-8")
        assert run("baseline", "svar", "--update").exit_code == 2
        assert Path(FILE).read_bytes() == before


def test_quotas_are_silenced_too(drafts: Path) -> None:
    (drafts.parent / "voicecheck.yml").write_text(GUIDE + "repetition: {max: 1, at_least: 2}\n", encoding="utf-8")
    assert "stands in 2 of 2 replies" in check("-f", "plain").stdout
    run("baseline", "svar", "--add")
    assert check().exit_code == 0
    (drafts / "b.md").write_text(f"> {KIND}\n", encoding="utf-8")
    assert check().exit_code == 0  # still the same sentence, three times now


def test_fixes_leave_what_is_in_the_baseline(drafts: Path) -> None:
    (drafts / "b.md").write_text(f"> {KIND} Your parcel is here.\n", encoding="utf-8")
    assert "mended 1 finding in 1 file" in check("--fix").stderr
    assert "ticket" in (drafts / "a.md").read_text() and "order" in (drafts / "b.md").read_text()


def test_git_merges_what_two_branches_add(drafts: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True, capture_output=True)

    def add(name: str) -> None:
        (drafts / name).write_text(f"> {KIND} Your parcel is here.\n", encoding="utf-8")
        run("baseline", "svar", "--add")
        git("add", "-A")
        git("commit", "-qm", name)

    git("init", "-q", "-b", "main")
    for name in ("f.md", "p.md"):
        add(name)
    git("checkout", "-qb", "other")
    add("b0.md")
    git("checkout", "-q", "main")
    add("z.md")
    git("merge", "-q", "other", "-m", "merge")
    assert {item["path"] for item in entries()} == {f"svar/{name}" for name in ("a.md", "b0.md", "f.md", "p.md", "z.md")}
    assert check().exit_code == 0


def test_it_is_the_same_in_every_locale_and_time_zone(drafts: Path) -> None:
    (drafts / "å.md").write_text(f"> {KIND} Your parcel is here.\n", encoding="utf-8")
    (drafts / "Z.md").write_text(f"> {KIND} Your parcel is here.\n", encoding="utf-8")
    texts = []
    for env in ({"LC_ALL": "C", "TZ": "Pacific/Kiritimati"}, {"LC_ALL": "sv_SE.UTF-8", "TZ": "America/Adak"}):
        Path(FILE).unlink()
        assert process(["baseline", "svar"], env=env).returncode == 0
        texts.append(Path(FILE).read_bytes())
    assert texts[0] == texts[1] and [item["path"] for item in entries()] == ["svar/Z.md", "svar/a.md", "svar/a.md", "svar/å.md"]


ENTRIES = st.builds(Entry, *[st.text(max_size=6)] * 4, st.sampled_from(["warn", "fail"]), st.text("0123456789abcdef", min_size=1, max_size=4))


@given(st.lists(ENTRIES, max_size=8))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, found: list[Entry]) -> None:
    path = tmp_path_factory.getbasetemp() / "b.json"
    path.write_text(baseline_text(found), encoding="utf-8", newline="\n")
    known, warning = read_baseline(str(path))
    assert not warning and known.entries == Baseline("", found).entries
    assert baseline_text(known.entries) == baseline_text(found)
