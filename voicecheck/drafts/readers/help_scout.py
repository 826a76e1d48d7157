"""Help Scout saved replies (https://developer.helpscout.com/mailbox-api/endpoints/inboxes/saved_Replies).

The list of the API holds previews only ("preview", 160 characters); an export fetches each reply.
"""

from __future__ import annotations

from voicecheck.drafts.help_desk import Body, HelpDeskReader
from voicecheck.tree import Mapping


class HelpScoutReader(HelpDeskReader):
    """Help Scout saved replies: the text for e-mail and the one for chat."""

    name = "help-scout"
    known_by = "“name” and “text”, with “chatText” or “preview”"
    wrappers = ("_embedded.savedReplies", "_embedded.saved-replies", "savedReplies", "data")
    telling = (("name", "chatText"), ("name", "text", "preview"), ("name", "text", "mailboxId"))
    bodies = (Body("text", html=True, channel="email"), Body("chatText", channel="chat"))
    every_body = True
    title = ("name",)

    def may_be_bare(self, record: Mapping) -> bool:
        return "name" in record.entries and "text" in record.entries
