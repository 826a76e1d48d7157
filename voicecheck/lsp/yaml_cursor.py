"""Where in a guide the cursor stands: which keys lead there, told even while the YAML is not
yet whole, which no parser could."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voicecheck.frozen import frozen

Path = tuple[str | int, ...]
"""Keys from the top; a number is an entry of a list."""

_KEY = re.compile(r"""(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#{}\[\],&*!|>'"%@`-][^#{}\[\],]*?|-[^\s][^#{}\[\],]*?)[ \t]*:(?=[ \t]|$)""")
_DASH = re.compile(r"-(?:[ \t]+|$)")
_BLOCK_TEXT = re.compile(r"[ \t]*(?:[&!]\S+[ \t]+)*[|>][0-9+-]*[ \t]*(?:#.*)?$")


@frozen
class Key:
    """A key of the guide: where its map stands, its name, and its offsets in the text."""

    parent: Path
    name: str
    start: int
    end: int

    @property
    def path(self) -> Path:
        return (*self.parent, self.name)


@frozen
class Cursor:
    """A place in the text of a guide.

    ``path`` leads to the map, list or value in which it stands; ``begun`` is what of a word stands
    before it, from ``start`` on. ``after_key``: a value is due, and no key of a map.
    """

    path: Path
    begun: str
    start: int
    after_key: bool


@dataclass
class _Frame:
    indent: int
    part: str | int


class _Flow:
    """A map or list in brackets that is open: the key whose value is due, and the word begun."""

    def __init__(self, is_map: bool, start: int) -> None:
        self.is_map = is_map
        self.start = start
        self.key: str | None = None
        self.number = 0


class _Scan:
    """Reads lines one after another; knows at each moment which keys are open."""

    def __init__(self) -> None:
        self.frames: list[_Frame] = []
        self.flows: list[_Flow] = []
        self.keys: list[Key] = []
        self.quote = ""
        self.in_comment = False
        self.begun = 0
        self.after_key = False
        self._text_indent: int | None = None

    @property
    def path(self) -> Path:
        parts: list[str | int] = [frame.part for frame in self.frames]
        for flow in self.flows:
            if not flow.is_map:
                parts.append(flow.number)
            elif flow.key is not None:
                parts.append(flow.key)
        return tuple(parts)

    def line(self, text: str, start: int, end: int, is_last: bool) -> None:
        """Take in the line from ``start`` to ``end``; the last one may stop anywhere."""
        self.in_comment = False
        if self._is_left_open(text, start, end):
            self.flows, self.quote = [], ""
        if self.flows or self.quote:
            if not text[self.begun : start].strip():
                self.begun = _skipped(text, start, end)
            self._flow(text, start, end)
            return
        self.begun = start
        self.after_key = False
        position = start
        while position < end and text[position] == " ":
            position += 1
        indent = position - start
        if self._text_indent is not None and (indent > self._text_indent or position == end) and not (is_last and position == end and indent <= self._text_indent):
            self.in_comment = True  # words of a text of several lines: no key is due there
            return
        self._text_indent = None
        if position == end or text[position] == "#":
            self.in_comment = position < end
            self.begun = position
            if is_last:
                self._close(indent)
            return
        while position < end and (dash := _DASH.match(text, position, end)):
            self._close(indent, is_dash=True)
            self.frames.append(_Frame(indent, position))
            indent += dash.end() - position
            position = dash.end()
        self.begun = position
        found = _KEY.match(text, position, end)
        if found is None or (is_last and found.end() == end):  # a colon alone ends no key
            if is_last:
                self._close(indent)
            self._flow(text, position, end)
            return
        self._close(indent)
        name = _plain(found.group("key"))
        self.keys.append(Key(self.path, name, found.start("key"), found.end("key")))
        self.frames.append(_Frame(indent, name))
        self.after_key = True
        self.begun = _skipped(text, found.end(), end)
        if _BLOCK_TEXT.match(text, found.end(), end):
            self._text_indent = indent
            return
        self._flow(text, self.begun, end)

    def _is_left_open(self, text: str, start: int, end: int) -> bool:
        """Whether brackets or quotation marks were not closed: a key stands no deeper than theirs."""
        position = start
        while position < end and text[position] == " ":
            position += 1
        found = _KEY.match(text, position, end) if self.flows or self.quote else None
        return found is not None and bool(self.frames) and position - start <= self.frames[-1].indent

    def _close(self, indent: int, is_dash: bool = False) -> None:
        """Leave the maps and lists that a line with this indentation is no part of."""
        while self.frames and (self.frames[-1].indent > indent or (self.frames[-1].indent == indent and not (is_dash and isinstance(self.frames[-1].part, str)))):
            self.frames.pop()

    def _flow(self, text: str, position: int, end: int) -> None:
        """Read brackets, quotation marks and comments."""
        while position < end:
            sign = text[position]
            if self.quote:
                if sign == "\\" and self.quote == '"':
                    position += 1
                elif sign == self.quote:
                    self.quote = ""
            elif sign in "\"'" and (position == self.begun or text[position - 1] in " \t,[{:"):
                self.quote = sign
            elif sign == "#" and (position == 0 or text[position - 1] in " \t\n\r"):
                self.in_comment = True
                return
            elif sign in "{[" and (self.flows or position == self.begun):
                self.flows.append(_Flow(sign == "{", position))
                self._next(text, position + 1, end)
            elif self.flows:
                self._in_brackets(text, position, sign, end)
            position += 1

    def _in_brackets(self, text: str, position: int, sign: str, end: int) -> None:
        flow = self.flows[-1]
        if sign in "}]":
            self.flows.pop()
            self.after_key = True
        elif sign == ",":
            flow.key = None
            flow.number += 1
            self._next(text, position + 1, end)
        elif sign == ":" and flow.is_map and flow.key is None and (position + 1 >= end or text[position + 1] in " \t"):
            name = _plain(text[self.begun : position].strip())
            self.keys.append(Key(self.path, name, self.begun, self.begun + len(text[self.begun : position].rstrip())))
            flow.key = name
            self._next(text, position + 1, end)
            self.after_key = True

    def _next(self, text: str, position: int, end: int) -> None:
        self.begun = _skipped(text, position, end)
        self.after_key = False


def keys_of(text: str) -> list[Key]:
    """Every key of a guide in its order, as far as the text can be read."""
    return _scanned(f"{text}\n", len(text) + 1).keys  # with a line end the last key is whole


def cursor_at(text: str, offset: int) -> Cursor | None:
    """The place at an offset; None in comments and in texts of several lines."""
    scan = _scanned(text, offset)
    if scan.in_comment:
        return None
    begun = text[min(scan.begun, offset) : offset]
    return Cursor(scan.path, begun, min(scan.begun, offset), scan.after_key)


def _scanned(text: str, end: int) -> _Scan:
    scan = _Scan()
    start = 0
    while True:
        stop = text.find("\n", start, end)
        is_last = stop < 0
        scan.line(text, start, end if is_last else stop - (text[stop - 1 : stop] == "\r" and stop > start), is_last)
        if is_last:
            return scan
        start = stop + 1


def _skipped(text: str, position: int, end: int) -> int:
    """The next place that is no blank."""
    while position < end and text[position] in " \t":
        position += 1
    return position


def _plain(key: str) -> str:
    """A key without the quotation marks around it."""
    if len(key) > 1 and key[0] == key[-1] and key[0] in "\"'":
        return key[1:-1].replace("''", "'") if key[0] == "'" else key[1:-1]
    return key
