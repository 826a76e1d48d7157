"""The strictest of two limits, field by field, as the model declares it."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from voicecheck.guide.schema import Sourced


def strictest(outer: Any, inner: Any) -> Any:
    """The two values of one limit's dataclass combined, field by field, as declared.

    ``inner`` is the nearer scope. Raises TypeError where they are of different models.
    """
    if type(outer) is not type(inner):
        raise TypeError(f"cannot combine {type(outer).__name__} and {type(inner).__name__}")
    combined: dict[str, Any] = {}
    for item in fields(outer):
        one, two = getattr(outer, item.name), getattr(inner, item.name)
        rule = item.metadata["setting"].strictest if "setting" in item.metadata else "replace"
        combined[item.name] = _combine(one, two, rule, item.default if item.default is not MISSING else None)
    return type(inner)(**combined)


def _combine(one: Any, two: Any, rule: str, default: Any) -> Any:
    if two is None or two is default:
        return one
    if one is None or one is default:
        return two
    if rule == "lower":
        return one if one.value < two.value else two
    if rule == "higher":
        return one if one.value > two.value else two
    if rule == "union":
        have = {entry.value for entry in one.value}
        return Sourced(one.value + tuple(entry for entry in two.value if entry.value not in have), two.place)
    if rule == "intersection":
        have = {entry.value for entry in one.value}
        return Sourced(tuple(entry for entry in two.value if entry.value in have), two.place)
    return two
