"""Adds to YAML files of other tools without touching a line that is there."""

from __future__ import annotations

from typing import Any


class CannotEditError(Exception):
    """The file cannot be added to safely; the message says why."""


def with_list_item(text: str, key: str, item: str) -> str:
    """The YAML text with ``item``, which begins with ``- ``, at the end of the list under ``key``.

    Comments and everything else stay. Raises CannotEditError.
    """
    listed = _value(_root(text), key)
    if listed is None or listed.id != "sequence" or listed.flow_style or not listed.value:
        raise CannotEditError(f"it has no list under “{key}:” that is written line by line")
    last = _last_leaf(listed.value[-1])
    end = last.end_mark.index if last.end_mark.column == 0 and last.end_mark.index else text.find("\n", last.end_mark.index) + 1 or len(text)
    indented = "".join(f"{' ' * listed.start_mark.column}{line}\n" if line else "\n" for line in item.rstrip("\n").split("\n"))
    new = _joined(text[:end], indented, text[end:])
    after = _value(_root(new), key)
    if after is None or len(after.value) != len(listed.value) + 1 or _plain(after)[1][:-1] != _plain(listed)[1]:
        raise CannotEditError("what was added would change the rest")
    return new


def with_key(text: str, key: str, block: str) -> str:
    """The YAML text with ``block``, which begins with ``key:``, as one more key of its map, at the
    end. Raises CannotEditError."""
    root = _root(text)
    if root.id != "mapping" or root.flow_style or root.start_mark.column:
        raise CannotEditError("it is no map that is written line by line")
    new = _joined(text, "\n" + block, "")
    after = _root(new)
    if _plain(after)[1][:-1] != _plain(root)[1] or _value(after, key) is None:
        raise CannotEditError("what was added would change the rest")
    return new


def has(text: str, word: str) -> bool:
    """Whether a word stands anywhere in a YAML text but in its comments."""
    return any(word in node.value for node in _leaves(_root(text)))


def _root(text: str) -> Any:
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)  # nodes only: tags of other tools are let through
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise CannotEditError(f"it is no YAML{f' from line {mark.line + 1} on' if mark else ''}") from None
    except RecursionError:
        raise CannotEditError("it is nested too deeply") from None
    if root is None:
        raise CannotEditError("it is empty")
    return root


def _value(root: Any, key: str) -> Any:
    return next((value for name, value in root.value if name.value == key), None) if root.id == "mapping" else None


def _leaves(node: Any) -> list[Any]:
    if node.id == "scalar":
        return [node]
    return [leaf for child in node.value for part in (child if isinstance(child, tuple) else (child,)) for leaf in _leaves(part)]


def _last_leaf(node: Any) -> Any:
    """The part of a node that ends it: a text, or a list or map in brackets."""
    while node.id != "scalar" and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _plain(node: Any) -> Any:
    """A node without its places, to compare."""
    if node.id == "scalar":
        return node.tag, node.value
    return node.tag, [tuple(map(_plain, child)) if isinstance(child, tuple) else _plain(child) for child in node.value]


def _joined(before: str, new: str, after: str) -> str:
    newline = "\r\n" if "\r\n" in before else "\n"
    if before and not before.endswith("\n"):
        before += newline
    return before + new.replace("\n", newline) + after
