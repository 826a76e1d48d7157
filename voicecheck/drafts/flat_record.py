"""Records without anything nested, as nearly all lines of a log are: read by the standard library
alone, and a place looked for only of the reply.

What is in any way special (nested, broken, a field of voicecheck's own) is left to
``json_tree``, which knows the place of everything; both read a record alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from json import JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed does not list it
from json.scanner import make_scanner
from typing import Any

from voicecheck.drafts.locale_code import is_language, language_of
from voicecheck.drafts.reader import ReadOptions
from voicecheck.drafts.record import KNOWN_FIELDS, facts_from, reply_field
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.suppression import FIELD
from voicecheck.drafts.tree_looks import SENTENCE_WORDS
from voicecheck.drafts.trees import reply_at
from voicecheck.problems import Place
from voicecheck.tree import Scalar

_HALF = re.compile("[\ud800-\udfff]")
_NOWHERE = Place("")


class _Bare(str):
    """A number, as it is written."""


def _refused(word: str) -> None:
    raise ValueError(word)  # NaN and Infinity are no JSON


_scan: Callable[[str, int], tuple[list[tuple[str, Any]], int]] = make_scanner(JSONDecoder(object_pairs_hook=list, parse_float=_Bare, parse_int=_Bare, parse_constant=_refused))  # type: ignore[arg-type]
"""Reads the value at an offset, of an object the pairs; the decoder is what it takes its settings from."""


class FlatRecords:
    """The records of a draft of JSON Lines; ``options.fields`` may name fields of theirs."""

    def __init__(self, source: SourceText, options: ReadOptions) -> None:
        self._source = source
        self._named = options.fields
        self._language = language_of(source.path)
        self._may_be_read = not is_language(self._named.get("reply", ""))

    def reply(self, start: int, end: int) -> Reply | None:
        """The reply of the record at ``start`` to ``end``; None where it is not flat and plain."""
        source = self._source
        if source.text[start] != "{":
            return None
        try:
            record, position = _scan(source.text, start)
        except (StopIteration, ValueError, RecursionError):
            return None
        if position > end or source.text[position:end].strip(" \t") or not self._may_be_read:
            return None
        fields: dict[str, str] = {}
        for key, value in record:
            text = _text(value)
            if text is None:
                return None
            fields[key.lower()] = text
        values = dict(record)
        key = self._key(values, fields)
        if len(fields) != len(record) or type(values.get(key)) is not str or FIELD in fields:
            return None
        if source.text.find("\\u", start, end) >= 0 and any(map(_HALF.search, (*values, *fields.values()))):
            return None
        place = _place_of(key, source.text, start, end)
        if place is None or not all(name in values for name in self._named.values()):
            return None
        facts = facts_from(fields, {part: fields[name.lower()] for part, name in self._named.items() if part != "reply"}, key.lower())
        context = facts.context.over(Context(language=self._language)) if self._language else facts.context
        identity, group = facts.id, facts.id if self._language or facts.context.language else ""
        if "reply" in self._named:
            identity, group = facts.id or key, ""
        return reply_at(source, Scalar(values[key], True, _NOWHERE, start=place[0], end=place[1], style="json"), identity, context, facts.usage, group)

    def _key(self, values: dict[str, str], fields: dict[str, str]) -> str:
        """The key of the reply, an empty text where it must be looked for with more care."""
        if "reply" in self._named:
            return self._named["reply"]
        name = reply_field(fields)
        if self._language and any(len(text.split()) >= SENTENCE_WORDS for key, text in fields.items() if key != name and key not in KNOWN_FIELDS):
            return ""  # perhaps a locale file in which one of the keys is “message”
        return name if name in values else next((key for key in values if key.lower() == name), "")


def _text(value: object) -> str | None:
    """A value's text as it stands in the record; None of what holds others."""
    if isinstance(value, str):
        return value.strip()
    return "" if value is None else str(value).lower() if isinstance(value, bool) else None


def _place_of(key: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a key's text stands, from its first quotation mark to behind the last; None where
    the key is not written plainly."""
    found = _key_pattern(key).search(text, start, end)
    return (found.end() - 1, scanstring(text, found.end(), True)[1]) if found else None


@lru_cache(maxsize=64)
def _key_pattern(key: str) -> re.Pattern[str]:
    """A key and the mark that begins its text. Inside of texts every quotation mark has a
    backslash before it, so that this matches nothing there."""
    return re.compile(rf'(?<!\\)"{re.escape(key)}"[ \t]*:[ \t]*"')
