"""A guide that does not hold yet, or no longer."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from voicecheck.checks.set_check import SetCheck, Tally
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Sourced
from voicecheck.results import Finding, Result


class _Told(Tally):
    def __init__(self, finding: Finding) -> None:
        self._finding = finding
        self._judged = False

    def add(self, number: int, result: Result) -> None:
        self._judged = True

    def findings(self) -> Iterable[tuple[int | None, Finding]]:
        if self._judged:
            yield None, self._finding


class Validity(SetCheck):
    """Replies are judged by a guide outside the days it holds for.

    Looks for:
    a run before ``valid_from`` or after ``valid_until`` of the guide, by the calendar of the computer.

    Why:
    Voices change: an airline was earnest one year and cheeky the next. A guide that nobody looked
    at since holds drafts to what the brand no longer wants.
    """

    id = "guide/validity"
    severity = "warn"
    source = "Ryanair: earnest in 2013, cheeky later"

    def tally(self, guide: Guide) -> Tally | None:
        today = datetime.date.today()
        if guide.valid_until and today > guide.valid_until.value:
            return self._told(f"The guide held until {guide.valid_until.value}; today is {today}.", guide.valid_until)
        if guide.valid_from and today < guide.valid_from.value:
            return self._told(f"The guide holds from {guide.valid_from.value} on; today is {today}.", guide.valid_from)
        return None

    def _told(self, message: str, rule: Sourced[datetime.date]) -> Tally:
        return _Told(self.finding(message, "Check with whoever keeps the guide, and set a new date.", rule=rule.place, layer="set"))
