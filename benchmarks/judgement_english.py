"""Further tables of ``benchmarks.judgement``, for which only English text is at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sklearn.metrics import roc_auc_score

from benchmarks.corpus_files import Row, load_real, load_requests
from benchmarks.features import evidence_features, log_odds, predict
from benchmarks.fit_requests import out_of_fold as requests_out_of_fold
from benchmarks.fit_requests import quarters, request_model, weight_of, words_of
from voicecheck import load_guide
from voicecheck.tone.score import load_weights
from voicecheck.tone.statistics import WordModel

UNHEALTHY = ("condescending", "dismissive", "sarcastic", "hostile", "antagonize")
TONE = Path(__file__).parent.parent / "voicecheck" / "tone"


def exactly(score: Any) -> float:
    """The log-odds behind a score, which has no ties."""
    return float(score.base + sum(item.amount for item in score.contributions))


def shipped_scores(rows: list[Row]) -> dict[str, dict[str, float]]:
    """What the shipped model and the default guide say of each row, in log-odds."""
    guide = load_guide("voicecheck:cautious-service")
    found = {}
    for row in rows:
        result = guide.check(row.reply, language=row.language, situation=row.situation.replace("other", ""), customer=row.customer, channel=row.channel)
        found[row.id] = {name: exactly(score) for name, score in result.scores.items()} if result.scores else {}
    return found


def requests() -> None:
    """Polite requests against impolite ones, judged by models that did not see them."""
    rows = load_requests()
    everyday = [row for row in load_real(("en",)) if row.kind == "twitter_care_replies"]
    table = load_weights().tables["politeness"] | {"base": load_weights().bases["politeness"]}
    shipped = WordModel(json.loads((TONE / "models" / "en.json").read_text(encoding="utf-8")))
    known = {row.id: predict(table, evidence_features(row), log_odds(shipped, row)["politeness"]) for row in rows}
    domains = sorted({row.kind for row in rows})
    inside = requests_out_of_fold(rows, everyday)
    across: dict[str, float] = {}
    for domain in domains:
        model = WordModel(request_model([row for row in rows if row.kind != domain], everyday))
        across.update({row.id: model.log_odds(words_of(row)).get("politeness", 0.0) for row in rows if row.kind == domain})
    weight = weight_of(rows, known, inside)
    print("\n### Stanford Politeness Corpus, top against bottom quarter\n")
    print("| domain | requests | without the model of requests | fitted on other requests of both domains | fitted on the other domain |\n|---|---:|---:|---:|---:|")
    for domain in domains:
        part = [row for row in rows if row.kind == domain]
        cells = [quarters(part, {row.id: known[row.id] + share * said.get(row.id, 0.0) for row in part}) for share, said in ((0.0, inside), (weight, inside), (weight, across))]
        print(f"| {domain} | {len(part)} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |")


def neighbours(folder: Path) -> None:
    """Comments among people, which are no replies of brands: does the risk tell unkind ones?"""
    print("\n### Comments among people, no replies of brands: risk AUC of the shipped model\n\n| set | unkind quality | comments | unkind | AUC |\n|---|---|---:|---:|---:|")
    file = folder / "talkdown_dev.en.jsonl"
    if file.is_file():
        data = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        show("talkdown", "condescending", [item["text"] for item in data], [item["label"] == "condescending" for item in data])
    file = folder / "unhealthy_comments_val.en.jsonl"
    if file.is_file():
        data = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        risks = comment_risks([item["text"] for item in data])
        for quality in UNHEALTHY:
            row = [quality in item["attributes"] for item in data]
            healthy = [not item["attributes"] for item in data]
            chosen = [number for number in range(len(data)) if row[number] or healthy[number]]
            print(f"| unhealthy comments | {quality} | {len(chosen)} | {sum(row)} | {roc_auc_score([row[i] for i in chosen], [risks[i] for i in chosen]):.2f} |")


def show(name: str, quality: str, texts: list[str], truth: list[bool]) -> None:
    print(f"| {name} | {quality} | {len(texts)} | {sum(truth)} | {roc_auc_score(truth, comment_risks(texts)):.2f} |")


def comment_risks(texts: list[str]) -> list[float]:
    rows = [Row(str(number), "en", text, "", "other", "", "", False, {}, "", "comments") for number, text in enumerate(texts)]
    scores = shipped_scores(rows)
    return [scores[row.id].get("risk", 0.0) for row in rows]
