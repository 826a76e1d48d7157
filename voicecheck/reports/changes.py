"""What mends a finding, as changes of the draft's file that other programs can make."""

from __future__ import annotations

from voicecheck.drafts.source import SourceMap
from voicecheck.fixes.edits import wanted_fixes
from voicecheck.frozen import frozen
from voicecheck.results import Finding, Fix, Result

_NOT_PLAIN = ('"', "\\", "\n", "\r", "\t", "<", ">", "&", ",", ";", ": ", " #")
"""What some draft format writes in another way, or takes for its own; --fix knows how, other
programs do not."""


@frozen
class Change:
    """File text ``start`` to ``end``, offsets in code points, is to read ``text``. ``safe`` as in
    ``Fix``."""

    start: int
    end: int
    text: str
    safe: bool


def changes(result: Result, finding: Finding) -> tuple[Change, ...]:
    """The changes of the stored file that mend the finding, in order; each may be made without
    the others.

    None where the file writes the words in another way than the reply reads (an escape, an
    entity), or would have to write the new ones so.
    """
    source = result.reply.source
    if source is None or not source.segments:
        return ()
    fixes = wanted_fixes(finding, unsafe=True)
    if not fixes and finding.suggestion is not None and finding.places:
        fixes = (Fix(*finding.places[0], finding.suggestion, safe=False),)
    found: list[Change] = []
    for fix in sorted(fixes, key=lambda item: (item.start, item.end)):
        start, end = _in_file(source, fix)
        is_plain = not any(sign in fix.text for sign in _NOT_PLAIN) and source.source.text[start:end] == result.reply.text[fix.start : fix.end]
        if is_plain and (not found or (found[-1].end <= start and found[-1].start < start)):
            found.append(Change(start, end, fix.text, fix.safe))
    return tuple(found)


def _in_file(source: SourceMap, fix: Fix) -> tuple[int, int]:
    if fix.start < fix.end:
        return source.offsets(fix.start, fix.end)
    at = source.offsets(fix.start - 1, fix.start)[1] if fix.start else source.offsets(0, 1)[0]
    return at, at
