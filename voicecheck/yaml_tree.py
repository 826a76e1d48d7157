"""YAML read into a tree whose every key and value knows its line and column.

Scalars stay text: the schema that reads the tree decides what a word means, so a
language list ``[no, sv]`` is never read as ``[False, "sv"]``.
"""

from __future__ import annotations

import re
from typing import Any

from voicecheck.problems import Place, Problem, VoicecheckError
from voicecheck.tree import MAX_DEPTH, Mapping, Scalar, Sequence, Tree
from voicecheck.yaml_mistakes import scalar_problem, syntax_problem

__all__ = ["MAX_DEPTH", "MAX_NODES", "Mapping", "Scalar", "Sequence", "Tree", "parse_yaml", "read_yaml"]

MAX_NODES = 50_000
_SAFE_NESTING = 5_000
"""A text that could be nested deeper is looked through first: libyaml composes it by recursion
in C, and some 25,000 levels break the process."""


def parse_yaml(text: str, path: str, by_hand: bool = False) -> Tree | None:
    """The tree of one YAML document, or None where there is nothing in it.

    ``by_hand`` also refuses what is valid and hardly ever meant, such as ``- #hashtag``.
    Raises VoicecheckError for anything that is not plain YAML, with its place.
    """
    tree, problems = read_yaml(text, path, by_hand=by_hand)
    if problems:
        raise VoicecheckError(problems)
    return tree


def read_yaml(text: str, path: str, max_nodes: int = MAX_NODES, merge: bool = False, by_hand: bool = False) -> tuple[Tree | None, list[Problem]]:
    """The tree of one YAML document, and what is wrong in it but does not keep the rest from
    being read: a key that stands twice. ``merge``: ``<<: *name`` takes over what is in another map.

    Raises VoicecheckError where nothing can be read.
    """
    import yaml

    loader_class: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if len(text) > _SAFE_NESTING and text.count("[") + text.count("{") + max(map(len, text.splitlines())) > _SAFE_NESTING:
            _refuse_deep_nesting(yaml.parse(text, loader_class), path)
        loader = loader_class(text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise VoicecheckError(syntax_problem(text, path, error)) from None
    except yaml.YAMLError as error:
        raise VoicecheckError(_unreadable(text, path, error)) from None
    except RecursionError:
        raise VoicecheckError(Problem(Place(path), "is nested too deeply to read")) from None
    if root is None:
        return None, []
    builder = _Builder(path, max_nodes, merge, text if by_hand else "")
    return builder.build(root), builder.problems


def _refuse_deep_nesting(events: Any, path: str) -> None:
    depth = 0
    for event in events:
        kind = type(event).__name__
        depth += kind.endswith(("SequenceStartEvent", "MappingStartEvent"))
        depth -= kind.endswith(("SequenceEndEvent", "MappingEndEvent"))
        if depth > MAX_DEPTH:
            raise VoicecheckError(Problem(Place(path, event.start_mark.line + 1, event.start_mark.column + 1), f"is nested more than {MAX_DEPTH} levels deep"))


def _unreadable(text: str, path: str, error: Exception) -> Problem:
    bad = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    if bad is None:
        return Problem(Place(path), f"is not readable as YAML: {error}")
    line = text.count("\n", 0, bad.start()) + 1
    column = bad.start() - text.rfind("\n", 0, bad.start())
    code = f"U+{ord(bad.group()):04X}"
    return Problem(Place(path, line, column), f"holds the control character {code}, which YAML does not allow; delete it")


_QUOTED = ("'", '"', "|", ">")


class _Builder:
    """Turns PyYAML's nodes into the tree; bounds what aliases can blow up."""

    def __init__(self, path: str, max_nodes: int, merge: bool, text: str = "") -> None:
        self.path = path
        self.max_nodes = max_nodes
        self.merge = merge
        self.lines = text.splitlines()
        self.count = 0
        self.open: set[int] = set()
        self.problems: list[Problem] = []

    def build(self, root: Any) -> Tree:
        return self._node(root, 0)

    def _place(self, node: Any) -> Place:
        return Place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def _node(self, node: Any, depth: int) -> Tree:
        place = self._place(node)
        self.count += 1
        if self.count > self.max_nodes:
            raise VoicecheckError(Problem(place, f"has more than {self.max_nodes} values once its aliases (*name) are filled in; write them out or remove them"))
        if depth > MAX_DEPTH:
            raise VoicecheckError(Problem(place, f"is nested more than {MAX_DEPTH} levels deep"))
        if node.id == "scalar":
            self._judge_scalar(node, place)
            style = node.style or ""
            return Scalar(node.value, bool(style), place, start=node.start_mark.index, end=node.end_mark.index, style=style)
        if id(node) in self.open:
            raise VoicecheckError(Problem(place, "an alias (*name) here contains itself; write the value out"))
        self.open.add(id(node))
        try:
            if node.id == "sequence":
                return Sequence(tuple(self._node(item, depth + 1) for item in node.value), place, node.start_mark.index)
            return self._mapping(node, place, depth)
        finally:
            self.open.discard(id(node))

    def _judge_scalar(self, node: Any, place: Place) -> None:
        mark = node.start_mark
        if mark.line >= len(self.lines):
            return
        line = self.lines[mark.line]
        wrong = scalar_problem(line, mark.column, node.value, node.tag, node.style not in _QUOTED)
        if wrong:
            self.problems.append(Problem(place, wrong))

    def _mapping(self, node: Any, place: Place, depth: int) -> Mapping:
        entries: dict[str, Tree] = {}
        keys: dict[str, Place] = {}
        merged: list[Tree] = []
        for key_node, value_node in node.value:
            key_place = self._place(key_node)
            if key_node.id != "scalar":
                self.problems.append(Problem(key_place, "a key must be a word; a list or map stands here"))
                continue
            key = key_node.value
            if key == "<<" and self.merge and not key_node.style:
                merged.append(self._node(value_node, depth + 1))
                continue
            if key in keys:
                self.problems.append(Problem(key_place, f'the key "{key}" stands twice in this map, first in line {keys[key].line}; keep one'))
                continue
            keys[key] = key_place
            entries[key] = self._node(value_node, depth + 1)
        for other in merged:
            for mapping in other if isinstance(other, Sequence) else (other,):
                if not isinstance(mapping, Mapping):
                    self.problems.append(Problem(mapping.place, "<<: takes over a map or a list of maps (<<: *name); a text stands here"))
                    continue
                for key, value in mapping.entries.items():
                    if key not in entries:  # what the map says itself, and what came first, holds
                        entries[key], keys[key] = value, mapping.keys[key]
        return Mapping(entries, keys, place, node.start_mark.index)
