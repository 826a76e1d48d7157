"""Parity: do the versions of a reply in several languages say the same, in the same tone?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicecheck.checks.set_check import SetCheck, Tally
from voicecheck.checks.structure import ELEMENTS
from voicecheck.dimensions import DIMENSIONS
from voicecheck.drafts.locale_code import without_language
from voicecheck.frozen import frozen
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Choice, ListOf, MapOf, Number, Record, Setting, Sourced, Text, setting
from voicecheck.problems import Place
from voicecheck.results import Finding, NamedPlaceholder, Result, Traits

COMPARED = ("placeholders", "links", "address", *ELEMENTS)
CLEAR_IN_WORDS = frozenset({"greeting", "apology", "thanks"})
"""Elements that every language says in words of its own, so that their lack is seen at once."""
SHORTER = 0.8
"""Other elements are said in many ways, some of which a lexicon does not know: their lack is told
only of a version whose length is this share of the other's, or less."""


@frozen
class Parity:
    """What the versions of a reply must have in common."""

    compare: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(COMPARED)),
        "What must stand in every version or in none: placeholders, links, or an element such as apology and next_step; address: du or De in all.",
        example="[placeholders, apology, address]",
    )
    same: Sourced[tuple[Sourced[tuple[Sourced[str], ...]], ...]] | None = setting(
        ListOf(ListOf(Text())),
        "Placeholders that are one and the same in different languages.",
        example='[["[bruker.fornavn]", "[user.first_name]"]]',
    )
    tone: dict[str, Sourced[float]] | None = setting(
        MapOf(Number(0, 100), DIMENSIONS), "How many points the versions may lie apart in a dimension.", example="{politeness: 20, formality: 25}"
    )
    place: Place = Place("")


@frozen
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
        self.groups: dict[tuple[str, str], dict[str, list[_Version]]] = {}
        self._same = {name.value: names.value[0].value for names in (self.limit.same.value if self.limit.same else ()) for name in names.value}

    def add(self, number: int, result: Result) -> None:
        reply = result.reply
        if reply.group and result.tone is not None and result.traits is not None:
            versions = self.groups.setdefault((without_language(reply.path), reply.group), {})
            versions.setdefault(result.language, []).append(_Version(number, result.language, result.tone, result.traits))

    def findings(self) -> Iterable[tuple[int | None, Finding]]:
        """Each version against the one in the guide's main language; of several in one language
        (plural forms, say) the first against the first."""
        for versions in self.groups.values():
            languages = sorted(versions, key=lambda language: self.languages.index(language) if language in self.languages else len(self.languages))
            for language in languages[1:]:
                for place, other in enumerate(versions[language]):
                    first = versions[languages[0]][min(place, len(versions[languages[0]]) - 1)]
                    for finding in self._compared(first, other):
                        yield other.number, finding

    def _compared(self, first: _Version, other: _Version) -> Iterator[Finding]:
        """How ``other`` differs from the version in the guide's main language."""
        for what in self.limit.compare.value if self.limit.compare else ():
            if what.value == "placeholders":
                yield from self._placeholders(first, other, what.place)
            elif what.value == "links":
                yield from self._links(first, other, what.place)
            elif what.value == "address":
                yield from self._address(first, other, what.place)
            else:
                yield from self._element(what.value, first, other, what.place)
        for dimension, most in (self.limit.tone or {}).items():
            apart = abs(first.tone[dimension] - other.tone[dimension])
            if apart > most.value:
                yield self._told(
                    f"has {dimension} {other.tone[dimension]}, the {first.language} version {first.tone[dimension]}; the guide allows {most.value:g} points between them",
                    other,
                    most.place,
                )

    def _placeholders(self, first: _Version, other: _Version, rule: Place) -> Iterator[Finding]:
        mine = {self._name(item): item for item in reversed(other.traits.placeholders)}
        theirs = {self._name(item): item for item in reversed(first.traits.placeholders)}
        missing = [item.text for name, item in reversed(theirs.items()) if name not in mine]
        extra = [item.text for name, item in reversed(mine.items()) if name not in theirs]
        if missing:
            yield self._told(f"lacks {', '.join(f'“{text}”' for text in missing)}, which the {first.language} version has", other, rule)
        if extra:
            places = [(item.start, item.end) for item in other.traits.placeholders if item.end and self._name(item) not in theirs]
            yield self._told(f"has {', '.join(f'“{text}”' for text in extra)}, which the {first.language} version lacks", other, rule, places)

    def _name(self, item: NamedPlaceholder) -> str:
        return self._same.get(item.text) or self._same.get(item.name) or item.name

    def _links(self, first: _Version, other: _Version, rule: Place) -> Iterator[Finding]:
        mine, theirs = other.traits.links, first.traits.links
        if mine != theirs:
            yield self._told(f"has {mine or 'no'} link{'' if mine == 1 else 's'}, the {first.language} version {theirs or 'none'}", other, rule)

    def _address(self, first: _Version, other: _Version, rule: Place) -> Iterator[Finding]:
        mine, theirs = other.traits.address, first.traits.address
        if mine and theirs and mine != theirs:
            yield self._told(f"addresses the customer in the {mine} form, the {first.language} version in the {theirs} form", other, rule)

    def _element(self, name: str, first: _Version, other: _Version, rule: Place) -> Iterator[Finding]:
        for has, lacks in ((first, other), (other, first)):
            if name not in has.traits.clear or name in lacks.traits.elements:
                continue
            if name not in CLEAR_IN_WORDS and lacks.traits.length > SHORTER * has.traits.length:
                continue
            called = name.replace("_", " ")
            one = f"an {called}" if called[0] in "aeiou" else called if called.endswith("s") else f"a {called}"
            yield self._told(f"has {f'no {called}' if lacks is other else one}, the {first.language} version has {'one' if has is first else 'none'}", other, rule)

    def _told(self, message: str, version: _Version, rule: Place, places: Iterable[tuple[int, int]] = ()) -> Finding:
        return self.check.finding(f"The {version.language} version {message}.", "Let every language say the same, and as kindly.", places, rule, layer="set")


class Differs(SetCheck):
    """A version of a reply lacks what the version in the guide's main language has.

    Looks for:
    placeholders, links and elements (an apology, a next step) that stand in one language's
    version of a reply and not in another's, du in one and De in another, and tone that differs by
    more points than ``parity`` allows. Placeholders are compared by name, links by how many
    there are. Versions belong together in maps of locales, in tables with a column a language, and
    by key in files of translators, one a language (``nb.yml`` and ``en.yml``, PO, XLIFF …). Of
    elements that can be said in many ways the lack is told where the version is shorter as well.

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
