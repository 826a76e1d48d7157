"""JSON Lines: one reply a line, for programs that read as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicecheck.reports.json_report import replies_json, run_json
from voicecheck.reports.report import Look, Report
from voicecheck.reports.safe import json_text
from voicecheck.results import Outcome, Result


class JsonLinesReport(Report):
    """One JSON object a line: every reply as in json, and last the guides, errors and summary."""

    name = "jsonl"

    def render(self, outcome: Outcome, look: Look) -> str:
        return "".join((*reply_lines(outcome.results, look), f"{json_text(run_json(outcome))}\n"))


def reply_lines(results: Iterable[Result], look: Look) -> Iterator[str]:
    """A line for every reply that is to be shown, as the results come."""
    for reply in replies_json(results, look):
        yield f"{json_text(reply)}\n"
