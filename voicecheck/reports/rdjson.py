"""reviewdog: its diagnostic format, with suggestions that can be taken over by a click."""

from __future__ import annotations

from typing import Any

from voicecheck.drafts.source import SourceText
from voicecheck.reports.changes import changes
from voicecheck.reports.entries import Entry, entries, place_of
from voicecheck.reports.report import Look, Report
from voicecheck.reports.safe import json_text, printable
from voicecheck.results import Outcome

SEVERITIES = {"error": "ERROR", "fail": "ERROR", "warn": "WARNING", "unchecked": "WARNING"}


class ReviewdogReport(Report):
    """reviewdog's rdjson (`reviewdog -f=rdjson`), with a suggestion for each change that mends a finding.

    Its columns count bytes of UTF-8 from 1. Source: reviewdog, proto/rdf/reviewdog.proto.
    """

    name = "rdjson"

    def render(self, outcome: Outcome, look: Look) -> str:
        data = {"source": {"name": "voicecheck"}, "diagnostics": [_diagnostic(entry) for entry in entries(outcome, look)]}
        return json_text(data, indent=1) + "\n"


def _diagnostic(entry: Entry) -> dict[str, Any]:
    place = _range(entry)
    data: dict[str, Any] = {
        "message": printable(entry.text),
        "location": {"path": entry.path, "range": place},
        "severity": SEVERITIES[entry.severity],
        "code": {"value": entry.check},
    }
    found = changes(entry.result, entry.finding) if entry.result and entry.finding else ()
    if found and entry.result and entry.result.reply.source:
        text = entry.result.reply.source.source
        data["suggestions"] = [{"range": _bytes(text, item.start, item.end), "text": item.text} for item in found]
    return data


def _range(entry: Entry) -> dict[str, Any]:
    """The span in bytes; lines alone where the columns are not known."""
    span = entry.span
    source = entry.result.reply.source if entry.result else None
    if not span.column or source is None or entry.result is None or entry.finding is None:
        return {"start": {"line": span.line}, "end": {"line": span.end_line}}
    first, last = source.offsets(*place_of(entry.result.reply, entry.finding))
    return _bytes(source.source, first, last)


def _bytes(source: SourceText, first: int, last: int) -> dict[str, Any]:
    """The stretch between two offsets of a file, its columns in bytes."""
    (line, _), (end_line, _) = source.position(first), source.position(last)
    return {"start": {"line": line, "column": _bytes_before(source, first) + 1}, "end": {"line": end_line, "column": _bytes_before(source, last) + 1}}


def _bytes_before(source: SourceText, offset: int) -> int:
    return len(source.line_before(offset).encode("utf-8", "surrogatepass"))
