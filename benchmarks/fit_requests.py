"""Fits the English model of requests: how politely something is asked.

Learned from the Stanford Politeness Corpus (requests among Wikipedia's editors and on Stack
Exchange). They are no replies of brands, and what is polite in a reply (thanks, an apology, help)
is not what is polite in a request ("would you mind", "by the way", no "why did you"). So they
have a model of their own, which speaks only where a reply ends with a question.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from benchmarks.corpus_files import Row
from benchmarks.features import PARTS, logistic, sparse, text_features
from voicecheck.drafts.mask import mask
from voicecheck.languages.matcher import Row as Words
from voicecheck.tone.lexicon import load_lexicon
from voicecheck.tone.statistics import WordModel, asks

SPREAD = 0.4
"""How far one standard deviation of the annotators' score is from the middle of 0–1: the most
and the least polite quarter come to lie at the ends."""
PENALTY = 0.7
FOLDS = 5
MOST = 1.0
"""The most that the model may weigh: beside replies it is a guest."""
KEPT = 9_000


def words_of(row: Row) -> Words:
    return load_lexicon("en").row(mask(row.reply).text)


def target_of(row: Row) -> float:
    return min(0.98, max(0.02, 0.5 + SPREAD * row.labels["politeness"]))


def fold_of(row: Row) -> int:
    return zlib.crc32(row.id.encode()) % FOLDS


def request_model(rows: list[Row], everyday: list[Row]) -> dict[str, Any]:
    """The model, centred so that it says nothing of the average question in ``everyday`` replies."""
    features = [text_features(row) for row in rows]
    count: dict[str, int] = {}
    for row in features:
        for name in row:
            count[name] = count.get(name, 0) + 1
    names = sorted(name for name, number in count.items() if number >= (2 if " " in name or name[0] == "=" else 3))
    matrix = sparse(features, {name: number for number, name in enumerate(names)})
    target = np.array([target_of(row) for row in rows])
    _, weights = logistic(matrix, target, np.ones(len(rows)), PENALTY)
    strength = np.abs(weights) * np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=0)).ravel())
    chosen = np.sort(np.argsort(-strength, kind="stable")[:KEPT])
    data = {"names": ["politeness"], "bases": [0.0], "parts": list(PARTS), "features": {names[i]: [round(float(weights[i]), 3)] for i in chosen}}
    asked = [words for words in map(words_of, everyday) if asks(words)]
    data["bases"] = [round(-float(np.mean([WordModel(data).log_odds(words)["politeness"] for words in asked])), 4)]
    return data


def out_of_fold(rows: list[Row], everyday: list[Row]) -> dict[str, float]:
    """What a model says of each request that it was not fitted on."""
    found = {}
    for fold in range(FOLDS):
        model = WordModel(request_model([row for row in rows if fold_of(row) != fold], everyday))
        found.update({row.id: model.log_odds(words_of(row)).get("politeness", 0.0) for row in rows if fold_of(row) == fold})
    return found


def fit_requests(rows: list[Row], everyday: list[Row], politeness: dict[str, float]) -> tuple[dict[str, Any], float]:
    """The model of requests, and its weight in politeness beside what else is known:
    ``politeness`` is the log-odds without it."""
    return request_model(rows, everyday), weight_of(rows, politeness, out_of_fold(rows, everyday))


def weight_of(rows: list[Row], politeness: dict[str, float], said: dict[str, float]) -> float:
    """How much more ``said`` tells of these requests than ``politeness`` does, both being log-odds."""
    target = np.array([target_of(row) for row in rows])
    known = np.array([[1.0, politeness[row.id], said[row.id]] for row in rows])

    def loss(values: np.ndarray) -> float:
        total = known @ values
        return float(np.sum(np.logaddexp(0, total) - target * total))

    _, less, more = minimize(loss, np.zeros(3)).x
    return round(min(float(more / less), MOST), 3)


def quarters(rows: list[Row], scores: dict[str, float]) -> float:
    """How often a request of the most polite quarter of its domain scores higher than one of the least polite."""
    truth, found = [], []
    for domain in {row.kind for row in rows}:
        part = [row for row in rows if row.kind == domain]
        low, high = np.quantile([row.labels["politeness"] for row in part], [0.25, 0.75])
        for row in part:
            if not low < row.labels["politeness"] < high:
                truth.append(row.labels["politeness"] >= high)
                found.append(scores[row.id])
    return float(roc_auc_score(truth, found))
