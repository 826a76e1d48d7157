"""What is built once, kept in the user's cache, and comes to know more words while it is used.

What it learned says nothing that it would not work out again: it makes the next run quicker, no
different.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from voicecheck.cache import cached, keep

WORTH_KEEPING = 1.05
"""What has grown by this factor since it was read is kept anew …"""
LEAST = 50
"""… unless it is so little."""


class Learner(Protocol):
    """``learned`` tells how much it knows by now. It is pickled with what it learned."""

    @property
    def learned(self) -> int: ...


T = TypeVar("T", bound=Learner)
_loaded: dict[str, tuple[Learner, tuple[bytes, ...], int]] = {}
"""By name, what was loaded, what it is made of, and how much it knew."""


def loaded(name: str, ingredients: Iterable[bytes], build: Callable[[], T]) -> T:
    """What ``build`` makes, kept with what it learns for as long as the ingredients stay the same."""
    parts = tuple(ingredients)
    found = cached(name, parts, build)
    _loaded[name] = (found, parts, found.learned)
    return found


def keep_learned() -> None:
    """Keep what has learned much: for the end of a long run."""
    for name, (learner, parts, before) in _loaded.items():
        if learner.learned > before * WORTH_KEEPING + LEAST:
            keep(name, parts, learner)
            _loaded[name] = (learner, parts, learner.learned)
