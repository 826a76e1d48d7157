"""The statistical layer: what words and their parts weigh, learned from labelled texts.

Linear models over words, pairs of words, parts of words, how sentences begin and how questions
end. One a language learned from replies ("wording"); English has another that learned from
polite and impolite requests ("request wording"), and speaks where a reply ends with a question.
Their log-odds join the evidence as one more category each, shared out over the words that moved
them. What they say can be switched off in the guide (``judgement: {statistics: false}``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

from voicecheck.drafts.mask import MASK
from voicecheck.languages.matcher import Row
from voicecheck.tone.context import mood_of
from voicecheck.tone.evidence import Evidence
from voicecheck.tone.score import REQUEST, STATISTICS, Wording

SHOWN = 5
"""How many of the words that moved a score most are named; the rest count as one."""


class StatisticalLayer:
    """What the models of one language say of a reply."""

    def __init__(self, wording: WordModel, request: WordModel | None = None) -> None:
        self._wording = wording
        self._request = request

    def says(self, row: Row, text: str, situation: str) -> dict[str, list[Wording]]:
        """For each dimension (and "risk"): what the models that know it say."""
        found: dict[str, list[Wording]] = {}
        mood = mood_of(situation)
        for model in (self._wording, self._request if asks(row) else None):
            if model is not None:
                for name, log_odds in model.log_odds(row, mood).items():
                    found.setdefault(name, []).append(Wording(model.category, log_odds, partial(model.evidence, name, row, text, mood)))
        return found


def asks(row: Row) -> bool:
    """Whether a reply ends with a question: it asks the customer for something."""
    return bool(row.words) and "?" in row.stop[-1]


class WordModel:
    """One weight a dimension for every feature, in the order of ``names``."""

    def __init__(self, data: dict[str, Any], category: str = STATISTICS) -> None:
        self.category = category
        self._names: dict[str, int] = {name: index for index, name in enumerate(data["names"])}
        self._bases: list[float] = data["bases"]
        self._features: dict[str, list[float]] = data["features"]
        self._low, self._high = data["parts"]
        self._known: dict[str, dict[str, list[float]]] = {}
        """By mood, what is worked out of each word."""

    def log_odds(self, row: Row, mood: str = "") -> dict[str, float]:
        """What the model says of each dimension it knows; 0 says nothing."""
        if not row.words:
            return {}
        known = self._known.setdefault(mood, {})
        weights = [known[word] if word in known else self._weights(word, mood) for word in row.words]
        weights += [pair for _, pair in self._pairs(row)]
        weights += [edge for _, edge in self._edges(row)]
        totals = [sum(column) for column in zip(*weights)]
        scale = scale_for(row.length)
        return {name: totals[index] * scale + self._bases[index] for name, index in self._names.items()}

    def evidence(self, name: str, row: Row, text: str, mood: str = "") -> list[Evidence]:
        """The model's log-odds for one dimension, shared out over the words."""
        index = self._names.get(name)
        if index is None or not row.words:
            return []
        amounts = [self._weights(word, mood)[index] for word in row.words]
        for first, pair in self._pairs(row):
            amounts[first] += pair[index] / 2
            amounts[first + 1] += pair[index] / 2
        for word, edge in self._edges(row):
            amounts[word] += edge[index]
        scale = scale_for(row.length)
        order = sorted(range(row.length), key=lambda i: (-abs(amounts[i]), i))
        found = [Evidence(self.category, amounts[i] * scale, row.starts[i], row.ends[i], text[row.starts[i] : row.ends[i]], source="statistics") for i in order[:SHOWN]]
        rest = sum(amounts[i] for i in order[SHOWN:]) * scale + self._bases[index]
        return [*found, Evidence(self.category, rest, 0, 0, "", source="statistics")]

    def _pairs(self, row: Row) -> list[tuple[int, list[float]]]:
        """The neighbouring words in a sentence that the model knows as a pair."""
        features, starts = self._features, row.sentence_start
        pairs = [(i, features.get(f"{one} {two}")) for i, (one, two) in enumerate(zip(row.words, row.words[1:]))]
        return [(i, weights) for i, weights in pairs if weights is not None and starts[i] == starts[i + 1]]

    def _edges(self, row: Row) -> list[tuple[int, list[float]]]:
        """The words that the model knows as the beginning of a sentence or the end of a question."""
        edges = [(i, self._features.get(feature)) for i, feature in edge_features(row)]
        return [(i, weights) for i, weights in edges if weights is not None]

    def _weights(self, word: str, mood: str) -> list[float]:
        known = self._known.setdefault(mood, {})
        if word not in known:
            total = [0.0] * len(self._names)
            for feature in word_features(word, self._low, self._high, mood):
                for index, weight in enumerate(self._features.get(feature, ())):
                    total[index] += weight
            known[word] = total
        return known[word]


def word_features(word: str, low: int, high: int, mood: str = "") -> list[str]:
    """A word's features: itself, itself in the customer's mood, and its parts of ``low`` to
    ``high`` letters, bounded by ``_``."""
    if word[0] == MASK:
        return ["=MASK"]
    if any(character.isdigit() for character in word):
        return ["=NUMBER"]
    bounded = f"_{word}_"
    parts = {bounded[i : i + length] for length in range(low, high + 1) for i in range(len(bounded) - length + 1)}
    whole = ["=" + word, f"{mood}={word}"] if mood else ["=" + word]
    return [*whole, *sorted(parts)]


def edge_features(row: Row) -> Iterator[tuple[int, str]]:
    """The words that begin a sentence (``^ word``) or end a question (``word ?``)."""
    start = 0
    while start < row.length:
        end = row.sentence_end[start]
        yield start, "^ " + row.words[start]
        if "?" in row.stop[start]:
            yield end - 1, row.words[end - 1] + " ?"
        start = end


def scale_for(words: int) -> float:
    """How much one feature counts in a text of so many words: long texts are not surer."""
    return float(1 / (max(words, 3) ** 0.5))


@lru_cache(maxsize=8)
def load_statistics(language: str) -> StatisticalLayer | None:
    """The shipped models of a language, or None where there are none."""
    wording = _load_model(language, STATISTICS)
    return StatisticalLayer(wording, _load_model(f"{language}.request", REQUEST)) if wording is not None else None


def _load_model(name: str, category: str) -> WordModel | None:
    file = files("voicecheck.tone") / "models" / f"{name}.json"
    return WordModel(json.loads(file.read_text(encoding="utf-8")), category) if file.is_file() else None
