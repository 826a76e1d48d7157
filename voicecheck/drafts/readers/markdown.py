"""Markdown: one reply a file, or several under headings, in quotes or in fences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from voicecheck.drafts.front_matter import FrontMatter, read_front_matter
from voicecheck.drafts.labels import is_label
from voicecheck.drafts.lines import CUT, FENCE, Line, built, read_lines
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.record import CONTEXT_FIELDS, context_from
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.separators import divided
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.suppression import FIELD, Suppression, read_field
from voicecheck.drafts.thread import has_blocks, turns
from voicecheck.problems import Place, Problem

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_FIELD = re.compile(r"[ \t]*(?:[-*][ \t]+)?([\w-]+)[ \t]*:[ \t]*(.*?)[ \t]*$")
_ONLY_IMAGES = re.compile(r"(?:\s|!\[[^\]]*\]\([^)]*\))+\Z")


@dataclass
class _Section:
    """A heading ("" before the first) and the lines below it."""

    heading: str = ""
    is_internal: bool = False
    lines: list[Line] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)


class MarkdownReader(DraftReader):
    """Markdown: one reply a file, or one under each heading (in its quote or fence, if it has one), after the customer's message if that stands there. Comments and headings such as “Internal notes” are passed over."""

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
    for item in said:
        ahead = [section for section in sections if any(line.words and line.end > item.offset for line in section.lines)]
        on_top = several and not sections[0].heading and sections[0].lines and item.offset <= sections[0].lines[-1].next
        if item.scope == "file" or (on_top and item.scope == "reply" and not has_blocks(sections[0].lines)):
            ahead, item = sections, replace(item, scope="file")
        elif not ahead:  # below the last words: of the reply above
            ahead = sections[-1:]
        for section in ahead if item.scope == "file" else ahead[:1]:
            section.suppressions.append(item)
    return sections


def _replies(source: SourceText, front: FrontMatter, section: _Section, several: bool) -> Iterator[Reply | Problem]:
    fields, rest = _fields(section.lines)
    blocks = has_blocks(rest)
    if several and not section.heading and not blocks:
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
    pieces = [rest] if section.heading or blocks else [lines for _, lines in divided(rest)]
    found = [turn for lines in pieces for turn in turns(lines)]
    for number, turn in enumerate(found, 1):
        text, place = built(source, turn.lines)
        if not text:
            continue
        waiting = [item for item in suppressions if item.scope == "sentence" and item.offset < turn.lines[-1][0].end]
        yield Reply(
            text,
            f"{identity}-{number}" if len(found) > 1 and identity else identity,
            replace(context, customer=context.customer or turn.customer),
            source.path,
            place,
            front.usage,
            "it holds only an image, which voicecheck cannot read" if _ONLY_IMAGES.match(text) else "",
            suppressions=tuple(item for item in suppressions if item.scope != "sentence" or item in waiting),
        )
        suppressions = [item for item in suppressions if item not in waiting]  # the next sentence is behind us


def _fields(body: list[Line]) -> tuple[dict[str, str], list[Line]]:
    """``channel: x`` lines at the top of a section, and the lines after them."""
    known = {"id", FIELD, *(name for names in CONTEXT_FIELDS.values() for name in names)}
    fields: dict[str, str] = {}
    for index, line in enumerate(body):
        if not line.words:
            continue
        found = _FIELD.match(line.text.replace(CUT, ""))
        name = found.group(1).lower() if found else ""
        if found is None or name not in known or (not found.group(2) and is_label(name, "customer")):
            return fields, body[index:]
        fields[name] = found.group(2)
    return fields, []


def _slug(heading: str) -> str:
    return re.sub(r"[^\w]+", "-", heading.strip().lower()).strip("-")
