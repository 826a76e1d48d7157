"""Words and phrases that a guide names, found in a text as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache


def occurrences(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the phrase stands in the text: whole words in any case; ``*`` at either end takes
    any letters."""
    for found in _pattern(phrase).finditer(text):
        yield found.start(), found.end()


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    core = r"\s+".join(re.escape(word) for word in phrase.strip("*").split())
    head = r"\w*" if phrase.startswith("*") else r"(?<![\w-])"
    tail = r"\w*" if phrase.endswith("*") else r"(?![\w-])"
    return re.compile(head + core + tail, re.IGNORECASE)
