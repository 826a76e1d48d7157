"""Quotas: how many of the replies may be sharp, funny or cool, and how many in a row."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.set_check import SetCheck, Tally
from voicecheck.dimensions import DIMENSIONS
from voicecheck.frozen import frozen
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import MapOf, Number, Reader, Record, Setting, Sourced, setting
from voicecheck.problems import Place
from voicecheck.results import Finding, Result

AT_LEAST = 5
"""A share of fewer replies than this says nothing, unless the guide asks for it."""
NAMED = 5
"""So many of the replies in excess are named."""


@frozen
class Quota:
    """How many of the replies may lie above (or below) a value of a dimension."""

    above: Sourced[float] | None = setting(Number(0, 100), "Replies above this value are counted.", example="20")
    below: Sourced[float] | None = setting(Number(0, 100), "Replies below this value are counted.", example="40")
    max_share: Sourced[float] | None = setting(Number(0, 1), "The largest share of the replies that may be counted, 0 to 1.", example="0.15")
    max_streak: Sourced[float] | None = setting(Number(1, whole=True), "The most of them in a row, in the order of the drafts.", example="2")
    at_least: Sourced[float] | None = setting(Number(1, whole=True), f"With fewer replies no share is judged. Default: {AT_LEAST}.", example="20")
    place: Place = Place("")


def sound_quota(quota: Quota, reader: Reader) -> None:
    """Tell the reader of a quota that counts nothing, or limits nothing."""
    if (quota.above is None) == (quota.below is None):
        reader.problem(quota.place, "a quota needs either above or below: which replies are counted")
    if quota.max_share is None and quota.max_streak is None:
        reader.problem(quota.place, "a quota needs max_share, max_streak or both: how many may be counted")


@frozen
class _Counted:
    number: int
    value: int
    name: str


class _Count(Tally):
    """Counts the replies beyond one quota's value, and how many come in a row."""

    def __init__(self, check: SetCheck, dimension: str, quota: Quota) -> None:
        self.check, self.dimension, self.quota = check, dimension, quota
        self.replies = 0
        self.counted = 0
        self.worst: list[_Counted] = []
        self.streak: list[_Counted] = []
        self.longest: list[_Counted] = []

    @property
    def beyond(self) -> str:
        quota = self.quota
        return f"above {quota.above.value:g}" if quota.above else f"below {quota.below.value:g}" if quota.below else ""

    def add(self, number: int, result: Result) -> None:
        if result.tone is None:
            return
        self.replies += 1
        value = result.tone[self.dimension]
        quota = self.quota
        if not ((quota.above and value > quota.above.value) or (quota.below and value < quota.below.value)):
            self.streak = []
            return
        self.counted += 1
        reply = result.reply
        told = _Counted(number, value, reply.id or f"{reply.path}:{reply.line}")
        self.worst = sorted([*self.worst, told], key=lambda item: (-item.value if quota.above else item.value, item.number))[:NAMED]
        self.streak.append(told)
        if len(self.streak) > len(self.longest):
            self.longest = list(self.streak)

    def findings(self) -> Iterable[tuple[int | None, Finding]]:
        raise NotImplementedError


class _ShareCount(_Count):
    def findings(self) -> Iterable[tuple[int | None, Finding]]:
        most = self.quota.max_share
        if most is None or self.replies < (self.quota.at_least.value if self.quota.at_least else AT_LEAST) or self.counted / self.replies <= most.value:
            return
        allowed = int(most.value * self.replies)
        names = ", ".join(f"{item.name} ({item.value})" for item in self.worst)
        yield (
            None,
            self.check.finding(
                f"{self.dimension} is {self.beyond} in {self.counted} of {self.replies} replies ({self.counted / self.replies:.0%}); the guide allows {most.value:.0%}.",
                f"Change at least {self.counted - allowed} of them, the furthest out first: {names}.",
                rule=most.place,
                layer="set",
            ),
        )


class _StreakCount(_Count):
    def findings(self) -> Iterable[tuple[int | None, Finding]]:
        most = self.quota.max_streak
        if most is None or len(self.longest) <= most.value:
            return
        first, last = self.longest[0].name, self.longest[-1].name
        yield (
            None,
            self.check.finding(
                f"{self.dimension} is {self.beyond} in {len(self.longest)} replies in a row, from {first} to {last}; the guide allows {most.value:g}.",
                "Put a plainer reply in between: cheeky is one thing, consistently so another.",
                rule=most.place,
                layer="set",
            ),
        )


class _Counts(Tally):
    """Several counts as one."""

    def __init__(self, counts: list[_Count]) -> None:
        self.counts = counts

    def add(self, number: int, result: Result) -> None:
        for count in self.counts:
            count.add(number, result)

    def findings(self) -> Iterable[tuple[int | None, Finding]]:
        for count in self.counts:
            yield from count.findings()


def _quotas(guide: Guide) -> dict[str, Quota]:
    found: dict[str, Quota] = guide.sections.get("quota", {})
    return found


class Share(SetCheck):
    """More of the replies are sharp, funny or cool than the guide allows.

    Looks for:
    the share of the checked replies whose dimension lies above (or below) a value, against
    ``quota: {snark: {above: 20, max_share: 0.15}}``.

    Why:
    Cheeky is one thing, consistently rude another: one sharp reply is a character, thirty are
    a reputation.
    """

    id = "quota/share"
    source = "marketing researchers on the cheeky airline's account"
    sections = {
        "quota": Setting(
            MapOf(Record(Quota, validate=sound_quota), DIMENSIONS),
            "How many of the replies of a run may lie above or below a value, as a share and in a row.",
            example="{snark: {above: 20, max_share: 0.15, max_streak: 2}}",
        )
    }

    def tally(self, guide: Guide) -> Tally | None:
        counts: list[_Count] = [_ShareCount(self, name, quota) for name, quota in _quotas(guide).items() if quota.max_share]
        return _Counts(counts) if counts else None


class Streak(SetCheck):
    """Too many sharp, funny or cool replies in a row.

    Looks for:
    replies one after the other, in the order of the drafts, whose dimension lies above (or
    below) a value, against ``quota: {snark: {above: 20, max_streak: 2}}``.

    Why:
    Whoever scrolls through the answers reads them in a row.
    """

    id = "quota/streak"
    severity = "warn"
    source = "marketing researchers on the cheeky airline's account"

    def tally(self, guide: Guide) -> Tally | None:
        counts: list[_Count] = [_StreakCount(self, name, quota) for name, quota in _quotas(guide).items() if quota.max_streak]
        return _Counts(counts) if counts else None
