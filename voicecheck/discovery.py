"""Finds the classes in a package: how a new file becomes a check, a format or a report.

Where they stand is kept in the user's cache, so that a run loads only the modules that it needs.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from inspect import isabstract
from types import GenericAlias
from typing import Any, TypeVar

from voicecheck.frozen import frozen
from voicecheck.shipped import kept

T = TypeVar("T")


@frozen
class Found:
    """Where a class stands, and what it says of itself: the attributes that were asked for."""

    module: str
    name: str
    says: dict[str, Any]

    def load(self) -> Any:
        """The class itself."""
        return getattr(import_module(self.module), self.name)


def classes_in(package: str, base: type[Any]) -> list[type[Any]]:
    """The concrete subclasses of ``base`` that the modules of ``package`` define, in order of
    module and definition."""
    return [found.load() for found in found_in(package, base)]


def found_in(package: str, base: type[Any], attributes: tuple[str, ...] = ()) -> tuple[Found, ...]:
    """Where those classes stand, without loading them."""
    return kept(f"classes.{package}.{base.__name__}", lambda: tuple(_scanned(package, base, attributes)))


def _scanned(package: str, base: type[Any], attributes: tuple[str, ...]) -> Iterator[Found]:
    for entry in sorted(pkgutil.iter_modules(import_module(package).__path__), key=lambda entry: entry.name):
        module = import_module(f"{package}.{entry.name}")
        for value in vars(module).values():
            if isinstance(value, type) and not isinstance(value, GenericAlias) and issubclass(value, base) and value.__module__ == module.__name__ and not isabstract(value):
                yield Found(module.__name__, value.__name__, {name: getattr(value, name) for name in attributes})


class Registry(Mapping[str, T]):
    """One object of each class in a package by its ``name``, made when it is asked for.

    ``attributes`` are told by ``says`` without loading the class.
    """

    def __init__(self, package: str, base: type[Any], attributes: tuple[str, ...] = ()) -> None:
        found = found_in(package, base, ("name", *attributes))
        self._found = {item.says["name"]: item for item in sorted(found, key=lambda item: str(item.says["name"]))}
        self._made: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._made:
            self._made[name] = self._found[name].load()()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, name: object) -> bool:
        return name in self._found

    def says(self, name: str, attribute: str) -> Any:
        """What a class says of itself."""
        return self._found[name].says[attribute]
