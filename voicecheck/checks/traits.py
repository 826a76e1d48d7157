"""What a reply is compared by with its versions in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from voicecheck.checks.address import form_of_address
from voicecheck.checks.check import Examined
from voicecheck.checks.structure import ELEMENTS, elements_in
from voicecheck.results import NamedPlaceholder, Traits

CLEAR = 2
"""A marker of this strength or more shows an element clearly."""
_LINKS = ("url", "email")
_START_OF_LINK = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)


def traits_of(examined: Examined) -> Traits:
    """The traits of one text."""
    clear = {item.category for item in examined.evidence if item.strength >= CLEAR}
    links = {_START_OF_LINK.sub("", examined.text[start:end].lower(), count=1).rstrip("/.,;:!?)") for start, end, kind in examined.masks if kind in _LINKS}
    return Traits(
        elements_in(examined),
        frozenset(name for name, (categories, _) in ELEMENTS.items() if clear & set(categories)),
        tuple(_named(examined)),
        len(links),
        sum(sign.isalnum() for sign in examined.masked),
        form_of_address(examined),
    )


def joined(ways: Iterable[Traits], own: Traits) -> Traits:
    """The traits of a template: what stands in any way through it. ``own`` are those of the way
    that is reported, in whose text the places lie."""
    others = [way for way in ways if way is not own]
    placeholders = list(own.placeholders)
    for way in others:
        known = {item.name for item in placeholders}
        placeholders += [replace(item, start=0, end=0) for item in way.placeholders if item.name not in known]
    every = [own, *others]
    return Traits(
        frozenset().union(*(way.elements for way in every)),
        frozenset().union(*(way.clear for way in every)),
        tuple(placeholders),
        max(way.links for way in every),
        max(way.length for way in every),
        next((way.address for way in every if way.address), ""),
    )


def _named(examined: Examined) -> Iterable[NamedPlaceholder]:
    for item in examined.placeholders:
        text = " ".join(examined.text[item.start : item.end].split())
        yield NamedPlaceholder(item.name.strip() or text, text, item.start, item.end)
