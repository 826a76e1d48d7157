"""Who speaks: “I” or “we”."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Choice, Record, Setting, Sourced, setting
from voicecheck.problems import Place
from voicecheck.results import Finding

_OTHER = {"we": "first_singular", "i": "first_plural"}


@frozen
class Person:
    """Who speaks."""

    speaks: Sourced[str] | None = setting(Choice(("we", "i", "either")), "Who speaks in a reply: we, i, or either, but not both in one reply.", example="we")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class SpeaksAs(Check):
    """“I” where the brand says “we”, or the other way round.

    Looks for:
    pronouns of the person that ``person`` does not want, in every form (jeg, meg, min …); with
    ``either``, both persons in one reply.

    Why:
    Half of the guides say we, half say I; what unsettles a customer is a reply that changes its
    mind in the middle.
    """

    id = "style/person"
    reads = ("person.speaks",)
    severity = "warn"
    source = "essa, Signpost and the Norwegian klarspråk guide (we); Packard et al. (2018) on I and we (I)"
    limits = {"person": Setting(Record(Person, shorthand="speaks"), "Who speaks in a reply: we, i or either.", example="we")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("person")
        if limit is None or limit.speaks is None:
            return
        wanted = limit.speaks.value
        places = {person: self._spoken(examined, _OTHER[person]) for person in _OTHER if wanted in (person, "either")}
        if wanted == "either":
            singular, plural = places["we"], places["i"]
            unwanted = min((singular, plural), key=len) if singular and plural else []
            message = "as one person in a reply that else speaks as several" if unwanted is singular else "as several in a reply that else speaks as one"
        else:
            unwanted = places[wanted]
            message = "as one person; the brand says we" if wanted == "we" else "as several; the brand's people say I"
        if unwanted:
            words = list(dict.fromkeys(f"“{examined.text[start:end]}”" for start, end in unwanted[:3]))
            yield self.finding(
                f"{', '.join(words)} {'speaks' if len(words) == 1 else 'speak'} {message}.", "Let one voice speak through the whole reply.", unwanted, limit.speaks.place
            )

    @staticmethod
    def _spoken(examined: Examined, person: str) -> list[tuple[int, int]]:
        words, row = examined.pack.set_words(person), examined.row
        if words.isdisjoint(row.words):
            return []
        return [(start, end) for start, end, word in zip(row.starts, row.ends, row.words) if word in words]
