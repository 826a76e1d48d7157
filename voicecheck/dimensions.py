"""Words that the whole of voicecheck shares: dimensions, situations, severities, verdicts."""

from __future__ import annotations

DIMENSIONS = ("politeness", "humor", "snark", "warmth", "formality")
"""The scored qualities of a reply, each 0–100 (docs/scores.md gives the anchors)."""

SITUATIONS = ("complaint", "question", "praise", "banter", "churn", "crisis", "sensitive", "other")
"""What a reply answers. ``sensitive`` is a message that touches death, abuse, self-harm, war,
grave illness or distress; the limits of ``complaint`` and ``crisis`` hold for it too."""

SITUATION_ALIASES = {"viral": "crisis"}
"""Other names in use for a situation."""

MODES = ("proactive", "reactive", "refuse")
"""How an account behaves: it may start and promote; it only answers; it sends customers elsewhere."""

SITUATION_MEANINGS = {
    "complaint": "something went wrong, and the customer says so",
    "question": "the customer wants to know something",
    "praise": "the customer is pleased",
    "banter": "the customer plays or teases",
    "churn": "the customer leaves, or says so",
    "crisis": "an accident, an outage, a storm of comments",
    "sensitive": "the customer writes of death, abuse, self-harm, war, grave illness or distress; the limits of complaint and crisis hold too",
    "other": "none of these, and posts that answer nobody",
}
"""What each situation is, for people."""

TARGETS = ("self", "situation", "customer", "competitor")
"""Whom humor or snark is aimed at."""

SEVERITIES = ("warn", "fail")
"""How grave a finding is."""

VERDICTS = ("pass", "warn", "fail", "unchecked")
"""What is said of a reply; ``unchecked`` is never a pass."""

NOISE = 10
"""Scores up to this say nothing: a reply without any marker of a quality may reach it. A limit
``max: 0`` therefore means "nothing of it to be seen", and is exceeded above this value."""

PARTS = ("reply", "id", "usage", "language", "channel", "situation", "customer", "account", "agent", "mode", "persona", "stars")
"""What a record of a draft can say of a reply: its text, and its context."""
