"""Crisp shortcuts. Crisp documents no export; this is the shape that its clients use."""

from __future__ import annotations

from voicecheck.drafts.help_desk import Body, HelpDeskReader


class CrispReader(HelpDeskReader):
    """Crisp shortcuts (canned messages)."""

    name = "crisp"
    known_by = "“bang” and “text”"
    wrappers = ("data", "shortcuts")
    telling = (("bang", "text"),)
    bodies = (Body("text"),)
    title = ("bang",)
