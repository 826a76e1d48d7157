"""Conversations: the brand does not say the same thing again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from voicecheck.checks.check import Check, Examined
from voicecheck.drafts.mask import MASK, mask
from voicecheck.drafts.reply import Answer
from voicecheck.results import Finding

MIN_WORDS = 6
"""Shorter answers ("You are welcome, Anna!") and sentences may come again."""
SAME = 0.85
"""Answers that share so much of their words are the same answer: another name, another date."""
TOO_OFTEN = 2
"""A sentence that stood in so many earlier answers is a formula."""

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_WORD = re.compile(r"\w+")


class RepeatedAnswer(Check):
    """The customer is sent the same answer twice.

    Looks for:
    in a conversation, a reply that has nearly the same words as an earlier one of the brand's, and
    a sentence that stood in two earlier ones already. Short thanks and greetings may come again.

    Why:
    Whoever asks again was not helped the first time. The same words a second time say that nobody
    read the first question either.
    """

    id = "thread/repeated-answer"
    severity = "warn"
    source = "Grégoire et al. (2015), on customers whose complaint fails twice"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        answers = examined.thread.answers if examined.thread is not None else ()
        return self._again(examined, answers) if answers else ()

    def _again(self, examined: Examined, answers: tuple[Answer, ...]) -> Iterator[Finding]:
        same = next((answer for answer in reversed(answers) if _share(examined.masked, _plain(answer.text)) >= SAME), None)
        if same is not None:
            asked = " and the customer has written again since" if examined.customer.strip() else ""
            yield self.finding(
                f"This is the answer of line {same.line} once more{asked}.",
                "Answer what is asked now: what has happened since, what you need, or who takes over.",
                layer="structure",
            )
            return
        for start, end in _formulas(examined.masked, answers):
            yield self.finding(
                f"“{examined.quote(start, end)}” stands in {TOO_OFTEN} earlier answers of this conversation already.",
                "Leave it out, or say what is new.",
                [(start, end)],
                layer="structure",
            )


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    """An earlier answer without placeholders, links and quotations."""
    return mask(text).text


@lru_cache(maxsize=256)
def _words(masked: str) -> Counter[str]:
    return Counter(_WORD.findall(masked.replace(MASK, " ").lower()))


def _share(first: str, second: str) -> float:
    """How much of the longer of two texts stands in the other, 0 to 1."""
    mine, theirs = _words(first), _words(second)
    longest = max(mine.total(), theirs.total())
    return (mine & theirs).total() / longest if min(mine.total(), theirs.total()) >= MIN_WORDS else 0.0


def _formulas(masked: str, answers: tuple[Answer, ...]) -> Iterator[tuple[int, int]]:
    if len(answers) < TOO_OFTEN:
        return
    said = Counter(key for answer in answers for key in {key for key, _, _ in _sentences(_plain(answer.text))})
    for key, start, end in _sentences(masked):
        if said[key] >= TOO_OFTEN:
            yield start, end


def _sentences(masked: str) -> Iterator[tuple[str, int, int]]:
    """The longer sentences: their words, and where they stand."""
    for found in _SENTENCE.finditer(masked):
        words = _WORD.findall(found.group().replace(MASK, " ").lower())
        if len(words) >= MIN_WORDS:
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            yield " ".join(words), start, found.end()
