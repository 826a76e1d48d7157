"""HTML: one page for those who answer for the brand's voice. It needs nothing beside itself."""

from __future__ import annotations

from voicecheck.reports.report import Look, Report
from voicecheck.results import Outcome


class HtmlReport(Report):
    """A page to read and to print: how the replies sound, the worst first, filters, the trend.

    One file without network, fonts or scripts from elsewhere; its policy forbids all but its
    own style and script, and nothing from a draft becomes markup.
    """

    name = "html"

    def render(self, outcome: Outcome, look: Look) -> str:
        from voicecheck.reports.page.document import document

        return document(outcome, look)
