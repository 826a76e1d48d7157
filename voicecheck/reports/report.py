"""What a report format is: a renderer of an outcome, found by its name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import lru_cache
from typing import ClassVar

from voicecheck.discovery import Registry
from voicecheck.frozen import frozen
from voicecheck.reports.earlier import Earlier
from voicecheck.results import Outcome

SHOWN = {
    "": ("pass", "warn", "fail", "unchecked"),
    "all": ("pass", "warn", "fail", "unchecked"),
    "warn": ("warn", "fail", "unchecked"),
    "fail": ("fail",),
}
"""The verdicts and severities that each choice of ``Look.show`` leaves."""


@frozen
class Look:
    """How a report may look: columns, colour, characters beyond ASCII, what to leave out.

    ``quiet`` leaves only what failed or could not be read, and the summary;
    ``explain_scores`` adds how each score came about. ``show`` is "all", "warn" (what passes
    is left out), "fail" (only what fails) or empty: each format's own choice. Summaries count
    everything, whatever is shown. ``compare`` is an earlier report to tell the trend from; ``triage`` how many
    replies to tell that should be mended first (0: no such list).
    """

    width: int = 80
    color: bool = False
    unicode: bool = True
    quiet: bool = False
    explain_scores: bool = False
    show: str = ""
    compare: Earlier | None = None
    triage: int = 0

    def shows(self, severity: str) -> bool:
        """Whether a verdict or a severity is to be shown."""
        return severity in SHOWN[self.show or ("fail" if self.quiet else "")]


class Report(ABC):
    """One report format. A module in ``voicecheck/reports`` with a subclass is found by
    itself; the class docstring is its line in the help."""

    name: ClassVar[str]
    """The name for ``--format``."""
    for_people: ClassVar[bool] = False
    """Whether it is read in a terminal, in the terminal's encoding. Others are data, in UTF-8."""

    @abstractmethod
    def render(self, outcome: Outcome, look: Look) -> str:
        """The whole report, with a line break at its end."""


@lru_cache(maxsize=1)
def reports() -> Registry[Report]:
    """Every report format by name."""
    return Registry("voicecheck.reports", Report)
