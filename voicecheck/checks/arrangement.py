"""How a reply is put together: what may not be in it, and what comes first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.elements import FORBIDDEN, ORDERED, first_place
from voicecheck.checks.structure import ELEMENTS, reply_in
from voicecheck.dimensions import SITUATION_ALIASES, SITUATIONS
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Choice, ListOf, MapOf, Setting
from voicecheck.problems import Problem
from voicecheck.results import Finding

_SCOPES = (*SITUATIONS, *SITUATION_ALIASES)


class Forbidden(Check):
    """Something that no reply of this kind may have.

    Looks for:
    the elements under ``forbid`` for the situation and the channel: those of ``require``, and
    promotion, troubleshooting, law, direct_message.

    Why:
    An answer to praise that ends in an offer turns a thank-you into a sales talk.
    """

    id = "structure/forbidden"
    reads = ("forbid",)
    source = "Social media managers on praise: answer it, pleasantly"
    sections = {
        "forbid": Setting(
            MapOf(ListOf(Choice(tuple(FORBIDDEN))), _SCOPES, open_names=True), "What no reply may have, by situation or channel.", example="{praise: [promotion], complaint: [law]}"
        )
    }

    def remarks(self, guide: Guide) -> Iterable[Problem]:
        """What ``require`` asks of the same replies: of the same situation or channel, or of a
        situation on a channel."""
        require = guide.sections.get("require", {})
        for scope, forbidden in guide.sections.get("forbid", {}).items():
            for other, required in require.items():
                if other != scope and (other in _SCOPES) is (scope in _SCOPES):
                    continue  # no reply is in two situations, or on two channels
                for entry, wanted in product(forbidden.value, required.value):
                    same = entry.value == wanted.value and other == scope
                    if same or set(ELEMENTS[wanted.value][0]) <= set(FORBIDDEN[entry.value]):
                        where = scope if other == scope else f"{scope} and {other} together"
                        yield Problem(
                            entry.place,
                            f"forbid rules out {entry.value}, and require asks for {wanted.value} at {wanted.place}: no reply could meet both ({where}). Delete one of the two",
                        )

    def findings(self, examined: Examined) -> Iterable[Finding]:
        forbidden = examined.guide.sections.get("forbid", {})
        for scope in examined.scopes:
            for entry in forbidden[scope].value if scope in forbidden else ():
                found = [item for item in examined.of(*FORBIDDEN[entry.value]) if item.has_place and item.strength >= 2]
                if found:
                    yield self.finding(
                        f"{reply_in(scope)} has no {entry.value.replace('_', ' ')}; “{examined.quote(found[0].start, found[0].end)}” is one.",
                        "Leave it out.",
                        [(item.start, item.end) for item in found],
                        entry.place,
                    )


class Order(Check):
    """Elements in the wrong order.

    Looks for:
    an element of ``order`` that comes before one it should follow. Only elements that are in the
    reply count; what is missing is for ``require``.

    Why:
    Listen and understand first, then fix. The same two sentences the other way round read as an
    excuse with a sorry behind it.
    """

    id = "structure/order"
    reads = ("order",)
    severity = "warn"
    source = "Telenor: listen and understand, then fix; BFK guide: law and policy last"
    sections = {
        "order": Setting(
            MapOf(ListOf(Choice(tuple(ORDERED))), _SCOPES, open_names=True),
            "Which element comes before which, by situation or channel.",
            example="{complaint: [acknowledgement, explanation, solution, law]}",
        )
    }

    def findings(self, examined: Examined) -> Iterable[Finding]:
        ordered = examined.guide.sections.get("order", {})
        for scope in examined.scopes:
            if scope not in ordered:
                continue
            latest: tuple[int, int, str] | None = None
            for entry in ordered[scope].value:
                place = first_place(examined, ORDERED[entry.value])
                if place is None:
                    continue
                if latest is not None and place[0] < latest[0]:
                    before, after = latest[2].replace("_", " "), entry.value.replace("_", " ")
                    yield self.finding(
                        f"“{examined.quote(*place)}” ({after}) comes before “{examined.quote(latest[0], latest[1])}” ({before}); here {before} comes first.",
                        f"Put the {after} behind the {before}.",
                        [place],
                        entry.place,
                    )
                else:
                    latest = (*place, entry.value)
