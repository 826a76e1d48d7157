"""What a reply must have: greeting, acknowledgement, ownership, next step …"""

from __future__ import annotations

import re
from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.dimensions import SITUATIONS
from voicecheck.guide.limits import limits_for
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Choice, ListOf, MapOf, Setting
from voicecheck.problems import Problem
from voicecheck.results import Finding

ELEMENTS: dict[str, tuple[tuple[str, ...], str]] = {
    "greeting": (("greeting",), "Begin with a greeting."),
    "acknowledgement": (("acknowledgement", "empathy", "apology", "ownership", "regret", "reassurance"), "Say first that you read and understood what happened."),
    "ownership": (("ownership", "apology"), "Say whose fault it was: yours."),
    "apology": (("apology",), "Apologise for what happened, not for how the customer feels."),
    "empathy": (("empathy",), "Say that you understand how it feels."),
    "explanation": (("explanation",), "Say in one sentence why it happened."),
    "next_step": (("next_step", "repair", "offer", "private_channel", "concrete_time"), "Say what you have done or will do now."),
    "concrete_time": (("concrete_time",), "Say when: a day or an hour."),
    "offer": (("offer", "repair"), "Offer something: help, a choice, a replacement."),
    "invitation": (("invitation", "private_channel"), "Keep the door open: say how to reach you."),
    "thanks": (("thanks",), "Thank the customer."),
    "signature": (("sign_off",), "Sign the reply."),
}
"""Each element: the categories of which one is enough, and what to do where none is there."""


def elements_in(examined: Examined) -> frozenset[str]:
    """The elements that a reply has."""
    present = {item.category for item in examined.evidence}
    found = {name for name, (categories, _) in ELEMENTS.items() if present & set(categories)}
    return frozenset({*found, "signature"} if has_signature(examined.text) else found)


class Missing(Check):
    """Something that the guide asks every reply of this kind to have.

    Looks for:
    the elements under ``require`` for the situation and the channel: greeting, acknowledgement,
    ownership, apology, empathy, explanation, next_step, concrete_time, offer, invitation, thanks,
    signature.

    Why:
    An apology works by responsibility first, repair second, then regret. What is missing hurts
    more often than what is said.
    """

    id = "structure/missing"
    reads = ("require",)
    source = "Lewicki, Polin & Lount (2016), An exploration of the structure of effective apologies"
    sections = {
        "require": Setting(
            MapOf(ListOf(Choice(tuple(ELEMENTS), meanings=tuple((name, advice) for name, (_, advice) in ELEMENTS.items()))), SITUATIONS, open_names=True),
            "What every reply must have, by situation or channel.",
            strictest="union",
            example="{complaint: [acknowledgement, next_step], email: [greeting, signature]}",
        )
    }

    def remarks(self, guide: Guide) -> Iterable[Problem]:
        for scope, elements in guide.sections.get("require", {}).items():
            never = limits_for(guide, scope if scope in guide.situations else "", scope if scope in guide.channels else "").get("never", {})
            for entry in elements.value:
                categories, _ = ELEMENTS[entry.value]
                if set(categories) <= set(never):
                    yield Problem(
                        entry.place, f"{scope} must have {entry.value}, which never forbids at {never[categories[0]].place}; no reply could meet both. Delete one of the two"
                    )

    def findings(self, examined: Examined) -> Iterable[Finding]:
        required = examined.guide.sections.get("require", {})
        present = examined.present
        if examined.facts.support and examined.facts.support.value != "yes" and any(kind in ("url", "email", "handle") for _, _, kind in examined.masks):
            present = present | {"next_step"}  # where customers are not helped, showing the way is the next step
        told: set[str] = set()
        for scope in examined.scopes:
            for entry in required[scope].value if scope in required else ():
                categories, advice = ELEMENTS[entry.value]
                if entry.value in told or not present.isdisjoint(categories) or (entry.value == "signature" and has_signature(examined.text)):
                    continue
                told.add(entry.value)
                name = entry.value.replace("_", " ")
                article = "an" if name[0] in "aeio" else "a"
                yield self.finding(
                    f"{reply_in(scope)} needs {article} {name}; there is none.",
                    advice,
                    (),
                    entry.place,
                    layer="structure",
                )


def reply_in(scope: str) -> str:
    """How a message calls the replies of a situation or channel: "A reply to a complaint"."""
    if scope not in SITUATIONS:
        return f"A reply on {scope}"
    called = {"sensitive": "a sensitive message", "other": "other messages"}
    return f"A reply to {called.get(scope) or (scope if scope in ('praise', 'banter', 'churn') else f'a {scope}')}"


_SIGNED = re.compile(r"(?:^|\s)[/^~–—-] ?[A-ZÆØÅÄÖ]\w*(?: [A-ZÆØÅÄÖ]\w*)?(?:, \w+(?: \w+)?)?\.?$")


def has_signature(text: str) -> bool:
    """Whether the last line signs: ``/Michael``, ``^Priya``, ``- Kari Lie, daglig leder``, a short line of names."""
    last = text.rstrip().splitlines()[-1].strip() if text.strip() else ""
    return bool(_SIGNED.search(last)) or ("\n" in text.strip() and 0 < len(last.split()) <= 4 and last[:1].isupper() and last[-1].isalpha())
