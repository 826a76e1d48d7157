"""Cuts a spaCy Doc into the row of words and sentences that the patterns are matched on."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from voicecheck.drafts.mask import MASK
from voicecheck.languages.matcher import PatternMatcher, Row
from voicecheck.languages.pattern import SIGNS_LIKE_WORDS

_WORD = re.compile(rf"[^\W_]|[{SIGNS_LIKE_WORDS}]|{MASK}")
_STOP = re.compile(r"[.!?…]")
_LINE_END = re.compile(r"\n[^\S\n]*(?:\n|(?=[^a-zæøåäöé\s]))")
"""A blank line, or a line whose next one does not go on in lower case, ends a sentence."""

_ORDINAL = re.compile(r"\d[\d.,:]*\.\Z")
_ANOTHER_SENTENCE = re.compile(r"\s*\Z|\s+[A-ZÆØÅÄÖÉ«“”\"]")
"""Behind a figure with a full stop: the stop ends the sentence ("til kl. 20.00. Skriv …"). The
tokenizers of the Scandinavian languages leave it on the figure, as in "3. juni"."""

_IS_WORD, _IS_STOP, _IS_ORDINAL, _IS_EMOJI, _IS_OTHER = range(5)
_EMOJI = re.compile(r"[\u2600-\u27bf\U0001f000-\U0001faff]|^[:;=][-o']?[()DPp]+$")


class RowMaker:
    """Makes rows. What a written token is, is worked out once and remembered by its number
    in spaCy's vocabulary: asking each Token object costs more than all the matching."""

    def __init__(self, matcher: PatternMatcher) -> None:
        self._matcher = matcher
        self._known: dict[int, tuple[str, int, int, str, int, int]] = {}

    def make(self, doc: Any, text: str) -> Row:
        """The words of ``doc`` (a spaCy Doc of ``text``), spelled as the patterns know them."""
        known = self._known
        words: list[str] = []
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        firsts: list[int] = []
        stops: list[str] = []
        kinds: list[int] = []
        opened = 0
        line_ends = [found.start() for found in _LINE_END.finditer(text)] if "\n" in text else []
        line_ends.reverse()
        next_line_end = line_ends.pop() if line_ends else len(text) + 1
        offset = 0
        after_emoji = False
        for orth, spaced in doc.to_array(_ATTRIBUTES).tolist():
            token = known.get(orth)
            if token is None:
                token = self._learn(orth, doc)
            written, length, kind, word, plain, named = token
            if next_line_end < offset:
                while next_line_end < offset:
                    next_line_end = line_ends.pop() if line_ends else len(text) + 1
                if len(texts) > opened:
                    firsts.append(opened)
                    stops.append("")
                    opened = len(texts)
            if kind == _IS_WORD:
                if after_emoji and written[0].isupper() and len(texts) > opened:
                    firsts.append(opened)
                    stops.append("")
                    opened = len(texts)
                after_emoji = False
                kinds.append(named if len(texts) > opened else plain)
                words.append(word)
                texts.append(written)
                starts.append(offset)
                ends.append(offset + length)
            elif kind == _IS_STOP:
                if len(texts) > opened:
                    firsts.append(opened)
                    stops.append(written)
                    opened = len(texts)
                elif stops:
                    stops[-1] += written
            elif kind == _IS_ORDINAL:
                closes = _ANOTHER_SENTENCE.match(text, offset + length) is not None
                kinds.append(plain)
                words.append(word)
                texts.append(written[:-1] if closes else written)
                starts.append(offset)
                ends.append(offset + length - closes)
                if closes:
                    firsts.append(opened)
                    stops.append(".")
                    opened = len(texts)
            elif kind == _IS_EMOJI:
                after_emoji = True  # it ends a sentence if the next word begins one
            offset += length + spaced
        if len(texts) > opened:
            firsts.append(opened)
            stops.append("")
        sentence_start: list[int] = []
        sentence_end: list[int] = []
        stop: list[str] = []
        firsts.append(len(texts))
        sentences = tuple(pairwise(firsts))
        for (first, last), closing in zip(sentences, stops):
            sentence_start += [first] * (last - first)
            sentence_end += [last] * (last - first)
            stop += [closing] * (last - first)
        return Row(tuple(words), tuple(texts), tuple(starts), tuple(ends), tuple(sentence_start), tuple(sentence_end), tuple(stop), tuple(kinds), sentences)

    def _learn(self, orth: int, doc: Any) -> tuple[str, int, int, str, int, int]:
        """A token's text, length, what it is, its spelling, and its kind: at the head of a
        sentence, and inside one, where a capital makes it a name."""
        written: str = doc.vocab.strings[orth]
        kind = (
            _IS_ORDINAL
            if _ORDINAL.match(written)
            else _IS_WORD
            if _WORD.search(written)
            else _IS_STOP
            if _STOP.search(written)
            else _IS_EMOJI
            if _EMOJI.search(written)
            else _IS_OTHER
        )
        word = self._matcher.words.normal(written.rstrip(".") if kind == _IS_ORDINAL else written) if kind in (_IS_WORD, _IS_ORDINAL) else ""
        plain = named = 0
        if word:
            of = self._matcher.words.kind
            masked = written[0] == MASK
            plain = of(written, word, masked)
            named = of(written, word, True) if masked or written[0].isupper() else plain
        token = self._known[orth] = (written, len(written), kind, word, plain, named)
        return token


_ATTRIBUTES = ["ORTH", "SPACY"]
