"""The JSON Schema of a guide, made from its model: for completion and hover in editors."""

from __future__ import annotations

from typing import Any

from voicecheck.guide.load import FLOOR
from voicecheck.guide.model import Vocabulary, guide_keys


def guide_schema(vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """The schema (2020-12) that every guide meets which ``voicecheck guide check`` accepts."""
    if vocabulary is None:
        from voicecheck.checks.registry import vocabulary as all_checks

        vocabulary = all_checks()
    properties: dict[str, Any] = {}
    for key, setting in guide_keys(vocabulary, _known_channels(vocabulary)).items():
        properties[key] = {"description": setting.doc, **_nullable(setting.type.json_schema())}
        if setting.example:
            properties[key]["examples"] = [setting.example]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "voicecheck guide",
        "description": "A brand's tone-of-voice guide for voicecheck.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """A key with nothing after its colon switches off what the guide extends."""
    return {"anyOf": [schema, {"type": "null"}]}


def _known_channels(vocabulary: Vocabulary) -> tuple[str, ...]:
    from voicecheck.guide.load import read_guide

    return tuple(read_guide(FLOOR, vocabulary).channels)
