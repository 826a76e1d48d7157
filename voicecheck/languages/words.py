"""What written words are to the patterns: their spelling, and the classes they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from voicecheck.memo import Bounded, Memo

_STRETCHED = re.compile(r"(.)\1{2,}")
_SPRINKLED = re.compile(r"(?<=\w)[*._\-]+(?=\w)")
_DIACRITICS = str.maketrans({"å": "a", "ä": "a", "æ": "ae", "ø": "o", "ö": "o", "é": "e", "è": "e", "ê": "e", "ó": "o", "ò": "o", "ü": "u", "ô": "o", "á": "a", "à": "a"})
_DIGRAPHS = str.maketrans({"å": "aa", "ä": "ae", "æ": "a", "ø": "oe", "ö": "oe", "é": "e", "è": "e", "ê": "e", "ó": "o", "ò": "o", "ü": "ue", "ô": "o", "á": "a", "à": "a"})
_REMEMBERED = 50_000
"""So many words are remembered."""
_LEARNED = ("_normal", "_kinds", "_numbers")


class Words:
    """The words that a pack's patterns ask about.

    Words that are the same to every pattern share one *kind*, a number: ``literals[kind]`` is
    the word if a pattern names it, else empty; ``classes_of[kind]`` are the classes (sets,
    wildcards, numbers, names) it belongs to.
    """

    def __init__(self) -> None:
        self._classes: dict[str, int] = {}
        self._members: dict[str, set[int]] = {}
        self._exact: dict[str, int] = {}
        self._wildcards: list[tuple[str, int]] = []
        self._vocabulary: set[str] = set()
        self._number = self.class_named("<number>")
        self._name = self.class_named("<name>")
        self._forget()

    # -- building -----------------------------------------------------------------

    def class_named(self, name: str) -> int:
        """The number of a class: ``<set>``, ``<number>``, ``<name>``, a wildcard, an exact spelling."""
        return self._classes.setdefault(name, len(self._classes))

    def add(self, word: str) -> None:
        """Let a pattern name this word (in lower case)."""
        self._vocabulary.add(word)

    def add_exact(self, text: str) -> int:
        """The class of one spelling, capitals and all."""
        return self._exact.setdefault(text, self.class_named("=" + text))

    def add_wildcard(self, wildcard: str) -> int:
        """The class of all words that fit ``wildcard`` (in lower case)."""
        if wildcard not in self._classes:
            self._wildcards.append((wildcard, self.class_named(wildcard)))
        return self._classes[wildcard]

    def add_member(self, entry: str, name: str) -> None:
        """Put a word or a wildcard into the set ``name``."""
        identity = self.class_named(f"<{name}>")
        if "*" in entry:
            self._wildcards.append((entry.lower(), identity))
        else:
            self._vocabulary.add(entry)
            self._members.setdefault(entry, set()).add(identity)

    def finish(self) -> None:
        """Index wildcards and missing diacritics, once all patterns are in."""
        self._prefix: dict[str, list[int]] = {}
        self._suffix: dict[str, list[int]] = {}
        self._infix: list[tuple[str, int]] = []
        for wildcard, identity in self._wildcards:
            core = wildcard.strip("*")
            spellings = {core, core.translate(_DIACRITICS), core.translate(_DIGRAPHS)} if len(core) > 3 else {core}
            for spelling in sorted(spellings):
                if wildcard.startswith("*") and wildcard.endswith("*"):
                    self._infix.append((spelling, identity))
                elif wildcard.endswith("*"):
                    self._prefix.setdefault(spelling, []).append(identity)
                else:
                    self._suffix.setdefault(spelling, []).append(identity)
        self._prefix_lengths = sorted({len(core) for core in self._prefix})
        self._suffix_lengths = sorted({len(core) for core in self._suffix})
        self._folded: dict[str, str] = {}
        for word in sorted(self._vocabulary):
            if len(word) > 3 and not word.isascii():
                for spelling in (word.translate(_DIACRITICS), word.translate(_DIGRAPHS)):
                    if spelling not in self._vocabulary:
                        self._folded.setdefault(spelling, word)

    def _forget(self) -> None:
        """Begin without anything learned from texts."""
        self._normal: Memo[str, str] = Memo(self._normalise, _REMEMBERED)
        self._kinds: Bounded[tuple[str, bool], int] = Bounded(_REMEMBERED)
        self._numbers: dict[tuple[str, tuple[int, ...]], int] = {}
        self.literals: list[str] = []
        self.classes_of: list[tuple[int, ...]] = []

    def __getstate__(self) -> dict[str, Any]:
        """What is built and the kinds, without what each word was found to be."""
        return {name: value for name, value in vars(self).items() if name not in _LEARNED}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._forget()
        vars(self).update(state)
        self._numbers = {identity: number for number, identity in enumerate(zip(self.literals, self.classes_of))}

    # -- asking -------------------------------------------------------------------

    def knows(self, word: str) -> bool:
        """Whether some pattern holds this word (in lower case) as it is."""
        return word in self._vocabulary or word in self._members

    def normal(self, text: str) -> str:
        """The spelling under which the patterns know this word (lower case, no stretched
        letters, diacritics restored)."""
        return self._normal[text]

    def _normalise(self, text: str) -> str:
        word = text.lower().replace("’", "'").lstrip("#@")
        if word in self._vocabulary:
            return word
        candidates = [word]
        if _STRETCHED.search(word):
            candidates += [_STRETCHED.sub(r"\1\1", word), _STRETCHED.sub(r"\1", word)]
        if _SPRINKLED.search(word):
            candidates.append(_SPRINKLED.sub("", word))
        for candidate in candidates:
            if candidate in self._vocabulary:
                return candidate
            if candidate in self._folded:
                return self._folded[candidate]
        return candidates[-1]

    def kind(self, text: str, word: str, is_name: bool) -> int:
        """The kind of a word: ``text`` as written, ``word`` as ``normal`` spells it;
        ``is_name``: with a capital inside a sentence, or masked."""
        known = self._kinds.get((text, is_name))
        if known is None:
            literal = word if word in self._vocabulary else ""
            identity = (literal, self._classes_of(text, word, is_name))
            known = self._numbers.get(identity)
            if known is None:
                known = self._numbers[identity] = len(self.literals)
                self.literals.append(literal)
                self.classes_of.append(identity[1])
            self._kinds.keep((text, is_name), known)
        return known

    def _classes_of(self, text: str, word: str, is_name: bool) -> tuple[int, ...]:
        found = set(self._members.get(word, ()))
        found.update(_looked_up(self._prefix, (word[:length] for length in self._prefix_lengths if length <= len(word))))
        found.update(_looked_up(self._suffix, (word[-length:] for length in self._suffix_lengths if length <= len(word))))
        found.update(identity for core, identity in self._infix if core in word)
        if not word.isalpha() and any(character.isdigit() for character in word):
            found.add(self._number)
        if text in self._exact:
            found.add(self._exact[text])
        if is_name:
            found.add(self._name)
        return tuple(sorted(found))


def _looked_up(index: dict[str, list[int]], parts: Iterable[str]) -> Iterable[int]:
    for part in parts:
        if part in index:
            yield from index[part]
