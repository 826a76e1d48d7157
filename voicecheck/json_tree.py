"""JSON read into a tree whose every text knows where it stands in the file.

The standard library's decoder tells no places, and the packages that do are slow or no longer
kept. What is read here are the tokens between the strings; the strings themselves are decoded
by the standard library, in C. A file that breaks off keeps what stood whole before the break.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed does not list it

from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem
from voicecheck.tree import MAX_DEPTH, Mapping, Scalar, Sequence, Tree

_SPACE = re.compile(r"[ \t\r\n]*")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_WORD = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)")
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED_HALF = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}")


@dataclass
class _Open:
    """A map or list that is being read. ``whole``: how many of its maps and lists are complete."""

    start: int
    is_map: bool
    entries: dict[str, Tree] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    items: list[Tree] = field(default_factory=list)
    key: str = ""
    key_place: Place = Place("")
    whole: int = 0


@frozen
class ReadJson:
    """What was read. ``whole``: to its end, though single characters of it may be broken."""

    tree: Tree | None
    problems: tuple[Problem, ...]
    whole: bool


class _BrokenError(Exception):
    def __init__(self, offset: int, message: str) -> None:
        self.offset = offset
        self.message = message


def read_json(text: str, path: str, start: int = 0, end: int | None = None, line: int = 1, column: int = 1) -> ReadJson:
    """The tree of the JSON value at ``text[start:end]``, which begins at ``line`` and ``column``
    of the file, and what is wrong with it.

    Numbers, ``true``, ``false`` and ``null`` stay texts that are not quoted. Of a key that
    stands twice the last one counts, as everywhere. Where the value breaks off, the tree
    holds the records that stood whole before, or is None if there is none.
    """
    return _Reader(text, path, start, len(text) if end is None else end, line, column).read()


class _Reader:
    def __init__(self, text: str, path: str, start: int, end: int, line: int, column: int) -> None:
        self._text = text
        self._path = path
        self._position = start
        self._end = end
        self._open: list[_Open] = []
        self._root: Tree | None = None
        self._problems: list[Problem] = []
        self._first_line = line
        self._lines = [start - (column - 1), *(found.end() for found in _LINE_BREAK.finditer(text, start, end))]

    def read(self) -> ReadJson:
        try:
            self._skip()
            if self._position >= self._end:
                return ReadJson(None, (), True)
            self._value()
            while self._open:
                self._next()
            self._skip()
            if self._position < self._end:
                raise _BrokenError(self._position, "one value is expected in a file, and a second one begins here; put them into a list, or store one a line as .jsonl")
        except _BrokenError as error:
            self._problems.append(Problem(self._place(error.offset), error.message))
            return ReadJson(self._root or self._rescued(), tuple(self._problems), False)
        return ReadJson(self._root, tuple(self._problems), True)

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._position, self._end)
        self._position = found.end() if found else self._position

    def _place(self, offset: int) -> Place:
        line = bisect_right(self._lines, offset)
        return Place(self._path, self._first_line + line - 1, offset - self._lines[line - 1] + 1)

    def _next(self) -> None:
        """Read what comes next in the innermost map or list."""
        inner = self._open[-1]
        empty = not inner.items and not inner.keys
        closing = "}" if inner.is_map else "]"
        self._skip()
        sign = self._sign()
        if sign == closing:
            self._position += 1
            self._close()
            return
        if not empty:
            if sign != ",":
                raise _BrokenError(self._position, f"a comma or {closing} is expected here; {self._seen()}")
            comma = self._position
            self._position += 1
            self._skip()
            if self._sign() == closing:
                raise _BrokenError(comma, f"nothing comes after this comma but {closing}; delete the comma")
        if inner.is_map:
            self._key(inner)
        self._value()

    def _key(self, inner: _Open) -> None:
        if self._sign() != '"':
            raise _BrokenError(self._position, f"a key in quotation marks is expected here; {self._seen()}")
        inner.key_place = self._place(self._position)
        inner.key, self._position = self._string()
        self._skip()
        if self._sign() != ":":
            raise _BrokenError(self._position, f'a colon is expected after the key "{inner.key}"; {self._seen()}')
        self._position += 1
        self._skip()

    def _value(self) -> None:
        start = self._position
        sign = self._sign()
        if sign == '"':
            value, self._position = self._string()
            self._put(Scalar(value, True, self._place(start), start=start, end=self._position, style="json"))
        elif sign in ("{", "["):
            if len(self._open) >= MAX_DEPTH:
                raise _BrokenError(start, f"is nested more than {MAX_DEPTH} levels deep; this is no export of replies")
            self._position += 1
            self._open.append(_Open(start, sign == "{"))
        else:
            word = _WORD.match(self._text, start, self._end)
            if word is None:
                raise _BrokenError(start, f"is not valid JSON here: a value is expected (a text in quotation marks, a number, a list, a map); {self._seen()}")
            self._position = word.end()
            self._put(Scalar(word.group(), False, self._place(start), start=start, end=word.end(), style="json"))

    def _put(self, value: Tree) -> None:
        if not self._open:
            self._root = value
            return
        inner = self._open[-1]
        inner.whole += not isinstance(value, Scalar)
        if inner.is_map:
            inner.entries[inner.key], inner.keys[inner.key] = value, inner.key_place
        else:
            inner.items.append(value)

    def _close(self) -> None:
        self._put(self._built(self._open.pop()))

    def _built(self, done: _Open) -> Tree:
        place = self._place(done.start)
        return Mapping(done.entries, done.keys, place, done.start) if done.is_map else Sequence(tuple(done.items), place, done.start)

    def _rescued(self) -> Tree | None:
        """What stood whole before the break: the outermost list of records, else the map at the
        top, without the record that broke off, since what is missing of it may be "this is a note
        for us"."""
        if not self._open:
            return None
        depth = next((index for index, item in enumerate(self._open) if not item.is_map), 0)
        if not self._open[depth].whole:
            depth = 0
        if not self._open[depth].whole:
            return None
        del self._open[depth + 1 :]
        while self._open:
            self._close()
        return self._root

    def _sign(self) -> str:
        """The next character; the end of the text here is the end of a file cut short."""
        if self._position < self._end:
            return self._text[self._position]
        opened = self._open[-1]
        place = self._place(opened.start)
        sign = "{" if opened.is_map else "["
        raise _BrokenError(self._end, f"ends in the middle: the {sign} of line {place.line}, column {place.column} is never closed; the file was cut short, so export it again")

    def _string(self) -> tuple[str, int]:
        start = self._position
        try:
            value, position = scanstring(self._text, start + 1, True)
        except JSONDecodeError as error:
            raise self._string_problem(start, error) from None
        if position > self._end:
            raise _BrokenError(start, "a quotation mark is opened here and not closed in this line")
        if "\\u" in self._text[start:position] and _HALF.search(value):
            half = _ESCAPED_HALF.search(self._text, start, position)
            offset, shown = (half.start(), half.group()) if half else (start, "a character")
            self._problems.append(Problem(self._place(offset), f"{shown} is half of a surrogate pair and no character; export the file again as UTF-8"))
        return value, position

    def _string_problem(self, start: int, error: JSONDecodeError) -> _BrokenError:
        if error.msg.startswith("Unterminated") or not self._text[error.pos : self._end].strip():
            return _BrokenError(start, "a quotation mark is opened here and never closed; the file was cut short, or a mark inside the text lacks its backslash")
        if error.msg.startswith("Invalid control"):
            code = f"U+{ord(self._text[error.pos]):04X}"
            return _BrokenError(error.pos, rf"a line break, tab or other control character ({code}) stands bare inside a text; write \n, \t or \u{ord(self._text[error.pos]):04x}")
        return _BrokenError(error.pos, r"a backslash must be followed by one of \" \\ \/ \b \f \n \r \t or by u and four hexadecimal digits")

    def _seen(self) -> str:
        """What stands there instead, and how to mend it where it is a usual slip."""
        rest = self._text[self._position : self._position + 2]
        if rest[:1] == "'":
            return "JSON takes no single quotation marks, so write \" instead of '"
        if rest in ("//", "/*") or rest[:1] == "#":
            return "JSON has no comments, so delete it"
        if rest[:1] in "“”„«»":
            return f'{rest[:1]} stands there, so write a straight "'
        return f"{rest[:1]} stands there"
