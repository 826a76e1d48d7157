"""Conversations: which of the messages are the brand's, and what each of them answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from math import isfinite

from voicecheck.drafts.exported import BRAND, CUSTOMER, NOTE, exported
from voicecheck.drafts.record import first
from voicecheck.drafts.reply import Answer, Reply, Thread
from voicecheck.frozen import frozen

MOST_ANSWERS = 20
"""So many of the brand's earlier answers are kept with a reply."""
MOST_EARLIER = 10
"""So many of the customer's earlier messages are: what was said before is settled."""
_NOBODY: Mapping[str, int] = {}
_TRUE, _FALSE = ("true", "yes", "1", "y", "t"), ("false", "no", "0", "n", "f")


@frozen
class Message:
    """A message of a conversation. ``side`` is "customer", "reply", "note" or, where the draft does
    not say, empty; ``author`` who wrote it, as the draft has it. ``reply`` holds the text with
    its place, whoever wrote it."""

    side: str
    reply: Reply
    author: str = ""
    time: str = ""


def side_of(fields: Mapping[str, str], customer: str = "") -> tuple[str, str]:
    """Who wrote a message, by its fields in lower case, those of a map in it as "author.type":
    the side, and the author as written. ``customer`` is the number or name of the customer, where
    the conversation says it."""
    known = exported()
    if _said(fields, known.fields["private"]) is True or _said(fields, known.fields["public"]) is False:
        return NOTE, ""
    author = ""
    side = ""
    for name in known.fields["author"]:
        for key in (f"{name}.{inner}" for inner in known.fields["author_in_map"]) if name not in fields else (name,):
            value = fields.get(key, "")
            said = known.side_said(name, value) if value else ""
            if said == NOTE:
                return NOTE, value
            side = side or said
            if value and not author and name not in ("type", "part_type", "message_type"):
                author = value
    by_customer, by_brand = _said(fields, known.fields["from_customer"]), _said(fields, known.fields["from_brand"])
    if by_customer is not None:
        return (CUSTOMER if by_customer else BRAND), author
    if by_brand is not None:
        return (BRAND if by_brand else CUSTOMER), author
    identity = next((fields[name] for name in known.fields["author_id"] if fields.get(name)), "")
    if not side and identity and customer:
        side = CUSTOMER if identity == customer else BRAND
    return side, author or identity


def names_a_side(names: Iterable[str]) -> bool:
    """Whether some of the fields (in lower case) may say who wrote a message."""
    known = exported().fields
    there = {name.partition(".")[0] for name in names}
    return not there.isdisjoint({*known["author"], *known["author_id"], *known["from_customer"], *known["from_brand"]})


def is_conversation(messages: Sequence[Message], are_messages: bool = False) -> bool:
    """Whether messages are a conversation: a customer speaks in it, or, where the draft calls them
    messages (``are_messages``), somebody with a name and the brand."""
    sides = {message.side for message in messages if message.side or message.author}
    return CUSTOMER in sides or (are_messages and {BRAND, ""} <= sides)


def conversation_of(fields: Mapping[str, str]) -> str:
    """The conversation that a message says it belongs to, an empty text where it says none."""
    return first(fields, exported().fields["conversation"])


def message_from(fields: Mapping[str, str], reply: Reply, customer: str = "") -> Message:
    """The message that a record with these fields and this text is; ``customer`` as in ``side_of``."""
    side, author = side_of(fields, customer)
    return Message(side, reply, author, first(fields, exported().fields["time"]))


def replies_in_conversations(messages: Iterable[tuple[str, Message]], unnamed: str = "", answered: Mapping[str, int] = _NOBODY) -> Iterator[Reply]:
    """The brand's messages of several conversations, each message with the name of its own, in
    the order of the draft. ``unnamed`` is the name of what has none, ``answered`` how many
    answers of each stand further above in the draft."""
    parts: dict[str, list[Message]] = {}
    order: dict[int, int] = {}
    for number, (name, message) in enumerate(messages):
        parts.setdefault(name, []).append(message)
        order[id(message)] = number
    found = [(order[id(message)], reply) for name, belonging in parts.items() for message, reply in _answers(belonging, name or unnamed, answered.get(name, 0))]
    yield from (reply for _, reply in sorted(found, key=lambda item: item[0]))


def _answers(messages: Sequence[Message], identity: str, answered_above: int) -> Iterator[tuple[Message, Reply]]:
    """The brand's messages as replies, each with what the customer wrote since
    the brand's last message and with its place in the conversation.

    Where one side alone is named ("customer" and "Tom"), everybody else is the other. A message
    of which nobody can tell who wrote it is unchecked.
    """
    told = {message.side for message in messages}
    named = told & {CUSTOMER, BRAND}
    other = "" if len(named) != 1 else BRAND if CUSTOMER in named else CUSTOMER
    asked: list[str] = []
    before: list[str] = []
    answers: list[Answer] = []
    answered = False
    for number in _in_time(messages):
        message = messages[number]
        reply, side = message.reply, message.side or (other if message.author else "")
        if side == CUSTOMER:
            if answered:
                before = [*before, *asked][-MOST_EARLIER:]
                asked, answered = [], False
            asked.append(reply.text)
        elif side == BRAND:
            context = replace(reply.context, customer=reply.context.customer or "\n".join(asked))
            thread = Thread(identity, "\n".join(before), tuple(answers[-MOST_ANSWERS:]))
            yield message, replace(reply, context=context, thread=thread, id=reply.id or f"{identity or 'reply'}-{answered_above + len(answers) + 1}")
            answers.append(Answer(reply.text, reply.line))
            answered = True
        elif not side:
            unchecked = "the draft does not say whether the customer or the brand wrote it; say so in a field such as “from”: customer or agent"
            yield message, replace(reply, unchecked=unchecked, id=reply.id or identity)


def _said(fields: Mapping[str, str], names: Iterable[str]) -> bool | None:
    """What the first of the fields that is filled says, if it is yes or no."""
    value = next((fields[name].strip().lower() for name in names if fields.get(name, "").strip()), "")
    return True if value in _TRUE else False if value in _FALSE else None


def _in_time(messages: Sequence[Message]) -> list[int]:
    """The numbers of the messages, the earliest first; as they stand where not all tell the time."""
    times = [_time(message.time) for message in messages]
    order = list(range(len(messages)))
    return order if None in times else sorted(order, key=lambda number: times[number] or 0.0)


def _time(written: str) -> float | None:
    """Seconds since 1970 of an ISO date or a number of seconds or milliseconds."""
    try:
        number = float(written)
        return (number / 1000 if number > 1e11 else number) if isfinite(number) else None
    except ValueError:
        pass
    try:
        read = datetime.fromisoformat(written.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=timezone.utc)).timestamp()
