"""What to mend first: replies by their risk and by how often they are used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from voicecheck.dimensions import VERDICTS
from voicecheck.frozen import frozen
from voicecheck.results import Result

MANY = 20
"""So many replies are told first unless another number is asked for."""
LEAST_RISK = {"fail": 60, "warn": 10}
"""What fails for another reason than its tone (“Hei [bruker,fornavn]”) counts as if its tone
risk were this."""


@frozen
class Sent:
    """What customers are sent: how often replies of each verdict are used together. ``known`` is
    the number of replies whose usage the drafts tell, ``replies`` of all."""

    uses: Mapping[str, float]
    known: int
    replies: int

    @property
    def sent(self) -> float:
        """All uses together."""
        return sum(self.uses.values())

    def share(self, verdict: str) -> float:
        """The share of the uses with this verdict, 0 to 1."""
        return self.uses[verdict] / self.sent if self.sent else 0.0


def sent(results: Iterable[Result]) -> Sent | None:
    """How often what is sent would pass; None where no draft tells how often a reply is used.

    Versions of one reply in several languages for which its record gives one number share it.
    """
    items = list(results)
    versions = Counter(_record(item) for item in items if item.reply.group)
    uses = dict.fromkeys(VERDICTS, 0.0)
    known = 0
    for item in items:
        if item.reply.usage is not None:
            known += 1
            uses[item.verdict] += item.reply.usage / max(versions[_record(item)], 1)
    return Sent(uses, known, len(items)) if known else None


def mend_first(results: Iterable[Result], most: int = MANY) -> Sequence[Result]:
    """The replies that fail or warn, those first whose risk times usage is highest; a usage that is
    not known counts as one. Where they are equal, in the order of the drafts."""
    wanting = [result for result in results if result.verdict in LEAST_RISK]
    return sorted(wanting, key=weight, reverse=True)[:most]


def weight(result: Result) -> float:
    """Risk times usage."""
    usage = result.reply.usage
    return max(result.risk, LEAST_RISK.get(result.verdict, 0)) * (1.0 if usage is None else usage)


def _record(result: Result) -> tuple[str, str, float | None]:
    return result.reply.path, result.reply.group, result.reply.usage
