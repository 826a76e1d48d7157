"""Joins findings of one check that are about the same words."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from voicecheck.results import Finding, Fix

_GRAVITY = {"warn": 1, "fail": 2}


class Joined:
    """Gathers findings: those of the same check for the same words become one, for which the
    graver (the first, where they are equal) speaks. Thousands in one reply take no longer each
    than a few do."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        """Begins with ``findings`` as they are, which were joined before."""
        self._groups: list[_Group] = []
        self._first_at: dict[tuple[str, tuple[int, int]], int] = {}
        self._without_places: set[Finding] = set()
        for finding in findings:
            self._begin(finding)

    def __iter__(self) -> Iterator[Finding]:
        return (group.finding() for group in self._groups)

    def add(self, finding: Finding) -> None:
        """Add a finding, or join it to the first with which it has a place in common."""
        if not finding.places:
            if finding not in self._without_places:
                self._begin(finding)
            return
        first = min(self._first_at.get((finding.check, place), len(self._groups)) for place in finding.places)
        if first == len(self._groups):
            self._begin(finding)
        else:
            self._groups[first].take(finding)
            self._stands_at(finding, first)

    def _begin(self, finding: Finding) -> None:
        self._groups.append(_Group(finding))
        self._stands_at(finding, len(self._groups) - 1)
        if not finding.places:
            self._without_places.add(finding)

    def _stands_at(self, finding: Finding, number: int) -> None:
        for place in finding.places:
            key = finding.check, place
            self._first_at[key] = min(number, self._first_at.get(key, number))


class _Group:
    """Findings that are told as one."""

    def __init__(self, finding: Finding) -> None:
        self._speaker = finding
        self._others: list[Finding] = []
        self._fixes: deque[tuple[Fix, ...]] = deque([finding.fixes])

    def take(self, finding: Finding) -> None:
        self._others.append(finding)
        if _GRAVITY[self._speaker.severity] >= _GRAVITY[finding.severity]:
            self._fixes.append(finding.fixes)
        else:
            self._speaker, self._others[-1] = finding, self._speaker
            self._fixes.appendleft(finding.fixes)

    def finding(self) -> Finding:
        if not self._others:
            return self._speaker
        places = {place for finding in (self._speaker, *self._others) for place in finding.places}
        return replace(self._speaker, places=tuple(sorted(places)), fixes=tuple(dict.fromkeys(fix for fixes in self._fixes for fix in fixes)))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gravest first, then in order of place."""
    return tuple(sorted(findings, key=lambda item: (-_GRAVITY[item.severity], not item.places, item.places[:1], item.check)))
