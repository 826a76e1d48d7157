"""The statistical layer: what words and their parts weigh, learned from labelled replies.

A linear model a language and dimension, over words, pairs of words and parts of words.
Its log-odds join the evidence as one more category, shared out over the words that moved
it. What it says can be switched off in the guide (``judgement: {statistics: false}``).
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from voicecheck.drafts.mask import MASK
from voicecheck.languages.matcher import Row
from voicecheck.tone.evidence import Evidence
from voicecheck.tone.score import STATISTICS

SHOWN = 5
"""How many of the words that moved a score most are named; the rest count as one."""


class StatisticalLayer:
    """The model of one language. ``words``, ``pairs`` and ``parts`` hold one weight a
    dimension, in the order of ``names``."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._names: dict[str, int] = {name: index for index, name in enumerate(data["names"])}
        self._bases: list[float] = data["bases"]
        self._features: dict[str, list[float]] = data["features"]
        self._low, self._high = data["parts"]
        self._word_weights: dict[str, list[float]] = {}

    def evidence(self, name: str, row: Row, text: str) -> list[Evidence]:
        """The layer's log-odds for one dimension (or "risk"), shared out over the words."""
        index = self._names.get(name)
        if index is None or not row.length:
            return []
        amounts = self._amounts(row, index)
        scale = scale_for(row.length)
        order = sorted(range(row.length), key=lambda i: (-abs(amounts[i]), i))
        found = [Evidence(STATISTICS, amounts[i] * scale, row.starts[i], row.ends[i], text[row.starts[i] : row.ends[i]], source="statistics") for i in order[:SHOWN]]
        rest = sum(amounts[i] for i in order[SHOWN:]) * scale + self._bases[index]
        return [*found, Evidence(STATISTICS, rest, 0, 0, "", source="statistics")]

    def _amounts(self, row: Row, index: int) -> list[float]:
        words = row.words
        amounts = [self._weights(word)[index] for word in words]
        features = self._features
        for i in range(len(words) - 1):
            pair = features.get(words[i] + " " + words[i + 1])
            if pair is not None and row.sentence_start[i] == row.sentence_start[i + 1]:
                amounts[i] += pair[index] / 2
                amounts[i + 1] += pair[index] / 2
        return amounts

    def _weights(self, word: str) -> list[float]:
        known = self._word_weights.get(word)
        if known is None:
            total = [0.0] * len(self._names)
            for feature in word_features(word, self._low, self._high):
                for index, weight in enumerate(self._features.get(feature, ())):
                    total[index] += weight
            known = self._word_weights[word] = total
        return known


def word_features(word: str, low: int, high: int) -> list[str]:
    """A word's features: itself, and its parts of ``low`` to ``high`` letters, bounded by ``_``."""
    if word[0] == MASK:
        return ["=MASK"]
    if any(character.isdigit() for character in word):
        return ["=NUMBER"]
    bounded = f"_{word}_"
    parts = {bounded[i : i + length] for length in range(low, high + 1) for i in range(len(bounded) - length + 1)}
    return ["=" + word, *sorted(parts)]


def scale_for(words: int) -> float:
    """How much one feature counts in a text of so many words: long texts are not surer."""
    return float(1 / (max(words, 3) ** 0.5))


@lru_cache(maxsize=8)
def load_statistics(language: str) -> StatisticalLayer | None:
    """The shipped model of a language, or None where there is none."""
    file = files("voicecheck.tone") / "models" / f"{language}.json"
    if not file.is_file():
        return None
    return StatisticalLayer(json.loads(file.read_text(encoding="utf-8")))
