"""Which limits hold where, and which checks a guide sets in motion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from voicecheck.checks.registry import catalog, vocabulary
from voicecheck.frozen import frozen
from voicecheck.guide.limits import limits_for
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Sourced
from voicecheck.guide.show import text_of
from voicecheck.guide.values import GuideValue, guide_values, is_fact, named_scopes
from voicecheck.guide_tools.readers import keys_read_by, overlaps, unscoped
from voicecheck.problems import Place

OTHER = "any other"
"""Stands for the situations that the guide sets nothing for."""

Exceptions = tuple[tuple[tuple[str, ...], Sourced[Any] | None], ...]
"""Channels, and the value that holds there instead."""


@frozen
class InForce:
    """A limit's value in some situations (none named: in all): on every channel but those of
    ``exceptions``."""

    key: str
    situations: tuple[str, ...]
    sourced: Sourced[Any] | None
    exceptions: Exceptions


@frozen
class ActiveCheck:
    """A check, how grave it is by this guide ("off" among them), and the values that set it.

    ``named_by`` are the bands whose findings bear the check's name, for checks of phrases.
    """

    id: str
    severity: str
    values: tuple[GuideValue, ...]
    named_by: tuple[str, ...] = ()

    @property
    def is_active(self) -> bool:
        """Whether it can find anything."""
        return self.severity != "off" and bool(self.values or self.named_by)


def limits_in_force(guide: Guide, key: str) -> Iterator[InForce]:
    """The value of ``key`` ("snark.max") in every situation, with the channels where it differs;
    situations with the same value are told together."""
    name, _, part = key.partition(".")
    together: dict[tuple[Place | None, Exceptions], tuple[list[str], Sourced[Any] | None]] = {}
    for situation in (*guide.situations, ""):
        usual = _value(limits_for(guide, situation, ""), name, part)
        by_value: dict[Any, tuple[list[str], Sourced[Any] | None]] = {}
        for channel in guide.channels:
            found = _value(limits_for(guide, situation, channel), name, part)
            if (found.place if found else None) != (usual.place if usual else None):
                by_value.setdefault(found.place if found else None, ([], found))[0].append(channel)
        exceptions = tuple((tuple(channels), found) for channels, found in by_value.values())
        together.setdefault((usual.place if usual else None, exceptions), ([], usual))[0].append(situation or OTHER)
    for (_, exceptions), (situations, usual) in together.items():
        if usual is not None or exceptions:
            yield InForce(key, tuple(situations) if len(together) > 1 else (), usual, exceptions)


def _value(limits: dict[str, Any], name: str, part: str) -> Sourced[Any] | None:
    limit = limits.get(name)
    for key in part.split(".") if part else ():
        limit = limit.get(key) if isinstance(limit, dict) else getattr(limit, key, None)
    return limit if isinstance(limit, Sourced) else None


def limit_keys(check_id: str, guide: Guide) -> list[str]:
    """The keys of limits, down to their parts, that set the check and that the guide sets."""
    found: list[str] = []
    for key in keys_read_by(check_id):
        name = key.split(".")[0]
        if name not in vocabulary().limits:
            continue
        for _, scope in named_scopes(guide):
            limit = scope.limits.get(name)
            parts = [item.name for item in fields(limit) if isinstance(getattr(limit, item.name), Sourced)] if is_dataclass(limit) else list(limit or ())
            found += [whole for part in parts if part != "override" and overlaps(whole := f"{name}.{part}", key) and whole not in found]
    if catalog()[check_id].categories:
        found = [key for key in found if not key.startswith("never.") or key.removeprefix("never.") in catalog()[check_id].categories]
    return found


def values_for(check_id: str, guide: Guide) -> list[GuideValue]:
    """Every value of the guide that sets the check, in the order of the model."""
    return _setting(check_id, guide_values(guide, vocabulary()))


def _setting(check_id: str, values: Iterable[GuideValue]) -> list[GuideValue]:
    """Those of a guide's values that set the check."""
    entry = catalog()[check_id]
    found = []
    for value in values:
        key = unscoped(value.path)
        if value.path[-1] == "override" or not any(overlaps(key, read) for read in keys_read_by(check_id)):
            continue
        if entry.categories and (key != "never" or value.path[-1] not in entry.categories):
            continue
        found.append(value)
    return found


def told(values: Iterable[GuideValue], guide: Guide) -> Iterator[tuple[str, Place | None]]:
    """Values in a line each with their place; what the bases say of many channels in one line a key."""
    many: dict[str, int] = {}
    for value in values:
        if is_fact(value.path, vocabulary()) and value.place.path != guide.path:
            many[value.path[-1]] = many.get(value.path[-1], 0) + 1
        else:
            yield f"  {value.name:<36}  {text_of(value.sourced.value)}", value.place
    for key, number in many.items():
        yield f"  channels: {key} of {number} more, from what this guide extends", None


def active_checks(guide: Guide) -> Iterator[ActiveCheck]:
    """Every check with what the guide makes of it, by id."""
    return _active(guide, catalog())


def active_check(check_id: str, guide: Guide) -> ActiveCheck:
    """One check with what the guide makes of it."""
    return next(_active(guide, (check_id,)))


def _active(guide: Guide, check_ids: Iterable[str]) -> Iterator[ActiveCheck]:
    values = list(guide_values(guide, vocabulary()))
    set_keys = {unscoped(value.path) for value in values}
    for entry in map(catalog().__getitem__, check_ids):
        named = next((guide.severity[name] for name in (entry.id, entry.family) if name in guide.severity), None)
        bands = [key for key in keys_read_by(entry.id) if key != "never" and any(overlaps(key, other) for other in set_keys)] if entry.categories else []
        yield ActiveCheck(entry.id, named.value if named else entry.severity, tuple(_setting(entry.id, values)), tuple(bands))
