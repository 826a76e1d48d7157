"""Reads a guide file and everything that it extends into one validated guide."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from voicecheck.guide.aliases import with_known_names
from voicecheck.guide.examples import sound_examples
from voicecheck.guide.files import FLOOR, SHIPPED, ReadFile, read_file, shipped_guides
from voicecheck.guide.keys import guide_keys
from voicecheck.guide.make import make_guide
from voicecheck.guide.model import Guide, Vocabulary
from voicecheck.guide.off import apply_off, switched_off
from voicecheck.guide.schema import Reader, unknown_key
from voicecheck.problems import Place, Problem, VoicecheckError, suggestion
from voicecheck.text_files import decode
from voicecheck.yaml_tree import Mapping, Scalar, Sequence, Tree, parse_yaml


def read_guide(path: str, vocabulary: Vocabulary, read: ReadFile = read_file) -> Guide:
    """The guide at ``path`` (a file, or ``voicecheck:NAME``), with its bases merged in.

    ``read`` opens the files: from the disk, or as they stood in another revision. Raises VoicecheckError with every mistake in it and in its bases, sorted by line.
    """
    loader = _Loader(vocabulary, read)
    tree = loader.resolved(path, Place(path))
    if path != FLOOR:
        tree = merge(loader.resolved(FLOOR, Place(path)), tree)
    reader = Reader()
    off = switched_off(tree, reader)
    values: dict[str, Any] = {}
    channels = tree.entries.get("channels")
    keys = guide_keys(vocabulary, tuple(channels.entries) if isinstance(channels, Mapping) else ())
    for key, value in tree.entries.items():
        if key == "off":
            continue
        if key not in keys:
            reader.problem(tree.keys[key], _misplaced(key, vocabulary) or unknown_key(key, "", keys))
        elif not (isinstance(value, Scalar) and value.is_null):
            values[key] = keys[key].type.read(value, reader, key)
    if loader.problems:  # without its bases the guide cannot be judged as a whole
        raise VoicecheckError([*loader.problems, *reader.problems])
    values = {key: value for key, value in values.items() if value is not None}
    guide = make_guide(values, tree.place, path, tuple(loader.files), reader, vocabulary)
    sound_examples(guide.examples, reader, vocabulary, guide.sections)
    if reader.problems:
        raise VoicecheckError(_first_at_each_place(reader.problems))
    return replace(guide, switched_off=off)


def _misplaced(key: str, vocabulary: Vocabulary) -> str:
    """What to say of a limit that stands at the top of the guide, where none is read."""
    if key not in vocabulary.limits:
        return ""
    return f"{key} is a limit and stands in voice (for every reply), in a situation or in a channel; indent it under one of them"


def _first_at_each_place(problems: list[Problem]) -> list[Problem]:
    """A key that ``off`` invents is told once, not as an unknown key besides."""
    off = {problem.place for problem in problems if problem.message.startswith("off names")}
    return [problem for problem in problems if problem.place not in off or problem.message.startswith("off names")]


class _Loader:
    def __init__(self, vocabulary: Vocabulary, read: ReadFile) -> None:
        self.check_ids = vocabulary.check_ids
        self.read = read
        self.files: list[str] = []
        self.problems: list[Problem] = []

    def resolved(self, path: str, asked_at: Place, chain: tuple[str, ...] = ()) -> Mapping:
        """The tree of ``path`` with all that it extends merged under it.

        Raises VoicecheckError where ``path`` itself cannot be read; what is wrong with its
        bases is gathered in ``problems``.
        """
        identity = path if path.startswith(SHIPPED) or "\0" in path else os.path.realpath(path)
        if identity in chain:
            names = " extends ".join(os.path.basename(link) for link in (*chain[chain.index(identity) :], identity))
            raise VoicecheckError(Problem(asked_at, f"extends runs in a circle: {names}; remove one of them"))
        if len(chain) > 20:
            raise VoicecheckError(Problem(asked_at, "extends more than 20 guides one after another"))
        tree = self._tree(path, asked_at)
        merged: Mapping | None = None
        for name in self._bases(tree):
            base_path = name.text if name.text.startswith(SHIPPED) else self._beside(path, name)
            try:
                base = self.resolved(base_path, name.place, (*chain, identity))
            except VoicecheckError as error:
                self.problems.extend(error.problems)
                continue
            merged = base if merged is None else merge(merged, base)
        own = Mapping({k: v for k, v in tree.entries.items() if k != "extends"}, tree.keys, tree.place)
        own = apply_off(own, self.check_ids, self.problems)
        return own if merged is None else merge(merged, own)

    def _tree(self, path: str, asked_at: Place) -> Mapping:
        self.files.append(path)
        shipped = self._shipped(path, asked_at)
        try:
            text = decode(shipped.read_bytes() if shipped else self.read(path), path)
        except IsADirectoryError:
            raise VoicecheckError(Problem(Place(path), "is a folder; name the guide file in it")) from None
        except FileNotFoundError:
            raise VoicecheckError(Problem(asked_at, f'the guide "{path}" does not exist')) from None
        except OSError as error:
            raise VoicecheckError(Problem(asked_at, f'the guide "{path}" cannot be read: {error.strerror}')) from None
        except ValueError:
            raise VoicecheckError(Problem(asked_at, f'the guide "{path}" cannot be read: no file can have this name')) from None
        tree = parse_yaml(text, path, by_hand=True)
        if tree is None or (isinstance(tree, Scalar) and tree.is_null):
            raise VoicecheckError(Problem(Place(path, 1, 1), "the guide is empty; begin with `version: 1`, `brand:` and `voice:` (`voicecheck guide show` prints the default one)"))
        if not isinstance(tree, Mapping):
            raise VoicecheckError(Problem(tree.place, "a guide is a map of keys such as brand:, voice: and situations:, each with a colon and a space"))
        tree, problems = with_known_names(tree)
        self.problems.extend(problems)
        return tree

    def _shipped(self, path: str, asked_at: Place) -> Path | None:
        if not path.startswith(SHIPPED):
            return None
        name = path[len(SHIPPED) :]
        guides = shipped_guides()
        if name not in guides:
            raise VoicecheckError(Problem(asked_at, f'there is no shipped guide "{name}"; there are {", ".join(sorted(guides))}.{suggestion(name, guides)}'))
        return guides[name]

    def _bases(self, tree: Mapping) -> list[Scalar]:
        value = tree.entries.get("extends")
        if value is None or (isinstance(value, Scalar) and value.is_null):
            return []
        items: tuple[Tree, ...] = value.items if isinstance(value, Sequence) else (value,)
        self.problems += [Problem(item.place, "extends must name guides: voicecheck:NAME or a path beside this file") for item in items if not isinstance(item, Scalar)]
        return [item for item in items if isinstance(item, Scalar)]

    def _beside(self, path: str, name: Scalar) -> str:
        if path.startswith(SHIPPED):
            return SHIPPED + name.text.removesuffix(".yml")
        return os.path.normpath(os.path.join(os.path.dirname(path), name.text))


def merge(base: Mapping, child: Mapping) -> Mapping:
    """``child`` laid over ``base``: maps merge key by key, everything else is replaced.

    Nothing over something switches it off.
    """
    entries = dict(base.entries)
    keys = dict(base.keys)
    for key, value in child.entries.items():
        below = entries.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            entries[key] = merge(below, value)
        elif below is not None and isinstance(value, Scalar) and value.is_null:
            entries[key] = replace(value, switches_off=True)
        else:
            entries[key] = value
        keys[key] = child.keys[key]
    return Mapping(entries, keys, child.place)
