"""Long files of records are read in pieces, and nothing shows of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given, strategies

from tests.support import run
from voicecheck.drafts import carried, pieces
from voicecheck.drafts.source import SourceText
from voicecheck.engine import Request, Run
from voicecheck.problems import Problem

CELLS = strategies.text(strategies.sampled_from('ab,;"\nå🙏 '), max_size=30)


@given(strategies.lists(CELLS, min_size=1, max_size=20), strategies.integers(1, 80))
def test_no_record_of_a_csv_is_cut(cells: list[str], size: int) -> None:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["id", "reply"])
    writer.writerows((number, cell) for number, cell in enumerate(cells))
    stored = written.getvalue()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE", size)
        read = list(pieces._cut(io.BytesIO(stored.encode()), quoted=True))
    assert b"".join(read).decode() == stored
    for piece in read[:-1]:
        assert piece.count(b'"') % 2 == 0


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_a_long_file_is_judged_as_a_short_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    monkeypatch.chdir(tmp_path)
    texts = ["Ta det rolig.\nLes vilkårene!", "Hei Anna, beklager at pakken er sen. Den kommer i morgen.", "Å nei. Så synd 🙃"] * 12
    if suffix == "jsonl":
        stored = "".join(json.dumps({"id": str(number), "reply": text, "language": "nb"}, ensure_ascii=False) + "\n" for number, text in enumerate(texts))
    else:
        stored = "id,language,reply\n" + "".join(f'{number},nb,"{text}"\n' for number, text in enumerate(texts))
    Path(f"long.{suffix}").write_text(stored, encoding="utf-8")
    whole = run("check", f"long.{suffix}", "--format", "json").stdout
    monkeypatch.setattr(pieces, "PIECE", 700)
    assert len(list(pieces.pieces(f"long.{suffix}", suffix == "csv"))) >= 3
    assert json.loads(run("check", f"long.{suffix}", "--format", "json").stdout) == json.loads(whole)


def test_a_broken_byte_in_a_long_file_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 100)
    file = tmp_path / "long.jsonl"
    good = b'{"reply": "Hei Anna, det ordner vi."}\n'
    file.write_bytes(good * 10 + b'{"reply": "Bl\xe5b\xe6r"}\n' + good * 10)
    read = list(pieces.pieces(str(file), quoted=False))
    problems = [piece for piece in read if isinstance(piece, Problem)]
    assert [(problem.place.line, "not UTF-8" in problem.message) for problem in problems] == [(11, True)]
    assert len([piece for piece in read if isinstance(piece, SourceText)]) == len(read) - 1


def test_standard_input_is_read_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 200)
    lines = [{"id": str(number), "reply": "Hi Anna, your parcel is on its way today.", "language": "en"} for number in range(30)]
    result = run("score", "-", "--input", "jsonl", given="".join(json.dumps(line) + "\n" for line in lines))
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [line["id"] for line in lines]


def test_results_told_as_they_come_are_those_of_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    guide = "version: 1\nlanguages: [nb]\nextends: voicecheck:cautious-service\nquota: {politeness: {below: 30, max_share: 0.1}}\n"
    Path("voicecheck.yml").write_text(guide, encoding="utf-8")
    texts = ["Ta det rolig. Les vilkårene!", "Hei Anna, beklager at pakken er sen. Den kommer i morgen."] * 6
    Path("svar.jsonl").write_text("".join(json.dumps({"id": str(number), "reply": text}) + "\n" for number, text in enumerate(texts)) + "{}\n", encoding="utf-8")
    streamed = run("check", "svar.jsonl", "--format", "jsonl")
    run("check", "svar.jsonl", "--report", "jsonl:whole.jsonl", "--report", "json:whole.json")
    assert streamed.exit_code == 2
    assert streamed.stdout == Path("whole.jsonl").read_text(encoding="utf-8")
    *replies, last = map(json.loads, streamed.stdout.splitlines())
    assert [reply["line"] for reply in replies] == list(range(1, 13))  # the same words, each at its own place
    assert {finding["line"] for reply in replies for finding in reply["findings"]} == {1, 3, 5, 7, 9, 11}
    assert last["summary"] == json.loads(Path("whole.json").read_text(encoding="utf-8"))["summary"]
    assert last["set_findings"][0]["check"] == "quota/share"


@pytest.mark.parametrize("with_ids", [True, False])
def test_several_processes_write_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_ids: bool) -> None:
    monkeypatch.chdir(tmp_path)
    guide = "version: 1\nlanguages: [nb]\nextends: voicecheck:cautious-service\nquota: {politeness: {below: 30, max_streak: 1}}\n"
    Path("voicecheck.yml").write_text(guide, encoding="utf-8")
    texts = [
        "Hei Anna, beklager at pakken er sen.\nDen kommer i morgen.",
        "Ta det rolig. Les vilkårene!",
        "Ta det rolig. Les vilkårene!",
        "Rolig nå, {% if vip %}kjære{% else %}du{% endif %}!",
    ]
    lines = [
        json.dumps({**({"id": str(number)} if with_ids else {}), **({} if number % 4 else {"usage": number, "language": "nb"}), "reply": text}) + "\n"
        for number, text in enumerate(texts * 13)
    ]
    lines[7] = '{"reply": "Ta det ro\n'
    lines[20] = json.dumps({"reply": texts[1], "voicecheck-ignore": "politeness because the campaign asks for it"}) + "\n"
    Path("svar.jsonl").write_text("".join(lines), encoding="utf-8")
    run("check", "svar.jsonl", "--report", "jsonl:whole.jsonl")
    monkeypatch.setattr(pieces, "PIECE", 500)
    monkeypatch.setattr("voicecheck.parallel.PARALLEL_FROM", 400)
    monkeypatch.setattr("voicecheck.parallel.processors", lambda: 2)
    streamed = run("check", "svar.jsonl", "--format", "jsonl")
    assert streamed.stdout == Path("whole.jsonl").read_text(encoding="utf-8")
    *replies, last = map(json.loads, streamed.stdout.splitlines())
    assert len({finding["fingerprint"] for reply in replies for finding in reply["findings"]}) == sum(len(reply["findings"]) for reply in replies)
    assert last["set_findings"][0]["check"] == "quota/streak" and len(last["errors"]) == 1
    assert last["summary"]["suppressed"] and last["summary"]["usage"]["known"] == 12


def test_one_process_holds_one_piece_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("voicecheck.parallel.processors", lambda: 1)
    monkeypatch.setattr(pieces, "PIECE", 300)
    Path("svar.jsonl").write_text('{"reply": "Hei Anna, pakken er på vei til deg."}\n' * 40, encoding="utf-8")
    read: list[int] = []
    cut = pieces._cut

    def counted(stream: IO[bytes], quoted: bool) -> Iterator[bytes]:
        for data in cut(stream, quoted):
            read.append(len(data))
            yield data

    monkeypatch.setattr(pieces, "_cut", counted)
    judged = iter(Run(Request(("svar.jsonl",), "voicecheck:cautious-service")).results())
    assert next(judged).verdict == "pass" and len(read) == 1
    assert len(list(judged)) == 39 and len(read) > 5


SAID = ["My parcel is late again, third week now!", "Where is my refund?", "Hello, anybody there?"]
ANSWERED = [
    "Lucky you! Great weather for waiting, isn't it 😂",
    "Sorry about that, we are on it and write to you tomorrow.",
    "Sorry about that, we are on it and write to you tomorrow.",
]


def export(suffix: str, arranged: str) -> str:
    """Twelve conversations of six messages: one after the other, all in turn, or without a name."""
    rows = [
        {"conversation_id": "" if arranged == "unnamed" else f"c{number}", "from": side, "text": f"{text} ({number})"}
        for number in range(12)
        for customer, brand in zip(SAID, ANSWERED)
        for side, text in (("customer", customer), ("agent", brand))
    ]
    if arranged == "in turn":
        rows.sort(key=lambda row: SAID.index(row["text"].rpartition(" (")[0]) if row["from"] == "customer" else ANSWERED.index(row["text"].rpartition(" (")[0]) + 0.5)
    if suffix == "jsonl":
        return "".join(json.dumps(row) + "\n" for row in rows)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)
    return written.getvalue()


@pytest.mark.parametrize("arranged", ["one by one", "in turn", "unnamed"])
@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_a_conversation_goes_on_in_the_next_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, arranged: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path(f"inbox.{suffix}").write_text(export(suffix, arranged), encoding="utf-8")
    whole = run("check", f"inbox.{suffix}", "--format", "json").stdout
    monkeypatch.setattr(pieces, "PIECE", 700)
    assert len(list(pieces.pieces(f"inbox.{suffix}", suffix == "csv"))) >= 6
    cut = json.loads(run("check", f"inbox.{suffix}", "--format", "json").stdout)
    assert cut == json.loads(whole)
    assert len(cut["replies"]) == 36 and not cut["errors"]
    assert {reply["situation"] for reply in cut["replies"]} == {"complaint"}  # told by the customer


def test_what_is_kept_of_conversations_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried, "MOST_CHARACTERS", 5_000)
    kept = carried.Carried(carried.in_lines)
    for piece in range(60):
        text = "".join(json.dumps({"thread_id": number, "from": "customer", "text": f"Where is my parcel? {piece}"}) + "\n" for number in (7, piece + 100))
        earlier, _ = kept.before(text, 2 * piece + 1)
        assert [record.line for record in earlier] == list(range(1, 2 * piece + 1, 2))[-carried.MOST_RECORDS :]  # of number 7
        assert kept._characters <= 5_000 + carried.MOST_RECORDS * 100
