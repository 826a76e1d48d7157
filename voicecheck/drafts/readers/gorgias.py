"""Gorgias macros (https://developers.gorgias.com/reference/macros)."""

from __future__ import annotations

from collections.abc import Iterator

from voicecheck.drafts.help_desk import Body, HelpDeskReader
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.trees import text_of
from voicecheck.problems import Problem
from voicecheck.tree import Mapping, Scalar, Sequence


class GorgiasReader(HelpDeskReader):
    """Gorgias macros, with their language and usage; internal notes are passed over."""

    name = "gorgias"
    known_by = "“actions” with “name” and “arguments”"
    wrappers = ("data",)
    telling = (("actions",),)
    bodies = (Body("body_text"), Body("body_html", html=True))
    title = ("name",)
    language = "language"
    usage = "usage"

    def is_record(self, record: Mapping) -> bool:
        actions = record.get("actions")
        return isinstance(actions, Sequence) and bool(actions.items) and all(isinstance(action, Mapping) and {"name", "arguments"} <= action.keys.keys() for action in actions)

    def may_be_bare(self, record: Mapping) -> bool:
        actions = record.get("actions")
        return isinstance(actions, Sequence) and not actions.items

    def record_replies(self, source: SourceText, record: Mapping) -> Iterator[Reply | Problem]:
        actions = record.get("actions")
        for action in actions if isinstance(actions, Sequence) else ():
            arguments = action.get("arguments") if isinstance(action, Mapping) and text_of(action.get("name")) == "setResponseText" else None
            if not isinstance(arguments, Mapping):
                continue
            for body in self.bodies:
                node = arguments.get(body.field)
                if isinstance(node, Scalar) and text_of(node):
                    yield self.reply(source, record, node, body.html)
                    break
