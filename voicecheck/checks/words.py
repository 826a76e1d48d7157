"""Words that the brand avoids, and words that it prefers to others."""

from __future__ import annotations

import re
from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.word_list import Found, PreferredWord, Words, replacement
from voicecheck.guide.schema import Record, Setting
from voicecheck.languages.grammar import load_grammar
from voicecheck.results import Finding, Fix

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.!?\n]")
_HEAD = 4
"""Two words with so many last letters in common are compounds of one word, and of its gender."""
_BEFORE, _AFTER = 60, 40
"""So many characters before and after a word are looked at for others that change with it."""


class AvoidWord(Check):
    """A word that the guide avoids.

    Looks for:
    the words and phrases of ``words.avoid`` in any case and in every form of the language
    (``gebyr`` finds “gebyrene”), not inside a phrase of its ``unless``. ``gratis*`` takes any
    ending, ``compounds: true`` also finds the word inside compounds.

    Why:
    Jargon, promises and words with a history cost more than they say.
    """

    id = "words/avoid"
    reads = ("words.avoid", "words.by_language")
    sections = {"words": Setting(Record(Words), "The brand's words.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        words = examined.guide.sections.get("words")
        if words is None:
            return
        by_phrase: dict[str, list[Found]] = {}
        for found in words.index("avoid", examined.language).find(examined):
            by_phrase.setdefault(found.phrase, []).append(found)
        for places in by_phrase.values():
            entry = places[0].entry
            why = getattr(entry, "why", None)
            yield self.finding(
                f"“{examined.quote(places[0].start, places[0].end)}” is a word to avoid: {why.value}"
                if why
                else f"“{examined.quote(places[0].start, places[0].end)}” is a word to avoid.",
                "Say it another way.",
                [(found.start, found.end) for found in places],
                why.place if why else entry.place,
                entry.severity.value if entry.severity else "",
            )


class PreferWord(Check):
    """A word for which the guide prefers another.

    Looks for:
    the words and phrases on the left of ``words.prefer``, in every form; the finding suggests
    the one on the right with the same capital letter and, where the language leaves no doubt, in
    the same form. Forms that no rule tells are named under ``forms``.

    Why:
    One name for one thing, everywhere, is what makes a brand's language its own.
    """

    id = "words/prefer"
    reads = ("words.prefer", "words.by_language")
    severity = "warn"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        words = examined.guide.sections.get("words")
        if words is None:
            return
        for found in words.index("prefer", examined.language).find(examined):
            entry = found.entry
            if not isinstance(entry, PreferredWord) or entry.use is None:
                continue
            written = examined.text[found.start : found.end]
            instead = replacement(found, examined.language)
            why = f" {entry.why.value}" if entry.why else ""
            if instead is not None and found.part != written:  # inside a compound
                at = written.lower().find(found.part.lower())
                instead = written[:at] + (instead if at else instead[:1].upper() + instead[1:] if written[0].isupper() else instead) + written[at + len(found.part) :]
            yield self.finding(
                f"The guide says “{instead or entry.use.value}”, not “{written}”.{why}",
                f"Write “{instead}”." if instead else f"Write “{entry.use.value}” in the form that fits here.",
                [(found.start, found.end)],
                entry.use.place,
                entry.severity.value if entry.severity else "",
                suggestion=instead,
                fixes=[Fix(found.start, found.end, instead or entry.use.value, safe=instead is not None and _fits(examined, found, entry.use.value))],
            )


def _fits(examined: Examined, found: Found, better: str) -> bool:
    """Whether the better word can stand there without another look: no word beside it changes
    with its gender or its first letter, and the word is not shouted."""
    old, new = found.phrase.strip("*").lower(), better.lower()
    shouted = found.part.isupper() and len(found.part) > 1 and not found.phrase.isupper()
    same_head = old[-_HEAD:] == new[-_HEAD:] and len(old) >= _HEAD
    before, after = examined.text[max(found.start - _BEFORE, 0) : found.start], examined.text[found.end : found.end + _AFTER]
    nearest = [word.lower() for word in reversed(_WORD.findall(_SENTENCE.split(before)[-1]))]
    following = [word.lower() for word in _WORD.findall(_SENTENCE.split(after)[0])]
    agreement = load_grammar(examined.language).agreement
    return not shouted and ((same_head and not agreement.vowels) or not agreement.may_break(nearest, following, found.part.lower(), new))
