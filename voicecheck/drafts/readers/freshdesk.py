"""Freshdesk canned responses (https://developers.freshdesk.com/api, “Canned Responses”)."""

from __future__ import annotations

from voicecheck.drafts.help_desk import Body, HelpDeskReader


class FreshdeskReader(HelpDeskReader):
    """Freshdesk canned responses."""

    name = "freshdesk"
    known_by = "“title” with “content_html” or “folder_id”"
    wrappers = ("canned_responses", "canned_response", "data")
    telling = (("title", "content_html"), ("title", "content", "folder_id"))
    bodies = (Body("content"), Body("content_html", html=True))
    title = ("title",)
