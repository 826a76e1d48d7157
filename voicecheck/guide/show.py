"""A guide told value by value, each with the place it was written at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Sourced
from voicecheck.problems import Place


@dataclass(frozen=True)
class Row:
    """One value of the resolved guide: ``voice.snark.max``, 20, and its origin."""

    path: str
    value: str
    place: Place


def described(guide: Guide) -> Iterator[Row]:
    """Every value that the guide and what it extends set, in the order of the model."""
    yield from _rows("voice", guide.voice.limits)
    for name, scope in guide.situations.items():
        yield from _rows(f"situations.{name}", scope.limits)
    for name, channel in guide.channels.items():
        yield from _rows(f"channels.{name}", channel.facts)
        yield from _rows(f"channels.{name}", channel.limits)
    for name, account in guide.accounts.items():
        yield from _rows(f"accounts.{name}.channel", account.channel)
        yield from _rows(f"accounts.{name}", account.facts)
        yield from _rows(f"accounts.{name}", account.limits)
    for name, agent in guide.agents.items():
        yield from _rows(f"agents.{name}.name", agent.name)
        yield from _rows(f"agents.{name}", agent.limits)
    for name, scope in guide.modes.items():
        yield from _rows(f"modes.{name}", scope.limits)
    for name, section in guide.sections.items():
        yield from _rows(name, section)
    yield from _rows("gate", guide.gate)
    yield from _rows("judgement", guide.judgement)
    yield from _rows("drafts", guide.drafts)
    yield from _rows("suppressions", guide.suppressions)
    yield from _rows("severity", guide.severity)


def _rows(path: str, value: Any) -> Iterator[Row]:
    if isinstance(value, Sourced):
        yield Row(path, _text(value.value), value.place)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _rows(f"{path}.{key}", item)
    elif is_dataclass(value) and not isinstance(value, Place):
        for item in fields(value):
            yield from _rows(f"{path}.{item.name}", getattr(value, item.name))


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_text(item.value if isinstance(item, Sourced) else item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)
