"""Which limits hold for a reply: voice, channel and situation brought together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
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


def account_name(guide: Guide, given: str) -> str:
    """The guide's name for an account or agent: in small letters, without the @."""
    return given.strip().lower().lstrip("@")


def account_channel(guide: Guide, account: str) -> str:
    """The channel that an account of the guide is on; empty where the guide does not say."""
    found = guide.accounts.get(account)
    return channel_name(guide, found.channel.value) if found and found.channel else ""


def channel_facts(guide: Guide, channel: str, account: str = "") -> ChannelFacts:
    """What the guide says of a channel, and of the account on it, whose own facts go before;
    nothing for one it does not know."""
    found = guide.channels.get(channel)
    facts = found.facts if found else ChannelFacts()
    own = guide.accounts.get(account)
    if own is None:
        return facts
    return replace(facts, **{item.name: value for item in fields(ChannelFacts) if (value := getattr(own.facts, item.name)) is not None})


def limits_for(guide: Guide, situation: str, channel: str, account: str = "", agent: str = "", mode: str = "") -> dict[str, Any]:
    """The limits in force: the strictest of voice, channel, mode, situation, account and agent.

    A limit with ``override: true`` replaces what the wider scopes say of it, but for ``targets``
    that it does not name; the situation counts as narrower than the mode and the channel, these
    as narrower than the voice. Accounts and agents cannot override. Nobody who writes of a death is met with less than a complaint or
    a crisis is: the limits of both hold for a sensitive message too.
    """
    scopes = [guide.voice.limits]
    inside = ("complaint", "crisis", "sensitive") if situation == "sensitive" else (situation,)
    named: tuple[tuple[str, Mapping[str, Scope]], ...] = (
        (channel, guide.channels),
        (mode, guide.modes),
        *((name, guide.situations) for name in inside),
        (account, guide.accounts),
        (agent, guide.agents),
    )
    scopes += [known[name].limits for name, known in named if name in known]
    found: dict[str, Any] = {}
    for limits in scopes:
        for key, limit in limits.items():
            override: Sourced[bool] | None = getattr(limit, "override", None)
            if key not in found:
                found[key] = limit
            elif override is not None and override.value:
                found[key] = _in_place_of(found[key], limit)
            elif isinstance(limit, dict):
                found[key] = {**found[key], **limit}
            else:
                found[key] = strictest(found[key], limit)
    return found


def _in_place_of(outer: Any, inner: Any) -> Any:
    """``inner``, which overrides ``outer``. Whom a joke may be aimed at stays as it was unless
    the narrower scope says so: who allows more of it does not hand over the customer."""
    targets = getattr(outer, "targets", None)
    if targets is None or getattr(inner, "targets", None) is not None:
        return inner
    return replace(inner, targets=targets)


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
    for situation, channel, account, agent, mode in _meetings(guide):
        for key, limit in limits_for(guide, situation, channel, account, agent, mode).items():
            names = {"situation": situation, "channel": channel, "account": account, "agent": agent, "mode": mode}
            where = " and ".join(f"{kind} {name}" for kind, name in names.items() if name) or "voice"
            for least, most in ENDS:
                low, high = getattr(limit, least, None), getattr(limit, most, None)
                if low is None or high is None or low.value <= high.value:
                    continue
                found.setdefault(
                    (low.place, high.place),
                    Problem(
                        low.place,
                        f"{key}: {least} {low.value:g} here meets {most} {high.value:g} at {high.place} for {where}; no reply could meet both. Change one{'' if account or agent else ', or set override: true on the one that should win'}",
                    ),
                )
    return list(found.values())


def _meetings(guide: Guide) -> Iterator[tuple[str, str, str, str, str]]:
    """Situation, channel, account, agent and mode, where two scopes of the guide meet."""
    for situation in ("", *guide.situations):
        for channel in ("", *guide.channels):
            yield situation, channel, "", "", ""
        for account in guide.accounts:
            yield situation, account_channel(guide, account), account, "", ""
        for agent in guide.agents:
            yield situation, "", "", agent, ""
        for mode in guide.modes:
            yield situation, "", "", "", mode
