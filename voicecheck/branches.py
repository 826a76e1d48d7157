"""Brings the judgements of a template's branches together into one result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicecheck.checks.traits import joined
from voicecheck.results import Finding, Result

_GRAVITY = {"unchecked": 1, "pass": 0, "warn": 2, "fail": 3}
NAMED = 3
"""A note names up to so many branches."""


def worst_of(results: Sequence[Result], notes: tuple[str, ...] = ()) -> Result:
    """The result of a reply from those of the ways through its template.

    It is that of the worst way: the gravest verdict, then the highest risk. The other ways are
    its ``branches``, as far as they have findings that were not told before; the same finding
    about the same words of the file is told once. ``notes`` are added to the result's own.
    """
    if len(results) == 1:
        return replace(results[0], notes=(*results[0].notes, *notes)) if notes else results[0]
    ranked = sorted(enumerate(results), key=lambda item: (-_GRAVITY[item[1].verdict], -item[1].risk, -len(item[1].findings), item[0]))
    worst = ranked[0][1]
    told = {_identity(worst, finding) for finding in worst.findings}
    branches: list[Result] = []
    quiet: list[str] = []
    for _, result in ranked[1:]:
        own = tuple(finding for finding in result.findings if _identity(result, finding) not in told)
        told.update(_identity(result, finding) for finding in own)
        if own:
            branches.append(replace(result, findings=own, notes=tuple(note for note in result.notes if note not in worst.notes)))
        else:
            quiet.append(result.reply.branch)
    ways = [result.traits for result in results if result.traits is not None]
    traits = joined(ways, worst.traits) if worst.traits is not None else None
    return replace(worst, traits=traits, branches=tuple(branches), notes=(*worst.notes, *_told(len(results), worst, quiet), *notes))


def _told(ways: int, worst: Result, quiet: list[str]) -> list[str]:
    """How many ways there are, and which of them have nothing more to tell."""
    shown = f", this is the worst ({worst.reply.branch})" if worst.verdict != "pass" else ""
    said = [f"a template with {ways} ways through it{shown}"]
    if quiet and worst.verdict != "pass":
        others = f"{'; '.join(quiet[:NAMED])}{f' and {len(quiet) - NAMED} more' if len(quiet) > NAMED else ''}"
        said.append(f"nothing more to report where the conditions are: {others}")
    return said


def _identity(result: Result, finding: Finding) -> tuple[object, ...]:
    """What makes two findings of two ways the same: the check, and where in the file; of a
    reply as a whole, the check alone. The graver way comes first and speaks for both."""
    source = result.reply.source
    if not finding.places or source is None:
        return (finding.check,)
    return finding.check, *(source.offsets(start, end) for start, end in finding.places)
