"""osTicket's canned responses, as in include/i18n/LANGUAGE/templates/premade.yaml of its source."""

from __future__ import annotations

from voicecheck.drafts.help_desk import Body, HelpDeskReader


class OsTicketReader(HelpDeskReader):
    """osTicket canned responses; the notes beside them are internal and passed over."""

    name = "osticket"
    known_by = "“title” and “response”, with “notes” or “isenabled”"
    wrappers = ("canned_responses", "canned", "data")
    telling = (("title", "response", "notes"), ("title", "response", "isenabled"))
    bodies = (Body("response"),)
    title = ("title",)
    language = "lang"

    # The texts are HTML, but also written without a tag, with line breaks that mean something:
    # so a text is read as HTML where it has tags.
