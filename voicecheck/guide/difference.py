"""What changed between two guides, in words, and whether it became stricter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from voicecheck.frozen import frozen
from voicecheck.guide.model import Guide, Vocabulary
from voicecheck.guide.schema import Sourced
from voicecheck.guide.show import settings_in
from voicecheck.guide.values import NAMED_SCOPES, GuideValue, guide_values
from voicecheck.problems import Place

DIRECTIONS = ("stricter", "looser", "other")
_GRADES = {"off": 0, "warn": 1, "fail": 2}


@frozen
class Change:
    """One value that differs. ``direction`` is "stricter", "looser" or "other"; ``scope`` is the
    situation, channel or section; ``place`` is where the new value stands, or the old one did."""

    path: str
    scope: str
    sentence: str
    direction: str
    old: Any
    new: Any
    place: Place


def differences(old: Guide, new: Guide, vocabulary: Vocabulary) -> tuple[Change, ...]:
    """Every value that differs between the two guides as resolved, in the order of the model."""
    before = {value.path: value for value in guide_values(old, vocabulary)}
    after = {value.path: value for value in guide_values(new, vocabulary)}
    found = list(_about(old, new))
    entries = [{value.entry for value in values.values() if value.entry} for values in (before, after)]
    told: set[tuple[str, ...]] = set()
    for path in [*after, *(path for path in before if path not in after)]:
        value = after.get(path) or before[path]
        if value.entry and (value.entry in entries[0]) is not (value.entry in entries[1]):
            if value.entry not in told:
                told.add(value.entry)
                found.append(_entry_change(value, added=value.entry in entries[1]))
            continue
        change = _change(before.get(path), after.get(path))
        if change is not None:
            found.append(change)
    found += _severities(old, new)
    return tuple(found)


def _about(old: Guide, new: Guide) -> Iterator[Change]:
    """Changes of what the guide says of itself."""
    for name, one, two in (("brand", old.brand, new.brand), ("description", old.description, new.description)):
        if one != two:
            yield Change(
                name,
                "guide",
                f"{name} is now “{two}”, was “{one}”" if one and two else f"{name} “{two or one}” {'added' if two else 'removed'}",
                "other",
                one,
                two,
                Place(new.path),
            )
    if old.languages != new.languages:
        sentence = f"languages are now {', '.join(new.languages)}, were {', '.join(old.languages)}"
        yield Change("languages", "guide", sentence, "other", list(old.languages), list(new.languages), Place(new.path))


def _change(old: GuideValue | None, new: GuideValue | None) -> Change | None:
    one, two = plain(old.sourced) if old else None, plain(new.sourced) if new else None
    known = new or old
    assert known is not None
    if old is not None and new is not None and one == two:
        return None
    rule = known.setting.strictest
    scope, key = _scope_and_key(known.path)
    sentence, direction = _told(key, rule, one, two, absent=(old is None, new is None))
    return Change(known.name, scope, sentence, direction, one, two, known.place)


def _entry_change(value: GuideValue, added: bool) -> Change:
    """A named entry, such as a word or a pattern, that is there in one guide alone."""
    whole = plain(value.holder)
    said = next(iter(whole.values())) if isinstance(whole, dict) and len(whole) == 1 else whole
    scope, key = _scope_and_key(value.entry)
    direction = ("stricter" if added else "looser") if value.entry_rule == "union" else "other"
    sentence = f"{key} added: {_text(said)}" if added else f"{key} removed, was {_text(said)}"
    return Change(".".join(value.entry), scope, sentence, direction, None if added else said, said if added else None, value.place)


def _told(key: str, rule: str, one: Any, two: Any, absent: tuple[bool, bool]) -> tuple[str, str]:
    """The change in words and its direction; ``absent`` tells whether the old and new are not there."""
    limits = rule in ("lower", "higher", "union", "intersection")
    if isinstance(two, (int, float)) and rule in ("lower", "higher") and not isinstance(two, bool):
        verb = "may now be at most" if rule == "lower" else "must now be at least"
        name = key.removesuffix(".max" if rule == "lower" else ".min")
        was = "no limit before" if absent[0] else f"was {_text(one)}"
        tighter = absent[0] or (two < one if rule == "lower" else two > one)
        return f"{name} {verb} {_text(two)}, {was}", "stricter" if tighter else "looser"
    if absent[1] and isinstance(one, (int, float)) and rule in ("lower", "higher"):
        name = key.removesuffix(".max" if rule == "lower" else ".min")
        return f"{name} has no {'upper' if rule == 'lower' else 'lower'} limit any more, was {_text(one)}", "looser"
    if absent[0]:
        return f"{key} added: {_text(two)}", "stricter" if limits else "other"
    if absent[1]:
        return f"{key} removed, was {_text(one)}", "looser" if limits else "other"
    if isinstance(one, list) and isinstance(two, list):
        added, removed = [item for item in two if item not in one], [item for item in one if item not in two]
        parts = [f"{_text(added)} added" if added else "", f"{_text(removed)} removed" if removed else ""]
        grows, shrinks = ("stricter", "looser") if rule == "union" else ("looser", "stricter")
        direction = "other" if not limits or bool(added) == bool(removed) else grows if added else shrinks
        return f"{key}: {', '.join(part for part in parts if part) or 'in another order'}", direction
    return f"{key} is now {_text(two)}, was {_text(one)}", "other"


def _severities(old: Guide, new: Guide) -> Iterator[Change]:
    for name in [*new.severity, *(name for name in old.severity if name not in new.severity)]:
        one, two = old.severity.get(name), new.severity.get(name)
        if (one.value if one else "") == (two.value if two else ""):
            continue
        here = two or one
        assert here is not None
        if one and two:
            direction = "stricter" if _GRADES[two.value] > _GRADES[one.value] else "looser"
            sentence = f"{name} is now {_severity(two.value)}, was {_severity(one.value)}"
        elif two:
            direction = {"off": "looser", "fail": "stricter"}.get(two.value, "other")
            sentence = f"{name} is now {_severity(two.value)}"
        else:
            direction = {"off": "stricter", "fail": "looser"}.get(here.value, "other")
            sentence = f"{name} is no longer set to {here.value}"
        yield Change(f"severity.{name}", "severity", sentence, direction, one.value if one else None, two.value if two else None, here.place)


def _severity(value: str) -> str:
    return {"off": "switched off", "warn": "a warning", "fail": "a failure"}[value]


def _scope_and_key(path: tuple[str, ...]) -> tuple[str, str]:
    if path[0] in NAMED_SCOPES and len(path) > 2:
        return path[1], ".".join(path[2:])
    return path[0], ".".join(path[1:]) or path[0]


def plain(value: Any) -> Any:
    """A guide value without its places: a number, a text, a list, a map."""
    if isinstance(value, Sourced):
        return plain(value.value)
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, float) and value == int(value):
        return int(value)
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    inside = settings_in(value)
    return {name: plain(item) for name, item in inside.items()} if inside else str(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value) or "nothing"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_text(item)}" for key, item in value.items()) + "}"
    return f"“{value}”" if isinstance(value, str) and " " in value else str(value)
