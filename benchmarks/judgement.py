"""How good is the judgement: prints the tables of docs/judgement.md.

    python -m benchmarks.judgement [--corpora FOLDER]

Nothing is tested on what it was fitted on: the model is fitted on one set of labelled replies
and tested on the other, whose writers are others, and fitted on some industries and tested on
the rest. With ``--corpora`` (a folder with nav/, twitter_*.jsonl, talkdown_*.jsonl …) the shipped
model is run over real published replies, which are nearly all fine: what fails there is a false
alarm; and over comments that people found unkind.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from benchmarks.corpus_files import LANGUAGES, Row, load, load_real, load_style
from benchmarks.features import evidence_features, log_odds, predict, text_features
from benchmarks.fit import fit_layer, fit_weights, out_of_fold
from benchmarks.judgement_english import neighbours, requests, shipped_scores
from voicecheck.tone.statistics import WordModel

FAIL_AT = 0.6
"""The tone risk from which cautious-service fails a reply."""


def probability(log_odds_value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds_value))))


def auc(truth: list[bool], scores: list[float]) -> float:
    return float(roc_auc_score(truth, scores)) if len(set(truth)) == 2 else float("nan")


def calibration_error(truth: list[bool], risks: list[float], bins: int = 10) -> float:
    """Expected calibration error: how far the stated risk is from the share that is risky."""
    total = 0.0
    for number in range(bins):
        inside = [(t, r) for t, r in zip(truth, risks) if number / bins <= r < (number + 1) / bins or (number == bins - 1 and r == 1)]
        if inside:
            total += abs(sum(t for t, _ in inside) - sum(r for _, r in inside)) / len(truth)
    return total


def baselines(row: Row, sentiment: dict[str, Any]) -> dict[str, float]:
    """Simple judges to be better than: length, and word lists of sentiment."""
    found = {"length": -math.log(1 + len(row.reply.split()))}
    if "vader" in sentiment:
        found["VADER"] = -sentiment["vader"].polarity_scores(row.reply)["compound"]
    found["AFINN"] = -sentiment["afinn"].get(row.language, lambda text: 0.0)(row.reply)
    return found


def sentiment_tools() -> dict[str, Any]:
    from afinn import Afinn
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return {"vader": SentimentIntensityAnalyzer(), "afinn": {language: Afinn(language=language).score for language in ("en", "da")}}


def table(title: str, rows: list[Row], risk: dict[str, dict[str, float]], others: dict[str, dict[str, float]]) -> None:
    """One line a language: how well risk, snark, humor and politeness are told."""
    print(f"\n### {title}\n")
    names = list(others[rows[0].id])
    print("| language | replies | risk AUC | precision | recall | calibration error | snark AUC | humor AUC | politeness ρ | " + " | ".join(f"{name} AUC" for name in names) + " |")
    print("|---|" + "---:|" * (8 + len(names)))
    for language in (*LANGUAGES, "all"):
        part = [row for row in rows if language in (row.language, "all")]
        if len(part) < 10:
            continue
        truth = [row.risky for row in part]
        risks = [probability(risk[row.id]["risk"]) for row in part]
        failed = [value >= FAIL_AT for value in risks]
        hits = sum(t and f for t, f in zip(truth, failed))
        cells = [
            auc(truth, risks),
            hits / max(sum(failed), 1),
            hits / max(sum(truth), 1),
            calibration_error(truth, risks),
            auc([row.labels["snark"] > 0.5 for row in part], [risk[row.id]["snark"] for row in part]),
            auc([row.labels["humor"] > 0.1 for row in part], [risk[row.id]["humor"] for row in part]),
            float(spearmanr([risk[row.id]["politeness"] for row in part], [row.labels["politeness"] for row in part]).statistic),
            *(auc(truth, [others[row.id][name] for row in part]) for name in names),
        ]
        print(f"| {language} | {len(part)} | " + " | ".join(f"{value:.2f}" for value in cells) + " |")


def errors_by_kind(rows: list[Row], risk: dict[str, dict[str, float]]) -> None:
    """Where it goes wrong: per kind of reply, how many are missed or wrongly failed."""
    total, wrong = Counter[str](), Counter[str]()
    for row in rows:
        total[row.kind] += 1
        wrong[row.kind] += (probability(risk[row.id]["risk"]) >= FAIL_AT) != row.risky
    print("\n| kind | replies | judged wrongly |\n|---|---:|---:|")
    for kind, count in total.most_common():
        print(f"| {kind} | {count} | {wrong[kind] / count:.0%} |")


def all_scores(rows: list[Row], tables: dict[str, dict[str, float]], evidence: dict[str, dict[str, float]], layer: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    return {row.id: {name: predict(tables[name], evidence[row.id], layer[row.id].get(name)) for name in ("risk", "snark", "humor", "politeness")} for row in rows}


@dataclass(frozen=True)
class Readings:
    """What was worked out once of every reply, by its id."""

    features: dict[str, dict[str, float]]
    evidence: dict[str, dict[str, float]]
    judges: dict[str, dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, help="a folder with nav/, twitter_*.jsonl, talkdown_*.jsonl and unhealthy_comments_*.jsonl")
    arguments = parser.parse_args()
    first, second, real, (style, unseen) = load("first"), load("replies"), load_real(), load_style()
    everything = [*first, *second, *style, *real]
    tools = sentiment_tools()
    readings = Readings(
        {row.id: text_features(row) for row in everything},
        {row.id: evidence_features(row) for row in everything},
        {row.id: baselines(row, tools) for row in (*first, *second, *unseen)},
    )
    by_industry([*first, *second], [*style, *real], readings)
    scores = shipped_scores(unseen)
    table("English replies in the style of published ones, the half that the shipped model was not fitted on", unseen, scores, readings.judges)
    errors_by_kind(unseen, scores)
    requests()
    if arguments.corpora:
        false_alarms(arguments.corpora)
        neighbours(arguments.corpora)
    else:
        print("\nReal published replies were not judged: no --corpora given.")
    transfer([*second, *real], first, "Fitted on the second set, tested on the first", readings)
    transfer([*first, *real], second, "Fitted on the first set, tested on the second", readings)


def by_industry(rows: list[Row], more: list[Row], readings: Readings) -> None:
    """Each industry's replies judged by a model fitted on the other industries' and on ``more``."""
    layer = out_of_fold([*rows, *more], readings.features)
    industries = sorted({row.group for row in rows})
    scores = {}
    for fold in range(5):
        held = {group for number, group in enumerate(industries) if number % 5 == fold}
        tables = fit_weights([row for row in (*rows, *more) if row.group not in held], readings.evidence, layer)
        scores.update(all_scores([row for row in rows if row.group in held], tables, readings.evidence, layer))
    judges = {row.id: {**readings.judges[row.id], "words alone": layer[row.id]["risk"]} for row in rows}
    table("Both sets, each industry judged by a model that never saw it", rows, scores, judges)
    errors_by_kind(rows, scores)
    unread = [row for row in rows if row.part == "first" and int(row.id[-3:]) % 2]
    table("Of these, the replies of the first set that the writers of the lexicons had not read", unread, scores, judges)


def transfer(train: list[Row], test: list[Row], title: str, readings: Readings) -> None:
    """One set judged by a model fitted on the other."""
    layers = {language: WordModel(fit_layer(train, readings.features, language)) for language in LANGUAGES}
    layer = {row.id: log_odds(layers[row.language], row) for row in test}
    scores = all_scores(test, fit_weights(train, readings.evidence, out_of_fold(train, readings.features)), readings.evidence, layer)
    table(title, test, scores, {row.id: {**readings.judges[row.id], "words alone": layer[row.id]["risk"]} for row in test})
    errors_by_kind(test, scores)


def real_replies(folder: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for file in sorted(folder.glob("nav/*.json")):
        for entry in json.loads(file.read_text(encoding="utf-8")).values():
            for locale, text in entry["innhold"].items():
                if text and text.strip():
                    found.setdefault(f"nav {locale[:2]}", []).append({"reply": text, "language": locale[:2], "channel": "email"})
    for file in sorted(folder.glob("twitter_*.jsonl")):
        found[file.name.split(".")[0]] = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return found


def false_alarms(folder: Path) -> None:
    """How many real published replies the shipped model and the default guide fail for tone."""
    from voicecheck import load_guide

    guide = load_guide("voicecheck:cautious-service")
    print("\n### Real published replies failed by cautious-service\n\n| set | replies | failed for tone | warned of |\n|---|---:|---:|---:|")
    for name, replies in real_replies(folder).items():
        failed = warned = 0
        for item in replies:
            result = guide.check(item["reply"], language=item.get("language") or item["lang"], channel=item.get("channel", ""), customer=item.get("customer", ""))
            tone = [
                finding
                for finding in result.findings
                if finding.check.split("/")[0] in ("politeness", "humor", "snark", "warmth", "formality", "abuse", "risk", "promises", "topics")
            ]
            failed += any(finding.severity == "fail" for finding in tone)
            warned += bool(tone) and not any(finding.severity == "fail" for finding in tone)
        print(f"| {name} | {len(replies)} | {failed} ({failed / len(replies):.1%}) | {warned} ({warned / len(replies):.1%}) |")


if __name__ == "__main__":
    main()
