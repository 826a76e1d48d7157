"""JSON Lines: one reply a line, for programs that read as it comes."""

from __future__ import annotations

from voicecheck.reports.json_report import replies_json, run_json
from voicecheck.reports.report import Look, Report
from voicecheck.reports.safe import json_text
from voicecheck.results import Outcome


class JsonLinesReport(Report):
    """One JSON object a line: every reply as in json, and last the guides, errors and summary."""

    name = "jsonl"

    def render(self, outcome: Outcome, look: Look) -> str:
        lines = [json_text(reply) for reply in replies_json(outcome, look)]
        return "".join(f"{line}\n" for line in (*lines, json_text(run_json(outcome))))
