"""Places in an open document as editors name them: lines and characters from 0."""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2)}


class Lines:
    """A document's text with its lines, which end in LF, CRLF or CR and in nothing else.

    ``encoding`` is "utf-8", "utf-16" or "utf-32": what an editor counts characters in.
    Offsets are code points of the text.
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self.encoding = encoding
        self._starts = [0]
        self._ends = []
        for found in _LINE_BREAK.finditer(text):
            self._ends.append(found.start())
            self._starts.append(found.end())
        self._ends.append(len(text))

    def position(self, offset: int) -> tuple[int, int]:
        """The line and character of an offset; what stands inside a line break is its line's end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        return line, self._units(self.text[self._starts[line] : min(offset, self._ends[line])])

    def offset(self, line: int, character: int) -> int:
        """The offset of a line and character; beyond the line or the text, its end."""
        if line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[line], self._ends[line]
        words = self.text[start:end]
        if words.isascii() or self.encoding not in _CODECS:
            return min(start + character, end)
        units = 0
        for number, sign in enumerate(words):
            if units >= character:
                return start + number
            units += self._units(sign)
        return end

    def at(self, line: int, column: int) -> int:
        """The offset of a line and column as reports name them: from 1, in code points."""
        index = min(max(line, 1), len(self._starts)) - 1
        return min(self._starts[index] + max(column - 1, 0), self._ends[index])

    def line_at(self, offset: int) -> tuple[int, int]:
        """Where the line of an offset starts and ends, its line break left out."""
        index = bisect_right(self._starts, min(max(offset, 0), len(self.text))) - 1
        return self._starts[index], self._ends[index]

    def _units(self, words: str) -> int:
        if words.isascii() or self.encoding not in _CODECS:
            return len(words)
        codec, size = _CODECS[self.encoding]
        return len(words.encode(codec, "surrogatepass")) // size
