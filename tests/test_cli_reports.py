"""``voicecheck check`` with several reports, ``--show``, ``--max-warnings`` and ``--compare``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support import run
from voicecheck.cli.main import cli, main
from voicecheck.reports.files import CannotWriteError, ReportFile
from voicecheck.reports.report import reports

GUIDE = "brand: Fjordfly\nlanguages: [en, nb]\nvoice: {never: , exclamation_marks: 1, emoji: 0}\nwords: {avoid: {gratis: Nothing is free.}}\ngate:\n"
GOOD = "We have sent a new parcel today, and you get it on Friday.\n"
LOUD = "We have sent it!! It is on its way to you now.\n"
BAD = "Your parcel is gratis this time, and on its way to you.\n"


@pytest.fixture
def drafts(folder: Path) -> Path:
    (folder / "voicecheck.yml").write_text(GUIDE)
    (folder / "drafts").mkdir()
    (folder / "drafts" / "good.md").write_text(GOOD)
    (folder / "drafts" / "loud.txt").write_text(LOUD)
    (folder / "drafts" / "odd.jsonl").write_text(json.dumps({"reply": BAD, "id": "b1"}) + '\n{"reply": "Ok", "language": "fi"}\n')
    return folder


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name not in ("drafts", "voicecheck.yml"))


def test_several_reports_in_one_run(drafts: Path) -> None:
    finished = run("check", "drafts", "--report", "sarif:out.sarif", "-r", "html:out.html", "--report", "jsonl:out.jsonl")
    assert finished.exit_code == 1
    assert "4 replies in 3 files: 1 pass, 1 warn, 1 fail, 1 not checked" in finished.stdout
    assert files(drafts) == ["out.html", "out.jsonl", "out.sarif"]
    assert json.loads((drafts / "out.sarif").read_text())["version"] == "2.1.0"
    assert (drafts / "out.html").read_text().startswith("<!doctype html>")
    assert len((drafts / "out.jsonl").read_text().splitlines()) == 5


def test_a_report_on_standard_output_takes_the_place_of_the_terminal_report(drafts: Path) -> None:
    for given in ("gitlab", "gitlab:-", "gitlab:"):
        assert len(json.loads(run("check", "drafts", "--report", given).stdout)) == 3
    both = run("check", "drafts", "--format", "plain", "--report", "gitlab:g.json")
    assert "fail words/avoid" in both.stdout and len(json.loads((drafts / "g.json").read_text())) == 3


def test_every_format_is_in_the_help() -> None:
    told = " ".join(run("check", "--help").stdout.split())
    assert all(name in told for name in reports())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--report", "serif:out.x"], 'for --report: “serif” is no report format; there are checkstyle, github, gitlab, html, json, jsonl, junit, markdown, plain, rdjson, sarif, terminal. Did you mean "sarif"?'),
        (["--report", "sarif:a.out", "--report", "html:./a.out"], "two reports, sarif and html, would go to “./a.out”; give one of them another file."),
        (["--report", "sarif:a.out", "--output", "a.out"], "two reports, terminal and sarif, would go to “a.out”"),
        (["--report", "sarif", "--report", "html:-"], "two reports, sarif and html, would go to standard output"),
        (["--format", "plain", "--report", "html"], "two reports, plain and html, would go to standard output"),
        (["--report", "html:nowhere/a.html"], "for --report: cannot write “nowhere/a.html”: its folder does not exist."),
        (["--report", "html:drafts"], "cannot write “drafts”: it is a folder; name a file."),
        (["--output", "drafts/good.md/a.html"], "for --output: cannot write “drafts/good.md/a.html”"),
        (["--max-warnings", "-1"], "--max-warnings"),
        (["--show", "everything"], "--show"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_before_the_work(drafts: Path, arguments: list[str], words: str) -> None:
    before = files(drafts)
    finished = run("check", "drafts", *arguments)
    assert finished.exit_code == 2
    assert words in " ".join(finished.stderr.split())
    assert finished.stdout == "" and files(drafts) == before


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        ("nowhere.json", "nowhere.json: cannot be read: No such file or directory"),
        ("voicecheck.yml", "voicecheck.yml:1:1: is not JSON here"),
        ("drafts/odd.jsonl", "is not JSON here"),
        ("list.json", 'list.json: is no report of version 1: expected an object with "version": 1'),
        ("other.json", 'other.json: reply 1 of "replies" has no path, id, verdict, risk and tone'),
    ],
)
def test_an_earlier_report_that_is_none_is_told_before_the_work(drafts: Path, capsys: pytest.CaptureFixture[str], earlier: str, words: str) -> None:
    (drafts / "list.json").write_text("[1]")
    (drafts / "other.json").write_text('{"version": 1, "replies": [{"path": "x", "id": "", "verdict": "pass", "tone": {"snark": "5"}}]}')
    with pytest.raises(SystemExit) as ended:
        main(["check", "drafts", "--compare", earlier, "--report", "html:out.html"])
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert words in told.err and "out.html" not in files(drafts)


@pytest.mark.parametrize(
    ("show", "replies"), [("all", ["good.md", "loud.txt", "odd.jsonl", "odd.jsonl"]), ("warn", ["loud.txt", "odd.jsonl", "odd.jsonl"]), ("fail", ["odd.jsonl"])]
)
def test_show_says_what_is_listed_and_not_what_counts(drafts: Path, show: str, replies: list[str]) -> None:
    finished = run("check", "drafts", "--show", show, "--format", "json", "--fail-on", "warn")
    data = json.loads(finished.stdout)
    assert [Path(reply["path"]).name for reply in data["replies"]] == replies
    assert (data["summary"]["replies"], finished.exit_code) == (4, 1)
    terminal = run("check", "drafts", "--show", show).stdout
    headers = [line for line in terminal.splitlines() if line.startswith("drafts/") and "risk" in line]
    assert len(headers) == {"all": 3, "warn": 2, "fail": 1}[show]
    assert "4 replies in 3 files: 1 pass, 1 warn, 1 fail, 1 not checked" in terminal


@pytest.mark.parametrize(("most", "code"), [("0", 1), ("1", 1), ("2", 0)])
def test_max_warnings_counts_replies_warned_of_and_not_checked(drafts: Path, most: str, code: int) -> None:
    finished = run("check", "drafts", "--fail-on", "never", "--max-warnings", most)
    assert finished.exit_code == code
    assert ("2 warnings, 1 of them replies that were not checked; --max-warnings allows" in finished.stderr) is bool(code)


def test_the_trend_against_an_earlier_report(drafts: Path) -> None:
    run("check", "drafts", "--format", "json", "--output", "last.json")
    (drafts / "drafts" / "odd.jsonl").write_text(json.dumps({"reply": GOOD, "id": "b1"}) + "\n")
    (drafts / "drafts" / "good.md").write_text(BAD)
    finished = run("check", "drafts", "--compare", "last.json", "--format", "markdown", "--report", "json:last.json")
    assert (
        "**Against `last.json`:** 1 of 4 replies failed then, 1 of 3 now. Of the replies in both runs, 1 was mended and 1 fails that did not fail before. 1 is gone."
        in finished.stdout
    )
    assert json.loads((drafts / "last.json").read_text())["summary"]["replies"] == 3


@pytest.mark.parametrize("part", ["--quiet", "--show=fail"])
def test_a_report_of_a_part_of_the_replies_tells_no_trend(drafts: Path, part: str) -> None:
    run("check", "drafts", "--format", "json", "--output", "last.json", part)
    finished = run("check", "drafts", "--compare", "last.json", "--format", "markdown")
    assert finished.exit_code == 2 and "last.json: lists 1 of the 4 replies of its run" in finished.stderr and "without --show and --quiet" in finished.stderr


def test_the_trend_knows_a_reply_however_its_folder_is_named(drafts: Path) -> None:
    run("check", drafts / "drafts", "--format", "json", "--output", "last.json")
    assert "is gone" not in (told := run("check", "./drafts", "--compare", "last.json", "--format", "markdown").stdout) and "new" not in told.split("| ❌ fail |")[0]


def test_a_report_takes_the_place_of_an_older_one_whole_and_keeps_links_and_rights(folder: Path) -> None:
    (folder / "real.json").write_text("old")
    (folder / "real.json").chmod(0o640)
    (folder / "link.json").symlink_to("real.json")
    report = ReportFile("link.json")
    assert (folder / "real.json").read_text() == "old" and files(folder) == ["link.json", "real.json"]
    report.write("né")
    assert (folder / "link.json").is_symlink() and (folder / "real.json").read_bytes() == "né".encode()
    assert (folder / "real.json").stat().st_mode & 0o777 == 0o640
    assert files(folder) == ["link.json", "real.json"]


def test_a_report_that_fails_half_way_leaves_the_older_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "out.json").write_text("old")
    report = ReportFile("out.json")

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(CannotWriteError, match=r"cannot write “out\.json”: No space left on device"):
        report.write("new")
    assert (folder / "out.json").read_text() == "old" and files(folder) == ["out.json"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_device_is_written_to_as_it_is(drafts: Path) -> None:
    assert run("check", "drafts", "--report", "json:/dev/null").exit_code == 1
    assert Path("/dev/null").is_char_device()


def test_a_reader_that_has_seen_enough_is_no_error(drafts: Path) -> None:
    (drafts / "drafts" / "many.jsonl").write_text("".join(json.dumps({"reply": BAD, "id": f"m{number}", "language": "en"}) + "\n" for number in range(300)))
    with subprocess.Popen(
        [sys.executable, "-m", "voicecheck", "check", "drafts", "-f", "json", "-r", "gitlab:g.json"], cwd=drafts, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        assert process.stdout.read(1) == b"{"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
    assert len(json.loads((drafts / "g.json").read_text())) == 303


def test_data_is_utf_8_in_any_terminal_and_text_what_the_terminal_can_show(drafts: Path) -> None:
    (drafts / "drafts" / "good.md").write_text("Nå koster frakten gratis 🙏\n", encoding="utf-8")
    for name in ("json", "plain"):
        finished = CliRunner(charset="ascii").invoke(cli, ["check", "drafts/good.md", "-l", "nb", "-f", name])
        assert finished.exit_code == 1
        assert ("🙏".encode() in finished.stdout_bytes) is (name == "json")


@pytest.mark.parametrize(("count", "more", "told"), [(300, [], True), (299, [], False), (300, ["--quiet"], False), (300, ["-f", "json"], False), (300, ["--triage"], False)])
def test_where_to_begin_is_told_below_findings_that_nobody_mends_at_once(folder: Path, count: int, more: list[str], told: bool) -> None:
    (folder / "voicecheck.yml").write_text("languages: [en]\nwords: {avoid: {gratis: Nothing is free.}}\n")
    (folder / "many.jsonl").write_text("".join(json.dumps({"reply": GOOD + " It is gratis.", "id": f"m{number}", "language": "en"}) + "\n" for number in range(count)))
    finished = run("check", "many.jsonl", "--select", "words", *more)
    assert ("--triage lists what to mend first; voicecheck baseline lets old" in finished.stderr) is told
