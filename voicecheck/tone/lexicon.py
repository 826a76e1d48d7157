"""A language pack made ready to find its markers in running text."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from voicecheck.cache import cached
from voicecheck.languages import automaton, matcher, pattern, words
from voicecheck.languages import pack as pack_module
from voicecheck.languages.categories import load_categories
from voicecheck.languages.matcher import PatternMatcher, Row
from voicecheck.languages.pack import LanguagePack, LanguageSettings, Marker, load_pack
from voicecheck.languages.pattern import Pattern
from voicecheck.languages.row import RowMaker
from voicecheck.languages.tokenizer import make_tokenizer
from voicecheck.tone.evidence import Evidence

_HEARD = ("customer", "topic", "escalation", "harmless")
"""The groups of categories that are looked for in a customer's message."""

_CLAUSE_BREAK = frozenset(",;:–—")


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
        self._tokenizer: Any = make_tokenizer(pack.tokenizer)
        self._categories = load_categories()
        groups = {name: category.group for name, category in self._categories.items()}
        markers = [marker for marker in pack.markers if (groups[marker.category] in _HEARD if customer else groups[marker.category] != "customer")]
        with _garbage_collection_paused():
            sets = {name: [self._cut_entry(entry) for entry in entries] for name, entries in pack.sets.items()}
            self._matcher = PatternMatcher(sets, self._cut, _keyed(markers))
        self._markers = [replace(marker, patterns=(), parsed=(), unless=()) for marker in markers]
        self._rows = RowMaker(self._matcher)

    def __getstate__(self) -> dict[str, Any]:
        """For the cache: without the tokenizer, which is quicker made than read."""
        settings = {name: getattr(self.pack, name) for name in (field.name for field in fields(LanguageSettings))}
        return {"pack": LanguageSettings(**settings), "markers": self._markers, "matcher": self._matcher}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.pack = state["pack"]
        self._markers = state["markers"]
        self._matcher = state["matcher"]
        self._tokenizer = make_tokenizer(self.pack.tokenizer)
        self._categories = load_categories()
        self._rows = RowMaker(self._matcher)

    def _cut(self, word: str) -> list[str]:
        if word.isalpha() and word not in self._tokenizer.rules:
            return [word]  # what the tokenizer would say, without asking it thousands of times
        parts = [token.text for token in self._tokenizer(word) if any(c.isalnum() or c in pattern.SIGNS_LIKE_WORDS for c in token.text)]
        return parts or [word]

    def _cut_entry(self, entry: str) -> list[str]:
        words: list[str] = []
        for word in entry.lower().split():
            words.extend([word] if "*" in word else self._cut(word))
        return words

    def row(self, text: str) -> Row:
        """The words and sentences of a text."""
        return self._rows.make(self._tokenizer(text), text)

    def doc(self, text: str) -> Any:
        """A text as spaCy cuts it, for token patterns."""
        return self._tokenizer(text)

    @property
    def vocabulary(self) -> Any:
        """The vocabulary of spaCy that ``doc`` uses."""
        return self._tokenizer.vocab

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
        """The markers in a row that ``row`` made of ``text``."""
        guards: dict[int, set[int]] = {}
        candidates: list[tuple[int, int, int]] = []
        for match in self._matcher.matches(row):
            if match.key < 0:
                guards.setdefault(-1 - match.key, set()).add(row.sentence_start[match.start])
                continue
            marker = self._markers[match.key]
            if self._counts(marker, match.start, match.end, row, text, situation):
                candidates.append((match.start, match.end, match.key))
        standing = [(start, end, self._markers[key]) for start, end, key in candidates if key not in guards or row.sentence_start[start] not in guards[key]]
        found = [
            Evidence(
                category=marker.category,
                strength=marker.strength,
                start=row.starts[start],
                end=row.ends[end - 1],
                text=text[row.starts[start] : row.ends[end - 1]],
                target=marker.target,
                note=marker.note,
            )
            for start, end, marker in self._settle(standing)
        ]
        return sorted(found, key=lambda evidence: (evidence.start, evidence.end, evidence.category))

    def _counts(self, marker: Marker, start: int, end: int, row: Row, text: str, situation: str) -> bool:
        category = self._categories[marker.category]
        if marker.situations and situation not in marker.situations:
            return False
        if situation and situation in marker.not_situations:
            return False
        if marker.position == "opening" and row.sentence_start[start] > 0 and row.sentence_start[start] > 6:
            return False
        if marker.position == "closing" and row.length - row.sentence_end[start] > 15:
            return False
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
        harmless = [(start, end) for start, end, marker in ordered if marker.category == "harmless"]
        taken: list[tuple[int, int]] = []
        kept: list[tuple[int, int, Marker]] = []
        seen: set[tuple[int, int, str]] = set()
        by_category: dict[str, list[tuple[int, int]]] = {}
        for start, end, marker in ordered:
            if marker.category == "harmless" or any(a <= start and end <= b for a, b in harmless):
                continue
            competes = self._categories[marker.category].compete
            spans = taken if competes else by_category.setdefault(marker.category, [])
            if any(start < b and a < end for a, b in spans) or (start, end, marker.category) in seen:
                continue
            spans.append((start, end))
            seen.add((start, end, marker.category))
            kept.append((start, end, marker))
        return kept


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
    folder = files("voicecheck.languages")
    own = sorted((entry for entry in (folder / language).iterdir() if entry.name.endswith(".yml")), key=lambda entry: entry.name)
    code = [Path(module.__file__ or "") for module in (pattern, words, automaton, matcher, pack_module)]
    ingredients = [entry.read_bytes() for entry in (*own, folder / "categories.yml", *code, Path(__file__))]
    with _garbage_collection_paused():
        return cached(f"{language}-{'customer' if customer else 'reply'}", ingredients, lambda: Lexicon(load_pack(language), customer))
