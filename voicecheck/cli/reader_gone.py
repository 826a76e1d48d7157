"""When nobody reads on what is printed (``| head``)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def silence_stdout() -> None:
    """Keep Python from complaining about the closed pipe while it shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def reader_may_leave() -> Iterator[None]:
    """Around a run that tells results as they come: it ends with its reader, quietly. As not all
    was judged it counts as interrupted, whatever was found so far."""
    try:
        yield
    except BrokenPipeError:
        silence_stdout()
        sys.exit(130)
