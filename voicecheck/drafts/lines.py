"""The lines of a Markdown or text draft, with the comments in them set aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from voicecheck.drafts.source import MapBuilder, SourceMap, SourceText
from voicecheck.drafts.suppression import Suppression, read_comment
from voicecheck.frozen import frozen
from voicecheck.problems import Problem

CUT = "\0"
"""Stands in a line for each character of a comment."""
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^`]*)$")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_START = re.compile(r"<!--|^ {0,3}(?P<fence>`{3,}|~{3,})[^`\r\n]*\r?$", re.MULTILINE)
_SIGNS = ("<!--", "```", "~~~")
"""No comment and no fence is there without one of these; most drafts have none."""
_CUT_RUN = re.compile(f"[ \\t]*{CUT}+")


@frozen
class Line:
    """A line of the file; ``text`` has CUT for what a comment covers, so offsets stay true."""

    text: str
    start: int
    end: int
    """Offset behind the text, before the line break."""
    next: int

    @cached_property
    def words(self) -> str:
        """The line without comments and white space at its ends."""
        return self.text.replace(CUT, "").strip()


@frozen
class Lines:
    """What ``read_lines`` finds: the lines from an offset on, and what comments say."""

    lines: tuple[Line, ...]
    suppressions: tuple[Suppression, ...]
    problems: tuple[Problem, ...]


def read_lines(source: SourceText, start: int) -> Lines:
    """The lines from ``start`` on. HTML comments, which nobody is sent, are cut out, even those
    over several lines; in a fence (```) they are text."""
    text = source.text
    said: list[Suppression] = []
    problems: list[Problem] = []
    pieces: list[str] = []
    position = search = start
    any_sign = any(map(text.__contains__, _SIGNS))
    while found := _START.search(text, search) if any_sign else None:
        if found.group("fence"):
            search = _fence_end(text, found)
            continue
        close = text.find("-->", found.end())
        if close < 0:  # never closed: text, as Markdown has it
            break
        pieces += [text[position : found.start()], CUT * (close + 3 - found.start())]
        position = search = close + 3
        remark = read_comment(source, text[found.end() : close], found.end(), close + 3)
        if isinstance(remark, Problem):
            problems.append(remark)
        elif remark is not None:
            said.append(remark)
    pieces.append(text[position:])
    return Lines(tuple(_lines("".join(pieces), start)), tuple(said), tuple(problems))


def _fence_end(text: str, opened: re.Match[str]) -> int:
    fence = opened.group("fence")
    close = re.compile(rf"^ {{0,3}}{re.escape(fence)}{re.escape(fence[0])}*[ \t]*\r?$", re.MULTILINE).search(text, opened.end())
    return close.end() if close else len(text)


def _lines(text: str, shift: int) -> Iterator[Line]:
    for found in _LINE.finditer(text):
        if found.start() == len(text):
            return
        content = found.group().rstrip("\r\n")
        start = shift + found.start()
        yield Line(content, start, start + len(content), shift + found.end())


def built(source: SourceText, lines: Iterable[tuple[Line, int]]) -> tuple[str, SourceMap]:
    """The text that the lines make, each without its first so many characters (a quote's sign).

    A line on which nothing but a comment stands is no line of the text.
    """
    builder = MapBuilder(source)
    for line, skip in lines:
        text = line.text
        if CUT in text and not line.words:
            continue
        position = skip
        for cut in _CUT_RUN.finditer(text, skip) if CUT in text else ():
            builder.add(text[position : cut.start()], line.start + position)
            position = cut.end()
            if cut.start() == skip or not text[position:].strip():
                position += len(text[position:]) - len(text[position:].lstrip(" \t"))
            elif not text[position].isspace() and text[cut.start()].isspace():
                builder.add(text[cut.start()], line.start + cut.start())
        builder.add(text[position:], line.start + position)
        if line.next > line.end:
            builder.add("\n", line.end, line.next)
    return builder.build()
