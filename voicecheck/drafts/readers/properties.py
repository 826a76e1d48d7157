"""Java .properties: one reply a value."""

from __future__ import annotations

import re
from collections.abc import Iterable

from voicecheck.drafts.escapes import UNICODE, decoded
from voicecheck.drafts.messages import Message, language_from_path, reply_from
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import MapBuilder, SourceText
from voicecheck.drafts.suppression import Suppression, read_comment
from voicecheck.problems import Problem

_BREAK = r"(?:\r\n|\r|\n)"
_ITEM = re.compile(
    rf"[ \t\f]*(?:[#!](?P<comment>[^\r\n]*)|(?P<key>(?:[^\\\s=:]|\\(?:\r\n|[\s\S]))+)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+|(?={_BREAK}|\Z))(?P<value>(?:[^\\\r\n]|\\(?:\r\n|[\s\S]))*))?(?:{_BREAK}|\Z)"
)
_PIECE = re.compile(rf"(?P<join>\\{_BREAK}[ \t\f]*)|{UNICODE.pattern}", re.DOTALL)


class PropertiesReader(DraftReader):
    """Java .properties: the values of four words or more; the language from the name (messages_nb.properties)."""

    name = "properties"
    suffixes = (".properties",)
    encodings = (("properties",), ("references", "properties"))

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        language = language_from_path(source.path)
        waiting: list[Suppression] = []
        of_file: list[Suppression] = []
        position = 0
        while position < len(source.text):
            item = _ITEM.match(source.text, position)
            if item is None or item.end() == position:
                line_end = source.text.find("\n", position) + 1 or len(source.text)
                yield self.problem(source, position, "is not readable as .properties here; expected key=text")
                position = line_end
                continue
            position = item.end()
            if item.group("comment") is not None:
                said = read_comment(source, item.group("comment"), item.start("comment"), item.end("comment"))
                if isinstance(said, Problem):
                    yield said
                elif said is not None:
                    (of_file if said.scope == "file" else waiting).append(said)
            elif item.group("key"):
                builder = MapBuilder(source)
                _add(builder, source, *item.span("value"))
                text, place = builder.build()
                message = Message(item.group("key"), text, place, language, suppressions=(*waiting, *of_file))
                waiting = []
                reply = reply_from(message, source, options) if text else None
                if reply is not None:
                    yield reply


def _add(builder: MapBuilder, source: SourceText, start: int, end: int) -> None:
    """Append a value: escapes decoded, a line that ends in a backslash joined with the next."""
    position = start
    for found in _PIECE.finditer(source.text, start, end):
        builder.add(source.text[position : found.start()], position)
        if not found.group("join"):
            builder.add(decoded(found.group()), *found.span())
        position = found.end()
    builder.add(source.text[position:end], position)
