"""Finds placeholders: what is written into a reply only when it is sent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from voicecheck.frozen import frozen
from voicecheck.shipped import shipped_tree
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

_FILE = "placeholders.yml"
_MAYBE = re.compile(r"\{|\[|%|<|\$|«|\*\||:(?<=[\s(]:)|:(?<=\A:)")
"""No placeholder is there without one of these; most replies have none. (Every alternative begins
with a plain sign, so that the search leaps over all other text.)"""
_SIGN = re.compile(r"[{\[%<$«*#:]")
"""What a placeholder begins with."""
_FILTER = re.compile(r"\|\s*([A-Za-z_]\w*)")
_SEPARATORS = re.compile(r"[\W_]+")
USUAL_FROM = 50
"""From so many placeholders in a file on, the names that are usual in it can be told."""
SIGNS_FROM = 4
"""From so many on the signs can, if they are those of three in four."""
USUAL_SHARE = 0.01
"""A name is usual in a file that makes this share of its placeholders."""


@frozen
class Syntax:
    """One way to write placeholders, from placeholders.yml."""

    name: str
    also: tuple[str, ...]
    signs: str
    pattern: str
    has_fallback: bool
    is_directive: bool
    example: str
    example_name: str


@frozen
class Placeholder:
    """One placeholder of a reply.

    ``name`` is the field as written ("customer.first_name"), ``fallback`` what is written where
    the value is missing (None: nothing is said of it), which stands from ``fallback_start`` on;
    ``filters`` what is done to the value ("default", "upcase").
    """

    start: int
    end: int
    syntax: Syntax
    name: str
    fallback: str | None = None
    fallback_start: int = -1
    filters: tuple[str, ...] = ()


@frozen
class Usual:
    """How the file of a reply mostly writes its placeholders: the signs, and the names that
    stand often. Empty where the file holds too few to tell."""

    signs: str = ""
    names: tuple[str, ...] = ()
    with_fallback: tuple[tuple[str, str], ...] = ()
    """Names that somewhere in the file say what to write where the value is missing, each with
    the whole placeholder as it is mostly written then."""

    def written_with_fallback(self, name: str) -> str:
        """How the file writes this placeholder with a fallback; empty where it never does."""
        return next((written for known, written in self.with_fallback if known == name), "")


@lru_cache(maxsize=1)
def syntaxes() -> tuple[Syntax, ...]:
    """Every syntax, in the order in which they are tried."""
    tree = _tree().get("syntaxes")
    found = []
    for entry in tree if isinstance(tree, Sequence) else ():
        assert isinstance(entry, Mapping)
        also, example = entry.get("also"), entry.get("example")
        found.append(
            Syntax(
                _text(entry.get("name")),
                tuple(_text(name) for name in also) if isinstance(also, Sequence) else (),
                _text(entry.get("signs")),
                _text(entry.get("pattern")),
                _text(entry.get("fallback")) == "true",
                _text(entry.get("directive")) == "true",
                _text(example.get("text")) if isinstance(example, Mapping) else "",
                _text(example.get("name")) if isinstance(example, Mapping) else "",
            )
        )
    return tuple(found)


def syntax_signs(name: str) -> str:
    """The signs of the syntax that goes by this name, or an empty text."""
    return next((syntax.signs for syntax in syntaxes() if name.lower() in (syntax.name, *syntax.also)), "")


def syntax_names() -> tuple[str, ...]:
    """Every name that a guide may use for a syntax."""
    return tuple(name for syntax in syntaxes() if not syntax.is_directive for name in (syntax.name, *syntax.also))


def find_placeholders(text: str) -> tuple[Placeholder, ...]:
    """The placeholders of a text in order, template tags (which print nothing) among them."""
    if _MAYBE.search(text) is None:
        return ()
    found: list[Placeholder] = []
    match = _pattern().match
    end = 0
    for sign in _SIGN.finditer(text):
        start = sign.start()
        if start >= end and (here := match(text, start)):
            found.append(_placeholder(here))
            end = here.end()
    return tuple(found)


def usual(texts: Iterable[str]) -> Usual:
    """What is usual in a file, from the texts of its replies."""
    found = [(text, item) for text in texts for item in find_placeholders(text) if not item.syntax.is_directive]
    if not found:
        return Usual()
    names = Counter(item.name for _, item in found)
    signs = Counter(item.syntax.signs for _, item in found)
    with_fallback: dict[str, Counter[str]] = {}
    for text, item in found:
        if item.fallback:
            with_fallback.setdefault(item.name, Counter())[text[item.start : item.end]] += 1
    written = tuple(sorted((name, ways.most_common(1)[0][0]) for name, ways in with_fallback.items()))
    total = sum(names.values())
    if total < SIGNS_FROM:
        return Usual(with_fallback=written)
    most, times = signs.most_common(1)[0]
    often = tuple(name for name, count in names.most_common() if count >= total * USUAL_SHARE) if total >= USUAL_FROM else ()
    return Usual(most if times >= 0.75 * total else "", often, written)


def letters_of(name: str) -> str:
    """A name without case and separators: what is the same in two is a slip of the hand."""
    return _SEPARATORS.sub("", name).lower()


def _placeholder(found: re.Match[str]) -> Placeholder:
    number = int((found.lastgroup or "s0")[1:])
    syntax = syntaxes()[number]
    if syntax.is_directive:
        return Placeholder(found.start(), found.end(), syntax, "")
    groups = found.groupdict()
    name = groups.get(f"name_{number}") or groups.get(f"name2_{number}") or ""
    body = groups.get(f"body_{number}") or ""
    fallback: str | None = None
    start = -1
    if body:
        for pattern in _fallbacks():
            said = pattern.search(body)
            if said:
                fallback, start = said.group("fallback"), found.start(f"body_{number}") + said.start("fallback")
                break
    return Placeholder(found.start(), found.end(), syntax, name.strip().removeprefix("${").rstrip("}"), fallback, start, tuple(_FILTER.findall(body)))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """All syntaxes as one expression; the groups of syntax n are named name_n, body_n, and sn."""
    parts = []
    for number, syntax in enumerate(syntaxes()):
        numbered = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", syntax.pattern)
        parts.append(f"(?P<s{number}>{numbered})")
    return re.compile("|".join(parts), re.DOTALL)


@lru_cache(maxsize=1)
def _fallbacks() -> tuple[re.Pattern[str], ...]:
    tree = _tree().get("fallbacks")
    return tuple(re.compile(_text(item)) for item in tree) if isinstance(tree, Sequence) else ()


@lru_cache(maxsize=1)
def own_names() -> frozenset[str]:
    """Names that the template itself gives, such as that of a loop's item."""
    tree = _tree().get("own")
    return frozenset(_text(item) for item in tree) if isinstance(tree, Sequence) else frozenset()


@lru_cache(maxsize=1)
def broken_signs() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is left of placeholders whose signs are not whole: how it looks, and what to say of it."""
    tree = _tree().get("broken")
    entries = [entry for entry in tree if isinstance(entry, Mapping)] if isinstance(tree, Sequence) else []
    return tuple((re.compile(_text(entry.get("pattern"))), _text(entry.get("says"))) for entry in entries)


@lru_cache(maxsize=1)
def _tree() -> Mapping:
    return shipped_tree("drafts", _FILE)


def _text(tree: Tree | None) -> str:
    return tree.text if isinstance(tree, Scalar) else ""
