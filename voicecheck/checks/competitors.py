"""Competitors by name."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.phrases import occurrences
from voicecheck.checks.sentences import same_sentence
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Choice, ListOf, Record, Setting, Sourced, Text, setting
from voicecheck.languages.categories import load_categories
from voicecheck.problems import Place
from voicecheck.results import Finding
from voicecheck.tone.evidence import Evidence


@frozen
class Competitors:
    """Who the competitors are, and whether they may be named."""

    names: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Text()), "The competitors' names; snark in the same sentence is aimed at them.", example="[Snarvei Air, Lavfly]"
    )
    mention: Sourced[str] | None = setting(
        Choice(("never", "neutral", "allowed")),
        "Whether a reply may name them: never; neutral (without humor or snark in the sentence); allowed. Default: allowed.",
        example="neutral",
    )
    place: Place = Place("")


def named_competitors(examined: Examined) -> list[tuple[int, int]]:
    """Where the reply names a competitor of the guide."""
    section = examined.guide.sections.get("competitors")
    names = section.names.value if section and section.names else ()
    return sorted({(start, end) for name in names for start, end in occurrences(name.value, examined.masked, examined.folded)})


def target_of(item: Evidence, examined: Examined, competitors: list[tuple[int, int]]) -> str:
    """Whom a marker is aimed at: a competitor named in its sentence, else as its lexicon says,
    else as its category does."""
    if competitors and item.has_place and any(same_sentence(examined.row, item.start, start) for start, _ in competitors):
        return "competitor"
    category = load_categories().get(item.category)
    return item.target or (category.aims if category else "")


class Mention(Check):
    """Names a competitor where the guide does not want it.

    Looks for:
    the ``competitors.names``: anywhere with ``mention: never``, beside humor or snark in the same
    sentence with ``mention: neutral``.

    Why:
    Roasting a rival amuses those who like the brand already; a name in a complaint is an
    advertisement for the other side.
    """

    id = "competitors/mention"
    reads = ("competitors.mention",)
    source = "Northorium guide; studies of brand roasts (Wendy's)"
    sections = {"competitors": Setting(Record(Competitors), "Who the competitors are, and whether they may be named.", example="{names: [Lavfly], mention: neutral}")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        section = examined.guide.sections.get("competitors")
        if section is None or section.mention is None or section.mention.value == "allowed":
            return
        places = named_competitors(examined)
        if section.mention.value == "neutral":
            categories = load_categories()
            jokes = [item for item in examined.markers if item.strength >= 2 and item.category in categories and categories[item.category].group in ("humor", "snark", "abuse")]
            places = [place for place in places if any(same_sentence(examined.row, place[0], joke.start) for joke in jokes)]
            what, advice = "is a competitor's name beside a joke; the guide names them without one", "Leave the joke or the name out."
        else:
            what, advice = "is a competitor's name; the guide names none", "Speak of your own service."
        if places:
            yield self.finding(f"“{examined.quote(*places[0])}” {what}.", advice, places, section.mention.place)
