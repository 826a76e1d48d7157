"""Talking with people: something of substance in public, help before jokes, a word to them."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.frame import greets_by_name
from voicecheck.checks.support import ASKING
from voicecheck.checks.switch import switch_setting, switched_on
from voicecheck.languages.categories import load_categories
from voicecheck.results import Finding

_SUBSTANCE = ("acknowledgement", "empathy", "apology", "ownership", "regret", "explanation", "next_step", "repair", "reassurance", "troubleshooting")
_SOLUTION = ("next_step", "repair", "offer", "explanation", "troubleshooting", "private_channel", "concrete_time")
_PLAYFUL_EMOJI = ("emoji_playful", "emoji_mocking", "emoticon_playful")


class NoSubstance(Check):
    """A public answer that only sends the customer to a private message.

    Looks for:
    with ``public_reply: true``, a reply on a public channel that points to a private channel
    before, or without, saying anything: that the problem was understood, what is done about it.

    Why:
    Everybody else who reads along has the same question. Answer in public even if the dialogue
    goes on elsewhere.
    """

    id = "channel/no-substance"
    reads = ("public_reply",)
    needs = ("private_channel",)
    source = "Advice on public reviews: answer there even if the dialogue moves to mail; Loopia guide"
    limits = {"public_reply": switch_setting("true: a public reply must say something of substance before it points to a private channel.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        rule = switched_on(examined, "public_reply")
        private = [item for item in examined.of("private_channel") if item.has_place and item.strength >= 2]
        if rule is None or not examined.is_public or not private:
            return
        if not any(item.start < private[0].start for item in examined.of(*_SUBSTANCE) if item.has_place):
            yield self.finding(
                f"“{examined.quote(private[0].start, private[0].end)}” sends the customer away before anything was said in public.",
                "Say first, for everybody, what you understood and what you do about it.",
                [(private[0].start, private[0].end)],
                rule.place,
            )


class UnsolvedJoke(Check):
    """A joke to somebody with a problem, and no help.

    Looks for:
    with ``solve_first: true``, humor or snark in an answer to a complaint, question, farewell or crisis
    that holds no solution: no next step, no offer, no explanation, no time.

    Why:
    Solve, then have fun. Where the first is missing the second is at the customer's cost.
    """

    id = "structure/unsolved-joke"
    reads = ("solve_first",)
    source = "Netflix: solve the problem, have fun and be yourself, keep it light and simple"
    limits = {"solve_first": switch_setting("true: a joke to somebody with a problem needs a solution beside it.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        rule = switched_on(examined, "solve_first")
        if rule is None or examined.situation not in ASKING or examined.of(*_SOLUTION):
            return
        categories = load_categories()
        jokes = [
            (item.start, item.end) for item in examined.markers if item.strength >= 2 and item.category in categories and categories[item.category].group in ("humor", "snark")
        ]
        jokes += [(item.start, item.end) for item in examined.emoji if item.kind in _PLAYFUL_EMOJI]
        if jokes:
            jokes.sort()
            yield self.finding(
                f"“{examined.quote(*jokes[0])}” jokes, and nothing in the reply helps.",
                "Say first what happens next; keep the joke only if the customer laughs.",
                jokes,
                rule.place,
            )


class TalksAt(Check):
    """Talks to the public, not with the customer.

    Looks for:
    with ``talk_with: true``, a reply that neither addresses the customer (by name, du, Ni, you), nor
    asks, offers or invites.

    Why:
    Social media are a conversation. A statement is what one pins to a wall.
    """

    id = "structure/talks-at"
    reads = ("talk_with",)
    severity = "warn"
    source = "“Talk with people, not to them”; guides of Vy, Grane, Asker, Helsingborg"
    limits = {"talk_with": switch_setting("true: the reply must address the customer, ask, offer or invite.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        rule = switched_on(examined, "talk_with")
        if rule is None:
            return
        words = examined.row.words
        if (
            not all(examined.pack.set_words(you).isdisjoint(words) for you in ("you", "your"))
            or any("?" in stop for stop in examined.row.stop)
            or examined.of("offer", "invitation", "private_channel", "formal_address")
        ):
            return
        if greets_by_name(examined):
            return
        yield self.finding(
            "The reply speaks to nobody: it does not address the customer, and asks, offers and invites nothing.",
            "Say “you”, and end with a question or an offer.",
            (),
            rule.place,
            layer="structure",
        )
