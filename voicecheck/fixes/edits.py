"""From the fixes of findings to edits of the draft's file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from voicecheck.drafts.source import Segment, SourceMap
from voicecheck.frozen import frozen
from voicecheck.results import Finding, Fix, Result

_ESCAPE = re.compile(
    r"""(?:\\(?:[uU][0-9a-fA-F]{4}(?:\\[uU][0-9a-fA-F]{4})?|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.))+|&\#?\w+;|""|''|\s+""",
    re.DOTALL,
)
"""How a file may write a character; what else stands there for it is markup, which stays."""


@frozen
class Edit:
    """File text ``start`` to ``end`` is to read ``text``; ``told`` names the finding's check and
    where it is, ``finding`` tells the findings of a pass apart."""

    start: int
    end: int
    text: str
    finding: tuple[object, ...]
    check: str

    def meets(self, other: Edit) -> bool:
        """Whether two edits are about the same characters, or insert at the same place."""
        return self.start == other.start or (self.start < other.end and other.start < self.end)


@frozen
class Refused:
    """A fix that cannot be applied: its check, the offset in the file, and why."""

    check: str
    offset: int
    reason: str


def wanted_fixes(finding: Finding, unsafe: bool) -> tuple[Fix, ...]:
    """The fixes of a finding that may be applied: safe ones, or any, at the places that it
    (still) names."""
    return tuple(fix for fix in finding.fixes if (fix.safe or unsafe) and (not finding.places or any(fix.start <= end and start <= fix.end for start, end in finding.places)))


def edits_of(results: Iterable[Result], unsafe: bool) -> Iterator[Edit | Refused]:
    """The edits that the findings of one file ask for, those of every way through a template
    included; the same edit comes once."""
    seen: set[tuple[int, int, str] | Refused] = set()
    for result in results:
        for way in (result, *result.branches):
            source = way.reply.source
            if source is None:
                continue
            for finding in way.findings:
                identity: tuple[object, ...] = (finding.check, source.offsets(*finding.places[0]) if finding.places else id(way))
                for fix in wanted_fixes(finding, unsafe):
                    edit = _edit(way.reply.text, source, fix, finding.check, identity)
                    key = (edit.start, edit.end, edit.text) if isinstance(edit, Edit) else edit
                    if key not in seen:
                        seen.add(key)
                        yield edit


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in the order of the file; of those that meet, the first."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        if not kept or not kept[-1].meets(edit):
            kept.append(edit)
    return kept


def in_reply(source: SourceMap, edit: Edit) -> tuple[int, int] | None:
    """Where in the text of a reply the file's text stands that an edit replaces; None where it
    is none of the reply's."""
    if edit.start == edit.end:
        at = next((segment for segment in source.segments if _is_straight(segment) and segment.file_start <= edit.start <= segment.file_end), None)
        at = at or next((segment for segment in source.segments if edit.start in (segment.file_start, segment.file_end)), None)
        if at is None:
            return None
        place = at.start + edit.start - at.file_start if _is_straight(at) else at.start if edit.start == at.file_start else at.end
        return place, place
    inside = [segment for segment in source.segments if segment.file_start < edit.end and edit.start < segment.file_end]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    start = first.start + max(edit.start - first.file_start, 0) if _is_straight(first) else first.start
    end = last.end - max(last.file_end - edit.end, 0) if _is_straight(last) else last.end
    return start, end


def _edit(text: str, source: SourceMap, fix: Fix, check: str, finding: tuple[object, ...]) -> Edit | Refused:
    """The edit of the file that makes the reply's text what the fix wants."""
    if not source.segments:
        return Refused(check, 0, "the format does not tell where its words stand in the file")
    start, end, new = _least(text, fix)
    if start == end:
        at = source.offsets(start - 1, start)[1] if start else source.offsets(0, 1)[0]
        return Edit(at, at, new, finding, check)
    segments = _covering(source.segments, start, end)
    for one, other in pairwise(segments):
        if one.file_end != other.file_start:
            return Refused(check, one.file_end, "markup stands between these words")
    for segment in segments:
        if not _is_straight(segment):
            if not _ESCAPE.fullmatch(source.source.text, segment.file_start, segment.file_end):
                return Refused(check, segment.file_start, "markup stands between these words")
            if segment.start < start:
                start, new = segment.start, text[segment.start : start] + new
            if segment.end > end:
                new, end = new + text[end : segment.end], segment.end
    first, last = source.offsets(start, end)
    return Edit(first, last, new, finding, check)


def _least(text: str, fix: Fix) -> tuple[int, int, str]:
    """The fix without what it leaves as it is at both ends: the less is touched, the less breaks."""
    start, end, new = fix.start, fix.end, fix.text
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return start, end, new


def _covering(segments: tuple[Segment, ...], start: int, end: int) -> list[Segment]:
    first = max(bisect_right(segments, start, key=lambda segment: segment.start) - 1, 0)
    found = []
    for segment in segments[first:]:
        if segment.start >= end:
            break
        if segment.end > start:
            found.append(segment)
    return found


def _is_straight(segment: Segment) -> bool:
    return segment.end - segment.start == segment.file_end - segment.file_start
