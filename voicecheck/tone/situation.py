"""What situation a reply answers, told from the customer's message."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.tone.evidence import Evidence

_ORDER = ("crisis", "churn", "complaint", "banter", "praise", "question")
"""Where a message speaks equally for two situations, the graver one is taken."""


def infer_situation(evidence: Iterable[Evidence], message: str) -> tuple[str, str]:
    """The situation and the words that tell it; ("other", "") where nothing does."""
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
