"""Switching off what a base sets: the key ``off``, and nothing written after a colon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from voicecheck.guide.examples import OWN_CHECKS
from voicecheck.guide.model import SwitchedOff
from voicecheck.guide.schema import Reader
from voicecheck.problems import Place, Problem, suggestion
from voicecheck.tree import Mapping, Scalar, Tree


def apply_off(own: Mapping, check_ids: tuple[str, ...], problems: list[Problem]) -> Mapping:
    """A guide file's own tree with its ``off`` carried out.

    A path becomes a key with nothing after it, which takes the value of a base away when the
    trees are merged; a check id becomes a severity. Mistakes are added to ``problems``.
    """
    off = own.get("off")
    if off is None or (isinstance(off, Scalar) and off.is_null):
        return own
    if not isinstance(off, Mapping):
        problems.append(Problem(off.place, 'off must be a map of what is switched off to the reason, such as {voice.snark: "It is our voice."}'))
        return own
    families = {check_id.split("/")[0] for check_id in check_ids if "/" in check_id}
    for name, value in off.entries.items():
        place = off.keys[name]
        if not isinstance(value, Scalar) or value.is_null:
            problems.append(Problem(value.place, f'off.{name} must be the reason why it is switched off, a text such as "It is our voice."'))
            continue
        if "/" in name and name not in check_ids and not name.startswith(tuple(OWN_CHECKS.values())):
            problems.append(Problem(place, f'there is no check "{name}"; `voicecheck rules` lists them.{suggestion(name, check_ids)}'))
            continue
        is_check = "/" in name or (name in families and name not in own.entries)
        path = ("severity", name) if is_check else tuple(name.split("."))
        below = _at(own, path)
        if below is not None:
            problems.append(Problem(place, f"off switches {name} off, but this guide sets it in line {below.place.line}; keep one of the two"))
            continue
        own = _with(own, path, Scalar("off" if is_check else "", False, place, because=" ".join(value.text.split())), place)
    return own


def switched_off(tree: Mapping, reader: Reader) -> tuple[SwitchedOff, ...]:
    """What is switched off in the merged tree, in the order of its keys.

    Tells ``reader`` of a path under ``off`` at which no base sets anything.
    """
    found = []
    for path, value in _scalars(tree, ()):
        if path[0] == "off":
            continue
        if path[0] == "severity" and len(path) == 2 and value.text == "off":
            found.append(SwitchedOff(path[1], value.because, value.place))
        elif value.switches_off:
            found.append(SwitchedOff(".".join(path), value.because, value.place))
        elif value.because:
            name = ".".join(path)
            known = [".".join(other) for other, entry in _paths(tree, ()) if other[0] != "off" and not (isinstance(entry, Scalar) and entry.because)]
            reader.problem(value.place, f'off names "{name}", which no guide that this one extends sets; `voicecheck guide show` lists what is set.{suggestion(name, known)}')
    return tuple(found)


def _at(tree: Tree, path: tuple[str, ...]) -> Tree | None:
    for key in path:
        below = tree.get(key) if isinstance(tree, Mapping) else None
        if below is None:
            return None
        tree = below
    return tree


def _with(tree: Mapping, path: tuple[str, ...], value: Scalar, place: Place) -> Mapping:
    key, *rest = path
    below = tree.get(key)
    inner: Tree = value
    if rest:
        inner = _with(below if isinstance(below, Mapping) else Mapping({}, {}, place), tuple(rest), value, place)
    return replace(tree, entries={**tree.entries, key: inner}, keys={key: place, **tree.keys})


def _scalars(tree: Tree, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    for found, value in _paths(tree, path):
        if isinstance(value, Scalar):
            yield found, value


def _paths(tree: Tree, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Tree]]:
    if path:
        yield path, tree
    if isinstance(tree, Mapping):
        for key, value in tree.entries.items():
            yield from _paths(value, (*path, key))
