"""The other commands, the guide that is found, and what never reaches a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.support import LANGUAGES, ROOT, SHIPPED, process, report, run
from voicecheck.checks.registry import catalog
from voicecheck.drafts.reader import readers
from voicecheck.guide.files import shipped_folder

BAD = "Calm down.\n"


class TestGuideIsFound:
    def used(self, *arguments: str) -> tuple[str, str]:
        data = report(*arguments)
        (guide,) = data["guides"]
        return guide["path"], guide["why"]

    def test_upward_from_the_draft(self, folder: Path) -> None:
        (folder / "brand" / "drafts").mkdir(parents=True)
        (folder / "brand" / "drafts" / "a.md").write_text(BAD)
        (folder / "brand" / ".voicecheck.yml").write_text("brand: Upward\n")
        (folder / "voicecheck.yml").write_text("brand: Farther\n")
        assert self.used("brand/drafts/a.md") == (os.path.join("brand", ".voicecheck.yml"), "found beside or above the drafts")
        assert "Upward, brand/.voicecheck.yml (found beside or above the drafts)" in " ".join(run("check", "brand").stdout.split())

    def test_named_in_pyproject(self, folder: Path) -> None:
        (folder / "drafts").mkdir()
        (folder / "drafts" / "a.md").write_text(BAD)
        (folder / "guides").mkdir()
        (folder / "guides" / "tone.yml").write_text("brand: Project\n")
        (folder / "pyproject.toml").write_text('[tool.voicecheck]\nguide = "guides/tone.yml"\n')
        assert self.used("drafts") == (os.path.join("guides", "tone.yml"), "named in pyproject.toml")
        (folder / "pyproject.toml").write_text('[tool.voicecheck]\nguide = "voicecheck:cautious-bank"\n')
        assert self.used("drafts") == ("voicecheck:cautious-bank", "named in pyproject.toml")

    @pytest.mark.parametrize("text", ["[tool.voicecheck]\n", "[tool.voicecheck]\nguide = 5\n", "[tool]\nvoicecheck = 5\n"])
    def test_pyproject_that_names_no_guide_is_an_error(self, folder: Path, text: str) -> None:
        (folder / "a.md").write_text(BAD)
        (folder / "pyproject.toml").write_text(text)
        result = run("check", "a.md")
        assert result.exit_code == 2
        assert "[tool.voicecheck] must name the guide" in result.stderr

    @pytest.mark.parametrize("text", ["[tool.black]\n", "not toml", "[tool.voicecheck\n"])
    def test_another_tools_pyproject_is_left_alone(self, folder: Path, text: str) -> None:
        (folder / "a.md").write_text(BAD)
        (folder / "pyproject.toml").write_text(text)
        assert self.used("a.md")[0] == "voicecheck:cautious-service"

    def test_else_the_default_and_the_report_says_so(self, folder: Path) -> None:
        (folder / "a.md").write_text(BAD)
        assert self.used("a.md") == ("voicecheck:cautious-service", "the default: no voicecheck.yml was found")
        assert "voicecheck:cautious-service (the default: no voicecheck.yml was found)" in " ".join(run("check", "a.md").stdout.split())

    def test_named_outright(self, folder: Path) -> None:
        (folder / "a.md").write_text(BAD)
        (folder / "voicecheck.yml").write_text("brand: Here\n")
        assert self.used("a.md", "--guide", "voicecheck:cheeky-airline") == ("voicecheck:cheeky-airline", "named by --guide")

    def test_several_guides_in_one_run(self, folder: Path) -> None:
        for name, limit in (("strict", 0), ("loose", 9)):
            (folder / name).mkdir()
            (folder / name / "voicecheck.yml").write_text(f"brand: {name.title()}\ngate:\nvoice: {{exclamation_marks: {limit}, never: }}\n")
            (folder / name / "a.md").write_text("We have sent it today!\n")
        (folder / "broken").mkdir()
        (folder / "broken" / "voicecheck.yml").write_text("voise: {}\n")
        (folder / "broken" / "a.md").write_text("We have sent it today!\n")
        data = report(".")
        assert {reply["guide"]: reply["verdict"] for reply in data["replies"]} == {"strict/voicecheck.yml": "warn", "loose/voicecheck.yml": "pass"}
        assert [error["path"] for error in data["errors"]] == ["broken/voicecheck.yml"]
        shown = run("check", ".")
        assert shown.exit_code == 2
        assert "Strict · strict/voicecheck.yml" in shown.stdout and "Loose · loose/voicecheck.yml" in shown.stdout


class TestScore:
    def test_one_object_a_reply_in_order(self, folder: Path) -> None:
        lines = [
            {"id": str(number), "reply": text}
            for number, text in enumerate(["Thanks Anna, we have sent it today.", "Read the terms.", "", "Det ordner vi, Kari, og så ringer vi deg."])
        ]
        lines.append({"id": "x", "reply": "Kiitos", "language": "fi"})
        result = run("score", "-", "--input", "jsonl", given="\n".join(json.dumps(line) for line in lines))
        assert result.exit_code == 0
        found = [json.loads(line) for line in result.stdout.splitlines()]
        assert [item["id"] for item in found] == ["0", "1", "2", "3", "x"]
        assert all(list(item)[:5] == ["id", "language", "risk", "verdict", "tone"] for item in found)
        for item in found[:2] + found[3:4]:
            assert 0 <= item["risk"] <= 100
            assert sorted(item["tone"]) == ["formality", "humor", "politeness", "snark", "warmth"]
            assert all(isinstance(value, int) and 0 <= value <= 100 for value in item["tone"].values())
        assert [(item["risk"], item["tone"], item["verdict"]) for item in (found[2], found[4])] == [(None, None, "unchecked")] * 2
        assert found[4]["reason"].startswith("voicecheck has no language pack")
        assert found[0]["tone"]["politeness"] > found[1]["tone"]["politeness"]

    def test_broken_lines_are_errors_and_the_others_scored(self, folder: Path) -> None:
        result = run("score", "-", "--input", "jsonl", given='{"reply": "Thanks Anna"}\nbroken\n{"reply": "Thanks"}\n')
        assert (result.exit_code, len(result.stdout.splitlines())) == (2, 2)
        assert "error: <stdin>:2:1: is not valid JSON here" in result.stderr

    def test_it_says_the_same_as_check(self, folder: Path) -> None:
        (folder / "a.jsonl").write_text('{"id": "1", "reply": "You should have read the terms."}\n{"id": "2", "reply": "Takk for at du sier fra, Kari."}\n')
        scores = [json.loads(line) for line in run("score", "a.jsonl").stdout.splitlines()]
        replies = report("a.jsonl")["replies"]
        assert [(item["id"], item["language"], item["risk"], item["verdict"], item["tone"]) for item in scores] == [
            (item["id"], item["language"], item["risk"], item["verdict"], item["tone"]) for item in replies
        ]


class TestTold:
    @pytest.mark.parametrize("check_id", list(catalog()))
    def test_explain_tells_every_check(self, check_id: str) -> None:
        result = run("explain", check_id)
        assert result.exit_code == 0
        assert all(head in result.stdout for head in (check_id, "Looks for", "Why"))

    def test_explain_with_a_guide_tells_its_limits(self) -> None:
        text = run("explain", "snark/too-high", "--guide", "voicecheck:cheeky-airline").stdout
        assert re.search(r"snark\.max\n.*\n? +complaint +20 +voicecheck:cheeky-airline:\d+", text, re.DOTALL)

    def test_rules_lists_every_check(self) -> None:
        assert {entry["id"] for entry in json.loads(run("rules", "--format", "json").stdout)} == set(catalog())
        text = run("rules").stdout
        assert all(f"  {check_id} " in text for check_id in catalog())
        assert f"{len(catalog())} checks." in text

    def test_languages_and_formats(self) -> None:
        assert [line.split()[0] for line in run("languages").stdout.splitlines()[1:]] == ["en", "da", "nb", "nn", "sv"]
        printed = [line.split()[0] for line in run("formats").stdout.splitlines() if not line.startswith(" ")]
        assert printed == list(readers()) and {"csv", "jsonl", "markdown", "text"} < set(printed)

    def test_every_shipped_guide_is_sound_and_meets_the_schema(self) -> None:
        schema = json.loads(run("schema", "guide").stdout)
        assert schema == json.loads(run("guide", "schema").stdout)
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        for name in SHIPPED:
            written: Any = yaml.load((shipped_folder() / f"{name}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
            written = typed(written)
            assert [error.message[:200] for error in validator.iter_errors(written)] == [], name
        assert run("guide", "check", *[f"voicecheck:{name}" for name in SHIPPED]).exit_code == 0
        assert not validator.is_valid({"voise": {}})
        assert not validator.is_valid({"voice": {"snark": {"max": 140}}})

    def test_guide_show_prints_the_guide_that_would_be_used(self, folder: Path) -> None:
        (folder / "voicecheck.yml").write_text("voice: {snark: {max: 7}}\n")
        assert re.search(r"voice\.snark\.max +7  # voicecheck\.yml:1", run("guide", "show").stdout)


def typed(value: Any) -> Any:
    """Texts of YAML as a JSON Schema sees them: numbers, true and false, nothing."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    if value in ("true", "false"):
        return value == "true"
    if value == "":
        return None
    return float(value) if re.fullmatch(r"-?\d+\.\d+", value) else int(value) if re.fullmatch(r"-?\d+", value) else value


def test_what_only_tells_imports_no_spacy() -> None:
    script = """
import sys
from voicecheck.cli.main import main
for arguments in (["--help"], ["check", "--help"], ["explain", "snark/tease"], ["rules"], ["formats"], ["--version"]):
    try:
        main(arguments)
    except SystemExit as end:
        assert not end.code, arguments
    assert not {"spacy", "textstat", "numpy"} & set(sys.modules), (arguments, sorted(sys.modules))
"""
    finished = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert finished.returncode == 0, finished.stderr


SEVERAL = """
import json, sys
from voicecheck.cli.main import main
for arguments in json.loads(sys.argv[1]):
    try:
        main(arguments)
    except SystemExit:
        print("== next")
"""


def in_terminal(arguments: list[str] | list[list[str]], folder: Path, env: dict[str, str] | None = None) -> bytes:
    """What a command writes where standard output is a terminal; several commands, one after
    the other, end with a line "== next" each."""
    ours, theirs = pty.openpty()
    start = ["-c", SEVERAL, json.dumps(arguments)] if isinstance(arguments[0], list) else ["-m", "voicecheck", *map(str, arguments)]
    child = subprocess.Popen(
        [sys.executable, *start],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "80", "TERM": "xterm", **(env or {})},
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    child.wait(timeout=60)
    return written


class TestTerminal:
    def test_a_closed_pipe_is_no_traceback(self, folder: Path) -> None:
        (folder / "many.jsonl").write_text('{"reply": "Calm down.", "language": "en"}\n' * 600)
        command = f"{sys.executable} -m voicecheck score many.jsonl | head -1"
        finished = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        assert (len(finished.stdout.splitlines()), finished.stderr) == (1, "")

    def test_a_list_that_is_not_read_to_its_end_is_no_error(self, folder: Path) -> None:
        command = f"{sys.executable} -m voicecheck rules | true; exit ${{PIPESTATUS[0]}}"
        finished = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        assert (finished.returncode, finished.stderr) == (0, "")

    def test_colours_only_in_a_terminal_that_wants_them(self, folder: Path) -> None:
        (folder / "a.md").write_text(BAD)
        with_colours, without, _ = in_terminal([["check", "a.md"], ["check", "a.md", "--no-color"]], folder).split(b"== next")
        assert b"\x1b[" in with_colours and b"\x1b[" not in without.replace(b"\r\x1b[K", b"") and b"Calm" in without
        assert b"\x1b[" not in in_terminal(["check", "a.md"], folder, {"NO_COLOR": "1"})
        assert "\x1b[" in run("check", "a.md", env={"FORCE_COLOR": "1"}).stdout

    def test_the_other_commands_keep_to_it_too(self, folder: Path) -> None:
        assert b"\x1b[" in in_terminal(["explain", "snark/tease"], folder)
        assert b"\x1b[" not in in_terminal(["explain", "snark/tease"], folder, {"NO_COLOR": "1"})

    EVIL = "\x1b]0;owned\x07\x1b[31m\x9b31m\u202ecba\u2066\u200b\x08\x7f\rCalm down [bold red]now[/]"

    def test_nothing_of_a_draft_reaches_the_terminal_raw(self, folder: Path) -> None:
        record = {"id": self.EVIL, "reply": self.EVIL, "channel": self.EVIL, "situation": self.EVIL, "customer": self.EVIL, "language": ""}
        (folder / "a.jsonl").write_text(
            "\n".join(
                json.dumps(item, ensure_ascii=ascii_only)
                for item in (record, {**record, "situation": ""}, {**record, "situation": "", "language": self.EVIL})
                for ascii_only in (True, False)
            )
            + "\n"
            + self.EVIL
        )
        name = "b\x1b[31m\u202e.md"
        (folder / name).write_text("\x1b[31m![a](b)\n")
        (folder / "voicecheck.yml").write_text('brand: "Fj\\e[31mord\\u202e"\n')
        missing = "no\x1b[31m\u202e"
        commands = [
            ["check", ".", missing, "--explain-scores", "--no-color"],
            ["check", ".", missing, "--format", "json"],
            ["score", "a.jsonl", name, missing],
            ["guide", "show"],
            ["guide", "check"],
        ]
        everything = in_terminal(commands, folder, {"NO_COLOR": "1"}).decode("utf-8").replace("\r\x1b[K", "\r")  # the counter of a slow run clears its line
        parts = everything.split("== next")
        assert len(parts) == len(commands) + 1 and all(parts[:-1])
        for arguments, written in zip(commands, parts):
            raw = {character for character in written if (ord(character) < 32 and character not in "\r\n\t") or 0x7F <= ord(character) < 0xA0 or character in "\u202e\u2066\u200b"}
            assert raw == set(), (arguments, written)
            assert "Traceback" not in written

    def test_markup_is_shown_as_it_stands(self, folder: Path) -> None:
        (folder / "a.md").write_text("Calm down [bold red]now[/] :smile: [link=x]y[/link]\n")
        assert "[bold red]now[/] :smile: [link=x]y[/link]" in run("check", "a.md").stdout

    def test_a_terminal_without_unicode(self, folder: Path) -> None:
        (folder / "a.md").write_text("Calm down, så ille er det ikke 🙏\n")
        finished = process(["check", "a.md"], cwd=folder, env={"PYTHONIOENCODING": "ascii"})
        assert finished.stdout.isascii() and "Calm down" in finished.stdout
        assert finished.stderr == ""

    def test_python_m_and_the_script_are_the_same(self, folder: Path) -> None:
        assert process(["--version"]).stdout == run("--version").stdout
        assert (ROOT / "voicecheck" / "__main__.py").is_file() and len(LANGUAGES) == 5
