"""Says in plain words what is wrong with YAML that somebody wrote by hand, and where."""

from __future__ import annotations

import re
from typing import Any

from voicecheck.problems import Place, Problem

_ADVICE = "check indentation, quotation marks and brackets around this place"


def syntax_problem(text: str, path: str, error: Any) -> Problem:
    """The problem behind an error of the YAML parser, at the place where it is mended."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem(Place(path), f"not valid YAML: {error.problem or error.context or 'not readable'}")
    start = error.context_mark or mark
    lines = text.splitlines() or [""]
    line, column, message = _mended(lines, _at(lines, start), _at(lines, mark), str(error.problem or error.context), str(error.context or ""))
    return Problem(Place(path, line + 1, column + 1), message)


def _at(lines: list[str], mark: Any) -> tuple[int, int]:
    return min(mark.line, len(lines) - 1), mark.column


def _mended(lines: list[str], start: tuple[int, int], end: tuple[int, int], problem: str, context: str) -> tuple[int, int, str]:
    """Line and column, from 0, and the sentence."""
    here = lines[end[0]]
    before = here[: len(here) - len(here.lstrip())]
    if "\t" in before or "\\t" in problem:
        return *end, "a tab stands in the indentation; YAML allows only spaces there, so replace it by spaces"
    if "expected a single document" in problem or "but found another document" in problem:
        return *end, 'a second document begins here ("---"); a file holds one'
    if "undefined alias" in problem:
        word = here[end[1] :].split(":")[0].split(",")[0].strip()
        return *end, f'{problem}; no anchor of this name stands above. A text that begins with "*" needs quotation marks: "{word}"'
    if "cannot start any token" in problem:
        return *end, f'a text cannot begin with "{here[end[1] : end[1] + 1]}" here; put it in quotation marks'
    if "tag" in context:
        return *start, 'a text cannot begin with "!"; put it in quotation marks'
    if "unknown escape" in problem:
        return *end, "a backslash means something here; write it twice, or put the text in single quotation marks"
    if "quoted scalar" in context and "unexpected end" in problem:
        return *start, f"the quotation mark {lines[start[0]][start[1] : start[1] + 1]} that opens here is never closed; add one where the text ends"
    apostrophe = re.search(r"(?:^|[:,\[{-]\s*)('(?:[^']|'')*')(?=\w)", here)
    if apostrophe:
        return end[0], apostrophe.end() - 1, 'the text ends at this apostrophe; write it in double quotation marks instead: "…"'
    if "flow" in context or "node content" in problem:
        return _open_bracket(lines, start, end)
    if "mapping values are not allowed" in problem:
        return *end, 'a second ":" stands in this line; put the text after the first ":" in quotation marks'
    if "block" in context and here.strip() and len(before) != start[1]:
        return end[0], len(before), f"this line begins in column {len(before) + 1}, the keys beside it in column {start[1] + 1}; lines of one map begin in the same column"
    return *end, f"not valid YAML here: {problem}; {_ADVICE}"


def _open_bracket(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> tuple[int, int, str]:
    """A bracket that is not closed, or that a comment swallows the end of."""
    for number in range(start[0], end[0] + 1):
        comment = re.search(r"(?:[\[,{]\s*|\s)(#(?=\w)[^\s,\]}]*)", lines[number])
        if comment:
            return number, comment.start(1), f'"#" begins a comment, so the rest of the line is not read; put it in quotation marks: "{comment.group(1)}"'
    sign = lines[start[0]][start[1] : start[1] + 1]
    if sign in ("[", "{"):
        close = {"[": "]", "{": "}"}[sign]
        return *start, f'this "{sign}" is never closed; add "{close}" after its last entry, or a "," between two entries'
    return *end, f"not valid YAML here: an entry is missing; {_ADVICE}"


def scalar_problem(line: str, column: int, text: str, tag: str, plain: bool) -> str:
    """What is wrong with a value that YAML reads otherwise than its writer meant; else empty.

    ``line`` is the line that it begins in and ``column`` where, from 0.
    """
    if not plain:
        return ""
    if tag.startswith("!") and tag != "!":
        return f'a text cannot begin with "!"; put it in quotation marks: "{tag}"'
    if not text and (comment := re.match(r"(?:.*[:-])?\s+(#\w\S*)", line[max(column - 1, 0) :])):
        return f'"#" begins a comment, so nothing is read here; put it in quotation marks: "{comment.group(1)}" (or write a space after # if a comment is meant)'
    return ""
