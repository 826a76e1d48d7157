"""Exceptions: phrases of the brand's own about which checks stay silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from voicecheck.frozen import frozen
from voicecheck.guide.model import Guide, Vocabulary
from voicecheck.guide.schema import ListOf, MapOf, Record, Setting, Sourced, Text, setting
from voicecheck.problems import Place, Problem, suggestion
from voicecheck.results import Finding, Suppressed


@frozen
class ExceptedPhrase:
    """What stays silent about a phrase, and why."""

    checks: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Text()), "The checks or families that stay silent about the phrase.", preset="all that a draft could suppress", example="[snark, politeness/dismissal]"
    )
    because: Sourced[str] | None = setting(Text(), "Why, for whoever reads the guide and the report.", example="A product name.")
    place: Place = Place("")


EXCEPTIONS = {
    "exceptions": Setting(
        MapOf(Record(ExceptedPhrase, shorthand="because")),
        "Phrases in which checks find nothing: names, slogans, sentences that were approved. Findings about other words stay.",
        example='{"Keep calm and fly on": {checks: [politeness/dismissal], because: "Our slogan since 2009."}}',
    )
}
"""The key that this module adds at the top level of a guide."""


def misnamed(guide: Guide, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What is wrong with a guide's exceptions: checks that do not exist, or are protected."""
    families = {check_id.split("/")[0] for check_id in vocabulary.check_ids}
    known = (*vocabulary.check_ids, *families, *(f"pattern/{name}" for name in guide.sections.get("patterns") or ()))
    for entry in (guide.sections.get("exceptions") or {}).values():
        for name in entry.checks.value if entry.checks else ():
            rule = _protecting(guide, name.value)
            if name.value not in known:
                yield Problem(name.place, f'there is no check "{name.value}"; `voicecheck rules` lists them.{suggestion(name.value, known)}')
            elif rule or name.value in vocabulary.absolute:
                where = f" ({rule} says so under suppressions: never)" if rule else ""
                yield Problem(name.place, f"{name.value} holds for every phrase{where}; remove it from this exception")


def silenced(guide: Guide, vocabulary: Vocabulary, text: str, findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings that count, and those about excepted phrases, which do not."""
    exceptions: dict[str, ExceptedPhrase] = guide.sections.get("exceptions") or {}
    found = [(place, entry) for phrase, entry in exceptions.items() for place in _occurrences(phrase, text)]
    if not found:
        return findings, ()
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        rest = finding.places
        for (start, end), entry in found:
            inside = tuple(place for place in rest if start <= place[0] and place[1] <= end)
            if inside and _is_silent(guide, vocabulary, entry, finding.check):
                rest = tuple(place for place in rest if place not in inside)
                suppressed.append(Suppressed(replace(finding, places=inside), entry.because.value if entry.because else "an exception of the guide", place=entry.place))
        if rest or not finding.places:
            kept.append(replace(finding, places=rest) if rest != finding.places else finding)
    return tuple(kept), tuple(suppressed)


def _is_silent(guide: Guide, vocabulary: Vocabulary, entry: ExceptedPhrase, check: str) -> bool:
    names: Iterable[str] = (item.value for item in entry.checks.value) if entry.checks else (check,)
    return any(name in (check, check.split("/")[0]) for name in names) and check not in vocabulary.absolute and _protecting(guide, check) is None


def _protecting(guide: Guide, check: str) -> Place | None:
    """The line of the guide that lets nobody suppress a check or its family."""
    never = guide.suppressions.never.value if guide.suppressions.never else ()
    return next((entry.place for entry in never if entry.value in (check, check.split("/")[0])), None)


def _occurrences(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    for found in _pattern(phrase).finditer(text):
        yield found.span()


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase in any case, white space of any kind between its words."""
    return re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in phrase.split()) + r"(?!\w)", re.IGNORECASE)
