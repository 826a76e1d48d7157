"""Watches drafts and their guides: tells what changed since the last look.

It looks by itself, without a service of the operating system: that works on network folders and
in containers too, and needs no further package. The more files there are, the rarer it looks, so
that it takes a tenth of a processor at the most.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from voicecheck.drafts.find import Draft, find_drafts
from voicecheck.engine import Run
from voicecheck.frozen import frozen
from voicecheck.guide.discover import NAMES
from voicecheck.guide.files import SHIPPED
from voicecheck.portion import Request

EVERY = 0.25
"""Seconds between two looks, at the least."""

State = Mapping[str, tuple[int, int]]
"""Of each file when it changed last, in nanoseconds, and its size."""


@frozen
class Changes:
    """Files that are new or have another content, and files that are gone."""

    changed: tuple[str, ...]
    gone: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [_listed(paths, word) for paths, word in ((self.changed, "changed"), (self.gone, "gone")) if paths]
        return "; ".join(parts)


class Watch:
    """What a run rests on. ``passed_over`` are files that voicecheck writes itself, its reports."""

    def __init__(self, request: Request, passed_over: Iterable[str] = ()) -> None:
        self._request = request
        self._passed_over = {os.path.realpath(path) for path in passed_over}
        self.guide_files: frozenset[str] = frozenset()
        self._state: State = {}

    def settle(self, run: Run) -> None:
        """Watch from now on the guides that ``run`` used, and where a nearer one would be found."""
        guides = {path for path in run.guides.notes if path}
        guides.update(file for guide in run.guides.used for file in guide.guide.files)
        self.guide_files = frozenset({os.path.realpath(path) for path in guides if not path.startswith(SHIPPED)} | self._possible_guides())

    def look(self) -> State:
        """The files as they are now."""
        drafts = (item.path for item in find_drafts(self._request.paths, self._request.gitignore) if isinstance(item, Draft))
        found: dict[str, tuple[int, int]] = {}
        for path in (*drafts, *self.guide_files):
            if os.path.realpath(path) in self._passed_over:
                continue
            try:
                stat = os.stat(path)
            except OSError:
                continue
            found[path] = stat.st_mtime_ns, stat.st_size
        return found

    def changes(self, before: State, sleep: Callable[[float], None] = time.sleep) -> tuple[Changes, State]:
        """Wait until something differs from ``before`` and nothing moves any more; what differs,
        and the files as they then are."""
        took = 0.0
        last = before
        while True:
            sleep(max(EVERY, 9 * took))
            began = time.monotonic()
            now = self.look()
            took = time.monotonic() - began
            if now == last and now != before:
                return difference(before, now), now
            last = now

    def _possible_guides(self) -> set[str]:
        """Where a guide would be found that is not there yet."""
        if self._request.guide:
            return set()
        folders: set[Path] = set()
        for path in self._request.paths:
            start = Path(os.path.realpath(path))
            folders.update((start, *start.parents) if start.is_dir() else start.parents)
        return {str(folder / name) for folder in folders for name in (*NAMES, "pyproject.toml")}


def difference(before: State, now: State) -> Changes:
    """What changed between two looks."""
    return Changes(tuple(path for path, state in now.items() if before.get(path) != state), tuple(path for path in before if path not in now))


def _listed(paths: tuple[str, ...], word: str) -> str:
    names = [os.path.relpath(path) for path in paths[:3]]
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    return f"{', '.join(names)}{more} {word}"
