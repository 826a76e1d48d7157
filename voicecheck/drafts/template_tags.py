"""Finds the tags of templates: what steers which words of a reply are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from voicecheck.frozen import frozen
from voicecheck.shipped import shipped_tree
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

_FILE = "templates.yml"
_SIGNS = ("{%", "{#", "{{#", "{{^", "{{>", "{{!", "{{~", "{{/", "{{else", "{{ else", "{{ #", "{{ ^", "{{ /", "<%", "[%")
"""No tag is there without one of these; most replies have none."""
_SIGN = re.compile(r"\{[%#{]|<%|\[%")
_BLANK_BEFORE = re.compile(r"[ \t]*\Z")
_BLANK_AFTER = re.compile(r"[ \t]*\n?")
_MARGIN = 80
"""A tag that stands alone on its line is looked for no further than so many characters."""


@frozen
class Tag:
    """One tag. ``role`` is what it does (templates.yml), ``word`` its keyword, ``condition``
    what it asks; with the tag goes the text from ``cut_start`` to ``cut_end``: white space that
    the tag asks to take away, or the line where it stands alone on one."""

    start: int
    end: int
    cut_start: int
    cut_end: int
    text: str
    role: str
    language: str
    word: str = ""
    condition: str = ""


@frozen
class _Role:
    role: str
    match: re.Pattern[str]
    shown: bool


@frozen
class _Language:
    name: str
    tag: re.Pattern[str]
    roles: tuple[_Role, ...]


def may_be_template(text: str) -> bool:
    """Whether the text can hold a tag at all: quick, and right about nearly all replies."""
    return ("{" in text or "%" in text) and any(sign in text for sign in _SIGNS)


def find_tags(text: str) -> list[Tag]:
    """The tags of a text in order; those that print a value are not among them."""
    return list(_tags(text)) if may_be_template(text) else []


def _tags(text: str) -> Iterator[Tag]:
    end = 0
    never_closed: set[str] = set()
    for sign in _SIGN.finditer(text):
        if sign.start() < end:
            continue
        tag = _tag_at(text, sign.start())
        if tag is None:
            continue
        end = tag.end
        if tag.role.startswith("verbatim"):
            close = None if tag.word in never_closed else re.compile(r"\{%[-+]?\s*end" + re.escape(tag.word) + r"\s*[-+]?%\}").search(text, tag.end)
            if close is None:
                never_closed.add(tag.word)
                yield _made(text, tag.start, tag.end, tag.text, "block", tag.language, tag.word)  # never ended: the parser says so
                continue
            end = close.end()
            if tag.role == "verbatim-shown":
                yield _made(text, tag.start, tag.end, tag.text, "silent", tag.language)
                yield _made(text, close.start(), close.end(), close.group(), "silent", tag.language)
            else:
                yield _made(text, tag.start, end, tag.text, "silent", tag.language)
        else:
            yield tag


def _tag_at(text: str, start: int) -> Tag | None:
    for language in _languages():
        found = language.tag.match(text, start)
        if found is None:
            continue
        groups = found.groupdict()
        body = (groups.get("body") or groups.get("dashed") or "").strip()
        for role in language.roles:
            said = role.match.match(body)
            if said:
                inner = said.groupdict()
                name = role.role if role.role != "verbatim" else "verbatim-shown" if role.shown else "verbatim-hidden"
                return _made(text, start, found.end(), found.group(), name, language.name, inner.get("word") or "", inner.get("condition") or "")
        return None
    return None


def _made(text: str, start: int, end: int, written: str, role: str, language: str, word: str = "", condition: str = "") -> Tag:
    cut_start, cut_end = start, end
    if written[2:3] in ("-", "~"):
        while cut_start and text[cut_start - 1].isspace():
            cut_start -= 1
    if written[-3:-2] in ("-", "~") and not written.endswith("--}}"):
        while cut_end < len(text) and text[cut_end].isspace():
            cut_end += 1
    if (cut_start, cut_end) == (start, end):
        before, after = _BLANK_BEFORE.search(text, max(start - _MARGIN, 0), start), _BLANK_AFTER.match(text, end, end + _MARGIN)
        if before and after and (before.start() == 0 or text[before.start() - 1] == "\n") and (after.group().endswith("\n") or after.end() == len(text)):
            cut_start, cut_end = before.start(), after.end()
    return Tag(start, end, cut_start, cut_end, written, role, language, word, " ".join(condition.split()))


@lru_cache(maxsize=1)
def _languages() -> tuple[_Language, ...]:
    entries = shipped_tree("drafts", _FILE).get("languages")
    assert isinstance(entries, Sequence)
    found = []
    for entry in entries:
        assert isinstance(entry, Mapping)
        roles = entry.get("roles")
        assert isinstance(roles, Sequence)
        made = [_Role(_text(role, "role"), re.compile(_text(role, "match"), re.DOTALL), _text(role, "shown") == "yes") for role in roles]
        found.append(_Language(_text(entry, "name"), re.compile(_text(entry, "tag"), re.DOTALL), tuple(made)))
    return tuple(found)


def _text(tree: Tree, key: str) -> str:
    value = tree.get(key) if isinstance(tree, Mapping) else None
    return value.text if isinstance(value, Scalar) else ""
