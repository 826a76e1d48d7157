"""What JSON and YAML are read into: mappings, sequences and texts, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Union

from voicecheck.frozen import frozen
from voicecheck.problems import Place

MAX_DEPTH = 50
"""Levels of maps and lists in each other; no guide and no export comes near it."""


@frozen
class Scalar:
    """A text; ``quoted`` tells ``"5"`` from ``5`` and ``""`` from nothing.

    ``switches_off`` is set where nothing was written over something, when one guide was
    laid over another; ``because`` is the reason, where the guide gives one. ``start`` and ``end`` are offsets in the file, quotation marks, tags
    and anchors included; ``style`` is how it is written there: "json", or the sign that YAML
    knows it by (' " | > or, where it is plain, none).
    """

    text: str
    quoted: bool
    place: Place
    switches_off: bool = False
    because: str = ""
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    style: str = field(default="", compare=False)

    @property
    def is_null(self) -> bool:
        return not self.quoted and self.text in ("", "~", "null", "Null", "NULL")


@frozen
class Sequence:
    items: tuple[Tree, ...]
    place: Place
    start: int = field(default=0, compare=False)

    def __iter__(self) -> Iterator[Tree]:
        return iter(self.items)


@frozen
class Mapping:
    """Keys in file order. ``keys`` gives the place of each key itself."""

    entries: dict[str, Tree]
    keys: dict[str, Place]
    place: Place
    start: int = field(default=0, compare=False)

    def get(self, key: str) -> Tree | None:
        return self.entries.get(key)


Tree = Union[Scalar, Sequence, Mapping]
