"""The project's labelled replies: two sets, written by different people.

``first.*.jsonl`` was written before the lexicons; ``replies.*.jsonl`` after, by others who had
not read the lexicons. Fitting on one and testing on the other shows what carries over.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "nb", "nn", "da", "sv")


@dataclass(frozen=True)
class Row:
    """A labelled reply; ``labels`` are 0–1 (risk 0 or 1), ``group`` keeps near ones together."""

    id: str
    language: str
    reply: str
    customer: str
    situation: str
    channel: str
    kind: str
    risky: bool
    labels: dict[str, float]
    group: str
    part: str
    weight: float = 1.0


REAL_WEIGHT = {"nav": 0.4, "twitter_care_replies": 3.0}
"""What a real published reply counts beside a labelled one. The letters of one public service
are much alike; the tweets are the only real ones that answer customers in public."""


def load_real(languages: tuple[str, ...] = LANGUAGES) -> list[Row]:
    """Real published replies, taken to be fine: they say little of risk each, but together they
    tell the model what everyday replies look like.

    The sets have lost the customer's message. Most of the replies answered a complaint or a
    question, so each also stands with such a message drawn from the labelled replies: a plain
    question back to an angry customer is everyday service too.
    """
    found = []
    for language in languages:
        file = FOLDER / f"real.{language}.jsonl"
        messages = [row for row in load("replies", (language,)) if row.customer and row.situation in ("complaint", "question", "churn")]
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines() if file.is_file() else ()):
            data = json.loads(line)
            labels = {"risk": 0.02, "snark": 0.0, "humor": 0.02, "politeness": 0.65}
            found.append(Row(data["id"], language, data["reply"], "", "other", data["channel"], data["source"], False, labels, data["id"], "real", REAL_WEIGHT[data["source"]]))
            asked = messages[number * 7 % len(messages)]
            found.append(
                Row(
                    data["id"] + "+",
                    language,
                    data["reply"],
                    asked.customer,
                    asked.situation,
                    data["channel"],
                    data["source"],
                    False,
                    labels,
                    data["id"],
                    "real",
                    REAL_WEIGHT[data["source"]],
                )
            )
    return found


def load(part: str, languages: tuple[str, ...] = LANGUAGES) -> list[Row]:
    """The rows of one part: "first" or "replies" (replies, replies2 …)."""
    found = []
    for language in languages:
        files = sorted(FOLDER.glob(f"{part}*.{language}.jsonl"))
        for line in (line for file in files for line in file.read_text(encoding="utf-8").splitlines()):
            data = json.loads(line)
            labels = {"risk": float(data["risky"]), "politeness": (data["politeness"] - 1) / 4, "humor": data["humor"] / 3, "snark": data["snark"] / 3}
            for name in ("warmth", "formality"):
                if name in data:
                    labels[name] = (data[name] - 1) / 4
            found.append(
                Row(
                    data["id"],
                    language,
                    data["reply"],
                    data.get("customer", ""),
                    data.get("situation", "other"),
                    data.get("channel", ""),
                    data["kind"],
                    data["risky"],
                    labels,
                    data.get("industry", ""),
                    part,
                )
            )
    return found


def load_style() -> tuple[list[Row], list[Row]]:
    """English replies in the style of published ones: those to fit on and those held out, by
    industry, every other one."""
    rows = load("real_style", ("en",))
    fitted = set(sorted({row.group for row in rows})[::2])
    return [row for row in rows if row.group in fitted], [row for row in rows if row.group not in fitted]


def load_requests() -> list[Row]:
    """Requests of the Stanford Politeness Corpus: ``kind`` is the domain, the label "politeness"
    the annotators' score, in standard deviations from the domain's mean."""
    with gzip.open(FOLDER / "stanford_politeness.en.jsonl.gz", "rt", encoding="utf-8") as file:
        data = [json.loads(line) for line in file]
    return [Row(item["id"], "en", item["text"], "", "other", "", item["domain"], False, {"politeness": item["score"]}, item["id"], "requests") for item in data]
