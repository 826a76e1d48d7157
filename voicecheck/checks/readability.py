"""Readability: LIX and RIX, which work for all five languages and need no word list."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Number, Reader, Record, Setting, Sourced, setting
from voicecheck.problems import Place
from voicecheck.results import Finding

LEAST_WORDS = 30
"""On fewer words the measures say nothing."""


@frozen
class Readability:
    """How hard, and how simple, a reply may be to read."""

    lix: Sourced[float] | None = setting(Number(0, 120), "The highest LIX: 25 children's books, 35 fiction, 45 newspapers, 55 official texts.", strictest="lower", example="45")
    rix: Sourced[float] | None = setting(Number(0, 30), "The highest RIX, long words a sentence: 1.8 easy, 3.7 newspapers, 6.2 hard.", strictest="lower", example="4.5")
    min_lix: Sourced[float] | None = setting(Number(0, 120), "The lowest LIX: below it a reply sounds like a children's book.", strictest="higher", example="15")
    min_rix: Sourced[float] | None = setting(Number(0, 30), "The lowest RIX.", strictest="higher", example="0.5")
    sentence_words: Sourced[float] | None = setting(Number(1, whole=True), "The most words in one sentence.", strictest="lower", example="25")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


def sound_readability(limit: Readability, reader: Reader) -> None:
    for low, high, name in ((limit.min_lix, limit.lix, "lix"), (limit.min_rix, limit.rix, "rix")):
        if low and high and low.value > high.value:
            reader.problem(low.place, f"min_{name} {low.value:g} is above {name} {high.value:g}; no reply could meet both.")


class TooHard(Check):
    """Harder to read than the guide allows.

    Looks for:
    LIX or RIX (by textstat) over ``readability.lix`` or ``readability.rix``, in replies of 30
    words or more.

    Why:
    Long words in long sentences lose the reader who is upset, tired, or reading a second language.
    """

    id = "readability/too-hard"
    reads = ("readability.lix", "readability.rix")
    severity = "warn"
    source = "Björnsson (1968), Läsbarhet; Anderson (1983), Lix and Rix"
    limits = {
        "readability": Setting(
            Record(Readability, shorthand="lix", validate=sound_readability), "How hard a reply may be to read, by LIX or RIX.", example="{lix: 45, sentence_words: 25}"
        )
    }

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("readability")
        if limit is None or examined.row.length < LEAST_WORDS:
            return
        if not _near(examined, limit):
            return
        measured_by = _textstat(examined)
        for name, rule, value in (("LIX", limit.lix, "lix"), ("RIX", limit.rix, "rix")):
            if rule is None:
                continue
            measured = measured_by(value)
            if measured > rule.value:
                places = [(examined.row.starts[start], examined.row.ends[end - 1]) for start, end in longest_sentences(examined)]
                yield self.finding(
                    f"{name} is {measured:g}, the guide allows {rule.value:g}: long words in long sentences.",
                    "Split the marked sentence and replace its longest words.",
                    places,
                    rule.place,
                )


class TooSimple(Check):
    """Simpler than the guide wants.

    Looks for:
    LIX or RIX under ``readability.min_lix`` or ``readability.min_rix``, in replies of 30 words
    or more.

    Why:
    An answer about a mortgage in sentences of four words talks down to whoever asked.
    """

    id = "readability/too-simple"
    reads = ("readability.min_lix", "readability.min_rix")
    severity = "warn"
    source = "Björnsson (1968), Läsbarhet; Anderson (1983), Lix and Rix"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("readability")
        if limit is None or examined.row.length < LEAST_WORDS or not (limit.min_lix or limit.min_rix):
            return
        measured_by = _textstat(examined)
        for name, rule, value in (("LIX", limit.min_lix, "lix"), ("RIX", limit.min_rix, "rix")):
            if rule is not None and measured_by(value) < rule.value:
                yield self.finding(
                    f"{name} is {measured_by(value):g}, the guide asks for {rule.value:g} or more: short words in short sentences.",
                    "Join sentences that belong together and name things by their proper words.",
                    (),
                    rule.place,
                )


class LongSentence(Check):
    """A longer sentence than the guide allows.

    Looks for:
    sentences with more words than ``readability.sentence_words``. A line break with a new
    beginning behind it ends a sentence; lists are not run together.

    Why:
    Whoever reads on a telephone has forgotten the beginning by the time the verb comes.
    """

    id = "readability/long-sentence"
    reads = ("readability.sentence_words",)
    severity = "warn"
    source = "GOV.UK style guide (25 words); Klarspråk guides"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("readability")
        if limit is None or limit.sentence_words is None:
            return
        row, most = examined.row, limit.sentence_words.value
        for start, end in row.sentences:
            if end - start > most:
                yield self.finding(
                    f"A sentence of {end - start} words; the guide allows {most:g}.",
                    "Split it in two, one thought each.",
                    [(row.starts[start], row.ends[end - 1])],
                    limit.sentence_words.place,
                )


def _textstat(examined: Examined) -> Callable[[str], float]:
    """Measures the reply with textstat: "lix" or "rix"."""
    import textstat

    text = readable_text(examined)
    return lambda name: round(float(getattr(textstat.textstat, name)(text)), 1)


def _near(examined: Examined, limit: Readability) -> bool:
    """Whether a quick count comes near a limit. textstat has the last word, but it takes a fifth
    of a second to load, which replies that are far from the limit need not pay."""
    row = examined.row
    sentences = len(row.sentences)
    long_words = len([text for text in row.texts if len(text) > 6])
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
