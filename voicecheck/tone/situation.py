"""What situation a reply answers, told from the customer's message."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.tone.evidence import Evidence

_ORDER = ("crisis", "churn", "complaint", "banter", "praise", "question")
"""Where a message speaks equally for two situations, the graver one is taken."""

_SENSITIVE = {"topic_death": 2, "topic_abuse": 3, "topic_self_harm": 2, "topic_war": 3, "topic_illness": 3, "customer_distress": 3}
"""From which strength on a topic in the customer's message makes the situation sensitive,
whatever else the message asks or complains of."""


def infer_situation(evidence: Iterable[Evidence], message: str) -> tuple[str, str, str]:
    """The situation, the words that tell it ("other" and "" where nothing does), and what the
    message is besides where it is sensitive: a grieving customer may complain as well. Praise
    and banter stay what they are: "thank you for your care in hospital", "another dead cactus"."""
    items = list(evidence)
    situation, words = _usual(items, message)
    grave = next((item for item in items if item.strength >= _SENSITIVE.get(item.category, 9)), None)
    if grave is not None and situation not in ("praise", "banter"):
        return "sensitive", grave.text, situation
    return situation, words, ""


def _usual(evidence: list[Evidence], message: str) -> tuple[str, str]:
    totals: dict[str, float] = {}
    words: dict[str, str] = {}
    for item in evidence:
        name = item.category.removeprefix("customer_")
        name = "complaint" if name in ("insult", "distress") else name
        if name in _ORDER:
            totals[name] = totals.get(name, 0.0) + item.strength
            words.setdefault(name, item.text)
    if not totals:
        return ("question", "?") if message.rstrip().endswith("?") else ("other", "")
    if totals.get("question") and len(totals) > 1:  # complaints come as questions too
        del totals["question"]
    best = max(totals, key=lambda name: (totals[name], -_ORDER.index(name)))
    return best, words[best]
