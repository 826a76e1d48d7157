"""Tells the language of a text: a linear model over words and letter groups (detect.json).

The model is fitted by benchmarks/fit_language.py, which also prints how often it is right.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from voicecheck.drafts.mask import MASK
from voicecheck.frozen import frozen
from voicecheck.memo import Memo

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LEAST_PROBABILITY = 0.65
"""A language that is less likely than this is not told."""
LEAST_FOR_A_WORD = 0.9
"""One or two words ("Ok", "Hei Tor") must speak more clearly."""
LEAST_LETTERS = 4
"""Fewer letters tell nothing."""
PLAUSIBLE = 0.1
"""A language that is likelier than this may be meant where none is told."""
LONGEST_GROUP = 4


@frozen
class Detected:
    """``language`` is empty where the text is too short or too mixed to tell; ``plausible``
    are the languages it may then be in, in the order they were asked for."""

    language: str
    probability: float = 0.0
    plausible: tuple[str, ...] = ()


def letter_groups(word: str) -> list[str]:
    """A word's features: itself, and its groups of two to four letters, bounded by ``_``."""
    bounded = f"_{word}_"
    groups = [bounded[i : i + length] for length in range(2, LONGEST_GROUP + 1) for i in range(len(bounded) - length + 1)]
    return ["=" + word, *groups]


class Detector:
    """The fitted model. What a word speaks for is worked out once and remembered."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._languages: list[str] = data["languages"]
        self._features: dict[str, list[float]] = data["features"]
        self._words: Memo[str, tuple[float, ...]] = Memo(self._weigh)
        self._pieces: Memo[str, tuple[float, ...]] = Memo(self._weigh_piece)

    def detect(self, text: str, languages: Sequence[str]) -> Detected:
        """The language of masked text among ``languages``."""
        among = [index for index, language in enumerate(self._languages) if language in languages]
        pieces = text.lower().replace(MASK, " ").split()
        words, *totals = map(sum, zip(*map(self._pieces.__getitem__, pieces))) if pieces else (0.0,)
        if not words or not among:
            return Detected("", 0.0, tuple(languages))
        scale = 1 / math.sqrt(words)
        scores = {index: totals[index] * scale for index in among}
        best = max(among, key=lambda index: (scores[index], -index))
        probability = 1 / sum(math.exp(scores[index] - scores[best]) for index in among)
        least = LEAST_PROBABILITY if words > 2 else LEAST_FOR_A_WORD if sum(map(len, _words(" ".join(pieces)))) >= LEAST_LETTERS else math.inf
        told = self._languages[best] if probability >= least else ""
        likely = {self._languages[index] for index in among if probability * math.exp(scores[index] - scores[best]) >= PLAUSIBLE}
        return Detected(told, probability, tuple(language for language in languages if language in likely))

    def speaks_for(self, word: str, language: str, other: str) -> float:
        """How much more a word (in lower case) speaks for a language than for another, in log-odds."""
        weights = self._words[word]
        return weights[self._languages.index(language)] - weights[self._languages.index(other)]

    def _weigh_piece(self, piece: str) -> tuple[float, ...]:
        """Of what stands between blanks: how many words there are, and what they speak for."""
        found = [(1.0, *self._words[word]) for word in _words(piece)]
        return tuple(map(sum, zip(*found))) or (0.0,) * (1 + len(self._languages))

    def _weigh(self, word: str) -> tuple[float, ...]:
        known = filter(None, map(self._features.get, letter_groups(word)))
        return tuple(map(sum, zip(*known))) or (0.0,) * len(self._languages)


def _words(text: str) -> list[str]:
    return WORD.findall(text.replace("’", "'"))


@lru_cache(maxsize=1)
def load_detector() -> Detector:
    """The shipped model."""
    return Detector(json.loads((files("voicecheck.languages") / "detect.json").read_text(encoding="utf-8")))


def detect(text: str, languages: Sequence[str]) -> Detected:
    """The language of ``text`` among ``languages``, from masked text."""
    if len(languages) == 1:
        return Detected(languages[0], 1.0, tuple(languages))
    return load_detector().detect(text, languages)
