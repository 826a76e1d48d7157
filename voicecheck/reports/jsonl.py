"""JSON Lines: one reply a line, for programs that read as it comes."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable

from voicecheck.frozen import frozen
from voicecheck.reports.fingerprint import Fingerprints, Gaps
from voicecheck.reports.json_report import replies_json, run_json
from voicecheck.reports.report import Look, Report
from voicecheck.reports.safe import json_text
from voicecheck.results import Outcome, Result


class JsonLinesReport(Report):
    """One JSON object a line: every reply as in json, and last the guides, errors and summary."""

    name = "jsonl"

    def render(self, outcome: Outcome, look: Look) -> str:
        return "".join((*reply_lines(outcome.results, look, Fingerprints()), f"{json_text(run_json(outcome))}\n"))


def reply_lines(results: Iterable[Result], look: Look, fingerprints: Fingerprints) -> Iterable[str]:
    """A line for every reply that is to be shown."""
    return (f"{json_text(reply)}\n" for reply in replies_json(results, look, fingerprints))


@frozen
class Lines:
    """Lines with gaps: fingerprints count what is alike in the whole run, of which these are a
    part. ``asked`` is what each of them is made of."""

    data: bytes
    asked: tuple[bytes, ...]


class LineWriter:
    """Writes the lines of a run part by part: each by itself in any process (``write``), then one
    after the other in one (``finished``)."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._mark = secrets.token_hex(12)
        self._fingerprints = Fingerprints()

    def write(self, results: Iterable[Result]) -> Lines:
        """The lines of these results."""
        gaps = Gaps(self._mark)
        text = "".join(reply_lines(results, self._look, gaps))
        return Lines(text.encode(), tuple(gaps.asked))

    def finished(self, lines: Lines) -> bytes:
        """The next lines, with their fingerprints."""
        given = [self._fingerprints.of_data(data).encode() for data in lines.asked]
        parts = re.split(rf"{self._mark}([0-9a-f]{{8}})".encode(), lines.data)
        parts[1::2] = [given[int(number, 16)] for number in parts[1::2]]
        return b"".join(parts)
