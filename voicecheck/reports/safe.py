"""Makes text from drafts safe to print: no escape sequences, no hidden direction marks."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_REPLACED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_HIDDEN = re.compile("[\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]")
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)
_ASCII = {
    "æ": "a",
    "ø": "o",
    "Æ": "A",
    "Ø": "O",
    "ß": "s",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "…": ".",
    "•": "*",
    "\xa0": " ",
    "␛": "?",
}
_KEPT = {"\u200d", "\ufe0f", "\ufe0e"}
"""Joiners and variation selectors inside emoji sequences."""


def printable(text: str, keep_newlines: bool = False) -> str:
    """``text`` with control and format characters made visible, one sign for each, so that
    offsets stay true. Tabs become a space."""
    if text.isprintable():
        return text
    return "".join(_safe(character, keep_newlines) for character in text)


def in_ascii(text: str) -> str:
    """``text`` for a terminal that knows ASCII alone: one sign for each, so that offsets stay
    true; letters lose their accents, what is left becomes a question mark."""
    return text if text.isascii() else "".join(_ascii(character) for character in text)


def _ascii(character: str) -> str:
    if character.isascii():
        return character
    bare = _ASCII.get(character) or unicodedata.normalize("NFKD", character)[0]
    return bare if bare.isascii() else "?"


def json_text(data: Any, indent: int | None = None) -> str:
    """JSON that is readable, and whose control and direction marks are escaped: it may be
    looked at in a terminal too, and holds no half characters."""
    text = _ENCODER.encode(data) if indent is None else json.dumps(data, ensure_ascii=False, indent=indent)
    return text if text.isprintable() else _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


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


def columns(text: str) -> int:
    """How many columns of a terminal a text takes, once it is printable."""
    if text.isascii() and text.isprintable():
        return len(text)
    from rich.cells import cell_len

    return cell_len(printable(text))
