"""From evidence to scores: one weight a category and dimension, every step shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple

from voicecheck.dimensions import DIMENSIONS
from voicecheck.frozen import frozen
from voicecheck.shipped import shipped_tree
from voicecheck.tone.evidence import Evidence
from voicecheck.tree import Mapping as TreeMapping
from voicecheck.tree import Scalar

RISK = "risk"
SCORES = (*DIMENSIONS, RISK)
"""Every score that a reply gets."""
SATURATION = 4.0
"""More strength than this in one category adds nothing: a reply is not five times ruder
for five slights, and a long reply must not score higher for being long."""

STATISTICS = "wording"
REQUEST = "request_wording"
"""The categories under which the models of the statistical layer are weighed: of replies, and
of requests."""


class Wording(NamedTuple):
    """What a model of the statistical layer says of the scores that it knows."""

    category: str
    log_odds: Mapping[str, float]
    share: Callable[[str], list[Evidence]]
    """Shares the log-odds of one score out over the words."""


class Contribution(NamedTuple):
    """How much one piece of evidence moved a score, in units of log-odds."""

    evidence: Evidence
    amount: float


@frozen
class Weights:
    """The fitted weights: ``tables[dimension or "risk"][category]``, with its ``bases``."""

    bases: dict[str, float]
    tables: dict[str, dict[str, float]]
    provenance: str = ""

    @cached_property
    def by_category(self) -> dict[str, tuple[float, ...]]:
        """What each category weighs in every score, in the order of ``SCORES``."""
        categories = dict.fromkeys(category for table in self.tables.values() for category in table)
        return {category: tuple(self.tables[name].get(category, 0.0) for name in SCORES) for category in categories}


class Part(NamedTuple):
    """A piece of evidence, with how much counts of its category and how much there is of that."""

    evidence: Evidence
    counts: float
    total: float


@frozen
class Grounds:
    """What the scores of one reply are made of: ``context`` are the amounts of what its
    situation and its customer add to the evidence."""

    weights: Weights
    evidence: tuple[Evidence, ...] = ()
    context: Mapping[str, float] = field(default_factory=dict)
    wordings: tuple[Wording, ...] = ()

    @property
    def weighed(self) -> list[Evidence]:
        """The evidence, and the context as evidence without a place."""
        return [*self.evidence, *[Evidence(category, amount, 0, 0, "", source="structure") for category, amount in self.context.items()]]

    @cached_property
    def parts(self) -> list[Part]:
        """The same, as parts of their categories, in order of place."""
        return parts(self.weighed)


@frozen
class Score:
    """A value from 0 to 100 and how it came about: ``base`` and the contributions add up
    to log-odds, which the logistic function turns into the value. ``name`` is the dimension
    (or "risk").

    Base and contributions are worked out when they are asked for: most replies pass, and nobody
    asks why.
    """

    value: int
    name: str
    grounds: Grounds

    @cached_property
    def base(self) -> float:
        """The log-odds of a reply of which nothing is known."""
        return self.grounds.weights.bases[self.name]

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """What moved the score, the strongest first."""
        table = self.grounds.weights.tables[self.name]
        said = [part for wording in self.grounds.wordings if table.get(wording.category) for part in parts(wording.share(self.name))]
        found = [Contribution(item, weight * counts * item.strength / total) for item, counts, total in (*self.grounds.parts, *said) if (weight := table.get(item.category))]
        found.sort(key=lambda contribution: -abs(contribution.amount))
        return tuple(found)

    def __getstate__(self) -> dict[str, object]:
        """With base and contributions in place of what they are worked out from."""
        return {"value": self.value, "name": self.name, "grounds": None, "base": self.base, "contributions": self.contributions}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped weights (voicecheck/tone/weights.yml), fitted by benchmarks/fit.py."""
    tree = shipped_tree("tone", "weights.yml")
    bases: dict[str, float] = {}
    tables: dict[str, dict[str, float]] = {}
    provenance = tree.get("provenance")
    for name in SCORES:
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
        category, strength = item[:2]
        totals[category] = totals.get(category, 0.0) + strength
    return totals


def parts(evidence: Sequence[Evidence]) -> list[Part]:
    """Each piece of the evidence as a part of its category, in order of place."""
    totals = summed(evidence)
    counted = {category: kept(category, total) for category, total in totals.items()}
    return [Part(item, counted[item.category], totals[item.category]) for item in sorted(evidence, key=attrgetter("start", "category"))]


def kept(category: str, total: float) -> float:
    """How much of a category's total counts."""
    return total if total <= SATURATION or category in (STATISTICS, REQUEST) else SATURATION


def amounts(evidence: Iterable[Evidence]) -> dict[str, float]:
    """How much of each category counts."""
    return {category: kept(category, total) for category, total in summed(evidence).items()}


def scores(grounds: Grounds, counted: Mapping[str, float]) -> dict[str, Score]:
    """Every score that the weights make of the evidence.

    ``counted`` are the ``amounts`` of the evidence and the context together.
    """
    weights, table = grounds.weights, grounds.weights.by_category
    politeness, humor, snark, warmth, formality, risk = map(weights.bases.__getitem__, SCORES)
    for category, amount in counted.items():
        if category in table:
            of_politeness, of_humor, of_snark, of_warmth, of_formality, of_risk = table[category]
            politeness += of_politeness * amount
            humor += of_humor * amount
            snark += of_snark * amount
            warmth += of_warmth * amount
            formality += of_formality * amount
            risk += of_risk * amount
    log_odds = dict(zip(SCORES, (politeness, humor, snark, warmth, formality, risk)))
    for wording in grounds.wordings:
        for name, said in wording.log_odds.items():
            log_odds[name] += weights.tables[name].get(wording.category, 0.0) * said
    return {name: Score(logistic(total), name, grounds) for name, total in log_odds.items()}


def logistic(log_odds: float) -> int:
    """Log-odds as a score from 0 to 100."""
    return round(100 / (1 + math.exp(-log_odds))) if log_odds > -30 else 0
