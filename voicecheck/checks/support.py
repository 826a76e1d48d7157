"""Channels on which customers are not helped but shown the way."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.results import Finding

ASKING = ("complaint", "question", "churn", "crisis", "sensitive")
"""Situations in which a customer wants something done."""


class Redirect(Check):
    """A problem answered on a channel where the brand gives no support, without showing the way.

    Looks for:
    on a channel with ``support: redirect`` or ``no``, or in ``mode: refuse``, an answer to a complaint, a question, a
    farewell or a crisis that names none of the channels in ``redirect_to``, no link, no address,
    no private way.

    Why:
    A brand may keep a channel for play; then a customer with a real problem must be told where
    help is, or he is left with a joke.
    """

    id = "channel/redirect"
    reads = ("mode", "support")
    source = "Duolingo on TikTok and Twitter; Lego at Mynewsday"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        support, mode = examined.facts.support, examined.facts.mode
        refused = examined.mode == "refuse"
        if examined.situation not in ASKING or not (refused or (support is not None and support.value != "yes")):
            return
        if shows_the_way(examined):
            return
        targets = redirect_targets(examined)
        where = f" to {' or '.join(targets)}" if targets else ""
        rule = support if support is not None and support.value != "yes" else mode
        yield self.finding(
            f"Customers are not helped on {examined.account or examined.channel or 'this account'}; the reply must send this one on{where}.",
            f"Say kindly where help is{': ' + ', '.join(targets) if targets else ''}.",
            (),
            rule.place if rule else None,
            layer="structure",
        )


def redirect_targets(examined: Examined) -> list[str]:
    """The channels that customers are sent to."""
    return [entry.value for entry in examined.facts.redirect_to.value] if examined.facts.redirect_to else []


def shows_the_way(examined: Examined) -> list[int]:
    """Where in the reply another way to reach the brand is named: a channel of ``redirect_to``,
    a link, an address, a private way, the telephone."""
    row, targets = examined.row, set(redirect_targets(examined))
    found = [start for start, word in zip(row.starts, row.words) if word in targets]
    found += [item.start for item in examined.of("private_channel", "data_email", "data_phone") if item.has_place]
    found += [start for start, _, kind in examined.masks if kind in ("url", "email", "handle")]
    return sorted(found)
