"""Apple's Localizable.strings and .stringsdict: one reply a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from voicecheck.drafts.escapes import UNICODE, add_unescaped
from voicecheck.drafts.messages import Message, language_from_path, reply_from
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import MapBuilder, SourceMap, SourceText
from voicecheck.drafts.suppression import Suppression, read_comment
from voicecheck.drafts.xml_tree import Element, Text, add_text, parse_xml, said_in_comments
from voicecheck.problems import Problem, VoicecheckError

_SPACE = re.compile(r"\s*")
_COMMENT = re.compile(r"/\*(.*?)\*/|//([^\r\n]*)", re.DOTALL)
_ENTRY = re.compile(
    r"""(?:"(?P<name>(?:[^"\\]|\\.)*)"|(?P<bare>[\w.$/:-]+)(?=\s*=))\s*(?:=\s*"(?P<text>(?:[^"\\]|\\.)*)"\s*)?;""",
    re.DOTALL,
)
_STEPS = (
    (re.compile(r'"(?:[^"\\]|\\.)*"|[\w.$/:-]+', re.DOTALL), 'a key such as "late_parcel", its quotation marks closed'),
    (re.compile("="), '= and the text, as in "key" = "text";'),
    (re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), 'a text in quotation marks that are closed, with \\" for those inside'),
    (re.compile(";"), "a semicolon behind the text"),
)
_NEXT = re.compile(r";[ \t]*(?:\r\n|\r|\n|\Z)")


class StringsReader(DraftReader):
    """Apple .strings: the texts of four words or more; the language from the folder (nb.lproj)."""

    name = "strings"
    suffixes = (".strings",)
    encodings = (("backslash double",), ("references", "backslash double"))

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        language = language_from_path(source.path)
        position, text = 0, source.text
        waiting: list[Suppression] = []
        of_file: list[Suppression] = []
        while True:
            position = _end(_SPACE, text, position)
            if position == len(text):
                return
            if comment := _COMMENT.match(text, position):
                words = comment.group(1) if comment.group(1) is not None else comment.group(2)
                said = read_comment(source, words, position + 2, comment.end())
                if isinstance(said, Problem):
                    yield said
                elif said is not None:
                    (of_file if said.scope == "file" else waiting).append(said)
                position = comment.end()
                continue
            entry = _ENTRY.match(text, position)
            if entry is None:
                at, expected = _expected(text, position)
                yield self.problem(source, at, f"is not readable as .strings here; expected {expected}")
                after = _NEXT.search(text, position)
                position = after.end() if after else len(text)
            else:
                position = entry.end()
                key, value = ("name" if entry.group("name") is not None else "bare"), ("text" if entry.group("text") is not None else "name")
                words, place = _unescaped(source, entry.span(value))
                message = Message(_unescaped(source, entry.span(key))[0], words, place, language, suppressions=(*waiting, *of_file))
                reply = reply_from(message, source, options) if words else None
                if reply is not None:
                    yield reply
            waiting = []


def _expected(text: str, position: int) -> tuple[int, str]:
    """Where an entry that cannot be read goes wrong, and what should stand there."""
    for pattern, expected in _STEPS:
        found = pattern.match(text, position)
        if found is None:
            return position, expected
        position = _end(_SPACE, text, found.end())
    return position, _STEPS[-1][1]


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _unescaped(source: SourceText, place: tuple[int, int]) -> tuple[str, SourceMap]:
    builder = MapBuilder(source)
    add_unescaped(builder, source, *place, UNICODE)
    return builder.build()


class StringsDictReader(DraftReader):
    """Apple .stringsdict: the plural forms of four words or more; the language from the folder (nb.lproj)."""

    name = "stringsdict"
    suffixes = (".stringsdict",)
    encodings = (("references",), ("references", "references"))

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        try:
            document = parse_xml(source)
        except VoicecheckError as error:
            yield from error.problems
            return
        root = document.elements[0].first("dict")
        if root is None:
            yield self.problem(source, document.elements[0].start, "holds no <dict> with texts")
            return
        said, of_file, problems = said_in_comments(source, document)
        yield from problems
        language = language_from_path(source.path)
        for key, name, text in _plurals(source, root):
            builder = MapBuilder(source)
            for child in text.children:
                if isinstance(child, Text):
                    add_text(builder, source, child)
            words, place = builder.build()
            own = [item for start in (key.start, text.start) for item in said.get(start, ())]
            message = Message(key.plain(source), words, place, language, form=name, suppressions=(*own, *of_file))
            reply = reply_from(message, source, options) if words else None
            if reply is not None:
                yield reply


def _plurals(source: SourceText, root: Element) -> Iterator[tuple[Element, str, Element]]:
    """The key's element, the plural form and the element of its text."""
    for key, value in _pairs(root):
        for name, inner in _pairs(value):
            if name.plain(source) == "NSStringLocalizedFormatKey":
                yield key, "", inner
            for form, text in _pairs(inner):
                if not form.plain(source).startswith("NSString"):
                    yield key, form.plain(source), text


def _pairs(element: Element) -> Iterator[tuple[Element, Element]]:
    """The keys and values of a <dict>."""
    children = element.elements if element.name == "dict" else []
    for key, value in pairwise(children):
        if key.name == "key" and value.name != "key":
            yield key, value
