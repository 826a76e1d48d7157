"""CSV and TSV: one reply a record, the columns named in the first line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.record import ID_FIELDS, REPLY_FIELDS, context_from, first, usage_from
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import MapBuilder, SourceMap, SourceText
from voicecheck.problems import Problem


@dataclass(frozen=True)
class _Cell:
    """A cell's text and where in the file it stands, quotation marks included."""

    text: str
    start: int
    end: int
    closed: int = 0
    """The offset of the closing quotation mark; 0 where the cell has none. What stands
    behind it (a space, mostly) belongs to the cell as it is."""


class CsvReader(DraftReader):
    """CSV (comma or semicolon) and TSV with a header: `reply` (or text, body, message, content) and its context."""

    name = "csv"
    suffixes = (".csv", ".tsv")
    records = "quoted"

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        if not source.text.strip():
            yield self.problem(source, 0, "holds no reply; the file is empty")
            return
        delimiter = _delimiter(source)
        records = _records(source.text, delimiter)
        header = next(records)
        if isinstance(header, int):
            yield self.problem(source, header, 'a quotation mark is opened here and never closed; double it ("") if it belongs to the text')
            return
        names = [cell.text.strip().lower() for cell in header]
        column = next((names.index(name) for name in REPLY_FIELDS if name in names), None)
        if column is None:
            found = ", ".join(cell.text.strip() for cell in header)
            yield self.problem(source, 0, f"has no column with the reply; the first line must name one of {', '.join(REPLY_FIELDS)}, it names {found}")
            return
        for record in records:
            if isinstance(record, int):
                yield self.problem(source, record, 'a quotation mark is opened here and never closed; double it ("") if it belongs to the text')
                return
            if len(record) == 1 and not record[0].text.strip():
                continue
            if len(record) != len(names):
                yield self.problem(
                    source,
                    record[0].start,
                    f"this record has {len(record)} cells, the header {len(names)}; put cells that hold {'a tab' if delimiter == chr(9) else delimiter} or line breaks in quotation marks",
                )
                continue
            yield self._reply(source, names, record, column)

    def _reply(self, source: SourceText, names: list[str], record: list[_Cell], column: int) -> Reply:
        fields = {name: cell.text for name, cell in zip(names, record)}
        cell = record[column]
        context, identity, usage = context_from(fields), first(fields, ID_FIELDS), usage_from(fields)
        if not cell.text.strip():
            return Reply("", identity, context, source.path, SourceMap(source, (), source.position(record[0].start)[0]), usage, "the reply is empty")
        builder = MapBuilder(source)
        position = cell.start + (1 if cell.closed else 0)
        raw = source.text
        while position < cell.end:
            if position == cell.closed and cell.closed:
                position += 1
            elif position < cell.closed and raw.startswith('""', position):
                builder.add('"', position, position + 2)
                position += 2
            elif raw.startswith("\r\n", position):
                builder.add("\n", position, position + 2)
                position += 2
            else:
                builder.add(raw[position], position)
                position += 1
        text, source_map = builder.build()
        return Reply(text, identity, context, source.path, source_map, usage)


def _delimiter(source: SourceText) -> str:
    first_line = source.text.lstrip().split("\n", 1)[0]
    if source.path.lower().endswith(".tsv"):
        return "\t"
    return max(",;\t", key=lambda sign: first_line.count(sign))


def _records(text: str, delimiter: str) -> Iterator[list[_Cell] | int]:
    """The records with the place of every cell; an int is the offset of a quotation mark
    that is never closed. The csv module reads the same cells but does not say where they
    stand, which a linter must; tests hold the two against each other."""
    position, length = 0, len(text)
    while position < length:
        record: list[_Cell] = []
        while True:
            start = position
            if text.startswith('"', position):
                parts: list[str] = []
                position += 1
                while True:
                    close = text.find('"', position)
                    if close < 0:
                        yield start
                        return
                    parts.append(text[position:close])
                    position = close + 1
                    if not text.startswith('"', position):
                        break
                    parts.append('"')
                    position += 1
                end_quoted = position
                while position < length and text[position] not in (delimiter, "\r", "\n"):
                    position += 1
                record.append(_Cell("".join(parts) + text[end_quoted:position], start, position, end_quoted - 1))
            else:
                while position < length and text[position] not in (delimiter, "\r", "\n"):
                    position += 1
                record.append(_Cell(text[start:position], start, position))
            if position < length and text[position] == delimiter:
                position += 1
                continue
            break
        if text.startswith("\r\n", position):
            position += 2
        elif position < length:
            position += 1
        yield record
