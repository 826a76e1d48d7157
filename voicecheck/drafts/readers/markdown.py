"""Markdown: one reply a file, or several under headings, in quotes or in fences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from voicecheck.drafts.front_matter import FrontMatter, read_front_matter
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.record import CONTEXT_FIELDS, context_from
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import MapBuilder, SourceMap, SourceText
from voicecheck.problems import Problem

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^`]*)$")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_FIELD = re.compile(r"[ \t]*(?:[-*][ \t]+)?(\w+)[ \t]*:[ \t]*(.*?)[ \t]*$")
_ONLY_IMAGES = re.compile(r"(?:\s|!\[[^\]]*\]\([^)]*\))+\Z")


@dataclass(frozen=True)
class _Line:
    text: str
    start: int
    end: int
    """Offset behind the text, before the line break."""
    next: int


class MarkdownReader(DraftReader):
    """Markdown: one reply a file, or one under each heading (in its quote or fence, if it has one)."""

    name = "markdown"
    suffixes = (".md", ".markdown")

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        front, problems = read_front_matter(source)
        yield from problems
        lines = list(_lines(source.text, front.end))
        sections = _sections(lines)
        found = False
        several = len([heading for heading, _ in sections if heading]) > 1 or any(_blocks(body) for heading, body in sections)
        for heading, body in sections:
            for reply in self._section(source, front, heading, body, several):
                found = True
                yield reply
        if not found:
            yield self.problem(source, 0, "holds no reply; write it as text, under headings, or in a quote (>) or fence (```)")

    def _section(self, source: SourceText, front: FrontMatter, heading: str, body: list[_Line], several: bool) -> Iterator[Reply]:
        fields, rest = _fields(body)
        context = context_from(fields).over(front.context)
        blocks = _blocks(rest)
        identity = fields.get("id", "") or (_slug(heading) if several and heading else front.id or _slug(heading))
        if blocks:
            for number, block in enumerate(blocks, 1):
                name = f"{identity}-{number}" if len(blocks) > 1 and identity else identity
                reply = _reply(source, block, name, context, front.usage)
                if reply is not None:
                    yield reply
        elif not several or heading:
            reply = _reply(source, [(line, 0) for line in rest], identity, context, front.usage)
            if reply is not None:
                yield reply


def _lines(text: str, start: int) -> Iterator[_Line]:
    for found in _LINE.finditer(text, start):
        if found.start() == len(text):
            return
        content = found.group().rstrip("\r\n")
        yield _Line(content, found.start(), found.start() + len(content), found.end())


def _sections(lines: list[_Line]) -> list[tuple[str, list[_Line]]]:
    """The heading ("" before the first) and the lines of each section."""
    sections: list[tuple[str, list[_Line]]] = [("", [])]
    fence = ""
    for line in lines:
        opened = _FENCE.match(line.text)
        if opened and (not fence or (line.text.strip().startswith(fence) and not opened.group(2).strip())):
            fence = "" if fence else opened.group(1)
        heading = None if fence or opened else _HEADING.match(line.text)
        if heading:
            sections.append((heading.group(2), []))
        else:
            sections[-1][1].append(line)
    return sections


def _fields(body: list[_Line]) -> tuple[dict[str, str], list[_Line]]:
    """``channel: x`` lines at the top of a section, and the lines after them."""
    known = {"id", *(name for names in CONTEXT_FIELDS.values() for name in names)}
    fields: dict[str, str] = {}
    for index, line in enumerate(body):
        if not line.text.strip():
            continue
        found = _FIELD.match(line.text)
        if found is None or found.group(1).lower() not in known:
            return fields, body[index:]
        fields[found.group(1).lower()] = found.group(2)
    return fields, []


def _blocks(body: list[_Line]) -> list[list[tuple[_Line, int]]]:
    """The quotes and fences of a section: lines, each with the width of its quote sign."""
    blocks: list[list[tuple[_Line, int]]] = []
    fence = ""
    quoting = False
    for line in body:
        if fence:
            if line.text.strip().startswith(fence) and not line.text.strip().strip(fence[0]):
                fence = ""
            else:
                blocks[-1].append((line, 0))
            continue
        opened = _FENCE.match(line.text)
        quote = _QUOTE.match(line.text)
        if opened:
            fence = opened.group(1)
            blocks.append([])
        elif quote:
            if not quoting:
                blocks.append([])
            blocks[-1].append((line, quote.end()))
        quoting = quote is not None
    return [block for block in blocks if any(line.text[skip:].strip() for line, skip in block)]


def _reply(source: SourceText, lines: list[tuple[_Line, int]], identity: str, context: Context, usage: float | None) -> Reply | None:
    builder = MapBuilder(source)
    for line, skip in lines:
        builder.add(line.text[skip:], line.start + skip)
        if line.next > line.end:
            builder.add("\n", line.end, line.next)
    text, source_map = builder.build()
    if not text:
        return None
    reply = Reply(text, identity, context, source.path, source_map, usage)
    if _ONLY_IMAGES.match(text):
        return replace(reply, unchecked="it holds only an image, which voicecheck cannot read")
    return reply


def _slug(heading: str) -> str:
    return re.sub(r"[^\w]+", "-", heading.strip().lower()).strip("-")


__all__ = ["MarkdownReader", "SourceMap"]
