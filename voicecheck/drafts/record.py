"""The names that a record's fields go by: front matter, JSONL, CSV."""

from __future__ import annotations

from collections.abc import Mapping

from voicecheck.drafts.reply import Context

REPLY_FIELDS = ("reply", "text", "body", "message", "content")
CONTEXT_FIELDS = {
    "language": ("language", "lang", "locale"),
    "channel": ("channel", "platform"),
    "situation": ("situation",),
    "customer": ("customer", "customer_message"),
    "account": ("account", "profile"),
    "agent": ("agent", "author"),
    "mode": ("mode",),
    "persona": ("persona",),
    "stars": ("stars", "rating"),
}
ID_FIELDS = ("id", "name", "title", "key")
USAGE_FIELDS = ("usage", "usage_count", "uses")
KNOWN_FIELDS = (*(name for names in CONTEXT_FIELDS.values() for name in names), *ID_FIELDS, *USAGE_FIELDS)


def context_from(fields: Mapping[str, str]) -> Context:
    """The context in a record whose keys are in lower case."""
    return Context(**{key: first(fields, names) for key, names in CONTEXT_FIELDS.items()})


def first(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    """The first of ``names`` that is filled, else an empty text."""
    return next((fields[name].strip() for name in names if fields.get(name, "").strip()), "")


def usage_from(fields: Mapping[str, str]) -> float | None:
    """How often the reply is used, or None where the record does not say."""
    try:
        value = float(first(fields, USAGE_FIELDS))
    except ValueError:
        return None
    return value if value >= 0 else None
