"""The names that a record's fields go by: front matter, JSON, YAML, JSONL, CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from shlex import quote as shell_word

from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.suppression import FIELD, Suppression, read_field
from voicecheck.frozen import frozen
from voicecheck.problems import Place

ANSWER_FIELDS = (
    *("reply", "response", "answer", "owner_response", "owner_reply", "owner_answer", "response_text", "reply_text", "review_reply", "company_response", "company_reply"),
    *("business_response", "developer_response", "developer_reply", "developer_reply_text", "management_response", "host_response", "agent_response", "agent_reply"),
    *("agent_message", "brand_response", "brand_reply", "outbound", "outbound_message", "our_reply", "suggested_reply", "draft_reply"),
)
"""Names that say that something is answered: a ``text`` or ``message`` beside them is the customer's."""
REPLY_FIELDS = (*ANSWER_FIELDS, "text", "body", "message", "message_text", "content")
CONTEXT_FIELDS = {
    "language": ("language", "lang", "locale"),
    "channel": ("channel", "platform", "network", "social_network"),
    "situation": ("situation",),
    "customer": (
        *("customer", "customer_message", "customer_text", "customer_comment", "customer_review", "question", "review", "review_text", "review_body", "guest_review", "tweet"),
        *("inbound", "inbound_message", "inbound_text", "incoming_message", "user_message", "mention"),
    ),
    "account": ("account", "profile"),
    "agent": ("agent", "author"),
    "mode": ("mode",),
    "persona": ("persona",),
    "stars": ("stars", "rating", "star_rating", "starrating", "review_rating", "review_stars"),
}
_PART_OF = {name: (part, rank) for part, names in CONTEXT_FIELDS.items() for rank, name in enumerate(names)}
"""Of each name the part of the context that it tells, and how many names come before it."""
ID_FIELDS = ("id", "name", "title", "key")
USAGE_FIELDS = ("usage", "usage_count", "uses", "times_used", "use_count", "times_sent")
KNOWN_FIELDS = (*(name for names in CONTEXT_FIELDS.values() for name in names), *ID_FIELDS, *USAGE_FIELDS, FIELD)
_ASKED_FIELDS = ("text", "message", "body")
_FLAGS = ("true", "false", "0", "1", "yes", "no")
"""What a field such as “inbound” holds if it is a switch and no message."""


@frozen
class Facts:
    """What a record says of its reply besides the text."""

    id: str = ""
    context: Context = Context()
    usage: float | None = None
    ignore: str = ""
    """What its field ``voicecheck-ignore`` says, one suppression a line."""


def facts_from(fields: Mapping[str, str], given: Mapping[str, str], reply_field: str) -> Facts:
    """The facts in a record whose keys are in lower case. ``given`` holds what a mapping found
    for the parts of a reply; it comes before what the fields' names say."""
    context = context_from(fields)
    if context.customer and context.customer.lower() in _FLAGS:
        context = replace(context, customer="")
    if not context.customer and reply_field in ANSWER_FIELDS and (asked := first(fields, _ASKED_FIELDS)):
        context = replace(context, customer=asked)
    if given:
        context = Context(**{part: text for part, text in given.items() if part in CONTEXT_FIELDS}).over(context)
    usage = number_from(given["usage"]) if given.get("usage") else usage_from(fields)
    return Facts(given.get("id") or first(fields, ID_FIELDS), context, usage, fields.get(FIELD, ""))


def with_suppressions(reply: Reply, ignore: str) -> Reply:
    """The reply with the suppressions that its record's field gives. One that cannot be
    understood names no check, and is told as that."""
    if not ignore.strip():
        return reply
    span = reply.source.span(0, 0) if reply.source else None
    place = Place(reply.path, span.line, span.column or 1) if span else Place(reply.path, 1, 1)
    found = []
    for line in filter(None, map(str.strip, ignore.splitlines())):
        said = read_field(line, place)
        found.append(said if isinstance(said, Suppression) else Suppression((line,), place=place))
    return replace(reply, suppressions=(*reply.suppressions, *found))


def plain_name(written: str) -> str:
    """A field's name in one way of writing: "Review Text" and "review_text" are the same."""
    return "_".join(written.lower().split())


def reply_field(names: Iterable[str]) -> str:
    """Which of a record's fields, in lower case, holds the reply; an empty text for none."""
    there = set(names)
    return next((name for name in REPLY_FIELDS if name in there), "")


def context_from(fields: Mapping[str, str]) -> Context:
    """The context in a record whose keys are in lower case."""
    said: dict[str, tuple[int, str]] = {}
    for name, text in fields.items():
        part, rank = _PART_OF.get(name, ("", 0))
        if part and text.strip() and rank < said.get(part, (rank + 1, ""))[0]:
            said[part] = rank, text.strip()
    return Context(**{part: text for part, (_, text) in said.items()})


def first(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    """The first of ``names`` that is filled, else an empty text."""
    for name in names:
        text = fields.get(name, "").strip()
        if text:
            return text
    return ""


def usage_from(fields: Mapping[str, str]) -> float | None:
    """How often the reply is used, or None where the record does not say."""
    return number_from(first(fields, USAGE_FIELDS))


def number_from(text: str) -> float | None:
    """A number of uses, or None where it is none."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None


def how_to_map(found: Sequence[tuple[str, str]]) -> str:
    """What to do where no field is known by its name. ``found`` has the fields (or the paths to
    them) of the first record, each with its text: the longest text is probably the reply."""
    known = "reply, text, body, message or content"
    if not found:
        return f"it has no text at all; expected a field named {known}"
    likely = max(found, key=lambda item: len(item[1]))[0]
    return f"it has {', '.join(name for name, _ in found)}; say which of them is the reply (--map {shell_word(f'reply={likely}')}), or name it {known}"
