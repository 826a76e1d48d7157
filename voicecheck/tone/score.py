"""From evidence to scores: one weight a category and dimension, every step shown."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from voicecheck.dimensions import DIMENSIONS
from voicecheck.tone.evidence import Evidence
from voicecheck.yaml_tree import Mapping, Scalar, parse_yaml

RISK = "risk"
SATURATION = 4.0
"""More strength than this in one category adds nothing: a reply is not five times ruder
for five slights, and a long reply must not score higher for being long."""

STATISTICS = "wording"
"""The category under which the statistical layer's evidence is weighed."""


@dataclass(frozen=True)
class Contribution:
    """How much one piece of evidence moved a score, in units of log-odds."""

    evidence: Evidence
    amount: float


@dataclass(frozen=True)
class Score:
    """A value from 0 to 100 and how it came about: ``base`` and the contributions add up
    to log-odds, which the logistic function turns into the value."""

    value: int
    base: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class Weights:
    """The fitted weights: ``tables[dimension or "risk"][category]``, with its ``bases``."""

    bases: dict[str, float]
    tables: dict[str, dict[str, float]]
    provenance: str = ""


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped weights (voicecheck/tone/weights.yml), fitted by benchmarks/fit.py."""
    tree = parse_yaml((files("voicecheck.tone") / "weights.yml").read_text(encoding="utf-8"), "weights.yml")
    assert isinstance(tree, Mapping)
    bases: dict[str, float] = {}
    tables: dict[str, dict[str, float]] = {}
    provenance = tree.get("provenance")
    for name in (*DIMENSIONS, RISK):
        table = tree.get(name)
        assert isinstance(table, Mapping)
        values = {key: float(value.text) for key, value in table.entries.items() if isinstance(value, Scalar)}
        bases[name] = values.pop("base")
        tables[name] = values
    return Weights(bases, tables, provenance.text if isinstance(provenance, Scalar) else "")


def amounts(evidence: Iterable[Evidence]) -> dict[str, float]:
    """How much there is of each category: summed strength, saturated."""
    totals: dict[str, float] = {}
    for item in evidence:
        totals[item.category] = totals.get(item.category, 0.0) + item.strength
    return {category: min(total, SATURATION) if total > 0 else max(total, -SATURATION * 2) for category, total in totals.items()}


def score(dimension: str, evidence: Iterable[Evidence], weights: Weights) -> Score:
    """The score of one dimension (or "risk") and the part each piece of evidence has in it."""
    evidence = tuple(evidence)
    table = weights.tables[dimension]
    relevant = [item for item in evidence if table.get(item.category)]
    totals: dict[str, float] = {}
    for item in relevant:
        totals[item.category] = totals.get(item.category, 0.0) + item.strength
    base = weights.bases[dimension]
    found = []
    for item in relevant:
        total = totals[item.category]
        kept = min(total, SATURATION)
        found.append(Contribution(item, table[item.category] * kept * item.strength / total))
    log_odds = base + sum(contribution.amount for contribution in found)
    value = round(100 / (1 + math.exp(-max(-30.0, min(30.0, log_odds)))))
    found.sort(key=lambda contribution: (-abs(contribution.amount), contribution.evidence.start, contribution.evidence.category))
    return Score(value, base, tuple(found))
