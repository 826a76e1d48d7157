"""What a labelled text is to the fitting: counts of words and their parts, amounts of evidence."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.corpus_files import Row
from voicecheck.drafts.mask import mask
from voicecheck.tone.context import mood_of
from voicecheck.tone.examine import annotate, read_customer
from voicecheck.tone.lexicon import load_lexicon
from voicecheck.tone.score import STATISTICS, Weights, amounts
from voicecheck.tone.statistics import WordModel, edge_features, scale_for, word_features

PARTS = (3, 5)
FITTED = ("risk", "politeness", "humor", "snark")
ALL = (*FITTED, "warmth", "formality")


def text_features(row: Row) -> dict[str, float]:
    words = load_lexicon(row.language).row(mask(row.reply, row.customer).text)
    counts: dict[str, float] = defaultdict(float)
    scale = scale_for(words.length)
    mood = mood_of(row.situation)
    for word in words.words:
        for feature in word_features(word, *PARTS, mood):
            counts[feature] += scale
    for _, feature in edge_features(words):
        counts[feature] += scale
    for i in range(words.length - 1):
        if words.sentence_start[i] == words.sentence_start[i + 1]:
            counts[words.words[i] + " " + words.words[i + 1]] += scale
    return counts


def evidence_features(row: Row) -> dict[str, float]:
    """The amounts of every category of evidence but the statistical layer's."""
    empty = Weights(dict.fromkeys(ALL, 0.0), {name: {} for name in ALL})
    customer = read_customer(row.customer, load_lexicon(row.language, customer=True))
    seen = annotate(row.reply, mask(row.reply, row.customer), row.situation, customer, load_lexicon(row.language), empty, None)
    return amounts(seen.scores["risk"].grounds.weighed)


def sparse(rows: list[dict[str, float]], index: dict[str, int]) -> csr_matrix:
    data, columns, ends = [], [], [0]
    for row in rows:
        for feature, value in row.items():
            if feature in index:
                columns.append(index[feature])
                data.append(value)
        ends.append(len(data))
    return csr_matrix((data, columns, ends), shape=(len(rows), len(index)))


def log_odds(model: WordModel, row: Row) -> dict[str, float]:
    words = load_lexicon(row.language).row(mask(row.reply, row.customer).text)
    return dict.fromkeys(FITTED, 0.0) | model.log_odds(words, mood_of(row.situation))


def predict(table: dict[str, float], evidence: dict[str, float], layer: float | None) -> float:
    total = table["base"] + sum(table.get(category, 0.0) * value for category, value in evidence.items())
    return total + (table.get(STATISTICS, 0.0) * layer if layer is not None else 0.0)


def logistic(matrix: csr_matrix, target: np.ndarray, weight: np.ndarray, strength: float) -> tuple[float, np.ndarray]:
    """The base and weights of a logistic regression on targets from 0 to 1, with a quadratic
    penalty of inverse ``strength`` on all of them."""
    transposed = matrix.T.tocsr()

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ values[1:] + values[0]
        error = strength * weight * (1 / (1 + np.exp(-z)) - target)
        value = strength * float(np.sum(weight * (np.logaddexp(0, z) - target * z))) + 0.5 * float(values @ values)
        return value, np.concatenate([[error.sum()], transposed @ error]) + values

    found = minimize(loss, np.zeros(matrix.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300, "ftol": 1e-5}).x
    return float(found[0]), found[1:]
