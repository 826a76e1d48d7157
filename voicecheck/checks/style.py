"""Signs and looks: exclamation marks and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from voicecheck.checks.check import Check, Examined
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, ListOf, Number, Record, Setting, Sourced, Text, setting
from voicecheck.problems import Place
from voicecheck.results import Finding, Fix
from voicecheck.tone.structure import shouted_words

_EXCLAMATION = re.compile(r"!+")


@frozen
class Count:
    """How many of something a reply may hold."""

    max: Sourced[float] | None = setting(Number(0, whole=True), "The most, 0 for none.", strictest="lower", example="1")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


@frozen
class ListedCount(Count):
    """A count with members that are allowed, or not."""

    allow: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "Only these may be used.", strictest="intersection", example='["😊", "🙏"]')
    avoid: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "These may not be used.", strictest="union", example='["🙄", "💅"]')


def count_setting(what: str, listed: bool = False) -> Setting:
    """The guide key of a count; ``exclamation_marks: 1`` is short for its max."""
    return Setting(Record(ListedCount if listed else Count, shorthand="max"), what, example="{max: 1}")


class ExclamationMarks(Check):
    """More exclamation marks than the guide allows.

    Looks for:
    exclamation marks beyond ``exclamation_marks.max``. One in the greeting ("Hei Kari!") is not
    counted; several in a row count one by one.

    Why:
    One is warm, three are a sales letter, and after a complaint they sound carefree.
    """

    id = "style/exclamation-marks"
    reads = ("exclamation_marks.max",)
    signs = ("!",)
    severity = "warn"
    source = "Mailchimp, Microsoft and Shopify Polaris content guides"
    limits = {"exclamation_marks": count_setting("How many exclamation marks a reply may hold; the one of the greeting is not counted.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("exclamation_marks")
        if limit is None or limit.max is None or examined.masked.count("!") <= limit.max.value:
            return ()
        return self._counted(examined, limit.max)

    def _counted(self, examined: Examined, limit: Sourced[float]) -> Iterator[Finding]:
        greeting_end = max((item.end for item in examined.of("greeting") if item.start <= 3), default=-1)
        marks = []
        for found in _EXCLAMATION.finditer(examined.masked):
            between = examined.masked[greeting_end : found.start()] if greeting_end >= 0 else "\n"
            if greeting_end >= 0 and len(between) <= 40 and len(between.split()) <= 3 and not re.search(r"[.!?\n]", between) and len(found.group()) == 1:
                continue
            marks += [(index, index + 1) for index in range(found.start(), found.end())]
        most = int(limit.value)
        if len(marks) > most:
            word = "exclamation mark" if len(marks) == 1 else "exclamation marks"
            yield self.finding(
                f"{len(marks)} {word}; the guide allows {most or 'none'} here.",
                "End the sentence with a full stop." if not most else f"Keep {most} and end the other sentences with a full stop.",
                marks[most:],
                limit.place,
                fixes=[*_one_of_each(examined.masked, marks), *_full_stops(examined.masked, marks[most:])],
            )


def _one_of_each(text: str, marks: list[tuple[int, int]]) -> Iterator[Fix]:
    """Of several marks in a row one is left, which says the same."""
    counted = set(marks)
    for found in _EXCLAMATION.finditer(text):
        if len(found.group()) > 1 and (found.start(), found.start() + 1) in counted and "?" not in text[max(found.start() - 1, 0) : found.end() + 1]:
            yield Fix(found.start() + 1, found.end(), "")


def _full_stops(text: str, over: list[tuple[int, int]]) -> Iterator[Fix]:
    """A full stop for a mark that is one too many, where a sentence ends with it."""
    for start, end in over:
        if text[start - 1 : start] not in ("!", "?") and text[end : end + 1] in ("", " ", "\n"):
            yield Fix(start, end, ".", safe=False)


class Capitals(Check):
    """More words in capitals than the guide allows.

    Looks for:
    words written in capitals to shout, beyond ``capitals.max``. Abbreviations, short names and a
    greeting in capitals ("HEI OLA") do not count.

    Why:
    Capitals read as shouting.
    """

    id = "style/capitals"
    reads = ("capitals.max",)
    needs = ("shouting",)
    severity = "warn"
    source = "Mailchimp and NTA content guides"
    limits = {"capitals": count_setting("How many words may be written in capitals; abbreviations do not count.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("capitals")
        if limit is None or limit.max is None:
            return
        row = examined.row
        places = [(row.starts[index], row.ends[index]) for index in shouted_words(row, examined.pack)]
        most = int(limit.max.value)
        if len(places) > most:
            words = ", ".join(f"“{examined.text[start:end]}”" for start, end in places[:3])
            yield self.finding(
                f"{words} in capitals {'reads' if len(places) == 1 else 'read'} as shouting; the guide allows {most or 'none'}.",
                "Write it in small letters.",
                places[most:],
                limit.max.place,
            )
