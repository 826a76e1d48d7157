"""Where reports go: files that are written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class CannotWriteError(Exception):
    """A report's file cannot be written; the message says why."""


class ReportFile:
    """A file for a report. Whether it can be written is tried before the work; the report takes
    the place of an older one in one step, at the end.

    Raises CannotWriteError. A pipe or a device is written to as it is.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._target = Path(os.path.realpath(path))  # a link stays a link
        try:
            if self._target.is_dir():
                raise CannotWriteError(f"cannot write “{path}”: it is a folder; name a file.")
            if not self._target.parent.is_dir():
                raise CannotWriteError(f"cannot write “{path}”: its folder does not exist.")
            if self._target.exists():
                os.close(os.open(self._target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)))
            if not self._is_special:
                self._part().unlink()
        except (OSError, ValueError) as error:
            raise self._cannot(error) from None

    def write(self, text: str) -> None:
        """Write the whole report."""
        part: Path | None = None
        try:
            if self._is_special:
                self._target.write_text(text, encoding="utf-8", newline="\n")
                return
            part = self._part()
            part.write_text(text, encoding="utf-8", newline="\n")
            os.replace(part, self._target)
        except BaseException as error:
            if part is not None:
                with suppress(OSError):
                    part.unlink()
            if isinstance(error, OSError):
                raise self._cannot(error) from None
            raise

    @property
    def _is_special(self) -> bool:
        """Whether it is there and no plain file: /dev/stderr, a named pipe."""
        return self._target.exists() and not self._target.is_file()

    def _part(self) -> Path:
        """A new, empty file beside the target, with the rights that the report shall have."""
        rights = self._target.stat().st_mode & 0o777 if self._target.exists() else 0o666
        path = self._target.with_name(f".{self._target.name[:60]}.{os.urandom(6).hex()}.part")
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, rights))
        return path

    def _cannot(self, error: Exception) -> CannotWriteError:
        return CannotWriteError(f"cannot write “{self.path}”: {getattr(error, 'strerror', '') or error}.")
