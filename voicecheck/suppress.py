"""Takes out of the results what the drafts say that their replies may keep, and watches that
such suppressions are sound: reasoned, in force, needed, and allowed by the guide."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from voicecheck.checks.registry import catalog, set_checks, vocabulary
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.suppression import Suppression
from voicecheck.frozen import frozen
from voicecheck.guide.model import Guide
from voicecheck.loaded_guide import LoadedGuide
from voicecheck.problems import Place, Problem, suggestion
from voicecheck.results import Finding, Result, Suppressed, judged_anew

FAMILY = "suppression"
NOWHERE = Place("")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)]*(?=\s|\Z)|\n[ \t]*\n")


def settled(compiled: LoadedGuide, judged: Iterable[Result | Problem], day: datetime.date, is_whole: bool = True) -> Iterator[Result | Problem]:
    """The results of one file in their order, findings moved to ``suppressed`` where the draft
    says so.

    ``day`` is the day for which suppressions must be in force. From the first reply with one
    on, the results wait for the file's end: only there can one be called unused, and only if
    every reply was judged by every check (``is_whole``).
    """
    file = _File(compiled, day, is_whole)
    for item in judged:
        if isinstance(item, Problem) or (not file.results and not item.reply.suppressions):
            yield item
        else:
            file.add(item)
    yield from file.settled()


def with_late_finding(compiled: LoadedGuide, result: Result, finding: Finding, day: datetime.date | None) -> Result:
    """The result with a finding that came when all replies were judged, suppressed where the
    draft says so. ``day`` None: nothing is suppressed."""
    late = _with_remark(result, finding)
    if day is None or not result.reply.suppressions or result.verdict == "unchecked":
        return late
    file = _File(compiled, day)
    file.add(replace(result, findings=(finding,), suppressed=()))
    suppressed = file.results[0].suppressed
    return replace(result, suppressed=(*result.suppressed, *suppressed)) if suppressed else late


@frozen
class _Use:
    """One check's name in one suppression; equal for all replies for which it holds."""

    suppression: Suppression
    name: str


class _File:
    """The results of one file, and which of its suppressions were needed."""

    def __init__(self, compiled: LoadedGuide, day: datetime.date, is_whole: bool = True) -> None:
        self._compiled = compiled
        self._is_whole = is_whole
        self._day = day
        self._used: set[_Use] = set()
        self._refused: dict[_Use, tuple[str, Place]] = {}
        self._uncertain: set[Suppression] = set()
        self.results: list[Result] = []

    def add(self, result: Result) -> None:
        self.results.append(self._parted(result))

    def settled(self) -> Iterator[Result]:
        """The results, each suppression's faults told at the first reply that has it."""
        told: set[Suppression] = set()
        for result in self.results:
            if result.verdict != "unchecked":
                new = [item for item in dict.fromkeys(result.reply.suppressions) if item not in told]
                told.update(new)
                for remark in (self._compiled.graded(remark) for item in new for remark in self._remarks(item)):
                    result = result if remark is None else _with_remark(result, remark)
            yield judged_anew(result)

    def _parted(self, result: Result) -> Result:
        """The result with its findings parted into those that count and those that do not."""
        if result.verdict == "unchecked":
            self._uncertain.update(result.reply.suppressions)
            return result
        kept: list[Finding] = []
        suppressed: list[Suppressed] = list(result.suppressed)
        for finding in result.findings:
            rest: Finding | None = finding
            for item in result.reply.suppressions:
                if rest is None or not item.names(finding.check) or self._is_over(item):
                    continue
                use = _Use(item, item.names(finding.check))
                rule = _forbidding(self._compiled.guide, finding.check)
                if rule is not None:
                    self._refused[use] = (finding.check, rule)
                    continue
                rest, covered = _covered(rest, item, result.reply)
                if covered is not None:
                    self._used.add(use)
                    suppressed.append(Suppressed(covered, item.reason, True, item.until, item.place))
            if rest is not None:
                kept.append(rest)
        branches = tuple(self._parted(branch) for branch in result.branches)
        return judged_anew(replace(result, findings=tuple(kept), suppressed=tuple(suppressed), branches=branches))

    def _remarks(self, item: Suppression) -> Iterator[Finding]:
        """What is wrong with a suppression."""
        own = (f"pattern/{name}" for name in self._compiled.guide.sections.get("patterns") or ())
        known = (*catalog(), *own, *sorted({check_id.split("/")[0] for check_id in catalog()}))
        of_sets = {name for check in set_checks() for name in (check.id, check.id.split("/")[0])}  # judged only after this
        listed = ", ".join(item.checks)
        if self._is_over(item):
            yield _remark("expired", f"The suppression of {listed} ended on {item.until}.", "Mend the reply, or set a new date if the reason still holds.", item)
            return
        if not item.reason:
            yield _remark("no-reason", f"The suppression of {listed} gives no reason.", "Write why behind it: because the campaign asks for it until 2026-12-31.", item)
        for name in item.checks:
            use = _Use(item, name)
            refused, rule = self._refused.get(use) or (name, _forbidding(self._compiled.guide, name))
            if name not in known:
                yield _remark("unknown", f"There is no check “{name}” to suppress.{suggestion(name, known)}", "`voicecheck rules` lists the checks.", item)
            elif rule is not None:
                who = "Nothing can suppress" if rule == NOWHERE else "The guide does not let drafts suppress"
                yield _remark("not-allowed", f"{who} {refused}.", "Mend the reply; the suppression does nothing.", item, None if rule == NOWHERE else rule)
            elif self._is_whole and use not in self._used and item not in self._uncertain and name not in of_sets:
                yield _remark("unused", f"Nothing here needs the suppression of {name}.", "Delete it, so that it hides nothing later.", item)

    def _is_over(self, item: Suppression) -> bool:
        return item.until is not None and item.until < self._day


def _with_remark(result: Result, remark: Finding) -> Result:
    from voicecheck.compiler import with_finding

    return with_finding(result, remark)


def _remark(name: str, message: str, advice: str, item: Suppression, rule: Place | None = None) -> Finding:
    return Finding(f"{FAMILY}/{name}", catalog()[f"{FAMILY}/{name}"].severity, message, advice, rule=rule, at=item.place)


def _forbidding(guide: Guide, check: str) -> Place | None:
    """The line of the guide that protects a check or family from suppressions; NOWHERE for a
    check that no guide can turn off, and so no draft either."""
    never = guide.suppressions.never.value if guide.suppressions.never else ()
    line = next((entry.place for entry in never if entry.value in (check, check.split("/")[0])), None)
    return NOWHERE if line is None and check in vocabulary().absolute else line


def _covered(finding: Finding, item: Suppression, reply: Reply) -> tuple[Finding | None, Finding | None]:
    """What of a finding is left, and what the suppression covers of it."""
    if item.scope != "sentence" or reply.source is None or not reply.source.segments:
        return None, finding
    first, last = _next_sentence(item, reply)
    inside = tuple(place for place in finding.places if first <= place[0] and place[1] <= last)
    outside = tuple(place for place in finding.places if place not in inside)
    if not inside:
        return finding, None
    return (replace(finding, places=outside) if outside else None), replace(finding, places=inside)


def _next_sentence(item: Suppression, reply: Reply) -> tuple[int, int]:
    """Where in the reply's text the sentence stands that follows the suppression in the file."""
    assert reply.source is not None
    start = len(reply.text)
    for segment in reply.source.segments:
        if segment.file_end > item.offset:
            straight = segment.end - segment.start == segment.file_end - segment.file_start
            start = segment.start + (max(item.offset - segment.file_start, 0) if straight else 0)
            break
    start += len(reply.text[start:]) - len(reply.text[start:].lstrip())
    end = _SENTENCE_END.search(reply.text, start)
    return start, end.end() if end else len(reply.text)
