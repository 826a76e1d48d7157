"""Judges open guides: every mistake at its place, as ``voicecheck guide check`` tells them."""

from __future__ import annotations

import os
from dataclasses import replace

from voicecheck.guide.files import SHIPPED
from voicecheck.guide_tools.soundness import remarks
from voicecheck.lsp.analysis import Analysis, Mark
from voicecheck.lsp.document import Document
from voicecheck.lsp.guides import LiveGuides
from voicecheck.lsp.yaml_cursor import keys_of
from voicecheck.problems import Place, Problem


def guide_analysis(document: Document, guides: LiveGuides) -> Analysis:
    """All that is to be told of a guide as it is in the editor."""
    guide = guides.guide(document.path)
    problems = guide.problems
    if not problems and guide.compiled is not None:
        problems = tuple(problem for problem in remarks(guide.compiled) if _is_in(problem.place, document))
    files = frozenset(os.path.realpath(file) for file in guide.files)
    return Analysis(document, tuple(_mark(document, problem) for problem in problems), files=files)


def _mark(document: Document, problem: Problem) -> Mark:
    """A mistake at its place; one in a guide that this one extends at the line that names it."""
    message = f"{problem.message[:1].upper()}{problem.message[1:]}" + ("" if problem.message.endswith((".", "?", "!", ")")) else ".")
    severity = "warning" if problem.severity == "warning" else "error"
    if _is_in(problem.place, document):
        start = document.lines.at(problem.place.line, problem.place.column)
        return Mark(start, _end_of_word(document, start), severity, "guide", message)
    extends = next((key for key in keys_of(document.text) if key.path == ("extends",)), None)
    start, end = (extends.start, extends.end) if extends is not None else (0, document.lines.line_at(0)[1])
    return replace(Mark(start, end, severity, "guide", f"{problem.place}: {message}"), rule=problem.place)


def _is_in(place: Place, document: Document) -> bool:
    return not place.path.startswith(SHIPPED) and os.path.realpath(place.path) == os.path.realpath(document.path)


def _end_of_word(document: Document, start: int) -> int:
    """The end of the key or value that begins here."""
    end = document.lines.line_at(start)[1]
    text = document.text
    if text[start : start + 1] in ('"', "'"):
        closing = text.find(text[start], start + 1, end)
        return closing + 1 if closing > 0 else end
    position = start
    while position < end and text[position] not in " \t,{}[]#" and not (text[position] == ":" and (position + 1 == end or text[position + 1] in " \t")):
        position += 1
    return max(position, min(start + 1, end))
