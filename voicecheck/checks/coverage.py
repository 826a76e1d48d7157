"""Coverage: how many of the customers' messages in an inbox have a reply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from voicecheck.checks.set_check import SetCheck, Tally
from voicecheck.dimensions import SITUATION_ALIASES, SITUATIONS
from voicecheck.frozen import frozen
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Choice, ListOf, Number, Record, Setting, Sourced, setting
from voicecheck.problems import Place
from voicecheck.results import UNANSWERED, Finding, Result

_NAMED = 5
"""So many of the unanswered messages are named."""


@frozen
class Inbox:
    """How many of the customers' messages must have a reply."""

    min_answered: Sourced[float] | None = setting(Number(0, 1), "The smallest share of the customers' messages that must have a reply, 0 to 1; 1 for every one.", example="0.9")
    situations: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(SITUATIONS, tuple(SITUATION_ALIASES.items()))), "Only messages in these situations are counted. Default: all.", example="[complaint, churn]"
    )
    place: Place = Place("")


class _Answers(Tally):
    def __init__(self, check: SetCheck, inbox: Inbox, least: Sourced[float]) -> None:
        self._check, self._least = check, least
        self._counted = {entry.value for entry in inbox.situations.value} if inbox.situations else set(SITUATIONS)
        self._messages = 0
        self._unanswered: Counter[str] = Counter()
        self._first: list[str] = []

    def add(self, number: int, result: Result) -> None:
        if result.situation not in self._counted or not result.reply.context.customer.strip():
            return
        self._messages += 1
        if result.reason == UNANSWERED:
            self._unanswered[result.situation] += 1
            if len(self._first) < _NAMED:
                self._first.append(result.reply.id or f"{result.reply.path}:{result.reply.line}")

    def findings(self) -> Iterable[tuple[int | None, Finding]]:
        missing = self._unanswered.total()
        answered = self._messages - missing
        if not missing or answered / self._messages >= self._least.value:
            return
        by_situation = ", ".join(f"{count} {name}" for name, count in self._unanswered.most_common())
        yield (
            None,
            self._check.finding(
                f"{missing} of {self._messages} messages have no reply ({by_situation}); {answered / self._messages:.0%} are answered, the guide asks for {self._least.value:.0%}.",
                f"Answer these first: {', '.join(self._first)}.",
                rule=self._least.place,
                layer="set",
            ),
        )


class Unanswered(SetCheck):
    """Customers' messages without a reply.

    Looks for:
    records with a customer's message and an empty reply; their share against
    ``inbox: {min_answered: 0.9}``, for the situations that the guide counts.

    Why:
    Seven in ten negative posts were ignored when somebody counted. Silence is an answer too, and it
    is read by everybody who has the same problem.
    """

    id = "inbox/unanswered"
    severity = "warn"
    source = "A survey in which 70 % of negative posts were ignored"
    sections = {
        "inbox": Setting(Record(Inbox), "How many of the customers' messages in an export must have a reply.", example="{min_answered: 0.9, situations: [complaint, churn]}")
    }

    def tally(self, guide: Guide) -> Tally | None:
        inbox = guide.sections.get("inbox")
        return _Answers(self, inbox, inbox.min_answered) if inbox is not None and inbox.min_answered else None
