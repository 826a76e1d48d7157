"""Words that call for a person with the right to answer: lawyer, injury, press."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.phrases import occurrences
from voicecheck.frozen import frozen
from voicecheck.guide.schema import ListOf, MapOf, Record, Setting, Sourced, Text, setting
from voicecheck.problems import Place
from voicecheck.results import Finding

TRIGGERS = ("legal", "safety", "press")
"""Kinds of escalation that the lexicons know words for (``trigger_legal`` …)."""


@frozen
class Escalation:
    """What happens with one kind of message."""

    to: Sourced[str] | None = setting(Text(), "Whom it goes to; the writer is told. A reply that names them has handed over.", example="presse@fjordfly.example")
    templates: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "Ids of the approved replies.", example="[legal-1, legal-2]")
    words: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), 'More words that call for it; "gransk*" takes any ending.', example='["datatilsynet"]')
    place: Place = Place("")


class NoHandover(Check):
    """An answer of one's own to something that has to be escalated.

    Looks for:
    words for lawyers and courts, injuries and danger, journalists and editors, in the customer's
    message or the reply, for each kind under ``escalate``. Fine is an approved template (by its id),
    a reply that hands over (“I pass this on to …”), or one that names whom it goes to.

    Why:
    The plan for complaints has to be known by everybody who answers; the worst sentence in a court
    file was written in a hurry, kindly.
    """

    id = "escalation/no-handover"
    reads = ("escalate",)
    source = "Advice on reviews: have a plan for complaints that the staff know"
    sections = {
        "escalate": Setting(
            MapOf(Record(Escalation), TRIGGERS, open_names=True),
            "What may only be answered with an approved reply or by handing over: legal, safety, press, or kinds of your own with their words.",
            example="{press: {to: presse@fjordfly.example, templates: [press-1]}}",
        )
    }

    def findings(self, examined: Examined) -> Iterable[Finding]:
        kinds: dict[str, Escalation] = examined.guide.sections.get("escalate", {})
        for name, escalation in kinds.items():
            trigger, places = self._trigger(examined, name, escalation)
            if not trigger or self._handled(examined, escalation):
                continue
            to = f" to {escalation.to.value}" if escalation.to else ""
            who = "the reply" if places else "the customer"
            yield self.finding(
                f"“{trigger}” ({who}) is a matter for {name}; the reply neither is an approved one nor hands over{to}.",
                f"Hand over{to}" + (f", or use an approved reply: {', '.join(entry.value for entry in escalation.templates.value)}." if escalation.templates else "."),
                places,
                escalation.place,
            )

    @staticmethod
    def _trigger(examined: Examined, name: str, escalation: Escalation) -> tuple[str, list[tuple[int, int]]]:
        """The words that call for it, with their places if they are the reply's own."""
        category = f"trigger_{name}"
        own = [(item.start, item.end) for item in examined.of(category) if item.strength >= 2 and item.has_place]
        said = [item.text for item in examined.customer_evidence if item.category == category and item.strength >= 2]
        for word in escalation.words.value if escalation.words else ():
            own += [(start, end) for start, end in occurrences(word.value, examined.masked, examined.folded)]
            said += [examined.customer[start:end] for start, end in occurrences(word.value, examined.customer)]
        return (said[0], []) if said else (examined.quote(*sorted(own)[0]), sorted(own)) if own else ("", [])

    @staticmethod
    def _handled(examined: Examined, escalation: Escalation) -> bool:
        approved = {entry.value for entry in escalation.templates.value} if escalation.templates else set()
        if examined.reply_id and examined.reply_id in approved:
            return True
        return bool(examined.of("handover")) or bool(escalation.to and escalation.to.value.lower() in examined.text.lower())
