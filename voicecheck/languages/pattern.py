"""The pattern language of the lexicons (docs/lexicon.md): text to a tree of elements."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple, Union

from voicecheck.frozen import frozen

SIGNS_LIKE_WORDS = "§%"
"""Signs that count as words, in patterns and in texts."""


class PatternError(ValueError):
    """The pattern cannot be read; ``column`` counts from 1 inside the pattern."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


class Mark(Enum):
    """Elements of a pattern that are not words."""

    START = "^"
    GAP = "..."
    END = "$"
    QUESTION = "?"
    EXCLAMATION = "!"
    STOP = "."


CLOSING = (Mark.END, Mark.QUESTION, Mark.EXCLAMATION, Mark.STOP)
"""The marks that ask for the end of the sentence."""


@frozen
class Word:
    """A literal word; ``*`` at either end stands for any letters."""

    text: str


@frozen
class SetName:
    """A word of a named set: ``<we>``, or built in: ``<word> <number> <name>``."""

    name: str


@frozen
class Group:
    """One of several sequences; an empty one makes the group optional."""

    alternatives: tuple[Pattern, ...]


Element = Union[Word, SetName, Mark, Group]
Pattern = tuple[Element, ...]

_TOKEN = re.compile(
    r"\s+|\.\.\.|…|<(?P<set>\w+)>|(?P<optional>(?<=\))\?(?=\s*[^\s?]))"
    r"|(?P<sign>[()\[\]|^]|[$?!](?=[\s()\[\]|$?!]|\Z))|(?P<stop>\.)(?=[\s)\]|]|\Z)"
    r"|(?P<word>(?:[^\s()\[\]|^$?!<>…]|[$?!](?![\s()\[\]|$?!]|\Z))+)"
)
"""``$ ? !`` are signs where a word could not go on behind them, else letters: ``sh!t``."""

_MARKS = {mark.value: mark for mark in Mark}


class _Token(NamedTuple):
    kind: str
    text: str
    column: int


def parse_pattern(pattern: str) -> Pattern:
    """The elements of a pattern.

    Raises PatternError where brackets do not match or a sign stands in the wrong place.
    """
    tokens = list(_tokens(pattern))
    elements, _ = _sequence(tokens, 0, closing="")
    words = [token for token in tokens if token.kind in ("word", "set")]
    if not words:
        raise PatternError("holds no word", 1)
    for token in tokens:
        if token.kind == "^" and token.column > words[0].column:
            raise PatternError('"^" (start of the sentence) can only stand first', token.column)
        if token.kind in "$?!." and token.column < words[-1].column:
            raise PatternError(f'"{token.text}" (end of the sentence) can only stand last; for a word that may be missing write [word]', token.column)
        leads = any(word.column < token.column for word in words) or tokens[0].kind == "^"
        follows = token.column < words[-1].column or tokens[-1].kind in ("$", "?", "!", ".")
        if token.kind == "..." and not (leads and follows):
            raise PatternError('"..." must stand between words, behind "^", or before the sign that ends the sentence', token.column)
        if token.kind == "word" and (token.text.startswith("**") or token.text.endswith("**")) and token.text.strip("*"):
            raise PatternError(f'"{token.text}" would match every word with "{token.text.strip("*")}"; one asterisk stands for any letters', token.column)
        if token.kind == "word" and "*" in token.text and not any(character.isalnum() for character in token.text):
            raise PatternError(f'"{token.text}" needs letters beside the "*"; for any word write <word>', token.column)
    if _matches_anything(elements):
        raise PatternError("would match any words; at least one word of its own must always be there", 1)
    return elements


def _matches_anything(elements: Pattern) -> bool:
    """Whether nothing but <word> and gaps need be there (a sentence's start or end counts)."""
    return all(
        any(_matches_anything(alternative) for alternative in element.alternatives) if isinstance(element, Group) else element == SetName("word") or element is Mark.GAP
        for element in elements
    )


def set_names(pattern: Pattern) -> Iterator[str]:
    """The names of all sets that a pattern uses."""
    for element in pattern:
        if isinstance(element, SetName):
            yield element.name
        elif isinstance(element, Group):
            for alternative in element.alternatives:
                yield from set_names(alternative)


def _tokens(pattern: str) -> Iterator[_Token]:
    position = 0
    while position < len(pattern):
        found = _TOKEN.match(pattern, position)
        if found is None:
            raise PatternError(f'"{pattern[position]}" cannot stand here', position + 1)
        column = position + 1
        position = found.end()
        text = found.group()
        if text.isspace():
            continue
        if found["set"]:
            yield _Token("set", found["set"], column)
        elif text in ("...", "…"):
            yield _Token("...", "...", column)
        elif found["optional"]:
            yield _Token("optional", text, column)
        elif found["sign"] or found["stop"]:
            yield _Token(text, text, column)
        elif "*" in text or any(character.isalnum() or character in SIGNS_LIKE_WORDS for character in text):
            yield _Token("word", text, column)
        elif all(unicodedata.category(character) == "So" for character in text):
            yield _Token("emoji", text, column)  # matched elsewhere (emoji.yml): no word of a row
        else:  # other signs between words ("&", "-") are ignored, as they are in the text
            yield _Token("ignored", text, column)


def _sequence(tokens: list[_Token], at: int, closing: str) -> tuple[Pattern, int]:
    """The elements from ``at`` up to the closing bracket or ``|`` (exclusive), or the end."""
    elements: list[Element] = []
    while at < len(tokens):
        token = tokens[at]
        if token.kind in (")", "]", "|"):
            if not closing or (token.kind != "|" and token.kind != closing):
                raise PatternError(f'"{token.text}" has no opening bracket', token.column)
            break
        at += 1
        if token.kind in ("(", "["):
            group, at = _group(tokens, at, token)
            elements.append(group)
        elif token.kind == "set":
            elements.append(SetName(token.text))
        elif token.kind == "word":
            elements.append(Word(token.text))
        elif token.kind not in ("ignored", "emoji"):
            elements.append(_MARKS[token.kind])
    return tuple(elements), at


def _group(tokens: list[_Token], at: int, opening: _Token) -> tuple[Group, int]:
    closing = ")" if opening.kind == "(" else "]"
    alternatives: list[Pattern] = []
    while True:
        alternative, at = _sequence(tokens, at, closing)
        if at >= len(tokens):
            raise PatternError(f'"{opening.text}" is not closed', opening.column)
        if not alternative and tokens[at - 1].kind not in ("ignored", "emoji"):
            raise PatternError("an empty choice stands between the brackets; for a word that may be missing write [word]", tokens[at].column)
        if alternative or tokens[at - 1].kind != "emoji":
            alternatives.append(alternative)
        at += 1
        if tokens[at - 1].kind == closing:
            break
    if at < len(tokens) and tokens[at].kind == "optional":
        at += 1
        closing = "]"
    if closing == "]" and () not in alternatives:
        alternatives.append(())
    return Group(tuple(alternatives)), at
