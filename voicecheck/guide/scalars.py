"""The single values a guide is made of: each type reads a YAML tree, and tells its JSON Schema."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence as AbstractSequence
from typing import Any, Generic, Protocol, TypeVar

from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem, suggestion
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

T = TypeVar("T")
_TRUE = ("true", "yes", "on")
_FALSE = ("false", "no", "off")


@frozen
class Sourced(Generic[T]):
    """A value of the guide with the place it was written at."""

    value: T
    place: Place


class Reader:
    """Gathers the problems met while reading, so that all are told at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def problem(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, message))


class Type(Protocol):
    """A type of guide value."""

    def read(self, tree: Tree, reader: Reader, name: str) -> Any:
        """The value, or None after telling ``reader`` what is wrong. ``name`` is the key."""

    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema (2020-12) of the values that ``read`` accepts."""

    def describe(self) -> str:
        """A few words for messages and documentation: "a whole number from 0 to 100"."""


def shown(tree: Tree) -> str:
    """How a message names what was found instead."""
    if isinstance(tree, Mapping):
        return "a map"
    if isinstance(tree, Sequence):
        return "a list"
    return "nothing" if tree.is_null else f'"{tree.text}"'


def expected(reader: Reader, tree: Tree, name: str, what: str, more: str = "") -> None:
    """Tell the reader what should stand in the place of ``tree``."""
    reader.problem(tree.place, f"{name} must be {what}, not {shown(tree)}.{more}")


@frozen
class Text:
    what: str = "a text"

    def read(self, tree: Tree, reader: Reader, name: str) -> Sourced[str] | None:
        if not isinstance(tree, Scalar) or tree.is_null or not tree.text.strip():
            expected(reader, tree, name, self.what)
            return None
        return Sourced(tree.text, tree.place)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}

    def describe(self) -> str:
        return self.what


@frozen
class Number:
    """A number between two bounds, both included."""

    low: float | None = None
    high: float | None = None
    whole: bool = False

    def read(self, tree: Tree, reader: Reader, name: str) -> Sourced[float] | None:
        if isinstance(tree, Scalar) and not tree.quoted:
            try:
                value = float(int(tree.text)) if self.whole else float(tree.text)
            except ValueError:
                value = float("nan")
            if (self.low is None or value >= self.low) and (self.high is None or value <= self.high) and value == value:
                return Sourced(value, tree.place)
        expected(reader, tree, name, self.describe(), self._hint(tree))
        return None

    @staticmethod
    def _hint(tree: Tree) -> str:
        if not isinstance(tree, Scalar):
            return ""
        if tree.quoted:
            return " Remove the quotation marks."
        number = re.fullmatch(r"\W*(\d+(?:[.,]\d+)?)\W*", tree.text)
        return f" Write {number.group(1).replace(',', '.')} alone." if number and not tree.text.strip().startswith("-") and number.group(1) != tree.text else ""

    def json_schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "integer" if self.whole else "number"}
        if self.low is not None:
            schema["minimum"] = self.low
        if self.high is not None:
            schema["maximum"] = self.high
        return schema

    def describe(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        if self.low is not None and self.low == self.high:
            return f"the number {self.low:g}"
        if self.low is not None and self.high is not None:
            return f"{kind} from {self.low:g} to {self.high:g}"
        return f"{kind}, {self.low:g} or more" if self.low is not None else kind


@frozen
class Boolean:
    def read(self, tree: Tree, reader: Reader, name: str) -> Sourced[bool] | None:
        if isinstance(tree, Scalar) and not tree.quoted:
            if tree.text.lower() in _TRUE:
                return Sourced(True, tree.place)
            if tree.text.lower() in _FALSE:
                return Sourced(False, tree.place)
        expected(reader, tree, name, self.describe())
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def describe(self) -> str:
        return "true or false"


@frozen
class Choice:
    """One of some words. ``aliases`` are accepted and replaced by what they stand for."""

    values: tuple[str, ...]
    aliases: AbstractSequence[tuple[str, str]] = ()
    meanings: AbstractSequence[tuple[str, str]] = ()
    """What each word means, for editors and the reference."""

    def read(self, tree: Tree, reader: Reader, name: str) -> Sourced[str] | None:
        if isinstance(tree, Scalar) and not tree.is_null:
            word = dict(self.aliases).get(tree.text, tree.text)
            if word in self.values:
                return Sourced(word, tree.place)
            expected(reader, tree, name, self.describe(), suggestion(word, (*self.values, *dict(self.aliases))))
            return None
        expected(reader, tree, name, self.describe())
        return None

    def json_schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string", "enum": [*self.values, *(alias for alias, _ in self.aliases)]}
        if all(value.isdigit() for value in self.values):  # in YAML, 5 without quotes is a number
            schema = {"enum": [*self.values, *map(int, self.values)]}
        if self.meanings:
            means = dict(self.meanings)
            schema["enumDescriptions"] = [*(means.get(value, "") for value in self.values), *(f"the same as {value}" for _, value in self.aliases)]
        return schema

    def describe(self) -> str:
        return "one of " + ", ".join(self.values) if len(self.values) > 1 else f'"{self.values[0]}"'


@frozen
class Date:
    def read(self, tree: Tree, reader: Reader, name: str) -> Sourced[datetime.date] | None:
        if isinstance(tree, Scalar):
            try:
                return Sourced(datetime.date.fromisoformat(tree.text), tree.place)
            except ValueError:
                pass
        expected(reader, tree, name, self.describe())
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def describe(self) -> str:
        return "a date such as 2026-11-30"
