"""JSON Lines: one JSON object a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from voicecheck.drafts.flat_record import FlatRecords
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.record import REPLY_FIELDS, how_to_map
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.tree_looks import is_record
from voicecheck.drafts.tree_path import find, what_is_there
from voicecheck.drafts.tree_records import mapped_replies, path_of, replies_in
from voicecheck.json_tree import read_json
from voicecheck.problems import Place, Problem
from voicecheck.tree import Mapping, Scalar

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_OBJECT = re.compile(r"\s*\{.*\}\s*")
_LOOKED_AT = 20
"""Lines that are looked at to tell the format."""


class JsonLinesReader(DraftReader):
    """JSON Lines: one object a line, with `reply` (or text, body, message, content) and its context."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")
    other_suffixes = (".json",)
    records = "lines"
    rank = 20
    known_by = "an object in each line"
    known_anywhere = True

    def recognises(self, source: SourceText) -> bool:
        if source.path.lower().endswith(self.suffixes):
            return True
        lines = [found.group() for found, _ in zip(_LINE.finditer(source.text), range(_LOOKED_AT))]
        if not lines or not all(map(_OBJECT.fullmatch, lines)) or (len(lines) == 1 and source.path.lower().endswith(".json")):
            return False
        tree = read_json(lines[0], source.path).tree
        return isinstance(tree, Mapping) and is_record(tree)

    def points_to_replies(self, source: SourceText, options: ReadOptions) -> bool:
        first, path = _LINE.search(source.text), path_of(options)
        tree = read_json(first.group(), source.path).tree if first and _OBJECT.fullmatch(first.group()) else None
        return tree is not None and path is not None and any(True for _ in find(tree, path))

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        empty = True
        flat_records = FlatRecords(source, options)
        for line in _LINE.finditer(source.text):
            empty = False
            flat = flat_records.reply(line.start(), line.end())
            if flat is not None:
                yield flat
            else:
                yield from self._record(source, line.start(), line.end(), options)
        if empty:
            yield self.problem(source, 0, "holds no reply; the file is empty")

    def _record(self, source: SourceText, start: int, end: int, options: ReadOptions) -> Iterator[Reply | Problem]:
        number, column = source.position(start)
        found = read_json(source.text, source.path, start, end, number, column)
        if found.problems:
            yield from found.problems
            return
        if not isinstance(found.tree, Mapping):
            yield self.problem(source, start, 'must be an object such as {"reply": "…"}')
            return
        replies = list(mapped_replies(source, found.tree, options) if "reply" in options.fields else ()) or list(self._known(source, found.tree, options))
        yield from replies or [self.problem(source, start, f"has no field that is known to hold the reply: {how_to_map(what_is_there(found.tree))}")]

    def _known(self, source: SourceText, record: Mapping, options: ReadOptions) -> Iterator[Reply | Problem]:
        name = next((name for known in REPLY_FIELDS for name in record.entries if name.lower() == known), None)
        if name is None and not is_record(record):
            return
        value = record.entries[name] if name is not None else None
        if isinstance(value, Scalar) and not value.quoted and not value.is_null:
            yield Problem(Place(source.path, value.place.line, value.place.column), f'"{name}" must be a text')
            return
        yield from replies_in(source, record, options)
