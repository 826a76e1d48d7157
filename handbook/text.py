"""Text of the program as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CODE = re.compile(r"`[^`]+`")
_SPECIAL = re.compile(r"([\\*_\[\]#`{}])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_LIST = re.compile(r"^(\s*\d+)([.)])(?=\s)|^(\s*)([-+])(?=\s)")


def plain(text: str) -> str:
    """A line in which nothing means anything to Markdown."""
    text = _LIST.sub(lambda start: f"{start[1] or start[3] or ''}\\{start[2] or start[4]}", _SPECIAL.sub(r"\\\1", text))
    return "".join(_ENTITIES.get(letter, letter) for letter in text)


def markdown(text: str) -> str:
    """A sentence of the program, in which ``code`` is set off by backticks and nothing else means anything."""
    text = re.sub(r"``([^`]+)``", r"`\1`", text)
    parts, last = [], 0
    for code in _CODE.finditer(text):
        parts += [plain(text[last : code.start()]), code.group()]
        last = code.end()
    return "".join(parts) + plain(text[last:])


def admonition(kind: str, title: str, text: str) -> str:
    """A box with a text of somebody else, with its line breaks."""
    return f'!!! {kind} "{title}"\n\n' + "".join(f"    {plain(line)}  \n" if line else "\n" for line in text.splitlines())


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; its cells are Markdown already."""
    columns = list(head)
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    return "\n".join([*lines, *("| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in rows)]) + "\n"


def fenced(text: str, language: str = "") -> str:
    """A block of code."""
    return f"```{language}\n{text.rstrip()}\n```\n"


def tabs(titled: Iterable[tuple[str, str]]) -> str:
    """Contents beside one another, each under its title."""
    return "\n".join(f'=== "{title}"\n\n' + "\n".join(f"    {line}" if line else "" for line in body.splitlines()) + "\n" for title, body in titled)


def sentence(text: str) -> str:
    """With a capital at its beginning and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[:1].upper() + text[1:] + ("" if text[-1] in ".…!?:" or text.endswith((".”", ".)")) else ".")
