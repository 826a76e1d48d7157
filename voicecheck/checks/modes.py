"""What an account is for: it may promote, it only answers, or it gives no service at all."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.sentences import sentence_at
from voicecheck.checks.support import ASKING, shows_the_way
from voicecheck.results import Finding
from voicecheck.tone.evidence import Evidence


class Reactive(Check):
    """Sells or calls to action where the brand only answers.

    Looks for:
    offers, codes, “follow us”, “download the app” where the channel or account has
    ``mode: reactive``.

    Why:
    Whoever comes with a problem has not asked for an offer. Some brands start conversations on one
    channel and only answer on another; an answer that sells breaks that promise.
    """

    id = "channel/reactive"
    reads = ("mode",)
    needs = ("promotion", "call_to_action")
    source = "Danske Bank: Facebook proactive, Twitter reactive"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        if examined.mode != "reactive":
            return
        found = [item for item in examined.of("promotion", "call_to_action") if item.strength >= 2 and item.has_place]
        if found:
            where = examined.account or examined.channel or "this account"
            rule = examined.facts.mode
            yield self.finding(
                f"“{examined.quote(found[0].start, found[0].end)}” promotes, and {where} only answers (mode: reactive).",
                "Answer the question and leave the offer out.",
                [(item.start, item.end) for item in found],
                rule.place if rule else None,
            )


class ServiceRefused(Check):
    """Starts to solve a problem where the brand gives no service.

    Looks for:
    a promise to fix it, or advice on how to, where the channel or account has ``mode: refuse`` or
    ``support: no``; with ``support: redirect`` only the promise. What stands in the same sentence as
    the way to the right place (“write to us there and we will find it”) is no promise made here.

    Why:
    Half a service is worse than none: the customer waits here for an answer that nobody on this
    channel will give.
    """

    id = "channel/service-refused"
    reads = ("mode", "support")
    needs = ("next_step", "repair", "troubleshooting")
    source = "Lego at Mynewsday: no service on social media, e-mail and telephone only; Duolingo on TikTok"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        support = examined.facts.support
        refuses = examined.mode == "refuse" or (support is not None and support.value == "no")
        redirects = support is not None and support.value == "redirect" and examined.situation in ASKING
        if not (refuses or redirects):
            return
        row = examined.row
        elsewhere = {sentence_at(row, start) for start in shows_the_way(examined)}
        found = [item for item in self._promises(examined) if sentence_at(row, item.start) not in elsewhere]
        if refuses:
            found += [item for item in examined.of("troubleshooting") if item.strength >= 2]
        if not found:
            return
        found.sort(key=lambda item: item.start)
        where = examined.account or examined.channel or "this account"
        rule = support if support is not None and support.value != "yes" else examined.facts.mode
        yield self.finding(
            f"“{examined.quote(found[0].start, found[0].end)}” starts to solve it here; customers are not helped on {where}.",
            "Regret it kindly and say where help is; promise nothing here.",
            [(item.start, item.end) for item in found],
            rule.place if rule else None,
        )

    @staticmethod
    def _promises(examined: Examined) -> list[Evidence]:
        """What the brand says it does; a weak marker only where “we” or “I” does it."""
        row, we = examined.row, examined.pack.set_words("we")
        ours = {row.sentence_start[index] for index, word in enumerate(row.words) if word in we}
        found = [item for item in examined.of("next_step", "repair") if item.has_place]
        return [item for item in found if item.strength >= 3 or (item.strength >= 2 and sentence_at(row, item.start) in ours)]
