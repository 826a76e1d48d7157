"""A reply: one text that would be sent, with its context and its place in the draft."""

from __future__ import annotations

from dataclasses import dataclass

from voicecheck.drafts.source import SourceMap, SourceText


@dataclass(frozen=True)
class Context:
    """What is known of a reply besides its text. Empty texts mean "not given"."""

    language: str = ""
    channel: str = ""
    situation: str = ""
    customer: str = ""

    def over(self, other: Context) -> Context:
        """This context, with what it does not say taken from ``other``."""
        return Context(
            self.language or other.language,
            self.channel or other.channel,
            self.situation or other.situation,
            self.customer or other.customer,
        )


@dataclass(frozen=True)
class Reply:
    """One text that would be sent.

    ``usage`` is how often it is used, where the export says so (None: not said).
    ``unchecked`` is the reason why this reply cannot be judged at all ("holds only an
    image"), else empty.
    """

    text: str
    id: str = ""
    context: Context = Context()
    path: str = "-"
    source: SourceMap | None = None
    usage: float | None = None
    unchecked: str = ""

    @property
    def line(self) -> int:
        """The line of the draft on which the reply begins, from 1."""
        return self.source.span(0, 0).line if self.source else 1


def reply_from_text(text: str, context: Context = Context(), id: str = "") -> Reply:
    """A reply that stands in no file, for the Python API."""
    from voicecheck.drafts.source import slice_map

    body, source = slice_map(SourceText("-", text), 0, len(text))
    return Reply(body, id, context, "-", source)
