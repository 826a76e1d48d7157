"""Readability: LIX and RIX, which work for all five languages and need no word list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voicecheck.checks.check import Check, Examined
from voicecheck.guide.schema import Boolean, Number, Record, Setting, Sourced, setting
from voicecheck.problems import Place
from voicecheck.results import Finding

LEAST_WORDS = 30
"""On fewer words the measures say nothing."""


@dataclass(frozen=True)
class Readability:
    """How hard a reply may be to read."""

    lix: Sourced[float] | None = setting(Number(0, 120), "The highest LIX: 25 children's books, 35 fiction, 45 newspapers, 55 official texts.", strictest="lower", example="45")
    rix: Sourced[float] | None = setting(Number(0, 30), "The highest RIX, long words a sentence: 1.8 easy, 3.7 newspapers, 6.2 hard.", strictest="lower", example="4.5")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class TooHard(Check):
    """Harder to read than the guide allows.

    Looks for:
    LIX or RIX (by textstat) over ``readability.lix`` or ``readability.rix``, in replies of 30
    words or more.

    Why:
    Long words in long sentences lose the reader who is upset, tired, or reading a second language.
    """

    id = "readability/too-hard"
    severity = "warn"
    source = "Björnsson (1968), Läsbarhet; Anderson (1983), Lix and Rix"
    limits = {"readability": Setting(Record(Readability, shorthand="lix"), "How hard a reply may be to read, by LIX or RIX.", example="{lix: 45}")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("readability")
        if limit is None or examined.row.length < LEAST_WORDS:
            return
        if not _near(examined, limit):
            return
        import textstat

        text = readable_text(examined)

        for name, rule, value in (("LIX", limit.lix, textstat.textstat.lix), ("RIX", limit.rix, textstat.textstat.rix)):
            if rule is None:
                continue
            measured = round(float(value(text)), 1)
            if measured > rule.value:
                places = [(examined.row.starts[start], examined.row.ends[end - 1]) for start, end in longest_sentences(examined)]
                yield self.finding(
                    f"{name} is {measured:g}, the guide allows {rule.value:g}: long words in long sentences.",
                    "Split the marked sentence and replace its longest words.",
                    places,
                    rule.place,
                )


def _near(examined: Examined, limit: Readability) -> bool:
    """Whether a quick count comes near a limit. textstat has the last word, but it takes a fifth
    of a second to load, which replies that are far from the limit need not pay."""
    row = examined.row
    sentences = len(row.sentences)
    long_words = sum(map((6).__lt__, map(len, row.texts)))
    lix, rix = row.length / sentences + 100 * long_words / row.length, long_words / sentences
    return bool((limit.lix and lix > 0.85 * limit.lix.value) or (limit.rix and rix > 0.85 * limit.rix.value))


def readable_text(examined: Examined) -> str:
    """The sentences with their words alone, one full stop each: line breaks, links and
    placeholders would be counted as words or run sentences together."""
    row = examined.row
    return " ".join(" ".join(row.texts[start:end]) + "." for start, end in row.sentences)


def longest_sentences(examined: Examined) -> list[tuple[int, int]]:
    """The longest sentence of the reply, as word indices."""
    return sorted(examined.row.sentences, key=lambda sentence: (sentence[0] - sentence[1], sentence[0]))[:1]
