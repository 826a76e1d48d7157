"""Decodes files as stored: which encoding, and what to say where it is none of ours."""

from __future__ import annotations

import codecs

from voicecheck.problems import Place, Problem, VoicecheckError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MARKS = tuple(mark for mark, _ in _BOMS)


def decode(data: bytes, path: str) -> str:
    """The text of a UTF-8 file, line endings kept, byte order mark removed.

    Raises VoicecheckError for anything else, naming what it looks like and how to convert it.
    """
    for mark, encoding in _BOMS if data.startswith(_MARKS) else ():
        if data.startswith(mark):
            if encoding == "utf-8":
                return _utf8(data[len(mark) :], path)
            raise VoicecheckError(Problem(Place(path), f"is stored as {encoding.upper()}; save it as UTF-8 (iconv -f {encoding.upper()} -t UTF-8)"))
    return _utf8(data, path)


def _utf8(data: bytes, path: str) -> str:
    nul = data.find(b"\0", 0, 65536)
    if nul >= 0:
        if len(data) > 3 and (data[1::2][:200].count(0) > 0.4 * len(data[1::2][:200]) or data[::2][:200].count(0) > 0.4 * len(data[::2][:200])):
            raise VoicecheckError(Problem(Place(path), "looks like UTF-16 without a byte order mark; save it as UTF-8"))
        raise VoicecheckError(Problem(Place(path), "is a binary file, not text"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        bad = data[error.start]
        share = sum(byte >= 0x80 for byte in data) / max(len(data), 1)
        if share > 0.3 and len(data) > 60:
            raise VoicecheckError(Problem(Place(path), "is a binary file, not text")) from None
        guess = data[error.start : error.start + 1].decode("cp1252", "replace")
        raise VoicecheckError(
            Problem(Place(path, line, column), f'is not UTF-8 here: byte 0x{bad:02X}, "{guess}" in Latin-1/Windows-1252; save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)')
        ) from None
