"""Channels on which customers are not helped but shown the way."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.results import Finding

_ASKING = ("complaint", "question", "churn", "crisis")


class Redirect(Check):
    """A problem answered on a channel where the brand gives no support, without showing the way.

    Looks for:
    on a channel with ``support: redirect`` or ``no``, an answer to a complaint, a question, a
    farewell or a crisis that names none of the channels in ``redirect_to``, no link, no address,
    no private way.

    Why:
    A brand may keep a channel for play; then a customer with a real problem must be told where
    help is, or he is left with a joke.
    """

    id = "channel/redirect"
    source = "Duolingo on TikTok and Twitter; Lego at Mynewsday"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        support = examined.facts.support
        if support is None or support.value == "yes" or examined.situation not in _ASKING:
            return
        targets = [entry.value for entry in examined.facts.redirect_to.value] if examined.facts.redirect_to else []
        words = set(examined.row.words)
        named = any(target in words for target in targets) or examined.of("private_channel", "data_email", "data_phone")
        if named or any(kind in ("url", "email", "handle") for _, _, kind in examined.masks):
            return
        where = f" to {' or '.join(targets)}" if targets else ""
        yield self.finding(
            f"Customers are not helped on {examined.channel}; the reply must send this one on{where}.",
            f"Say kindly where help is{': ' + ', '.join(targets) if targets else ''}.",
            (),
            support.place,
            layer="structure",
        )
