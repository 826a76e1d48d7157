"""A guide that was read and found sound: enough for all of a run but judging."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from voicecheck.checks.registry import set_checks
from voicecheck.guide.model import Guide
from voicecheck.selection import ALL, Selection

if TYPE_CHECKING:
    from voicecheck.checks.set_check import Tally
    from voicecheck.compiler import CompiledGuide
    from voicecheck.drafts.reply import Reply
    from voicecheck.results import Finding, Result


class LoadedGuide:
    """A guide, and which of its checks are looked at. What it takes to judge is loaded when the
    first reply is judged: a run whose results are all known does without."""

    def __init__(self, guide: Guide, selection: Selection = ALL) -> None:
        self.guide = guide
        self.selection = selection
        self._grades: dict[str, str] = {}

    @cached_property
    def _compiled(self) -> CompiledGuide:
        """The guide made ready to judge."""
        from voicecheck.compiler import CompiledGuide

        return CompiledGuide(self.guide, self.selection)

    def check(self, reply: Reply) -> Result:
        """Judge one reply."""
        return self._compiled.check(reply)

    def tallies(self) -> list[Tally]:
        """New counts for what the guide asks of the replies of a run together."""
        return [tally for check in set_checks() if (tally := check.tally(self.guide)) is not None]

    def graded(self, finding: Finding) -> Finding | None:
        """The finding with the severity that the guide gives its check, None where it is off or
        was not selected."""
        grade = self._grades.get(finding.check)
        if grade is None:
            grade = self._grades[finding.check] = self._grade(finding.check)
        return None if grade == "off" else replace(finding, severity=grade) if grade and grade != finding.severity else finding

    def _grade(self, check: str) -> str:
        """The severity that the guide gives a check, "off" where it is not selected; empty where
        the check's own counts."""
        if not self.selection.takes(check):
            return "off"
        given = self.guide.severity.get(check) or self.guide.severity.get(check.split("/")[0])
        return given.value if given is not None else ""
