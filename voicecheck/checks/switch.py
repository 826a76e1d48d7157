"""A limit that is on or off: what several checks build on."""

from __future__ import annotations

from voicecheck.checks.check import Examined
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Record, Setting, Sourced, setting
from voicecheck.problems import Place


@frozen
class Switch:
    """Whether something is asked for."""

    on: Sourced[bool] | None = setting(Boolean(), "true: it is asked for; false: it is not.", strictest="higher", example="true")
    override: Sourced[bool] | None = setting(Boolean(), "true: this replaces what the wider scopes say.")
    place: Place = Place("")


def switch_setting(meaning: str) -> Setting:
    """The guide key of a switch; ``talk_with: true`` is short for its ``on``."""
    return Setting(Record(Switch, shorthand="on"), meaning, example="true")


def switched_on(examined: Examined, key: str) -> Sourced[bool] | None:
    """Where the guide asks for it here, or None where it does not."""
    limit = examined.limits.get(key)
    return limit.on if isinstance(limit, Switch) and limit.on is not None and limit.on.value else None
