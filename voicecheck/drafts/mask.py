"""Masks what the brand did not write or will not send as it stands.

Placeholders, URLs, addresses, handles, code and quotations of the customer are covered
by a filler of the same length: offsets stay true, and no word in them counts. Of a placeholder
that says what is written where the value is missing, that text alone is left standing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from voicecheck.drafts.placeholders import Placeholder, find_placeholders
from voicecheck.frozen import frozen

MASK = "\ue000"
"""The filler; a run of it is one word to the matcher."""

_KINDS = (
    ("url", ":w.", r"\b(?:https?://|www\.)[^\s<>\")\]]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|no|dk|se|fi|co\.uk|io|eu|app)(?:/[^\s<>\")\]]*)?\b"),
    ("email", "@", r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
    ("handle", "@", r"(?<!\w)@\w+"),
    ("code", "`", r"`[^`\n]+`"),
    ("tag", "<&", r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);"),
)
"""Of each kind: with which sign a trigger of it begins, and what finds it."""
_TRIGGER = re.compile(r"@|<|`|&|://|www\.|\.(?:com|org|net|no|dk|se|fi|co\.uk|io|eu|app)\b")
"""None of the kinds can be there without one of these; most replies have none. (Every alternative
begins with a plain sign, so that the search leaps over all other text.)"""
_QUOTE = re.compile(r"«[^«»]{1,400}»|“[^“”]{1,400}”|”[^“”]{1,400}”|„[^„“”]{1,400}[“”]|»[^«»]{1,400}«|(?<!\w)\"[^\"\n]{1,400}\"(?!\w)|^(?:>[^\n]*\n?)+", re.MULTILINE)
_QUOTE_SIGN = re.compile(r"[«»“”„\">]")
_WORD = re.compile(r"\w+")
_NOT_LINE_BREAK = re.compile(r"[^\n]")
QUOTED_WORDS = 4
"""A quotation of so many words or more is taken for somebody else's; a shorter one is the
brand's own emphasis or irony unless the customer's message holds it."""


@frozen
class Masked:
    """``text`` is as long as the reply's; ``spans`` tell what was covered, and of what kind."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    placeholders: tuple[Placeholder, ...] = ()


def mask(text: str, customer: str = "") -> Masked:
    """Cover what is not the brand's own wording. ``customer`` is the message answered."""
    placeholders = find_placeholders(text)
    spans = [(item.start, item.end, "placeholder") for item in placeholders]
    bare = _covered(text, spans) if spans else text  # what stands in a placeholder is no address
    triggers = "".join(sorted({trigger[0] for trigger in _TRIGGER.findall(bare)}))
    if triggers:
        spans += [(found.start(), found.end(), found.lastgroup or "") for found in _pattern(triggers).finditer(bare)]
    said = customer.lower()
    for quote in _QUOTE.finditer(bare) if _QUOTE_SIGN.search(bare) else ():
        inner = text[quote.start() : quote.end()].strip('«»“”„"> \n').lower()
        if len(_WORD.findall(inner)) >= QUOTED_WORDS or (inner and inner in said):
            spans.append((quote.start(), quote.end(), "quotation"))
    if not spans:
        return Masked(text, ())
    spans.sort()
    covered = _covered(text, spans)
    for item in placeholders:
        if item.fallback and "\n" not in text[item.start : item.end] and covered[item.start] == MASK:
            after = item.fallback_start + len(item.fallback)
            shown = " " * (item.fallback_start - item.start) + item.fallback + " " * (item.end - after)
            covered = covered[: item.start] + shown + covered[item.end :]
    return Masked(covered, tuple(spans), placeholders)


@lru_cache(maxsize=128)
def _pattern(triggers: str) -> re.Pattern[str]:
    """Finds the kinds that may be in a text with triggers that begin so."""
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, signs, pattern in _KINDS if set(signs) & set(triggers)), re.DOTALL)


def _covered(text: str, spans: list[tuple[int, int, str]]) -> str:
    """The text with the filler in place of every span; line breaks stay."""
    pieces: list[str] = []
    position = 0
    for start, end, _ in spans:
        if end <= position:
            continue
        start = max(start, position)
        pieces.append(text[position:start])
        covered = text[start:end]
        pieces.append(MASK * len(covered) if "\n" not in covered else _NOT_LINE_BREAK.sub(MASK, covered))
        position = end
    pieces.append(text[position:])
    return "".join(pieces)
