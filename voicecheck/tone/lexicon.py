"""A language pack made ready to find its markers in running text."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from voicecheck.languages import automaton, beside, chunks, matcher, pattern, words
from voicecheck.languages import pack as pack_module
from voicecheck.languages.categories import load_categories
from voicecheck.languages.chunks import Chunks
from voicecheck.languages.matcher import PatternMatcher, Row
from voicecheck.languages.pack import LanguagePack, LanguageSettings, Marker, load_pack
from voicecheck.languages.pattern import Pattern
from voicecheck.languages.row import RowMaker
from voicecheck.languages.tokenizer import load_tokenizer, special_cases
from voicecheck.learning import loaded
from voicecheck.memo import Bounded
from voicecheck.spans import Apart, Covered
from voicecheck.tone.evidence import Evidence

_HEARD = ("customer", "topic", "escalation", "harmless")
"""The groups of categories that are looked for in a customer's message."""

_CLAUSE_BREAK = frozenset(",;:–—")
_OPENING, _CLOSING = 6, 15
"""What stands in a sentence that begins within the first six words is at the opening of a reply,
in one that ends within the last fifteen at its closing."""

_Said = tuple[tuple[str, float, int, int, str, str, str], ...]
"""Of each marker: category, strength, start, end, its words, target, note."""
_Surroundings = tuple[str, bool, bool]
"""The situation, whether the sentence comes after the opening of the reply, and before its closing."""
_WHEREVER: _Surroundings = ("", False, False)
"""In place of them where no marker depends on them."""


class _Sentence(NamedTuple):
    """The markers that may count in a sentence, whether its surroundings decide that, and what
    it was found to say in each."""

    candidates: list[tuple[int, int, int]]
    depends: bool
    said: dict[_Surroundings, _Said]


@contextmanager
def _garbage_collection_paused() -> Iterator[None]:
    """Many small objects are made and all are kept: to look for garbage among them doubles
    the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Lexicon:
    """Finds the evidence of one language. Building it costs some 200 ms; use it for all replies.

    ``customer``: made for customers' messages, so that only the categories of the group
    "customer" and the sensitive topics are looked for; else the former are left out.
    """

    def __init__(self, pack: LanguagePack, customer: bool = False) -> None:
        self.pack: LanguageSettings = pack
        self._chunks = Chunks(pack.tokenizer, special_cases(pack.tokenizer))
        self._categories = load_categories()
        groups = {name: category.group for name, category in self._categories.items()}
        markers = [marker for marker in pack.markers if (groups[marker.category] in _HEARD if customer else groups[marker.category] != "customer")]
        with _garbage_collection_paused():
            sets = {name: [self._cut_entry(entry) for entry in entries] for name, entries in pack.sets.items()}
            self._matcher = PatternMatcher(sets, self._cut, _keyed(markers))
        self._markers = [replace(marker, patterns=(), parsed=(), unless=()) for marker in markers]
        self._rows = RowMaker(self._matcher, self._chunks.cut)
        self._sentences: Bounded[tuple[tuple[int, ...], str, str], _Sentence] = Bounded()

    def __getstate__(self) -> dict[str, Any]:
        """For the cache: with what was learned of words, without what was said in sentences."""
        settings = {name: getattr(self.pack, name) for name in (field.name for field in fields(LanguageSettings))}
        return {
            "pack": LanguageSettings(**settings),
            "markers": self._markers,
            "matcher": self._matcher,
            "categories": self._categories,
            "chunks": self._chunks,
            "rows": self._rows.learned,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.pack = state["pack"]
        self._markers = state["markers"]
        self._matcher = state["matcher"]
        self._categories = state["categories"]
        self._chunks = state["chunks"]
        self._rows = RowMaker(self._matcher, self._chunks.cut)
        self._rows.recall(state["rows"])
        self._sentences = Bounded()

    @property
    def learned(self) -> int:
        """How many states of its matcher and how many chunks of texts it has come to know."""
        return self._matcher.learned + len(self._rows.learned)

    def _cut(self, word: str) -> list[str]:
        parts = [part for part in self._chunks.cut([word])[0] if any(c.isalnum() or c in pattern.SIGNS_LIKE_WORDS for c in part)]
        return parts or [word]

    def _cut_entry(self, entry: str) -> list[str]:
        words: list[str] = []
        for word in entry.lower().split():
            words.extend([word] if "*" in word else self._cut(word))
        return words

    def row(self, text: str) -> Row:
        """The words and sentences of a text."""
        return self._rows.make(text)

    def doc(self, text: str) -> Any:
        """A text as a Doc of spaCy's, for token patterns."""
        return load_tokenizer(self.pack.tokenizer, for_patterns=True)(text)

    @property
    def vocabulary(self) -> Any:
        """The vocabulary of spaCy that ``doc`` uses."""
        return load_tokenizer(self.pack.tokenizer, for_patterns=True).vocab

    def knows(self, word: str) -> bool:
        """Whether a word (in lower case) stands in the lexicon or among the language's small words."""
        return self._matcher.words.knows(word) or word in self.pack.common_words

    def own_matcher(self, patterns: Iterable[tuple[int, Pattern, bool]]) -> PatternMatcher:
        """A matcher of a guide's own patterns (key, pattern, exact case), for the rows of this lexicon."""
        sets = {name: [self._cut_entry(entry) for entry in entries] for name, entries in self.pack.sets.items()}
        return PatternMatcher(sets, self._cut, patterns)

    def find(self, text: str, situation: str = "") -> list[Evidence]:
        """Every marker in ``text`` that counts in ``situation``, in order of place."""
        return self.evidence(self.row(text), text, situation)

    def evidence(self, row: Row, text: str, situation: str = "") -> list[Evidence]:
        """The markers in a row that ``row`` made of ``text``, in order of place."""
        found: list[Evidence] = []
        sentences, kinds, starts, ends, length = self._sentences, row.kinds, row.starts, row.ends, row.length
        for first, end in row.sentences:
            begin = max(starts[first] - 1, 0)
            key = (kinds[first:end], text[begin : ends[end - 1]], row.stop[first])
            sentence = sentences.get(key)
            if sentence is None:
                sentence = self._remember(key, self._candidates(row, text, first, end))
            if not sentence.candidates:
                continue
            surroundings = (situation, first > _OPENING, length - end > _CLOSING) if sentence.depends else _WHEREVER
            said = sentence.said.get(surroundings)
            if said is None:
                said = sentence.said[surroundings] = self._said(sentence, surroundings, row, text, first)
            for category, strength, start, stop, phrase, target, note in said:
                found.append(Evidence(category, strength, begin + start, begin + stop, phrase, target, "marker", note))
        return found

    def _remember(self, key: tuple[tuple[int, ...], str, str], candidates: list[tuple[int, int, int]]) -> _Sentence:
        markers = [self._markers[key] for _, _, key in candidates]
        depends = any(marker.situations or marker.not_situations or marker.position for marker in markers)
        return self._sentences.keep(key, _Sentence(candidates, depends, {}))

    def _candidates(self, row: Row, text: str, first: int, end: int) -> list[tuple[int, int, int]]:
        """The markers that may count in the sentence of the words ``first`` to ``end``: the number
        of their first word in it, of the word behind, and their own."""
        guarded: set[int] = set()
        found: list[tuple[int, int, int]] = []
        for key, start, behind in self._matcher.in_sentence(row.kinds[first:end], row.stop[first]):
            if key < 0:
                guarded.add(-1 - key)
            elif self._stands(self._markers[key], first + start, row, text):
                found.append((start, behind, key))
        return [candidate for candidate in found if candidate[2] not in guarded]

    def _said(self, sentence: _Sentence, surroundings: _Surroundings, row: Row, text: str, first: int) -> _Said:
        """The markers of a sentence that count in these surroundings, with places counted from the
        character before it."""
        begin = max(row.starts[first] - 1, 0)
        found = []
        for start, behind, marker in self._settle((start, behind, self._markers[key]) for start, behind, key in sentence.candidates if _counts(self._markers[key], *surroundings)):
            place, end = row.starts[first + start], row.ends[first + behind - 1]
            found.append((marker.category, marker.strength, place - begin, end - begin, text[place:end], marker.target, marker.note))
        return tuple(sorted(found, key=lambda item: (item[2], item[3], item[0])))

    def _stands(self, marker: Marker, start: int, row: Row, text: str) -> bool:
        """Whether a match is the marker at all, as a hashtag or not denied."""
        category = self._categories[marker.category]
        if category.only_hashtag and not (row.texts[start].startswith("#") or text[row.starts[start] - 1 : row.starts[start]] == "#"):
            return False
        return not (category.negation_cancels and self._negated(row, text, start))

    def _negated(self, row: Row, text: str, start: int) -> bool:
        first = max(row.sentence_start[start], start - self.pack.negation_reach)
        for index in range(start - 1, first - 1, -1):
            if any(sign in _CLAUSE_BREAK for sign in text[row.ends[index] : row.starts[index + 1]]):
                return False
            if row.words[index] in self.pack.negators:
                return True
        return False

    def _settle(self, candidates: Iterable[tuple[int, int, Marker]]) -> list[tuple[int, int, Marker]]:
        """Longest first among the competing; harmless phrases take what lies inside them."""
        ordered = sorted(candidates, key=lambda found: (found[0] - found[1], -found[2].strength, found[0], found[2].category))
        harmless = Covered((start, end) for start, end, marker in ordered if marker.category == "harmless")
        taken = Apart()
        kept: list[tuple[int, int, Marker]] = []
        by_category: dict[str, Apart] = {}
        for start, end, marker in ordered:
            if marker.category == "harmless" or harmless.holds(start, end):
                continue
            competes = self._categories[marker.category].compete
            spans = taken if competes else by_category.setdefault(marker.category, Apart())
            if spans.take(start, end):
                kept.append((start, end, marker))
        return kept


def _counts(marker: Marker, situation: str, is_late: bool, is_early: bool) -> bool:
    """Whether a marker counts in an answer to this situation, in a sentence that comes after the
    opening of the reply (``is_late``), before its closing (``is_early``)."""
    if marker.situations and situation not in marker.situations:
        return False
    if situation and situation in marker.not_situations:
        return False
    return not (marker.position == "opening" and is_late) and not (marker.position == "closing" and is_early)


def _keyed(markers: list[Marker]) -> Iterator[tuple[int, Pattern, bool]]:
    """The patterns of the markers under their numbers, what takes a marker away under -1 minus
    its number."""
    for key, marker in enumerate(markers):
        for parsed in marker.parsed:
            yield key, parsed, marker.exact
        for parsed in marker.unless:
            yield -1 - key, parsed, False


@lru_cache(maxsize=16)
def load_lexicon(language: str, customer: bool = False) -> Lexicon:
    """The lexicon of a shipped pack, built once however many guides use it."""
    beside.begin()
    folder = files("voicecheck.languages")
    own = sorted((entry for entry in (folder / language).iterdir() if entry.name.endswith(".yml")), key=lambda entry: entry.name)
    code = [Path(module.__file__ or "") for module in (pattern, words, automaton, matcher, pack_module, chunks)]
    spacy = find_spec("spacy")
    tokenizers = [Path(spacy.origin).with_name("about.py")] if spacy is not None and spacy.origin else []  # names its version
    ingredients = [entry.read_bytes() for entry in (*own, folder / "categories.yml", *code, *tokenizers, Path(__file__))]
    with _garbage_collection_paused():
        return loaded(f"{language}-{'customer' if customer else 'reply'}", ingredients, lambda: Lexicon(load_pack(language), customer))
