"""Zendesk: macros (https://developer.zendesk.com/api-reference/ticketing/business-rules/macros)
and dynamic content (…/ticketing/ticket-management/dynamic_content)."""

from __future__ import annotations

from collections.abc import Iterator

from voicecheck.drafts.help_desk import HelpDeskReader
from voicecheck.drafts.locale_code import is_language
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.trees import text_of
from voicecheck.problems import Problem
from voicecheck.tree import Mapping, Scalar, Sequence

_TEXT_FIELDS = {"comment_value": False, "comment_value_html": True}
"""Fields of actions with a text for the customer, and whether it is HTML."""
_NOT_INTERNAL = ("true", "public", "1", "yes", "")
_CHANNEL = "channel:"
_ANY_CHANNEL = ("all", "web", "mobile", "api")
"""Where the ticket came from says nothing of where the reply is published."""


class ZendeskMacroReader(HelpDeskReader):
    """Zendesk macros; internal notes are passed over."""

    name = "zendesk"
    known_by = "“actions” with “field” and “value”"
    wrappers = ("macros", "macro", "data")
    telling = (("actions",),)
    bodies = ()

    def is_record(self, record: Mapping) -> bool:
        actions = record.get("actions")
        return isinstance(actions, Sequence) and bool(actions.items) and all(isinstance(action, Mapping) and {"field", "value"} <= action.keys.keys() for action in actions)

    def may_be_bare(self, record: Mapping) -> bool:
        actions = record.get("actions")
        return isinstance(actions, Sequence) and not actions.items

    def record_replies(self, source: SourceText, record: Mapping) -> Iterator[Reply | Problem]:
        actions = record.get("actions")
        fields = [(text_of(action.get("field")), action.get("value")) for action in (actions if isinstance(actions, Sequence) else ()) if isinstance(action, Mapping)]
        if any(field == "comment_mode_is_public" and text_of(value).lower() not in _NOT_INTERNAL for field, value in fields):
            return
        said: set[str] = set()
        for field, value in fields:
            if field not in _TEXT_FIELDS:
                continue
            channel, text = "", value
            if isinstance(value, Sequence) and value.items:  # ["channel:all", "Hi"]
                channel, text = text_of(value.items[0]), value.items[-1]
            if not isinstance(text, Scalar):
                continue
            channel = channel[len(_CHANNEL) :] if channel.startswith(_CHANNEL) else ""
            reply = self.reply(source, record, text, _TEXT_FIELDS[field], "" if channel in _ANY_CHANNEL else channel)
            words = " ".join((reply.text or field).split())
            if words not in said:  # the same words as HTML and as plain text are one reply
                said.add(words)
                yield reply


class ZendeskDynamicContentReader(HelpDeskReader):
    """Zendesk dynamic content: the variants of each item."""

    name = "zendesk-dynamic"
    known_by = "“variants” with “content” and “locale_id”"
    wrappers = ("items", "item", "data")
    telling = (("variants", "name"), ("variants", "placeholder"))
    bodies = ()
    title = ("placeholder", "name")

    def is_record(self, record: Mapping) -> bool:
        variants = record.get("variants")
        return super().is_record(record) and isinstance(variants, Sequence) and all(isinstance(item, Mapping) and "content" in item.keys for item in variants)

    def record_replies(self, source: SourceText, record: Mapping) -> Iterator[Reply | Problem]:
        variants = record.get("variants")
        for variant in variants if isinstance(variants, Sequence) else ():
            content = variant.get("content") if isinstance(variant, Mapping) else None
            if isinstance(variant, Mapping) and isinstance(content, Scalar):
                # The numbers of locales are the account's own, so only a code tells the language.
                locale = text_of(variant.get("locale")) or text_of(variant.get("locale_id"))
                yield self.reply(source, record, content, html=False, language=locale if is_language(locale) else "")
