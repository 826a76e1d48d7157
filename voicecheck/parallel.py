"""Works through portions, over several processes where that pays."""

from __future__ import annotations

import gc
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from voicecheck.interrupts import interrupts_held, leave_interrupts_to_the_parent
from voicecheck.portion import Portion
from voicecheck.processors import processors

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    Waiting = tuple[list[Portion], AsyncResult[list[Any]]]

PARALLEL_FROM = 120_000
"""With fewer bytes of drafts one process is as quick: a second one has words of its own to learn."""
BATCH = 16_000
"""Portions are handed over in batches of about so many bytes."""
AHEAD = 4
"""So many batches a process may wait: enough to keep it busy, little enough to keep memory flat."""

T = TypeVar("T")
Work = Callable[[Portion], T]


def worked(portions: Iterator[Portion], work: Work[T], warm_up: Callable[[Iterable[Portion]], None], wind_up: Callable[[], None]) -> Iterator[tuple[Portion, T]]:
    """Each portion with what ``work`` makes of it, in their order, the same however many
    processes there are. ``warm_up`` loads what they all need before they part; ``wind_up`` is
    what each of them does last in a long run."""
    with _rare_garbage_collection():
        processes = min(processors(), 8) if sys.platform.startswith("linux") else 1
        if processes == 1:
            yield from _here(portions, work, wind_up)
            return
        first: list[Portion] = []
        waiting: list[Portion] = []
        size = 0
        for portion in portions:
            if portion.known is not None and not first:
                yield portion, work(portion)
                continue
            first.append(portion)
            if portion.known is None:
                waiting.append(portion)
                size += portion.size
            if len(waiting) > 1 and size >= PARALLEL_FROM:
                break
        else:
            yield from _here(first, work, wind_up)
            return
        warm_up(portion for portion in chain(waiting, _drawn(portions, first)) if portion.source is not None or portion.size < PARALLEL_FROM)
        yield from _in_processes(chain(first, portions), work, wind_up, processes)


def _drawn(portions: Iterator[Portion], first: list[Portion]) -> Iterator[Portion]:
    """Further portions that wait; all that is drawn goes to the ``first``."""
    for portion in portions:
        first.append(portion)
        if portion.known is None:
            yield portion


def _here(portions: Iterable[Portion], work: Work[T], wind_up: Callable[[], None]) -> Iterator[tuple[Portion, T]]:
    """Everything in this process."""
    size = 0
    for portion in portions:
        yield portion, work(portion)
        size += portion.size if portion.known is None else 0
    if size >= PARALLEL_FROM:
        wind_up()


@contextmanager
def _rare_garbage_collection() -> Iterator[None]:
    """The results are kept and hold no cycles: to look for garbage among them every 700 objects,
    as Python does, takes a sixth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _in_processes(portions: Iterable[Portion], work: Work[T], wind_up: Callable[[], None], processes: int) -> Iterator[tuple[Portion, T]]:
    """Fork workers that inherit the work with all that is loaded for it."""
    from multiprocessing import get_context

    global _inherited
    _inherited = work
    gc.freeze()  # what is shared stays shared: the workers' garbage collector leaves it alone
    try:
        with interrupts_held():
            pool = get_context("fork").Pool(processes, _begin, (wind_up,))
        with pool:
            waiting: deque[Waiting] = deque()
            for batch in _batches(portions):
                waiting.append((batch, pool.apply_async(_work_on, ([portion for portion in batch if portion.known is None],))))
                if len(waiting) >= AHEAD * processes:
                    yield from _taken(waiting, work)
            while waiting:
                yield from _taken(waiting, work)
            pool.close()
            pool.join()
    finally:
        _inherited = None
        gc.unfreeze()


def _begin(wind_up: Callable[[], None]) -> None:
    """What a worker does first, and what is left for its end."""
    from multiprocessing.util import Finalize

    leave_interrupts_to_the_parent()
    Finalize(None, wind_up, exitpriority=0)


def _taken(waiting: deque[Waiting], work: Work[T]) -> Iterator[tuple[Portion, T]]:
    batch, pending = waiting.popleft()
    made = iter(pending.get())
    yield from ((portion, next(made) if portion.known is None else work(portion)) for portion in batch)


_inherited: Work[Any] | None = None
"""What the forked workers find in their copy of the memory."""


def _batches(portions: Iterable[Portion]) -> Iterator[list[Portion]]:
    batch: list[Portion] = []
    size = 0
    for portion in portions:
        batch.append(portion)
        size += max(portion.size, 1)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _work_on(batch: list[Portion]) -> list[Any]:
    assert _inherited is not None
    return [_inherited(portion) for portion in batch]
