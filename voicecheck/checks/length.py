"""Length: too few or too many words, more characters than the platform takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Number, Reader, Record, Setting, Sourced, setting
from voicecheck.problems import Place
from voicecheck.results import Finding

_FILLED = " with the longest values of its placeholders"
LINK_LENGTH_X = 23
"""X counts every link as so many characters (developer documentation, Counting characters)."""


@frozen
class Length:
    """How many words and characters a reply may have."""

    min_words: Sourced[float] | None = setting(Number(0, whole=True), "The fewest words.", strictest="higher", example="8")
    max_words: Sourced[float] | None = setting(Number(1, whole=True), "The most words.", strictest="lower", example="120")
    max_characters: Sourced[float] | None = setting(Number(1, whole=True), "The most characters.", strictest="lower", example="500")
    max_sentences: Sourced[float] | None = setting(Number(1, whole=True), "The most sentences.", strictest="lower", example="6")
    min_paragraphs: Sourced[float] | None = setting(Number(1, whole=True), "The fewest paragraphs (parts with a blank line between).", strictest="higher", example="2")
    max_paragraphs: Sourced[float] | None = setting(Number(1, whole=True), "The most paragraphs.", strictest="lower", example="3")
    paragraph_words: Sourced[float] | None = setting(Number(1, whole=True), "The most words in one paragraph.", strictest="lower", example="60")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


def sound_length(length: Length, reader: Reader) -> None:
    for low, high, unit in ((length.min_words, length.max_words, "words"), (length.min_paragraphs, length.max_paragraphs, "paragraphs")):
        if low and high and low.value > high.value:
            reader.problem(low.place, f"min_{unit} {low.value:g} is above max_{unit} {high.value:g}; no reply could meet both")


class TooShort(Check):
    """Fewer words than the guide asks for.

    Looks for:
    replies under ``length.min_words`` or ``length.min_paragraphs``.

    Why:
    A very short answer to somebody who took the time to write reads as a door that closes.
    """

    id = "length/too-short"
    reads = ("length.min_words", "length.min_paragraphs")
    severity = "warn"
    limits = {"length": Setting(Record(Length, validate=sound_length), "How many words and characters a reply may have.", example="{min_words: 8, max_words: 120}")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("length")
        words = examined.row.length
        if limit and limit.min_words and words < limit.min_words.value:
            yield self.finding(
                f"{words} word{'s' if words != 1 else ''}; the guide asks for {limit.min_words.value:g} or more here.",
                "Say what you understood and what happens next.",
                (),
                limit.min_words.place,
            )
        if limit and limit.min_paragraphs and len(paragraphs(examined)) < limit.min_paragraphs.value:
            have = len(paragraphs(examined))
            yield self.finding(
                f"{have} paragraph{'s' if have != 1 else ''}; the guide asks for {limit.min_paragraphs.value:g} or more here.",
                "Put a blank line between the parts: what you understood, what happens next, how to reach you.",
                (),
                limit.min_paragraphs.place,
            )


class TooLong(Check):
    """More words or characters than the guide allows.

    Looks for:
    replies over ``length.max_words``, ``max_characters``, ``max_sentences`` or
    ``max_paragraphs``, and paragraphs over ``length.paragraph_words``.

    Why:
    Nobody reads the sixth paragraph of an answer on a telephone.
    """

    id = "length/too-long"
    reads = ("length.max_words", "length.max_characters", "length.max_sentences", "length.max_paragraphs", "length.paragraph_words")
    severity = "warn"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("length")
        if limit is None:
            return
        row, added = examined.row, worst_case(examined)
        for rule, value, unit in (
            (limit.max_words, row.length, "words"),
            (limit.max_characters, len(examined.text) + added, "characters"),
            (limit.max_sentences, len(row.sentences), "sentences"),
            (limit.max_paragraphs, len(paragraphs(examined)) if limit.max_paragraphs else 0, "paragraphs"),
        ):
            if rule and value > rule.value:
                filled = _FILLED if added and unit == "characters" else ""
                yield self.finding(f"{value} {unit}{filled}; the guide allows {rule.value:g} here.", "Keep what the customer needs to do next; cut the rest.", (), rule.place)
        for start, end in paragraphs(examined) if limit.paragraph_words else ():
            words = sum(start <= place < end for place in row.starts)
            if limit.paragraph_words and words > limit.paragraph_words.value:
                yield self.finding(
                    f"A paragraph of {words} words; the guide allows {limit.paragraph_words.value:g}.",
                    "Begin a new paragraph where a new thought begins.",
                    [(start, end)],
                    limit.paragraph_words.place,
                )


_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def paragraphs(examined: Examined) -> list[tuple[int, int]]:
    """The parts of a reply between blank lines, without those that hold no word."""
    breaks = [found.span() for found in _BLANK.finditer(examined.text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(examined.text)]
    return [(start, end) for start, end in zip(starts, ends) if any(character.isalnum() for character in examined.text[start:end])]


class ChannelTooLong(Check):
    """More characters than the channel takes.

    Looks for:
    replies over the channel's ``max_length``, counted as the platform counts: on x a link is 23
    characters, and emoji and wide letters are 2.

    Why:
    The platform refuses it, or cuts it in the middle of the sentence that mattered.
    """

    id = "channel/too-long"
    reads = ("max_length",)
    source = "X developer documentation, Counting characters"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.facts.max_length
        if limit is None:
            return
        length = platform_length(examined)
        if length > limit.value:
            over = int(length - limit.value)
            filled = _FILLED if worst_case(examined) else ""
            as_of = f" (as of {examined.facts.as_of.value})" if examined.facts.as_of else ""
            yield self.finding(
                f"{length} characters{filled}; {examined.channel} takes {limit.value:g}{as_of}, so {over} too many.",
                f"Cut {over} characters or send the rest in a second reply.",
                (),
                limit.place,
            )


def worst_case(examined: Examined) -> int:
    """How many characters longer (or shorter) the reply is once its placeholders hold the
    longest values that ``placeholders.allowed`` declares; of one that is not declared nothing
    is known, so it counts as written. One in a link is part of the link."""
    section = examined.guide.sections.get("placeholders")
    if not examined.placeholders or section is None or not section.allowed:
        return 0
    links = [(start, end) for start, end, kind in examined.masks if kind == "url"]
    added = 0
    for item in examined.placeholders:
        declared = section.allowed.get(item.name)
        if declared is None or (examined.channel == "x" and any(start <= item.start < end for start, end in links)):
            continue
        longest = [int(declared.max_length.value)] if declared.max_length else [len(declared.sample.value)] if declared.sample else []
        if longest:
            added += max(*longest, len(item.fallback or "")) - (item.end - item.start)
    return added


def platform_length(examined: Examined) -> int:
    """Characters as the channel counts them, with the longest values of placeholders; x counts
    a letter and its accent as one."""
    text = examined.text
    added = worst_case(examined)
    if examined.channel != "x" or (text.isascii() and not examined.masks):
        return len(text) + added
    total = added
    position = 0
    pieces = [(start, end, LINK_LENGTH_X) for start, end, kind in examined.masks if kind == "url"]
    pieces += [(item.start, item.end, 2) for item in examined.emoji if not item.is_emoticon]
    for start, end, weight in sorted(pieces):
        if start < position:
            continue
        total += _weighed(text[position:start]) + weight
        position = end
    return total + _weighed(text[position:])


_HEAVY = re.compile("[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
"""The characters that count as two."""


def _weighed(text: str) -> int:
    composed = unicodedata.normalize("NFC", text)
    return len(composed) + len(_HEAVY.findall(composed))
