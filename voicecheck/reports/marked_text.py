"""A reply's text, wrapped, with numbered underlines below the words that findings name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from voicecheck.reports.safe import columns, printable

Mark = tuple[int, int, str, str]
"""Start and end in the text, the label that begins the underline, its colour."""

MAX_LINES = 14
"""Longer replies show only the lines with marks, with one line around them."""
MOST_LINES = 60
"""No reply shows more lines than this, however many of them have marks."""


def marked_lines(text: str, marks: Iterable[Mark], width: int, unicode: bool = True, most: int = MAX_LINES) -> Iterator[Text]:
    """The lines of ``text`` in ``width`` columns, each followed by its underlines. A text of
    more than ``most`` lines shows only those with marks, with one line around them, and of those
    no more than ``MOST_LINES``."""
    bar = "  │ " if unicode else "  | "
    room = width - len(bar)
    lines = [line for start, end in _physical_lines(text) for line in _wrap(text, start, end, room)]
    marked = list(_by_line(lines, sorted(marks)))
    shown = set(range(len(lines)))
    if len(lines) > most:
        shown = {near for index, has in enumerate(marked) if has for near in (index - 1, index, index + 1)} or set(range(4))
        shown = set(sorted(shown)[:MOST_LINES])
    left = sum(bool(has) for index, has in enumerate(marked) if index not in shown)
    dots = "…" if unicode else "..."
    skipped = False
    for index, (start, end) in enumerate(lines):
        if index not in shown:
            if not skipped:
                last = left and index > max(shown)
                yield Text(bar, "dim").append(f"{dots} and {left:,} more line{'s' if left > 1 else ''} with findings" if last else dots, "dim")
            skipped = True
            continue
        skipped = False
        line = Text().append(bar, "dim")
        words = Text(printable(text[start:end]))
        for a, b, _, color in marked[index]:
            words.stylize(f"bold {color}", max(a, start) - start, min(b, end) - start)
        yield line.append(words)
        for under in _underlines(text, start, end, marked[index], unicode):
            yield Text().append(bar, "dim").append(under)


def _by_line(lines: list[tuple[int, int]], marks: list[Mark]) -> Iterator[list[Mark]]:
    """The marks that touch each line, both in order."""
    touching: list[Mark] = []
    number = 0
    for start, end in lines:
        touching = [mark for mark in touching if mark[1] > start]
        while number < len(marks) and marks[number][0] < end:
            touching.append(marks[number])
            number += 1
        yield [mark for mark in touching if start < mark[1]]


def _physical_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _wrap(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
    """Break ``text[start:end]`` at spaces into stretches of at most ``room`` columns."""
    if start == end:
        yield start, end
        return
    while start < end:
        if columns(text[start:end]) <= room:
            yield start, end
            return
        stop, used = start, 0
        if text[start : start + room].isascii():
            stop = min(start + room, end)
        else:
            while stop < end and (used := used + _cells(text[stop])) <= room:
                stop += 1
        space = text.rfind(" ", start, stop + 1)
        cut = space if space > start else max(stop, start + 1)
        yield start, cut
        start = cut + 1 if space > start else cut


def _cells(character: str) -> int:
    return 1 if character < "\u0300" else columns(character)


def _underlines(text: str, start: int, end: int, marks: list[Mark], unicode: bool) -> Iterator[Text]:
    """Lines of underlines: overlapping marks go on a line of their own."""
    waiting = marks
    while waiting:
        line = Text()
        free = start
        rest = []
        for a, b, label, color in waiting:
            if (a < free and a >= start) or (line.plain and max(a, start) < free):
                rest.append((a, b, label, color))
                continue
            first, last = max(a, start), min(b, end)
            line.append(" " * (columns(text[start:first]) - line.cell_len))
            length = max(columns(text[first:last]), 1)
            sign = "‾" if unicode else "^"
            head = label if a >= start else ""
            line.append((head + sign * length)[: max(length, len(head))], f"bold {color}")
            free = last + (1 if len(head) > length else 0)
        yield line
        if len(rest) == len(waiting):
            return
        waiting = rest
