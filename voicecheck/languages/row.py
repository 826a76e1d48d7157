"""Makes of a text the row of words and sentences that the patterns are matched on."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice, pairwise

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

_OTHER_SPACE = re.compile(r"[^\S \n]")
_NUMBER = re.compile(r"\d{3}")
REMEMBERED = 50_000
"""So many chunks are remembered; then it begins anew, so that memory stays flat on a million replies."""

KEPT = 10_000
"""So many are kept for the next run: more take longer to read than to work out again."""

_IS_WORD, _IS_STOP, _IS_ORDINAL, _IS_EMOJI, _IS_OTHER = range(5)
_EMOJI = re.compile(r"[\u2600-\u27bf\U0001f000-\U0001faff]|^[:;=][-o']?[()DPp]+$")


Token = tuple[str, int, int, str, int, int]
"""What is known of a token wherever it stands: how it is written, its length, its sort, its
spelling in the patterns (empty where it is no word), its kind (see ``Words``) at the head of a
sentence, and inside one, where a capital makes it a name."""


class RowMaker:
    """Makes rows. What the tokens of a chunk are (what stands between spaces) is worked out
    once and remembered. ``cut`` gives the tokens of chunks without white space."""

    def __init__(self, matcher: PatternMatcher, cut: Callable[[list[str]], list[tuple[str, ...]]]) -> None:
        self._matcher = matcher
        self._cut = cut
        self._known: dict[str, tuple[Token, ...]] = {"": ()}
        self._tokens: dict[str, Token] = {}

    def make(self, text: str) -> Row:
        """The words of a text, spelled as the patterns know them."""
        chunks = (_OTHER_SPACE.sub(" ", text) if _OTHER_SPACE.search(text) else text).replace("\n", " ").split(" ")
        if not self._known.keys() >= set(chunks):
            self._learn(chunks)
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
        for chunk in chunks:
            if next_line_end < offset and chunk:
                while next_line_end < offset:
                    next_line_end = line_ends.pop() if line_ends else len(text) + 1
                if len(texts) > opened:
                    firsts.append(opened)
                    stops.append("")
                    opened = len(texts)
            for written, length, sort, word, plain, named in known[chunk]:
                if sort == _IS_WORD:
                    if after_emoji:
                        if written[0].isupper() and len(texts) > opened:
                            firsts.append(opened)
                            stops.append("")
                            opened = len(texts)
                        after_emoji = False
                    kinds.append(named if len(texts) > opened else plain)
                    words.append(word)
                    texts.append(written)
                    starts.append(offset)
                    offset += length
                    ends.append(offset)
                    continue
                if sort == _IS_STOP:
                    if len(texts) > opened:
                        firsts.append(opened)
                        stops.append(written)
                        opened = len(texts)
                    elif stops:
                        stops[-1] += written
                elif sort == _IS_ORDINAL:
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
                elif sort == _IS_EMOJI:
                    after_emoji = True  # it ends a sentence if the next word begins one
                offset += length
            offset += 1
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

    def _learn(self, chunks: list[str]) -> None:
        """Work out what the tokens of these chunks are."""
        if len(self._known) > REMEMBERED:
            self._known = {"": ()}
            self._tokens = {}
        unknown = [chunk for chunk in dict.fromkeys(chunks) if chunk not in self._known]
        for chunk, tokens in zip(unknown, self._cut(unknown)):
            self._known[chunk] = tuple([self._tokens.get(token) or self._token(token) for token in tokens])

    @property
    def learned(self) -> dict[str, tuple[Token, ...]]:
        """The tokens of the first chunks that came to be known. Names and long numbers, which may be
        those of customers, are not among them."""
        ordinary = (item for item in self._known.items() if not item[0] or (item[0] == item[0].lower() and _NUMBER.search(item[0]) is None))
        return dict(islice(ordinary, KEPT))

    def recall(self, learned: dict[str, tuple[Token, ...]]) -> None:
        """Know what was ``learned`` with the same matcher."""
        self._known = learned

    def _token(self, written: str) -> Token:
        sort = (
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
        word = self._matcher.words.normal(written.rstrip(".") if sort == _IS_ORDINAL else written) if sort in (_IS_WORD, _IS_ORDINAL) else ""
        plain = named = 0
        if word:
            kind = self._matcher.words.kind
            masked = written[0] == MASK
            plain = kind(written, word, masked)
            named = kind(written, word, True) if masked or written[0].isupper() else plain
        token = self._tokens[written] = (written, len(written), sort, word, plain, named)
        return token
