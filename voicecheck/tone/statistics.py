"""The statistical layer: what words and their parts weigh, learned from labelled texts.

Linear models over words, pairs of words, parts of words, how sentences begin and how questions
end. One a language learned from replies ("wording"); English has another that learned from
polite and impolite requests ("request wording"), and speaks where a reply ends with a question.
Their log-odds join the evidence as one more category each, shared out over the words that moved
them. What they say can be switched off in the guide (``judgement: {statistics: false}``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice, pairwise
from typing import Any

from voicecheck.drafts.mask import MASK
from voicecheck.languages.matcher import Row
from voicecheck.learning import loaded
from voicecheck.memo import Memo
from voicecheck.shipped import shipped, stamp
from voicecheck.tone.context import MOODS, mood_of
from voicecheck.tone.evidence import Evidence
from voicecheck.tone.score import REQUEST, STATISTICS, Wording

SHOWN = 5
"""How many of the words that moved a score most are named; the rest count as one."""
KEPT = 10_000
"""So many words are kept, with what they weigh, for the next run."""
FIRST, LAST = "^", "?"
"""What stands in a feature for the beginning of a sentence, and for the end of a question."""

Weights = Sequence[float]
"""What a feature weighs in each dimension."""
Sentence = tuple[tuple[str, ...], bool]
"""The words of a sentence, and whether it is a question."""


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
        self._pairs: dict[str, dict[str, Weights]] = {}
        self._in_mood: dict[str, dict[str, Weights]] = {mood: {} for mood in MOODS}
        """What words weigh at the beginning of a sentence, at the end of a question, before
        another word; and what they weigh more in the customer's mood."""
        for feature, weights in self._features.items():
            if " " in feature:
                one, _, other = feature.partition(" ")
                if one == FIRST:
                    self._first[other] = weights
                elif other == LAST:
                    self._last[one] = weights
                else:
                    self._pairs.setdefault(one, {})[other] = weights
            elif "=" in feature:
                mood, _, word = feature.partition("=")
                if mood and mood in MOODS:
                    self._in_mood[mood][word] = weights
        self._words: Memo[str, Weights] = Memo(self._weigh)
        self._words.update(data.get("words", {}))
        self._words_in_mood: dict[str, Memo[str, Weights]] = {mood: Memo(partial(self._weigh, mood=mood)) for mood in MOODS}
        self._sentences: dict[str, Memo[Sentence, Weights]] = {mood: Memo(partial(self._weigh_sentence, mood)) for mood in MOODS}
        """What words weigh, those that weigh more in the customer's mood, and whole sentences by it."""

    def __getstate__(self) -> dict[str, Any]:
        """For the cache: the model's data with what words were found to weigh."""
        data = {"names": list(self._names), "bases": self._bases, "features": self._features, "parts": (self._low, self._high)}
        words = islice(((word, weights) for word, weights in self._words.items() if word.isalpha()), KEPT)  # no numbers of customers
        return {**data, "words": dict(words), "category": self.category}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state, state["category"])  # type: ignore[misc]

    @property
    def learned(self) -> int:
        """How many words it has come to know."""
        return len(self._words)

    def log_odds(self, row: Row, mood: str = "") -> dict[str, float]:
        """What the model says of each dimension it knows; 0 says nothing."""
        if not row.words:
            return {}
        sentences = self._sentences[mood]
        totals = list(map(sum, zip(*[sentences[sentence] for _, sentence in _sentences(row)])))
        scale = scale_for(row.length)
        return {name: totals[index] * scale + self._bases[index] for name, index in self._names.items()}

    def evidence(self, row: Row, text: str, mood: str, name: str) -> list[Evidence]:
        """The model's log-odds for one dimension, shared out over the words."""
        index = self._names.get(name)
        if index is None or not row.words:
            return []
        words, in_mood, of_mood = self._words, self._in_mood[mood], self._words_in_mood[mood]
        amounts = [(of_mood if word in in_mood else words)[word][index] for word in row.words]
        for start, sentence in _sentences(row):
            for first, pair in self._known_pairs(sentence):
                amounts[start + first] += pair[index] / 2
                amounts[start + first + 1] += pair[index] / 2
            for word, edge in self._known_edges(sentence):
                amounts[start + word] += edge[index]
        scale = scale_for(row.length)
        order = sorted(range(row.length), key=[-abs(amount) for amount in amounts].__getitem__)
        found = [Evidence(self.category, amounts[i] * scale, row.starts[i], row.ends[i], text[row.starts[i] : row.ends[i]], source="statistics") for i in order[:SHOWN]]
        rest = sum(amounts[i] for i in order[SHOWN:]) * scale + self._bases[index]
        return [*found, Evidence(self.category, rest, 0, 0, "", source="statistics")]

    def _weigh_sentence(self, mood: str, sentence: Sentence) -> Weights:
        """What a sentence weighs: the brand's greetings and closings need be weighed but once."""
        words = sentence[0]
        weights = [*map(self._words.__getitem__, words), *filter(None, map(self._in_mood[mood].get, words))]
        weights += [pair for _, pair in self._known_pairs(sentence)]
        weights += [edge for _, edge in self._known_edges(sentence)]
        return tuple(map(sum, zip(*weights)))

    def _known_pairs(self, sentence: Sentence) -> list[tuple[int, Weights]]:
        """The neighbouring words that the model knows as a pair."""
        words, pairs = sentence[0], self._pairs
        return [(first, pairs[one][other]) for first, (one, other) in enumerate(pairwise(words)) if one in pairs and other in pairs[one]]

    def _known_edges(self, sentence: Sentence) -> list[tuple[int, Weights]]:
        """The words that the model knows as the beginning of a sentence or the end of a question."""
        words, is_question = sentence
        edges = [(0, self._first[words[0]])] if words[0] in self._first else []
        if is_question and words[-1] in self._last:
            edges.append((len(words) - 1, self._last[words[-1]]))
        return edges

    def _weigh(self, word: str, mood: str = "") -> Weights:
        known = filter(None, map(self._features.get, word_features(word, self._low, self._high, mood)))
        return tuple(map(sum, zip(*known))) or (0.0,) * len(self._names)


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
    for start, (words, is_question) in _sentences(row):
        yield start, f"{FIRST} {words[0]}"
        if is_question:
            yield start + len(words) - 1, f"{words[-1]} {LAST}"


def _sentences(row: Row) -> list[tuple[int, Sentence]]:
    """Every sentence, with the number of its first word."""
    words, stop = row.words, row.stop
    return [(start, (words[start:end], "?" in stop[start])) for start, end in row.sentences]


def scale_for(words: int) -> float:
    """How much one feature counts in a text of so many words: long texts are not surer."""
    return float(1 / (max(words, 3) ** 0.5))


@lru_cache(maxsize=8)
def load_statistics(language: str) -> StatisticalLayer | None:
    """The shipped models of a language, or None where there are none."""
    wording = _load_model(language, STATISTICS)
    return StatisticalLayer(wording, _load_model(f"{language}.request", REQUEST)) if wording is not None else None


def _load_model(name: str, category: str) -> WordModel | None:
    file = shipped("tone", "models", f"{name}.json")
    return loaded(f"model.{name}", (stamp(),), lambda: WordModel(json.loads(file.read_text(encoding="utf-8")), category)) if file.is_file() else None
