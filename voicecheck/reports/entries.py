"""What reports that list line by line have in common: one entry a finding, of a reply or of all
together, and one for each reply that could not be checked and each place that could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import Span
from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem
from voicecheck.reports.fingerprint import Fingerprints, stable_path
from voicecheck.reports.report import Look
from voicecheck.results import Finding, Outcome, Result

UNCHECKED = "voicecheck/unchecked"
"""The name under which replies that could not be checked are listed beside the checks."""
UNREADABLE = "voicecheck/unreadable"
"""The name under which errors are listed beside the checks."""


@frozen
class Entry:
    """One thing to report, with its place in a file.

    ``severity`` is "fail", "warn", "unchecked" or "error". ``path`` has forward slashes.
    Columns of ``span`` are 0 where they are not known. ``result`` and ``finding`` are None
    for what has none.
    """

    severity: str
    check: str
    path: str
    span: Span
    message: str
    advice: str
    fingerprint: str
    result: Result | None = None
    finding: Finding | None = None

    @property
    def text(self) -> str:
        """What is wrong, what to do, and the line of the guide that says so."""
        rule = self.finding.rule if self.finding else None
        said = f"Guide: {rule}." if rule else ""
        return " ".join(part for part in (self.message, self.advice, said) if part)


def entries(outcome: Outcome, look: Look) -> Iterator[Entry]:
    """Everything that is to be shown, in the order of the drafts; then what is wrong with the
    replies as a set, at the guide's line that says so; errors last."""
    fingerprints = Fingerprints()
    for result in outcome.texts:
        yield from _of_result(result, look, fingerprints)
    for finding in outcome.set_findings:
        if look.shows(finding.severity):
            yield _of_set(finding, outcome.guide_path, fingerprints)
    for error in outcome.errors:
        yield _of_error(error, fingerprints)


def _of_result(result: Result, look: Look, fingerprints: Fingerprints) -> Iterator[Entry]:
    reply = result.reply
    path = stable_path(reply.path)
    for finding in result.findings:
        fingerprint = fingerprints.of(reply, finding)
        if look.shows(finding.severity):
            message = f"{finding.sentence} ({reply.branch})" if reply.branch else finding.sentence
            yield Entry(finding.severity, finding.check, path, span_of(reply, finding), message, finding.advice, fingerprint, result, finding)
    if result.verdict == "unchecked":
        fingerprint = fingerprints.of_parts(path, reply.id, UNCHECKED, result.reason)
        if look.shows("unchecked"):
            yield Entry("unchecked", UNCHECKED, path, Span(reply.line, 0, reply.line, 0), f"Not checked: {result.reason}.", "", fingerprint, result)


def _of_set(finding: Finding, guide: str, fingerprints: Fingerprints) -> Entry:
    rule = finding.rule or Place(guide, 1)
    path = stable_path(rule.path)
    fingerprint = fingerprints.of_parts(path, finding.check)
    return Entry(finding.severity, finding.check, path, Span(rule.line or 1, 0, rule.line or 1, 0), finding.sentence, finding.advice, fingerprint, None, finding)


def _of_error(error: Problem, fingerprints: Fingerprints) -> Entry:
    path = stable_path(error.place.path)
    line = error.place.line or 1
    fingerprint = fingerprints.of_parts(path, UNREADABLE, error.message)
    return Entry("error", UNREADABLE, path, Span(line, error.place.column, line, error.place.column), error.message, "", fingerprint)


def place_of(reply: Reply, finding: Finding) -> tuple[int, int]:
    """The stretch of a reply's text to point at: the finding's first place, or the first line."""
    return finding.places[0] if finding.places else (0, len(reply.text.partition("\n")[0]))


def span_of(reply: Reply, finding: Finding) -> Span:
    """Where that stands in the file, or what the finding is about beside the text."""
    if finding.at is not None and not finding.places:
        return Span(finding.at.line, finding.at.column, finding.at.line, finding.at.column)
    return reply.source.span(*place_of(reply, finding)) if reply.source else Span(1, 0, 1, 0)
