"""The same sentence again and again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from voicecheck.checks.set_check import SetCheck, Tally
from voicecheck.drafts.mask import MASK, mask
from voicecheck.frozen import frozen
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Number, Record, Setting, Sourced, setting
from voicecheck.problems import Place
from voicecheck.results import Finding, Result

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_WORD = re.compile(r"\w+")
MIN_WORDS = 4
MOST_TOLD = 10


@frozen
class Repetition:
    """How often the same sentence may stand in different replies."""

    max_share: Sourced[float] | None = setting(Number(0, 1), "The largest share of the replies that may hold the same sentence, 0 to 1.", example="0.3")
    max: Sourced[float] | None = setting(Number(1, whole=True), "The most replies that may hold the same sentence.", example="3")
    min_words: Sourced[float] | None = setting(Number(1, whole=True), f"Shorter sentences (greetings, thanks) are not counted. Default: {MIN_WORDS} words.", example="5")
    at_least: Sourced[float] | None = setting(Number(2, whole=True), "With fewer replies nothing is judged. Default: 5.", example="10")
    place: Place = Place("")


class _Sentences(Tally):
    def __init__(self, check: SetCheck, limit: Repetition) -> None:
        self.check, self.limit = check, limit
        self.replies = 0
        self.count: dict[str, int] = {}
        self.first: dict[str, str] = {}

    def add(self, number: int, result: Result) -> None:
        if result.tone is None:
            return
        self.replies += 1
        least = self.limit.min_words.value if self.limit.min_words else MIN_WORDS
        masked = mask(result.reply.text, result.reply.context.customer).text.replace(MASK, " ")
        seen = set()
        for sentence in _SENTENCE.findall(masked):
            words = _WORD.findall(sentence.lower())
            key = " ".join(words)
            if len(words) >= least and key not in seen:
                seen.add(key)
                self.count[key] = self.count.get(key, 0) + 1
                self.first.setdefault(key, " ".join(sentence.split()))

    def findings(self) -> Iterable[tuple[int | None, Finding]]:
        if self.replies < (self.limit.at_least.value if self.limit.at_least else 5):
            return
        bounds = [(bound, bound.value if bound is self.limit.max else bound.value * self.replies) for bound in (self.limit.max, self.limit.max_share) if bound]
        rule, most = min(bounds, key=lambda item: item[1]) if bounds else (None, float("inf"))
        often = sorted(((count, key) for key, count in self.count.items() if count > 1 and count > most), key=lambda item: (-item[0], item[1]))
        for count, key in often[:MOST_TOLD]:
            yield (
                None,
                self.check.finding(
                    f"“{self.first[key]}” stands in {count} of {self.replies} replies; the guide allows {int(most)}.",
                    "Say it in other words here and there: customers read the answers to others too.",
                    rule=rule.place if rule else self.limit.place,
                    layer="set",
                ),
            )


class Repeated(SetCheck):
    """The same sentence in more replies than the guide allows.

    Looks for:
    sentences of several words, whatever their placeholders and capitals, that stand in more of
    the checked replies than ``repetition`` allows.

    Why:
    The same sentence under every review reads as if nobody had.
    """

    id = "quota/repetition"
    severity = "warn"
    sections = {
        "repetition": Setting(
            Record(Repetition, shorthand="max"),
            "How many of the replies of a run may hold the same sentence. Leave it out for canned responses, whose point is to be repeated.",
            example="{max_share: 0.3, min_words: 5}",
        )
    }

    def tally(self, guide: Guide) -> Tally | None:
        limit = guide.sections.get("repetition")
        return _Sentences(self, limit) if limit else None
