"""Records without anything nested are read on a short way, and nothing shows of it."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings, strategies

from voicecheck.drafts.flat_record import FlatRecords
from voicecheck.drafts.reader import AS_USUAL, ReadOptions, readers
from voicecheck.drafts.source import SourceText

NAMES = strategies.sampled_from(
    [
        "reply",
        "Reply",
        "text",
        "message",
        "response",
        "id",
        "title",
        "language",
        "lang",
        "channel",
        "customer",
        "review",
        "usage",
        "stars",
        "note",
        "voicecheck-ignore",
        'x"reply',
        "nb",
        "é",
    ]
)
TEXTS = strategies.text(strategies.sampled_from('aå🙏\ud83d <b>/"\\:,{}\n\t\u2028reply'), max_size=25) | strategies.sampled_from(
    ["Beklager, det ordner vi i dag.", "", "  ", "nb", "true", "12", '"reply": "nei"', "<p>Hei <b>Kari</b>!</p>", "snark because we may"]
)
VALUES = TEXTS | TEXTS | TEXTS | strategies.sampled_from([None, True, False, 3, 2.5, -1e300, ["Hei du der borte."], {"nb": "Hei du der borte."}])
RECORDS = strategies.lists(strategies.tuples(NAMES, VALUES), max_size=6)


def written(record: list[tuple[str, Any]], plain: bool, space: str) -> str:
    """The record as JSON; a name may stand twice in it."""
    return "{" + f",{space}".join(f"{json.dumps(name, ensure_ascii=plain)}{space}:{space}{json.dumps(value, ensure_ascii=plain)}" for name, value in record) + "}" + space


LINES = strategies.lists(strategies.builds(written, RECORDS, strategies.booleans(), strategies.sampled_from(["", " ", "\t"])), min_size=1, max_size=4)
MAPS = strategies.sampled_from(
    [{}, {}, {"reply": "reply"}, {"reply": "note", "id": "title"}, {"id": "note"}, {"customer": "text", "usage": "usage"}, {"reply": "nb"}, {"reply": "Text"}]
)


@settings(max_examples=300)
@given(LINES, strategies.sampled_from(["\n", "\r\n"]), strategies.sampled_from(["svar.jsonl", "svar.jsonl", "svar.sv.jsonl"]), MAPS)
def test_it_reads_as_the_tree_does(lines: list[str], line_break: str, path: str, fields: dict[str, str]) -> None:
    source = SourceText(path, line_break.join(lines).encode("utf-8", "ignore").decode())
    reader, options = readers()["jsonl"], ReadOptions(fields)
    short = list(reader.read(source, options))
    with patch.object(FlatRecords, "reply", lambda *_: None):
        assert short == list(reader.read(source, options))


@pytest.mark.parametrize(
    "line",
    [
        '{"reply": "Hei Kari, det ordner vi i dag."',
        '{"reply": "Hei Kari, det ordner vi i dag."} {"reply": "Nei."}',
        '{"reply": "Hei Kari", "score": NaN}',
        '{"reply": "Hei\tKari"}',
        "{'reply': 'Hei Kari'}",
        '{"reply": "Hei Kari"}\xa0',
        '{"reply": "Hei \\ud83d"}',
        '{"id": "\\udc00", "reply": "Hei Kari"}',
        '{"r\\u0065ply": "Hei Kari"}',
        '{"reply": "Hei", "reply": "Hei Kari"}',
        '{"reply": 5}',
        "[" * 2000,
        '{"a": ' * 2000,
        '{"reply": "Hei Kari", "meta": {"reply": "Nei"}}',
    ],
)
def test_what_is_special_is_left_to_the_tree(line: str) -> None:
    assert FlatRecords(SourceText("svar.jsonl", line), AS_USUAL).reply(0, len(line)) is None


def test_the_place_is_that_of_the_reply() -> None:
    line = r'{"id": "reply", "q\"reply": "\"reply\": \"nei\"", "reply" : " Hei \"du\" "}'
    found = FlatRecords(SourceText("svar.jsonl", line), AS_USUAL).reply(0, len(line))
    assert found is not None and found.source is not None
    assert found.text == 'Hei "du"'
    assert found.source.offsets(0, 3) == (line.index("Hei"), line.index("Hei") + 3)
    assert found.source.offsets(4, 8) == (line.index(r"\"du"), len(line) - 3)
