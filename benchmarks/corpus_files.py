"""The project's labelled replies: two sets, written by different people.

``first.*.jsonl`` was written before the lexicons; ``replies.*.jsonl`` after, by others who had
not read the lexicons. Fitting on one and testing on the other shows what carries over.
"""

from __future__ import annotations

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


def load(part: str, languages: tuple[str, ...] = LANGUAGES) -> list[Row]:
    """The rows of one part: "first" or "replies"."""
    found = []
    for language in languages:
        file = FOLDER / f"{part}.{language}.jsonl"
        for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
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
