"""Which limits of a guide its own examples put to the test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from voicecheck.checks.registry import set_checks, vocabulary
from voicecheck.compiler import CompiledGuide
from voicecheck.frozen import frozen
from voicecheck.guide.examples import GuideTest
from voicecheck.guide.model import Guide
from voicecheck.guide.values import guide_values, is_fact, places_in, with_limits, with_numbers
from voicecheck.guide_tools.run_tests import Tested, reply_of
from voicecheck.problems import Place
from voicecheck.results import Result

TIGHTER = 0.25
"""An approved reply that would fail a limit this much stricter comes near it."""


@frozen
class Limit:
    """Something that the guide limits: a number, a list, or a named entry (a word, a pattern).
    ``places`` are where it and what is inside it was written."""

    name: str
    places: frozenset[Place]

    @property
    def place(self) -> Place:
        """Where it begins."""
        return min(self.places)


@frozen
class Coverage:
    """The limits that the guide itself sets: those that some example exercises, and the others.
    ``of_sets`` hold for many replies together (quota, inbox …): no single example can exercise
    them, and they count as neither."""

    exercised: tuple[Limit, ...]
    idle: tuple[Limit, ...]
    of_sets: tuple[Limit, ...] = ()

    @property
    def count(self) -> int:
        """How many limits there are."""
        return len(self.exercised) + len(self.idle)


def coverage(compiled: CompiledGuide, tested: Iterable[Tested]) -> Coverage:
    """Sort the limits written in the guide's own file by whether an example exercises them.

    An example exercises a limit in one of three ways: a finding cites the limit's line; or an
    approved reply meets it where a reply of one word would not; or an approved reply meets it,
    but would not if it were a quarter stricter.
    """
    guide = compiled.guide
    cited: set[Place] = set()
    tightened = CompiledGuide(with_tightened_limits(guide))
    for item in tested:
        found = _cited(item.result)
        cited |= found
        if item.test.kind == "approve":
            cited |= _cited(tightened.check(reply_of(item.test.example))) - found
            cited |= _cited(compiled.check(_bare(item.test, guide))) - found
    exercised: list[Limit] = []
    idle: list[Limit] = []
    for limit in limits_of(guide):
        (exercised if cited & limit.places else idle).append(limit)
    return Coverage(tuple(exercised), tuple(idle), tuple(limits_of(guide, of_sets=True)))


def limits_of(guide: Guide, of_sets: bool = False) -> list[Limit]:
    """The limits that the guide's own file sets for single replies, or those that hold for
    replies as a set: no facts of channels, nothing inherited."""
    set_keys = {key for check in set_checks() for key in check.sections}
    found: dict[str, set[Place]] = {}
    for value in guide_values(guide, vocabulary()):
        if value.place.path != guide.path or value.path[-1] == "override" or (value.path[0] in set_keys) is not of_sets or is_fact(value.path, vocabulary()):
            continue
        places = found.setdefault(".".join(value.entry) or value.name, set())
        places.update(places_in(value.sourced))
        places.update(places_in(value.holder))
    return [Limit(name, frozenset(places)) for name, places in found.items()]


def with_tightened_limits(guide: Guide) -> Guide:
    """The guide with every number that has a stricter direction moved that way."""

    def tighter(number: float, strictest: str) -> float:
        step = max(1.0, abs(number) * TIGHTER)
        return number - step if strictest == "lower" else number + step if strictest == "higher" else number

    def scope(limits: dict[str, Any]) -> dict[str, Any]:
        return {key: with_numbers(value, tighter, vocabulary().limits[key].strictest) for key, value in limits.items()}

    return replace(
        with_limits(guide, scope),
        sections={name: with_numbers(value, tighter) for name, value in guide.sections.items()},
        gate=with_numbers(guide.gate, tighter),
    )


def _bare(test: GuideTest, guide: Guide) -> Any:
    """The example with nothing in it but the brand's name: whatever must be there is missing."""
    return reply_of(test.example, (guide.brand.split() or ["A"])[0] + ".")


def _cited(result: Result) -> set[Place]:
    return {finding.rule for finding in result.findings if finding.rule is not None}
