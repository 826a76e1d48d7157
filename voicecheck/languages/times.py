"""Lengths of time in running text: "within two hours", "innen kl. 12", "i dag"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cached_property, lru_cache

from voicecheck.frozen import frozen
from voicecheck.languages.matcher import Row
from voicecheck.shipped import shipped_tree
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

FILE = "rules/times.yml"
_CLOCK = re.compile(r"([01]?\d|2[0-4])([.:][0-5]\d)?\Z")
_LONGEST = 6
"""Words of the longest phrase in a list."""


@frozen
class Times:
    """The words for time of one language (rules/times.yml); all hours."""

    units: dict[str, float]
    numbers: dict[str, float]
    within: frozenset[str]
    fillers: frozenset[str]
    by_clock: frozenset[str]
    phrases: dict[str, float]
    later_days: dict[str, float]
    promising: tuple[str, ...]
    past: frozenset[str]

    @cached_property
    def promising_behind_a_space(self) -> tuple[str, ...]:
        """The beginnings of words that promise, as they stand in words joined with spaces."""
        return tuple(" " + beginning for beginning in self.promising)

    @cached_property
    def openings(self) -> frozenset[str]:
        """The first words of all that can be promised: without one, a sentence names no time."""
        return frozenset(phrase.split(" ")[0] for phrase in (*self.within, *self.by_clock, *self.phrases, *self.later_days))


@frozen
class TimeLimit:
    """Words ``first`` to ``last`` (exclusive) name a time within ``hours`` from now."""

    first: int
    last: int
    hours: float


@lru_cache(maxsize=8)
def load_times(language: str) -> Times:
    """The words for time of a shipped pack."""
    tree = shipped_tree("languages", language, *FILE.split("/"))

    def graded(key: str) -> dict[str, float]:
        value = tree.get(key)
        assert isinstance(value, Mapping), key
        return {word.lower(): float(hours) for hours, words in value.entries.items() for word in _words(words)}

    promising = tuple(_words(tree.get("promising")))
    listed = {key: frozenset(word.lower() for word in _words(tree.get(key))) for key in ("within", "fillers", "by_clock", "past")}
    return Times(
        units=graded("units"),
        numbers=graded("numbers"),
        within=listed["within"],
        fillers=listed["fillers"],
        by_clock=listed["by_clock"],
        phrases=graded("phrases"),
        later_days=graded("later_days"),
        promising=tuple(word.lower() for word in promising),
        past=listed["past"],
    )


def _words(tree: Tree | None) -> list[str]:
    return [item.text for item in tree.items if isinstance(item, Scalar)] if isinstance(tree, Sequence) else []


def promised_times(row: Row, times: Times) -> Iterator[TimeLimit]:
    """Every time that a sentence promises: with a lead ("within", "innen") or as a phrase
    ("today"), in a sentence about answering or acting, and not in the past."""
    if times.openings.isdisjoint(row.words) and times.openings.isdisjoint(row.texts):
        return
    for first, last in row.sentences:
        if times.openings.isdisjoint(row.words[first:last]) and times.openings.isdisjoint(row.texts[first:last]):
            continue
        words = tuple([written if written[0].isdigit() else word for word, written in zip(row.words[first:last], row.texts[first:last])])
        joined = " " + " ".join(words)
        if not times.past.isdisjoint(words) or not any(map(joined.__contains__, times.promising_behind_a_space)):
            continue
        starts = [index for index, word in enumerate(words) if word in times.openings]
        found = sorted((*_measured(words, starts, times), *_clock(words, starts, times), *_phrases(words, starts, times.phrases)))
        later = max((hours for _, _, hours in _phrases(words, starts, times.later_days)), default=0.0) if found else 0.0
        told = -1
        for start, end, hours in found:
            if start >= told:
                yield TimeLimit(first + start, first + end, max(hours, later))
                told = end


def _measured(words: tuple[str, ...], starts: list[int], times: Times) -> Iterator[tuple[int, int, float]]:
    """A lead, a number and a unit: "within two hours", "in the next three to four days"."""
    for start, index, _ in _listed(words, starts, times.within):
        while index < len(words) and words[index] in times.fillers:
            index += 1
        amount: float | None = None
        while index < len(words) and ((number := _number(words[index], times)) is not None or (amount is not None and words[index] in times.fillers)):
            amount, index = max(amount or 0.0, number or 0.0), index + 1  # "two to three hours"
        if index < len(words) and words[index] in times.units:
            more = index + 1 < len(words) and words[index + 1] in times.units  # "working days"
            yield start, index + 1 + more, (1.0 if amount is None else amount) * times.units[words[index]]  # "within the hour"


def _clock(words: tuple[str, ...], starts: list[int], times: Times) -> Iterator[tuple[int, int, float]]:
    """A time of day as the end: "by 12", "innen kl. 12.30"; today unless another day is named."""
    for start, lead_end, _ in _listed(words, starts, times.by_clock):
        if lead_end < len(words) and _CLOCK.match(words[lead_end]) and not (lead_end + 1 < len(words) and words[lead_end + 1] in times.units):
            yield start, lead_end + 1, 12.0


def _phrases(words: tuple[str, ...], starts: list[int], phrases: dict[str, float]) -> Iterator[tuple[int, int, float]]:
    for start, end, phrase in _listed(words, starts, phrases):
        yield start, end, phrases[phrase]


def _listed(words: tuple[str, ...], starts: list[int], phrases: Container[str]) -> Iterator[tuple[int, int, str]]:
    """Where phrases of a list stand, the longest of those that begin at the same word, which is
    one of ``starts``."""
    behind = 0
    for start in starts:
        if start >= behind:
            for end in range(min(start + _LONGEST, len(words)), start, -1):
                phrase = " ".join(words[start:end])
                if phrase in phrases:
                    yield start, end, phrase
                    behind = end
                    break


def _number(word: str, times: Times) -> float | None:
    if word in times.numbers:
        return times.numbers[word]
    figures = re.fullmatch(r"(\d{1,4})(?:[.,](\d))?(?:[-–](\d{1,4}))?", word)
    if figures is None:
        return None
    return float(figures.group(3) or f"{figures.group(1)}.{figures.group(2) or 0}")
