"""What a reader says stands at a place of the file does stand there, as stored."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import fields
from typing import Any

import pytest
import yaml
from hypothesis import given, strategies

from tests.support import stored
from voicecheck import Reply
from voicecheck.dimensions import PARTS
from voicecheck.drafts.reader import readers
from voicecheck.drafts.reply import Context
from voicecheck.drafts.rewrite import Rewriter
from voicecheck.drafts.source import Segment, SourceMap, SourceText
from voicecheck.problems import Problem

LETTERS = strategies.characters(codec="utf-8", exclude_characters="\0\ufeff")
TEXT = strategies.text(LETTERS, max_size=60)
TRICKY = strategies.lists(
    strategies.sampled_from(["Hei", "å", "é", "e\u0301", "🙏🏽", "👩‍🚀", " ", "  ", "\t", "\n", '"', "'", "\\", "/", ",", ";", "#", ">", "```", "---", "\u2028", "«ja»", "1."]),
    max_size=25,
).map("".join)
WORDS = strategies.one_of(TEXT, TRICKY)
SPAN = strategies.tuples(strategies.integers(0, 80), strategies.integers(1, 20))


def read(format_name: str, raw: bytes, suffix: str = "") -> tuple[list[Reply], list[Problem]]:
    """The replies and the problems in a file of this format."""
    suffix = suffix or readers()[format_name].suffixes[0]
    items = list(readers()[format_name].read(SourceText(f"drafts/file{suffix}", raw.decode("utf-8-sig"))))
    return [item for item in items if isinstance(item, Reply)], [item for item in items if isinstance(item, Problem)]


def place(reply: Reply, start: int, end: int) -> dict[str, Any]:
    """A place in a reply as the JSON report gives it."""
    assert reply.source is not None
    return vars(reply.source.span(start, end))


def clipped(reply: Reply, span: tuple[int, int]) -> tuple[int, int]:
    """A span inside the reply's text."""
    start = span[0] % len(reply.text)
    return start, min(start + span[1], len(reply.text))


def unix(text: str) -> str:
    """Text with line breaks as a reply has them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class TestJsonLines:
    @given(WORDS, SPAN, strategies.booleans(), strategies.sampled_from(["reply", "text", "Body"]))
    def test_the_place_decodes_to_the_text(self, text: str, span: tuple[int, int], ascii_only: bool, key: str) -> None:
        line = json.dumps({"id": "1", "customer": text[:10], key: text, "usage": 3}, ensure_ascii=ascii_only)
        raw = ('{"reply": "Hei."}\r\n\n' + line + "\n").encode()
        replies, problems = read("jsonl", raw)
        assert not problems
        assert replies[1].text == text.strip()
        if not text.strip():
            assert replies[1].unchecked
            return
        start, end = clipped(replies[1], span)
        assert json.loads(f'"{stored(raw, place(replies[1], start, end))}"') == replies[1].text[start:end]
        assert replies[1].line == 3

    def test_every_escape(self) -> None:
        raw = rb'{"reply": "a\"b\\c\/d\be\ff\ng\rh\ti\u00e5\ud83d\ude4fz"}'
        (reply,), _ = read("jsonl", raw)
        assert reply.text == 'a"b\\c/d\be\ff\ng\rh\tiå🙏z'
        found = [stored(raw, place(reply, index, index + 1)) for index in range(len(reply.text))]
        assert found == ["a", r"\"", "b", r"\\", "c", r"\/", "d", r"\b", "e", r"\f", "f", r"\n", "g", r"\r", "h", r"\t", "i", r"\u00e5", r"\ud83d\ude4f", "z"]

    def test_the_same_words_in_another_field_are_not_taken_for_the_reply(self) -> None:
        raw = b'{"meta": {"reply": "Ro deg ned."}, "customer": "\\"reply\\": \\"Ro deg ned.\\"", "reply": "Ro deg ned."}'
        (reply,), _ = read("jsonl", raw)
        assert place(reply, 0, 2)["column"] == raw.decode().rindex("Ro deg") + 1

    def test_half_a_surrogate_pair_is_an_error_with_its_place(self) -> None:
        replies, problems = read("jsonl", b'{"reply": "Hei."}\n{"reply": "Hei \\ud83d du"}\n')
        assert [reply.text for reply in replies] == ["Hei."]
        assert [str(problem.place) for problem in problems] == ["drafts/file.jsonl:2:16"]
        assert "surrogate" in problems[0].message


HELP_DESKS = {
    "zendesk": lambda text: {"macros": [{"id": 1, "title": "a", "actions": [{"field": "comment_value", "value": ["channel:all", text]}]}]},
    "chatwoot": lambda text: [{"id": 1, "short_code": "a", "content": text}],
    "gorgias": lambda text: {"data": [{"name": "a", "actions": [{"name": "setResponseText", "arguments": {"body_text": text}}]}]},
    "osticket": lambda text: [{"title": "a", "response": text, "notes": "b"}],
    "locale-map": lambda text: {"a": {"id": "a", "innhold": {"nb_NO": text}}},
    "json": lambda text: {"replies": [{"id": "a", "reply": text}]},
}
PLAIN = WORDS.filter(lambda text: "<" not in text and "&" not in text)


class TestTrees:
    @given(PLAIN, SPAN, strategies.sampled_from(sorted(HELP_DESKS)), strategies.booleans(), strategies.sampled_from(["\n", "\r\n"]), strategies.booleans())
    def test_a_place_in_json_decodes_to_the_text(self, text: str, span: tuple[int, int], name: str, ascii_only: bool, newline: str, mark: bool) -> None:
        written = json.dumps(HELP_DESKS[name](text), ensure_ascii=ascii_only, indent=1).replace("\n", newline)
        raw = (b"\xef\xbb\xbf" if mark else b"") + written.encode()
        replies, _ = read(name, raw)
        assert [reply.text for reply in replies] == ([text.strip()] if text.strip() or name not in ("gorgias",) else [])
        for reply in replies:
            assert bool(reply.text) != bool(reply.unchecked)
            if reply.text:
                start, end = clipped(reply, span)
                assert json.loads(f'"{stored(raw, place(reply, start, end))}"') == reply.text[start:end]

    @given(PLAIN, SPAN, strategies.sampled_from(sorted({*HELP_DESKS} - {"json"})), strategies.sampled_from(["'", '"', "|", ">", None]), strategies.booleans())
    def test_a_place_in_yaml_holds_the_words_of_the_text(self, text: str, span: tuple[int, int], name: str, style: str | None, mark: bool) -> None:
        written = yaml.dump(HELP_DESKS[name](text), default_style=style, width=30, allow_unicode=True)
        raw = (b"\xef\xbb\xbf" if mark else b"") + written.encode()
        replies, problems = read(name, raw, ".yml")
        if problems or not replies or not replies[0].text:
            return
        start, end = clipped(replies[0], span)
        said, shown = replies[0].text[start:end], stored(raw, place(replies[0], start, end))
        if "\\" not in shown and "'" not in said:
            assert "".join(shown.split()) == "".join(said.split())


CELLS = strategies.one_of(TRICKY, strategies.text(strategies.sampled_from('ab å,;"\n\t🙏'), max_size=12))


def table(rows: list[list[str]], delimiter: str, newline: str, quote_all: bool) -> str:
    """A table as Python's csv module writes it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerow(["id", "reply", "customer"])
    writer.writerows(rows)
    return out.getvalue()


class TestCsv:
    @given(
        strategies.lists(strategies.lists(CELLS, min_size=3, max_size=3), max_size=6),
        strategies.sampled_from([",", ";", "\t"]),
        strategies.sampled_from(["\n", "\r\n"]),
        strategies.booleans(),
        SPAN,
    )
    def test_the_cells_are_those_of_the_csv_module_and_stand_where_it_says(
        self, rows: list[list[str]], delimiter: str, newline: str, quote_all: bool, span: tuple[int, int]
    ) -> None:
        text = table(rows, delimiter, newline, quote_all)
        standard = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))[1:]
        raw = text.encode()
        replies, problems = read("csv", raw)
        assert not problems
        assert [reply.text for reply in replies] == [row[1].replace("\r\n", "\n").strip() for row in standard]
        assert [reply.id for reply in replies] == [row[0].strip() for row in standard]
        assert [reply.context.customer for reply in replies] == [row[2].strip() for row in standard]
        for reply in replies:
            if reply.text:
                start, end = clipped(reply, span)
                assert stored(raw, place(reply, start, end)).replace('""', '"').replace("\r\n", "\n") == reply.text[start:end]

    @given(strategies.text(strategies.sampled_from('ab å,;"\n🙏'), max_size=40))
    def test_any_table_is_read_as_the_csv_module_reads_it_or_told(self, body: str) -> None:
        raw = f"id,reply\n{body}".encode()
        replies, problems = read("csv", raw)
        standard = list(csv.reader(io.StringIO(f"id,reply\n{body}", newline="")))[1:]
        if not problems:
            assert [reply.text for reply in replies] == [row[1].strip() for row in standard if row and not (len(row) == 1 and not row[0].strip())]

    def test_a_quoted_cell_with_something_behind_its_quotation_mark(self) -> None:
        raw = b'id,reply\n1,"Ro deg ned." \n2,"Ro ""deg"" ned" da\n'
        replies, problems = read("csv", raw)
        assert not problems
        assert [reply.text for reply in replies] == ["Ro deg ned.", 'Ro "deg" ned da']
        assert stored(raw, place(replies[1], 12, 15)) == " da"

    def test_line_and_column_in_a_cell_of_several_lines(self) -> None:
        raw = '\ufeffid;reply;customer\r\n1;"Hei ""du"".\r\nRo deg ned.";x\r\n'.encode()
        (reply,), _ = read("csv", raw)
        assert reply.text == 'Hei "du".\nRo deg ned.'
        assert place(reply, 10, 21) == {"line": 3, "column": 1, "end_line": 3, "end_column": 12}
        assert place(reply, 4, 8) == {"line": 2, "column": 8, "end_line": 2, "end_column": 14}


class TestText:
    @given(WORDS, SPAN, strategies.sampled_from(["\n", "\r\n", "\r"]), strategies.booleans())
    def test_the_place_holds_the_text(self, text: str, span: tuple[int, int], newline: str, mark: bool) -> None:
        kept = re.sub(r"\r\n|\r|\n", newline, text)
        raw = (b"\xef\xbb\xbf" if mark else b"") + kept.encode()
        replies, problems = read("text", raw)
        if not unix(kept).strip():
            assert not replies and len(problems) == 1
            return
        if kept.startswith("---"):
            return  # front matter has tests of its own
        assert [reply.text for reply in replies] == [unix(kept).strip()]
        start, end = clipped(replies[0], span)
        assert unix(stored(raw, place(replies[0], start, end))) == replies[0].text[start:end]

    def test_columns_count_code_points_below_front_matter(self) -> None:
        raw = "---\r\nlanguage: nb\r\nchannel: x\r\nid: 7\r\n---\r\n\r\nA\u030a 👩‍🚀 ro deg ned\r\n".encode()
        (reply,), _ = read("text", raw)
        assert (reply.context.language, reply.context.channel, reply.id) == ("nb", "x", "7")
        at = reply.text.index("ro deg")
        assert place(reply, at, at + 6) == {"line": 7, "column": 8, "end_line": 7, "end_column": 14}


def marked_up(body: str, style: str, newline: str) -> str:
    """A body as one reply of a Markdown file: as it is, quoted, or fenced."""
    lines = body.split("\n")
    if style == "quote":
        lines = ["> " + line for line in lines]
    elif style == "fence":
        lines = ["~~~~text", *lines, "~~~~"]
    return newline.join(["# Svar", "", "channel: facebook", "", *lines, "", "## Neste svar", "", "> Takk for det."])


PLAIN_LINES = strategies.lists(
    strategies.lists(strategies.sampled_from(["Hei", "du", "🙏🏽", "e\u0301", "så", '"', "*", "_", "å,", "1", "\\", "&amp;"]), min_size=1, max_size=5).map(" ".join),
    min_size=1,
    max_size=6,
).map("\n".join)


class TestMarkdown:
    @given(PLAIN_LINES, SPAN, strategies.sampled_from(["plain", "quote", "fence"]), strategies.sampled_from(["\n", "\r\n"]))
    def test_the_place_holds_the_text(self, body: str, span: tuple[int, int], style: str, newline: str) -> None:
        raw = marked_up(body, style, newline).encode()
        replies, problems = read("markdown", raw)
        assert not problems
        assert [reply.text for reply in replies] == [body.strip(), "Takk for det."]
        assert [reply.id for reply in replies] == ["svar", "neste-svar"]
        assert [reply.context.channel for reply in replies] == ["facebook", ""]
        start, end = clipped(replies[0], span)
        found = unix(stored(raw, place(replies[0], start, end)))
        if style == "quote":
            found = found.replace("\n> ", "\n").removesuffix("> ")
        assert found == replies[0].text[start:end]

    @given(WORDS)
    def test_any_text_is_read_or_told(self, text: str) -> None:
        raw = text.encode()
        replies, problems = read("markdown", raw)
        assert replies or problems
        for reply in replies:
            assert reply.text
            first = place(reply, 0, 1)
            assert unix(stored(raw, first)) == reply.text[0]

    @pytest.mark.parametrize("mark", ["```", "~~~~"])
    def test_a_heading_in_a_fence_is_text(self, mark: str) -> None:
        (reply,), _ = read("markdown", f"# Svar\n\n{mark}\n# Hei\nRo deg ned.\n{mark}\n".encode())
        assert reply.text == "# Hei\nRo deg ned."
        assert place(reply, 6, 12)["line"] == 5

    def test_several_quotes_under_one_heading_are_several_replies(self) -> None:
        replies, _ = read("markdown", b"## Levering\n\n> Hei.\n> Beklager.\n\nEller:\n\n> Ro deg ned.\n")
        assert [(reply.id, reply.line, reply.text) for reply in replies] == [("levering-1", 3, "Hei.\nBeklager."), ("levering-2", 8, "Ro deg ned.")]


def test_the_parts_of_a_record_are_those_of_a_reply() -> None:
    assert {"reply", "id", "usage", *(item.name for item in fields(Context))} == set(PARTS)


@given(strategies.lists(strategies.tuples(strategies.sampled_from(["keep", "put", "skip"]), strategies.text("aø…\n", min_size=1, max_size=5)), max_size=12))
def test_a_rewritten_text_knows_where_each_character_stood(pieces: list[tuple[str, str]]) -> None:
    old = "".join(text for _, text in pieces)
    source = SourceText("draft.txt", "##" + old)
    rewriter = Rewriter(old, SourceMap(source, (Segment(0, len(old), 2, 2 + len(old)),) if old else ()))
    position = 0
    for action, text in pieces:
        if action == "keep":
            rewriter.keep(position, position + len(text))
        elif action == "put":
            rewriter.put("*", position, position + len(text))
        position += len(text)
    new, made = rewriter.build()
    for index, sign in enumerate(new):
        if sign != "*":
            first, last = made.offsets(index, index + 1)
            assert source.text[first:last] == sign
