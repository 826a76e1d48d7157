"""Tables in Markdown that hold replies, a row each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from voicecheck.drafts.labels import is_label
from voicecheck.drafts.lines import CUT, Line
from voicecheck.drafts.record import REPLY_FIELDS
from voicecheck.drafts.source import MapBuilder, SourceMap, SourceText
from voicecheck.frozen import frozen

_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL = re.compile(r"((?:[^|\\]|\\.)*)(?:\||$)")
_PIECE = re.compile(rf"\\([|\\])|[ \t]*<br[ \t]*/?>[ \t]*|{CUT}+", re.IGNORECASE)


@frozen
class Row:
    """A row's reply (empty where the cell is), and its cells by the names of their columns in
    lower case."""

    text: str
    source: SourceMap
    fields: dict[str, str]
    line: Line


def rows(source: SourceText, body: Sequence[Line]) -> Iterator[Row]:
    """The rows of every table that has a column of replies: one named reply, text … or a label
    such as “Svar”."""
    index = 0
    while index + 1 < len(body):
        names = [body[index].text[start:end].strip(" \t*_").lower() for start, end in _cells(body[index])] if _RULE.match(body[index + 1].text) else []
        column = next((number for number, name in enumerate(names) if name in REPLY_FIELDS), next((number for number, name in enumerate(names) if is_label(name, "reply")), -1))
        index += 1
        if column < 0 or "|" not in body[index].text:
            continue
        index += 1
        while index < len(body) and "|" in body[index].text:
            line = body[index]
            cells = _cells(line)
            index += 1
            if column < len(cells):
                text, place = _built(source, line, *cells[column])
                fields = {("customer" if is_label(name, "customer") else name): _built(source, line, *cell)[0] for name, cell in zip(names, cells)}
                yield Row(text, place if text else SourceMap(source, (), source.position(line.start)[0]), fields, line)


def _cells(line: Line) -> list[tuple[int, int]]:
    """Where in the line each cell stands."""
    text = line.text.rstrip()
    position = len(text) - len(text.lstrip())
    position += text.startswith("|", position)
    found = []
    while position < len(text):
        cell = _CELL.match(text, position)
        if cell is None:
            break
        found.append(cell.span(1))
        position = max(cell.end(), position + 1)
    return found


def _built(source: SourceText, line: Line, start: int, end: int) -> tuple[str, SourceMap]:
    """A cell's text: ``\\|`` is a bar, ``<br>`` a line break."""
    builder = MapBuilder(source)
    position = start
    for found in _PIECE.finditer(line.text, start, end):
        builder.add(line.text[position : found.start()], line.start + position)
        if CUT not in found.group():
            builder.add(found.group(1) or "\n", line.start + found.start(), line.start + found.end())
        position = found.end()
    builder.add(line.text[position:end], line.start + position)
    return builder.build()
