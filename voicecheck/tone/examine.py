"""Reads one reply: mask, words, evidence of every layer, scores."""

from __future__ import annotations

from voicecheck.drafts.mask import Masked, mask
from voicecheck.frozen import frozen
from voicecheck.languages.matcher import Row
from voicecheck.tone.context import in_context
from voicecheck.tone.emoji import Emoji, find_emoji
from voicecheck.tone.evidence import Evidence
from voicecheck.tone.lexicon import Lexicon
from voicecheck.tone.score import Grounds, Score, Weights, amounts, kept, scores
from voicecheck.tone.statistics import StatisticalLayer
from voicecheck.tone.structure import Reading, cues

_EMOJI_STRENGTH = 1.0

SCORED_AS = {"sensitive": "crisis"}
"""Situations that the weights were not fitted on, with the one they are scored as."""


@frozen
class Customer:
    """What the customer's message tells: its evidence, its words, the situation it makes."""

    evidence: tuple[Evidence, ...] = ()
    words: frozenset[str] = frozenset()

    @property
    def categories(self) -> frozenset[str]:
        return frozenset(item.category for item in self.evidence)


@frozen
class Annotated:
    """A reply's text with everything found in it."""

    masked: Masked
    row: Row
    evidence: tuple[Evidence, ...]
    categories: frozenset[str]
    """Those of the evidence."""
    emoji: tuple[Emoji, ...]
    scores: dict[str, Score]


def read_customer(message: str, lexicon: Lexicon) -> Customer:
    """The evidence in the customer's message; ``lexicon`` is one made for customers."""
    if not message.strip():
        return Customer()
    row = lexicon.row(mask(message).text)
    return Customer(tuple(lexicon.evidence(row, message)), frozenset(word for word in row.words if len(word) > 3))


def annotate(text: str, masked: Masked, situation: str, customer: Customer, lexicon: Lexicon, weights: Weights, statistics: StatisticalLayer | None) -> Annotated:
    """Everything that is found in a reply, and the scores it makes.

    ``masked`` is what ``mask`` made of the text; ``statistics`` None leaves the statistical layer out.
    """
    situation = SCORED_AS.get(situation, situation)
    row = lexicon.row(masked.text)
    markers = lexicon.evidence(row, text, situation)
    emoji = tuple(find_emoji(masked.text))
    found = [*markers, *[Evidence(item.kind, _EMOJI_STRENGTH, item.start, item.end, item.text) for item in emoji]]
    written, theirs = frozenset([item.category for item in found]), customer.categories
    found += cues(Reading(masked.text, row, lexicon.pack, written, bool(emoji), situation, customer.words, theirs))
    counted = amounts(found)
    categories = frozenset(counted)
    context = in_context(counted, situation, theirs)
    for category, amount in context.items():
        counted[category] = kept(category, counted.get(category, 0.0) + amount)
    said = statistics.says(row, text, situation) if statistics is not None else ()
    evidence = tuple(found)
    return Annotated(masked, row, evidence, categories, emoji, scores(Grounds(weights, evidence, context, said), counted))
