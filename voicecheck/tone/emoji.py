"""Emoji and emoticons in a text, sorted by what they do (languages/emoji.yml)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from voicecheck.frozen import frozen
from voicecheck.shipped import shipped_tree
from voicecheck.tree import Scalar

_EMOJI = r"(?:\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Extended_Pictographic}(?!\uFE0E))(?:\p{Emoji_Modifier}|\uFE0F)?(?:\u200D\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F)?)*)"
_MAYBE_EMOJI = re.compile(r"[\u203c-\u206f\u20e3\u2100-\u33ff\ufe00-\ufe0f\U0001f000-\U0001ffff\u00a9\u00ae]")
_MAYBE_EMOTICON = re.compile("|".join(re.escape(eyes) + r"[-'^_o]?[()\[\]DPp3:^]" for eyes in ":;=(<^") + r"|D:|xD|XD|B-\)|:'|='")
"""Without one of these there is no emoji and no emoticon in a text: most replies need no closer
look. A test holds them against emoji.yml. (Every alternative begins with a plain sign, so that the
search leaps over all other text.)"""
_KEYCAP = 1
"""So many characters of an emoji ("1️⃣") may stand before the first that tells it."""
_NOT_EMOJI = frozenset("©®™‼⁉↔↩▪▫◾◽☑✔✖ℹⓂ〰㊗㊙")
_TONES = "🏻🏼🏽🏾🏿\ufe0f\u2640\u2642\u200d"


@frozen
class Emoji:
    """One emoji or emoticon: ``kind`` is a name of emoji.yml, or ``emoji_neutral``."""

    text: str
    start: int
    end: int
    kind: str

    @property
    def is_emoticon(self) -> bool:
        return self.kind.startswith("emoticon")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], Any]:
    import regex

    tree = shipped_tree("languages", "emoji.yml")
    kinds: dict[str, str] = {}
    emoticons: list[str] = []
    for kind, value in tree.entries.items():
        assert isinstance(value, Scalar)
        for sign in value.text.split():
            kinds[_bare(sign)] = kind
            if kind.startswith("emoticon"):
                emoticons.append(sign)
    emoticons.sort(key=len, reverse=True)
    # An emoticon stands alone or is glued to a word ("face:)"), but is no part of "(:a)" or "12:30".
    face = "|".join(regex.escape(sign) for sign in emoticons)
    return kinds, regex.compile(f"(?P<emoji>{_EMOJI})|(?<![\\d/])(?P<emoticon>{face})(?![\\w/])")


def _bare(sign: str) -> str:
    return sign.strip(_TONES) or sign


def find_emoji(text: str) -> list[Emoji]:
    """Every emoji and emoticon in the text, in order; a sequence with skin tone or joiners is one."""
    first = [sign.start() for sign in (_MAYBE_EMOJI.search(text), _MAYBE_EMOTICON.search(text)) if sign is not None]
    if not first:
        return []
    kinds, pattern = _tables()
    found = []
    for match in pattern.finditer(text, max(min(first) - _KEYCAP, 0)):
        sign = match.group()
        if match["emoticon"]:
            found.append(Emoji(sign, match.start(), match.end(), kinds[sign]))
        elif sign[0] not in _NOT_EMOJI:
            found.append(Emoji(sign, match.start(), match.end(), kinds.get(_bare(sign), kinds.get(sign[0], "emoji_neutral"))))
    return found
