"""Intercom macros (https://developers.intercom.com/docs/references/preview/rest-api/api.intercom.io/macros)."""

from __future__ import annotations

from voicecheck.drafts.help_desk import Body, HelpDeskReader


class IntercomReader(HelpDeskReader):
    """Intercom macros (saved replies)."""

    name = "intercom"
    known_by = "“body_text” beside “body”, or “type”: “macro”"
    wrappers = ("data", "macros")
    telling = (("name", "body_text"), ("type", "name", "body", "visible_to"))
    bodies = (Body("body_text"), Body("body", html=True))
    title = ("name",)
