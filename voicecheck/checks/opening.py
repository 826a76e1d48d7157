"""How the first sentence and the first word to somebody who disagrees should be."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.elements import first_place
from voicecheck.checks.sentences import opening_sentence
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Choice, ListOf, Record, Setting, Sourced, setting
from voicecheck.problems import Place
from voicecheck.results import Finding

_UNDERSTANDING = ("empathy", "acknowledgement", "apology", "regret", "ownership", "thanks", "compliment")


@frozen
class Opening:
    """What the first sentence may not be."""

    avoid: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(("command", "link", "law"))), "What may not stand in the first sentence.", strictest="union", example="[command, link]"
    )
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class FirstSentence(Check):
    """The first sentence is an order, a link or a paragraph of the law.

    Looks for:
    what ``opening.avoid`` lists, in the first sentence after the greeting: a command (“Check the
    website”), a link, a reference to terms.

    Why:
    Listen and understand first, then fix. Whoever is met by a link has not been met.
    """

    id = "structure/opening"
    reads = ("opening.avoid",)
    severity = "warn"
    source = "Telenor: listen and understand first, then fix"
    limits = {"opening": Setting(Record(Opening), "What the first sentence may not be.", example="{avoid: [command, link]}")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("opening")
        if limit is None or limit.avoid is None:
            return
        row = examined.row
        first, last = opening_sentence(examined)
        if first >= last:
            return
        start, end = row.starts[first], row.ends[last - 1]
        imperative = row.words[first] in examined.pack.set_words("imperative")
        for entry in limit.avoid.value:
            place = None
            if entry.value == "command":
                categories = [item for item in examined.of("bare_imperative", "command") if start <= item.start < end]
                place = (categories[0].start, categories[0].end) if categories else (start, row.ends[first]) if imperative else None
            elif entry.value == "link":
                place = next(((a, b) for a, b, kind in examined.masks if kind == "url" and start <= a < end), None)
            else:
                place = next(((item.start, item.end) for item in examined.of("legalism") if start <= item.start < end), None)
            if place is not None:
                what = {"command": "a command", "link": "a link", "law": "a reference to terms"}[entry.value]
                yield self.finding(f"The reply opens with {what}: “{examined.quote(*place)}”.", "Say first what you understood; then what to do.", [place], entry.place)


@frozen
class Stance:
    """How the brand disagrees."""

    disagree: Sourced[str] | None = setting(
        Choice(("freely", "empathy_first", "never")),
        "How the brand may tell a customer that he is wrong: freely, only after a word of understanding, or never.",
        example="empathy_first",
    )
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class Disagrees(Check):
    """Tells the customer bluntly that he is wrong.

    Looks for:
    “that is not correct”, “you must have misread” with no word of understanding before it, where
    ``stance.disagree`` is empathy_first; any such words where it is never.

    Why:
    Concede fully, or say that the customer is wrong with understanding. There is no third way that
    ends well in public.
    """

    id = "structure/stance"
    reads = ("stance.disagree",)
    needs = ("correction", "disbelief")
    source = "Advice on reviews: concede fully, or disagree with understanding"
    limits = {"stance": Setting(Record(Stance), "How the brand disagrees.", example="{disagree: empathy_first}")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("stance")
        if limit is None or limit.disagree is None or limit.disagree.value == "freely":
            return
        blunt = [item for item in examined.of("correction", "disbelief") if item.has_place and item.strength >= 2]
        understood = first_place(examined, _UNDERSTANDING)
        if limit.disagree.value == "empathy_first" and understood is not None:
            blunt = [item for item in blunt if item.start < understood[0]]
        if blunt:
            words = f"“{examined.quote(blunt[0].start, blunt[0].end)}”"
            if limit.disagree.value == "never":
                message, advice = f"{words} tells the customer that he is wrong.", "Say what you see on your side, and leave it at that."
            else:
                message, advice = f"{words} contradicts the customer before a word of understanding.", "Say first that you see how it looks from there; then what you know."
            yield self.finding(message, advice, [(item.start, item.end) for item in blunt], limit.disagree.place)
