"""Masks what the brand did not write or will not send as it stands.

Placeholders, URLs, addresses, handles, code and quotations of the customer are covered
by a filler of the same length: offsets stay true, and no word in them counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MASK = "\ue000"
"""The filler; a run of it is one word to the matcher."""

_KINDS = (
    ("url", r"\b(?:https?://|www\.)[^\s<>\")\]]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|no|dk|se|fi|co\.uk|io|eu|app)(?:/[^\s<>\")\]]*)?\b"),
    ("email", r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
    ("handle", r"(?<!\w)@\w+"),
    (
        "placeholder",
        r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|%\{\w[^{}]*\}|\$\{[^{}]*\}|<%.*?%>|\[%.*?%\]|\{[A-Za-z_][\w.]*\}|\[[A-Za-zÀ-ÿ_][\wÀ-ÿ.,]*(?: [\wÀ-ÿ]+){0,3}\](?!\()|(?<!\w)%(?:\d+\$)?[sd](?!\w)|(?<![\w$])\$[A-Z_]{2,}\$?|<attribute\b[^>]*/>",
    ),
    ("code", r"`[^`\n]+`"),
    ("tag", r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);"),
)
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _KINDS), re.DOTALL)
_TRIGGER = re.compile(r"[@{%\[<`$&]|://|www\.|\.(?:com|org|net|no|dk|se|fi|co\.uk|io|eu|app)\b")
"""None of the kinds can be there without one of these; most replies have none."""
_QUOTE = re.compile(r"«[^«»]{1,400}»|“[^“”]{1,400}”|”[^“”]{1,400}”|„[^„“”]{1,400}[“”]|»[^«»]{1,400}«|(?<!\w)\"[^\"\n]{1,400}\"(?!\w)|^(?:>[^\n]*\n?)+", re.MULTILINE)
_QUOTE_SIGN = re.compile(r"[«»“”„\"]|(?:\A|\n)>")
_WORD = re.compile(r"\w+")
_NOT_LINE_BREAK = re.compile(r"[^\n]")
QUOTED_WORDS = 4
"""A quotation of so many words or more is taken for somebody else's; a shorter one is the
brand's own emphasis or irony unless the customer's message holds it."""


@dataclass(frozen=True)
class Masked:
    """``text`` is as long as the reply's; ``spans`` tell what was covered, and of what kind."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def mask(text: str, customer: str = "") -> Masked:
    """Cover what is not the brand's own wording. ``customer`` is the message answered."""
    spans = [(found.start(), found.end(), found.lastgroup or "") for found in _PATTERN.finditer(text)] if _TRIGGER.search(text) else []
    said = customer.lower()
    for quote in _QUOTE.finditer(text) if _QUOTE_SIGN.search(text) else ():
        inner = quote.group().strip('«»“”„"> \n').lower()
        if len(_WORD.findall(inner)) >= QUOTED_WORDS or (inner and inner in said):
            spans.append((quote.start(), quote.end(), "quotation"))
    if not spans:
        return Masked(text, ())
    pieces: list[str] = []
    position = 0
    spans.sort()
    for start, end, _ in spans:
        if end <= position:
            continue
        start = max(start, position)
        pieces.append(text[position:start])
        covered = text[start:end]
        pieces.append(MASK * len(covered) if "\n" not in covered else _NOT_LINE_BREAK.sub(MASK, covered))
        position = end
    pieces.append(text[position:])
    return Masked("".join(pieces), tuple(spans))
