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

from voicecheck.drafts.record import facts_from, reply_field
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.suppression import FIELD
from voicecheck.drafts.trees import reply_at
from voicecheck.problems import Place
from voicecheck.tree import Scalar

_HALF = re.compile("[\ud800-\udfff]")
_NOWHERE = Place("")


class _Bare(str):
    """A number, as it is written."""


def _refused(word: str) -> None:
    raise ValueError(word)  # NaN and Infinity are no JSON


_scan: Callable[[str, int], tuple[object, int]] = make_scanner(JSONDecoder(parse_float=_Bare, parse_int=_Bare, parse_constant=_refused))  # type: ignore[arg-type]
"""Reads the value at an offset; the decoder is what it takes its settings from."""


def flat_reply(source: SourceText, start: int, end: int) -> Reply | None:
    """The reply of the JSON record at ``start`` to ``end`` of a draft whose path says no language
    and for which there is no mapping; None where the record is not flat and plain."""
    try:
        record, position = _scan(source.text, start)
    except (StopIteration, ValueError, RecursionError):
        return None
    if type(record) is not dict or position > end or source.text[position:end].strip(" \t"):
        return None
    fields: dict[str, str] = {}
    for key, value in record.items():
        text = _text(value)
        if text is None:
            return None
        fields[key.lower()] = text
    name = reply_field(fields)
    key = name if name in record else next((key for key in record if key.lower() == name), "")
    if not name or len(fields) != len(record) or type(record[key]) is not str or FIELD in fields:
        return None
    if source.text.find("\\u", start, end) >= 0 and any(map(_HALF.search, (*record, *fields.values()))):
        return None
    place = _place_of(key, source.text, start, end)
    if place is None:
        return None
    facts = facts_from(fields, {}, name)
    scalar = Scalar(record[key], True, _NOWHERE, start=place[0], end=place[1], style="json")
    return reply_at(source, scalar, facts.id, facts.context, facts.usage, facts.id if facts.context.language else "")


def _text(value: object) -> str | None:
    """A value's text as it stands in the record; None of what holds others."""
    if isinstance(value, str):
        return value.strip()
    return "" if value is None else str(value).lower() if isinstance(value, bool) else None


def _place_of(key: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a key's text stands, from its first quotation mark to behind the last; None where
    the key is not written plainly, or twice."""
    pattern = _key_pattern(key)
    found = pattern.search(text, start, end)
    if found is None:
        return None
    stop: int = scanstring(text, found.end(), True)[1]
    return None if pattern.search(text, stop, end) else (found.end() - 1, stop)


@lru_cache(maxsize=64)
def _key_pattern(key: str) -> re.Pattern[str]:
    """A key and the mark that begins its text. Inside of texts every quotation mark has a
    backslash before it, so that this matches nothing there."""
    return re.compile(rf'(?<!\\)"{re.escape(key)}"[ \t]*:[ \t]*"')
