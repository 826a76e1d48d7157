"""Walks a guide value by value, each with the declaration of its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from voicecheck.frozen import frozen
from voicecheck.guide.keys import guide_keys
from voicecheck.guide.model import Guide, Scope, Vocabulary
from voicecheck.guide.schema import Fields, MapOf, Setting, Sourced, Type, settings_of
from voicecheck.problems import Place


@frozen
class GuideValue:
    """One value of a resolved guide: ``("voice", "snark", "max")``, 20 and where it stands.

    ``setting`` declares the key it was written under; for an entry of a map with free names,
    the key of that map. Values of lists are tuples of ``Sourced`` or of dataclasses.
    """

    path: tuple[str, ...]
    sourced: Sourced[Any]
    setting: Setting
    entry: tuple[str, ...] = ()
    """The path of the named entry it belongs to, where an entry is a map of its own."""
    holder: Any = None
    """That entry."""
    entry_rule: str = "replace"
    """How the strictest of two maps of such entries is made: "union" where each is a limit more."""

    @property
    def name(self) -> str:
        """The path as a person writes it: ``voice.snark.max``."""
        return ".".join(self.path)

    @property
    def place(self) -> Place:
        """Where the value was written."""
        return self.sourced.place


def guide_values(guide: Guide, vocabulary: Vocabulary) -> Iterator[GuideValue]:
    """Every value that limits replies, in the order of the model."""
    keys = guide_keys(vocabulary, tuple(guide.channels))
    for path, scope in named_scopes(guide):
        own = {item.name: item.metadata["setting"] for item in fields(scope) if "setting" in item.metadata}
        said = {name: getattr(scope, name) for name in own}
        facts = getattr(scope, "facts", None)
        if facts is not None:
            own |= settings_of(type(facts))
            said |= {item.name: getattr(facts, item.name) for item in fields(facts)}
        yield from _walk(path, {**said, **scope.limits}, Setting(Fields({**own, **vocabulary.limits}), ""))
    for name, section in guide.sections.items():
        yield from _walk((name,), section, keys[name])
    yield from _walk(("gate",), guide.gate, keys["gate"])


NAMED_SCOPES = ("situations", "channels", "modes", "accounts", "agents")
"""Keys whose entries are scopes of their own, with limits inside."""


def named_scopes(guide: Guide) -> Iterator[tuple[tuple[str, ...], Scope]]:
    """Every scope of the guide with its path: ``("voice",)``, ``("channels", "x")``."""
    for item in fields(guide):
        value = getattr(guide, item.name)
        if isinstance(value, Scope):
            yield (item.name,), value
        elif isinstance(value, dict):
            yield from (((item.name, name), scope) for name, scope in value.items() if isinstance(scope, Scope))


def is_fact(path: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Whether a path names what a channel is like, rather than a limit."""
    return len(path) == 3 and path[0] in NAMED_SCOPES and path[2] not in vocabulary.limits


def with_limits(guide: Guide, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Guide:
    """The guide with the limits of every scope changed."""
    made: dict[str, Any] = {}
    for item in fields(guide):
        value = getattr(guide, item.name)
        if isinstance(value, Scope):
            made[item.name] = replace(value, limits=change(value.limits))
        elif isinstance(value, dict) and any(isinstance(scope, Scope) for scope in value.values()):
            made[item.name] = {name: replace(scope, limits=change(scope.limits)) for name, scope in value.items()}
    return replace(guide, **made)


def _walk(path: tuple[str, ...], value: Any, setting: Setting, entry: tuple[str, ...] = (), holder: Any = None, rule: str = "replace") -> Iterator[GuideValue]:
    if isinstance(value, Sourced):
        yield GuideValue(path, value, setting, entry, holder, rule)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            inside = (*path, key)
            named = isinstance(setting.type, MapOf) and is_dataclass(item) and not isinstance(item, Sourced)
            yield from _walk(inside, item, _inside(setting, key), inside if named else entry, item if named else holder, setting.strictest if named else rule)
    elif is_dataclass(value) and not isinstance(value, Place):
        for field in fields(value):
            if "setting" in field.metadata:
                yield from _walk((*path, field.name), getattr(value, field.name), field.metadata["setting"], entry, holder, rule)


def _inside(setting: Setting, key: str) -> Setting:
    """The declaration of a key inside the map that ``setting`` declares."""
    kind: Type = setting.type
    if isinstance(kind, Fields) and key in kind.declared:
        return kind.declared[key]
    if isinstance(kind, MapOf):
        return Setting(kind.item, setting.doc, setting.strictest)
    return setting


def places_in(value: Any) -> Iterator[Place]:
    """Every place that a value was written at, its entries' places among them."""
    if isinstance(value, Sourced):
        yield value.place
        yield from places_in(value.value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from places_in(item)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from places_in(item)
    elif isinstance(value, Place):
        if value.line:
            yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from places_in(getattr(value, field.name))


def with_numbers(value: Any, change: Callable[[float, str], float], strictest: str = "replace") -> Any:
    """The value with every number in it changed; ``change`` gets the number and the rule by
    which the strictest of two wins ("lower", "higher" or another)."""
    if isinstance(value, Sourced):
        if isinstance(value.value, float):
            return replace(value, value=change(value.value, strictest))
        return value
    if isinstance(value, dict):
        return {key: with_numbers(item, change, strictest) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, (Place, type)):
        changed = {
            item.name: with_numbers(getattr(value, item.name), change, item.metadata["setting"].strictest if "setting" in item.metadata else "replace")
            for item in fields(value)
            if not isinstance(getattr(value, item.name), (Place, str))
        }
        return replace(value, **changed)
    return value
