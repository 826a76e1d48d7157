"""SARIF 2.1.0: for code scanning, editors and dashboards."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from voicecheck import __version__
from voicecheck.problems import Place, Problem
from voicecheck.reports.changes import changes
from voicecheck.reports.entries import UNCHECKED, UNREADABLE, Entry, entries, span_of
from voicecheck.reports.explanation import in_markdown, in_text, title
from voicecheck.reports.fingerprint import Fingerprints, stable_path
from voicecheck.reports.report import Look, Report
from voicecheck.reports.safe import json_text, printable
from voicecheck.results import IN_BASELINE, Finding, Outcome, Result, Suppressed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"fail": "error", "warn": "warning", "unchecked": "warning"}


class SarifReport(Report):
    """SARIF 2.1.0, with an explanation of every check, for code scanning and editors.

    Replies that could not be checked are results of the rule ``voicecheck/unchecked``; what
    could not be read is a tool execution notification, and the execution then no success.
    Source: OASIS SARIF 2.1.0; docs.github.com, "SARIF support for code scanning".
    """

    name = "sarif"

    def render(self, outcome: Outcome, look: Look) -> str:
        rules = _rules()
        index = {rule["id"]: number for number, rule in enumerate(rules)}
        results = [_result(entry, index) for entry in entries(outcome, look) if entry.severity != "error"]
        if outcome.baseline:
            results = [{**result, "baselineState": "new"} for result in results]
        fingerprints = Fingerprints()
        silenced = [_suppressed(result, item, index, fingerprints, bool(outcome.baseline)) for result in outcome.texts for item in result.suppressed]
        run = {
            "tool": {"driver": {"name": "voicecheck", "version": __version__, "semanticVersion": __version__, "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "language": "en",
            "invocations": [{"executionSuccessful": not outcome.errors, "toolExecutionNotifications": [_notification(error) for error in outcome.errors]}],
            "results": [*results, *silenced],
        }
        return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rules() -> list[dict[str, Any]]:
    """Every check, whether it found anything or not: the list is the same in every run."""
    from voicecheck.checks.registry import catalog

    rules = [
        {
            "id": entry.id,
            "name": title(entry.id),
            "shortDescription": {"text": title(entry.id)},
            "fullDescription": {"text": (entry.looks_for[:1].upper() + entry.looks_for[1:])[:1000] or title(entry.id)},
            "help": {"text": in_text(entry), "markdown": in_markdown(entry)},
            "defaultConfiguration": {"level": LEVELS.get(entry.severity, "error")},
            "properties": {"tags": ["tone-of-voice", entry.family], "problem.severity": LEVELS.get(entry.severity, "error")},
        }
        for entry in catalog().values()
    ]
    why = "voicecheck could not check this reply: its language has no pack, it holds no words, or its text is damaged. It did not pass."
    unchecked = {
        "id": UNCHECKED,
        "name": "Reply not checked",
        "shortDescription": {"text": "Reply not checked"},
        "fullDescription": {"text": why},
        "help": {"text": why, "markdown": why},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["tone-of-voice"], "problem.severity": "warning"},
    }
    return [*rules, unchecked]


def _result(entry: Entry, index: dict[str, int]) -> dict[str, Any]:
    result, finding = entry.result, entry.finding
    data: dict[str, Any] = {"ruleId": entry.check}
    if entry.check in index:
        data["ruleIndex"] = index[entry.check]
    data |= {
        "level": LEVELS[entry.severity],
        "message": {"text": _plain(f"{entry.message} {entry.advice}".rstrip())},
        "locations": [_location(entry.path, entry.span.line, entry.span.column, entry.span.end_line, entry.span.end_column)],
        "partialFingerprints": {"voicecheck/v1": entry.fingerprint, "primaryLocationLineHash": f"{entry.fingerprint[:16]}:1"},
    }
    if finding and finding.rule:
        data["relatedLocations"] = [{**_of_place(finding.rule), "id": 1, "message": {"text": "The line of the guide that says so."}}]
    if result:
        reply = result.reply
        told = {"reply": reply.id, "language": result.language, "channel": result.channel, "situation": result.situation}
        data["properties"] = {name: printable(value) for name, value in told.items() if value} | ({"risk": result.risk} if result.tone is not None else {})
    if finding and result:
        data |= _fixes(entry, result, finding)
    return data


def _fixes(entry: Entry, result: Result, finding: Finding) -> dict[str, Any]:
    """One fix that mends every place; whether it may be made unseen is among its properties."""
    found = changes(result, finding)
    if not found or result.reply.source is None:
        return {}
    text = result.reply.source.source
    replacements = [{"deletedRegion": _region(*text.position(item.start), *text.position(item.end)), "insertedContent": {"text": item.text}} for item in found]
    change = {"artifactLocation": {"uri": _uri(entry.path)}, "replacements": replacements}
    return {"fixes": [{"description": {"text": _plain(entry.advice)}, "artifactChanges": [change], "properties": {"safe": all(item.safe for item in found)}}]}


def _suppressed(result: Result, item: Suppressed, index: dict[str, int], fingerprints: Fingerprints, states: bool) -> dict[str, Any]:
    finding = item.finding
    path = stable_path(result.reply.path)
    entry = Entry(finding.severity, finding.check, path, span_of(result.reply, finding), finding.sentence, finding.advice, fingerprints.of(result.reply, finding), result, finding)
    kind = "inSource" if item.in_draft else "external"
    state = {"baselineState": "unchanged" if item.reason == IN_BASELINE and not item.in_draft else "new"} if states else {}
    return {**_result(entry, index), **state, "suppressions": [{"kind": kind, "status": "accepted", "justification": _plain(item.reason)}]}


def _notification(error: Problem) -> dict[str, Any]:
    return {"level": "error", "descriptor": {"id": UNREADABLE}, "message": {"text": _plain(str(error))}, "locations": [_of_place(error.place)]}


def _of_place(place: Place) -> dict[str, Any]:
    return _location(stable_path(place.path), place.line, place.column, place.line, place.column)


def _location(path: str, line: int, column: int, end_line: int, end_column: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if line:
        physical["region"] = _region(line, column, end_line, end_column) if column else {"startLine": line, "endLine": end_line}
    return {"physicalLocation": physical}


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _uri(path: str) -> str:
    """A path as a reference of a URI; bytes of a name that are no UTF-8 stay what they are."""
    try:
        stored = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        stored = path.encode("utf-8", "surrogatepass")
    quoted = quote(stored, safe="/~")
    return f"file://{quoted}" if path.startswith("/") else quoted


def _plain(text: str) -> str:
    """Text whose brackets no viewer takes for a link (SARIF 2.1.0, 3.11.6)."""
    text = printable(text)
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text
