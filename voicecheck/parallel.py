"""Judges portions, over several processes where that pays."""

from __future__ import annotations

import gc
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from voicecheck.interrupts import interrupts_held, leave_interrupts_to_the_parent
from voicecheck.portion import Judge, Judged, Portion
from voicecheck.processors import processors

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    Waiting = tuple[list[Portion], AsyncResult[list[list[Judged]]]]

PARALLEL_FROM = 120_000
"""With fewer bytes of drafts one process is as quick: a second one has words of its own to learn."""
WARM_UP = 20_000
"""So many bytes are judged before the processes part, so that they share what is loaded."""
BATCH = 32_000
"""Portions are handed over in batches of about so many bytes."""
AHEAD = 4
"""So many batches a process may wait: enough to keep it busy, little enough to keep memory flat."""

Done = tuple[Portion, Iterable[Judged]]


def judge_all(portions: Iterator[Portion], judge: Judge) -> Iterator[Done]:
    """Each portion with what was judged of it, in their order, the same however many
    processes there are."""
    with _rare_garbage_collection():
        first: list[Portion] = []
        size = 0
        processes = min(processors(), 8) if sys.platform.startswith("linux") else 1
        for portion in portions:
            if portion.known is not None and not first:
                yield portion, portion.known
                continue
            first.append(portion)
            size += portion.size if portion.known is None else 0
            if processes > 1 and size >= PARALLEL_FROM:
                break
        else:
            yield from ((portion, judge.judge(portion)) for portion in first)
            return
        warmed = 0
        while first and warmed < WARM_UP:
            portion = first.pop(0)
            warmed += portion.size
            yield portion, list(judge.judge(portion))
        yield from _in_processes(_chained(first, portions), judge, processes)


def _chained(first: list[Portion], rest: Iterator[Portion]) -> Iterator[Portion]:
    yield from first
    yield from rest


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


def _in_processes(portions: Iterator[Portion], judge: Judge, processes: int) -> Iterator[Done]:
    """Fork workers that inherit the judge with the packs it has loaded."""
    from multiprocessing import get_context

    global _inherited
    _inherited = judge
    gc.freeze()  # what is shared stays shared: the workers' garbage collector leaves it alone
    try:
        with interrupts_held():
            pool = get_context("fork").Pool(processes, leave_interrupts_to_the_parent)
        with pool:
            waiting: deque[Waiting] = deque()
            for batch in _batches(portions):
                waiting.append((batch, pool.apply_async(_judge_batch, ([portion for portion in batch if portion.known is None],))))
                if len(waiting) >= AHEAD * processes:
                    yield from _taken(waiting)
            while waiting:
                yield from _taken(waiting)
    finally:
        _inherited = None
        gc.unfreeze()


def _taken(waiting: deque[Waiting]) -> Iterator[Done]:
    batch, pending = waiting.popleft()
    judged = iter(pending.get())
    yield from ((portion, next(judged) if portion.known is None else portion.known) for portion in batch)


_inherited: Judge | None = None
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


def _judge_batch(batch: list[Portion]) -> list[list[Judged]]:
    assert _inherited is not None
    return [list(_inherited.judge(portion)) for portion in batch]
