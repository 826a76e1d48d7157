"""Which replies change their verdict when a guide changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voicecheck.compiler import CompiledGuide
from voicecheck.drafts.reply import Reply
from voicecheck.guide_tools.judged import judge
from voicecheck.results import Finding, Result


@dataclass(frozen=True)
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


def verdict_changes(old: CompiledGuide, new: CompiledGuide, replies: Iterable[Reply]) -> Iterator[VerdictChange]:
    """Those replies whose verdict differs, in order."""
    given = list(replies)
    for before, after in zip(judge(old, given), judge(new, given)):
        if before.verdict != after.verdict:
            yield VerdictChange(before, after)
