"""Sentences of a reply: which one a place is in, and what stands in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from voicecheck.checks.check import Examined
from voicecheck.languages.matcher import Row


def word_at(row: Row, offset: int) -> int:
    """The number of the word at an offset, or of the last one before it."""
    return max(0, bisect_right(row.starts, offset) - 1)


def sentence_at(row: Row, offset: int) -> int:
    """The number of the first word of the sentence that holds the offset: its name."""
    return row.sentence_start[word_at(row, offset)] if row.length else 0


def same_sentence(row: Row, one: int, two: int) -> bool:
    """Whether two offsets are in one sentence."""
    return sentence_at(row, one) == sentence_at(row, two)


def sentence_span(row: Row, offset: int) -> tuple[int, int]:
    """Where the sentence that holds the offset begins and ends."""
    index = word_at(row, offset)
    return row.starts[row.sentence_start[index]], row.ends[row.sentence_end[index] - 1]


def opening_sentence(examined: Examined) -> tuple[int, int]:
    """The words (first, behind the last) of the first sentence, without the greeting: where
    nothing else stands in it, those of the next one."""
    row = examined.row
    greeted = max((item.end for item in examined.of("greeting") if item.start <= 3), default=0)
    first = bisect_left(row.starts, greeted)
    while first < row.length and first < row.sentence_end[0] and is_name(examined, first):
        first += 1
    return (first, row.sentence_end[first]) if first < row.length else (row.length, row.length)


def is_name(examined: Examined, index: int) -> bool:
    """Whether a word may be a name: a placeholder, or one with a capital inside the sentence."""
    written = examined.row.texts[index]
    return not written[0].isalnum() or (written[0].isupper() and not written.isupper() and index > examined.row.sentence_start[index])
