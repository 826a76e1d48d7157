"""Swearing: how strong a word may be."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.style import count_setting
from voicecheck.results import Finding


class Profanity(Check):
    """A stronger swear word than the guide allows.

    Looks for:
    swear words stronger than ``profanity.max``: 0 allows none, 1 mild or friendly ones, 2 clear
    ones, 3 any. Words are graded in each language's own lexicon; the same root may be mild in
    one and gross in the other.

    Why:
    A friendly "skitbra" is warmth in Swedish; a swear word at the customer is the screenshot.
    """

    id = "abuse/profanity"
    reads = ("profanity.max",)
    needs = ("profanity",)
    source = "Brand promise of the city of Helsingborg, which allows mild swearing"
    limits = {"profanity": count_setting("The strongest swearing allowed: 0 none, 1 mild or friendly, 2 clear, 3 any.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("profanity")
        if limit is None or limit.max is None:
            return
        found = [item for item in examined.of("profanity") if item.strength > limit.max.value]
        if found:
            words = ", ".join(dict.fromkeys(f"“{examined.quote(item.start, item.end)}”" for item in found[:3]))
            yield self.finding(
                f"{words} is swearing of strength {max(item.strength for item in found):g}; the guide allows {limit.max.value:g}.",
                "Say it without the swear word.",
                [(item.start, item.end) for item in found],
                limit.max.place,
            )
