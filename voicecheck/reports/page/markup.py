"""Text from drafts as HTML: escaped, its hidden characters visible, the words at fault marked."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from voicecheck.reports.safe import printable

Mark = tuple[int, int, int, str]
"""Start and end in the text, the finding's number, its severity."""


def text(words: object, keep_newlines: bool = False) -> str:
    """Anything as text between tags or in an attribute's quotes."""
    return escape(printable(str(words), keep_newlines), quote=True)


def marked(words: str, marks: Iterable[Mark]) -> str:
    """The text with every marked stretch in a ``mark`` element, followed where it ends by the
    numbers of the findings that name it. Marks may overlap."""
    found = sorted((max(start, 0), min(end, len(words)), number, severity) for start, end, number, severity in marks if start < min(end, len(words)))
    cuts = sorted({0, len(words), *(start for start, _, _, _ in found), *(end for _, end, _, _ in found)})
    parts = []
    over: list[Mark] = []
    waiting = iter([*found, (len(words) + 1, 0, 0, "")])
    coming = next(waiting)
    for start, end in pairwise(cuts):
        over = [mark for mark in over if mark[1] > start]
        while coming[0] <= start:
            over.append(coming)
            coming = next(waiting)
        piece = text(words[start:end], keep_newlines=True)
        if over:
            severity = "fail" if any(mark[3] == "fail" for mark in over) else "warn"
            piece = f'<mark class="{severity}">{piece}</mark>'
        ending = sorted({mark[2] for mark in over if mark[1] == end})
        parts.append(piece + (f'<sup class="number">{", ".join(map(str, ending))}</sup>' if ending else ""))
    return "".join(parts)
