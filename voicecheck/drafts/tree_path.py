"""Paths into a record: the name of a field, a simple path (``items[].body``, ``content.nb``) or
a JSON pointer (``/items/*/body``, RFC 6901, with ``*`` or ``-`` for every item)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecheck.frozen import frozen
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

EVERY = "*"
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\*|\d*)\]")


@frozen
class TreePath:
    """``written`` is tried as the name of a field before it is taken for a path."""

    written: str
    steps: tuple[str, ...]


@frozen
class Found:
    """A node; ``steps`` lead to it from the root, and ``above`` are the nodes on the way, the
    root first."""

    node: Tree
    steps: tuple[str, ...]
    above: tuple[Tree, ...]


def parse_path(written: str) -> TreePath:
    """Raises ValueError, with what is wrong, for what is no path."""
    if written.startswith("/"):
        steps = [step.replace("~1", "/").replace("~0", "~") for step in written[1:].split("/")]
        return TreePath(written, tuple(EVERY if step == "-" else step for step in steps))
    steps, position = [], 0
    while position < len(written):
        found = _STEP.match(written, position)
        if found is None:
            raise ValueError(f"“{written}” is no path: “{written[position:]}” is not understood; write it like body, content.nb, items[].body or /items/*/body")
        steps.append(found.group(1) or found.group(2) or EVERY)
        position = found.end()
    return TreePath(written, tuple(steps))


def find(root: Tree, path: TreePath) -> Iterator[Found]:
    """The texts at a path, counted from the root, else from what is nearest to the root and has
    any: ``body`` finds the bodies of a list of records, and of a list that stands in a map."""
    level: list[Found] = [Found(root, (), ())]
    while level:
        found = [match for item in level for match in _descend(item.node, path.steps, item.steps, item.above, path)]
        if found:
            yield from found
            return
        level = [Found(child, (*item.steps, name), (*item.above, item.node)) for item in level for name, child in _children(item.node) if not isinstance(child, Scalar)]


def find_beside(found: Found, path: TreePath) -> Tree | None:
    """What a path means for the record in which a text was found: counted from the nearest map
    or list around the text in which it leads to something, else from the root, with the items
    that led to the text."""
    for depth in range(len(found.above), 0, -1):
        bound = tuple(
            found.steps[index] if step == EVERY and index < len(found.steps) and depth == 1 and _agree(path.steps[:index], found.steps) else step
            for index, step in enumerate(path.steps)
        )
        for other in _descend(found.above[depth - 1], bound, (), (), path):
            return other.node
    return None


def _agree(steps: tuple[str, ...], bound: tuple[str, ...]) -> bool:
    return all(step in (EVERY, other) for step, other in zip(steps, bound))


def _descend(node: Tree, steps: tuple[str, ...], done: tuple[str, ...], above: tuple[Tree, ...], whole: TreePath | None) -> Iterator[Found]:
    if whole is not None and isinstance(node, Mapping) and whole.written in node.entries:
        yield Found(node.entries[whole.written], (*done, whole.written), (*above, node))
        return
    if not steps:
        if isinstance(node, Scalar):
            yield Found(node, done, above)
        return
    step, rest = steps[0], steps[1:]
    if isinstance(node, Scalar):
        return
    for name, item in _children(node) if step == EVERY else _named(node, step):
        yield from _descend(item, rest, (*done, name), (*above, node), None)


def _children(node: Tree) -> Iterator[tuple[str, Tree]]:
    if isinstance(node, Mapping):
        yield from node.entries.items()
    elif isinstance(node, Sequence):
        yield from ((str(index), item) for index, item in enumerate(node.items))


def _named(node: Tree, name: str) -> Iterator[tuple[str, Tree]]:
    if isinstance(node, Mapping) and name not in node.entries:
        yield from [(key, value) for key, value in node.entries.items() if key.casefold() == name.casefold()][:1]
    elif isinstance(node, Mapping):
        yield name, node.entries[name]
    elif isinstance(node, Sequence) and name.isdecimal() and int(name) < len(node.items):
        yield name, node.items[int(name)]


def what_is_there(root: Tree, limit: int = 12) -> list[tuple[str, str]]:
    """The paths of the first texts, each with its text, for an error message."""
    return _paths(root, "", limit)[:limit]


def _paths(node: Tree, path: str, limit: int) -> list[tuple[str, str]]:
    if isinstance(node, Scalar):
        return [(path, node.text)] if path else []
    if isinstance(node, Sequence):
        return _paths(node.items[0], f"{path}[]", limit) if node.items else []
    return [found for key, value in list(node.entries.items())[:limit] for found in _paths(value, f"{path}.{key}" if path else key, limit)]
