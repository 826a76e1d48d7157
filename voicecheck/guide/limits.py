"""Which limits hold for a reply: voice, channel and situation brought together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from voicecheck.guide.combine import strictest
from voicecheck.guide.model import CHANNEL_ALIASES, ChannelFacts, Guide, Scope
from voicecheck.guide.schema import Sourced
from voicecheck.problems import Place, Problem

ENDS = (("min", "max"), ("min_words", "max_words"), ("min_paragraphs", "max_paragraphs"), ("min_lix", "lix"), ("min_rix", "rix"))
"""The keys of a limit that are two ends of one thing."""


def channel_name(guide: Guide, given: str) -> str:
    """The guide's name for a channel: as given where the guide knows it, else by alias."""
    name = given.strip().lower().replace(" ", "-")
    return name if name in guide.channels else CHANNEL_ALIASES.get(name, name)


def channel_facts(guide: Guide, channel: str) -> ChannelFacts:
    """What the guide says of a channel; nothing for one it does not know."""
    found = guide.channels.get(channel)
    return found.facts if found else ChannelFacts()


def limits_for(guide: Guide, situation: str, channel: str) -> dict[str, Any]:
    """The limits in force: the strictest of voice, channel and situation.

    A limit with ``override: true`` replaces what the wider scopes say of it; the situation
    counts as narrower than the channel, the channel as narrower than the voice.
    """
    scopes = [guide.voice.limits]
    if channel in guide.channels:
        scopes.append(guide.channels[channel].limits)
    if situation in guide.situations:
        scopes.append(guide.situations[situation].limits)
    found: dict[str, Any] = {}
    for limits in scopes:
        for key, limit in limits.items():
            override: Sourced[bool] | None = getattr(limit, "override", None)
            if key not in found or (override is not None and override.value):
                found[key] = limit
            elif isinstance(limit, dict):
                found[key] = {**found[key], **limit}
            else:
                found[key] = strictest(found[key], limit)
    return found


def scopes_of(guide: Guide) -> Iterator[Scope]:
    """Every scope of the guide that holds limits, the widest first."""
    for item in fields(guide):
        value = getattr(guide, item.name)
        if isinstance(value, Scope):
            yield value
        elif isinstance(value, dict):
            yield from (scope for scope in value.values() if isinstance(scope, Scope))


def contradictions(guide: Guide) -> list[Problem]:
    """Bands that no reply could meet once voice, channel and situation are brought together.

    One contradiction shows up for many pairs of situation and channel; it is told once, for
    the widest.
    """
    found: dict[tuple[Place, Place], Problem] = {}
    for situation in ("", *guide.situations):
        for channel in ("", *guide.channels):
            for key, limit in limits_for(guide, situation, channel).items():
                for least, most in ENDS:
                    low, high = getattr(limit, least, None), getattr(limit, most, None)
                    if low is None or high is None or low.value <= high.value:
                        continue
                    where = " and ".join(part for part in (situation and f"situation {situation}", channel and f"channel {channel}") if part) or "voice"
                    found.setdefault(
                        (low.place, high.place),
                        Problem(
                            low.place,
                            f"{key}: {least} {low.value:g} here meets {most} {high.value:g} at {high.place} for {where}; no reply could meet both. Change one, or set override: true on the one that should win",
                        ),
                    )
    return list(found.values())
