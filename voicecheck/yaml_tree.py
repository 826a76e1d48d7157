"""YAML read into a tree whose every key and value knows its line and column.

Scalars stay text: the schema that reads the tree decides what a word means, so a
language list ``[no, sv]`` is never read as ``[False, "sv"]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Union

from voicecheck.problems import Place, Problem, VoicecheckError
from voicecheck.yaml_mistakes import scalar_problem, syntax_problem

MAX_NODES = 50_000
MAX_DEPTH = 50
_SAFE_NESTING = 5_000
"""A text that could be nested deeper is looked through first: libyaml composes it by recursion
in C, and some 25,000 levels break the process."""


@dataclass(frozen=True)
class Scalar:
    """A text; ``quoted`` tells ``"5"`` from ``5`` and ``""`` from nothing.

    ``switches_off`` is set where nothing was written over something, when one guide was
    laid over another; ``because`` is the reason, where the guide gives one under ``off``.
    """

    text: str
    quoted: bool
    place: Place
    switches_off: bool = False
    because: str = ""

    @property
    def is_null(self) -> bool:
        return not self.quoted and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True)
class Sequence:
    items: tuple[Tree, ...]
    place: Place

    def __iter__(self) -> Iterator[Tree]:
        return iter(self.items)


@dataclass(frozen=True)
class Mapping:
    """Keys in file order. ``keys`` gives the place of each key itself."""

    entries: dict[str, Tree]
    keys: dict[str, Place]
    place: Place

    def get(self, key: str) -> Tree | None:
        return self.entries.get(key)


Tree = Union[Scalar, Sequence, Mapping]


def parse_yaml(text: str, path: str, by_hand: bool = False) -> Tree | None:
    """The tree of one YAML document, or None where there is nothing in it.

    ``by_hand`` also refuses what is valid and hardly ever meant, such as ``- #hashtag``. Raises VoicecheckError for anything that is not plain YAML, with its place.
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
    return None if root is None else _Builder(path, text if by_hand else "").build(root)


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

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.count = 0
        self.open: set[int] = set()
        self.problems: list[Problem] = []

    def build(self, root: Any) -> Tree:
        tree = self._node(root, 0)
        if self.problems:
            raise VoicecheckError(self.problems)
        return tree

    def _place(self, node: Any) -> Place:
        return Place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def _node(self, node: Any, depth: int) -> Tree:
        place = self._place(node)
        self.count += 1
        if self.count > MAX_NODES:
            raise VoicecheckError(Problem(place, f"has more than {MAX_NODES} values once its aliases (*name) are filled in; write them out or remove them"))
        if depth > MAX_DEPTH:
            raise VoicecheckError(Problem(place, f"is nested more than {MAX_DEPTH} levels deep"))
        if node.id == "scalar":
            self._judge_scalar(node, place)
            return Scalar(node.value, node.style in _QUOTED, place)
        if id(node) in self.open:
            raise VoicecheckError(Problem(place, "an alias (*name) here contains itself; write the value out"))
        self.open.add(id(node))
        try:
            if node.id == "sequence":
                return Sequence(tuple(self._node(item, depth + 1) for item in node.value), place)
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
        for key_node, value_node in node.value:
            key_place = self._place(key_node)
            if key_node.id != "scalar":
                self.problems.append(Problem(key_place, "a key must be a word; a list or map stands here"))
                continue
            key = key_node.value
            if key in keys:
                self.problems.append(Problem(key_place, f'the key "{key}" stands twice in this map, first in line {keys[key].line}; keep one'))
                continue
            keys[key] = key_place
            entries[key] = self._node(value_node, depth + 1)
        return Mapping(entries, keys, place)
