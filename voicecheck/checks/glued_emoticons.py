"""Emoticons that are glued to the word before them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.guide.schema import Choice, Setting
from voicecheck.results import Finding, Fix

_WORD_BEFORE = re.compile(r"[^\W\d_]\Z")


class GluedEmoticons(Check):
    """An emoticon without a space before it: “face:)”.

    Looks for:
    with ``glued_emoticons: forbidden``, emoticons of signs, :) and its like, right after a
    letter. Emoji, which are pictures, may stand there.

    Why:
    It looks like a slip of the keyboard, many tools do not make a picture of it, and a screen
    reader reads word and signs in one breath.
    """

    id = "style/glued-emoticon"
    reads = ("glued_emoticons",)
    severity = "warn"
    source = "W3C, Web Content Accessibility Guidelines 2.2, technique H86"
    limits = {
        "glued_emoticons": Setting(
            Choice(("forbidden", "allowed")), "Whether an emoticon may stand right after a word: forbidden or allowed.", preset="allowed", example="forbidden"
        )
    }

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("glued_emoticons")
        if limit is None or limit.value == "allowed":
            return
        glued = [item for item in examined.emoji if item.is_emoticon and _WORD_BEFORE.search(examined.masked[max(item.start - 1, 0) : item.start])]
        if glued:
            words = ", ".join(f"“{item.text}”" for item in glued[:3])
            yield self.finding(
                f"{words} {'is' if len(glued) == 1 else 'are'} glued to the word before.",
                "Put a space between them.",
                [(item.start, item.end) for item in glued],
                limit.place,
                fixes=[Fix(item.start, item.start, " ") for item in glued],
            )
