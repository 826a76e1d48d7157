"""Which replies change their verdict when a guide changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from voicecheck.frozen import frozen
from voicecheck.results import Finding, Result


@frozen
class VerdictChange:
    """A reply that the two guides judge differently."""

    old: Result
    new: Result

    @property
    def deciding(self) -> Finding | None:
        """The gravest finding that only one of the two guides has; the new one's goes first."""
        for results, others in ((self.new, self.old), (self.old, self.new)):
            known = {(finding.check, finding.severity) for finding in others.findings}
            for finding in results.findings:
                if (finding.check, finding.severity) not in known:
                    return finding
        return None

    @property
    def gone(self) -> bool:
        """Whether the deciding finding is one that the new guide no longer has."""
        return self.deciding is not None and self.deciding not in self.new.findings


def verdict_changes(old: Sequence[Result], new: Sequence[Result]) -> Iterator[VerdictChange]:
    """Those of the same replies, judged by two guides, whose verdict differs; in order."""
    for before, after in zip(old, new):
        if before.verdict != after.verdict:
            yield VerdictChange(before, after)
