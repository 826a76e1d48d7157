"""Ctrl-C and the processes of a run: the parent alone answers to it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


def leave_interrupts_to_the_parent() -> None:
    """For a forked process: Ctrl-C, which the terminal sends to all, is none of its business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Ctrl-C waits until the block has ended: one that comes while a process is forked would be lost."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
