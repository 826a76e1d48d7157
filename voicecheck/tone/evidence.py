"""Evidence: what was found in a reply, where, and how strongly it speaks."""

from __future__ import annotations

from typing import NamedTuple


class Evidence(NamedTuple):
    """A marker or a structural cue found in a reply.

    ``start`` and ``end`` are offsets into the reply's text in code points; both are 0
    where the cue is something that the reply lacks or is as a whole. ``strength`` is
    1 (a hint) to 3 (unmistakable) for markers, a measured amount for cues. ``source``
    names the layer that spoke: "marker", "structure" or "statistics".
    """

    category: str
    strength: float
    start: int
    end: int
    text: str
    target: str = ""
    source: str = "marker"
    note: str = ""

    @property
    def has_place(self) -> bool:
        return self.end > self.start
