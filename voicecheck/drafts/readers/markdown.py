"""Markdown: one reply a file, or several under headings, in quotes or in fences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from voicecheck.drafts.front_matter import FrontMatter, read_front_matter
from voicecheck.drafts.labels import is_label
from voicecheck.drafts.lines import CUT, FENCE, Line, built, read_lines
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.record import CONTEXT_FIELDS, ID_FIELDS, context_from, first, usage_from
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.separators import divided
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.suppression import FIELD, Suppression, read_field
from voicecheck.drafts.table import Row, rows
from voicecheck.drafts.thread import Conversations, has_blocks, has_reply_label, turns
from voicecheck.problems import Place, Problem

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_FIELD = re.compile(r"[ \t]*(?:[-*][ \t]+)?([\w-]+)[ \t]*:[ \t]*(.*?)[ \t]*$")
_FIELDS = frozenset({"id", FIELD, *(name for names in CONTEXT_FIELDS.values() for name in names)})
_ONLY_IMAGES = re.compile(r"(?:\s|!\[[^\]]*\]\([^)]*\))+\Z")


@dataclass
class _Section:
    """A heading ("" before the first) and the lines below it."""

    heading: str = ""
    is_internal: bool = False
    lines: list[Line] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)


class MarkdownReader(DraftReader):
    """Markdown: one reply a file, or one under each heading (in its quote or fence, if it has one). No comments, no internal notes."""

    name = "markdown"
    suffixes = (".md", ".markdown")

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        front, problems = read_front_matter(source)
        yield from problems
        found = read_lines(source, front.end)
        yield from found.problems
        sections = _sections(found.lines)
        several = sum(bool(section.heading) for section in sections) > 1 or any(has_blocks(section.lines) for section in sections)
        any_reply = False
        for section in _with_suppressions(sections, found.suppressions, several):
            for item in _replies(source, front, section, several):
                any_reply = True
                yield item
        if not any_reply:
            yield self.problem(source, 0, "holds no reply; write it as text, under headings, or in a quote (>) or fence (```)")


def _sections(lines: Iterable[Line]) -> list[_Section]:
    """The sections; what stands below an internal heading, subsections included, is internal."""
    sections = [_Section()]
    fence, internal = "", 0
    for line in lines:
        opened = FENCE.match(line.text)
        if opened and (not fence or (line.text.strip().startswith(fence) and not opened.group(2).strip())):
            fence = "" if fence else opened.group(1)
        heading = None if fence or opened else _HEADING.match(line.text)
        if heading is None:
            sections[-1].lines.append(line)
            continue
        level, words = len(heading.group(1)), heading.group(2).replace(CUT, "").strip()
        if not internal or level <= internal:
            internal = level if is_label(words, "internal") else 0
        sections.append(_Section(words, bool(internal)))
    return [section for section in sections if not section.is_internal]


def _with_suppressions(sections: list[_Section], said: Iterable[Suppression], several: bool) -> list[_Section]:
    """Each suppression in its section: the one in which it stands, or the one that follows if
    nothing but the next heading does. Above the first of several headings it is the file's."""
    ends = [0]
    for section in sections:
        ends.append(max((line.end for line in section.lines if line.words), default=ends[-1]))
    top = sections[0].lines[-1].next if sections and several and sections[0].lines and not sections[0].heading and not has_blocks(sections[0].lines) else -1
    for item in said:
        if item.scope == "file" or (item.scope == "reply" and item.offset <= top):
            item = replace(item, scope="file")
            for section in sections:
                section.suppressions.append(item)
        elif sections:  # what stands below the last words is of the reply above
            sections[min(bisect_right(ends, item.offset), len(sections)) - 1].suppressions.append(item)
    return sections


def _replies(source: SourceText, front: FrontMatter, section: _Section, several: bool) -> Iterator[Reply | Problem]:
    fields, rest = _fields(section.lines)
    blocks = has_blocks(rest)
    table = [] if blocks else list(rows(source, rest))
    if several and not section.heading and not blocks and not table:
        return
    suppressions = [*front.suppressions, *section.suppressions]
    if fields.get(FIELD):
        said = read_field(fields[FIELD], Place(source.path, *source.position(section.lines[0].start)))
        if isinstance(said, Problem):
            yield said
        else:
            suppressions.append(said)
    context = context_from(fields).over(front.context)
    identity = fields.get("id", "") or (_slug(section.heading) if several and section.heading else front.id or _slug(section.heading))
    if table:
        yield from _from_table(table, Reply("", identity, context, source.path, usage=front.usage, suppressions=tuple(suppressions)))
        return
    pieces = [rest] if section.heading or blocks else [lines for _, lines in divided(rest)]
    found = [turn for lines in pieces for turn in turns(lines)]
    conversations = Conversations()
    for number, turn in enumerate(found, 1):
        text, place = built(source, turn.lines)
        if not text:
            continue
        waiting = [item for item in suppressions if item.scope == "sentence" and item.offset < turn.lines[-1][0].end]
        reply = Reply(
            text,
            f"{identity}-{number}" if len(found) > 1 and identity else identity,
            replace(context, customer=turn.customer) if turn.customer and not context.customer else context,
            source.path,
            place,
            front.usage,
            "it holds only an image, which voicecheck cannot read" if _ONLY_IMAGES.match(text) else "",
            suppressions=tuple(item for item in suppressions if item.scope != "sentence" or item in waiting),
        )
        yield conversations.placed(reply, turn)
        suppressions = [item for item in suppressions if item not in waiting]  # the next sentence is behind us


def _from_table(table: list[Row], common: Reply) -> Iterator[Reply]:
    """The rows as replies; what they do not say is taken from ``common``. A comment in a row
    holds for it alone."""
    starts = [row.line.start for row in table]
    owners = {item: bisect_right(starts, item.offset) - 1 for item in common.suppressions}
    owners = {item: number for item, number in owners.items() if number >= 0 and item.offset <= table[number].line.next}
    for number, row in enumerate(table):
        usage = usage_from(row.fields)
        yield replace(
            common,
            text=row.text,
            id=first(row.fields, ID_FIELDS) or (f"{common.id}-{number + 1}" if common.id else ""),
            context=context_from(row.fields).over(common.context),
            source=row.source,
            unchecked="" if row.text else "the reply is empty",
            usage=common.usage if usage is None else usage,
            suppressions=tuple(item for item in common.suppressions if owners.get(item, number) == number),
        )


def _fields(body: list[Line]) -> tuple[dict[str, str], list[Line]]:
    """``channel: x`` lines at the top of a section, and the lines after them."""
    fields: dict[str, str] = {}
    is_thread = has_reply_label(body)
    for index, line in enumerate(body):
        if not line.words:
            continue
        found = _FIELD.match(line.text.replace(CUT, ""))
        name = found.group(1).lower() if found else ""
        if found is None or name not in _FIELDS or (is_label(name, "customer") and (is_thread or not found.group(2))):
            return fields, body[index:]
        fields[name] = found.group(2)
    return fields, []


def _slug(heading: str) -> str:
    return re.sub(r"[^\w]+", "-", heading.strip().lower()).strip("-") if heading else ""
