"""A reply: one text that would be sent, with its context and its place in the draft."""

from __future__ import annotations

from dataclasses import fields

from voicecheck.drafts.placeholders import Usual
from voicecheck.drafts.source import SourceMap, SourceText
from voicecheck.drafts.suppression import Suppression
from voicecheck.frozen import frozen


@frozen
class Context:
    """What is known of a reply besides its text. Empty texts mean "not given".

    ``account`` is the brand's profile that publishes it, ``agent`` who writes it, ``mode``
    "proactive", "reactive" or "refuse", ``persona`` the role that is played, ``stars`` the
    customer's rating, 1 to 5.
    """

    language: str = ""
    channel: str = ""
    situation: str = ""
    customer: str = ""
    account: str = ""
    agent: str = ""
    mode: str = ""
    persona: str = ""
    stars: str = ""

    def over(self, other: Context) -> Context:
        """This context, with what it does not say taken from ``other``."""
        if other == _NOTHING_KNOWN:
            return self
        if self == _NOTHING_KNOWN:
            return other
        return Context(**{item.name: getattr(self, item.name) or getattr(other, item.name) for item in fields(self)})


_NOTHING_KNOWN = Context()


@frozen
class Answer:
    """What the brand wrote earlier in a conversation, and on which line."""

    text: str
    line: int


@frozen
class Thread:
    """The conversation in which a reply stands: ``earlier`` is what the customer wrote before the
    message that is answered, ``answers`` are the brand's messages so far, the oldest first."""

    id: str
    earlier: str = ""
    answers: tuple[Answer, ...] = ()


@frozen
class Reply:
    """One text that would be sent.

    ``usage`` is how often it is used, where the export says so (None: not said).
    ``unchecked`` is the reason why this reply cannot be judged at all ("holds only an
    image"), else empty. ``group`` is the same for the versions of one reply in several
    languages; ``branch`` names the way through a template ("if vip, else") that makes this
    text, where there is more than one. ``usual`` is how its file mostly writes placeholders.
    ``suppressions`` are what the draft says that the reply may keep, ``thread`` the conversation that it is part of.
    """

    text: str
    id: str = ""
    context: Context = Context()
    path: str = "-"
    source: SourceMap | None = None
    usage: float | None = None
    unchecked: str = ""
    group: str = ""
    branch: str = ""
    usual: Usual = Usual()
    suppressions: tuple[Suppression, ...] = ()
    thread: Thread | None = None

    @property
    def line(self) -> int:
        """The line of the draft on which the reply begins, from 1."""
        return self.source.line if self.source else 1


def reply_from_text(text: str, context: Context = Context(), id: str = "") -> Reply:
    """A reply that stands in no file, for the Python API."""
    from voicecheck.drafts.source import slice_map

    body, source = slice_map(SourceText("-", text), 0, len(text))
    return Reply(body, id, context, "-", source)
