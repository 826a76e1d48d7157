"""Android string resources: one reply a string."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from voicecheck.drafts.escapes import UNICODE, decoded
from voicecheck.drafts.messages import Message, language_from_path, reply_from
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.rewrite import Rewriter
from voicecheck.drafts.source import MapBuilder, SourceMap, SourceText
from voicecheck.drafts.xml_tree import Element, Text, add_text, parse_root, said_in_comments
from voicecheck.problems import Problem, VoicecheckError

_SIGN = re.compile(rf'{UNICODE.pattern}|"|[ \t\n]+', re.DOTALL)
_REFERENCE = re.compile(r"\s*[@?](?:[\w.]+:)?\w+/[\w.]+\s*\Z")


class AndroidReader(DraftReader):
    """Android strings.xml: the strings, arrays and plurals of four words or more; the language from the folder (values-nb)."""

    name = "android"
    suffixes = (".xml",)
    encodings = (("android", "references"), ("references", "android", "references"))
    rank = 2
    known_by = "the element <resources> with strings in it"
    known_anywhere = True

    def recognises(self, source: SourceText) -> bool:
        start = source.text[:4000]
        return "<resources" in start and any(f"<{name}" in source.text for name in ("string ", "string-array", "plurals"))

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        try:
            document, root = parse_root(source, "resources", "holds no Android strings")
        except VoicecheckError as error:
            yield from error.problems
            return
        said, of_file, problems = said_in_comments(source, document)
        yield from problems
        language = language_from_path(source.path)
        for element in root.elements:
            if element.attributes.get("translatable") == "false":
                continue
            for text, key, form in _strings(element):
                words, place = _read(source, text)
                if not words or _REFERENCE.match(words):
                    continue
                suppressions = (*said.get(element.start, ()), *(said.get(text.start, ()) if text is not element else ()), *of_file)
                reply = reply_from(Message(key, words, place, language, form=form, suppressions=suppressions), source, options)
                if reply is not None:
                    yield reply


def _strings(element: Element) -> Iterator[tuple[Element, str, str]]:
    """The elements that hold text in one resource, with its key and plural form."""
    key = element.attributes.get("name", "")
    if element.name == "string":
        yield element, key, ""
    elif element.name == "string-array":
        for number, item in enumerate(element.elements):
            yield item, f"{key}[{number}]", ""
    elif element.name == "plurals":
        for item in element.elements:
            yield item, key, item.attributes.get("quantity", "")


def _read(source: SourceText, element: Element) -> tuple[str, SourceMap]:
    """A string as an application shows it: white space collapsed except in quotation marks,
    escapes decoded (Android documentation, String resources)."""
    builder = MapBuilder(source)
    for child in _texts(element):
        add_text(builder, source, child)
    text, place = builder.build()
    rewriter = Rewriter(text, place)
    position, quoted = 0, False
    for found in _SIGN.finditer(text):
        rewriter.keep(position, found.start())
        sign = found.group()
        if sign == '"':
            quoted = not quoted
        elif sign[0] == "\\":
            rewriter.put(decoded(sign), *found.span())
        elif quoted:
            rewriter.keep(*found.span())
        else:
            rewriter.put(" ", *found.span())
        position = found.end()
    rewriter.keep(position, len(text))
    return rewriter.build()


def _texts(element: Element) -> Iterator[Text]:
    """The text in an element and in those that style it, in order."""
    for child in element.children:
        if isinstance(child, Text):
            yield child
        elif isinstance(child, Element):
            yield from _texts(child)
