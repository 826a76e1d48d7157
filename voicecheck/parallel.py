"""Judges many replies, over several processes where that pays."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from voicecheck.compiler import CompiledGuide
from voicecheck.drafts.reply import Reply
from voicecheck.results import Result

Task = tuple[CompiledGuide, Reply]
"""A reply, and the guide to judge it by."""

PARALLEL_FROM = 400
"""With fewer replies one process is as quick: a second one has words of its own to learn."""
CHUNK = 64
WARM_UP = 64
"""So many replies are judged before the processes part, so that they share what is loaded."""

_NOBODY = Reply("")


def judge_all(tasks: Sequence[Task], keep_scores: bool = False) -> Iterator[Result]:
    """The results in the order of the tasks, the same however many processes there are."""
    with _rare_garbage_collection():
        yield from _judge_all(tasks, keep_scores)


@contextmanager
def _rare_garbage_collection() -> Iterator[None]:
    """The results are kept and hold no cycles: to look for garbage among them every 700 objects,
    as Python does, takes a sixth of the time."""
    import gc

    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _judge_all(tasks: Sequence[Task], keep_scores: bool) -> Iterator[Result]:
    processes = min(processors(), 8)
    if len(tasks) < PARALLEL_FROM or processes < 2 or not sys.platform.startswith("linux"):
        for task in tasks:
            yield _judged(task, keep_scores)
        return
    yield from (_judged(task, keep_scores) for task in tasks[:WARM_UP])
    yield from _in_processes(tasks, processes, keep_scores)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_processes(tasks: Sequence[Task], processes: int, keep_scores: bool) -> Iterator[Result]:
    """Fork workers that inherit the tasks and the loaded packs; only results are sent back."""
    import gc
    from multiprocessing import get_context

    global _inherited
    _load_packs(tasks)
    _inherited = (tasks, keep_scores)
    gc.freeze()  # what is shared stays shared: the workers' garbage collector leaves it alone
    try:
        with get_context("fork").Pool(processes) as pool:
            starts = range(WARM_UP, len(tasks), CHUNK)
            for start, results in zip(starts, pool.imap(_judge_chunk, starts)):
                for number, result in enumerate(results, start):
                    yield replace(result, reply=tasks[number][1])
    finally:
        _inherited = ((), False)
        gc.unfreeze()


_inherited: tuple[Sequence[Task], bool] = ((), False)
"""What the forked workers find in their copy of the memory."""


def _load_packs(tasks: Sequence[Task]) -> None:
    """Judge one reply of each language that is given, so that its pack is loaded once."""
    seen: set[tuple[str, bool]] = set()
    for compiled, reply in tasks[WARM_UP:]:
        key = (reply.context.language, bool(reply.context.customer))
        if key[0] and key not in seen:
            seen.add(key)
            compiled.check(reply)


def _judge_chunk(start: int) -> list[Result]:
    tasks, keep_scores = _inherited
    return [replace(_judged(task, keep_scores), reply=_NOBODY) for task in tasks[start : start + CHUNK]]


def _judged(task: Task, keep_scores: bool) -> Result:
    compiled, reply = task
    result = compiled.check(reply)
    return result if keep_scores else replace(result, scores=None, evidence=())
