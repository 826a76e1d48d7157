"""Plain: one line a finding, for grep and editors."""

from __future__ import annotations

from voicecheck.reports.report import Look, Report
from voicecheck.reports.safe import printable
from voicecheck.results import Outcome


class PlainReport(Report):
    """One line a finding: `path:line:column: severity check message`."""

    name = "plain"
    for_people = True

    def render(self, outcome: Outcome, look: Look) -> str:
        lines = []
        for result in outcome.texts:
            reply = result.reply
            for finding in result.findings:
                if not look.shows(finding.severity):
                    continue
                span = reply.source.span(*finding.places[0]) if reply.source and finding.places else None
                line, column = (span.line, span.column) if span else (finding.at.line, finding.at.column) if finding.at else (reply.line, 1)
                lines.append(printable(f"{reply.path}:{line}:{column}: {finding.severity} {finding.check} {finding.sentence}"))
            if result.verdict == "unchecked" and look.shows("unchecked"):
                lines.append(printable(f"{reply.path}:{reply.line}:1: unchecked {result.reason}"))
        for finding in outcome.set_findings:
            if look.shows(finding.severity):
                where = f"{finding.rule.path}:{finding.rule.line}:{finding.rule.column}: " if finding.rule else ""
                lines.append(printable(f"{where}{finding.severity} {finding.check} {finding.sentence}"))
        return "".join(line + "\n" for line in lines)
