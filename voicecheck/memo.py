"""Remembers what was worked out once, within bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST = 20_000
"""Above the words that a brand uses, below what is felt in memory."""


class Bounded(dict[Key, Value]):
    """Holds what is kept, within bounds.

    With ``most`` keys it forgets them all and begins anew: what texts use most is soon known
    again, and a stream of millions of texts takes no more memory than one of thousands.
    """

    def __init__(self, most: int = MOST) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: Key, value: Value) -> Value:
        """Keep a value, which is given back."""
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value


class Memo(Bounded[Key, Value]):
    """What a function says of each key that was asked for: ``memo[key]`` asks it once."""

    def __init__(self, work_out: Callable[[Key], Value], most: int = MOST) -> None:
        super().__init__(most)
        self._work_out = work_out

    def __missing__(self, key: Key) -> Value:
        return self.keep(key, self._work_out(key))
