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

    def log_odds(self, row: Row) -> dict[str, float]:
        """What the layer says of each dimension it knows (and of "risk"); 0 says nothing."""
        if not row.words:
            return {}
        known = self._word_weights
        weights = [known[word] if word in known else self._weights(word) for word in row.words]
        weights += [pair for _, pair in self._pairs(row)]
        totals = [sum(column) for column in zip(*weights)]
        scale = scale_for(row.length)
        return {name: totals[index] * scale + self._bases[index] for name, index in self._names.items()}

    def evidence(self, name: str, row: Row, text: str) -> list[Evidence]:
        """The layer's log-odds for one dimension (or "risk"), shared out over the words."""
        index = self._names.get(name)
        if index is None or not row.words:
            return []
        amounts = [self._weights(word)[index] for word in row.words]
        for first, pair in self._pairs(row):
            amounts[first] += pair[index] / 2
            amounts[first + 1] += pair[index] / 2
        scale = scale_for(row.length)
        order = sorted(range(row.length), key=lambda i: (-abs(amounts[i]), i))
        found = [Evidence(STATISTICS, amounts[i] * scale, row.starts[i], row.ends[i], text[row.starts[i] : row.ends[i]], source="statistics") for i in order[:SHOWN]]
        rest = sum(amounts[i] for i in order[SHOWN:]) * scale + self._bases[index]
        return [*found, Evidence(STATISTICS, rest, 0, 0, "", source="statistics")]

    def _pairs(self, row: Row) -> list[tuple[int, list[float]]]:
        """The neighbouring words in a sentence that the model knows as a pair."""
        features, starts = self._features, row.sentence_start
        pairs = [(i, features.get(f"{one} {two}")) for i, (one, two) in enumerate(zip(row.words, row.words[1:]))]
        return [(i, weights) for i, weights in pairs if weights is not None and starts[i] == starts[i + 1]]

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
