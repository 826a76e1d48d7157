"""The elements a reply is built of, as a guide names them, and the categories that show them."""

from __future__ import annotations

from voicecheck.checks.check import Examined
from voicecheck.checks.structure import ELEMENTS

FORBIDDEN: dict[str, tuple[str, ...]] = {
    **{name: categories for name, (categories, _) in ELEMENTS.items() if name not in ("acknowledgement", "next_step")},
    "acknowledgement": ("acknowledgement",),
    "next_step": ("next_step",),
    "promotion": ("promotion", "call_to_action"),
    "troubleshooting": ("troubleshooting",),
    "law": ("legalism",),
    "direct_message": ("private_channel",),
}
"""What ``forbid`` can name."""

ORDERED: dict[str, tuple[str, ...]] = {
    "greeting": ("greeting",),
    "thanks": ("thanks",),
    "empathy": ("empathy", "apology", "regret", "ownership"),
    "acknowledgement": ("acknowledgement", "empathy", "apology", "ownership", "regret"),
    "apology": ("apology", "ownership"),
    "explanation": ("explanation", "correction", "disbelief"),
    "solution": ("next_step", "repair", "troubleshooting", "private_channel"),
    "invitation": ("invitation",),
    "law": ("legalism",),
    "signature": ("sign_off",),
}
"""What ``order`` can name. An element stands where its first category is first found."""


def first_place(examined: Examined, categories: tuple[str, ...], strength: float = 1) -> tuple[int, int] | None:
    """Where one of the categories is first found in the reply, or None."""
    places = [(item.start, item.end) for item in examined.of(*categories) if item.has_place and item.strength >= strength]
    return min(places, default=None)
