"""XLIFF 1.2 and 2.x: one reply a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from voicecheck.drafts.messages import Message, language_from_path, reply_from
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import MapBuilder, SourceMap, SourceText
from voicecheck.drafts.suppression import Suppression, read_comment
from voicecheck.drafts.xml_tree import Element, Text, add_text, parse_root, said_in_comments
from voicecheck.frozen import frozen
from voicecheck.problems import Problem, VoicecheckError

_UNITS = ("trans-unit", "unit")
_STATES = ("new", "needs-translation", "initial")
"""States of a target that nobody has translated yet (XLIFF 1.2, 2.2.4; XLIFF 2.1, 4.3.1.30)."""
_PLACEHOLDERS = ("x", "ph", "it")
_CODES = ("bx", "ex", "bpt", "ept", "sc", "ec", "sm", "em", "cp")
"""Inline elements that stand for markup: nothing of them is text."""
_TAG = re.compile(r"\s*</?[a-zA-Z][^<>]*>\s*\Z")


@frozen
class _File:
    """What holds for the units of one ``<file>``."""

    language: str
    source_language: str
    has_targets: bool


class XliffReader(DraftReader):
    """XLIFF 1.2 and 2: the targets of four words or more; the sources where the file has no targets."""

    name = "xliff"
    suffixes = (".xlf", ".xliff", ".sdlxliff", ".mxliff", ".xml")
    encodings = (("references",), ("references", "references"))
    rank = 1
    known_by = "its ending, or the element <xliff>"
    known_anywhere = True

    def recognises(self, source: SourceText) -> bool:
        return source.path.lower().endswith(self.suffixes[:-1]) or "<xliff" in source.text[:4000]

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        try:
            document, root = parse_root(source, "xliff", "is no XLIFF")
        except VoicecheckError as error:
            yield from error.problems
            return
        said, of_file, problems = said_in_comments(source, document)
        yield from problems
        any_unit = False
        for file in (element for element in root.elements if element.name == "file"):
            has_targets = any(element.name == "target" for element in file.walk())
            facts = _File(
                file.attributes.get("target-language") or root.attributes.get("trgLang") or language_from_path(source.path),
                file.attributes.get("source-language") or root.attributes.get("srcLang") or "",
                has_targets,
            )
            for unit in (element for element in file.walk() if element.name in _UNITS):
                any_unit = True
                if unit.attributes.get("translate") != "no":
                    own = [item for element in unit.walk() for item in said.get(element.start, ())]
                    for note in (element for element in unit.walk() if element.name == "note"):
                        remark = _in_note(source, note)
                        if isinstance(remark, Problem):
                            yield remark
                        elif remark is not None:
                            own.append(remark)
                    yield from _reply(source, unit, facts, (*own, *of_file), options)
        if not any_unit:
            yield self.problem(source, root.start, "holds no <trans-unit> or <unit>, so no text to check")


def _reply(source: SourceText, unit: Element, facts: _File, suppressions: tuple[Suppression, ...], options: ReadOptions) -> Iterator[Reply]:
    """A unit of XLIFF 2 may be cut into segments, which are one text all the same."""
    parts = [element for element in unit.elements if element.name in ("segment", "ignorable")] or [unit]
    wanted = "target" if facts.has_targets else "source"
    builder, original = MapBuilder(source), MapBuilder(source)
    missing, states, language = False, set(), facts.language if facts.has_targets else facts.source_language
    for part in parts:
        side, base = part.first(wanted), part.first("source")
        if base is not None:
            _add(original, source, base)
        if side is None and part.name == "ignorable":
            side = base  # white space between segments stands as it is
        if side is None:
            missing = True
            continue
        _add(builder, source, side)
        language = side.attributes.get("xml:lang", language)
        states.add(side.attributes.get("state") or part.attributes.get("state") or "")
    text, place = builder.build()
    undone = sorted(states.intersection(_STATES)) if facts.has_targets else []
    unchecked = "it is not translated" if not text or missing else f"its state is “{undone[0]}”, so it is not translated yet" if undone else ""
    if not text:
        place = SourceMap(source, (), source.position(unit.start)[0])
    key = unit.attributes.get("resname") or unit.attributes.get("name") or unit.attributes.get("id", "")
    reply = reply_from(Message(key, text, place, language, original=original.build()[0], unchecked=unchecked, suppressions=suppressions), source, options)
    if reply is not None:
        yield reply


def _add(builder: MapBuilder, source: SourceText, element: Element) -> None:
    """Append an element's text; its inline codes become what a reader would see of them."""
    for child in element.children:
        if isinstance(child, Text):
            add_text(builder, source, child)
        elif isinstance(child, Element) and child.name in _PLACEHOLDERS:
            builder.add(_shown(source, child), child.start, child.end)
        elif isinstance(child, Element) and child.name not in _CODES:
            _add(builder, source, child)


def _shown(source: SourceText, code: Element) -> str:
    """A placeholder as it will be seen: its own code (``{{name}}``), a line break, or its id."""
    native = next((code.attributes[name] for name in ("equiv-text", "equiv", "disp") if code.attributes.get(name)), "") or code.plain(source)
    if code.attributes.get("ctype") == "lb" or re.match(r"\s*<br\b", native):
        return "\n"
    if _TAG.match(native) or code.attributes.get("ctype", "").startswith("x-html") or code.name == "it":
        return ""
    return native or f"{{{{{code.attributes.get('id', 'x')}}}}}"


def _in_note(source: SourceText, note: Element) -> Suppression | Problem | None:
    text = next((child for child in note.children if isinstance(child, Text)), None)
    return read_comment(source, source.text[text.start : text.end], text.start, text.end) if text else None
