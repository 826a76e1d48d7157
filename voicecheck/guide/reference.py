"""The reference of every key of a guide, made from its model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from voicecheck.guide.keys import guide_keys
from voicecheck.guide.model import Vocabulary
from voicecheck.guide.schema import Choice, Fields, ListOf, MapOf, Record, Setting, Type, settings_of

ChecksReading = Callable[[str], tuple[str, ...]]
"""Gives the ids of the checks that a key sets: "snark.max"."""

_WINS = {
    "lower": "the lowest wins",
    "higher": "the highest wins",
    "union": "all lists together hold",
    "intersection": "only what all lists have holds",
    "replace": "the nearest wins (situation before channel before voice)",
}


def reference(vocabulary: Vocabulary, channels: tuple[str, ...], checks_reading: ChecksReading) -> str:
    """The whole reference as Markdown."""
    return "\n".join(_lines(vocabulary, channels, checks_reading)).rstrip() + "\n"


def _lines(vocabulary: Vocabulary, channels: tuple[str, ...], checks_reading: ChecksReading) -> Iterator[str]:
    keys = guide_keys(vocabulary, channels)
    yield "# Guide reference"
    yield ""
    yield "Every key that a guide may hold. This page is generated from the model (`voicecheck guide reference`);"
    yield "a test keeps it in step. `voicecheck explain CHECK` tells more of a check; `voicecheck guide schema`"
    yield "prints the same for editors."
    yield ""
    yield "Nothing after a key's colon switches off what a base says there; `off:` does so with the reason. A list"
    yield "with one entry may be written without brackets."
    yield ""
    yield "| key | what it says |"
    yield "|---|---|"
    for name, setting in keys.items():
        yield f"| [{name}](#{name}) | {_cell(setting.doc)} |"
    yield ""
    for name, setting in keys.items():
        yield f"## {name}"
        yield ""
        yield from _body(name, setting, vocabulary, checks_reading)
    yield "## Limits"
    yield ""
    scopes = [name for name, setting in keys.items() if isinstance(setting.type, Fields) or (isinstance(setting.type, MapOf) and isinstance(setting.type.item, Fields))]
    yield f"Each of these may stand under `{'`, under `'.join(scopes)}`. Where several scopes set one, the strictest"
    yield "wins as told below; `override: true` makes a limit replace those of the wider scopes."
    yield ""
    for name, setting in sorted(vocabulary.limits.items()):
        yield f"### {name}"
        yield ""
        yield from _described(name, setting, checks_reading)


def _body(name: str, setting: Setting, vocabulary: Vocabulary, checks_reading: ChecksReading) -> Iterator[str]:
    scope = setting.type.item if isinstance(setting.type, MapOf) else setting.type
    if not isinstance(scope, Fields):
        yield from _described(name, setting, checks_reading)
        return
    yield _sentence(setting)
    yield ""
    kind = setting.type
    if isinstance(kind, MapOf) and kind.meanings:
        yield from _meanings("situation" if name == "situations" else "name", kind.meanings)
    if isinstance(kind, MapOf) and kind.names and kind.open_names:
        yield f"Known by themselves: {', '.join(f'`{known}`' for known in kind.names)}; any other name may be described too."
        yield ""
    own = {key: item for key, item in scope.declared.items() if key not in vocabulary.limits}
    if own:
        yield from _table(own, "", checks_reading)
    yield f"{'Beside that it' if own else 'It'} holds the [limits](#limits)."
    yield ""


def _described(name: str, setting: Setting, checks_reading: ChecksReading) -> Iterator[str]:
    """A key with its type, default, example, checks, and the keys inside it."""
    yield _sentence(setting)
    yield ""
    yield f"- Type: {_type(setting.type)}"
    if setting.preset:
        yield f"- Default: `{setting.preset}`"
    checks = checks_reading(name)
    if checks:
        yield f"- Read by: {_checks(checks)}"
    if setting.example:
        yield ""
        yield "```yaml"
        yield f"{name}: {setting.example}"
        yield "```"
    yield ""
    inside = _inside(setting.type)
    if inside:
        yield from _table(inside, name, checks_reading)
    yield from _all_meanings(setting.type)


def _table(declared: dict[str, Setting], path: str, checks_reading: ChecksReading) -> Iterator[str]:
    """The keys inside a map, one a row; maps inside them follow as rows of their own."""
    yield "| key | type | default | what it says | example | read by |"
    yield "|---|---|---|---|---|---|"
    for name, setting in _flat(declared, ""):
        full = f"{path}.{name}" if path else name
        wins = f" Of several scopes {_WINS[setting.strictest]}." if setting.strictest in ("lower", "higher", "intersection") else ""
        example = f"`{setting.example}`" if setting.example else ""
        preset = f"`{setting.preset}`" if setting.preset else "none"
        yield f"| `{name}` | {_cell(_type(setting.type))} | {preset} | {_cell(_sentence(setting) + wins)} | {_cell(example)} | {_checks(checks_reading(full))} |"
    yield ""


def _flat(declared: dict[str, Setting], before: str) -> Iterator[tuple[str, Setting]]:
    for name, setting in declared.items():
        yield before + name, setting
        inside = _inside(setting.type)
        if inside:
            free = isinstance(setting.type, MapOf)
            yield from _flat(inside, f"{before}{name}.{'NAME.' if free else ''}")


def _inside(kind: Type) -> dict[str, Setting]:
    """The keys of the map that a type is, or that its entries are."""
    if isinstance(kind, Record):
        return settings_of(kind.model)
    if isinstance(kind, Fields):
        return kind.declared
    if isinstance(kind, (ListOf, MapOf)):
        return _inside(kind.item)
    return {}


def _type(kind: Type) -> str:
    """A type in a few words."""
    if isinstance(kind, Record):
        short = f", or {settings_of(kind.model)[kind.shorthand].type.describe()} for its `{kind.shorthand}`" if kind.shorthand else ""
        return f"a map{short}"
    if isinstance(kind, Fields):
        return "a map"
    if isinstance(kind, ListOf):
        return f"a list, each entry {_type(kind.item)}"
    if isinstance(kind, MapOf):
        return f"a map of names, each with {_type(kind.item)}"
    if isinstance(kind, Choice) and len(kind.values) > 8:
        return "one of the words below" if kind.meanings else "one of " + ", ".join(f"`{value}`" for value in kind.values)
    if isinstance(kind, Choice):
        return "one of " + ", ".join(f"`{value}`" for value in kind.values)
    return kind.describe()


def _all_meanings(kind: Type) -> Iterator[str]:
    """What the words of a type mean, and those of the types inside it."""
    if isinstance(kind, (Choice, MapOf)) and kind.meanings:
        yield from _meanings("word" if isinstance(kind, Choice) else "name", kind.meanings)
    if isinstance(kind, (ListOf, MapOf)):
        yield from _all_meanings(kind.item)
    for setting in _inside(kind).values() if isinstance(kind, (Record, Fields)) else ():
        yield from _all_meanings(setting.type)


def _meanings(head: str, meanings: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"| {head} | meaning |"
    yield "|---|---|"
    for word, meaning in meanings:
        yield f"| `{word}` | {_cell(meaning)} |"
    yield ""


def _sentence(setting: Setting) -> str:
    return setting.doc if setting.doc.endswith((".", "…")) else setting.doc + "."


def _checks(ids: tuple[str, ...]) -> str:
    """The checks in a few words: a family's many in one."""
    by_family: dict[str, list[str]] = {}
    for check_id in ids:
        by_family.setdefault(check_id.split("/")[0], []).append(check_id)
    told = [f"{len(members)} checks of `{family}`" if len(members) > 4 else ", ".join(f"`{member}`" for member in members) for family, members in by_family.items()]
    return ", ".join(told)


def _cell(text: str) -> str:
    """A text that may stand in a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")
