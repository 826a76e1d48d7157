"""Bands: a dimension's least and most. The checks of each dimension build on this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from voicecheck.checks.check import Check, Examined, MarkerCheckName, named_markers
from voicecheck.dimensions import NOISE, TARGETS
from voicecheck.frozen import frozen
from voicecheck.guide.limits import limits_for
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Boolean, Choice, ListOf, Number, Reader, Record, Setting, Sourced, setting
from voicecheck.languages.categories import load_categories
from voicecheck.problems import Place, Problem
from voicecheck.results import Finding
from voicecheck.tone.evidence import Evidence
from voicecheck.tone.score import Contribution

_TARGET_MEANINGS = (
    ("self", "the brand itself"),
    ("situation", "the weather, the queue, the case"),
    ("customer", "who is answered"),
    ("competitor", "other brands"),
)


@frozen
class Band:
    """The least and the most of a dimension that a reply may have, both included."""

    min: Sourced[float] | None = setting(Number(0, 100), "The least, 0 to 100.", strictest="higher", example="40")
    max: Sourced[float] | None = setting(Number(0, 100), "The most, 0 to 100; 0 allows nothing that can be seen.", strictest="lower", example="20")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes instead of joining them.")
    place: Place = Place("")


@frozen
class TargetedBand(Band):
    """A band of humor or snark, with whom it may be aimed at."""

    targets: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(TARGETS, meanings=_TARGET_MEANINGS)),
        "Whom it may be aimed at, also where a narrower limit overrides the numbers. Written nowhere: anybody.",
        strictest="intersection",
        example="[self, situation]",
    )


def sound_band(band: Band, reader: Reader) -> None:
    """Tell the reader of a band whose least is above its most."""
    if band.min and band.max and band.min.value > band.max.value:
        reader.problem(band.min.place, f"min {band.min.value:g} is above max {band.max.value:g}; no reply could meet both")


def band_setting(dimension: str, meaning: str, targeted: bool = False) -> Setting:
    """The guide key of a dimension."""
    return Setting(Record(TargetedBand if targeted else Band, validate=sound_band), f"Limits of {dimension}, 0–100: {meaning}.", example="{min: 40, max: 80}")


class BandCheck(Check):
    """A check of one end of a dimension's band."""

    dimension: ClassVar[str]

    def band(self, examined: Examined) -> Band | None:
        band = examined.limits.get(self.dimension)
        return band if isinstance(band, Band) else None

    def moved(self, examined: Examined, upward: bool) -> list[Contribution]:
        """What moved the score in one direction, the strongest first."""
        contributions = examined.scores[self.dimension].contributions
        return [item for item in contributions if (item.amount > 0) is upward and abs(item.amount) >= 0.1]


class TooLow(BandCheck):
    """A dimension below the guide's least."""

    lacks: ClassVar[str]
    """What to do about it, in a sentence."""

    def remarks(self, guide: Guide) -> Iterable[Problem]:
        """A least that no reply can reach, because ``never`` forbids every kind of phrase that
        would raise it."""
        kinds = {name for name, category in load_categories().items() if category.group == self.dimension}
        told: set[Place] = set()
        for situation in ("", *guide.situations):
            for channel in ("", *guide.channels):
                limits = limits_for(guide, situation, channel)
                band, never = limits.get(self.dimension), limits.get("never", {})
                least = getattr(band, "min", None)
                if least is None or least.value <= NOISE or not kinds or not kinds <= set(never) or least.place in told:
                    continue
                told.add(least.place)
                last = max(never[kind].place for kind in kinds)
                yield Problem(
                    least.place,
                    f"{self.dimension} must be {least.value:g} or more, but never forbids every kind of {self.dimension} there (the last at {last}); no reply could meet both. Delete one",
                )

    def findings(self, examined: Examined) -> Iterable[Finding]:
        band = self.band(examined)
        value = examined.scores[self.dimension].value
        return () if band is None or band.min is None or value >= band.min.value else self._told(examined, value, band.min)

    def _told(self, examined: Examined, value: int, least: Sourced[float]) -> Iterator[Finding]:
        reasons = self.moved(examined, upward=False)
        placed = [item.evidence for item in reasons if item.evidence.has_place and item.evidence.source == "marker"]
        message = f"{self.dimension} is {value}, the guide asks for {least.value:g} or more"
        because = describe(examined, [item.evidence for item in reasons], self.dimension)
        if because:
            message += f": {because}"
        yield self.finding(message + ".", self.lacks, [(item.start, item.end) for item in placed[:6]], least.place, layer=layer_of(reasons))


class TooHigh(BandCheck):
    """A dimension above the guide's most."""

    tone_down: ClassVar[str]
    """What to do about it, in a sentence."""
    never_blamed: ClassVar[tuple[str, ...]] = ()
    """Categories that may go with too much of it and are not the reason."""

    def findings(self, examined: Examined) -> Iterable[Finding]:
        band = self.band(examined)
        value = examined.scores[self.dimension].value
        return () if band is None or band.max is None or value <= max(band.max.value, NOISE) else self._told(examined, value, band.max)

    def _told(self, examined: Examined, value: int, most: Sourced[float]) -> Iterator[Finding]:
        limit = f"{self.dimension} is {value}, the guide allows {most.value:g}"
        reasons = self.moved(examined, upward=True)
        placed = [item.evidence for item in reasons if item.evidence.has_place]
        blamed = [item for item in placed if item.source == "marker" and item.category not in self.never_blamed]
        raises = MarkerCheckName(self.id, f"raises the {self.dimension} here", f"raise the {self.dimension} here", self.tone_down)
        told = [item for item in blamed if tells(examined, item.category, self.dimension)]
        named = [
            *named_markers(self, examined, told, most.place, limit, ""),
            *named_markers(self, examined, [item for item in blamed if item not in told], most.place, limit, "", raises),
        ]
        yield from named
        if not named:
            severity = "warn" if value <= max(most.value, NOISE) + UNNAMED_MARGIN else self.severity
            because = describe(examined, [item.evidence for item in reasons], self.dimension)
            words = [(item.evidence.start, item.evidence.end) for item in reasons if item.evidence.has_place and item.amount >= TELLING][:4]
            yield self.finding(f"{limit}{': ' + because if because else ''}.", self.tone_down, words, most.place, severity, layer=layer_of(reasons))


TELLING = 0.3
"""A word of the statistical layer is underlined if it moved the log-odds by so much."""

UNNAMED_MARGIN = 12
"""A "too high" that no phrase of a lexicon explains is a warning up to so many points over the
limit: the statistical layer alone is not sure to a few points."""


def layer_of(reasons: list[Contribution]) -> str:
    """The layer that moved the score most."""
    totals: dict[str, float] = {}
    for item in reasons:
        totals[item.evidence.source] = totals.get(item.evidence.source, 0.0) + abs(item.amount)
    return max(totals, key=lambda source: (totals[source], source)) if totals else "structure"


def tells(examined: Examined, category: str, dimension: str) -> bool:
    """Whether what a category is called explains something: that “Dear Sir” is formal address
    does why a reply is formal, not why it is snarky."""
    known = load_categories().get(category)
    return examined.has_name(category) or (known is not None and (known.group == "abuse" or (known.group == "register" and dimension == "formality")))


def describe(examined: Examined, evidence: Iterable[Evidence], dimension: str = "") -> str:
    """The strongest reasons in a few words: “Ta det rolig” waves the customer away; …"""
    return "; ".join(_reasons(examined, evidence, dimension))


def _reasons(examined: Examined, evidence: Iterable[Evidence], dimension: str) -> Iterator[str]:
    told = 0
    wording: list[str] = []
    seen: set[str] = set()
    for item in evidence:
        if told == 4:
            break
        if item.source == "statistics" or (item.source == "marker" and not tells(examined, item.category, dimension)):
            if item.text and len(wording) < 4:
                wording.append(f"“{examined.quote(item.start, item.end)}”")
            continue
        if item.category in seen:
            continue
        seen.add(item.category)
        if item.source == "structure":
            plain = STRUCTURE_WORDS.get(item.category)
            if plain is None:
                continue
            yield plain
        else:
            yield f"“{examined.quote(item.start, item.end)}” {examined.name_of(item.category, '').is_called}"
        told += 1
    if wording and told < 4:
        shown = [words for words in dict.fromkeys(wording) if not any(words != other and words[1:-1] in other for other in wording)]
        yield "wording such as " + ", ".join(shown)


STRUCTURE_WORDS = {
    "short": "it is very short",
    "staccato": "the sentences are clipped",
    "no_acknowledgement": "nothing shows that the customer was heard",
    "nothing_offered": "no help, next step or open door is offered",
    "nothing_kind": "there is no kind word in it",
    "shouting": "it shouts in capitals",
    "exclamations": "it is full of exclamation marks",
    "ellipsis": "the three dots leave something unsaid",
    "bare_question": "it is nothing but a question",
    "scare_quotes": "the quotation marks doubt the customer's words",
    "you_start": "it starts sentences with “you”",
    "play_when_upset": "it plays with a customer who is upset",
    "cheer_on_serious": "it cheers at something serious",
    "cold_on_serious": "something serious is met without a word of feeling",
    "thanks_for_abuse": "it thanks a customer for an insult",
}
"""What a structural cue is called in a message; cues not named here are never blamed alone."""
