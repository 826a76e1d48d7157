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


class Usage:
    """Counts how often replies are used, as they come.

    Versions of one reply in several languages for which its record gives one number share it.
    """

    def __init__(self) -> None:
        self._replies = 0
        self._known = 0
        self._alone = dict.fromkeys(VERDICTS, 0.0)
        self._versions: dict[tuple[str, str, float], Counter[str]] = {}

    def add(self, result: Result) -> None:
        """Count one reply."""
        reply = result.reply
        self._replies += 1
        if reply.usage is None:
            return
        self._known += 1
        if reply.group:
            self._versions.setdefault((reply.path, reply.group, reply.usage), Counter())[result.verdict] += 1
        else:
            self._alone[result.verdict] += reply.usage

    def add_all(self, other: Usage) -> None:
        """Count what ``other`` has counted too."""
        self._replies += other._replies
        self._known += other._known
        for verdict, uses in other._alone.items():
            self._alone[verdict] += uses
        for record, verdicts in other._versions.items():
            self._versions.setdefault(record, Counter()).update(verdicts)

    @property
    def sent(self) -> Sent | None:
        """How often what is sent would pass; None where no draft tells how often a reply is used."""
        uses = dict(self._alone)
        for (_, _, usage), verdicts in self._versions.items():
            for verdict, number in verdicts.items():
                uses[verdict] += usage * number / verdicts.total()
        return Sent(uses, self._known, self._replies) if self._known else None


def sent(results: Iterable[Result]) -> Sent | None:
    """How often what is sent would pass; None where no draft tells how often a reply is used."""
    usage = Usage()
    for result in results:
        usage.add(result)
    return usage.sent


def mend_first(results: Iterable[Result], most: int = MANY) -> Sequence[Result]:
    """The replies that fail or warn, those first whose risk times usage is highest; a usage that is
    not known counts as one. Where they are equal, in the order of the drafts."""
    wanting = [result for result in results if result.verdict in LEAST_RISK]
    return sorted(wanting, key=weight, reverse=True)[:most]


def weight(result: Result) -> float:
    """Risk times usage."""
    usage = result.reply.usage
    return max(result.risk, LEAST_RISK.get(result.verdict, 0)) * (1.0 if usage is None else usage)
