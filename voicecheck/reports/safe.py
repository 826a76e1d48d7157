"""Makes text from drafts safe to print: no escape sequences, no hidden direction marks."""

from __future__ import annotations

import unicodedata

_REPLACED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_KEPT = {"\u200d", "\ufe0f", "\ufe0e"}
"""Joiners and variation selectors inside emoji sequences."""


def printable(text: str, keep_newlines: bool = False) -> str:
    """``text`` with control and format characters made visible, one sign for each, so that
    offsets stay true. Tabs become a space."""
    if text.isprintable():
        return text
    return "".join(_safe(character, keep_newlines) for character in text)


def _safe(character: str, keep_newlines: bool) -> str:
    if character == "\n" and keep_newlines:
        return character
    if character in "\t\n\r\x0b\x0c":
        return " "
    if character in _KEPT or character.isprintable():
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures block: ␛ for escape
    if code == 0x7F:
        return "\u2421"
    return "\ufffd" if unicodedata.category(character) in _REPLACED or not character.isprintable() else character
