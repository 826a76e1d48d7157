"""What an apology consists of, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.elements import first_place
from voicecheck.checks.structure import reply_in
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Choice, ListOf, Record, Setting, Sourced, setting
from voicecheck.problems import Place
from voicecheck.results import Finding

COMPONENTS: dict[str, tuple[tuple[str, ...], str]] = {
    "regret": (("apology", "regret"), "Say that you are sorry for what happened."),
    "responsibility": (("ownership",), "Say that it was your mistake."),
    "explanation": (("explanation",), "Say in one sentence why it happened."),
    "repair": (("repair", "next_step"), "Say what you do to put it right."),
    "empathy": (("empathy", "acknowledgement"), "Say that you understand how it feels."),
    "invitation": (("invitation", "private_channel"), "Keep the door open."),
}
_UPSET = ("complaint", "churn", "crisis", "sensitive")


@frozen
class Apology:
    """The components of an apology."""

    components: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(tuple(COMPONENTS))), "What every apology has, in this order.", strictest="union", example="[regret, responsibility, repair]"
    )
    order: Sourced[bool] | None = setting(Boolean(), "true: the components must come in the order in which they are listed.", strictest="higher")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class ApologyParts(Check):
    """An apology that lacks a part, or gives the parts in the wrong order.

    Looks for:
    the ``apology.components`` in every reply that apologises, and in every answer to a complaint,
    a farewell or a crisis; with ``order: true`` also that they come in that order.

    Why:
    Of the six parts of an apology, responsibility and the offer of repair do the most; regret alone
    does little.
    """

    id = "structure/apology"
    reads = ("apology.components",)
    severity = "warn"
    source = "Lewicki, Polin & Lount (2016), An exploration of the structure of effective apologies"
    limits = {"apology": Setting(Record(Apology), "What an apology consists of.", example="{components: [regret, responsibility, repair], order: true}")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("apology")
        if limit is None or limit.components is None or not (examined.situation in _UPSET or examined.of("apology", "ownership")):
            return
        places = [(entry, first_place(examined, COMPONENTS[entry.value][0])) for entry in limit.components.value]
        missing = [entry for entry, place in places if place is None]
        if missing:
            names = " and ".join(entry.value for entry in missing)
            apologises = len(missing) < len(places) and examined.of("apology", "regret", "ownership")
            what = "The apology lacks" if apologises else f"{reply_in(examined.situation)} apologises here; this one lacks"
            yield self.finding(f"{what} {names}.", " ".join(COMPONENTS[entry.value][1] for entry in missing), (), missing[0].place, layer="structure")
        if limit.order is None or not limit.order.value:
            return
        present = [(entry.value, place) for entry, place in places if place is not None]
        for (first, one), (second, two) in pairwise(present):
            if two[0] < one[0]:
                yield self.finding(
                    f"“{examined.quote(*two)}” ({second}) comes before “{examined.quote(*one)}” ({first}); an apology goes {', '.join(name for name, _ in present)}.",
                    f"Put the {first} first.",
                    [two],
                    limit.order.place,
                )
                return
