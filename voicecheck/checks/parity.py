"""Parity: do the versions of a reply in several languages say the same, in the same tone?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voicecheck.checks.set_check import SetCheck, Tally
from voicecheck.checks.structure import ELEMENTS
from voicecheck.dimensions import DIMENSIONS
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Choice, ListOf, MapOf, Number, Record, Setting, Sourced, setting
from voicecheck.problems import Place
from voicecheck.results import Finding, Result, Traits

COMPARED = ("placeholders", "links", *ELEMENTS)


@dataclass(frozen=True)
class Parity:
    """What the versions of a reply must have in common."""

    compare: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(COMPARED)),
        "What must stand in every version or in none: placeholders, links, or an element such as apology and next_step.",
        example="[placeholders, apology]",
    )
    tone: dict[str, Sourced[float]] | None = setting(
        MapOf(Number(0, 100), DIMENSIONS), "How many points the versions may lie apart in a dimension.", example="{politeness: 20, formality: 25}"
    )
    place: Place = Place("")


@dataclass(frozen=True)
class _Version:
    number: int
    language: str
    tone: dict[str, int]
    traits: Traits


class _Groups(Tally):
    """Keeps of each reply that has versions what is compared, never its text."""

    def __init__(self, check: SetCheck, guide: Guide) -> None:
        self.check = check
        self.limit: Parity = guide.sections["parity"]
        self.languages = guide.languages
        self.groups: dict[tuple[str, str], list[_Version]] = {}

    def add(self, number: int, result: Result) -> None:
        reply = result.reply
        if reply.group and result.tone is not None and result.traits is not None:
            self.groups.setdefault((reply.branch, reply.group), []).append(_Version(number, result.language, result.tone, result.traits))

    def _order(self, version: _Version) -> int:
        return self.languages.index(version.language) if version.language in self.languages else len(self.languages)

    def findings(self) -> Iterable[tuple[int | None, Finding]]:
        for versions in self.groups.values():
            if len({version.language for version in versions}) > 1:
                first, *others = sorted(versions, key=self._order)
                for other in others:
                    for finding in self._compared(first, other):
                        yield other.number, finding

    def _compared(self, first: _Version, other: _Version) -> Iterator[Finding]:
        """How ``other`` differs from the version in the guide's main language."""
        for what in self.limit.compare.value if self.limit.compare else ():
            if what.value == "placeholders":
                yield from self._placeholders(first, other, what.place)
            elif what.value == "links":
                if first.traits.links != other.traits.links:
                    yield self._told(
                        f"has {other.traits.links or 'no'} link{'' if other.traits.links == 1 else 's'}, the {first.language} version {first.traits.links or 'none'}",
                        other,
                        what.place,
                    )
            elif (what.value in first.traits.elements) is not (what.value in other.traits.elements):
                name = what.value.replace("_", " ")
                has, lacks = (first, other) if what.value in first.traits.elements else (other, first)
                article = "an" if name[0] in "aeiou" else "a"
                yield self._told(
                    f"has {'no ' + name if lacks is other else article + ' ' + name}, the {first.language} version has {'one' if has is first else 'none'}", other, what.place
                )
        for dimension, most in (self.limit.tone or {}).items():
            apart = abs(first.tone[dimension] - other.tone[dimension])
            if apart > most.value:
                yield self._told(
                    f"has {dimension} {other.tone[dimension]}, the {first.language} version {first.tone[dimension]}; the guide allows {most.value:g} points between them",
                    other,
                    most.place,
                )

    def _placeholders(self, first: _Version, other: _Version, rule: Place) -> Iterator[Finding]:
        mine, theirs = Counter(text for text, _, _ in other.traits.placeholders), Counter(text for text, _, _ in first.traits.placeholders)
        missing = [text for text in theirs if text not in mine]
        extra = [text for text in mine if text not in theirs]
        if missing:
            yield self._told(f"lacks {', '.join(f'“{text}”' for text in missing)}, which the {first.language} version has", other, rule)
        if extra:
            places = [(start, end) for text, start, end in other.traits.placeholders if text in extra]
            yield self._told(f"has {', '.join(f'“{text}”' for text in extra)}, which the {first.language} version lacks", other, rule, places)

    def _told(self, message: str, version: _Version, rule: Place, places: Iterable[tuple[int, int]] = ()) -> Finding:
        return self.check.finding(f"The {version.language} version {message}.", "Let every language say the same, and as kindly.", places, rule, layer="set")


class Differs(SetCheck):
    """A version of a reply lacks what the version in the guide's main language has.

    Looks for:
    placeholders, links and elements (an apology, a next step) that stand in one language's
    version of a reply and not in another's, and tone that differs by more points than
    ``parity`` allows. Versions are told apart in locale files: maps of locales, PO, i18n YAML.

    Why:
    Nobody reads all the languages. A customer who writes Nynorsk should be apologised to as well.
    """

    id = "parity/differs"
    severity = "warn"
    sections = {
        "parity": Setting(
            Record(Parity),
            "What the versions of a reply in several languages must have in common.",
            example="{compare: [placeholders, apology, next_step], tone: {politeness: 25}}",
        )
    }

    def tally(self, guide: Guide) -> Tally | None:
        return _Groups(self, guide) if guide.sections.get("parity") else None
