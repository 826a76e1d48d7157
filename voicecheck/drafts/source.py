"""Where the text of a reply stands in its file: offsets to lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from voicecheck.frozen import frozen

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@frozen
class Span:
    """A stretch of a file. Lines and columns count from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@frozen
class SourceText:
    """The decoded text of a draft file, or of a piece of one, line endings as stored.

    ``above`` is how many lines of the file stand above a piece. Some of them may stand at its head
    again, for what follows to be understood: those whose numbers are ``head``; ``answered`` is how
    many answers of a conversation stand only above. ``is_part``: the file goes on, or began above.
    """

    path: str
    text: str
    head: tuple[int, ...] = ()
    above: int = 0
    answered: Mapping[str, int] = field(default_factory=dict, compare=False)
    is_part: bool = False

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in code points."""
        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        return (line - len(self.head) + self.above if line > len(self.head) else self.head[line - 1]), column

    def is_told(self, line: int) -> bool:
        """Whether what stands on a line of the file was told of with an earlier piece."""
        return line <= self.above

    def line_before(self, offset: int) -> str:
        """What stands on the same line before an offset."""
        return self.text[self._line_starts[bisect_right(self._line_starts, offset) - 1] : offset]


@frozen
class Segment:
    """Reply text ``start`` to ``end`` is file text ``file_start`` to ``file_end``.

    Of equal length: character by character. Else (an escape, an entity) as a whole.
    """

    start: int
    end: int
    file_start: int
    file_end: int


@frozen
class SourceMap:
    """Maps offsets in a reply's text to places in the file as stored.

    ``segments`` are in order and do not overlap. Where a format cannot tell columns,
    they are empty, ``fallback`` is the record's line, and spans have column 0.
    """

    source: SourceText
    segments: tuple[Segment, ...]
    fallback: int = 1

    def span(self, start: int, end: int) -> Span:
        """The place of reply text ``start`` to ``end`` in the file."""
        if not self.segments:
            return Span(self.fallback, 0, self.fallback, 0)
        first, last = self.offsets(start, end)
        place = self.source.position(first)
        return Span(*place, *(place if last == first else self.source.position(last)))

    @property
    def line(self) -> int:
        """The line of the file on which the reply begins."""
        return self.source.position(self._offset(0, last=False))[0] if self.segments else self.fallback

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the file's text at which reply text ``start`` to ``end`` stands; both
        are 0 where the format cannot tell."""
        if not self.segments:
            return 0, 0
        first = self._offset(start, last=False)
        return first, self._offset(end, last=True) if end > start else first

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    def _offset(self, offset: int, last: bool) -> int:
        index = max(bisect_right(self._starts, offset - 1 if last else offset) - 1, 0)
        segment = self.segments[index]
        if offset > segment.end:
            return segment.file_end
        if segment.end - segment.start == segment.file_end - segment.file_start:
            return segment.file_start + offset - segment.start
        return segment.file_end if last else segment.file_start


class MapBuilder:
    """Gathers a reply's text piece by piece with the place each piece came from."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    def add(self, text: str, file_start: int, file_end: int | None = None) -> None:
        """Append ``text``, which stands in the file from ``file_start`` (to ``file_end``)."""
        if not text:
            return
        end = file_start + len(text) if file_end is None else file_end
        previous = self._segments[-1] if self._segments else None
        straight = end - file_start == len(text)
        if previous and straight and previous.file_end == file_start and previous.end - previous.start == previous.file_end - previous.file_start:
            self._segments[-1] = Segment(previous.start, self._length + len(text), previous.file_start, end)
        else:
            self._segments.append(Segment(self._length, self._length + len(text), file_start, end))
        self._parts.append(text)
        self._length += len(text)

    def build(self) -> tuple[str, SourceMap]:
        """The text, with white space at both ends cut off, and its map."""
        text = "".join(self._parts)
        left = len(text) - len(text.lstrip())
        right = len(text.rstrip())
        segments = []
        for segment in self._segments:
            start, end = max(segment.start, left), min(segment.end, right)
            if start >= end:
                continue
            if segment.end - segment.start == segment.file_end - segment.file_start:
                shift = segment.file_start - segment.start
                segments.append(Segment(start - left, end - left, start + shift, end + shift))
            else:
                segments.append(Segment(start - left, end - left, segment.file_start, segment.file_end))
        return text[left:right] if right > left else "", SourceMap(self._source, tuple(segments))


def slice_map(source: SourceText, start: int, end: int) -> tuple[str, SourceMap]:
    """File text ``start`` to ``end`` as a reply's text, trimmed, with CRLF read as LF."""
    builder = MapBuilder(source)
    position = start
    for found in re.compile(r"\r\n|\r").finditer(source.text, start, end):
        builder.add(source.text[position : found.start()], position)
        builder.add("\n", found.start(), found.end())
        position = found.end()
    builder.add(source.text[position:end], position)
    return builder.build()
