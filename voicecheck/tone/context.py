"""What the same words mean to this customer: the situation, his message, and what of the reply
weighs otherwise in his mood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

UPSET = ("complaint", "churn", "crisis")
"""Situations in which a customer expects to be heard before anything else."""

PLAYING = ("banter", "praise")
"""Situations in which a customer plays or is pleased."""

_BY_MOOD = (
    "short", "long", "staccato", "nothing_offered", "nothing_kind", "questions", "bare_question", "you_share", "we_share", "you_start", "figures",
    "echo", "exclamations", "ellipsis", "tease", "sarcasm_cue", "casual",
)  # fmt: skip
"""The evidence that is weighed once more by the customer's mood: a short answer is curt to one
who complains, and quick-witted to one who plays."""


MOODS = ("", "upset", "playful")
"""The customer's moods; the first is that of all other situations."""


def mood_of(situation: str) -> str:
    """The customer's mood: "upset", "playful", or "" where the situation tells neither."""
    return "upset" if situation in UPSET else "playful" if situation in PLAYING else ""


_IN_MOOD = {mood: {name: f"{name}_when_{mood}" for name in _BY_MOOD} for mood in MOODS[1:]}


def in_context(counted: Mapping[str, float], situation: str, customer: Iterable[str]) -> dict[str, float]:
    """What the context adds, as amounts of categories: the situation, the categories of evidence
    in the customer's message, and the ``counted`` amounts that weigh otherwise in his mood."""
    found = {f"situation_{situation}": 1.0} if situation and situation != "other" else {}
    for category in sorted(customer):
        found[category] = 1.0
    mood = mood_of(situation)
    if mood:
        for name, in_mood in _IN_MOOD[mood].items():
            if name in counted:
                found[in_mood] = counted[name]
    return found
