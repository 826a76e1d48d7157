"""Limits of a guide that can never take effect, found by its structure alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from voicecheck.guide.limits import limits_for
from voicecheck.guide.model import Guide, Scope
from voicecheck.guide.schema import Sourced
from voicecheck.guide.values import places_in
from voicecheck.problems import Place, Problem


def never_in_force(guide: Guide) -> Iterator[Problem]:
    """Warnings about numbers of a situation or channel that a wider scope always outdoes.

    Told of what the guide itself writes; a base's limit that the guide tightens is no mistake.
    """
    voice = guide.voice.limits
    for kind, scopes in (("situation", guide.situations), ("channel", guide.channels)):
        for name, scope in scopes.items():
            in_force: set[Place] = set()
            for other in ("", *(guide.channels if kind == "situation" else guide.situations)):
                pair = (name, other) if kind == "situation" else (other, name)
                in_force |= set(places_in(limits_for(guide, *pair)))
            yield from _outdone(guide, kind, name, scope, voice, in_force)


def _outdone(guide: Guide, kind: str, name: str, scope: Scope, voice: dict[str, Any], in_force: set[Place]) -> Iterator[Problem]:
    for key, limit in scope.limits.items():
        for item in fields(limit) if is_dataclass(limit) else ():
            value = getattr(limit, item.name)
            rule = item.metadata["setting"].strictest if "setting" in item.metadata else ""
            if not isinstance(value, Sourced) or rule not in ("lower", "higher") or value.place.path != guide.path or value.place in in_force:
                continue
            wider = getattr(voice.get(key), item.name, None)
            if wider is None:
                continue
            yield Problem(
                value.place,
                f"{key}.{item.name} {value.value:g} for the {kind} {name} never takes effect: voice says {wider.value:g} in {_where(wider.place, guide)}, and the strictest wins. "
                f"Delete it, or add override: true to let the {kind} be freer",
                "warning",
            )


def foreign_languages(guide: Guide) -> Iterator[Problem]:
    """Errors about rules for a language that the brand does not write."""
    for value in _language_values(guide.sections):
        for entry in value.value if isinstance(value.value, tuple) else (value,):
            if isinstance(entry, Sourced) and entry.value not in guide.languages:
                yield Problem(
                    entry.place,
                    f'this rule is for "{entry.value}", which is not among the languages of the guide ({", ".join(guide.languages)}), so it can never fire; add the language or delete the rule',
                )


def _language_values(value: Any) -> Iterator[Sourced[Any]]:
    """The values of every field that is called language or languages."""
    if isinstance(value, dict):
        for item in value.values():
            yield from _language_values(item)
    elif isinstance(value, Sourced):
        yield from _language_values(value.value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _language_values(item)
    elif is_dataclass(value) and not isinstance(value, (Place, type)):
        for item in fields(value):
            found = getattr(value, item.name)
            if item.name in ("language", "languages") and isinstance(found, Sourced):
                yield found
            elif item.name == "by_language" and isinstance(found, dict):
                yield from (Sourced(language, min(places_in(inside))) for language, inside in found.items() if any(places_in(inside)))
            else:
                yield from _language_values(found)


def without_reason(guide: Guide) -> Iterator[Problem]:
    """Warnings about what the guide switches off of its bases without saying why."""
    for item in guide.switched_off:
        if not item.because and item.place.path == guide.path:
            yield Problem(item.place, f'{item.path} is switched off without a reason; write it as  off: {{{item.path}: "why"}}  so that the next reader knows', "warning")


def _where(place: Place, guide: Guide) -> str:
    return f"line {place.line}" if place.path == guide.path else f"{place.path}:{place.line}"
