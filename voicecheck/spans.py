"""Stretches (start, end) of a text, however many: what lies in them, and what overlaps them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Apart:
    """Stretches of which no two overlap."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> bool:
        """Add a stretch unless one of them overlaps it; whether it was added."""
        number = bisect_right(self._ends, start)  # the first that ends behind the start
        if number < len(self._starts) and self._starts[number] < end:
            return False
        self._starts.insert(number, start)
        self._ends.insert(number, end)
        return True


class Covered:
    """Stretches that may overlap."""

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def holds(self, start: int, end: int) -> bool:
        """Whether one of the stretches holds all from ``start`` to ``end``."""
        number = bisect_right(self._starts, start)  # so many begin no later
        return number > 0 and self._furthest[number - 1] >= end

    def touch(self, start: int, end: int) -> bool:
        """Whether one of the stretches overlaps that from ``start`` to ``end``."""
        number = bisect_left(self._starts, end)
        return number > 0 and self._furthest[number - 1] > start


def outermost(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order, each once, without those that lie inside another."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(stretches), key=lambda stretch: (stretch[0], -stretch[1])):
        if not found or end > found[-1][1]:
            found.append((start, end))
    return found
