"""Words and phrases that a guide names, found in a text as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_RUN = re.compile(r"\w+")


def occurrences(phrase: str, text: str, folded_text: str = "") -> Iterator[tuple[int, int]]:
    """Where the phrase stands in the text: whole words in any case; ``*`` at either end takes
    any letters. With ``folded_text``, the text folded, it is quickly told that it does not."""
    begins, pattern = _pattern(phrase)
    for found in pattern.finditer(text) if not folded_text or begins in folded_text else ():
        yield found.start(), found.end()


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> tuple[str, re.Pattern[str]]:
    """What the phrase begins with, folded, and what finds it."""
    words = phrase.strip("*").split()
    head = r"\w*" if phrase.startswith("*") else r"(?<![\w-])"
    tail = r"\w*" if phrase.endswith("*") else r"(?![\w-])"
    return folded(words[0]) if words else "", re.compile(head + r"\s+".join(map(re.escape, words)) + tail, re.IGNORECASE)


def folded(text: str) -> str:
    """The text in small letters, with straight apostrophes: for a quick look at what may be in it."""
    return text.casefold().replace("’", "'")


def runs(folded_text: str) -> frozenset[str]:
    """The runs of letters and figures in a folded text: what phrases of whole words consist of."""
    return frozenset(_RUN.findall(folded_text))


def telling_runs(phrases: Iterable[str]) -> frozenset[str]:
    """The longest run of each phrase: without any of them in a text, none of the phrases is in it."""
    return frozenset(max(runs(folded(phrase)), key=lambda run: (len(run), run)) for phrase in phrases)
