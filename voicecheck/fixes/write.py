"""Writes a mended draft in the place of the old one, whole or not at all."""

from __future__ import annotations

import codecs
import os
from contextlib import suppress
from pathlib import Path

from voicecheck.problems import Place, Problem, VoicecheckError
from voicecheck.text_files import decode


def write_draft(path: str, before: str, after: str) -> None:
    """Let the file hold the text ``after``, with its byte order mark, line endings, rights and
    links as they are.

    Raises VoicecheckError where the file may not be written to, or does not hold ``before`` any
    more.
    """
    target = Path(os.path.realpath(path))
    part: Path | None = None
    try:
        data = target.read_bytes()
        if decode(data, path) != before:
            raise VoicecheckError(Problem(Place(path), "was not mended: it changed while it was being checked; run voicecheck again"))
        if not os.access(target, os.W_OK):
            raise VoicecheckError(Problem(Place(path), "was not mended: it is closed to writing"))
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        part = target.with_name(f".{target.name[:60]}.{os.urandom(6).hex()}.part")
        rights = target.stat().st_mode & 0o7777
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(mark + after.encode("utf-8"))
        os.chmod(part, rights)
        os.replace(part, target)
        part = None
    except OSError as error:
        raise VoicecheckError(Problem(Place(path), f"was not mended: {error.strerror}")) from None
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink()
