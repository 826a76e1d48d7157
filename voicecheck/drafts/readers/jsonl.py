"""JSON Lines: one JSON object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.record import ID_FIELDS, REPLY_FIELDS, context_from, first, usage_from
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import MapBuilder, SourceMap, SourceText
from voicecheck.problems import Problem

_LINE = re.compile(r"[^\r\n]+")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]')
_COLON = re.compile(r"\s*:\s*")
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")


class JsonLinesReader(DraftReader):
    """JSON Lines: one object a line, with `reply` (or text, body, message, content) and its context."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")
    records = "lines"

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        empty = True
        for line in _LINE.finditer(source.text):
            if not line.group().strip():
                continue
            empty = False
            yield self._record(source, line.group(), line.start())
        if empty:
            yield self.problem(source, 0, "holds no reply; the file is empty")

    def _record(self, source: SourceText, line: str, offset: int) -> Reply | Problem:
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            return self.problem(source, offset + error.pos, f"is not valid JSON here: {error.msg}; each line must be one whole object")
        except RecursionError:
            return self.problem(source, offset, "is nested too deeply to read")
        except ValueError as error:  # a number of thousands of digits
            return self.problem(source, offset, f"is not readable as JSON: {error}")
        broken = next((found for found in _ESCAPE.finditer(line) if _is_half(found.group())), None)
        if broken:
            return self.problem(source, offset + broken.start(), f"{broken.group()} is half of a surrogate pair and no character; export the file again as UTF-8")
        if not isinstance(record, dict):
            return self.problem(source, offset, 'must be an object such as {"reply": "…"}')
        fields = {key.lower(): value if isinstance(value, str) else "" if value is None else json.dumps(value) for key, value in record.items()}
        key = next((key for key in record if key.lower() in REPLY_FIELDS), None)
        for name in REPLY_FIELDS:
            key = next((candidate for candidate in record if candidate.lower() == name), None)
            if key is not None:
                break
        if key is None:
            names = ", ".join(record) or "nothing"
            return self.problem(source, offset, f"has no field with the reply; expected one of {', '.join(REPLY_FIELDS)}, found {names}")
        if not isinstance(record[key], str):
            return self.problem(source, offset, f'"{key}" must be a text')
        text, source_map = map_json_string(source, line, offset, key, record[key])
        context, usage = context_from(fields), usage_from(fields)
        if not text:
            return Reply("", first(fields, ID_FIELDS), context, source.path, SourceMap(source, (), source.position(offset)[0]), usage, "the reply is empty")
        return Reply(text, first(fields, ID_FIELDS), context, source.path, source_map, usage)


def map_json_string(source: SourceText, line: str, offset: int, key: str, value: str) -> tuple[str, SourceMap]:
    """The value of the object's ``key`` with the place of each character, or, where it cannot
    be found again, with the line alone."""
    string = _string_of(line, key)
    if string is not None and json.loads(string.group()) == value:
        builder = MapBuilder(source)
        raw, start = string.group(1), offset + string.start(1)
        position = 0
        for escape in _ESCAPE.finditer(raw):
            builder.add(raw[position : escape.start()], start + position)
            builder.add(json.loads(f'"{escape.group()}"'), start + escape.start(), start + escape.end())
            position = escape.end()
        builder.add(raw[position:], start + position)
        return builder.build()
    return value.strip(), SourceMap(source, (), source.position(offset)[0])


def _string_of(line: str, key: str) -> re.Match[str] | None:
    """Where the text stands that the outermost object has under ``key`` (the last one counts)."""
    depth = 0
    found = None
    for piece in _PIECE.finditer(line):
        sign = piece.group()
        if sign in ("{", "["):
            depth += 1
        elif sign in ("}", "]"):
            depth -= 1
        elif depth == 1:
            colon = _COLON.match(line, piece.end())
            if colon and json.loads(sign) == key:
                found = _STRING.match(line, colon.end())
    return found


def _is_half(escape: str) -> bool:
    return len(escape) == 6 and "d800" <= escape[2:].lower() <= "dfff"
