"""Finds every check: the classes in this package, and the marker checks of catalog/."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from voicecheck.frozen import frozen
from voicecheck.problems import Problem, VoicecheckError
from voicecheck.shipped import kept, shipped
from voicecheck.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from voicecheck.checks.check import Check, MarkerCheckName, Rule
    from voicecheck.checks.set_check import SetCheck
    from voicecheck.guide.model import Vocabulary


@frozen
class CatalogEntry:
    """What ``voicecheck explain`` says of a check."""

    id: str
    looks_for: str
    why: str
    source: str = ""
    advice: str = ""
    is_called: str = ""
    are_called: str = ""
    categories: tuple[str, ...] = ()
    guide: str = ""
    situation: str = ""
    channel: str = ""
    severity: str = "fail"

    @property
    def family(self) -> str:
        return self.id.split("/")[0]

    @property
    def guide_snippet(self) -> str:
        """Lines of a guide that set the check; the examples are judged by them."""
        if self.guide or not self.categories:
            return self.guide
        return f'voice:\n  never: {{{self.categories[0]}: "Not our voice."}}\n'


@lru_cache(maxsize=1)
def code_checks() -> tuple[Check, ...]:
    """Every check that is a class, by id."""
    from voicecheck.checks.check import Check
    from voicecheck.discovery import classes_in

    found: dict[str, Check] = {check.id: check() for check in classes_in("voicecheck.checks", Check) if hasattr(check, "id")}
    return tuple(found[check_id] for check_id in sorted(found))


@lru_cache(maxsize=1)
def set_checks() -> tuple[SetCheck, ...]:
    """Every check of a set of replies, by id."""
    from voicecheck.checks.set_check import SetCheck
    from voicecheck.discovery import classes_in

    return tuple(sorted((check() for check in classes_in("voicecheck.checks", SetCheck)), key=lambda check: check.id))


@lru_cache(maxsize=1)
def catalog() -> dict[str, CatalogEntry]:
    """Every check with its explanation and examples, by id. Marker checks are described in
    catalog/ alone; what a class says in its docstring goes before. The classes are loaded only
    where this is not kept in the user's cache."""
    return kept("catalog", _catalog)


def _catalog() -> dict[str, CatalogEntry]:
    entries: dict[str, CatalogEntry] = {}
    for tree in _catalog_files():
        for check_id, value in tree.entries.items():
            if not isinstance(value, Mapping):
                raise VoicecheckError(Problem(value.place, f"{check_id} must be a map"))
            entries[check_id] = _entry(check_id, value)
    for check in (*code_checks(), *set_checks()):
        looks_for, why = docstring_parts(type(check))
        below = entries.get(check.id, CatalogEntry(check.id, "", ""))
        entries[check.id] = CatalogEntry(
            check.id, looks_for, why, check.source or below.source, below.advice, below.is_called, below.are_called, (), below.guide, below.situation, below.channel, check.severity
        )
    return dict(sorted(entries.items()))


def _catalog_files() -> list[Mapping]:
    from voicecheck.yaml_tree import parse_yaml

    trees = (parse_yaml(file.read_text(encoding="utf-8"), file.name) for file in sorted(shipped("checks", "catalog").glob("*.yml")))
    return [tree for tree in trees if isinstance(tree, Mapping)]


def _entry(check_id: str, tree: Mapping) -> CatalogEntry:
    from voicecheck.languages.categories import load_categories

    def text(key: str) -> str:
        value = tree.get(key)
        return " ".join(value.text.split()) if isinstance(value, Scalar) and key != "guide" else value.text if isinstance(value, Scalar) else ""

    categories = tree.get("categories")
    names = tuple(item.text for item in categories if isinstance(item, Scalar)) if isinstance(categories, Sequence) else ()
    unknown = [name for name in names if name not in load_categories()]
    if unknown:
        raise VoicecheckError(Problem(tree.place, f"{check_id}: {unknown[0]} is no category of categories.yml"))
    return CatalogEntry(
        check_id,
        text("looks_for"),
        text("why"),
        text("source"),
        text("advice"),
        text("is_called"),
        text("are_called"),
        names,
        text("guide"),
        text("situation"),
        text("channel"),
        text("severity") or "fail",
    )


def docstring_parts(check: type[Rule]) -> tuple[str, str]:
    """What stands under "Looks for" and "Why" in a check's docstring, with what a guide says in
    single backticks."""
    from inspect import cleandoc

    parts = {"Looks for": "", "Why": ""}
    current = ""
    for line in cleandoc(check.__doc__ or "").replace("``", "`").splitlines():
        head = line.rstrip(":").strip()
        if head in parts and line.rstrip().endswith(":"):
            current = head
        elif current:
            parts[current] += line.strip() + " "
    return parts["Looks for"].strip(), parts["Why"].strip()


@lru_cache(maxsize=1)
def marker_checks() -> dict[str, MarkerCheckName]:
    """For each category of markers, the check that names it in findings."""
    from voicecheck.checks.check import MarkerCheckName

    return {category: MarkerCheckName(entry.id, entry.is_called, entry.are_called, entry.advice) for entry in catalog().values() for category in entry.categories}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Everything that checks and language packs let a guide say."""
    from voicecheck.checks.exceptions import EXCEPTIONS
    from voicecheck.guide.model import Vocabulary
    from voicecheck.guide.schema import Setting
    from voicecheck.languages.pack import language_codes

    limits: dict[str, Setting] = {}
    sections: dict[str, Setting] = {**EXCEPTIONS}
    for check in (*code_checks(), *set_checks()):
        limits.update(check.limits)
        sections.update(check.sections)
    return Vocabulary(limits, sections, tuple(catalog()), language_codes(), tuple(check.id for check in code_checks() if check.absolute))
