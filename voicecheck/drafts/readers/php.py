"""PHP language files: one reply a value of the array that the file returns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from voicecheck.drafts.escapes import UNICODE, add_unescaped
from voicecheck.drafts.messages import Message, language_from_path, reply_from
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import MapBuilder, SourceText
from voicecheck.drafts.suppression import Suppression, read_comment
from voicecheck.problems import Problem

_RETURN = re.compile(r"\breturn\s*(?=\[|array\s*\()")
_TOKEN = re.compile(
    r"""//(?P<line>[^\r\n]*)|\#(?!\[)(?P<hash>[^\r\n]*)|/\*(?P<block>.*?)\*/|'(?P<single>(?:[^'\\]|\\.)*)'|"(?P<double>(?:[^"\\]|\\.)*)\""""
    r"""|(?P<open>\[|array\s*\(|\()|(?P<close>[\])])|(?P<arrow>=>)|(?P<comma>,)|(?P<dot>\.(?!\d))|(?P<lost>['"])|(?P<bare>[^\s'"\[\](),=.]+|.)""",
    re.DOTALL,
)
_SINGLE = re.compile(r"\\[\\']|\r\n|\r")


class PhpReader(DraftReader):
    """PHP language files (return ['key' => '…']): the texts of four words or more; the language from the folder (lang/nb/)."""

    name = "php"
    suffixes = (".php",)
    encodings = (("backslash single",), ("backslash double",), ("references", "backslash single"))
    known_by = "an array that it returns, in a folder or file named by a language"

    def recognises(self, source: SourceText) -> bool:
        return bool(language_from_path(source.path)) and _RETURN.search(source.text) is not None

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        begin = _RETURN.search(source.text)
        if begin is None:
            yield self.problem(source, 0, "holds no array; expected <?php return ['key' => 'text'];")
            return
        array = _Array(source)
        for token in _TOKEN.finditer(source.text, begin.end()):
            kind = token.lastgroup or ""
            if kind == "lost":
                yield self.problem(source, token.start(), "a quotation mark is opened here and never closed")
                return
            if kind in ("line", "hash", "block"):
                said = read_comment(source, token.group(kind), token.start(kind), token.end())
                if isinstance(said, Problem):
                    yield said
                elif said is not None:
                    (array.of_file if said.scope == "file" else array.waiting).append(said)
            elif kind in ("comma", "close"):
                message = array.value()
                reply = reply_from(message, source, options) if message is not None else None
                if reply is not None:
                    yield reply
                if kind == "close" and array.is_closed():
                    return
            else:
                array.take(kind, token)
        yield self.problem(source, len(source.text), "the file ends within the array; a bracket is missing")


class _Array:
    """How far the array has been read: the keys around, the key and the text of the value."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._language = language_from_path(source.path)
        self._path: list[str] = []
        self._key = ""
        self._text: MapBuilder | None = None
        self.waiting: list[Suppression] = []
        self.of_file: list[Suppression] = []

    def take(self, kind: str, token: re.Match[str]) -> None:
        """A string (joined to the one before by a dot), an arrow or an opening bracket."""
        if kind in ("single", "double"):
            self._text = self._text or MapBuilder(self._source)
            add_unescaped(self._text, self._source, *token.span(kind), _SINGLE if kind == "single" else UNICODE)
        elif kind == "arrow":
            self._key, self._text = self._text.build()[0] if self._text else "", None
        elif kind == "open":
            self._path.append(self._key)
            self._key, self._text = "", None

    def value(self) -> Message | None:
        """The value that a comma or bracket ends, if it is a text."""
        key, found = self._key, self._text
        self._key, self._text = "", None
        text, place = found.build() if found else ("", None)
        if place is None or not text:
            return None
        message = Message(".".join(part for part in (*self._path, key) if part), text, place, self._language, suppressions=(*self.waiting, *self.of_file))
        self.waiting = []
        return message

    def is_closed(self) -> bool:
        """Whether the bracket that was just met closes the whole array."""
        self._path.pop()
        return not self._path
