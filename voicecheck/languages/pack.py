"""Language packs: folders of YAML lexicons, read and checked (docs/lexicon.md)."""

from __future__ import annotations

import os
from functools import cached_property, lru_cache
from pathlib import Path

from voicecheck.dimensions import TARGETS
from voicecheck.frozen import frozen
from voicecheck.languages.categories import load_categories
from voicecheck.languages.pattern import Pattern, PatternError, parse_pattern, set_names
from voicecheck.problems import Place, Problem, VoicecheckError, suggestion
from voicecheck.shipped import kept, shipped
from voicecheck.yaml_tree import Mapping, Scalar, Sequence, Tree, parse_yaml

BUILT_IN_SETS = ("word", "number", "name")
_SETTINGS_FILE = "language.yml"
_MARKER_FIELDS = ("strength", "target", "patterns", "unless", "situations", "not_situations", "case", "position", "note")


@frozen
class Marker:
    """One entry of a lexicon: phrases that mean the same to the customer who reads them.

    ``strength`` is 1 (a hint) to 3 (unmistakable). ``unless`` patterns take the marker away
    when they stand in the same sentence. ``position`` is "opening" (first sentence), "closing" (last two) or "".
    """

    category: str
    strength: int
    patterns: tuple[str, ...]
    parsed: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    target: str
    situations: frozenset[str]
    not_situations: frozenset[str]
    exact: bool
    position: str
    note: str
    place: Place


@frozen
class LanguageSettings:
    """The small words of one language: what language.yml says."""

    code: str
    name: str
    tokenizer: str
    negators: frozenset[str]
    negation_reach: int
    sets: dict[str, tuple[str, ...]]
    common_words: frozenset[str]
    distinctive_words: frozenset[str]

    def set_words(self, name: str) -> frozenset[str]:
        """The words of a set, in lower case; none where the language has no such set."""
        return self._words_of_sets.get(name, _NO_WORDS)

    @cached_property
    def words_of_persons(self) -> frozenset[str]:
        """The words that speak of "you" or of "we"."""
        return frozenset().union(*map(self.set_words, ("you", "your", "we", "our")))

    @cached_property
    def _words_of_sets(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(entry.lower() for entry in entries) for name, entries in self.sets.items()}


_NO_WORDS: frozenset[str] = frozenset()


@frozen
class LanguagePack(LanguageSettings):
    """Everything voicecheck knows about one language, as data."""

    markers: tuple[Marker, ...] = ()


@lru_cache(maxsize=1)
def language_codes() -> tuple[str, ...]:
    """Codes of the shipped packs, English first, then in order of the alphabet."""
    folder = shipped("languages")
    codes = [name for name in os.listdir(folder) if (folder / name / _SETTINGS_FILE).is_file()]
    return tuple(sorted(codes, key=lambda code: (code != "en", code)))


@lru_cache(maxsize=8)
def load_settings(code: str) -> LanguageSettings:
    """The small words of one language, without its markers."""

    def read() -> LanguageSettings:
        reader = _PackReader()
        settings = reader.settings(shipped("languages", code, _SETTINGS_FILE))
        if settings is None:
            raise VoicecheckError(reader.problems)
        return settings

    return kept(f"settings.{code}", read)


@lru_cache(maxsize=8)
def load_pack(code: str) -> LanguagePack:
    """The pack of one language. Raises VoicecheckError with every mistake in its files."""
    return read_pack(shipped("languages", code))


def read_pack(folder: Path) -> LanguagePack:
    """The pack in ``folder``; raises VoicecheckError with every mistake in its files."""
    reader = _PackReader()
    settings = reader.settings(folder / _SETTINGS_FILE)
    markers: list[Marker] = []
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yml") and entry.name not in (_SETTINGS_FILE, "examples.yml"))
    for name in names:
        markers.extend(reader.markers(folder / name, settings.sets if settings else {}))
    if reader.problems or settings is None:
        raise VoicecheckError(reader.problems)
    return LanguagePack(**vars(settings), markers=tuple(markers))


class _PackReader:
    """Reads one pack's files; gathers problems so that all are told at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def problem(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, message))

    def _tree(self, file: Path) -> Mapping | None:
        path = str(file)
        try:
            tree = parse_yaml(file.read_text(encoding="utf-8"), path)
        except FileNotFoundError:
            self.problem(Place(path), "is missing; every language pack has one")
            return None
        except VoicecheckError as error:
            self.problems.extend(error.problems)
            return None
        if tree is None:
            return Mapping({}, {}, Place(path, 1, 1))
        if not isinstance(tree, Mapping):
            self.problem(tree.place, "must hold a map of names to lists")
            return None
        return tree

    def settings(self, file: Path) -> LanguageSettings | None:
        tree = self._tree(file)
        if tree is None:
            return None
        for key in ("code", "name", "tokenizer", "negators", "negation_reach", "sets", "common_words", "distinctive_words"):
            if key not in tree.entries:
                self.problem(tree.place, f'the key "{key}" is missing')
        if self.problems:
            return None
        return LanguageSettings(
            code=self.text(tree, "code"),
            name=self.text(tree, "name"),
            tokenizer=self.text(tree, "tokenizer"),
            negators=frozenset(word.lower() for word in self.words(tree.get("negators"))),
            negation_reach=int(self.text(tree, "negation_reach")),
            sets=self.word_lists(tree.get("sets")),
            common_words=frozenset(word.lower() for word in self.words(tree.get("common_words"))),
            distinctive_words=frozenset(word.lower() for word in self.words(tree.get("distinctive_words"))),
        )

    def text(self, tree: Mapping, key: str) -> str:
        value = tree.get(key)
        return value.text if isinstance(value, Scalar) else ""

    def words(self, tree: Tree | None) -> list[str]:
        if tree is None:
            return []
        if not isinstance(tree, Sequence):
            self.problem(tree.place, "must be a list of words")
            return []
        found = []
        for item in tree:
            if isinstance(item, Scalar):
                found.append(item.text)
            else:
                self.problem(item.place, "must be a word")
        return found

    def word_lists(self, tree: Tree | None) -> dict[str, tuple[str, ...]]:
        if not isinstance(tree, Mapping):
            return {}
        return {name: tuple(self.words(value)) for name, value in tree.entries.items()}

    def markers(self, file: Path, sets: dict[str, tuple[str, ...]]) -> list[Marker]:
        tree = self._tree(file)
        found: list[Marker] = []
        categories = load_categories()
        for name, entries in tree.entries.items() if tree else ():
            assert tree is not None
            if name not in categories:
                self.problem(tree.keys[name], f'"{name}" is no category of categories.yml.{suggestion(name, categories)}')
                continue
            if not isinstance(entries, Sequence):
                self.problem(entries.place, f'"{name}" must hold a list of markers, each beginning with "- strength:"')
                continue
            for entry in entries:
                if isinstance(entry, Mapping):
                    found.append(self._marker(name, entry, sets))
                else:
                    self.problem(entry.place, 'a marker is a map with "strength" and "patterns"')
        return found

    def _marker(self, category: str, entry: Mapping, sets: dict[str, tuple[str, ...]]) -> Marker:
        for key, place in entry.keys.items():
            if key not in _MARKER_FIELDS:
                self.problem(place, f'"{key}" is no field of a marker ({", ".join(_MARKER_FIELDS)}).{suggestion(key, _MARKER_FIELDS)}')
        strength = self.text(entry, "strength")
        if strength not in ("1", "2", "3"):
            self.problem(entry.place, '"strength" must be 1, 2 or 3')
        target = self.text(entry, "target")
        if target and target not in TARGETS:
            self.problem(entry.place, f'"target" must be one of {", ".join(TARGETS)}')
        position = self.text(entry, "position")
        if position not in ("", "opening", "closing"):
            self.problem(entry.place, '"position" must be opening or closing')
        patterns = entry.get("patterns")
        if patterns is None:
            self.problem(entry.place, '"patterns" is missing')
        return Marker(
            category=category,
            strength=int(strength) if strength in ("1", "2", "3") else 1,
            patterns=tuple(self.words(patterns)),
            parsed=self._patterns(patterns, sets),
            unless=self._patterns(entry.get("unless"), sets),
            target=target,
            situations=frozenset(self.words(entry.get("situations"))),
            not_situations=frozenset(self.words(entry.get("not_situations"))),
            exact=self.text(entry, "case") == "exact",
            position=position,
            note=self.text(entry, "note"),
            place=entry.place,
        )

    def _patterns(self, tree: Tree | None, sets: dict[str, tuple[str, ...]]) -> tuple[Pattern, ...]:
        found: list[Pattern] = []
        for item in tree if isinstance(tree, Sequence) else ():
            if not isinstance(item, Scalar):
                self.problem(item.place, "a pattern is a text in quotation marks")
                continue
            try:
                pattern = parse_pattern(item.text)
            except PatternError as error:
                place = Place(item.place.path, item.place.line, item.place.column + error.column)
                self.problem(place, f'in the pattern "{item.text}": {error}')
                continue
            for name in sorted(set(set_names(pattern))):
                if name not in sets and name not in BUILT_IN_SETS:
                    self.problem(item.place, f'the set <{name}> is not in language.yml under "sets".{suggestion(name, [*sets, *BUILT_IN_SETS])}')
            found.append(pattern)
        return tuple(found)
