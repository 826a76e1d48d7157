"""What a check of many replies together is: how often, how many in a row, how different."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from voicecheck.checks.check import Rule
from voicecheck.guide.model import Guide
from voicecheck.results import Finding, Result


class Tally(ABC):
    """The count that a set check keeps in one run over the replies of one guide.

    It is told every result as it comes and keeps no more of it than it needs: a run may have
    a million.
    """

    @abstractmethod
    def add(self, number: int, result: Result) -> None:
        """Count the ``number``-th reply of the run, from 0. In a run that is told as it goes the
        result has neither findings nor evidence, and its reply no text: only what it is called,
        where it stands, and what was measured."""

    @abstractmethod
    def findings(self) -> Iterable[tuple[int | None, Finding]]:
        """What is wrong with the set. A number means that reply of it, None the set as a whole."""


class SetCheck(Rule):
    """A rule that a set of replies can fail. A module in ``voicecheck/checks`` with a subclass
    is found by itself, and explained like any check."""

    @abstractmethod
    def tally(self, guide: Guide) -> Tally | None:
        """A new count for a run, None where the guide asks nothing."""
