"""What can be written at a place of a guide, and what each key means: from the guide's schema."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from voicecheck.checks.registry import catalog
from voicecheck.dimensions import SITUATIONS
from voicecheck.frozen import frozen
from voicecheck.guide.files import SHIPPED, shipped_guides
from voicecheck.guide.json_schema import guide_schema
from voicecheck.lsp.yaml_cursor import Key, Path, cursor_at, keys_of
from voicecheck.reports.explanation import short_title

Schema = dict[str, Any]


@frozen
class Proposal:
    """Something that can be written in the place of offsets ``start`` to ``end``.

    ``kind`` is "key" or "value"; ``detail`` says in a few words what it is, ``doc`` what it means.
    """

    label: str
    text: str
    start: int
    end: int
    kind: str
    detail: str = ""
    doc: str = ""


def proposals(text: str, offset: int, path: str = "") -> list[Proposal]:
    """What can be written at an offset of the guide at ``path``, in the schema's order."""
    cursor = cursor_at(text, offset)
    if cursor is None:
        return []
    schemas = schemas_at(cursor.path)
    end = offset
    while end < len(text) and (text[end].isalnum() or text[end] in "_-/"):
        end += 1
    found: dict[str, Proposal] = {}
    if not cursor.after_key:
        taken = {key.name for key in keys_of(text) if key.parent == cursor.path and not key.start <= offset <= key.end}
        follows = "" if text[end : end + 1] == ":" else ": "
        for name, schema in _names(cursor.path, schemas):
            if name not in taken:
                found.setdefault(name, Proposal(name, name + follows, cursor.start, end, "key", *_told(schema)))
    for value, doc in _values(cursor.path, schemas, path):
        found.setdefault(value, Proposal(value, value, cursor.start, end, "value", "", doc))
    return list(found.values())


def key_doc(text: str, offset: int) -> tuple[Key, str] | None:
    """The key at an offset with what it means, in Markdown."""
    key = next((key for key in keys_of(text) if key.start <= offset < max(key.end, key.start + 1)), None)
    if key is None:
        return None
    entry = catalog().get(key.name) if key.parent[:1] == ("severity",) else None
    schemas = schemas_at(key.path)
    if entry is not None:
        return key, f"**{key.name}**\n\nLooks for {entry.looks_for}"
    if not schemas:
        return None
    detail, doc = _told(schemas[0])
    parts = [f"**{'.'.join(str(part) for part in key.path if isinstance(part, str))}**", doc, detail and f"Write {detail}."]
    examples = [example for schema in schemas for example in schema.get("examples", ())]
    if examples:
        parts.append(f"Example: `{key.name}: {_as_yaml(examples[0])}`")
    default = next((schema["default"] for schema in schemas if "default" in schema), None)
    if default is not None:
        parts.append(f"Where it is not written: `{_as_yaml(default)}`")
    return key, "\n\n".join(part for part in parts if part)


def schemas_at(path: Path) -> list[Schema]:
    """The schemas of what stands at a path; several where it may be written in several ways."""
    found = [guide_schema_once()]
    for part in path:
        found = [inner for schema in found for inner in _inside(schema, part)]
    return [way for schema in found for way in _ways(schema)]


@lru_cache(maxsize=1)
def guide_schema_once() -> Schema:
    """The schema of a guide, made at the first question."""
    return guide_schema()


def _resolved(schema: Schema) -> Schema:
    while "$ref" in schema:
        schema = {**guide_schema_once()["$defs"][schema["$ref"].rsplit("/", 1)[1]], **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def _ways(schema: Schema) -> Iterator[Schema]:
    """The schema without its references and choices; what it says of itself goes along."""
    schema = _resolved(schema)
    if "anyOf" not in schema:
        yield schema
        return
    outside = {key: value for key, value in schema.items() if key in ("description", "examples", "default")}
    for item in schema["anyOf"]:
        for way in _ways(item):
            if way.get("type") != "null":
                yield {**way, **outside}


def _inside(schema: Schema, part: str | int) -> Iterator[Schema]:
    for way in _ways(schema):
        if isinstance(part, int):
            if isinstance(way.get("items"), dict):
                yield way["items"]
        elif part in way.get("properties", {}):
            yield way["properties"][part]
        elif isinstance(way.get("additionalProperties"), dict):
            yield way["additionalProperties"]


def _names(path: Path, schemas: list[Schema]) -> Iterator[tuple[str, Schema]]:
    """The keys that a map may have."""
    for schema in schemas:
        for name, inner in schema.get("properties", {}).items():
            yield name, next(_ways(inner), {})
    if path == ("severity",):
        families = dict.fromkeys(entry.family for entry in catalog().values())
        yield from ((family, {"description": f"Every check of the family {family}."}) for family in families)
        yield from ((entry.id, {"description": f"Looks for {entry.looks_for}"}) for entry in catalog().values())


def _values(path: Path, schemas: list[Schema], guide: str) -> Iterator[tuple[str, str]]:
    """The words that may stand as a value, with what they mean."""
    for schema in schemas:
        meanings = schema.get("enumDescriptions", ())
        for number, value in enumerate(schema.get("enum", ())):
            if value is not None:
                yield str(value), meanings[number] if number < len(meanings) else ""
        kinds = schema.get("type", ())
        if "boolean" in ([kinds] if isinstance(kinds, str) else kinds):
            yield from (("true", ""), ("false", ""))
    names = tuple(part for part in path if isinstance(part, str))
    if names == ("extends",):
        yield from ((SHIPPED + name, "a guide that comes with voicecheck") for name in shipped_guides() if name != "floor")
        yield from ((name, "a file beside this one") for name in _files_beside(guide))
    elif names[:1] == ("examples",) and names[-1:] == ("because",):
        yield from ((check, short_title(check)) for check in catalog())
    elif names[:1] == ("examples",) and names[-1:] == ("situation",):
        yield from ((name, "") for name in SITUATIONS)
    elif names[-1:] == ("redirect_to",) or (names[:1] == ("examples",) and names[-1:] == ("channel",)):
        yield from ((name, "") for schema in schemas_at(("channels",)) for name in schema.get("properties", ()))
    elif names[:1] == ("examples",) and names[-1:] == ("language",):
        yield from _values(("languages", 0), schemas_at(("languages", 0)), guide)


def _files_beside(guide: str) -> list[str]:
    try:
        return [name for name in sorted(os.listdir(os.path.dirname(guide) or ".")) if name.endswith((".yml", ".yaml")) and name != os.path.basename(guide)]
    except OSError:
        return []


def _told(schema: Schema) -> tuple[str, str]:
    """What kind of value it is, and what it means."""
    return _kind(schema), str(schema.get("description", ""))


def _kind(schema: Schema) -> str:
    if "enum" in schema:
        words = [str(value) for value in schema["enum"] if value is not None]
        return "one of " + ", ".join(words) if len(words) <= 12 else "a word"
    kinds = schema.get("type", "")
    kind = next((item for item in ([kinds] if isinstance(kinds, str) else kinds) if item != "null"), "")
    if kind in ("number", "integer"):
        low, high = schema.get("minimum"), schema.get("maximum")
        return "a number" + (f" from {low:g} to {high:g}" if low is not None and high is not None else "")
    return {"boolean": "true or false", "string": "a text", "array": "a list", "object": "a map"}.get(kind, "")


def _as_yaml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_as_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_as_yaml, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def extended_at(text: str, offset: int, path: str) -> str:
    """The guide that the word at an offset names behind ``extends``; empty if none is named there."""
    stop = offset
    while stop < len(text) and text[stop] not in " \t\r\n,]#\"'":
        stop += 1
    cursor = cursor_at(text, stop)
    if cursor is None or tuple(part for part in cursor.path if isinstance(part, str)) != ("extends",):
        return ""
    name = cursor.begun.strip(" \t\"'[")
    return name if not name or name.startswith(SHIPPED) else os.path.normpath(os.path.join(os.path.dirname(path), name))
