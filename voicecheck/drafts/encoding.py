"""Writes new words into a draft the way its format wants them: escapes, entities, doubled marks.

Several ways are tried in turn, and the draft is read again after each: what then reads as it was
meant is right. So a format need only say which ways there are (``DraftReader.encodings``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

Encoder = Callable[[str, bool], str]
"""Takes a text, and whether only ASCII may be written."""


def _plain(text: str, ascii_only: bool) -> str:
    return text


def _json(text: str, ascii_only: bool) -> str:
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]


def _double_quotes(text: str, ascii_only: bool) -> str:
    return text.replace('"', '""')


def _single_quotes(text: str, ascii_only: bool) -> str:
    return text.replace("'", "''")


def _backslash_single(text: str, ascii_only: bool) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _backslash_double(text: str, ascii_only: bool) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "").replace("\n", "\\n").replace("\t", "\\t")


def _properties(text: str, ascii_only: bool) -> str:
    return _utf16(text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n").replace("\t", "\\t"), ascii_only)


def _android(text: str, ascii_only: bool) -> str:
    return _utf16(_backslash_double(text, ascii_only).replace("'", "\\'"), ascii_only)


def _references(text: str, ascii_only: bool) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.encode("ascii", "xmlcharrefreplace").decode("ascii") if ascii_only else escaped


def _utf16(text: str, ascii_only: bool) -> str:
    """Java's and Android's escapes for what is not ASCII."""
    return "".join(sign if sign.isascii() else json.dumps(sign)[1:-1] for sign in text) if ascii_only else text


ENCODERS: dict[str, Encoder] = {
    "plain": _plain,
    "json": _json,
    "double quotes": _double_quotes,
    "single quotes": _single_quotes,
    "backslash single": _backslash_single,
    "backslash double": _backslash_double,
    "properties": _properties,
    "android": _android,
    "references": _references,
}
"""Every way by name: as it is; JSON's escapes; ``""`` as in CSV; ``''`` as in YAML; a backslash
before ``'``, or before ``"`` and line breaks; Java's and Android's escapes; ``&lt;`` and the like."""

Chain = tuple[str, ...]
"""Names of encoders, applied one after the other: HTML inside JSON is ("references", "json")."""

USUAL: tuple[Chain, ...] = (("plain",), ("json",), ("double quotes",), ("single quotes",), ("references",), ("references", "json"), ("references", "double quotes"))


def encodings(text: str, chains: Iterable[Chain], file_text: str) -> Iterator[str]:
    """The ways to write ``text`` into a file that holds ``file_text``, the likeliest first.

    A file that holds ASCII alone is kept so where one of the ways can.
    """
    tried: set[str] = set()
    newline = "\r\n" if "\r\n" in file_text else "\n"
    for ascii_only in (True, False) if not text.isascii() and file_text.isascii() else (False,):
        for chain in chains:
            written = text
            for name in chain:
                written = ENCODERS[name](written, ascii_only)
            written = written.replace("\r\n", "\n").replace("\n", newline)
            if written not in tried and (written.isascii() or not ascii_only):
                tried.add(written)
                yield written
