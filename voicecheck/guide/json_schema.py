"""The JSON Schema of a guide, made from its model: for completion and hover in editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from voicecheck.guide.files import FLOOR
from voicecheck.guide.keys import guide_keys
from voicecheck.guide.model import Vocabulary
from voicecheck.guide.schema import key_schema


def guide_schema(vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """The schema (2020-12) that every guide meets which ``voicecheck guide check`` accepts."""
    if vocabulary is None:
        from voicecheck.checks.registry import vocabulary as all_checks

        vocabulary = all_checks()
    properties: dict[str, Any] = {}
    for key, setting in guide_keys(vocabulary, _known_channels(vocabulary)).items():
        inside = key_schema(setting)
        outside = {name: inside.pop(name) for name in ("description", "default", "examples") if name in inside}
        properties[key] = {**outside, **_nullable(inside)}
    shared = _share(properties)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "voicecheck guide",
        "description": "A brand's tone-of-voice guide for voicecheck.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": shared,
    }


def _share(properties: dict[str, Any]) -> dict[str, Any]:
    """Move what is written out several times into definitions, and refer to them.

    Every situation and channel has the same limits: written out they are a megabyte.
    """
    seen: dict[str, int] = {}
    definitions: dict[str, Any] = {}
    names: dict[str, str] = {}

    def parts(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """The schemas inside a schema, with the name each goes by."""
        for name, item in schema.get("properties", {}).items():
            yield name, item
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                yield "", schema[key]
        for item in schema.get("anyOf", ()):
            yield "", item

    def count(schema: dict[str, Any]) -> None:
        text = json.dumps(schema, sort_keys=True)
        seen[text] = seen.get(text, 0) + 1
        if seen[text] == 1 or len(text) <= _WORTH_SHARING:
            for _, item in parts(schema):
                count(item)

    def refer(schema: dict[str, Any], hint: str) -> dict[str, Any]:
        text = json.dumps(schema, sort_keys=True)
        if text not in names:
            made = dict(schema)
            if "properties" in schema:
                made["properties"] = {name: refer(item, name) for name, item in schema["properties"].items()}
            for key in ("items", "additionalProperties"):
                if isinstance(schema.get(key), dict):
                    made[key] = refer(schema[key], hint)
            if "anyOf" in schema:
                made["anyOf"] = [refer(item, hint) for item in schema["anyOf"]]
            if seen.get(text, 0) < 2 or len(text) <= _WORTH_SHARING:
                return made
            name = hint
            while name in definitions:
                name += "_"
            names[text] = name
            definitions[name] = made
        return {"$ref": f"#/$defs/{names[text]}"}

    for name in list(properties):
        properties[name] = _nullable_inside(properties[name])
        count(properties[name])
    for key in list(properties):
        properties[key] = refer(properties[key], key)
    return dict(sorted(definitions.items()))


_WORTH_SHARING = 120


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """A key with nothing after its colon switches off what the guide extends."""
    return {"anyOf": [schema, {"type": "null"}]}


def _nullable_inside(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with every key of its maps nullable."""
    made = dict(schema)
    if "properties" in made:
        made["properties"] = {name: _or_null(_nullable_inside(item)) for name, item in made["properties"].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(made.get(key), dict):
            made[key] = _nullable_inside(made[key])
            if key == "additionalProperties":
                made[key] = _or_null(made[key])
    if "anyOf" in made:
        made["anyOf"] = [_nullable_inside(item) for item in made["anyOf"]]
    return made


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"], **({"enum": [*schema["enum"], None]} if "enum" in schema else {})}
    return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]} if "anyOf" in schema else schema


def _known_channels(vocabulary: Vocabulary) -> tuple[str, ...]:
    from voicecheck.guide.load import read_guide

    return tuple(read_guide(FLOOR, vocabulary).channels)
