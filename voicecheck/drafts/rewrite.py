"""Rewrites a reply's text while every character keeps its place in the file."""

from __future__ import annotations

from bisect import bisect_right

from voicecheck.drafts.source import MapBuilder, SourceMap


class Rewriter:
    """Makes a new text of a reply's text piece by piece: HTML without its tags, one branch of
    a template, a text with its comments taken out.

    Call ``keep`` and ``put`` in the order of the new text; what is not kept is left out.
    Offsets are those of the old text.
    """

    def __init__(self, text: str, source: SourceMap) -> None:
        self._text = text
        self._map = source
        self._starts = [segment.start for segment in source.segments]
        self._builder = MapBuilder(source.source)

    def keep(self, start: int, end: int) -> None:
        """Take over the old text from ``start`` to ``end``."""
        position = start
        for index in range(max(bisect_right(self._starts, start) - 1, 0), len(self._starts)):
            segment = self._map.segments[index]
            if segment.start >= end:
                break
            first, last = max(segment.start, position), min(segment.end, end)
            if first >= last:
                continue
            if first > position:  # a piece that stands nowhere in the file
                self.put(self._text[position:first], position, first)
            if segment.end - segment.start == segment.file_end - segment.file_start:
                self._builder.add(self._text[first:last], segment.file_start + first - segment.start)
            else:
                self._builder.add(self._text[first:last], segment.file_start, segment.file_end)
            position = last
        if position < end:
            self.put(self._text[position:end], position, end)

    def put(self, new: str, start: int, end: int) -> None:
        """Let ``new`` stand for the old text from ``start`` to ``end``; equal offsets insert."""
        first, last = self._map.offsets(start, end)
        self._builder.add(new, first, last)

    def build(self) -> tuple[str, SourceMap]:
        """The new text, with white space at both ends cut off, and its map. Where the old map
        knew no columns the new one knows none either."""
        text, made = self._builder.build()
        return text, made if self._map.segments else SourceMap(self._map.source, (), self._map.fallback)
