"""The statistical layer: what words and their parts weigh, learned from labelled texts.

Linear models over words, pairs of words, parts of words, how sentences begin and how questions
end. One a language learned from replies ("wording"); English has another that learned from
polite and impolite requests ("request wording"), and speaks where a reply ends with a question.
Their log-odds join the evidence as one more category each, shared out over the words that moved
them. What they say can be switched off in the guide (``judgement: {statistics: false}``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

from voicecheck.drafts.mask import MASK
from voicecheck.languages.matcher import Row
from voicecheck.memo import Memo
from voicecheck.tone.context import mood_of
from voicecheck.tone.evidence import Evidence
from voicecheck.tone.score import REQUEST, STATISTICS, Wording

SHOWN = 5
"""How many of the words that moved a score most are named; the rest count as one."""
FIRST, LAST = "^", "?"
"""What stands in a feature for the beginning of a sentence, and for the end of a question."""

Weights = Sequence[float]
"""What a feature weighs in each dimension."""


class StatisticalLayer:
    """What the models of one language say of a reply."""

    def __init__(self, wording: WordModel, request: WordModel | None = None) -> None:
        self._wording = wording
        self._request = request

    def says(self, row: Row, text: str, situation: str) -> tuple[Wording, ...]:
        """What each model says of the scores that it knows."""
        if not row.words:
            return ()
        mood = mood_of(situation)
        models = (self._wording, self._request) if self._request is not None and asks(row) else (self._wording,)
        return tuple(Wording(model.category, model.log_odds(row, mood), partial(model.evidence, row, text, mood)) for model in models)


def asks(row: Row) -> bool:
    """Whether a reply ends with a question: it asks the customer for something."""
    return bool(row.words) and "?" in row.stop[-1]


class WordModel:
    """One weight a dimension for every feature, in the order of ``names``."""

    def __init__(self, data: dict[str, Any], category: str = STATISTICS) -> None:
        self.category = category
        self._names: dict[str, int] = {name: index for index, name in enumerate(data["names"])}
        self._bases: list[float] = data["bases"]
        self._features: dict[str, Weights] = data["features"]
        self._low, self._high = data["parts"]
        self._first: dict[str, Weights] = {}
        self._last: dict[str, Weights] = {}
        self._followers: dict[str, dict[str, Weights]] = {}
        for feature, weights in self._features.items():
            if " " in feature:
                one, _, other = feature.partition(" ")
                if one == FIRST:
                    self._first[other] = weights
                elif other == LAST:
                    self._last[one] = weights
                else:
                    self._followers.setdefault(one, {})[other] = weights
        self._by_mood: dict[str, Memo[str, Weights]] = {"": Memo(self._weigh)}

    def log_odds(self, row: Row, mood: str = "") -> dict[str, float]:
        """What the model says of each dimension it knows; 0 says nothing."""
        if not row.words:
            return {}
        weights = list(map(self._words(mood).__getitem__, row.words))
        weights += [pair for _, pair in self._pairs(row)]
        weights += [edge for _, edge in self._edges(row)]
        totals = [sum(column) for column in zip(*weights)]
        scale = scale_for(row.length)
        return {name: totals[index] * scale + self._bases[index] for name, index in self._names.items()}

    def evidence(self, row: Row, text: str, mood: str, name: str) -> list[Evidence]:
        """The model's log-odds for one dimension, shared out over the words."""
        index = self._names.get(name)
        if index is None or not row.words:
            return []
        words = self._words(mood)
        amounts = [words[word][index] for word in row.words]
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

    def _pairs(self, row: Row) -> list[tuple[int, Weights]]:
        """The neighbouring words in a sentence that the model knows as a pair."""
        words, followers, ends = row.words, self._followers, row.sentence_end
        pairs = [(i, followers[word].get(words[i + 1])) for i, word in enumerate(words[:-1]) if word in followers]
        return [(i, weights) for i, weights in pairs if weights is not None and i + 1 < ends[i]]

    def _edges(self, row: Row) -> list[tuple[int, Weights]]:
        """The words that the model knows as the beginning of a sentence or the end of a question."""
        words, found = row.words, []
        for start, end in row.sentences:
            if words[start] in self._first:
                found.append((start, self._first[words[start]]))
            if words[end - 1] in self._last and "?" in row.stop[start]:
                found.append((end - 1, self._last[words[end - 1]]))
        return found

    def _words(self, mood: str) -> Memo[str, Weights]:
        """What words weigh in a mood of the customer."""
        if mood not in self._by_mood:
            self._by_mood[mood] = Memo(partial(self._weigh_in, mood))
        return self._by_mood[mood]

    def _weigh(self, word: str) -> Weights:
        return self._sum(word_features(word, self._low, self._high))

    def _weigh_in(self, mood: str, word: str) -> Weights:
        in_mood = f"{mood}={word}" in self._features
        return self._sum(word_features(word, self._low, self._high, mood)) if in_mood else self._by_mood[""][word]

    def _sum(self, features: Iterable[str]) -> Weights:
        known = [weights for weights in map(self._features.get, features) if weights is not None]
        return tuple(map(sum, zip(*known))) if known else (0.0,) * len(self._names)


def word_features(word: str, low: int, high: int, mood: str = "") -> list[str]:
    """A word's features: itself, itself in the customer's mood, and its parts of ``low`` to
    ``high`` letters, bounded by ``_``."""
    if word[0] == MASK:
        return ["=MASK"]
    if not word.isalpha() and any(map(str.isdigit, word)):
        return ["=NUMBER"]
    bounded = f"_{word}_"
    parts = {bounded[i : i + length] for length in range(low, high + 1) for i in range(len(bounded) - length + 1)}
    whole = ["=" + word, f"{mood}={word}"] if mood else ["=" + word]
    return [*whole, *sorted(parts)]


def edge_features(row: Row) -> Iterator[tuple[int, str]]:
    """The words that begin a sentence (``^ word``) or end a question (``word ?``)."""
    for start, end in row.sentences:
        yield start, f"{FIRST} {row.words[start]}"
        if "?" in row.stop[start]:
            yield end - 1, f"{row.words[end - 1]} {LAST}"


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
