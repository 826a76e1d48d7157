"""Conversations of customers and the brand, as help desks and chats export them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from voicecheck.drafts.conversation import Message, conversation_of, is_conversation, message_from, names_a_side, replies_in_conversations
from voicecheck.drafts.exported import CUSTOMER, NOTE, exported
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.record import ANSWER_FIELDS, context_from, first
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.trees import read_tree, reply_at, text_of
from voicecheck.json_tree import read_json
from voicecheck.problems import Problem
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_OBJECT = re.compile(r"\s*\{.*\}\s*")
_LINES = (".jsonl", ".ndjson")
_LOOKED_AT = 50
"""Lines, and records of a list, that are looked at to tell the format."""
_MOST_LEVELS = 8
_NAMES = ("id", "conversation_id", "ticket_id", "name", "title")
_CONTEXT = ("language", "channel", "situation", "account", "stars")


class ThreadReader(DraftReader):
    """Conversations: lists of messages with `from` (or role, author, type, inbound …) and `text`. The brand's are replies, the customer's their context."""

    name = "thread"
    suffixes = (".json", ".yml", ".yaml")
    other_suffixes = _LINES
    rank = 25
    known_by = "messages of which some are the customer's"
    known_anywhere = True

    def recognises(self, source: SourceText) -> bool:
        found = ((record, [message for _, message in _messages(source, record, items[:_LOOKED_AT])]) for record, items in _conversations(_beginning(source)))
        return any(is_conversation(messages, are_messages=record is not None) for record, messages in found)

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        if _is_lines(source):
            found = [read_json(source.text, source.path, line.start(), line.end(), *source.position(line.start())) for line in _LINE.finditer(source.text)]
            trees: list[Tree] = [item.tree for item in found if item.tree is not None]
            problems = [problem for item in found for problem in item.problems]
            tree: Tree | None = Sequence(tuple(trees), trees[0].place) if trees else None
        else:
            whole = read_tree(source)
            tree, problems = whole.tree, list(whole.problems)
        yield from problems
        any_reply = False
        for number, (record, items) in enumerate(_conversations(tree), 1):
            own = first(_fields(record), _NAMES) or f"thread-{number}"
            for reply in replies_in_conversations(_messages(source, record, items), own, source.answered):
                any_reply = True
                yield reply
        if not any_reply and not problems and not source.is_part:  # in a part the customers alone may speak
            expected = 'expected a list of messages such as {"from": "customer", "text": "…"} and {"from": "agent", "text": "…"}'
            yield self.problem(source, 0, f"holds no message of the brand; {expected}")


def _is_lines(source: SourceText) -> bool:
    """Whether a file is JSON Lines: by its name, or because each line is an object."""
    if source.path.lower().endswith(_LINES):
        return True
    lines = [found.group() for found, _ in zip(_LINE.finditer(source.text), range(3))]
    return len(lines) > 1 and all(map(_OBJECT.fullmatch, lines))


def _beginning(source: SourceText) -> Tree | None:
    """The tree of a file, of JSON Lines that of the first lines."""
    if not _is_lines(source):
        return read_tree(source).tree
    trees = [read_json(found.group(), source.path).tree for found, _ in zip(_LINE.finditer(source.text), range(_LOOKED_AT))]
    there = [tree for tree in trees if tree is not None]
    return Sequence(tuple(there), there[0].place) if there else None


def _conversations(tree: Tree | None, above: Mapping | None = None, level: int = 0) -> Iterator[tuple[Mapping | None, tuple[Tree, ...]]]:
    """Every list of messages in a tree, with the map that says more of it."""
    if tree is None or isinstance(tree, Scalar) or level > _MOST_LEVELS:
        return
    items: tuple[Tree, ...] = tree.items if isinstance(tree, Sequence) else tuple(tree.entries.values())
    if isinstance(tree, Sequence) and items and sum(map(_is_message, items)) * 2 > len(items):
        yield above, items
        return
    if isinstance(tree, Mapping):
        named = [value for key, value in tree.entries.items() if key.lower() in exported().fields["messages"]]
        within = [value for value in named if isinstance(value, Sequence)]
        # The list stands under a wrapper ("conversation_parts": {"conversation_parts": […]}) or in
        # the record itself, which then says what the conversation is.
        for value in within or items:
            yield from _conversations(value, tree if above is None or _says_more(tree) else above, level + 1)
        return
    for item in items:
        yield from _conversations(item, None, level + 1)


def _says_more(record: Mapping) -> bool:
    return any(isinstance(value, Scalar) and text_of(value) for key, value in record.entries.items() if key.lower() in ("id", "name", "title", *exported().fields["conversation"]))


def _is_message(node: Tree) -> bool:
    if not isinstance(node, Mapping):
        return False
    names = {key.lower() for key in node.entries}
    return names_a_side(names) and names.isdisjoint(ANSWER_FIELDS) and _body(node) is not None


def _body(message: Mapping) -> tuple[str, Scalar] | None:
    """The field with the message's text, and the text."""
    lowered = {key.lower(): value for key, value in message.entries.items()}
    there = [(name, node) for name in exported().fields["text"] if isinstance(node := lowered.get(name), Scalar)]
    return next((item for item in there if text_of(item[1])), there[0] if there else None)


def _fields(record: Mapping | None) -> dict[str, str]:
    """The texts in a record, names in lower case; those of a map in it as "author.type"."""
    found: dict[str, str] = {}
    for key, value in record.entries.items() if record is not None else ():
        if isinstance(value, Scalar):
            found[key.lower()] = text_of(value)
        elif isinstance(value, Mapping):
            found.update({f"{key}.{inner}".lower(): text_of(item) for inner, item in value.entries.items() if isinstance(item, Scalar)})
    return found


def _context(fields: dict[str, str]) -> Context:
    read = context_from(fields)
    return Context(**{name: getattr(read, name) for name in _CONTEXT})


def _messages(source: SourceText, record: Mapping | None, items: Iterable[Tree]) -> list[tuple[str, Message]]:
    """The messages of a list, each with the name of its conversation if it says one."""
    about = _fields(record)
    customer = first(about, exported().fields["customer_id"])
    context = _context(about)
    found = [_message(source, item, context, customer) for item in items if isinstance(item, Mapping)]
    opening = _opening(source, record, context)
    read = [item for item in found if item is not None]
    if opening is not None and all(opening.reply.text != message.reply.text for _, message in read):
        read.insert(0, ("", opening))
    names = {name for name, _ in read if name}
    return [(min(names), message) for _, message in read] if len(names) == 1 else read


def _message(source: SourceText, node: Mapping, context: Context, customer: str) -> tuple[str, Message] | None:
    body = _body(node)
    if body is None or not text_of(body[1]):
        return None
    fields = _fields(node)
    reply = reply_at(source, body[1], "", _context(fields).over(context), html="html" in body[0])
    message = message_from(fields, reply, customer)
    return None if message.side == NOTE else (conversation_of(fields), message)


def _opening(source: SourceText, record: Mapping | None, context: Context) -> Message | None:
    """What opened the conversation, where it stands beside the list of messages."""
    for key, value in record.entries.items() if record is not None else ():
        if key.lower() not in exported().fields["opening"]:
            continue
        if isinstance(value, Mapping) and _body(value) is not None:
            opened = _message(source, value, context, "")
            return opened[1] if opened is not None else None
        if isinstance(value, Scalar) and text_of(value):
            return Message(CUSTOMER, reply_at(source, value))
    return None
