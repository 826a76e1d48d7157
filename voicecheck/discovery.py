"""Finds the classes in a package: how a new file becomes a check, a format or a report."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from inspect import isabstract
from types import GenericAlias, ModuleType
from typing import Any


def classes_in(package: ModuleType, base: type[Any]) -> list[type[Any]]:
    """The concrete subclasses of ``base`` that the modules of ``package`` define, in order of
    module and definition."""
    found: list[type[Any]] = []
    for entry in sorted(pkgutil.iter_modules(package.__path__), key=lambda entry: entry.name):
        module = import_module(f"{package.__name__}.{entry.name}")
        for value in vars(module).values():
            if isinstance(value, type) and not isinstance(value, GenericAlias) and issubclass(value, base) and value.__module__ == module.__name__ and not isabstract(value):
                found.append(value)
    return found
