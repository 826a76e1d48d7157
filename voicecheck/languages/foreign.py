"""Words and texts in another language than the one meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from voicecheck.drafts.mask import MASK
from voicecheck.languages.detect import detect
from voicecheck.languages.pack import language_codes, load_settings
from voicecheck.shipped import kept, shipped_tree
from voicecheck.tree import Scalar
from voicecheck.tree import Sequence as TreeSequence

SURE = 0.97
"""From this probability on a text of a few words is told to be in another language."""
_LEAST_WORDS = 5
_LEAST_SIGNS = 2
_OTHER_SHARE = 0.3
"""From this share of its small words on, a text is taken to be in a language without a pack."""
_LEAST_OTHER = 2
_AROUND = ".,!?:;()\"'“”«»"
"""Signs that stand around words."""
_OTHERS_FILE = "others.yml"
_RECENT = 16
"""So many texts are remembered: several checks ask about the same one, and then none does."""


@lru_cache(maxsize=8)
def foreign_words(language: str) -> dict[str, tuple[str, ...]]:
    """Words that ``language`` has not, with the languages that have them (rules/foreign.yml)."""
    found: dict[str, tuple[str, ...]] = {}
    for other, words in _lists((language, "rules", "foreign.yml")).items():
        for word in words:
            found[word] = (*found.get(word, ()), other)
    return found


class _SmallWords(NamedTuple):
    """The small words of the languages with a pack, and for each one of those without a pack
    the languages that have it."""

    own: frozenset[str]
    others: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _small_words() -> _SmallWords:
    return kept("small-words", _read_small_words)


def _read_small_words() -> _SmallWords:
    others: dict[str, tuple[str, ...]] = {}
    for name, words in _lists((_OTHERS_FILE,)).items():
        for word in set(words):
            others[word] = (*others.get(word, ()), name)
    return _SmallWords(frozenset().union(*(load_settings(code).common_words for code in language_codes())), others)


def _lists(path: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    tree = shipped_tree("languages", *path)
    return {key: tuple(item.text for item in value if isinstance(item, Scalar)) for key, value in tree.entries.items() if isinstance(value, TreeSequence)}


def language_name(code: str) -> str:
    """The English name of a language with a pack; other names are given back as they are."""
    return load_settings(code).name if code in language_codes() else code


def sentence_language(words: Sequence[str], language: str) -> str:
    """The language of a sentence where it is clearly another than ``language``, else an empty text.

    The detection must be sure, and small words must bear it out.
    """
    own = [word.lower() for word in words if MASK not in word]
    if len(own) < _LEAST_WORDS:
        return ""
    told = detect(" ".join(own), language_codes())
    if told.language in ("", language) or told.probability < SURE:
        return ""
    foreign = foreign_words(language)
    here, there = load_settings(language).common_words, load_settings(told.language).common_words
    signs = sum(told.language in foreign.get(word, ()) or (word in there and word not in here) for word in own)
    return told.language if signs >= _LEAST_SIGNS and signs > sum(word in here and word not in there for word in own) else ""


@lru_cache(maxsize=_RECENT)
def language_without_pack(text: str) -> tuple[str, float]:
    """The English name of the language of a whole text that is in one without a pack, with the
    share of its words that say so; empty where it is in none of them, or cannot be told."""
    words = list(filter(str.isalpha, map(str.strip, text.replace(MASK, " ").lower().split(), repeat(_AROUND))))
    small = _small_words()
    foreign = list(filter(small.others.__contains__, words))
    if len(foreign) < max(_LEAST_OTHER, _OTHER_SHARE * len(words)):
        return "", 0.0
    counts = Counter(name for word in foreign for name in small.others[word])
    name, count = max(counts.items(), key=lambda found: (found[1], found[0]))
    share = count / len(words)
    if count < _LEAST_OTHER or share < _OTHER_SHARE or share <= sum(word in small.own for word in words) / len(words):
        return "", 0.0
    return name, share


@lru_cache(maxsize=_RECENT)
def text_language(text: str) -> tuple[str, float]:
    """The language of a whole text: the code of a pack, or the English name of a language that
    has none, with the probability; empty where it cannot be told."""
    name, share = language_without_pack(text)
    if name:
        return name, share
    told = detect(text, language_codes())
    return told.language, told.probability
