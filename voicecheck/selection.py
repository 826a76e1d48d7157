"""Which checks a run is told to look at, and which files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from voicecheck.frozen import frozen

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@frozen
class Selection:
    """Checks and families to look at (``select``; empty: all) and to leave out (``ignore``)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, check: str) -> bool:
        """Whether findings of this check count. The longer name decides: ``--select snark
        --ignore snark/tease``."""
        names = (check, check.split("/")[0])
        for name in names:
            if name in self.ignore:
                return False
            if name in self.select:
                return True
        return not self.select


ALL = Selection()


def matches(path: str, patterns: Sequence[str], folder: str) -> bool:
    """Whether a file matches one of the patterns, which are written as in .gitignore and
    count from ``folder``."""
    if not patterns:
        return False
    relative = os.path.relpath(os.path.realpath(path), os.path.realpath(folder or "."))
    return not relative.startswith("..") and _spec(tuple(patterns)).match_file(relative)


@lru_cache(maxsize=64)
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # only where there are patterns

    return GitIgnoreSpec.from_lines(patterns)
