"""From evidence to scores: one weight a category and dimension, every step shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import cached_property, lru_cache

from voicecheck.dimensions import DIMENSIONS
from voicecheck.frozen import frozen
from voicecheck.shipped import shipped_tree
from voicecheck.tone.evidence import Evidence
from voicecheck.tree import Mapping as TreeMapping
from voicecheck.tree import Scalar

RISK = "risk"
SATURATION = 4.0
"""More strength than this in one category adds nothing: a reply is not five times ruder
for five slights, and a long reply must not score higher for being long."""

STATISTICS = "wording"
REQUEST = "request_wording"
"""The categories under which the models of the statistical layer are weighed: of replies, and
of requests."""


@frozen
class Wording:
    """What a model of the statistical layer says of one score."""

    category: str
    log_odds: float
    share: Callable[[], list[Evidence]]
    """Shares the log-odds out over the words."""


@frozen
class Contribution:
    """How much one piece of evidence moved a score, in units of log-odds."""

    evidence: Evidence
    amount: float


@frozen
class Score:
    """A value from 0 to 100 and how it came about: ``base`` and the contributions add up
    to log-odds, which the logistic function turns into the value.

    The contributions are worked out when they are asked for: most replies pass, and nobody
    asks why.
    """

    value: int
    base: float
    evidence: tuple[Evidence, ...] = ()
    table: Mapping[str, float] = field(default_factory=dict)
    wordings: tuple[Wording, ...] = ()

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """What moved the score, the strongest first."""
        evidence = [*self.evidence, *(item for wording in self.wordings for item in wording.share())]
        relevant = [item for item in evidence if self.table.get(item.category)]
        totals = summed(relevant)
        found = [Contribution(item, self.table[item.category] * kept(item.category, totals[item.category]) * item.strength / totals[item.category]) for item in relevant]
        found.sort(key=lambda contribution: (-abs(contribution.amount), contribution.evidence.start, contribution.evidence.category))
        return tuple(found)

    def __getstate__(self) -> dict[str, object]:
        """With the contributions in place of what they are worked out from."""
        return {"value": self.value, "base": self.base, "evidence": (), "table": {}, "wordings": (), "contributions": self.contributions}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)


@frozen
class Weights:
    """The fitted weights: ``tables[dimension or "risk"][category]``, with its ``bases``."""

    bases: dict[str, float]
    tables: dict[str, dict[str, float]]
    provenance: str = ""


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped weights (voicecheck/tone/weights.yml), fitted by benchmarks/fit.py."""
    tree = shipped_tree("tone", "weights.yml")
    bases: dict[str, float] = {}
    tables: dict[str, dict[str, float]] = {}
    provenance = tree.get("provenance")
    for name in (*DIMENSIONS, RISK):
        table = tree.get(name)
        assert isinstance(table, TreeMapping)
        values = {key: float(value.text) for key, value in table.entries.items() if isinstance(value, Scalar)}
        bases[name] = values.pop("base")
        tables[name] = values
    return Weights(bases, tables, provenance.text if isinstance(provenance, Scalar) else "")


def summed(evidence: Iterable[Evidence]) -> dict[str, float]:
    """How much there is of each category."""
    totals: dict[str, float] = {}
    for item in evidence:
        totals[item.category] = totals.get(item.category, 0.0) + item.strength
    return totals


def kept(category: str, total: float) -> float:
    """How much of a category's total counts."""
    return total if category in (STATISTICS, REQUEST) else min(total, SATURATION)


def amounts(evidence: Iterable[Evidence]) -> dict[str, float]:
    """How much of each category counts."""
    return {category: kept(category, total) for category, total in summed(evidence).items()}


def score(evidence: tuple[Evidence, ...], counted: Mapping[str, float], table: Mapping[str, float], base: float, wordings: Iterable[Wording] = ()) -> Score:
    """The score that a dimension's weights make of the evidence.

    ``counted`` are the ``amounts`` of the evidence, ``wordings`` what the statistical layer says.
    """
    log_odds = base
    for category, amount in counted.items():
        if category in table:
            log_odds += table[category] * amount
    for wording in wordings:
        log_odds += table.get(wording.category, 0.0) * wording.log_odds
    value = round(100 / (1 + math.exp(-max(-30.0, min(30.0, log_odds)))))
    return Score(value, base, evidence, table, tuple(wordings))
