"""Marks and offsets as the Language Server Protocol writes them."""

from __future__ import annotations

import os

from lsprotocol import types

from voicecheck.guide.files import SHIPPED, shipped_guides
from voicecheck.lsp.analysis import Analysis, Mark
from voicecheck.lsp.document import Document, uri_of
from voicecheck.problems import Place

SOURCE = "voicecheck"
_SEVERITIES = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning, "note": types.DiagnosticSeverity.Information}


def range_of(document: Document, start: int, end: int) -> types.Range:
    """A stretch of a document's text as the protocol writes it."""
    first, last = document.lines.position(start), document.lines.position(end)
    return types.Range(types.Position(*first), types.Position(*last))


def offsets_of(document: Document, given: types.Range) -> tuple[int, int]:
    """The offsets of a stretch that an editor names."""
    start, end = (document.lines.offset(place.line, place.character) for place in (given.start, given.end))
    return start, end


def diagnostics(analysis: Analysis, with_related: bool) -> list[types.Diagnostic]:
    """What an editor underlines. ``with_related``: it can show a line of the guide beside."""
    return [diagnostic(analysis.document, mark, with_related) for mark in analysis.marks]


def diagnostic(document: Document, mark: Mark, with_related: bool) -> types.Diagnostic:
    """A mark as a diagnostic: what is wrong, and what to do in a line of its own."""
    related = None
    if with_related and mark.rule is not None:
        location = location_of(mark.rule)
        related = [types.DiagnosticRelatedInformation(location, "the line of the guide")] if location is not None else None
    return types.Diagnostic(
        range=range_of(document, mark.start, mark.end),
        message=f"{mark.message}\n→ {mark.advice}" if mark.advice else mark.message,
        severity=_SEVERITIES[mark.severity],
        code=mark.code,
        source=SOURCE,
        related_information=related,
    )


def file_of(path: str) -> str:
    """The file of a guide, also of a shipped one; empty where there is none."""
    if path.startswith(SHIPPED):
        found = shipped_guides().get(path[len(SHIPPED) :])
        return str(found) if found is not None else ""
    return path if path and os.path.exists(path) else ""


def location_of(place: Place) -> types.Location | None:
    """A place of a guide, None where it is in no file."""
    file = file_of(place.path)
    if not file:
        return None
    at = types.Position(max(place.line - 1, 0), max(place.column - 1, 0))
    return types.Location(uri_of(file), types.Range(at, at))


def link_to(place: Place) -> str:
    """A place of a guide in Markdown, as a link where there is a file."""
    shown = place.path if place.path.startswith(SHIPPED) else os.path.basename(place.path)
    words = f"{shown}:{place.line}" if place.line else shown
    file = file_of(place.path)
    return f"[{words}]({uri_of(file)}{f'#L{place.line}' if place.line else ''})" if file else words
