"""Lists, maps and records of a guide, and how a key of it is declared.

The guide's model (model.py) and the checks' settings are frozen dataclasses whose fields
are declared with ``setting``. From that one declaration come the validation with its
messages, the JSON Schema, and the rule by which the strictest of two limits wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Sequence as AbstractSequence
from dataclasses import field, fields
from typing import Any

from voicecheck.frozen import frozen
from voicecheck.guide.scalars import Boolean, Choice, Date, Number, Reader, Sourced, Text, Type, expected, shown
from voicecheck.problems import Place, suggestion
from voicecheck.tree import Mapping, Scalar, Sequence, Tree
from voicecheck.yaml_tree import parse_yaml

__all__ = [
    "Boolean", "Choice", "Date", "Fields", "ListOf", "MapOf", "Number", "Reader", "Record", "Setting", "Sourced", "Text", "Type",
    "key_schema", "keys_schema", "setting", "settings_of", "shown", "unknown_key",
]  # fmt: skip


@frozen
class ListOf:
    """A list; a single value counts as a list of one."""

    item: Type

    def read(self, tree: Tree, reader: Reader, name: str) -> Sourced[tuple[Any, ...]] | None:
        if isinstance(tree, Scalar) and tree.is_null:
            expected(reader, tree, name, self.describe())
            return None
        items = tree.items if isinstance(tree, Sequence) else (tree,)
        values = [self.item.read(item, reader, f"an entry of {name}") for item in items]
        return Sourced(tuple(value for value in values if value is not None), tree.place)

    def json_schema(self) -> dict[str, Any]:
        item = self.item.json_schema()
        return {"anyOf": [{"type": "array", "items": item}, item]}

    def describe(self) -> str:
        return f"a list, each entry {self.item.describe()}"


@frozen
class MapOf:
    """A map from names to values of one type; ``names`` limits the names allowed."""

    item: Type
    names: tuple[str, ...] | None = None
    open_names: bool = False
    """Other names than ``names`` are allowed too (``names`` then only helps completion)."""
    meanings: AbstractSequence[tuple[str, str]] = ()
    """What each name means, for editors and the reference."""

    def read(self, tree: Tree, reader: Reader, name: str) -> dict[str, Any] | None:
        if not isinstance(tree, Mapping):
            expected(reader, tree, name, self.describe(), self._hint(tree))
            return None
        found: dict[str, Any] = {}
        for key, value in tree.entries.items():
            if isinstance(value, Scalar) and value.switches_off:
                continue
            if self.names is not None and key not in self.names and not self.open_names:
                reader.problem(tree.keys[key], f'"{key}" is not known in {name}; allowed are {", ".join(self.names)}.{suggestion(key, self.names)}')
                continue
            read = self.item.read(value, reader, f"{name}.{key}")
            if read is not None:
                found[key] = read
        return found

    def _hint(self, tree: Tree) -> str:
        if not isinstance(tree, Sequence) or not tree.items:
            return ""
        first = tree.items[0]
        if isinstance(first, Mapping):
            return " Remove the dashes before its keys."
        return f' Write each with its text: {{{first.text}: "…"}}.' if isinstance(first, Scalar) and getattr(self.item, "shorthand", isinstance(self.item, Text)) else ""

    def json_schema(self) -> dict[str, Any]:
        item = self.item.json_schema()
        if self.names is None:
            return {"type": "object", "additionalProperties": item}
        means = dict(self.meanings)
        properties = {name: {**item, "description": means[name]} if name in means else item for name in self.names}
        return {"type": "object", "properties": properties, "additionalProperties": item if self.open_names else False}

    def describe(self) -> str:
        return "a map of names to values" if self.names is None else f"a map with any of {', '.join(self.names)}"


@frozen
class Setting:
    """The declaration of one key: its type, what it means, and how two values combine."""

    type: Type
    doc: str
    strictest: str = "replace"
    """``lower``/``higher``: that number wins; ``union``: both lists; ``intersection``: only
    what both lists have; ``replace``: the nearer scope (situation, then channel) wins."""
    example: str = ""
    preset: str = ""
    """What holds where the key is not written, as it would be written; empty: nothing is limited."""


def setting(type: Type, doc: str, *, strictest: str = "replace", example: str = "", preset: str = "", default: Any = None) -> Any:
    """A dataclass field that is a key of the guide."""
    return field(default=default, metadata={"setting": Setting(type, doc, strictest, example, preset)})


def settings_of(model: type) -> dict[str, Setting]:
    """The keys that a model's fields declare, by name."""
    return {item.name: item.metadata["setting"] for item in fields(model) if "setting" in item.metadata}


def keys_schema(declared: dict[str, Setting]) -> dict[str, Any]:
    """The JSON Schema of a map with these keys."""
    return {"type": "object", "properties": {key: key_schema(item) for key, item in declared.items()}, "additionalProperties": False}


def key_schema(declared: Setting) -> dict[str, Any]:
    """The JSON Schema of one key, with what an editor shows of it."""
    schema = {**declared.type.json_schema(), "description": declared.doc}
    if declared.preset:
        schema["default"] = _as_json(declared.preset)
    if declared.example:
        schema["examples"] = [_as_json(declared.example)]
    return schema


def _as_json(written: str) -> Any:
    """A value of a guide as JSON has it; editors read YAML 1.2, to which ``yes`` is a word."""
    return _json_of(parse_yaml(written, "example"))


def _json_of(tree: Tree | None) -> Any:
    if isinstance(tree, Mapping):
        return {key: _json_of(value) for key, value in tree.entries.items()}
    if isinstance(tree, Sequence):
        return [_json_of(item) for item in tree.items]
    if tree is None or tree.is_null:
        return None
    if not tree.quoted and tree.text in ("true", "false"):
        return tree.text == "true"
    if not tree.quoted and re.fullmatch(r"-?\d+(\.\d+)?", tree.text):
        return float(tree.text) if "." in tree.text else int(tree.text)
    return tree.text


@frozen
class Record:
    """A map with fixed keys, read into the dataclass ``model``.

    A field named ``place`` receives the place of the map. ``shorthand`` names the one key
    that a plain value (not a map) is taken for.
    """

    model: type
    shorthand: str = ""
    validate: Callable[[Any, Reader], None] | None = None

    def read(self, tree: Tree, reader: Reader, name: str) -> Any:
        declared = settings_of(self.model)
        if not isinstance(tree, Mapping):
            if self.shorthand:
                value = declared[self.shorthand].type.read(tree, reader, name)
                return None if value is None else self._validated(self._make({self.shorthand: value}, tree.place), reader)
            expected(reader, tree, name, self.describe())
            return None
        values: dict[str, Any] = {}
        for key, value in tree.entries.items():
            if key not in declared:
                reader.problem(tree.keys[key], unknown_key(key, name, declared))
            elif not (isinstance(value, Scalar) and value.is_null):
                values[key] = declared[key].type.read(value, reader, f"{name}.{key}" if name else key)
        return self._validated(self._make(values, tree.place), reader)

    def _validated(self, made: Any, reader: Reader) -> Any:
        if self.validate is not None:
            self.validate(made, reader)
        return made

    def _make(self, values: dict[str, Any], place: Place) -> Any:
        given = {key: value for key, value in values.items() if value is not None}
        if any(item.name == "place" for item in fields(self.model)):
            given["place"] = place
        return self.model(**given)

    def json_schema(self) -> dict[str, Any]:
        schema = keys_schema(settings_of(self.model))
        if self.shorthand:
            short = settings_of(self.model)[self.shorthand].type.json_schema()
            return {"anyOf": [schema, short]}
        return schema

    def describe(self) -> str:
        return "a map with any of " + ", ".join(settings_of(self.model))


def unknown_key(key: str, where: str, allowed: Iterable[str]) -> str:
    """The message for a key that no one reads."""
    names = list(allowed)
    inside = f" in {where}" if where else ""
    if ":" in key and key.split(":")[0] in names:
        return f'a space is missing after the colon of "{key}"; write {key.replace(":", ": ", 1)}'
    if key.isdigit():
        return f'"{key}" stands alone{inside}; a comma separates keys, so a number is written with a point: 45.5'
    if key.count(" ") > 1:
        return f'"{key}" is read as a key{inside}: a comma inside {{…}} ends a text, so put the whole text in quotation marks'
    if key != key.strip("\xa0\u2007\u202f"):
        return f'a non-breaking space stands before "{key.strip()}"; YAML takes it for a letter, so replace it by ordinary spaces'
    return f'the key "{key}" is not known{inside}; allowed are {", ".join(names)}.{suggestion(key, names)}'


@frozen
class Fields:
    """A map whose keys are declared at run time (by the checks), read into a dict."""

    declared: dict[str, Setting]

    def read(self, tree: Tree, reader: Reader, name: str) -> dict[str, Any] | None:
        if not isinstance(tree, Mapping):
            expected(reader, tree, name, self.describe())
            return None
        found: dict[str, Any] = {}
        for key, value in tree.entries.items():
            if key not in self.declared:
                reader.problem(tree.keys[key], unknown_key(key, name, self.declared))
            elif not (isinstance(value, Scalar) and value.is_null):
                read = self.declared[key].type.read(value, reader, f"{name}.{key}" if name else key)
                if read is not None:
                    found[key] = read
        return found

    def json_schema(self) -> dict[str, Any]:
        return keys_schema(self.declared)

    def describe(self) -> str:
        return "a map with any of " + ", ".join(self.declared)
