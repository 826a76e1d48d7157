"""Where one text file holds several replies: the lines that divide them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecheck.drafts.lines import Line

_RULE = re.compile(r"(?:-{3,}|={3,}|\*{3,}|_{3,}|(?:\* ){2,}\*|(?:- ){2,}-)\Z")
_TITLE = re.compile(r"(?:-{3,}|={3,})[ \t]+(?P<title>[^\W_][^\r\n]{0,80}?)[ \t]*[-=]*\Z")


def divided(body: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """The pieces between lines such as ``---- LATE PARCEL``, with their titles, and between
    rules (``---``, ``***``) that have an empty line, or an end of the text, on both sides.

    A rule right under or above a line of text is decoration, or a signature's.
    """
    pieces: list[tuple[str, list[Line]]] = [("", [])]
    for index, line in enumerate(body):
        words = line.words
        title = _TITLE.match(words)
        if title and not _filled(body, index - 1):
            pieces.append((title.group("title"), []))
        elif _RULE.match(words) and not _filled(body, index - 1) and not _filled(body, index + 1):
            pieces.append(("", []))
        else:
            pieces[-1][1].append(line)
    return [(title, lines) for title, lines in pieces if any(line.words for line in lines)]


def _filled(body: Sequence[Line], index: int) -> bool:
    return 0 <= index < len(body) and bool(body[index].words)
