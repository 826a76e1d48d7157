"""Accounts and agents may tighten the brand's limits, never loosen them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from voicecheck.frozen import frozen
from voicecheck.guide.limits import limits_for
from voicecheck.guide.model import CHANNEL_ALIASES, Guide, Scope
from voicecheck.guide.schema import Sourced
from voicecheck.problems import Place, Problem


@frozen
class _Given:
    """One value of a limit that an account or agent sets."""

    key: str
    part: str
    rule: str
    value: Sourced[Any]


def loosened(guide: Guide) -> list[Problem]:
    """What accounts and agents say that would be looser than the brand everywhere, and so
    could only be meant to loosen it; and their ``override: true``."""
    found: list[Problem] = []
    for name, account in guide.accounts.items():
        channel = account.channel.value.lower() if account.channel else ""
        channel = CHANNEL_ALIASES.get(channel, channel) if channel not in guide.channels else channel
        found += _problems(guide, f"accounts.{name}", "an account", account, (channel,) if channel else ("", *guide.channels))
    for name, agent in guide.agents.items():
        found += _problems(guide, f"agents.{name}", "an agent", agent, ("", *guide.channels))
    return found


def _problems(guide: Guide, path: str, who: str, scope: Scope, channels: tuple[str, ...]) -> Iterator[Problem]:
    in_force = [limits_for(guide, situation, channel) for situation in ("", *guide.situations) for channel in channels] if scope.limits else []
    for key, limit in scope.limits.items():
        override: Sourced[bool] | None = getattr(limit, "override", None)
        if override is not None and override.value:
            yield Problem(override.place, f"{path}.{key}: override: true is not allowed here; {who} may tighten, never loosen. Remove it")
            continue
        for given in _values(key, limit):
            others = [_value(limits.get(key), given.part) for limits in in_force]
            known = [other for other in others if other is not None]
            if len(known) < len(others):
                continue  # somewhere the brand says nothing, and there this tightens
            loosest = _loosest(given.rule, known)
            if _is_looser(given.rule, given.value.value, loosest.value):
                origin = _origin(guide, key, given.part, loosest.place)
                yield Problem(
                    given.value.place,
                    f"{path}.{key}: {given.part} {_shown(given.value.value)}".replace(": value ", ": ")
                    + f" loosens the brand's limit; {who} may tighten, never loosen; {origin} says {_shown(loosest.value)} at {loosest.place}",
                )


def _values(key: str, limit: Any) -> Iterator[_Given]:
    for item in fields(limit) if hasattr(limit, "__dataclass_fields__") else ():
        value = getattr(limit, item.name)
        if "setting" in item.metadata and item.name != "override" and isinstance(value, Sourced):
            yield _Given(key, item.name, item.metadata["setting"].strictest, value)


def _value(limit: Any, part: str) -> Sourced[Any] | None:
    value = getattr(limit, part, None)
    return value if isinstance(value, Sourced) else None


def _entries(value: Any) -> set[Any]:
    return {entry.value if isinstance(entry, Sourced) else entry for entry in value} if isinstance(value, tuple) else {value}


def _loosest(rule: str, known: list[Sourced[Any]]) -> Sourced[Any]:
    if rule == "lower":
        return max(known, key=lambda item: item.value)
    if rule == "higher":
        return min(known, key=lambda item: item.value)
    if rule == "intersection":
        return max(known, key=lambda item: len(item.value))
    return known[0]


def _is_looser(rule: str, value: Any, brand: Any) -> bool:
    if rule == "lower":
        return bool(value > brand)
    if rule == "higher":
        return bool(value < brand)
    if rule == "intersection":
        return bool(_entries(value) - _entries(brand))
    if rule == "union":
        return False  # it can only add
    return _entries(value) != _entries(brand)


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(str(entry.value if isinstance(entry, Sourced) else entry) for entry in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _origin(guide: Guide, key: str, part: str, place: Place) -> str:
    scopes: list[tuple[str, Scope]] = [("voice", guide.voice)]
    scopes += [(f"situations.{name}", scope) for name, scope in guide.situations.items()]
    scopes += [(f"channels.{name}", scope) for name, scope in guide.channels.items()]
    for name, scope in scopes:
        value = _value(scope.limits.get(key), part)
        if value is not None and value.place == place:
            return name
    return "the brand"
