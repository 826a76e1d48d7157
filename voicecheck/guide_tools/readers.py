"""Which keys of a guide each check reads, told from the snippet that the catalog shows of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from voicecheck.checks.registry import catalog, vocabulary
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Record, settings_of
from voicecheck.guide.values import NAMED_SCOPES, guide_values
from voicecheck.yaml_tree import Mapping, Tree, parse_yaml


@lru_cache(maxsize=512)
def keys_read_by(check_id: str) -> tuple[str, ...]:
    """The keys that set the check, without the scope: ``snark.max``, ``words.avoid``.

    The snippet of a check's catalog entry sets exactly that check; the tests judge its
    examples by it. A check of markers is set by ``never``, by the band of its family and by the
    gate, which all name phrases by it.
    """
    entry = catalog()[check_id]
    keys = list(_shown(check_id))
    for key in _shown(check_id):
        keys += [sibling for sibling in _siblings(key) if sibling not in keys and not any(overlaps(sibling, shown) for shown in _all_shown())]
    if entry.categories:
        keys += [key for key in ("never", entry.family, "gate") if key not in keys and (key == "gate" or key in vocabulary().limits)]
    return tuple(keys)


def _shown(check_id: str) -> tuple[str, ...]:
    """The keys that the check's snippet sets."""
    snippet = catalog()[check_id].guide_snippet
    tree = parse_yaml(snippet, check_id) if snippet else None
    return tuple(dict.fromkeys(_keys(tree))) if isinstance(tree, Mapping) else ()


@lru_cache(maxsize=1)
def _all_shown() -> frozenset[str]:
    return frozenset(key for check_id in catalog() for key in _shown(check_id))


def _siblings(key: str) -> tuple[str, ...]:
    """The keys declared beside this one; those that no snippet shows belong to it too."""
    name, _, part = key.partition(".")
    declared = {**vocabulary().limits, **vocabulary().sections}.get(name)
    if not part or declared is None or not isinstance(declared.type, Record):
        return ()
    return tuple(f"{name}.{sibling}" for sibling in settings_of(declared.type.model) if sibling != "override")


def overlaps(one: str, other: str) -> bool:
    """Whether two keys are the same or one stands inside the other: ``snark``, ``snark.max``."""
    return one == other or one.startswith(other + ".") or other.startswith(one + ".")


def checks_reading(key: str) -> tuple[str, ...]:
    """The ids of the checks that a key sets: ``length.max_words`` or the whole of ``length``."""
    return tuple(check_id for check_id in catalog() if any(overlaps(read, key) for read in keys_read_by(check_id)))


def set_keys(guide: Guide) -> set[str]:
    """The keys that a guide sets, in the same form."""
    return {unscoped(value.path) for value in guide_values(guide, vocabulary())}


def unscoped(path: tuple[str, ...]) -> str:
    """A value's key without its scope: ``situations.complaint.snark.max`` is ``snark.max``;
    of sections and of limits that are maps with free names no more than what is declared."""
    if path[0] == "voice":
        path = path[1:]
    elif path[0] in NAMED_SCOPES:
        path = path[2:]
    limits, sections = vocabulary().limits, vocabulary().sections
    if path and path[0] in sections and path[0] not in limits:
        return ".".join(path[: 1 + _declared_depth(path[0])])
    return ".".join(path[:2]) if path and path[0] != "never" else "never"


def _declared_depth(section: str) -> int:
    return 1 if isinstance(vocabulary().sections[section].type, Record) else 0


def _keys(tree: Mapping) -> Iterator[str]:
    for path in _leaves(tree, ()):
        if path[0] in ("version", "brand", "languages", "extends"):
            continue
        yield unscoped(path)


def _leaves(tree: Tree, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(tree, Mapping) and tree.entries:
        for key, value in tree.entries.items():
            yield from _leaves(value, (*path, key))
    elif path:
        yield path
