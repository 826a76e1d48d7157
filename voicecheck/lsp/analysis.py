"""What is known of an open document once it was judged: marks that an editor can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from voicecheck.frozen import frozen
from voicecheck.lsp.document import Document
from voicecheck.problems import Place
from voicecheck.results import Finding, Result


@frozen
class Mark:
    """Something to tell at a place of a document, between two offsets of its text.

    ``severity`` is "error", "warning" or "note"; ``code`` is the check's id, or what kind of
    problem it is. ``finding`` and ``result`` are those of a draft's finding; ``is_first`` tells the
    first of the finding's places. ``rule`` is the line of the guide, ``advice`` what to do.
    """

    start: int
    end: int
    severity: str
    code: str
    message: str
    advice: str = ""
    rule: Place | None = None
    finding: Finding | None = None
    result: Result | None = None
    is_first: bool = True

    def touches(self, start: int, end: int) -> bool:
        """Whether the mark and a stretch of the text, which may be empty, have a place in common."""
        return self.start <= end and start <= self.end


@frozen
class Analysis:
    """A version of a document with all that is to be told of it."""

    document: Document
    marks: tuple[Mark, ...] = ()
    results: tuple[Result, ...] = ()
    remark: str = ""
    """Why a document is left alone, for the log of the editor."""
    files: frozenset[str] = field(default_factory=frozenset)
    """The guide's files: when one of them changes the document is to be judged again."""

    def at(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that touch a stretch of the text, the gravest first."""
        order = ("error", "warning", "note")
        yield from sorted((mark for mark in self.marks if mark.touches(start, end)), key=lambda mark: (order.index(mark.severity), mark.start, mark.code))

    def result_at(self, offset: int) -> Result | None:
        """The reply in whose text the offset lies."""
        for result in self.results:
            stretch = stretch_of(result)
            if stretch is not None and stretch[0] <= offset <= stretch[1]:
                return result
        return None


def stretch_of(result: Result) -> tuple[int, int] | None:
    """The first and last offset of a reply in its document, None where the format cannot tell."""
    source = result.reply.source
    if source is None or not source.segments:
        return None
    return source.segments[0].file_start, source.segments[-1].file_end
