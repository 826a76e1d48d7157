"""The brand's word list: what a guide says of words, and the index that finds their forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, Union

from voicecheck.checks.check import Examined
from voicecheck.checks.phrases import folded, telling_runs
from voicecheck.dimensions import SEVERITIES
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Choice, ListOf, MapOf, Record, Sourced, Text, setting
from voicecheck.languages.inflection import BASE, KINDS, Inflection, load_inflection
from voicecheck.languages.pack import language_codes, load_settings
from voicecheck.problems import Place
from voicecheck.spans import Covered

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_LEAST_COMPOUND_PART = 3
"""A shorter part of a compound is found in too many words that have nothing to do with it."""
_SMALL_WORD = 3
"""The common words of so many letters are taken as they are: their "forms" are other words."""
_LEAST_SHARED_TAIL = 4
"""From so many last letters in common on, two words are taken to have the same endings."""


@frozen
class ListedWord:
    """What both lists say of a word beside the reason or the better word."""

    severity: Sourced[str] | None = setting(Choice(SEVERITIES), "How grave this word is: warn or fail.")
    unless: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "Phrases in which the word is fine.", example="[in case, case study]")
    languages: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(language_codes())), "The languages in which the word is listed; else every one of the guide.", example="[nb, nn]"
    )
    kind: Sourced[str] | None = setting(
        Choice(KINDS), "The part of speech, where the endings of another would find too much: a noun takes only a noun's endings. For a phrase it says that it is inflected."
    )
    inflect: Sourced[bool] | None = setting(Boolean(), "false: only the word as written here. Default: true, every form of the word.")
    compounds: Sourced[bool] | None = setting(Boolean(), "true: also inside compounds, such as gebyr in ekspedisjonsgebyret. Default: false.")
    place: Place = Place("")


@frozen
class AvoidedWord(ListedWord):
    """A word to avoid."""

    why: Sourced[str] | None = setting(Text(), "The reason that the writer is shown.", example="We promise nothing free in public.")


@frozen
class PreferredWord(ListedWord):
    """A word to replace."""

    use: Sourced[str] | None = setting(Text(), "The word to use instead.", example="kundeservice")
    why: Sourced[str] | None = setting(Text(), "The reason, if the writer should know it.")
    forms: dict[str, Sourced[str]] | None = setting(MapOf(Text()), "Forms that no rule tells, each with the form to use instead.", example="{kundesenteret: kundeservicen}")


Listed = Union[AvoidedWord, PreferredWord]

_AVOID = MapOf(Record(AvoidedWord, shorthand="why"))
_PREFER = MapOf(Record(PreferredWord, shorthand="use"))


@frozen
class OwnWords:
    """Words of one language."""

    avoid: dict[str, AvoidedWord] | None = setting(_AVOID, "Words to avoid in this language.", strictest="union")
    prefer: dict[str, PreferredWord] | None = setting(_PREFER, "Words to replace in this language.", strictest="union")


class Found(NamedTuple):
    """A listed word in a text: its place, the phrase of the guide and what it says; ``part`` is
    the listed word's own part of a compound."""

    start: int
    end: int
    phrase: str
    entry: Listed
    part: str


@frozen
class Words:
    """The brand's word list."""

    avoid: dict[str, AvoidedWord] | None = setting(
        _AVOID,
        'Words and phrases to avoid, each with the reason, in every form of the word; "gratis*" takes any ending.',
        strictest="union",
        example='{gratis: "We promise nothing free in public."}',
    )
    prefer: dict[str, PreferredWord] | None = setting(
        _PREFER, "Words to replace, each with the word to use; fixes take the same form.", strictest="union", example="{kundesenter: kundeservice}"
    )
    by_language: dict[str, OwnWords] | None = setting(
        MapOf(Record(OwnWords), language_codes()), "Words of one language only, by its code.", example="{sv: {prefer: {kundcenter: kundtjänst}}}"
    )
    allow: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Text()), "Names and terms of the brand that no check of wording minds: product names, loanwords.", example="[Fjordfly Plus, check-in]"
    )
    place: Place = Place("")

    @cached_property
    def _indexes(self) -> dict[tuple[str, str], WordIndex]:
        return {}

    def index(self, which: str, language: str) -> WordIndex:
        """The index of the words in a list ("avoid", "prefer") that count in a language."""
        key = (which, language)
        if key not in self._indexes:
            self._indexes[key] = WordIndex(self._entries(which, language), language)
        return self._indexes[key]

    def _entries(self, which: str, language: str) -> dict[str, Listed]:
        own = (self.by_language or {}).get(language)
        entries: dict[str, Listed] = {**(getattr(self, which) or {}), **((getattr(own, which) or {}) if own else {})}
        return {phrase: entry for phrase, entry in entries.items() if entry.languages is None or language in {item.value for item in entry.languages.value}}

    @cached_property
    def allowed(self) -> frozenset[str]:
        """The single words of ``allow``, in lower case."""
        return frozenset(word.lower() for entry in (self.allow.value if self.allow else ()) for word in _WORD.findall(entry.value))


class WordIndex:
    """Finds listed words and phrases in replies: one look-up a word, however long the list, and none
    where nothing listed can be there."""

    def __init__(self, entries: dict[str, Listed], language: str) -> None:
        inflection = load_inflection(language)
        common = load_settings(language).common_words
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, Listed]]] = {}
        self._compounds: dict[str, tuple[str, Listed]] = {}
        self._patterns: list[tuple[re.Pattern[str], str, Listed]] = []
        for phrase, entry in entries.items():
            words = tuple(phrase.lower().replace("’", "'").split())
            if not all(_WORD.fullmatch(word) for word in words):
                self._patterns.append((_pattern(phrase), phrase, entry))
                continue
            for form in _forms(words, entry, inflection, common):
                self._by_first.setdefault(form[0], []).append((form[1:], phrase, entry))
                if entry.compounds and entry.compounds.value and len(form) == 1 and len(form[0]) >= _LEAST_COMPOUND_PART:
                    self._compounds[form[0]] = (phrase, entry)
        self._runs = telling_runs(" ".join((first, *rest)) for first, found in self._by_first.items() for rest, _, _ in found)
        self._inside = [folded(part) for part in self._compounds] + [folded(phrase.strip("*").split()[0]) for _, phrase, _ in self._patterns]

    def find(self, examined: Examined) -> Iterable[Found]:
        """Every listed word in the reply but those inside an ``unless`` phrase."""
        may_hold = not self._runs.isdisjoint(examined.runs) or (self._inside and any(map(examined.folded.__contains__, self._inside)))
        return self._standing(examined.masked) if may_hold else ()

    def _standing(self, text: str) -> Iterator[Found]:
        words = [(found.group().lower().replace("’", "'"), found.start(), found.end()) for found in _WORD.finditer(text)]
        spared: dict[int, Covered] = {}
        for found in self._found(words, text):
            number = id(found.entry)
            if number not in spared:
                spared[number] = Covered(_spared(found.entry, text))
            if not spared[number].holds(found.start, found.end):
                yield found

    def _found(self, words: list[tuple[str, int, int]], text: str) -> Iterator[Found]:
        for number, (word, start, end) in enumerate(words):
            best: Found | None = None
            for rest, phrase, entry in self._by_first.get(word, ()):
                last = number + len(rest)
                if tuple(item[0] for item in words[number + 1 : last + 1]) == rest and _joined(words[number : last + 1], text) and (best is None or words[last][2] > best.end):
                    best = Found(start, words[last][2], phrase, entry, text[start : words[last][2]])
            if best is None and self._compounds:
                best = self._in_compound(word, start, end, text)
            if best is not None:
                yield best
        for pattern, phrase, entry in self._patterns:
            for match in pattern.finditer(text):
                yield Found(match.start(), match.end(), phrase, entry, match.group())

    def _in_compound(self, word: str, start: int, end: int, text: str) -> Found | None:
        for cut in range(_LEAST_COMPOUND_PART, len(word)):
            for part, first, last in ((word[:cut], start, start + cut), (word[cut:].lstrip("-"), end - len(word[cut:].lstrip("-")), end)):
                known = self._compounds.get(part)
                if known is not None:
                    return Found(start, end, known[0], known[1], text[first:last])
        return None


def _forms(words: tuple[str, ...], entry: Listed, inflection: Inflection, common: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """The phrase in every form it may have; a phrase of several words as it is, unless its kind
    is told: a verb's first word then takes the endings, else the last one."""
    kind = entry.kind.value if entry.kind else ""
    fixed = (entry.inflect is not None and not entry.inflect.value) or (not kind and (len(words) > 1 or (words[0] in common and len(words[0]) <= _SMALL_WORD)))
    if fixed:
        yield words
        return
    at = 0 if kind == "verb" else len(words) - 1
    for form in inflection.forms(words[at], kind):
        yield (*words[:at], form, *words[at + 1 :])


def _joined(words: list[tuple[str, int, int]], text: str) -> bool:
    """Whether nothing but spaces stands between the words."""
    return all(text[one[2] : two[1]].isspace() for one, two in pairwise(words))


def _spared(entry: Listed, text: str) -> Iterator[tuple[int, int]]:
    for phrase in entry.unless.value if entry.unless else ():
        for found in _pattern(phrase.value).finditer(text):
            yield found.span()


def _pattern(phrase: str) -> re.Pattern[str]:
    core = r"\s+".join(re.escape(word) for word in phrase.strip("*").split())
    head = r"\w*" if phrase.startswith("*") else r"(?<![\w-])"
    tail = r"(?P<ending>\w*)" if phrase.endswith("*") else r"(?![\w-])"
    return re.compile(head + core + tail, re.IGNORECASE)


def replacement(found: Found, language: str) -> str | None:
    """The better word in the form of the one that was found, with its capital letter; None where
    the form is not certain."""
    entry = found.entry
    assert isinstance(entry, PreferredWord) and entry.use is not None
    word = found.part.lower().replace("’", "'")
    instead = _same_form(found, entry, word, language)
    if instead is None:
        return None
    capital = found.part[:1].isupper() and not (found.part.isupper() and len(found.part) > 1)
    return instead[:1].upper() + instead[1:] if capital else instead


def _same_form(found: Found, entry: PreferredWord, word: str, language: str) -> str | None:
    assert entry.use is not None
    better = entry.use.value
    given = {form.lower(): use.value for form, use in (entry.forms or {}).items()}
    if word in given:
        return given[word]
    phrase = found.phrase.lower()
    if phrase.endswith("*"):
        return better + word[len(phrase.strip("*")) :]
    if word == phrase:
        return better
    tail = next((number for number, (one, other) in enumerate(zip(reversed(better.lower()), reversed(phrase))) if one != other), min(len(better), len(phrase)))
    if (tail >= _LEAST_SHARED_TAIL or tail == min(len(better), len(phrase))) and word.startswith(phrase[: len(phrase) - tail]):
        return better[: len(better) - tail] + word[len(phrase) - tail :]  # mail → e-mail: words that end alike take the same endings
    if " " in better or " " in phrase:
        return None
    inflection = load_inflection(language)
    kind = entry.kind.value if entry.kind else ""
    labels = inflection.forms(phrase, kind).get(word, ())
    forms = inflection.labelled(better.lower(), kind)
    made = {forms.get(label, ()) for label in labels if not label.endswith(BASE)}
    made.discard(())
    certain = {choice[0] for choice in made if len(choice) == 1}
    return next(iter(certain)) if len(certain) == 1 and all(certain & set(choice) for choice in made) else None
