"""Other names for situations, put right as soon as a guide is read: what extends what then
meets under one name."""

from __future__ import annotations

from dataclasses import replace

from voicecheck.dimensions import SITUATION_ALIASES
from voicecheck.problems import Problem
from voicecheck.tree import Mapping, Tree

_BY_SITUATION = ("situations", "require", "forbid", "order")


def with_known_names(tree: Mapping) -> tuple[Mapping, list[Problem]]:
    """The guide with every situation under its own name, and what could not be put right."""
    entries: dict[str, Tree] = dict(tree.entries)
    problems: list[Problem] = []
    for key in _BY_SITUATION:
        scopes = entries.get(key)
        if isinstance(scopes, Mapping) and scopes.entries.keys() & SITUATION_ALIASES.keys():
            entries[key] = _renamed(scopes, problems)
    return replace(tree, entries=entries), problems


def _renamed(scopes: Mapping, problems: list[Problem]) -> Mapping:
    entries: dict[str, Tree] = {}
    keys = {}
    for name, value in scopes.entries.items():
        known = SITUATION_ALIASES.get(name, name)
        if known != name and known in scopes.entries:
            problems.append(Problem(scopes.keys[name], f'"{name}" is another name for {known}, which stands at line {scopes.keys[known].line}; write the two as one'))
            continue
        entries[known], keys[known] = value, scopes.keys[name]
    return replace(scopes, entries=entries, keys=keys)
