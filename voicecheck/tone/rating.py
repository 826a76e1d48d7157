"""The customer's rating, from a field or from the signs in the message."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\D{0,12}([0-5](?:[.,]\d+)?)(?:\D{1,10}5(?:[.,]0+)?)?\D{0,12}")
"""“4”, “4.5”, “4/5”, “4 of 5”, “4 stars”, in any language."""
_NAMES = ("one", "two", "three", "four", "five")
"""As review platforms' programming interfaces write ratings."""
_SIGNS = re.compile(r"(?<![★☆])(?=[★☆]{2,5}(?![★☆]))★*☆*(?![★☆])")
_EMOJI = re.compile(r"\A\s*((?:⭐️?){1,5})(?![⭐️])|(?:⭐️?){2,5}(?![⭐️])")
_OF_FIVE = re.compile(r"(?:\A|[\n.:;!?(–—-])[ \t]*([1-4](?:[.,]\d)?|5)\s*/\s*5(?=[ \t]*(?:\Z|[\n.,:;!?)–—★⭐-]))")
"""“1/5” alone in its sentence or line: inside one it may be the first of May."""


def rating_given(written: str) -> float | None:
    """The stars that a field holds: "1", "4.5", "2/5", "ONE", "★☆☆☆☆"; None where it holds none."""
    words = written.strip()
    found = _NUMBER.fullmatch(words)
    if found is not None:
        stars = float(found.group(1).replace(",", "."))
        return stars if 1 <= stars <= 5 else None
    return float(_NAMES.index(words.lower()) + 1) if words.lower() in _NAMES else rating_in(words)


def rating_in(message: str) -> float | None:
    """The stars that a customer gives in a message, where signs tell them; None else."""
    if not any(sign in message for sign in "★☆⭐/"):
        return None
    found = _SIGNS.search(message)
    if found is not None and "★" in found.group() and (len(found.group()) == 5 or "☆" not in found.group()):
        return float(found.group().count("★"))
    emoji = _EMOJI.search(message)
    if emoji is not None:
        return float(emoji.group().count("⭐"))
    number = _OF_FIVE.search(message)
    return float(number.group(1).replace(",", ".")) if number is not None else None
