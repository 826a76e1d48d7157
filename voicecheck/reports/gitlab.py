"""GitLab: the code quality report that the merge request's widget reads."""

from __future__ import annotations

from voicecheck.reports.entries import entries
from voicecheck.reports.report import Look, Report
from voicecheck.reports.safe import json_text, printable
from voicecheck.results import Outcome

SEVERITIES = {"error": "critical", "fail": "major", "warn": "minor", "unchecked": "minor"}


class GitlabReport(Report):
    """Code quality JSON for GitLab merge requests (`artifacts: reports: codequality`).

    Source: docs.gitlab.com, "Code Quality", "Code Quality report format".
    """

    name = "gitlab"

    def render(self, outcome: Outcome, look: Look) -> str:
        issues = [
            {
                "type": "issue",
                "check_name": entry.check,
                "description": printable(entry.text),
                "categories": ["Style"],
                "fingerprint": entry.fingerprint,
                "severity": SEVERITIES[entry.severity],
                "location": {"path": entry.path, "lines": {"begin": entry.span.line, "end": entry.span.end_line}},
            }
            for entry in entries(outcome, look)
        ]
        return json_text(issues, indent=1) + "\n"
