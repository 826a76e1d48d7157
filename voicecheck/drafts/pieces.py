"""Cuts long files of records into pieces, so that a million replies need little memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from typing import IO, AnyStr

from voicecheck.drafts.carried import Carried, Record, in_lines, in_table
from voicecheck.drafts.source import SourceText
from voicecheck.problems import Problem, VoicecheckError
from voicecheck.text_files import decode

PIECE = 256_000
"""Bytes of a piece; files that are not longer stay whole."""
MAX_RECORD = 20_000_000
"""A quotation that is not closed within so many bytes never will be."""
STANDARD_INPUT = "-"


def pieces(path: str, quoted: bool) -> Iterator[SourceText | Problem]:
    """The pieces of a file, or of standard input (``-``), cut between records.

    ``quoted``: as in CSV, a line break inside quotation marks ends no record, and the first
    record, the header, stands at the head of each piece. Where records are messages, what the
    conversations of a piece said before stands there too. Raises OSError.
    """
    name = "<stdin>" if path == STANDARD_INPUT else path
    with nullcontext(sys.stdin.buffer) if path == STANDARD_INPUT else open(path, "rb") as stream:
        header = b""
        line = 0
        carried = None if quoted else Carried(in_lines)
        for data in _cut(stream, quoted):
            try:
                text = decode(header + data, name)
            except VoicecheckError as error:
                yield from (_moved(problem, line - header.count(b"\n")) for problem in error.problems)
            else:
                begin = _end_of_record(text, "\n", '"') if quoted else 0
                carried = carried or Carried(in_table(text[:begin]))
                before, gone = carried.before(text[begin:], (line or text.count("\n", 0, begin)) + 1)
                lines = _lines_of(text[:begin], before) if line else []
                head = "".join((text[:begin], *(record.text for record in before)))
                yield SourceText(name, head + text[begin:], tuple(lines), line, gone, is_part=line > 0 or 2 * len(data) > PIECE)
            line += data.count(b"\n")
            if quoted and not header:
                header = data[: _end_of_record(data, b"\n", b'"')]


def _lines_of(header: str, before: list[Record]) -> list[int]:
    """The lines of the file on which the head of a piece stands."""
    return [*range(1, header.count("\n") + 1), *(record.line + number for record in before for number in range(record.text.count("\n")))]


def is_long(path: str) -> bool:
    """Whether a file is worth cutting."""
    return path == STANDARD_INPUT or os.path.getsize(path) > PIECE


def _moved(problem: Problem, lines: int) -> Problem:
    place = problem.place
    return replace(problem, place=replace(place, line=place.line + lines)) if place.line else problem


def _cut(stream: IO[bytes], quoted: bool) -> Iterator[bytes]:
    """Stretches of whole records, of about PIECE bytes each."""
    held = b""
    while True:
        data = stream.read(PIECE)
        held += data
        if not data:
            break
        end = _last_record_end(held) if quoted else held.rfind(b"\n") + 1
        if end and (len(held) >= PIECE or len(held) > MAX_RECORD):
            yield held[:end]
            held = held[end:]
    if held:
        yield held


def _end_of_record(data: AnyStr, line_break: AnyStr, mark: AnyStr) -> int:
    """Behind the first line break that stands outside quotation marks."""
    position = 0
    while (found := data.find(line_break, position)) >= 0:
        if data.count(mark, 0, found) % 2 == 0:
            return found + 1
        position = found + 1
    return len(data)


def _last_record_end(data: bytes) -> int:
    """Behind the last line break that stands outside quotation marks, 0 where there is none."""
    end = len(data)
    inside = data.count(b'"') % 2
    while (found := data.rfind(b"\n", 0, end)) >= 0:
        inside ^= data.count(b'"', found, end) % 2
        if not inside:
            return found + 1
        end = found
    return 0
