"""Remembers what was worked out once, within bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST = 20_000
"""Above the words that a brand uses, below what is felt in memory."""


class Memo(dict[Key, Value]):
    """What a function says of each key that was asked for: ``memo[key]`` asks it once.

    With ``most`` keys it forgets them all and begins anew: what texts use most is soon known
    again, and a stream of millions of texts takes no more memory than one of thousands.
    """

    def __init__(self, work_out: Callable[[Key], Value], most: int = MOST) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._work_out(key)
        return value
