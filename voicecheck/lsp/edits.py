"""Edits that an editor can make for a finding: a better word, or a suppression.

Each is tried on the text first: it is offered only if the draft, read again, then holds the
replies that were meant and is otherwise as it was. So no edit breaks a draft's format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecheck.compiler import CompiledGuide
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.suppression import FIELD
from voicecheck.frozen import frozen
from voicecheck.lsp.analysis import Mark
from voicecheck.lsp.document import Document
from voicecheck.lsp.judging import read
from voicecheck.results import Fix

_NEAREST = 4
"""So many opening brackets before a reply are tried for the one of its record."""


@frozen
class Edit:
    """The text between two offsets is to be ``text``. ``title`` is what the editor offers;
    ``is_safe``: it says the same as before, so that an editor may make it unseen."""

    start: int
    end: int
    text: str
    title: str
    is_safe: bool = False

    def made_in(self, text: str) -> str:
        """The text with the edit made."""
        return text[: self.start] + self.text + text[self.end :]


def fixes(document: Document, compiled: CompiledGuide, mark: Mark) -> Iterator[Edit]:
    """What mends a finding at this place: a better word, a sign too many taken out."""
    finding, result = mark.finding, mark.result
    if finding is None or result is None or result.reply.source is None:
        return
    source, text = result.reply.source, result.reply.text
    wanted = list(finding.fixes)
    if not wanted and finding.suggestion is not None and finding.places and mark.is_first:
        wanted = [Fix(*finding.places[0], finding.suggestion)]
    for fix in wanted:
        start, end = source.offsets(fix.start, fix.end)
        if not mark.touches(start, end):
            continue
        edit = Edit(start, end, fix.text, _title(" ".join(text[fix.start : fix.end].split()), fix.text), fix.safe)
        before, after = _replies(document, compiled), _replies(document, compiled, edit.made_in(document.text))
        changed = [(old, new) for old, new in zip(before, after) if old.text != new.text]
        expected = (text[: fix.start] + fix.text + text[fix.end :]).strip()
        if len(before) == len(after) and changed and all(new.text.strip() == expected and _whereabouts(old) == _whereabouts(new) for old, new in changed):
            yield edit


def _title(words: str, better: str) -> str:
    shown = better.strip() if len(better) <= 40 else better[:39] + "…"
    if not words:
        return f"Insert “{shown}”"
    return f"Replace “{words}” by “{shown}”" if shown else f"Delete “{words}”"


def suppressions(document: Document, compiled: CompiledGuide, mark: Mark) -> Iterator[Edit]:
    """The comment or field that lets the reply keep what a finding names, in the draft's own
    way to write it; nothing where the format has none."""
    result = mark.result
    if mark.finding is None or result is None or result.reply.source is None or mark.code.startswith("suppression/"):
        return
    before = _replies(document, compiled)
    target = next((number for number, reply in enumerate(before) if reply.id == result.reply.id and reply.line == result.reply.line), None)
    if target is None:
        return
    for edit in _candidates(document, mark):
        after = _replies(document, compiled, edit.made_in(document.text))
        if [(reply.text, _whereabouts(reply)) for reply in before] != [(reply.text, _whereabouts(reply)) for reply in after]:
            continue
        new = [(number, item) for number, reply in enumerate(after) for item in reply.suppressions if item not in before[number].suppressions and mark.code in item.checks]
        if new and any(number == target for number, _ in new) and len({number for number, _ in new}) == 1:
            yield edit
            return


def _candidates(document: Document, mark: Mark) -> Iterator[Edit]:
    """Ways to write the suppression, in the formats' order of likelihood."""
    assert mark.result is not None and mark.result.reply.source is not None
    text = document.text
    segments = mark.result.reply.source.segments
    offset = segments[0].file_start if segments else document.lines.at(mark.result.reply.line, 1)
    line, _ = document.lines.line_at(offset)
    indent = re.match(r"[ \t]*", text[line:]).group()  # type: ignore[union-attr]
    newline = "\r\n" if "\r\n" in text else "\n"
    words = f"voicecheck: ignore {mark.code} because "
    title = f"Let this reply keep {mark.code} (give the reason)"
    for opening, closing in (("<!-- ", "-->"), ("# ", ""), ("/* ", "*/")):
        yield Edit(line, line, f"{indent}{opening}{words}{closing}{newline}", title)
    for before in _lines_above(text, line):
        for opening, closing in (("<!-- ", "-->"), ("# ", ""), ("/* ", "*/")):
            yield Edit(before, before, f"{opening}{words}{closing}{newline}", title)
    value = f"{mark.code} because "
    bracket = offset
    for _ in range(_NEAREST):
        bracket = text.rfind("{", 0, bracket)
        if bracket < 0:
            break
        after = re.match(r"\s*", text[bracket + 1 :]).group()  # type: ignore[union-attr]
        yield Edit(bracket + 1, bracket + 1, f'{after}"{FIELD}": "{value}",' if after else f'"{FIELD}": "{value}", ', title)
    for key in re.finditer(r"^([ \t]*(?:- )?)(?=[\w\"'-]+:(?:[ \t]|$))", text[:offset] + text[offset : offset + 1], re.MULTILINE):
        if key.start() == line:
            dash = key.group(1)
            yield Edit(key.end(), key.end(), f'{FIELD}: "{value}"{newline}{" " * len(dash)}', title)


def _lines_above(text: str, line: int) -> Iterator[int]:
    """The beginnings of the lines above, up to the empty line before the reply's entry."""
    start = line
    for _ in range(12):
        if start == 0:
            return
        start = text.rfind("\n", 0, start - 1) + 1
        yield start
        if not text[start : text.find("\n", start)].strip():
            return


def _replies(document: Document, compiled: CompiledGuide, text: str | None = None) -> list[Reply]:
    return [item for item in read(document, compiled, text) if isinstance(item, Reply)]


def _whereabouts(reply: Reply) -> tuple[object, ...]:
    return reply.id, reply.context, reply.unchecked, reply.group, reply.branch
