"""Front message templates (https://dev.frontapp.com/reference/message-templates-1)."""

from __future__ import annotations

from voicecheck.drafts.help_desk import Body, HelpDeskReader


class FrontReader(HelpDeskReader):
    """Front message templates; the subject is no part of the reply."""

    name = "front"
    known_by = "“name”, “subject” and “body”"
    wrappers = ("_results", "message_templates")
    telling = (("name", "subject", "body"),)
    foreign = ("body_text", "actions")
    bodies = (Body("body", html=True),)
    title = ("name",)
