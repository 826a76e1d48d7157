"""Drafts that cannot be read: told with their place, and everything else is still checked."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies

from tests.support import process, report, run
from voicecheck.drafts.find import Draft, read_draft
from voicecheck.drafts.reply import Reply
from voicecheck.problems import Problem

GOOD = "Hi Anna, I'm sorry about the delay. I have sent a new parcel today, and it will be with you on Friday.\n"

BROKEN: dict[str, tuple[str, bytes, int | None, int | None, str]] = {
    "binary": ("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", None, None, "is a binary file, not text"),
    "binary without a zero": ("photo.md", bytes(range(128, 256)) * 4, None, None, "is a binary file, not text"),
    "utf-16": ("word.txt", "Hei på deg".encode("utf-16"), None, None, "is stored as UTF-16; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)"),
    "utf-16 without a mark": ("word.txt", "Hei på deg, og takk".encode("utf-16-le"), None, None, "looks like UTF-16 without a byte order mark"),
    "utf-32": ("word.txt", "Hei".encode("utf-32"), None, None, "is stored as UTF-32"),
    "latin-1": ("old.md", "# Svar\n\nDet går på skinner.\n".encode("latin-1"), 3, 6, 'is not UTF-8 here: byte 0xE5, "å" in Latin-1/Windows-1252'),
    "cut short": ("cut.txt", "Beklager, det går bra nå".encode()[:-1], 1, 24, "is not UTF-8 here: byte 0xC3"),
    "empty text": ("empty.txt", b"", 1, 1, "holds no reply; the file is empty"),
    "empty markdown": ("empty.md", b"\xef\xbb\xbf\n \n", 1, 1, "holds no reply; write it as text, under headings, or in a quote"),
    "only front matter": ("front.md", b"---\nlanguage: en\n---\n", 1, 1, "holds no reply"),
    "empty csv": ("empty.csv", b"\n", 1, 1, "holds no reply; the file is empty"),
    "empty jsonl": ("empty.jsonl", b"\n\n", 1, 1, "holds no reply; the file is empty"),
    "csv without the column": (
        "log.csv",
        b"id,svar\n1,Hei\n",
        1,
        1,
        "it has id, svar; say which of them is the reply (--map reply=svar), or name it reply, text, body, message or content",
    ),
    "ragged csv": ("log.csv", b"id,reply\n1,Hi Anna, thanks\n", 2, 1, "this record has 3 cells, the header 2"),
    "open quotation mark": ("log.csv", b'id,reply\n1,"Hi Anna\n2,Thanks\n', 2, 3, "a quotation mark is opened here and never closed"),
    "broken jsonl": ("log.jsonl", b'{"reply": "Hi",}\n', 1, None, "delete the comma"),
    "list in jsonl": ("log.jsonl", b'["Hi"]\n', 1, 1, 'must be an object such as {"reply": "'),
    "jsonl without the field": ("log.jsonl", b'{"svar": "Hi"}\n', 1, 1, "it has svar; say which of them is the reply (--map reply=svar)"),
    "number in jsonl": ("log.jsonl", b'{"reply": 5}\n', 1, 11, '"reply" must be a text'),
    "deep jsonl": ("log.jsonl", b"[" * 100_000, 1, None, "is nested more than 50 levels deep"),
    "truncated json": ("macros.json", b'{"macros": [\n {"id": 1, "title": "a", "acti', 2, 26, "a quotation mark is opened here and never closed; the file was cut short"),
    "json that ends early": ("replies.json", b'[{"reply": "Hi Anna"}', 1, 22, "the [ of line 1, column 1 is never closed; the file was cut short, so export it again"),
    "trailing comma": ("replies.json", b'[{"reply": "Hi Anna, thanks",}]', 1, 29, "nothing comes after this comma but }; delete the comma"),
    "deep json": ("replies.json", b"[" * 100_000, 1, 51, "is nested more than 50 levels deep"),
    "deep yaml": ("replies.yml", b"[" * 100_000, 1, 51, "is nested more than 50 levels deep"),
    "latin-1 json": ("replies.json", '[{"reply": "Det går bra"}]'.encode("latin-1"), 1, 18, 'is not UTF-8 here: byte 0xE5, "å" in Latin-1/Windows-1252'),
    "mixed encodings": ("replies.json", '[{"reply": "Det går'.encode() + ' på skinner"}]'.encode("latin-1"), 1, 22, "is not UTF-8 here: byte 0xE5"),
    "broken yaml": ("canned.yml", b"late: Hei: du\nlost: x\n", 1, 10, 'a second ":" stands in this line'),
    "empty json": ("empty.json", b" \n", 1, 1, "holds no reply; the file is empty"),
    "empty yaml": ("empty.yml", b"# later\n", 1, 1, "holds no reply; the file is empty"),
    "macros without a text": (
        "macros.json",
        b'{"macros": [{"title": "Close", "actions": [{"field": "status", "value": "solved"}]}]}',
        1,
        1,
        "holds no reply where zendesk keeps them",
    ),
    "alias bomb": (
        "bomb.yml",
        "\n".join(["a0: &a0 [Hei, du]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]).encode(),
        1,
        None,
        "once its aliases",
    ),
    "front matter": ("front.md", b"---\nlanguage: en\nchannel: [x\n---\n\nHi Anna\n", 3, None, "in the front matter: "),
    "front matter list": ("front.md", b"---\nid: 1\nchannel: [x]\n---\n\nThanks Anna, we sent it today.\n", 3, 10, 'in the front matter: "channel" must be a plain text'),
}


@pytest.mark.parametrize("kind", BROKEN, ids=lambda kind: kind.replace(" ", "-"))
def test_the_error_has_its_place_and_the_other_files_are_checked(folder: Path, kind: str) -> None:
    name, raw, line, column, message = BROKEN[kind]
    (folder / "drafts").mkdir()
    (folder / "drafts" / name).write_bytes(raw)
    (folder / "drafts" / "zgood.md").write_text(GOOD)
    result = run("check", "drafts", "--format", "json")
    assert result.exit_code == 2
    data = report("drafts")
    (error,) = data["errors"]
    assert error["path"] == os.path.join("drafts", name)
    assert message in error["message"]
    assert error["line"] == line
    if column is not None:
        assert error["column"] == column
    (good,) = [reply for reply in data["replies"] if reply["path"] == os.path.join("drafts", "zgood.md")]
    assert good["verdict"] != "unchecked" and good["risk"] is not None


def test_errors_are_told_on_standard_error_with_path_line_and_column(folder: Path) -> None:
    (folder / "old.txt").write_bytes("Det går bra".encode("latin-1"))
    result = run("check", "old.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: old.txt:1:6: is not UTF-8 here")
    assert "nothing judged, 1 error" in result.stdout


def test_line_seven_of_a_jsonl_file_is_broken_and_the_rest_is_checked(folder: Path) -> None:
    lines = [f'{{"id": "{number}", "reply": "Thanks Anna, we have sent reply number {number} today."}}' for number in range(1, 11)]
    lines[6] = '{"id": "7", "reply": "Thanks" "Anna"}'
    (folder / "log.jsonl").write_text("\n".join(lines))
    data = report("log.jsonl")
    assert [(error["line"], error["column"]) for error in data["errors"]] == [(7, 31)]
    assert [reply["id"] for reply in data["replies"]] == ["1", "2", "3", "4", "5", "6", "8", "9", "10"]
    assert run("check", "log.jsonl").exit_code == 2


def test_ragged_records_are_told_and_the_others_checked(folder: Path) -> None:
    (folder / "log.csv").write_text("id;reply\n1;Thanks Anna, it is on its way.\n2\n3;Thanks; Anna\n\n4;Thanks Anna, we have sent it.\n")
    data = report("log.csv")
    assert [error["line"] for error in data["errors"]] == [3, 4]
    assert [reply["id"] for reply in data["replies"]] == ["1", "4"]


def test_an_empty_reply_in_a_table_is_unchecked_not_passed(folder: Path) -> None:
    (folder / "log.csv").write_text('id,reply\n1,Thanks Anna.\n2," "\n')
    (folder / "log.jsonl").write_text('{"id": "3", "reply": ""}\n')
    replies = report("log.csv", "log.jsonl")["replies"]
    assert [(reply["id"], reply["verdict"], reply.get("reason")) for reply in replies[1:]] == [("2", "unchecked", "the reply is empty"), ("3", "unchecked", "the reply is empty")]
    assert replies[1]["line"] == 3
    assert replies[1]["risk"] is None and replies[1]["tone"] is None


def test_missing_files_and_empty_folders_are_errors(folder: Path) -> None:
    (folder / "good.md").write_text(GOOD)
    (folder / "none").mkdir()
    data = report("nowhere.md", "none", "good.md")
    assert [(error["path"], error["message"][:29]) for error in data["errors"]] == [("nowhere.md", "there is no such file or fold"), ("none", "holds no drafts; files ending")]
    assert [reply["path"] for reply in data["replies"]] == ["good.md"]


def test_a_number_without_an_end_is_no_reason_to_stop(folder: Path) -> None:
    (folder / "log.jsonl").write_text('{"reply": "Hi Anna, thanks a lot.", "n": ' + "9" * 5000 + "}")
    assert len(report("log.jsonl")["replies"]) == 1


def test_what_stood_whole_before_a_file_was_cut_is_still_checked(folder: Path) -> None:
    whole = json.dumps([{"id": number, "reply": f"Thanks Anna, we have sent number {number} today."} for number in range(1, 6)])
    (folder / "cut.json").write_text(whole[:-40])
    data = report(".")
    assert [reply["id"] for reply in data["replies"]] == ["1", "2", "3", "4"]
    (error,) = data["errors"]
    assert "the file was cut short" in error["message"] and error["line"] == 1


def test_a_key_that_stands_twice_is_told_and_the_rest_is_checked(folder: Path) -> None:
    (folder / "nb.yml").write_text("nb:\n  late: Vi beklager at pakken er sen.\n  late: Ro deg ned, pakken kommer.\n")
    data = report("nb.yml")
    assert [reply["id"] for reply in data["replies"]] == ["late"]
    assert [(error["line"], error["message"][:33]) for error in data["errors"]] == [(3, 'the key "late" stands twice in th')]


def test_half_a_character_is_told_and_its_reply_not_passed(folder: Path) -> None:
    (folder / "a.json").write_text(r'[{"reply": "Hi Anna, thanks \ud83d a lot."}, {"reply": "Hi Anna, thanks a lot."}]')
    data = report("a.json")
    assert [reply["verdict"] == "unchecked" for reply in data["replies"]] == [True, False]
    assert [(error["line"], error["column"]) for error in data["errors"]] == [(1, 29)]


def test_a_file_that_is_too_large_is_refused_with_the_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open(folder / "huge.json", "wb") as file:
        file.truncate(200_000_000)
    (folder / "good.md").write_text(GOOD)
    data = report(".")
    assert [error["message"] for error in data["errors"]] == ["is 200 MB; files up to 100 MB are read, so split it"]
    assert len(data["replies"]) == 1
    monkeypatch.setattr("voicecheck.drafts.find.MAX_BYTES", 2_000_000)
    assert "is more than 2 MB" in run("check", "-", given=b"a" * 2_000_001).stderr


def test_links_to_folders_are_followed_once(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "good.md").write_text(GOOD)
    (folder / "drafts").mkdir()
    (folder / "drafts" / "linked").symlink_to(folder / "other")
    (folder / "drafts" / "up").symlink_to(folder / "drafts")
    (folder / "other" / "back").symlink_to(folder / "drafts")
    data = report("drafts")
    assert data["errors"] == []
    assert [reply["path"] for reply in data["replies"]] == [os.path.join("drafts", "linked", "good.md")]


def as_a_person(path: Path) -> bool:
    """Whether file permissions hold for this user (they do not for root)."""
    return not os.access(path, os.R_OK)


def test_an_unreadable_file_is_an_error(folder: Path) -> None:
    (folder / "good.md").write_text(GOOD)
    (folder / "loop.md").symlink_to("loop.md")
    closed = folder / "closed.md"
    closed.write_text(GOOD)
    closed.chmod(0)
    data = report(".")
    expected = {"loop.md"} | ({"closed.md"} if as_a_person(closed) else set())
    assert {error["path"] for error in data["errors"]} == expected
    assert all("cannot be read" in error["message"] for error in data["errors"])
    assert "good.md" in [reply["path"] for reply in data["replies"]]


def test_a_file_name_that_is_no_utf_8_is_reported(folder: Path) -> None:
    name = os.fsdecode(b"svar-\xe5.md")
    try:
        (folder / name).write_text("Calm down.\n")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    for format_name in ("terminal", "plain", "json"):
        result = run("check", name, "--format", format_name, "--guide", "voicecheck:cautious-bank")
        assert result.exit_code == 1
        assert "svar-" in result.stdout and "\udce5" not in result.stdout


def test_half_characters_from_the_command_line_do_not_break_the_run(folder: Path) -> None:
    (folder / "reply.txt").write_text(GOOD)
    finished = process(["check", "reply.txt", "--customer", os.fsdecode(b"v\xe5r")], cwd=folder)
    assert finished.returncode in (0, 1)
    assert "Traceback" not in finished.stderr


FRAGMENTS = [
    b"---\n",
    b"# a\n",
    b"> ",
    b"```\n",
    b'{"reply": "',
    b'"}',
    b"reply,id\n",
    b'"',
    b",",
    b";",
    b"\r\n",
    b"\n",
    b"\xc3\xa5",
    b"\xff\xfe",
    b"\0",
    b"\xed\xa0\x80",
    b"id: x\n",
    b"\\ud800",
    b"\\n",
    b"hei",
    b"![a](b)",
    b"macros: ",
    b"- ",
    b"{",
    b"[",
    b"nb: ",
    b"|\n  ",
    b"*a",
    b"&a ",
    b": ",
]
RAW = strategies.one_of(strategies.binary(max_size=80), strategies.lists(strategies.sampled_from(FRAGMENTS), max_size=12).map(b"".join))


@given(RAW, strategies.sampled_from(["md", "txt", "csv", "tsv", "jsonl", "json", "yml"]))
def test_any_bytes_are_replies_or_told_problems(tmp_path: Path, raw: bytes, ending: str) -> None:
    path = tmp_path / f"draft.{ending}"
    path.write_bytes(raw)
    items: list[Reply | Problem] = list(read_draft(Draft(str(path), named=True)))
    assert items or ending in ("csv", "tsv")
    for item in items:
        if isinstance(item, Reply):
            assert item.text.strip() or item.unchecked
        else:
            assert item.place.path == str(path) and item.message


@settings(max_examples=20)
@given(strategies.lists(RAW, min_size=7, max_size=7))
def test_any_bytes_go_through_the_whole_command(tmp_path: Path, files: list[bytes]) -> None:
    paths = [tmp_path / f"draft.{ending}" for ending in ("md", "txt", "csv", "tsv", "jsonl", "json", "yml")]
    for path, raw in zip(paths, files, strict=True):
        path.write_bytes(raw)
    data: dict[str, Any] = report(*paths)
    assert data["errors"] or data["replies"] or all(b"\n" in raw for raw in files)
    assert run("check", *paths).exit_code == (2 if data["errors"] else run("check", *paths).exit_code)
