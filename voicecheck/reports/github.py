"""GitHub Actions: workflow commands that become annotations in the pull request."""

from __future__ import annotations

from voicecheck.reports.entries import Entry, entries
from voicecheck.reports.report import Look, Report
from voicecheck.reports.safe import printable
from voicecheck.results import Outcome

LEVELS = {"error": "error", "fail": "error", "warn": "warning", "unchecked": "warning"}
_GRAVITY = {"error": 0, "fail": 1, "warn": 2, "unchecked": 3}


class GithubReport(Report):
    """Annotations for GitHub Actions: `::error file=…,line=…::message`, the worst first.

    GitHub shows ten errors and ten warnings of a step, so the order matters.
    Source: docs.github.com, "Workflow commands for GitHub Actions"; actions/toolkit, command.ts.
    """

    name = "github"

    def render(self, outcome: Outcome, look: Look) -> str:
        found = sorted(entries(outcome, look), key=lambda entry: (_GRAVITY[entry.severity], -(entry.result.risk if entry.result else 0)))
        return "".join(_command(entry) for entry in found)


def _command(entry: Entry) -> str:
    span = entry.span
    properties: dict[str, str | int] = {"file": entry.path, "line": span.line}
    if span.end_line > span.line:
        properties["endLine"] = span.end_line  # GitHub takes no columns then
    elif span.column:
        properties |= {"endLine": span.line, "col": span.column, "endColumn": max(span.end_column, span.column)}
    properties["title"] = entry.check if entry.check.startswith("voicecheck/") else f"voicecheck: {entry.check}"
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{LEVELS[entry.severity]} {told}::{_data(printable(entry.text))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
