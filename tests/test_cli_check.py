"""``voicecheck check``: what is read, what comes out, how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.support import process, report, run

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
    (folder / "drafts" / "table.csv").write_text(f"id,reply,channel\nb1,{json.dumps(BAD.strip())},x\n")
    return folder


def schema() -> Draft202012Validator:
    """The schema as the command prints it."""
    printed = json.loads(run("schema", "report").stdout)
    Draft202012Validator.check_schema(printed)
    return Draft202012Validator(printed)


class TestVerdictsAndExitCodes:
    @pytest.mark.parametrize(
        ("paths", "fail_on", "code"),
        [
            (["drafts/good.md"], "warn", 0),
            (["drafts/loud.txt"], "fail", 0),
            (["drafts/loud.txt"], "warn", 1),
            (["drafts/table.csv"], "fail", 1),
            (["drafts"], "fail", 1),
            (["drafts"], "never", 0),
            (["drafts", "nowhere.md"], "never", 2),
        ],
    )
    def test_the_exit_code(self, drafts: Path, paths: list[str], fail_on: str, code: int) -> None:
        assert run("check", *paths, "--fail-on", fail_on).exit_code == code

    def test_without_a_path_the_current_folder_is_checked(self, drafts: Path) -> None:
        finished = run("check", "--format", "plain")
        assert finished.exit_code == 1
        assert len(finished.stdout.splitlines()) == 2

    def test_the_json_report(self, drafts: Path) -> None:
        data = report("drafts")
        assert [(reply["path"], reply["id"], reply["channel"], reply["verdict"]) for reply in data["replies"]] == [
            ("drafts/good.md", "", "", "pass"),
            ("drafts/loud.txt", "", "", "warn"),
            ("drafts/table.csv", "b1", "x", "fail"),
        ]
        assert data["guide"] == {"path": "voicecheck.yml", "brand": "Fjordfly"}
        assert data["summary"] == {"replies": 3, "pass": 1, "warn": 1, "fail": 1, "unchecked": 0}
        (finding,) = data["replies"][2]["findings"]
        assert {key: finding[key] for key in ("check", "severity", "line", "column", "end_line", "end_column", "text", "guide")} == {
            "check": "words/avoid", "severity": "fail", "line": 2, "column": 20, "end_line": 2, "end_column": 26, "text": "gratis", "guide": {"path": "voicecheck.yml", "line": 4},
        }  # fmt: skip

    def test_quiet_leaves_what_failed_and_the_summary(self, drafts: Path) -> None:
        lines = run("check", "drafts", "--quiet").stdout.splitlines()
        assert not any("good.md" in line or "loud.txt" in line for line in lines)
        assert any("table.csv" in line for line in lines)
        assert "3 replies in 3 files: 1 pass, 1 warn, 1 fail" in lines

    def test_the_report_goes_to_a_file(self, drafts: Path) -> None:
        result = run("check", "drafts", "--format", "json", "--output", "report.json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert json.loads((drafts / "report.json").read_text(encoding="utf-8"))["summary"]["fail"] == 1

    def test_a_report_that_cannot_be_written_is_told_before_the_work(self, drafts: Path) -> None:
        result = run("check", "drafts", "--output", "nowhere/report.json")
        assert result.exit_code == 2
        assert "cannot write “nowhere/report.json”" in result.stderr

    def test_one_line_a_finding(self, drafts: Path) -> None:
        lines = run("check", "drafts", "--format", "plain").stdout.splitlines()
        assert lines[0].startswith("drafts/loud.txt:1:17: warn style/exclamation-marks 2 exclamation marks")
        assert lines[1].startswith("drafts/table.csv:2:20: fail words/avoid “gratis”")


class TestSchema:
    def test_every_kind_of_reply_meets_the_schema(self, drafts: Path) -> None:
        (drafts / "drafts" / "odd.jsonl").write_text(
            '{"reply": "Ok", "language": "fi"}\n{"reply": ""}\n{"reply": "Takk 🙏 gratis!!", "language": "nb", "usage": 3, "customer": "Hvor er pakken min?"}\nbroken\n'
        )
        (drafts / "drafts" / "old.txt").write_bytes(b"\xe5")
        for extra in ([], ["--explain-scores"], ["--guide", "voicecheck:cautious-service"]):
            data = report("drafts", "nowhere", *extra)
            assert {reply["verdict"] for reply in data["replies"]} >= {"pass", "unchecked"}
            assert len(data["errors"]) == 3
            schema().validate(data)

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (("version",), 2),
            (("replies", 0, "verdict"), "ok"),
            (("replies", 0, "risk"), 101),
            (("replies", 0, "risk"), None),
            (("replies", 0, "more"), 1),
            (("replies", 0, "tone", "snark"), "5"),
            (("summary", "pass"), -1),
            (("replies", 2, "findings", 0, "check"), "avoid"),
            (("errors",), None),
            (("replies", 0, "reason"), "none"),
        ],
    )
    def test_the_schema_is_strict(self, drafts: Path, path: tuple[str | int, ...], value: Any) -> None:
        data: Any = report("drafts")
        schema().validate(data)
        holder = data
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = value
        assert not schema().is_valid(data)

    def test_every_field_is_described(self) -> None:
        def undescribed(node: Any, name: str) -> list[str]:
            if isinstance(node, list):
                return [found for item in node for found in undescribed(item, name)]
            if not isinstance(node, dict):
                return []
            here = [
                f"{name}.{key}"
                for key, value in node.get("properties", {}).items()
                if isinstance(value, dict) and not ({"description", "$ref", "type", "const", "maxItems"} & set(value))
            ]
            return here + [found for key, value in node.items() for found in undescribed(value, f"{name}.{key}")]

        assert undescribed(json.loads(run("schema", "report").stdout), "report") == []

    def test_score_explanations_add_up(self, drafts: Path) -> None:
        import math

        for reply in report("drafts", "--explain-scores")["replies"]:
            for score in reply["scores"].values():
                total = score["base"] + sum(item["amount"] for item in score["contributions"])
                assert abs(100 / (1 + math.exp(-total)) - score["value"]) <= 1


class TestContext:
    def test_front_matter_wins_over_options(self, drafts: Path) -> None:
        (drafts / "a.md").write_text("---\nlanguage: nb\nchannel: Twitter\nsituation: complaint\nid: a-1\n---\nVi har sendt den i dag.\n")
        (drafts / "b.md").write_text("We have sent it today.\n")
        options = ["--language", "en", "--channel", "email", "--situation", "praise"]
        first, second = report("a.md", "b.md", *options)["replies"]
        assert [first[key] for key in ("language", "channel", "situation", "id", "line")] == ["nb", "x", "complaint", "a-1", 7]
        assert [second[key] for key in ("language", "channel", "situation", "id", "line")] == ["en", "email", "praise", "", 1]

    def test_records_give_their_context(self, drafts: Path) -> None:
        (drafts / "log.jsonl").write_text('{"id": 7, "body": "Vi har sendt den.", "Locale": "nb-NO", "platform": "fb", "customer_message": "Pakken er borte!"}\n')
        (reply,) = report("log.jsonl")["replies"]
        assert [reply[key] for key in ("id", "language", "channel")] == ["7", "nb", "facebook"]

    def test_the_customer_tells_the_situation_and_the_report_says_why(self, drafts: Path) -> None:
        (reply,) = report("drafts/good.md", "--customer", "My parcel is still missing, this is unacceptable!")["replies"]
        assert reply["situation"] == "complaint"
        assert any(note.startswith("taken for a complaint because the customer writes “") for note in reply["notes"])

    def test_a_reply_without_context_is_other(self, drafts: Path) -> None:
        assert report("drafts/good.md")["replies"][0]["situation"] == "other"

    def test_several_replies_in_a_file_have_their_own_context(self, drafts: Path) -> None:
        (drafts / "several.md").write_text(
            "---\nlanguage: en\n---\n# Delays\n\n## delay-1\nchannel: x\nsituation: complaint\n\nWe are on it.\n\n## delay-2\n\n> We are on it too.\n"
        )
        replies = report("several.md")["replies"]
        assert [(reply["id"], reply["line"], reply["channel"], reply["situation"], reply["language"]) for reply in replies] == [
            ("delay-1", 10, "x", "complaint", "en"),
            ("delay-2", 14, "", "other", "en"),
        ]


class TestStandardInput:
    def test_a_reply_from_a_pipe_that_is_not_even_named(self, drafts: Path) -> None:
        finished = process(["check", "--format", "json"], BAD, cwd=drafts)
        (reply,) = json.loads(finished.stdout)["replies"]
        assert (reply["path"], reply["verdict"], finished.returncode) == ("<stdin>", "fail", 1)
        assert report("-", given=BAD)["replies"] == [reply]

    def test_in_another_format(self, drafts: Path) -> None:
        data = report("-", "--input", "csv", given=f'reply\n"{BAD.strip()}"\n')
        assert data["replies"][0]["findings"][0]["text"] == "gratis"

    def test_nothing_in_the_pipe_is_an_error(self, drafts: Path) -> None:
        finished = run("check", "-")
        assert finished.exit_code == 2
        assert "<stdin>:1:1: holds no reply" in finished.stderr


class TestWhichFiles:
    def test_folders_are_searched_and_files_that_are_no_drafts_left_out(self, drafts: Path) -> None:
        for name in ("README.md", "CHANGELOG.md", ".hidden.md", "photo.png", "voicecheck.yml", "requirements.txt"):
            (drafts / "drafts" / name).write_text(BAD)
        (drafts / "drafts" / ".git").mkdir()
        (drafts / "drafts" / ".git" / "a.md").write_text(BAD)
        (drafts / "drafts" / "deep" / "er").mkdir(parents=True)
        (drafts / "drafts" / "deep" / "er" / "B.MD").write_text(GOOD)
        (drafts / "drafts" / "voicecheck.yml").write_text(GUIDE)
        assert [reply["path"] for reply in report("drafts")["replies"]] == ["drafts/good.md", "drafts/loud.txt", "drafts/table.csv", "drafts/deep/er/B.MD"]

    def test_a_file_named_outright_is_read_whatever_its_name_and_only_once(self, drafts: Path) -> None:
        (drafts / "README.md").write_text(GOOD)
        (drafts / "reply.reply").write_text(GOOD)
        assert [reply["path"] for reply in report("README.md", "reply.reply", "./README.md", "drafts/good.md", "drafts/../drafts/good.md")["replies"]] == [
            "README.md",
            "reply.reply",
            "drafts/good.md",
        ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--fromat", "json"], "--format"),
        (["check", "--format", "yaml"], "“yaml” is no report format; there are checkstyle, github, gitlab, html, json,"),
        (["check", "--input", "jsno"], "“jsno” is no draft format; there are android, chatwoot, crisp, csv, "),
        (["check", "--situation", "klage"], "klage"),
        (["check", "--fail-on", "always"], "always"),
        (["chekc"], 'There is no command “chekc”. Did you mean "check"?'),
        (["explain", "snark"], "In that family: snark/"),
        (["explain", "snark/mockpraise"], 'Did you mean "snark/mock-praise"?'),
        (["explain"], "CHECK"),
        (["schema", "drafts"], "drafts"),
        (["check", "--guide", "nowhere.yml", "good.md"], 'the guide "nowhere.yml" does not exist'),
        (["check", "--guide", "voicecheck:playful", "good.md"], "there is no shipped guide"),
    ],
)
def test_wrong_usage_is_told_and_ends_in_2(folder: Path, arguments: list[str], words: str) -> None:
    (folder / "good.md").write_text(GOOD)
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split()), result.stderr
