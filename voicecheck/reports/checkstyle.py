"""Checkstyle XML: what many review tools read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecheck import __version__
from voicecheck.reports.entries import entries
from voicecheck.reports.report import Look, Report
from voicecheck.reports.xml_text import document, element
from voicecheck.results import Outcome

SEVERITIES = {"error": "error", "fail": "error", "warn": "warning", "unchecked": "warning"}

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class CheckstyleReport(Report):
    """Checkstyle XML: a file element each, an error element a finding."""

    name = "checkstyle"

    def render(self, outcome: Outcome, look: Look) -> str:
        root = element(None, "checkstyle", {"version": __version__})
        files: dict[str, Element] = {}
        for entry in entries(outcome, look):
            if entry.path not in files:
                files[entry.path] = element(root, "file", {"name": entry.path})
            column = {"column": entry.span.column} if entry.span.column else {}
            told = {"severity": SEVERITIES[entry.severity], "message": entry.text, "source": f"voicecheck.{entry.check}"}
            element(files[entry.path], "error", {"line": entry.span.line, **column, **told})
        return document(root)
