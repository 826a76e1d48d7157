"""gettext: one reply a message of a PO file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from voicecheck.drafts.escapes import C_LIKE, add_unescaped
from voicecheck.drafts.messages import Message, language_from_path, reply_from
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import MapBuilder, SourceMap, SourceText
from voicecheck.drafts.suppression import Suppression, read_comment
from voicecheck.problems import Problem

_LINE = re.compile(r"[^\r\n]*")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)(?=[\s\"]|$)")
_STRING = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*$')
_LOOKS = re.compile(r'(?:[ \t]*(?:#[^\n]*)?\r?\n){0,200}(?:msgctxt|msgid)[ \t]+"')
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE)


@dataclass
class _Entry:
    """One message as it is being read: where the quoted lines of each part stand."""

    start: int = 0
    parts: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    suppressions: list[Suppression] = field(default_factory=list)
    is_broken: bool = False

    def built(self, source: SourceText, part: str) -> tuple[str, SourceMap]:
        builder = MapBuilder(source)
        for start, end in self.parts.get(part, ()):
            add_unescaped(builder, source, start, end, C_LIKE)
        return builder.build()

    def text(self, source: SourceText, part: str) -> str:
        return self.built(source, part)[0]


class PoReader(DraftReader):
    """gettext PO and POT: the translations of four words or more, each plural form; not the fuzzy and the missing ones."""

    name = "po"
    suffixes = (".po", ".pot")
    encodings = (("backslash double",), ("references", "backslash double"))
    known_by = "its ending, or lines that begin with msgid and msgstr"
    known_anywhere = True

    def recognises(self, source: SourceText) -> bool:
        return source.path.lower().endswith(self.suffixes) or _LOOKS.match(source.text) is not None

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        language = language_from_path(source.path)
        for_file: list[Suppression] = []
        any_entry = False
        for entry in _entries(source):
            if isinstance(entry, Problem):
                any_entry = True
                yield entry
                continue
            any_entry = True
            for_file.extend(item for item in entry.suppressions if item.scope == "file")
            if entry.is_broken:
                continue
            if not entry.text(source, "msgid") and "msgctxt" not in entry.parts:
                header = entry.text(source, "msgstr")
                declared = _LANGUAGE.search(header)
                language = declared.group(1).replace("_", "-") if declared else language
                continue
            yield from _replies(source, entry, language, (*(item for item in entry.suppressions if item.scope != "file"), *for_file), options)
        if not any_entry:
            yield self.problem(source, 0, 'holds no message; expected lines such as msgid "…" and msgstr "…"')


def _replies(source: SourceText, entry: _Entry, language: str, suppressions: tuple[Suppression, ...], options: ReadOptions) -> Iterator[Reply]:
    key, context = entry.text(source, "msgid"), entry.text(source, "msgctxt")
    is_template = source.path.lower().endswith(".pot")
    parts = [part for part in entry.parts if part in ("msgid", "msgid_plural")] if is_template else [part for part in entry.parts if part.startswith("msgstr")]
    for part in parts:
        text, place = entry.built(source, part)
        form = part[7:-1] if "[" in part else "plural" if part == "msgid_plural" else ""
        unchecked = ""
        if not text:
            unchecked, place = "it is not translated", SourceMap(source, (), source.position(entry.start)[0])
        elif "fuzzy" in entry.flags and not is_template:
            unchecked = "it is marked fuzzy, so it is not in use until a translator has seen it"
        reply = reply_from(Message(key, text, place, language, context, key, form, unchecked, suppressions), source, options)
        if reply is not None:
            yield reply


def _entries(source: SourceText) -> Iterator[_Entry | Problem]:
    """The messages of the file; obsolete ones (``#~``) are passed over."""
    entry = _Entry()
    current: list[tuple[int, int]] | None = None
    for line in _LINE.finditer(source.text):
        start, words = line.start(), line.group()
        stripped = words.strip()
        if not stripped:
            continue
        if stripped.startswith("#"):
            if any(part.startswith("msgstr") for part in entry.parts):
                yield entry
                entry, current = _Entry(), None
            if stripped.startswith("#,"):
                entry.flags.update(flag.strip() for flag in stripped[2:].split(","))
            elif not stripped.startswith(("#~", "#|", "#:")):
                skip = len(words) - len(words.lstrip()) + (2 if stripped.startswith("#.") else 1)
                said = read_comment(source, words[skip:], start + skip, line.end())
                if isinstance(said, Problem):
                    yield said
                elif said is not None:
                    entry.suppressions.append(said)
            continue
        indent = len(words) - len(words.lstrip())
        keyword = _KEYWORD.match(words, indent)
        if keyword:
            name = keyword.group(1)
            begins = name == "msgctxt" or (name == "msgid" and "msgid" in entry.parts)
            if begins and entry.parts:
                yield (
                    entry
                    if any(part.startswith("msgstr") for part in entry.parts)
                    else DraftReader.problem(source, entry.start, "this message has no msgstr; add one, empty where there is no translation")
                )
                entry = _Entry()
            if not entry.parts:
                entry.start = start + indent
            current = entry.parts.setdefault(name, [])
        string = _STRING.match(words, keyword.end() if keyword else 0)
        if string is None or current is None:
            expected = 'a text in quotation marks, closed on its line, with \\" for quotation marks inside' if keyword or '"' in stripped else 'msgid "…", msgstr "…" or a comment'
            entry.is_broken = True
            yield DraftReader.problem(source, start + indent, f"is not readable as PO here; expected {expected}")
            continue
        current.append((start + string.start(1), start + string.end(1)))
    if any(part.startswith("msgstr") for part in entry.parts):
        yield entry
    elif entry.parts:
        yield DraftReader.problem(source, entry.start, "the file ends in the middle of this message: it has no msgstr")
