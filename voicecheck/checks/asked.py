"""Which checks a reply is asked about: most have nothing to say of most replies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from voicecheck.checks.check import Check, Examined
from voicecheck.dimensions import DIMENSIONS
from voicecheck.frozen import frozen
from voicecheck.guide.model import ChannelFacts, Guide


@frozen
class InForce:
    """What a guide asks of the replies of one occasion: the limits, the checks that have something
    to do there, the least and the most of each dimension that has a band."""

    limits: dict[str, Any]
    checks: tuple[Check, ...]
    bands: dict[str, tuple[float | None, float | None]]


def in_force(guide: Guide, checks: Iterable[Check], limits: dict[str, Any], facts: ChannelFacts, mode: str) -> InForce:
    """What holds where these limits are in force, on a channel like this, in this mode."""
    said = (limits, guide.sections, {**vars(facts), "mode": mode or None})
    at_work = tuple(check for check in checks if not check.reads or any(_sets(keys, name) for keys in said for name in check.reads))
    ends = {name: (limits[name].min, limits[name].max) for name in DIMENSIONS if name in limits}
    return InForce(limits, at_work, {name: (least.value if least else None, most.value if most else None) for name, (least, most) in ends.items()})


def _sets(said: Mapping[str, Any], name: str) -> bool:
    """Whether a key is set, or of "key.part" the part."""
    key, _, part = name.partition(".")
    value = said.get(key)
    return value is not None and (not part or getattr(value, part, None) is not None)


def asked(checks: Iterable[Check], examined: Examined) -> Iterator[Check]:
    """The checks that may find something in this reply (``Check.needs``, ``Check.signs``)."""
    lacks, text = examined.present.isdisjoint, examined.text
    for check in checks:
        needs, signs = check.needs, check.signs
        if (not needs or not lacks(needs)) and (not signs or _holds(text, signs)):
            yield check


def _holds(text: str, signs: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, signs))
