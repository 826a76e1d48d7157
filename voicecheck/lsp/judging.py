"""Judges open drafts: the same judgement as ``voicecheck check``, of the text in the editor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from voicecheck.compiler import CompiledGuide
from voicecheck.drafts.find import Draft, is_draft_name, read_source, takes_draft
from voicecheck.drafts.reader import ReadOptions
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText
from voicecheck.lsp.analysis import Analysis, Mark, stretch_of
from voicecheck.lsp.document import Document
from voicecheck.lsp.guides import LiveGuide, LiveGuides
from voicecheck.problems import Place, Problem, VoicecheckError
from voicecheck.results import Finding, Result
from voicecheck.suppress import settled, with_late_finding
from voicecheck.today import today

MOST_CHARACTERS = 3_000_000
"""A longer draft is not judged at every keystroke."""
MOST_MARKS = 1_000
"""Editors slow down with more; the last mark says how many there are."""
_REMEMBERED = 5_000
_SEVERITIES = {"fail": "error", "warn": "warning"}

Outdated = Callable[[], bool]
"""Whether the document has changed since, so that there is no use in going on."""


class OutdatedError(Exception):
    """The document changed while it was being judged."""


class DraftJudge:
    """Judges drafts; remembers replies, so that an edit of one has only that one judged anew."""

    def __init__(self, guides: LiveGuides) -> None:
        self._guides = guides
        self._known: dict[tuple[CompiledGuide, Reply], Result] = {}

    def judge(self, document: Document, is_outdated: Outdated = lambda: False) -> Analysis:
        """All that is to be told of a draft. Raises OutdatedError once ``is_outdated``."""
        if not is_draft_name(os.path.basename(document.path)):
            return Analysis(document, remark="is in no format that is usual for drafts, so it is left alone")
        try:
            path = self._guides.path_for(document.path)
        except VoicecheckError as error:
            return Analysis(document, tuple(_whole(document, "guide", f"Not checked: {problem}.") for problem in error.problems))
        if not path:
            return Analysis(document, remark="has no voicecheck.yml beside or above it, so it is left alone; name a guide in the initialization options to have it checked")
        guide = self._guides.guide(path)
        files = frozenset(os.path.realpath(file) for file in guide.files)
        if guide.compiled is None:
            first = guide.problems[0]
            more = f" (and {len(guide.problems) - 1} more)" if len(guide.problems) > 1 else ""
            return Analysis(
                document, (_whole(document, "guide", f"Not checked, because the guide is broken: {shown(first.place)}: {first.message}{more}", first.place),), files=files
            )
        if not takes_draft(guide.compiled.guide, document.path):
            return Analysis(document, remark=f"is none of the drafts that {path} names, so it is left alone", files=files)
        if len(document.text) > MOST_CHARACTERS:
            return Analysis(document, (_whole(document, "size", "Not checked here: so long a draft is checked by voicecheck check.", severity="note"),), files=files)
        return replace(self._judged(document, guide, guide.compiled, is_outdated), files=files)

    def _judged(self, document: Document, guide: LiveGuide, compiled: CompiledGuide, is_outdated: Outdated) -> Analysis:
        results: list[Result] = []
        marks: list[Mark] = []
        if guide.problems:
            marks.append(_whole(document, "guide", f"Checked by the guide as it was before it broke: see {shown(guide.problems[0].place)}.", guide.problems[0].place, "note"))
        for item in settled(compiled, self._each(document, compiled, is_outdated), today()):
            if isinstance(item, Problem):
                start = document.lines.at(item.place.line, item.place.column)
                marks.append(Mark(start, _end_of_line(document, start), "error", "draft", f"{item.message[:1].upper()}{item.message[1:]}."))
            else:
                results.append(item)
        marks += _together(document, compiled, results)
        for result in results:
            marks.extend(marks_of(document, result))
        marks.sort(key=lambda mark: (mark.start, mark.end))
        if len(marks) > MOST_MARKS:
            more = _whole(document, "draft", f"{len(marks):,} findings; {MOST_MARKS:,} of them are shown here, voicecheck check shows them all.", severity="note")
            marks = [*marks[:MOST_MARKS], more]
        return Analysis(document, tuple(marks), tuple(results))

    def _each(self, document: Document, compiled: CompiledGuide, is_outdated: Outdated) -> Iterator[Result | Problem]:
        for item in read(document, compiled):
            if is_outdated():
                raise OutdatedError
            yield item if isinstance(item, Problem) else self._result(compiled, item)

    def _result(self, compiled: CompiledGuide, reply: Reply) -> Result:
        """The judgement of a reply, which is the same wherever in a draft it stands."""
        key = compiled, replace(reply, source=None, suppressions=())
        known = self._known.pop(key, None)
        if known is not None:
            self._known[key] = known  # at the end: it was used last
            return replace(known, reply=reply)
        result = compiled.check(reply)
        if not result.branches and result.reply is reply:
            self._known[key] = replace(result, evidence=(), scores=None)
            if len(self._known) > _REMEMBERED:
                del self._known[next(iter(self._known))]
        return result


def read(document: Document, compiled: CompiledGuide, text: str | None = None) -> Iterable[Reply | Problem]:
    """The replies of a draft as its guide says they are to be read; of another ``text`` of it,
    where one is given."""
    declared = compiled.guide.drafts.map or {}
    source = SourceText(document.path, document.text if text is None else text)
    return read_source(source, Draft(document.path, named=False), "", ReadOptions({part: path.value for part, path in declared.items()}))


def marks_of(document: Document, result: Result) -> Iterator[Mark]:
    """What is to be told of a reply, each finding at each of its places."""
    if result.verdict == "unchecked":
        start, end = _beginning(document, result)
        yield Mark(start, end, "note", "unchecked", f"Not checked: {result.reason}.", result=result)
    for way in (result, *result.branches):
        for finding in way.findings:
            for number, (start, end) in enumerate(_places(document, way, finding)):
                message = finding.sentence if not way.reply.branch else f"{finding.sentence} ({way.reply.branch})"
                yield Mark(start, end, _SEVERITIES[finding.severity], finding.check, message, finding.advice, finding.rule, finding, way, number == 0)


def _together(document: Document, compiled: CompiledGuide, results: list[Result]) -> Iterator[Mark]:
    """What is wrong with the replies as a set. What is about one of them is added to it; the rest
    is told at the first line, and as a note: other drafts may even it out."""
    tallies = compiled.tallies()
    for tally in tallies:
        for number, result in enumerate(results):
            tally.add(number, result)
    for tally in tallies:
        for place, finding in tally.findings():
            graded = compiled.graded(finding)
            if graded is None:
                continue
            if place is not None:
                results[place] = with_late_finding(compiled, results[place], graded, today())
            else:
                yield replace(_whole(document, graded.check, f"In this draft alone: {graded.sentence}", graded.rule, "note"), advice=graded.advice)


def _places(document: Document, result: Result, finding: Finding) -> Iterator[tuple[int, int]]:
    source = result.reply.source
    if finding.at is not None:
        start = document.lines.at(finding.at.line, finding.at.column)
        yield start, _end_of_line(document, start)
    elif not finding.places or source is None or not source.segments:
        yield _beginning(document, result)
    else:
        for start, end in finding.places:
            yield source.offsets(start, end)


def _beginning(document: Document, result: Result) -> tuple[int, int]:
    """The first line of a reply: what is underlined where the reply as a whole is meant."""
    stretch = stretch_of(result)
    start = stretch[0] if stretch is not None else document.lines.at(result.reply.line, 1)
    end = _end_of_line(document, start)
    return start, min(end, stretch[1]) if stretch is not None else end


def _end_of_line(document: Document, start: int) -> int:
    return max(document.lines.line_at(start)[1], start)


def shown(place: Place) -> str:
    """A place as an editor's line has room for it: without the folders of the file."""
    return str(replace(place, path=os.path.basename(place.path)))


def _whole(document: Document, code: str, message: str, rule: Place | None = None, severity: str = "error") -> Mark:
    """A mark that means the whole document; editors show it at its first line."""
    return Mark(0, _end_of_line(document, 0), severity, code, message, rule=rule)
