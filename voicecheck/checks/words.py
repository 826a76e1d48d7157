"""Words that the brand avoids, and words that it prefers to others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from voicecheck.checks.check import Check, Examined
from voicecheck.guide.schema import MapOf, Record, Setting, Sourced, Text, setting
from voicecheck.problems import Place
from voicecheck.results import Finding


@dataclass(frozen=True)
class Words:
    """The brand's word list."""

    avoid: dict[str, Sourced[str]] | None = setting(
        MapOf(Text()), 'Words and phrases to avoid, each with the reason; "gratis*" takes any ending.', strictest="union", example='{gratis: "We promise nothing free in public."}'
    )
    prefer: dict[str, Sourced[str]] | None = setting(MapOf(Text()), "Words to replace, each with the word to use.", strictest="union", example="{kundesenter: kundeservice}")
    place: Place = Place("")


class AvoidWord(Check):
    """A word that the guide avoids.

    Looks for:
    the words and phrases of ``words.avoid``, whole words in any case; ``gratis*`` takes any ending.

    Why:
    Jargon, promises and words with a history cost more than they say.
    """

    id = "words/avoid"
    sections = {"words": Setting(Record(Words), "The brand's words.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        words = examined.guide.sections.get("words")
        for phrase, reason in (words.avoid or {}).items() if words else ():
            places = [(start, end) for start, end, _ in occurrences(phrase, examined.masked)]
            if places:
                yield self.finding(f"“{examined.quote(*places[0])}” is a word to avoid: {reason.value}", "Say it another way.", places, reason.place)


class PreferWord(Check):
    """A word for which the guide prefers another.

    Looks for:
    the words and phrases on the left of ``words.prefer``; the finding suggests the one on the
    right, with the same capital letter and, where the ending is plain, the same ending.

    Why:
    One name for one thing, everywhere, is what makes a brand's language its own.
    """

    id = "words/prefer"
    severity = "warn"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        words = examined.guide.sections.get("words")
        for phrase, better in (words.prefer or {}).items() if words else ():
            for start, end, ending in occurrences(phrase, examined.masked):
                found = examined.text[start:end]
                instead = better.value + ending
                if found[:1].isupper() and not found.isupper():
                    instead = instead[:1].upper() + instead[1:]
                yield self.finding(f"The guide says “{instead}”, not “{found}”.", f"Write “{instead}”.", [(start, end)], better.place, suggestion=instead)


def occurrences(phrase: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and the ending that ``*`` stood for, of every occurrence of the phrase."""
    for found in _pattern(phrase).finditer(text):
        yield found.start(), found.end(), found.groupdict().get("ending") or ""


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    core = r"\s+".join(re.escape(word) for word in phrase.strip("*").split())
    head = r"\w*" if phrase.startswith("*") else r"(?<![\w-])"
    tail = r"(?P<ending>\w*)" if phrase.endswith("*") else r"(?![\w-])"
    return re.compile(head + core + tail, re.IGNORECASE)
