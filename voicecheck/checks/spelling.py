"""Never correcting the customer's spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from voicecheck.checks.check import Check, Examined
from voicecheck.guide.schema import Choice, Setting
from voicecheck.languages.inflection import load_inflection
from voicecheck.results import Finding
from voicecheck.spans import outermost

_ASTERISK = re.compile(r"(?:(?<=\s)|\A)\*([^\W\d][\w'’-]{2,})(?![\w*'’-])|(?<=\s)([^\W\d][\w'’-]{2,})\*(?=\s|[.!?]|\Z)")
"""A correcting asterisk before or behind a word; "*sighs*" and signatures ("*MS") are none."""
_QUOTED = re.compile(r"[«“\"”‘']([^\W\d][\w’'-]*)[»”\"’']")
_SIC = re.compile(r"[\[(]sic!?[\])]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d][\w’'-]*")
_ALIKE = 0.75
_LEAST_LETTERS = 4


class SpellingCorrection(Check):
    """The reply corrects the customer's spelling or grammar.

    Looks for:
    with ``spelling_correction: forbidden``, “you mean”, “it is spelled” and their like in each
    language; a word with a correcting asterisk (*definitely); “[sic]”; and a word of the
    customer's in quotation marks beside the same word in another spelling.

    Why:
    Nobody who is corrected feels helped, and dyslexia is common. Understand what was meant, and
    answer that.
    """

    id = "address/spelling-correction"
    reads = ("spelling_correction",)
    severity = "warn"
    source = "Spraktidningen on replies that correct customers"
    limits = {
        "spelling_correction": Setting(
            Choice(("forbidden", "allowed")), "Whether a reply may correct the customer's spelling: forbidden or allowed. Default: allowed.", example="forbidden"
        )
    }

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("spelling_correction")
        if limit is None or limit.value == "allowed":
            return
        kept = outermost(_places(examined))
        if kept:
            words = ", ".join(dict.fromkeys(f"“{examined.quote(start, end)}”" for start, end in kept[:3]))
            yield self.finding(f"{words} corrects the customer's spelling.", "Answer what the customer meant, and leave the spelling alone.", kept, limit.place)


def _places(examined: Examined) -> Iterator[tuple[int, int]]:
    for item in examined.of("spelling_correction"):
        if item.has_place and item.strength >= 2:
            yield item.start, item.end
    text = examined.text
    for found in _ASTERISK.finditer(text) if "*" in text else ():
        word = found.group(1) or found.group(2)
        alone = text.count("*") == 1 and found.group(1) and (found.start() == 0 or text[found.start() - 1] == "\n")
        if not word.isupper() and (_misspelt(word.lower(), examined.customer) if examined.customer else alone):
            yield found.span()
    for found in _SIC.finditer(text) if "[" in text or "(" in text else ():
        yield found.span()
    yield from _quoted(examined)


def _quoted(examined: Examined) -> Iterator[tuple[int, int]]:
    """Quoted words of the customer beside which the reply writes them otherwise."""
    if not examined.customer:
        return
    theirs = {word.lower() for word in _WORD.findall(examined.customer)}
    ours = {word.lower() for word in _WORD.findall(examined.text)}
    for found in _QUOTED.finditer(examined.text):
        word = found.group(1).lower()
        if word in theirs and any(_is_spelling_of(word, other, examined.language) for other in ours - theirs):
            yield found.span()


def _misspelt(word: str, customer: str) -> bool:
    """Whether the customer wrote something very like the word, and not the word itself."""
    theirs = {other.lower() for other in _WORD.findall(customer)}
    return word not in theirs and any(SequenceMatcher(None, word, other).ratio() >= _ALIKE for other in theirs)


def _is_spelling_of(word: str, other: str, language: str) -> bool:
    """Whether two words differ as a misspelling does, not as two forms of a word do."""
    if word == other or min(len(word), len(other)) < _LEAST_LETTERS or SequenceMatcher(None, word, other).ratio() < _ALIKE:
        return False
    inflection = load_inflection(language)
    return other not in inflection.forms(word) and word not in inflection.forms(other)
