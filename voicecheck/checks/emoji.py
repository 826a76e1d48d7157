"""Emoji and emoticons: how many, which, and where one is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.style import ListedCount
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Choice, ListOf, Number, Reader, Record, Setting, Sourced, setting
from voicecheck.results import Finding
from voicecheck.tone.emoji import Emoji

KINDS = ("warm", "playful", "mocking", "hostile", "sad", "neutral")
"""The kinds of emoji.yml, and "neutral" for every other emoji."""
_ANY = tuple(f"{sort}_{kind}" for sort in ("emoji", "emoticon") for kind in KINDS)
"""The categories of evidence that an emoji or emoticon makes."""


@frozen
class EmojiLimit(ListedCount):
    """How many emoji a reply may hold or must hold, and which."""

    min: Sourced[float] | None = setting(Number(0, whole=True), "The fewest: 1 where a reply must hold an emoji.", strictest="higher", example="1")
    kinds: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(KINDS)), "Only emoji and emoticons of these kinds.", strictest="intersection", example="[warm, neutral]"
    )
    avoid_kinds: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Choice(KINDS)), "No emoji or emoticon of these kinds.", strictest="union", example="[mocking, hostile]")


def sound_emoji(limit: EmojiLimit, reader: Reader) -> None:
    if limit.min and limit.max and limit.min.value > limit.max.value:
        reader.problem(limit.min.place, f"min {limit.min.value:g} is above max {limit.max.value:g}; no reply could meet both.")


class EmojiCheck(Check):
    """More emoji than the guide allows, or one that it does not want.

    Looks for:
    emoji and emoticons beyond ``emoji.max``, outside ``emoji.allow`` or ``emoji.kinds``, in
    ``emoji.avoid`` or ``emoji.avoid_kinds`` (warm, playful, mocking, hostile, sad, neutral). An
    emoticon glued to a word ("face:)") counts; a sequence with skin tone or joiners is one.

    Why:
    Guides disagree about emoji, so yours decides. Cheerful ones after a failure annoy.
    """

    id = "style/emoji"
    reads = ("emoji",)
    needs = _ANY
    severity = "warn"
    source = "Ma & Wang (2021) on emoji after service failures"
    limits = {"emoji": Setting(Record(EmojiLimit, shorthand="max", validate=sound_emoji), "How many emoji and emoticons a reply may hold, and which.", example="{max: 1}")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("emoji")
        if limit is None or not examined.emoji:
            return
        if limit.max is not None and len(examined.emoji) > limit.max.value:
            most = int(limit.max.value)
            over = examined.emoji[most:]
            number = "An emoji" if len(examined.emoji) == 1 else f"{len(examined.emoji)} emoji"
            yield self.finding(
                f"{number}; the guide allows {most or 'none'} here.",
                "Leave the emoji out." if not most else f"Keep {most}.",
                [(item.start, item.end) for item in over],
                limit.max.place,
            )
        yield from self._listed(examined, limit)
        yield from self._kinds(examined, limit)

    def _listed(self, examined: Examined, limit: EmojiLimit) -> Iterator[Finding]:
        for rule, unwanted in ((limit.avoid, True), (limit.allow, False)):
            listed = {_bare(entry.value) for entry in rule.value} if rule else set()
            for item in examined.emoji if rule else ():
                if (_bare(item.text) in listed) is unwanted:
                    allowed = f" is not among the emoji that the guide allows: {' '.join(entry.value for entry in rule.value)}." if rule else ""
                    message = f"{item.text} is an emoji that the guide avoids." if unwanted else f"{item.text}{allowed}"
                    yield self.finding(message, "Leave it out.", [(item.start, item.end)], rule.place if rule else None)

    def _kinds(self, examined: Examined, limit: EmojiLimit) -> Iterator[Finding]:
        for rule, unwanted in ((limit.avoid_kinds, True), (limit.kinds, False)):
            listed = {entry.value for entry in rule.value} if rule else set()
            for item in examined.emoji if rule else ():
                if (kind(item) in listed) is unwanted:
                    instead = "" if unwanted else f"; the guide allows {', '.join(sorted(listed))} ones"
                    yield self.finding(
                        f"{item.text} is a {kind(item)} emoji{instead or ', which the guide avoids'}.",
                        "Leave it out, or take another.",
                        [(item.start, item.end)],
                        rule.place if rule else None,
                    )


class EmojiMissing(Check):
    """No emoji where the guide asks for one.

    Looks for:
    fewer emoji and emoticons than ``emoji.min``.

    Why:
    A brand that always smiles sounds angry the day it does not.
    """

    id = "style/emoji-missing"
    reads = ("emoji.min",)
    severity = "warn"
    source = "NDLA's guide for replies to pupils"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("emoji")
        if limit is None or limit.min is None or len(examined.emoji) >= limit.min.value:
            return
        number = "No emoji" if not examined.emoji else "Only one emoji" if len(examined.emoji) == 1 else f"Only {len(examined.emoji)} emoji"
        allowed = f" ({' '.join(entry.value for entry in limit.allow.value)})" if limit.allow else ""
        yield self.finding(f"{number}; the guide asks for {limit.min.value:g} or more here.", f"Add one that fits{allowed}.", (), limit.min.place, layer="structure")


def kind(item: Emoji) -> str:
    """What an emoji or emoticon does: one of ``KINDS``."""
    return item.kind.removeprefix("emoji_").removeprefix("emoticon_")


def _bare(sign: str) -> str:
    return sign.strip("\ufe0f")
