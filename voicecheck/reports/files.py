"""Where reports go: standard output, or files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


class CannotWriteError(Exception):
    """A report's file cannot be written; the message says why."""


class ReportFile:
    """A file for a report. Made before the work, so that what cannot be written is told then;
    the report takes the place of an older one in one step, at the end.

    Raises CannotWriteError. A pipe or a device is written to as it is.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._target = Path(os.path.realpath(path))  # a link stays a link
        self._temporary: Path | None = None
        try:
            if self._target.is_dir():
                raise CannotWriteError(f"cannot write “{path}”: it is a folder; name a file.")
            if self._target.exists() and not self._target.is_file():
                return  # /dev/stderr, a named pipe
            if self._target.exists():
                os.close(os.open(self._target, os.O_WRONLY))  # closed to writing: say so now
            temporary = self._target.with_name(f".{self._target.name[:60]}.{secrets.token_hex(6)}.part")
            os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, self._mode()))
            self._temporary = temporary
        except FileNotFoundError:
            raise CannotWriteError(f"cannot write “{path}”: its folder does not exist.") from None
        except (OSError, ValueError) as error:
            raise CannotWriteError(f"cannot write “{path}”: {getattr(error, 'strerror', '') or error}.") from None

    def write(self, text: str) -> None:
        """Write the whole report."""
        try:
            if self._temporary is None:
                with open(self._target, "w", encoding="utf-8", newline="\n") as stream:
                    stream.write(text)
                return
            self._temporary.write_text(text, encoding="utf-8", newline="\n")
            os.replace(self._temporary, self._target)
            self._temporary = None
        except OSError as error:
            raise CannotWriteError(f"cannot write “{self.path}”: {error.strerror}.") from None

    def discard(self) -> None:
        """Leave no half-written file behind; a file that stood there before stays as it was."""
        if self._temporary is not None:
            with suppress(OSError):
                self._temporary.unlink()

    def _mode(self) -> int:
        """The rights of the file that is replaced, else those of a new file."""
        return self._target.stat().st_mode & 0o777 if self._target.exists() else 0o666
