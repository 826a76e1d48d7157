"""The cells of a CSV or TSV file with the place of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecheck.drafts.source import MapBuilder, SourceMap, SourceText
from voicecheck.frozen import frozen


@frozen
class Cell:
    """A cell's text and where in the file it stands, quotation marks included."""

    text: str
    start: int
    end: int
    closed: int = 0
    """The offset of the closing quotation mark; 0 where the cell has none. What stands
    behind it (a space, mostly) belongs to the cell as it is."""


def delimiter_of(source: SourceText) -> str:
    """The sign that separates the cells, by the first line."""
    if source.path.lower().endswith(".tsv"):
        return "\t"
    first_line = source.text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=lambda sign: first_line.count(sign))


def records_of(text: str, delimiter: str) -> Iterator[list[Cell] | int]:
    """The records with the place of every cell; an int is the offset of a quotation mark
    that is never closed. The csv module reads the same cells but does not say where they
    stand, which a linter must; tests hold the two against each other."""
    position, length = 0, len(text)
    plain = re.compile(f"[^{delimiter}\r\n]*")
    while position < length:
        record: list[Cell] = []
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
                position = _end(plain, text, position)
                record.append(Cell("".join(parts) + text[end_quoted:position], start, position, end_quoted - 1))
            else:
                position = _end(plain, text, position)
                record.append(Cell(text[start:position], start, position))
            if position < length and text[position] == delimiter:
                position += 1
                continue
            break
        if text.startswith("\r\n", position):
            position += 2
        elif position < length:
            position += 1
        yield record


def _end(plain: re.Pattern[str], text: str, position: int) -> int:
    found = plain.match(text, position)
    return found.end() if found else position


_SIGN = re.compile('"|\r\n')


def map_cell(source: SourceText, cell: Cell) -> tuple[str, SourceMap]:
    """The text of a cell, white space at both ends cut off, with the place of each character."""
    builder = MapBuilder(source)
    raw = source.text
    position = cell.start + (1 if cell.closed else 0)
    while position < cell.end:
        found = _SIGN.search(raw, position, cell.end)
        if found is None:
            builder.add(raw[position : cell.end], position)
            break
        builder.add(raw[position : found.start()], position)
        position = found.end()
        if found.group() == "\r\n":
            builder.add("\n", found.start(), position)
        elif found.start() < cell.closed:  # a doubled mark
            position += 1
            builder.add('"', found.start(), position)
        elif found.start() > cell.closed:
            builder.add('"', found.start())
    return builder.build()
