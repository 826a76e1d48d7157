"""Where each character of a JSON or YAML text stands in the file as stored.

Follows YAML 1.1 as libyaml reads it (the sections named are those of the specification).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from voicecheck.drafts.source import MapBuilder, Segment, SourceMap, SourceText
from voicecheck.tree import Scalar

Piece = tuple[str, int, int]
"""A piece of the decoded text, and the offsets in the file between which it stands."""

_JSON_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
_JSON_ESCAPES = {r"\n": "\n", r"\"": '"', r"\r": "\r", r"\t": "\t", r"\/": "/", r"\\": "\\"}
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
"""An anchor (&name) and a tag (!str) stand before the text itself."""
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_FOLD = re.compile("[ \t]*(?:\r\n|[\r\n\x85\u2028\u2029])[ \t\r\n\x85\u2028\u2029]*")
_BLANK = (" ", "\t")
_YAML_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEXADECIMAL = {"x": 2, "u": 4, "U": 8}


def map_scalar(source: SourceText, scalar: Scalar) -> tuple[str, SourceMap]:
    """The text of a scalar, white space at both ends cut off, with the place of each character.

    Where the places cannot be told (a text changed after it was read) the map knows the line alone.
    """
    if scalar.style == "json" and scalar.quoted and scalar.end - scalar.start - 2 == len(scalar.text):  # no escapes
        text = scalar.text.strip()
        start = scalar.start + 1 + len(scalar.text) - len(scalar.text.lstrip())
        return text, SourceMap(source, (Segment(0, len(text), start, start + len(text)),) if text else ())
    builder = MapBuilder(source)
    for text, start, end in _pieces(source.text, scalar):
        builder.add(text, start, end)
    text, source_map = builder.build()
    if text == scalar.text.strip():
        return text, source_map
    return scalar.text.strip(), SourceMap(source, (), source.position(scalar.start)[0])


def _pieces(raw: str, scalar: Scalar) -> Iterator[Piece]:
    if scalar.style == "json":
        inset = 1 if scalar.quoted else 0
        return _json(raw, scalar.start + inset, scalar.end - inset)
    found = _PROPERTIES.match(raw, scalar.start, scalar.end)
    start = found.end() if found else scalar.start
    if scalar.style in ("|", ">"):
        return _block(raw, start, scalar.end, scalar)
    if scalar.style == "'":
        return _flow(raw, start + 1, scalar.end - 1, _DOUBLED)
    if scalar.style == '"':
        return _flow(raw, start + 1, scalar.end - 1, _BACKSLASHED)
    return _flow(raw, start, scalar.end, None)


def _json(raw: str, position: int, end: int) -> Iterator[Piece]:
    for escape in _JSON_ESCAPE.finditer(raw, position, end):
        yield raw[position : escape.start()], position, escape.start()
        sign = escape.group()
        yield _JSON_ESCAPES.get(sign) or json.loads(f'"{sign}"'), escape.start(), escape.end()
        position = escape.end()
    yield raw[position:end], position, end


_DOUBLED = re.compile("''")
_BACKSLASHED = re.compile("\\\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n|.|[\n\u2028\u2029\x85])", re.DOTALL)


def _flow(raw: str, position: int, end: int, escapes: re.Pattern[str] | None) -> Iterator[Piece]:
    """A plain or quoted text (9.1): a line break becomes a space, empty lines line breaks."""
    while position < end:
        fold = _FOLD.search(raw, position, end)
        escape = escapes.search(raw, position, end) if escapes else None
        following = min((found for found in (fold, escape) if found), key=lambda found: found.start(), default=None)
        if following is None:
            yield raw[position:end], position, end
            return
        start, position = position, following.end()
        yield raw[start : following.start()], start, following.start()
        if following is fold:
            yield from _folded(raw, following.start(), following.end(), escaped=False)
            continue
        sign = following.group()[1:]
        if _BREAK.fullmatch(sign):  # the line break is escaped: no space comes in its place
            blank = _FOLD_OR_BLANK.match(raw, position, end)
            if blank:
                yield from _folded(raw, blank.start(), blank.end(), escaped=True)
                position = blank.end()
        elif sign == "'":
            yield "'", following.start(), following.end()
        elif sign[0] in _HEXADECIMAL and len(sign) > 1:
            yield chr(int(sign[1:], 16)), following.start(), following.end()
        else:
            yield _YAML_ESCAPES.get(sign, sign), following.start(), following.end()


_FOLD_OR_BLANK = re.compile("[ \t\r\n\x85\u2028\u2029]+")


def _folded(raw: str, start: int, end: int, escaped: bool) -> Iterator[Piece]:
    """White space with at least one line break in it (unless the first one was escaped)."""
    breaks = list(_BREAK.finditer(raw, start, end))
    if not escaped:
        first = breaks.pop(0)
        if first.group() in "\u2028\u2029":
            yield first.group(), start, first.end()
        elif not breaks:
            yield " ", start, end
    for found in breaks:
        yield _line_break(found), found.start(), found.end()


def _line_break(found: re.Match[str]) -> str:
    return found.group() if found.group() in "\u2028\u2029" else "\n"


def _block(raw: str, position: int, end: int, scalar: Scalar) -> Iterator[Piece]:
    """A literal or folded block (9.3). How deep it is indented is told by its first line that
    is not empty: what stands there before what the text has there is indentation."""
    header = _BREAK.search(raw, position, end)
    lines = [line for line in re.split("\r\n|[\r\n\x85\u2028\u2029]", raw[header.end() : end]) if line.strip(" ")] if header else []
    if header is None or not lines:
        return
    first = next(line for line in _BREAK.split(scalar.text) if line.strip(" "))
    indent = (len(lines[0]) - len(lines[0].lstrip(" "))) - (len(first) - len(first.lstrip(" ")))
    position = header.end()
    pending: re.Match[str] | None = None
    blank_before = True
    while position < end:
        empty: list[re.Match[str]] = []
        while True:  # lines with nothing in them
            content = position
            while content < end and content - position < indent and raw[content] == " ":
                content += 1
            found = _BREAK.match(raw, content, end)
            if found is None:
                break
            empty.append(found)
            position = found.end()
        if content >= end or content - position < indent:
            return
        blank = raw[content] in _BLANK
        if pending and scalar.style == ">" and _line_break(pending) == "\n" and not blank_before and not blank:
            if not empty:
                yield " ", pending.start(), content
        elif pending:
            yield _line_break(pending), pending.start(), pending.end()
        for found in empty:
            yield _line_break(found), found.start(), found.end()
        blank_before = blank
        pending = _BREAK.search(raw, content, end)
        stop = pending.start() if pending else end
        yield raw[content:stop], content, stop
        position = pending.end() if pending else end
