"""A length of time in a guide: 30m, 24h, 2d."""

from __future__ import annotations

import re
from typing import Any

from voicecheck.frozen import frozen
from voicecheck.guide.schema import Reader, Sourced, shown
from voicecheck.tree import Scalar, Tree

_FORM = r"\d+(\.\d+)? ?(m|min|h|d|w)"
_HOURS = {"m": 1 / 60, "min": 1 / 60, "h": 1.0, "d": 24.0, "w": 168.0}


class Hours(float):
    """A length of time in hours, written as a guide writes it."""

    def __str__(self) -> str:
        return f"{self * 60:g}m" if self < 1 else f"{float(self):g}h"


@frozen
class Duration:
    """A length of time; the value read is in hours."""

    def read(self, tree: Tree, reader: Reader, name: str) -> Sourced[float] | None:
        found = re.fullmatch(r"(\d+(?:\.\d+)?) ?(m|min|h|d|w)", tree.text.strip()) if isinstance(tree, Scalar) else None
        if found is None or float(found.group(1)) <= 0:
            reader.problem(tree.place, f"{name} must be {self.describe()}, not {shown(tree)}.")
            return None
        return Sourced(Hours(float(found.group(1)) * _HOURS[found.group(2)]), tree.place)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_FORM}$"}

    def describe(self) -> str:
        return "a length of time such as 30m, 24h or 2d"


def hours_in_words(hours: float) -> str:
    """ "30 minutes", "24 hours", "3 days"."""
    amount, unit = (hours * 60, "minute") if hours < 1 else (hours / 24, "day") if hours >= 48 else (hours, "hour")
    return f"{amount:.3g} {unit}{'' if round(amount, 2) == 1 else 's'}"
