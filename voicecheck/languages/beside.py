"""spaCy in a process beside this one, which loads everything else meanwhile.

Importing spaCy takes half a second, longer than a guide, its checks and a language's pack
together; and what is needed of it, the tokens of a few chunks, goes through a pipe as well.
Where there is no second processor, or spaCy is already imported, all stays in one process.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from voicecheck.interrupts import interrupts_held, leave_interrupts_to_the_parent
from voicecheck.processors import processors

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Tokens = tuple[str, ...]


class NotReadyError(Exception):
    """spaCy is still being imported, and who asks would rather do something else than wait."""


class Beside:
    """The process that imports spaCy; it begins when it is made. Raises OSError where there can
    be no process."""

    def __init__(self) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        self._lock = context.Lock()  # the workers of a run all ask the one process
        self._pipe, theirs = context.Pipe()
        self._begun, begun = context.Pipe(duplex=False)  # closed at the other end once spaCy is there
        self._process = context.Process(target=_serve, args=(theirs, begun, self._pipe), daemon=True)
        with interrupts_held():
            self._process.start()
        theirs.close()
        begun.close()

    def is_ready(self) -> bool:
        """Whether it has imported spaCy, or failed to."""
        return self._begun.poll()

    def cut(self, language: str, chunks: Sequence[str]) -> list[Tokens]:
        """The tokens of each chunk. Raises OSError or EOFError where the process has died."""
        with self._lock:
            self._pipe.send((language, chunks))
            answer: list[Tokens] = self._pipe.recv()
            return answer

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._pipe.close()
        self._begun.close()


_wanted = False
_patient = True
_running: Beside | None = None
"""What this process, and the workers forked from it, ask for tokens."""


@contextmanager
def allowed() -> Iterator[None]:
    """Within this block, ``begin`` may start a process beside; at its end that is ended."""
    global _wanted, _running
    _wanted = sys.platform.startswith("linux") and "spacy" not in sys.modules and processors() > 1
    try:
        yield
    finally:
        _wanted = False
        if _running is not None:
            _running.close()
        _running = None


def begin() -> None:
    """Tokens will be needed: let a process import spaCy, if one may."""
    global _wanted, _running
    if _wanted:
        _wanted = False
        if threading.active_count() > 1:
            return  # what other threads hold, a forked process would wait for without end
        with suppress(OSError, ImportError):
            _running = Beside()


def is_ready() -> bool:
    """Whether tokens can be had without waiting for a process beside."""
    return _running is None or _running.is_ready()


@contextmanager
def without_waiting() -> Iterator[None]:
    """Within this block, ``tokens`` raises NotReadyError rather than wait for spaCy to be imported."""
    global _patient
    _patient = False
    try:
        yield
    finally:
        _patient = True


def tokens(language: str, chunks: Sequence[str]) -> list[Tokens] | None:
    """The tokens of each chunk, or None where no process runs beside."""
    global _running
    if _running is None:
        return None
    if not _patient and not _running.is_ready():
        raise NotReadyError
    try:
        return _running.cut(language, chunks)
    except (OSError, EOFError):
        _running = None
        return None


def _serve(pipe: Connection, begun: Connection, other_end: Connection) -> None:
    """What the process beside does: it answers until nobody is left who could ask."""
    leave_interrupts_to_the_parent()
    other_end.close()
    try:
        import spacy.tokenizer  # noqa: F401
    except Exception:
        return  # who asks will import it too, and tell

    from voicecheck.languages.tokenizer import cut

    begun.close()
    with suppress(EOFError, OSError):
        while True:
            language, chunks = pipe.recv()
            pipe.send(cut(language, chunks))
