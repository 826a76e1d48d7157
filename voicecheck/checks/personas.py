"""Roles that the brand's people play: which, where, and never in place of help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.phrases import occurrences
from voicecheck.checks.support import ASKING
from voicecheck.dimensions import SITUATION_ALIASES, SITUATIONS
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Choice, ListOf, MapOf, Record, Setting, Sourced, Text, setting
from voicecheck.problems import Place
from voicecheck.results import Finding


@frozen
class Persona:
    """A role with the words that belong to it."""

    phrases: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Text()), 'Words and phrases that belong to the role; "kaptein*" takes any ending.', example='["kaptein*", "om bord"]'
    )
    situations: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(SITUATIONS, tuple(SITUATION_ALIASES.items()))), "Where the role may be played. Default: in every situation.", example="[banter, question]"
    )
    channels: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "On which channels. Default: on all.", example="[chat]")
    must_solve: Sourced[bool] | None = setting(Boolean(), "Whether somebody with a problem must be told, in the role, what happens next and when. Default: true.", example="true")
    place: Place = Place("")


Spans = list[tuple[int, int]]


def played(examined: Examined) -> dict[str, Spans]:
    """The guide's personas whose phrases are in the reply, with their places."""
    personas: dict[str, Persona] = examined.guide.sections.get("personas", {})
    found: dict[str, Spans] = {}
    for name, persona in personas.items():
        phrases = [entry.value for entry in persona.phrases.value] if persona.phrases else [name]
        places = sorted({(start, end) for phrase in phrases for start, end in occurrences(phrase, examined.masked, examined.folded)})
        if places:
            found[name] = places
    return found


class NotListed(Check):
    """A role that the guide does not know, or does not want here.

    Looks for:
    words of role play that belong to none of the guide's ``personas``, and personas outside the
    ``situations`` and ``channels`` that they are allowed in. Where a draft names its persona, the
    others may not speak in it.

    Why:
    A captain who solves the problem is a story that travels. A role that somebody made up on the
    night shift travels as well.
    """

    id = "persona/not-listed"
    reads = ("personas",)
    source = "Netflix: “Captain” Mike and “Lieutenant” Norm"
    sections = {
        "personas": Setting(
            MapOf(Record(Persona)),
            "The roles that may be played, by name. With this key every other role is a finding; {} allows none.",
            example='{captain: {phrases: ["captain*", "on deck"], situations: [question, banter]}}',
        )
    }

    def findings(self, examined: Examined) -> Iterable[Finding]:
        personas = examined.guide.sections.get("personas")
        if personas is None:
            return
        roles = played(examined)
        for name, places in roles.items():
            yield from self._allowed(examined, name, personas[name], places)
        known = [place for places in roles.values() for place in places]
        others = [
            (item.start, item.end)
            for item in examined.of("persona")
            if item.has_place and item.strength >= 2 and not any(start < item.end and item.start < end for start, end in known)
        ]
        if others and not roles:
            names = f"; it has {', '.join(personas)}" if personas else ""
            yield self.finding(f"“{examined.quote(*others[0])}” plays a role that the guide does not know{names}.", "Speak as yourselves, or as a role of the guide.", others)

    def _allowed(self, examined: Examined, name: str, persona: Persona, places: Spans) -> Iterator[Finding]:
        for rule, here, what in (
            (persona.situations, examined.situation, f"in an answer to {examined.situation}"),
            (persona.channels, examined.channel, f"on {examined.channel or 'an unknown channel'}"),
        ):
            allowed = [entry.value for entry in rule.value] if rule else []
            if rule is not None and here not in allowed:
                message = (
                    f"“{examined.quote(*places[0])}” is the {name}, who may not speak {what}, only {'in' if what.startswith('in') else 'on'} {', '.join(allowed) or 'nothing'}."
                )
                yield self.finding(message, "Speak as yourselves here.", places, rule.place)
        if examined.persona and name != examined.persona:
            yield self.finding(
                f"“{examined.quote(*places[0])}” is the {name}; this reply is the {examined.persona}'s.", f"Stay with the {examined.persona}.", places, persona.place
            )


class Unsolved(Check):
    """A role is played, and nobody is helped.

    Looks for:
    a persona in an answer to somebody with a problem that says neither what happens next nor when,
    unless the persona has ``must_solve: false``.

    Why:
    Solve it, have fun, keep it simple: in that order. A joke in place of help is what people
    show each other.
    """

    id = "persona/unsolved"
    reads = ("personas",)
    source = "Netflix: the captain walks the customer through the repair and says how long it takes"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        personas = examined.guide.sections.get("personas")
        if personas is None or examined.situation not in ASKING:
            return
        for name, places in played(examined).items():
            rule = personas[name].must_solve
            if rule is not None and not rule.value:
                continue
            missing = []
            answered = examined.situation == "question" and examined.of("concrete_time", "offer")  # a question may need no step
            if not answered and not examined.of("next_step", "repair", "troubleshooting", "explanation"):
                missing.append("what happens next")
            if examined.situation != "question" and not examined.of("concrete_time"):
                missing.append("when")
            if missing:
                yield self.finding(
                    f"The {name} (“{examined.quote(*places[0])}”) speaks, but says {'neither ' + ' nor '.join(missing) if len(missing) > 1 else 'not ' + missing[0]}.",
                    "Solve the problem first and give a time; then play.",
                    places,
                    rule.place if rule else personas[name].place,
                )
