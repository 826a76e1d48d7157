"""What a customer confided, said back to everybody."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Choice, Record, Setting, Sourced, setting
from voicecheck.problems import Place
from voicecheck.results import Finding

_CONFIDED = ("topic_illness", "topic_pregnancy", "topic_self_harm", "topic_abuse", "topic_orientation", "topic_faith_origin", "topic_hardship", "topic_body")
_SAME_WORD = 5
"""Words that begin with the same letters, so many of them, are forms of one word."""


@frozen
class EchoSensitive:
    """Whether a reply may repeat what the customer told of himself."""

    when: Sourced[str] | None = setting(
        Choice(("never", "in_private", "allowed")), "Whether a diagnosis or the like may be repeated: never, in_private only, or allowed.", example="never"
    )
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class Echo(Check):
    """Repeats a diagnosis, or something else that the customer confided.

    Looks for:
    with ``echo_sensitive: never`` (or in_private, on a public channel), the words for an illness, a pregnancy,
    a faith, an orientation, debts, violence that stand in the customer's message and again in the reply.

    Why:
    A mother may praise a shop for how it met her autistic son. That the shop then writes of “your
    autistic son” is another matter.
    """

    id = "privacy/echo"
    reads = ("echo_sensitive",)
    needs = _CONFIDED
    source = "Apple Nashville and the autistic son; Clarion guests share"
    limits = {"echo_sensitive": Setting(Record(EchoSensitive, shorthand="when"), "Whether a diagnosis or the like may be repeated to the customer.", example="never")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("echo_sensitive")
        if limit is None or limit.when is None or limit.when.value == "allowed" or (limit.when.value == "in_private" and not examined.is_public):
            return
        confided = {word for item in examined.customer_evidence if item.category in _CONFIDED for word in _stems(item.text)}
        said = [item for item in examined.of(*_CONFIDED) if item.has_place and _stems(item.text) & confided]
        if said:
            where = " in public" if examined.is_public else ""
            yield self.finding(
                f"“{examined.quote(said[0].start, said[0].end)}” repeats{where} what the customer confided.",
                "Thank for the trust and leave the word out.",
                [(item.start, item.end) for item in said],
                limit.when.place,
            )


def _stems(text: str) -> set[str]:
    return {word[:_SAME_WORD] for word in text.lower().split() if len(word) > 2}
