"""Promises of time: none faster than the service level, none that says nothing."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.switch import switch_setting, switched_on
from voicecheck.frozen import frozen
from voicecheck.guide.duration import Duration, hours_in_words
from voicecheck.guide.schema import Boolean, Record, Setting, Sourced, setting
from voicecheck.languages.times import load_times, promised_times
from voicecheck.problems import Place
from voicecheck.results import Finding


@frozen
class ResponseTime:
    """How fast the brand answers and acts, and how it speaks of it."""

    sla: Sourced[float] | None = setting(Duration(), "The service level: no reply may promise anything faster.", strictest="higher", example="24h")
    concrete: Sourced[bool] | None = setting(Boolean(), "true: “soon”, “as soon as possible” need a concrete time beside them.", strictest="higher", example="true")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class TooFast(Check):
    """A promise of time that the service level does not hold.

    Looks for:
    times in sentences about answering and acting (“within an hour”, “innen kl. 12”, “i dag”) that
    are shorter than ``response_time.sla``. “Today” counts as 12 hours, “tomorrow” as 36; a weekday is not judged.

    Why:
    Who promises an hour and answers in a day has disappointed twice. The promise that is kept is the
    one the service level allows.
    """

    id = "promises/too-fast"
    reads = ("response_time.sla",)
    source = "Stockholm University 24 h, NDLA 15 min, ASO 24 h, Welsh Government hours"
    limits = {"response_time": Setting(Record(ResponseTime), "Promises of time: none faster than the service level, none without a time.", example="{sla: 24h, concrete: true}")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("response_time")
        if limit is None or limit.sla is None:
            return
        row = examined.row
        fast = [item for item in promised_times(row, load_times(examined.language)) if item.hours < limit.sla.value]
        if fast:
            first = fast[0]
            words = examined.quote(row.starts[first.first], row.ends[first.last - 1])
            level = hours_in_words(limit.sla.value)
            yield self.finding(
                f"“{words}” promises {hours_in_words(first.hours)} at most; the service level is {level}.",
                f"Promise what you can keep every day: within {level}.",
                [(row.starts[item.first], row.ends[item.last - 1]) for item in fast],
                limit.sla.place,
            )


class VagueTime(Check):
    """A time that promises nothing, where the guide wants a concrete one.

    Looks for:
    with ``response_time.concrete: true``, “soon”, “as soon as possible”, “fortløpende” in a reply
    that names no day, hour or length of time.

    Why:
    “As soon as possible” is when the company likes. One concrete time ends the waiting.
    """

    id = "promises/vague-time"
    reads = ("response_time.concrete",)
    needs = ("vague_time",)
    severity = "warn"
    source = "Centercode and cx-macros guides: one concrete promise"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("response_time")
        if limit is None or limit.concrete is None or not limit.concrete.value:
            return
        vague = [item for item in examined.of("vague_time") if item.has_place]
        if vague and not examined.of("concrete_time"):
            yield self.finding(
                f"“{examined.quote(vague[0].start, vague[0].end)}” names no time; the guide asks for a concrete one.",
                "Say a day or an hour.",
                [(item.start, item.end) for item in vague],
                limit.concrete.place,
            )


class InPublic(Check):
    """Promises in public what nobody can keep.

    Looks for:
    with ``no_public_promises: true``, guarantees, “always”, “free for ever” on a public channel, at
    any strength; a hint is enough where everybody listens.

    Why:
    The free steak was a joke between two people until everybody wanted one. A promise in public is
    quoted for years.
    """

    id = "promises/in-public"
    reads = ("no_public_promises",)
    needs = ("overpromise", "giveaway")
    source = "Morton's steak at the airport: everyone listens"
    limits = {"no_public_promises": switch_setting("true: nothing is guaranteed or given away where everybody reads.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        rule = switched_on(examined, "no_public_promises")
        if rule is None or not examined.is_public:
            return
        found = [item for item in examined.of("overpromise", "giveaway") if item.has_place]
        if found:
            words = ", ".join(dict.fromkeys(f"“{examined.quote(item.start, item.end)}”" for item in found[:3]))
            yield self.finding(
                f"{words} is promised in public, where everybody can ask for the same.",
                "Promise the next step; settle what you give in private.",
                [(item.start, item.end) for item in found],
                rule.place,
            )
