"""Tells the customer's message from the reply where both stand in one piece of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from voicecheck.drafts.labels import is_label
from voicecheck.drafts.lines import CUT, FENCE, Line

_QUOTE = re.compile(r" {0,3}>[ \t]?")
_LABEL = re.compile(r"[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}([^\W\d_][^:*_\n]{0,30}?)[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*")
_WORD = re.compile(r"[^\W\d_]+")
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
    lines: list[tuple[Line, int]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text without places, for the customer's message."""
        return "\n".join(line.text[skip:].replace(CUT, "") for line, skip in self.lines).strip()


@dataclass(frozen=True)
class Turn:
    """A reply's lines and the customer's message before it, empty where there is none."""

    lines: tuple[tuple[Line, int], ...]
    customer: str = ""


def turns(body: Sequence[Line], fences: bool = True, quotes_are_replies: bool = True) -> list[Turn]:
    """The replies in a piece of a draft.

    With labels (“Customer: …”, “Kunde:”) each reply and what it answers. Without: every quotation
    (``quotes_are_replies``) and fence is a reply, and where there are none, the whole text; but
    where a quotation comes first and text follows it, the text is the reply to it.
    """
    parts = [part for part in _parts(body, fences) if part.words or part.label]
    if parts and parts[0].label == "customer":
        return _labelled(parts)
    blocks = [part for part in parts if part.kind != "text"]
    texts = [part for part in parts if part.kind == "text"]
    if len(blocks) == 1 and blocks[0] is parts[0] and blocks[0].kind == "quote" and sum(len(_WORD.findall(part.words)) for part in texts) >= _ANSWER_WORDS:
        return [_turn(texts, blocks[0].words)]
    if blocks and (quotes_are_replies or any(part.kind == "fence" for part in blocks)):
        return [_turn([part]) for part in blocks]
    return [Turn(tuple((line, 0) for line in body))] if any(line.words for line in body) else []


def has_blocks(body: Sequence[Line]) -> bool:
    """Whether a quotation or a fence stands there."""
    return any(part.kind != "text" and part.words for part in _parts(body, fences=True))


def has_reply_label(body: Sequence[Line]) -> bool:
    """Whether a line begins with a label such as “Reply:”."""
    return any((said := _label_of(line.text)) and said[0] == "reply" for line in body)


def _turn(parts: Sequence[Part], customer: str = "") -> Turn:
    return Turn(tuple(line for part in parts for line in part.lines), customer)


def _labelled(parts: list[Part]) -> list[Turn]:
    """Each run of parts that are not the customer's is a reply to what was said before; of a
    run in which some are labelled so these are, else its quotations and fences one by one."""
    found: list[Turn] = []
    customer = ""
    run: list[Part] = []
    for part in [*parts, Part("text", "customer")]:
        if part.label != "customer":
            run.append(part)
            continue
        own = [item for item in run if item.label == "reply" and item.words]
        blocks = [item for item in run if item.kind != "text"]
        if own or not blocks:
            found.extend([_turn(own or run, customer)] if run else [])
        else:
            found.extend(_turn([item], customer) for item in blocks)
        customer = part.words if run else f"{customer}\n{part.words}".strip()
        run = []
    quotes = [part for part in parts if part.kind == "quote"]
    if not found and len(quotes) > 1:  # nothing but quotations: the last is the reply
        return [_turn(quotes[-1:], "\n".join(part.words for part in parts if part is not quotes[-1]).strip())]
    return found


def _parts(body: Sequence[Line], fences: bool) -> list[Part]:
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
        said = _label_of(line.text)
        kind = "fence" if opened else "quote" if quote else "text"
        if said and kind == "text":
            parts.append(Part("text", said[0], [(line, said[1])]))
        elif opened:
            fence = opened.group(1)
            parts.append(Part(kind, _label_after(parts, kind)))
        elif kind != last.kind or (is_after_gap and line.words and last.label == "customer"):
            parts.append(Part(kind, _label_after(parts, kind) if line.words else last.label, [(line, quote.end() if quote else 0)]))
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


def _label_of(text: str) -> tuple[str, int] | None:
    """Who writes, by the label that begins the line, and where their words begin."""
    found = _LABEL.match(text)
    if found is None:
        return None
    kind = next((kind for kind in ("customer", "reply") if is_label(found.group(1), kind)), "")
    return (kind, found.end()) if kind else None
