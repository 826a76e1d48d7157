"""Chatwoot canned responses (https://developers.chatwoot.com/api-reference/canned-responses)."""

from __future__ import annotations

from voicecheck.drafts.help_desk import Body, HelpDeskReader


class ChatwootReader(HelpDeskReader):
    """Chatwoot canned responses."""

    name = "chatwoot"
    known_by = "“short_code” and “content”"
    wrappers = ("payload", "canned_responses", "data")
    telling = (("short_code", "content"),)
    bodies = (Body("content"),)
    title = ("short_code",)
