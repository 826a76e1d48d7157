"""Mirroring the customer: humor and emoji only where the customer brings them."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Record, Setting, Sourced, setting
from voicecheck.languages.categories import load_categories
from voicecheck.problems import Place
from voicecheck.results import Finding
from voicecheck.tone.emoji import find_emoji

_PLAYFUL_KINDS = ("emoji_playful", "emoticon_playful")


@frozen
class Mirror:
    """What a reply takes over from the customer, and does not begin itself."""

    humor: Sourced[bool] | None = setting(Boolean(), "true: humor only for a customer who plays: jokes, memes, a playful emoji.")
    emoji: Sourced[bool] | None = setting(Boolean(), "true: emoji only for a customer who uses them.")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class MirrorHumor(Check):
    """A joke for a customer who did not joke.

    Looks for:
    with ``mirror: {humor: true}``, clear markers of humor in the reply to a customer whose message
    shows no play: no joke, no meme, no playful emoji, and no situation ``banter``.

    Why:
    The brands that are loved for their wit answer wit with wit. The others joke at people who
    wanted an answer.
    """

    id = "mirror/humor"
    reads = ("mirror.humor",)
    severity = "warn"
    source = "Telenor and NDLA: meet the customer in the customer's own tone"
    limits = {"mirror": Setting(Record(Mirror), "What a reply takes over from the customer: humor, emoji.", example="{humor: true, emoji: true}")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("mirror")
        if limit is None or limit.humor is None or not limit.humor.value or is_playful(examined):
            return
        groups = load_categories()
        jokes = [item for item in examined.markers if item.strength >= 2 and item.category in groups and groups[item.category].group == "humor"]
        if jokes:
            words = ", ".join(dict.fromkeys(f"“{examined.quote(item.start, item.end)}”" for item in jokes[:3]))
            yield self.finding(
                f"{words} {'jokes' if len(jokes) == 1 else 'joke'}, and {_customer(examined, 'does not play')}.",
                "Answer in the customer's own tone, without the joke.",
                [(item.start, item.end) for item in jokes],
                limit.humor.place,
            )


class MirrorEmoji(Check):
    """An emoji for a customer who used none.

    Looks for:
    with ``mirror: {emoji: true}``, emoji and emoticons in the reply to a message without any.

    Why:
    An emoji answers an emoji. To a sober message it is a pat on the head.
    """

    id = "mirror/emoji"
    reads = ("mirror.emoji",)
    severity = "warn"
    source = "NDLA, Signpost and Altibox guides"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("mirror")
        if limit is None or limit.emoji is None or not limit.emoji.value or not examined.emoji or find_emoji(examined.customer):
            return
        signs = " ".join(dict.fromkeys(item.text for item in examined.emoji[:5]))
        yield self.finding(
            f"The reply uses {signs}, and {_customer(examined, 'uses no emoji')}.", "Leave the emoji out.", [(item.start, item.end) for item in examined.emoji], limit.emoji.place
        )


def is_playful(examined: Examined) -> bool:
    """Whether the customer plays."""
    return examined.situation == "banter" or bool(playful_signs(examined))


def playful_signs(examined: Examined) -> tuple[str, ...]:
    """The customer's words and emoji that play."""
    words = [item.text for item in examined.customer_evidence if item.category == "customer_banter"]
    return tuple(dict.fromkeys((*words, *(item.text for item in find_emoji(examined.customer) if item.kind in _PLAYFUL_KINDS))))


def _customer(examined: Examined, does: str) -> str:
    return f"the customer {does}" if examined.customer.strip() else "the draft does not tell the customer's message, so there is nothing to mirror"
