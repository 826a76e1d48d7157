"""Tells the customer's message from the reply where both stand in one piece of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from voicecheck.drafts.labels import LABELS, is_label
from voicecheck.drafts.lines import CUT, FENCE, Line
from voicecheck.drafts.reply import Answer, Reply, Thread
from voicecheck.frozen import frozen

_BLOCK_SIGNS = (">", "```", "~~~")
"""What a quotation or a fence begins with."""
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_TIME = r"[\[(]?\d[\d.:/T -]*(?:[ap]m)?[\])]?"
_LABEL = re.compile(rf"[ \t]*(?:[-*+][ \t]+)?[*_]{{0,2}}(?:{_TIME}[ \t,–-]*)?[*_]{{0,2}}([^\W\d_][^:*_\n\[]{{0,40}}?)[*_]{{0,2}}(?:[ \t,]*{_TIME})?[ \t]*:[*_]{{0,2}}[ \t]*")
"""“Customer:”, “**Agent**:”, “[10:02] Kari (customer):”, “Visitor 4411:”."""
_NAME_AND_ROLE = re.compile(r"(.*?)[ \t]*\(([^()]*)\)\Z")
_NUMBER = re.compile(r"[ \t#]+\d+\Z")
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: [^\W\d_a-z][\w'’.-]*){0,2}\Z")
_WORD = re.compile(r"[^\W\d_]+")
_TITLE_WORDS = 10
_ANSWER_WORDS = 4
"""Text of so many words after a quotation is the reply to it; less is a remark."""


@dataclass
class Part:
    """Lines that belong together, each with the width of what is not text before it.

    ``kind`` is "quote", "fence" or "text"; ``label`` is who wrote it, where the draft says:
    "customer", "reply" or "".
    """

    kind: str
    label: str = ""
    opens: bool = False
    """Whether the label stands here, rather than above."""
    lines: list[tuple[Line, int]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text without places, for the customer's message."""
        return "\n".join(line.text[skip:].replace(CUT, "") for line, skip in self.lines).strip()


@frozen
class Turn:
    """A reply's lines and the customer's message before it, empty where there is none. In a
    conversation ``earlier`` is what the customer wrote before that, else None; ``is_first`` marks
    its first reply."""

    lines: tuple[tuple[Line, int], ...]
    customer: str = ""
    earlier: str | None = None
    is_first: bool = False


class Conversations:
    """Tells each reply of a draft what the brand has answered before in its conversation."""

    def __init__(self) -> None:
        self._answers: list[Answer] = []

    def placed(self, reply: Reply, turn: Turn) -> Reply:
        """The reply that a turn is, with its place in the conversation. Call it in their order."""
        if turn.earlier is None:
            return reply
        if turn.is_first:
            self._answers = []
        thread = Thread(reply.id, turn.earlier, tuple(self._answers))
        self._answers.append(Answer(reply.text, reply.line))
        return replace(reply, thread=thread)


def turns(body: Sequence[Line], fences: bool = True, quotes_are_replies: bool = True) -> list[Turn]:
    """The replies in a piece of a draft.

    With labels (“Customer: …”, “Kunde:”) each reply and what it answers. Without: every quotation
    (``quotes_are_replies``) and fence is a reply, and where there are none, the whole text; but
    where a quotation comes first and text follows it, the text is the reply to it.
    """
    whole = [Turn(tuple([(line, 0) for line in body]))] if any(line.words for line in body) else []
    if not any(":" in line.text or line.text.lstrip(" ").startswith(_BLOCK_SIGNS) for line in body):
        return whole  # no label, no quotation, no fence
    named = _customers_name(body)
    parts = [part for part in _parts(body, fences, named) if part.words or part.label]
    labels = {part.label for part in parts}
    if parts and (parts[0].label == "customer" or ({"customer", "reply"} <= labels and (parts[0].label or _is_title(parts[0].words)))):
        return _labelled(parts)
    blocks = [part for part in parts if part.kind != "text"]
    texts = [part for part in parts if part.kind == "text"]
    if len(blocks) == 1 and blocks[0] is parts[0] and blocks[0].kind == "quote" and sum(len(_WORD.findall(part.words)) for part in texts) >= _ANSWER_WORDS:
        return [_turn(texts, blocks[0].words)]
    if blocks and (quotes_are_replies or any(part.kind == "fence" for part in blocks)):
        return [_turn([part]) for part in blocks]
    return whole


def has_blocks(body: Sequence[Line]) -> bool:
    """Whether a quotation or a fence stands there."""
    any_sign = any(line.text.lstrip(" ").startswith(_BLOCK_SIGNS) for line in body)
    return any_sign and any(part.kind != "text" and part.words for part in _parts(body, fences=True))


def has_reply_label(body: Sequence[Line]) -> bool:
    """Whether a line begins with a label such as “Reply:”."""
    return any((said := _label_of(line.text)) and said[0] == "reply" for line in body)


def _turn(parts: Sequence[Part], customer: str = "") -> Turn:
    return Turn(tuple(line for part in parts for line in part.lines), customer)


def _labelled(parts: list[Part]) -> list[Turn]:
    """Each run of parts that are not the customer's is a reply to what was said before; of a
    run in which some are labelled so these are, else its quotations and fences one by one. What
    stands above the first label of a conversation is its title."""
    found: list[Turn] = []
    customer, earlier = "", ""
    run: list[Part] = []
    titled = any(part.label == "reply" for part in parts)
    for part in [*parts, Part("text", "customer")]:
        if part.label != "customer":
            run.append(part)
            continue
        own = [item for item in run if item.label == "reply" and item.words]
        blocks = [item for item in run if item.kind != "text"]
        if titled and not customer and not found and not own:
            run = []
        if own:
            found.extend(Turn(_turn(message).lines, customer, earlier) for message in _messages(own))
        elif blocks:
            found.extend(_turn([item], customer) for item in blocks)
        elif run:
            found.append(Turn(_turn(run).lines, customer, earlier))
        if run:
            earlier = f"{earlier}\n{customer}".strip()
            customer = part.words
        else:
            customer = f"{customer}\n{part.words}".strip()
        run = []
    quotes = [part for part in parts if part.kind == "quote"]
    if not found and len(quotes) > 1:  # nothing but quotations: the last is the reply
        return [_turn(quotes[-1:], "\n".join(part.words for part in parts if part is not quotes[-1]).strip())]
    return [replace(found[0], is_first=True), *found[1:]] if found else found


def _is_title(words: str) -> bool:
    """Whether what stands above a conversation is its title, rather than a letter that quotes one."""
    return "\n" not in words and len(words.split()) <= _TITLE_WORDS and words[-1:] not in ".!?"


def _messages(parts: list[Part]) -> list[list[Part]]:
    """The brand's messages in a run: each begins where its label stands."""
    found: list[list[Part]] = []
    for part in parts:
        if part.opens or not found:
            found.append([])
        found[-1].append(part)
    return found


def _customers_name(body: Sequence[Line]) -> str:
    """The name that stands for the customer in a conversation whose first line begins with a
    name ("Kari: …") where a later one begins with a label such as “Agent:”."""
    first = next((line for line in body if line.words), None)
    found = _LABEL.match(first.text) if first is not None and ":" in first.text else None
    name = found.group(1) if found is not None else ""
    if first is None or not _NAME.match(name) or name.isupper() or any(is_label(name, kind) for kind in LABELS) or not has_reply_label(body):
        return ""  # “PS:”, “Note:”, “Subject:”
    return name


def _parts(body: Sequence[Line], fences: bool, customers_name: str = "") -> list[Part]:
    parts: list[Part] = [Part("text")]
    fence, is_after_gap = "", False
    for line in body:
        last = parts[-1]
        if fence:
            if line.words.startswith(fence) and not line.words.strip(fence[0]):
                fence = ""
                parts.append(Part("text", last.label))
            else:
                last.lines.append((line, 0))
            continue
        opened = FENCE.match(line.text) if fences else None
        quote = _QUOTE.match(line.text)
        said = _label_of(line.text, customers_name)
        kind = "fence" if opened else "quote" if quote else "text"
        if said and kind == "text":
            parts.append(Part("text", said[0], True, [(line, said[1])]))
        elif opened:
            fence = opened.group(1)
            parts.append(Part(kind, _label_after(parts, kind)))
        elif kind != last.kind or (is_after_gap and line.words and last.label == "customer"):
            parts.append(Part(kind, _label_after(parts, kind) if line.words else last.label, lines=[(line, quote.end() if quote else 0)]))
        else:
            last.lines.append((line, quote.end() if quote else 0))
        is_after_gap = not line.words
    return parts


def _label_after(parts: list[Part], kind: str) -> str:
    """Whose the next part is: the customer's words end with their paragraph, fence, or run of
    quotations; what the brand says goes on."""
    if parts[-1].label != "customer":
        return parts[-1].label
    said = next((part for part in reversed(parts) if part.words or part.label != "customer"), None)
    return "customer" if said is None or said.label != "customer" or said.kind == kind == "quote" else ""


def _label_of(text: str, customers_name: str = "") -> tuple[str, int] | None:
    """Who writes, by the label that begins the line, and where their words begin."""
    found = _LABEL.match(text) if ":" in text else None
    if found is None:
        return None
    if customers_name and found.group(1) == customers_name:
        return "customer", found.end()
    who = found.group(1)
    both = _NAME_AND_ROLE.match(who)
    for name in both.groups() if both else (who, _NUMBER.sub("", who)):
        for kind in ("customer", "reply"):
            if is_label(name, kind):
                return kind, found.end()
    role, _, name = who.partition(" ")
    return ("reply", found.end()) if _NAME.match(name) and is_label(role, "reply") else None
