"""What a summary tells of results that are not kept, counted as they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from voicecheck.results import Result
from voicecheck.triage import Usage


class Counts:
    """How many replies got each verdict, how many findings are silenced, and how often what is
    sent would pass. Parts of a run are counted apart and added up."""

    def __init__(self, results: Iterable[Result] = ()) -> None:
        self.verdicts: Counter[str] = Counter()
        self.suppressed = 0
        self.usage = Usage()
        for result in results:
            self.verdicts[result.verdict] += 1
            self.suppressed += len(result.suppressed) + sum(len(branch.suppressed) for branch in result.branches)
            self.usage.add(result)

    @property
    def replies(self) -> int:
        """How many replies there were."""
        return self.verdicts.total()

    def add(self, other: Counts) -> None:
        """Count what ``other`` has counted too."""
        self.verdicts += other.verdicts
        self.suppressed += other.suppressed
        self.usage.add_all(other.usage)
