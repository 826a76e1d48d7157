"""Cuts a spaCy Doc into the row of words and sentences that the patterns are matched on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from voicecheck.drafts.mask import MASK
from voicecheck.languages.matcher import Row

_WORD = re.compile(r"[^\W_]|" + MASK)
_STOP = re.compile(r"[.!?…]")
_LINE_END = re.compile(r"\n[^\S\n]*(?:\n|(?=[^a-zæøåäöé\s]))")
"""A blank line, or a line whose next one does not go on in lower case, ends a sentence."""


def make_row(doc: Any, text: str, normal: Callable[[str], str]) -> Row:
    """The words of ``doc`` (a spaCy Doc of ``text``), spelled as ``normal`` has it."""
    texts: list[str] = []
    starts: list[int] = []
    first_of_sentence: list[int] = []
    stops: list[str] = []
    opened = 0
    line_ends = [found.start() for found in _LINE_END.finditer(text)]
    line_ends.reverse()

    def close(stop: str) -> None:
        nonlocal opened
        if len(texts) > opened:
            first_of_sentence.append(opened)
            stops.append(stop)
            opened = len(texts)
        elif stops and stop:
            stops[-1] += stop

    for token in doc:
        word = token.text
        start = token.idx
        while line_ends and line_ends[-1] < start:
            line_ends.pop()
            close("")
        if _WORD.search(word):
            texts.append(word)
            starts.append(start)
        elif _STOP.search(word):
            close(word)
    close("")
    sentence_start: list[int] = []
    sentence_end: list[int] = []
    stop: list[str] = []
    for number, first in enumerate(first_of_sentence):
        last = first_of_sentence[number + 1] if number + 1 < len(first_of_sentence) else len(texts)
        sentence_start += [first] * (last - first)
        sentence_end += [last] * (last - first)
        stop += [stops[number]] * (last - first)
    return Row(
        words=tuple([normal(word) for word in texts]),
        texts=tuple(texts),
        starts=tuple(starts),
        ends=tuple([start + len(word) for start, word in zip(starts, texts)]),
        sentence_start=tuple(sentence_start),
        sentence_end=tuple(sentence_end),
        stop=tuple(stop),
    )
