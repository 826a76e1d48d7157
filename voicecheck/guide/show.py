"""A guide told value by value, each with the place it was written at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from voicecheck.frozen import frozen
from voicecheck.guide.duration import Hours
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Sourced
from voicecheck.guide.values import NAMED_SCOPES
from voicecheck.problems import Place


@frozen
class Row:
    """One value of the resolved guide: ``voice.snark.max``, 20, and its origin."""

    keys: tuple[str, ...]
    sourced: Sourced[Any]

    @property
    def path(self) -> str:
        return ".".join(self.keys)

    @property
    def value(self) -> str:
        return text_of(self.sourced.value)

    @property
    def place(self) -> Place:
        return self.sourced.place


def described(guide: Guide) -> Iterator[Row]:
    """Every value that the guide and what it extends set, in the order of the model."""
    for part in fields(guide):
        value = getattr(guide, part.name)
        if part.name in _NOT_VALUES:
            continue
        if part.name == "sections":
            yield from _rows((), value)
        else:
            yield from _rows((part.name,), value)


_NOT_VALUES = ("path", "brand", "languages", "description", "files", "switched_off", "examples", "version")


def _rows(keys: tuple[str, ...], value: Any) -> Iterator[Row]:
    if isinstance(value, Sourced):
        yield Row(keys, value)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _rows((*keys, key), item)
    elif is_dataclass(value) and not isinstance(value, Place):
        for item in fields(value):
            inside = getattr(value, item.name)
            yield from _rows(keys if item.name in ("limits", "facts") and keys[0] in ("voice", *NAMED_SCOPES) else (*keys, item.name), inside)


def settings_in(value: Any) -> dict[str, Any]:
    """The keys that a value of several holds; none for a value that is one thing."""
    if not is_dataclass(value):
        return {}
    return {item.name: getattr(value, item.name) for item in fields(value) if "setting" in item.metadata and getattr(value, item.name) is not None}


def text_of(value: Any) -> str:
    """A value as it is written in a guide."""
    if isinstance(value, Sourced):
        return text_of(value.value)
    if isinstance(value, tuple):
        return "[" + ", ".join(text_of(item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    inside = settings_in(value)
    if inside:
        return "{" + ", ".join(f"{key}: {text_of(item)}" for key, item in inside.items()) + "}"
    return f"{value:g}" if isinstance(value, float) and not isinstance(value, Hours) else str(value)


def as_yaml(guide: Guide) -> Iterator[str]:
    """The resolved guide as YAML that can be read again, each value with its origin behind it."""
    yield "version: 1"
    if guide.brand:
        yield f"brand: {_scalar(guide.brand)}"
    if guide.description:
        yield f"description: {_scalar(guide.description)}"
    yield f"languages: [{', '.join(guide.languages)}]"
    open_keys: tuple[str, ...] = ()
    for row in _with_switched_off(guide):
        common = 0
        while common < min(len(open_keys), len(row.keys) - 1) and open_keys[common] == row.keys[common]:
            common += 1
        for depth in range(common, len(row.keys) - 1):
            yield f"{'  ' * depth}{_scalar(row.keys[depth])}:"
        open_keys = row.keys[:-1]
        line = f"{'  ' * (len(row.keys) - 1)}{_scalar(row.keys[-1])}: {_yaml_value(row.sourced.value)}"
        yield f"{line:<46}  # {row.place.path}:{row.place.line}"


def _with_switched_off(guide: Guide) -> list[Row]:
    """The rows, with nothing where something is switched off: so it stays off when read again."""
    rows = list(described(guide))
    for item in guide.switched_off:
        keys = tuple(item.path.split("."))
        if "/" in item.path or not any(row.keys[0] == keys[0] for row in rows):
            continue
        shared = [next((depth for depth, (one, two) in enumerate(zip(row.keys, keys)) if one != two), min(len(row.keys), len(keys))) for row in rows]
        last = max(index for index, depth in enumerate(shared) if depth == max(shared))
        rows.insert(last + 1, Row(keys, Sourced(None, item.place)))
    return rows


def _yaml_value(value: Any) -> str:
    if value is None:
        return "~"
    if isinstance(value, Sourced):
        return _yaml_value(value.value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_yaml_value(item) for item in value) + "]"
    inside = settings_in(value)
    if inside:
        return "{" + ", ".join(f"{key}: {_yaml_value(item)}" for key, item in inside.items()) + "}"
    if isinstance(value, Hours):
        return str(value)
    if isinstance(value, (bool, float)):
        return text_of(value)
    if is_dataclass(value):  # of a type of a check's own, such as a pattern, the first field is what was written
        value = getattr(value, fields(value)[0].name)
    return _scalar(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _scalar(text: str) -> str:
    plain = text.replace("-", "").replace("_", "").replace("/", "").isalnum() and not text[0].isdigit() and text.isascii()
    return text if plain and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off") else json.dumps(text, ensure_ascii=False)
