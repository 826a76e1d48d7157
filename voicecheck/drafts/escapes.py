"""Decodes backslash escapes of quoted texts, each in its place."""

from __future__ import annotations

import re

from voicecheck.drafts.source import MapBuilder, SourceText

C_LIKE = re.compile(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)|\r\n|\r", re.DOTALL)
"""The escapes of C, of gettext: ``\\n``, ``\\"``, ``\\303``, ``\\xe5``."""
UNICODE = re.compile(r"\\[uU][0-9a-fA-F]{4}(?:\\[uU][dD][c-fC-F][0-9a-fA-F]{2})?|\\.|\r\n|\r", re.DOTALL)
"""The escapes of Java, Apple and Android: ``\\n``, ``\\"``, ``\\u00e5``, pairs for what is beyond."""
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_OCTETS = re.compile(r"(?:\\(?:x[0-9a-fA-F]{2}|[0-3][0-7]{2}))+")


def add_unescaped(builder: MapBuilder, source: SourceText, start: int, end: int, escapes: re.Pattern[str]) -> None:
    """Append the file's text from ``start`` to ``end`` with its escapes decoded."""
    position = start
    while found := escapes.search(source.text, position, end):
        builder.add(source.text[position : found.start()], position)
        if escapes is C_LIKE and (octets := _OCTETS.match(source.text, found.start(), end)):
            builder.add(_utf8(octets.group()), *octets.span())
            position = octets.end()
            continue
        builder.add(decoded(found.group()), *found.span())
        position = found.end()
    builder.add(source.text[position:end], position)


def decoded(escape: str) -> str:
    """What an escape that one of the patterns found stands for."""
    if escape[0] == "\r":
        return "\n"
    body = escape[1:]
    if body[0] in "uU" and len(body) >= 5:
        units = [int(unit, 16) for unit in re.split(r"\\[uU]", body[1:])]
        return b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be", "replace")
    if body[0] in "01234567" or (body[0] == "x" and len(body) > 1):
        return chr(int(body.lstrip("x"), 16 if body[0] == "x" else 8))
    return _LETTERS.get(body, "\n" if body == "\r" else body)


def _utf8(escapes: str) -> str:
    """Octets that are written one by one and together make characters in UTF-8."""
    octets = bytes(int(piece[1:], 16) if piece[0] == "x" else int(piece, 8) for piece in escapes.split("\\")[1:])
    return octets.decode("utf-8", "replace")
