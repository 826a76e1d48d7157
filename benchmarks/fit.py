"""Fits voicecheck/tone/models/*.json (statistical layer) and voicecheck/tone/weights.yml.

    python -m benchmarks.fit              fits on all labelled replies and writes the files
    python -m benchmarks.fit --try        fits on one part, tests on the other, writes nothing

Used are the labelled replies written for this project, real published ones whose licence allows
it as examples of what is fine, and requests of the Stanford Politeness Corpus
(benchmarks/corpus/README.md).
"""

from __future__ import annotations

import argparse
import datetime
import json
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from benchmarks.corpus_files import LANGUAGES, Row, load, load_real, load_requests, load_style
from benchmarks.features import ALL, FITTED, PARTS, evidence_features, log_odds, logistic, predict, sparse, text_features
from benchmarks.fit_requests import fit_requests
from voicecheck.languages.categories import load_categories
from voicecheck.tone.score import REQUEST, STATISTICS
from voicecheck.tone.statistics import WordModel
from voicecheck.tone.structure import CUES

TONE = Path(__file__).parent.parent / "voicecheck" / "tone"
FAIL = float(np.log(0.6 / 0.4))
"""The log-odds of the risk from which cautious-service fails a reply."""
KEPT = 10_000
"""Features kept a language: those that weigh most."""
RELATED = {
    "en": {},
    "nb": {"nn": 0.7, "da": 0.3, "sv": 0.15},
    "nn": {"nb": 0.7, "da": 0.2, "sv": 0.15},
    "da": {"nb": 0.3, "nn": 0.2, "sv": 0.15},
    "sv": {"nb": 0.15, "nn": 0.15, "da": 0.15},
}
"""How much a reply in a neighbouring language counts when a language's model is fitted."""
PENALTY = {"risk": 1.0, "politeness": 0.7, "humor": 1.0, "snark": 1.0}
"""The inverse strength of the penalty on the weights of words; results hardly depend on it."""

# -- statistical layer ------------------------------------------------------------------


def fit_layer(rows: list[Row], features: dict[str, dict[str, float]], language: str) -> dict[str, Any]:
    """A linear model for each fitted dimension of one language."""
    related = {language: 1.0, **RELATED[language]}
    rows = [row for row in rows if row.language in related]
    frequency: dict[str, int] = defaultdict(int)
    for row in rows:
        for feature in features[row.id]:
            frequency[feature] += 1
    names = sorted(feature for feature, count in frequency.items() if count >= (2 if " " in feature or feature[0] == "=" else 3))
    index = {feature: number for number, feature in enumerate(names)}
    matrix = sparse([features[row.id] for row in rows], index)
    weight = np.array([related[row.language] * row.weight for row in rows])
    bases, columns = [], []
    for name in FITTED:
        labelled = np.array([name in row.labels for row in rows])
        target = np.array([row.labels[name] for row in rows if name in row.labels])
        base, column = logistic(matrix[labelled], target, weight[labelled], PENALTY[name])
        bases.append(base)
        columns.append(column)
    table = np.array(columns).T
    strength = np.abs(table).max(axis=1) * np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=0)).ravel())
    chosen = np.sort(np.argsort(-strength, kind="stable")[:KEPT])
    return {
        "names": list(FITTED),
        "bases": [round(base, 4) for base in bases],
        "parts": list(PARTS),
        "features": {names[i]: [round(float(value), 3) for value in table[i]] for i in chosen},
    }


def out_of_fold(rows: list[Row], features: dict[str, dict[str, float]], folds: int = 5) -> dict[str, dict[str, float]]:
    """The layer's log-odds for each row from a model that saw none of its industry."""
    groups = sorted({row.group for row in rows})
    fold_of = {group: number % folds for number, group in enumerate(groups)}
    found: dict[str, dict[str, float]] = {}
    for fold in range(folds):
        train = [row for row in rows if fold_of[row.group] != fold]
        held = [row for row in rows if fold_of[row.group] == fold]
        layers = {language: WordModel(fit_layer(train, features, language)) for language in {row.language for row in held}}
        for row in held:
            found[row.id] = log_odds(layers[row.language], row)
    return found


# -- weights --------------------------------------------------------------------------


def bounds(name: str, category: str) -> tuple[float | None, float | None]:
    """Signs that no data should overrule: an insult never makes a reply safer."""
    if "_when_" in category:
        return (None, None)  # corrects what the evidence weighs elsewhere
    categories = load_categories()
    group = categories[category].group if category in categories else ""
    if category == STATISTICS:
        return (0.0, None)
    if category in ("harmless",) or group in ("privacy", "content", "escalation"):
        return (0.0, 0.0)
    bad = group in ("coldness", "snark", "abuse") and category not in ("tease", "competitor_roast", "bare_imperative", "command")
    if name == "risk":
        return (0.0, None) if bad else (None, 0.0) if group == "service" and category not in ("regret", "vague_time") else (None, None)
    if name == "politeness":
        return (None, 0.0) if bad else (0.0, None) if group == "service" and category not in ("regret", "vague_time", "concrete_time") else (None, None)
    if name == "snark":
        return (0.0, None) if group == "snark" else (None, 0.0) if group == "service" else (None, None)
    if name == "humor":
        return (0.0, None) if group == "humor" or category == "tease" else (None, None)
    if name == "warmth":
        return (None, 0.0) if group in ("coldness", "abuse") else (0.0, None) if group == "service" and category not in ("regret", "vague_time", "concrete_time") else (None, None)
    return (None, None)


def fit_weights(rows: list[Row], evidence: dict[str, dict[str, float]], layer: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """One weight a category and dimension, all languages together."""
    categories = sorted({category for row in rows for category in evidence[row.id]})
    tables: dict[str, dict[str, float]] = {}
    for name in ALL:
        usable = [row for row in rows if name in row.labels]
        if not usable:
            continue  # the first set has no labels for warmth and formality
        names = [*categories, *([STATISTICS] if name in FITTED else [])]
        matrix = np.array([[evidence[row.id].get(category, 0.0) for category in categories] + ([layer[row.id][name]] if name in FITTED else []) for row in usable])
        target = np.array([row.labels[name] for row in usable])
        weight = np.array([row.weight for row in usable])
        penalty = np.array([0.02 if category == STATISTICS else 6.0 for category in names])

        def loss(
            values: np.ndarray, matrix: np.ndarray = matrix, target: np.ndarray = target, penalty: np.ndarray = penalty, weight: np.ndarray = weight
        ) -> tuple[float, np.ndarray]:
            z = matrix @ values[1:] + values[0]
            p = 1 / (1 + np.exp(-z))
            error = weight * (p - target)
            value = float(np.sum(weight * (np.logaddexp(0, z) - target * z)) + 0.5 * np.sum(penalty * values[1:] ** 2))
            return value, np.concatenate([[error.sum()], matrix.T @ error + penalty * values[1:]])

        limits = [(None, None), *(bounds(name, category) for category in names)]
        result = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=limits, method="L-BFGS-B", options={"maxiter": 2000})
        table = {category: round(float(value), 3) for category, value in zip(names, result.x[1:], strict=True) if abs(value) >= 0.03}
        tables[name] = {"base": round(float(result.x[0]), 3), **table}
    return tables


def report(rows: list[Row], tables: dict[str, dict[str, float]], evidence: dict[str, dict[str, float]], layer: dict[str, dict[str, float]]) -> None:
    print(f"{'':4}{'rows':>6}" + "".join(f"{head:>24}" for head in ("risk AUC", "snark>=2 AUC", "humor>=1 AUC", "politeness Spearman")))
    print(f"{'':10}" + "   both  marks  words" * 4)
    for language in (*LANGUAGES, "all"):
        part = [row for row in rows if language in (row.language, "all")]
        if len(part) < 10:
            continue
        cells = []
        for name, positive in (("risk", 0.5), ("snark", 0.5), ("humor", 0.1), ("politeness", None)):
            for mode in ("both", "marks", "words"):
                scores = [layer[row.id][name] if mode == "words" else predict(tables[name], evidence[row.id], layer[row.id][name] if mode == "both" else None) for row in part]
                truth = [row.labels[name] for row in part]
                value = spearmanr(scores, truth).statistic if positive is None else roc_auc_score([label > positive for label in truth], scores)
                cells.append(f"{value:7.3f}")
        print(f"{language:4}{len(part):>6}" + "".join(cells))


def number_of(row: Row) -> int:
    """A number that is the same for a row and for its copies."""
    return zlib.crc32(row.group.encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--try", dest="trying", action="store_true")
    arguments = parser.parse_args()
    first, second, real, (style, _) = load("first"), load("replies"), load_real(), load_style()
    rows = [*first, *second, *style, *real]
    features = {row.id: text_features(row) for row in rows}
    evidence = {row.id: evidence_features(row) for row in rows}
    if arguments.trying:
        try_out(first, second, real, features, evidence)
        return
    tables = fit_weights(rows, evidence, out_of_fold(rows, features))
    models = {language: fit_layer(rows, features, language) for language in LANGUAGES}
    requests = load_requests()
    politeness = {row.id: predict(tables["politeness"], evidence_features(row), log_odds(WordModel(models["en"]), row)["politeness"]) for row in requests}
    models["en.request"], tables["politeness"][REQUEST] = fit_requests(requests, [row for row in real if row.kind == "twitter_care_replies"], politeness)
    (TONE / "models").mkdir(exist_ok=True)
    for name, model in models.items():
        (TONE / "models" / f"{name}.json").write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    write_weights(tables, len(first) + len(second) + len(style), len(real), len(requests))


def try_out(first: list[Row], second: list[Row], real: list[Row], features: dict[str, dict[str, float]], evidence: dict[str, dict[str, float]]) -> None:
    """Fits on one set and tests on the other."""
    seen, unseen = [row for row in real if number_of(row) % 2], [row for row in real if not number_of(row) % 2]
    for train, test, title in (
        ([*second, *seen], first, "fitted on the second set, tested on the first"),
        ([*first, *seen], second, "fitted on the first set, tested on the second"),
    ):
        layers = {language: WordModel(fit_layer(train, features, language)) for language in LANGUAGES}
        tables = fit_weights(train, evidence, out_of_fold(train, features))
        print(f"\n{title}")
        layer = {row.id: log_odds(layers[row.language], row) for row in test}
        report(test, tables, evidence, layer)
        alarms = {row.id: predict(tables["risk"], evidence[row.id], log_odds(layers[row.language], row)["risk"]) for row in unseen}
        for kind, language in sorted({(row.kind, row.language) for row in unseen}):
            part = [alarms[row.id] for row in unseen if (row.kind, row.language) == (kind, language)]
            print(f"real replies, {kind} {language}: {np.mean([value > FAIL for value in part]):.1%} of {len(part)} over a risk of 60")
        unread = [row for row in test if row.part == "first" and int(row.id[-3:]) % 2]
        if unread:
            print("the rows of odd number, which the writers of the lexicons had not read")
            report(unread, tables, evidence, layer)


def write_weights(tables: dict[str, dict[str, float]], labelled: int, real: int, requests: int) -> None:
    known = [*load_categories(), *CUES]
    lines = [
        "# What each category of evidence weighs in each score, in log-odds. A score is",
        "# 100 / (1 + exp(-(base + sum of weight x amount))); an amount is the summed strength of",
        '# the category\'s evidence, at most 4. "wording" is what the statistical layer says,',
        '# "request_wording" what its model of requests says where an English reply ends with a question;',
        '# "…_when_upset" and "…_when_playful" are added where the customer complains, or plays.',
        f"provenance: fitted by benchmarks/fit.py on {datetime.date.today().isoformat()} from {labelled} replies written for this project (MIT), {real} real ones taken as fine (nav, MIT; twitter_care, Apache-2.0) and {requests} requests of the Stanford Politeness Corpus (CC BY 4.0, Danescu-Niculescu-Mizil et al. 2013); see benchmarks/corpus/README.md",
    ]
    for name in ("politeness", "humor", "snark", "warmth", "formality", "risk"):
        table = tables[name]
        lines.append(f"\n{name}:")
        order = sorted(table, key=lambda category: (category != "base", category not in known, known.index(category) if category in known else 0, category))
        lines += [f"  {category}: {table[category]:g}" for category in order]
    (TONE / "weights.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
