"""What a guide can say of a pattern of its own, and the types of its parts."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Generic, TypeVar

from voicecheck.checks.regular_expression import danger
from voicecheck.checks.token_pattern import TokenPattern, TokenPatternType
from voicecheck.dimensions import SEVERITIES, SITUATIONS
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Choice, ListOf, MapOf, Reader, Record, Sourced, Text, setting
from voicecheck.languages.pack import language_codes
from voicecheck.languages.pattern import Pattern, PatternError, parse_pattern
from voicecheck.problems import Place
from voicecheck.tree import Mapping, Scalar, Tree

T = TypeVar("T")
FAMILY = "pattern"
_LOOKS_FOR = ("phrase", "lexicon", "regex", "tokens")
_NAME = re.compile(r"[\w]+(?:-[\w]+)*")


@frozen
class Read(Generic[T]):
    """A pattern as written and as read."""

    text: str
    parsed: T

    def __str__(self) -> str:
        return self.text


@frozen
class LexiconPattern:
    """A pattern in the language of the lexicons (docs/lexicon.md)."""

    def read(self, tree: Tree, reader: Reader, name: str) -> Sourced[Read[Pattern]] | None:
        if not isinstance(tree, Scalar) or tree.is_null:
            reader.problem(tree.place, f"{name} must be {self.describe()}.")
            return None
        try:
            return Sourced(Read(tree.text, parse_pattern(tree.text)), tree.place)
        except PatternError as error:
            place = Place(tree.place.path, tree.place.line, tree.place.column + error.column - (0 if tree.quoted else 1))
            reader.problem(place, f'in the pattern "{tree.text}": {error}.')
            return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}

    def describe(self) -> str:
        return 'a pattern in the language of the lexicons, such as "sorry ... but"'


@frozen
class Expression:
    """A regular expression that compiles and cannot hang."""

    def read(self, tree: Tree, reader: Reader, name: str) -> Sourced[str] | None:
        import regex

        if not isinstance(tree, Scalar) or tree.is_null or not tree.text:
            reader.problem(tree.place, f"{name} must be {self.describe()}.")
            return None
        try:
            regex.compile(tree.text)
            wrong = danger(tree.text)
        except (regex.error, re.error) as error:
            where = getattr(error, "pos", None)
            reader.problem(
                Place(tree.place.path, tree.place.line, tree.place.column + (where or 0) + tree.quoted if where is not None else tree.place.column),
                f'the regular expression "{tree.text}" does not compile: {getattr(error, "msg", error)}.',
            )
            return None
        except (OverflowError, RecursionError):
            wrong = "it is too large"
        if wrong:
            reader.problem(tree.place, f'the regular expression "{tree.text}" cannot be used: {wrong}.')
            return None
        return Sourced(tree.text, tree.place)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}

    def describe(self) -> str:
        return "a regular expression"


@frozen
class PatternExamples:
    """The pattern's own tests."""

    bad: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "Texts in which the pattern must be found.")
    good: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "Texts in which it must not be found.")


@frozen
class OwnPattern:
    """Something that the brand looks for in its own way."""

    phrase: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "Words as they are written, in any case; * stands for any ending.", example="[per my last email]")
    lexicon: Sourced[tuple[Sourced[Read[Pattern]], ...]] | None = setting(
        ListOf(LexiconPattern()), "Patterns in the language of the lexicons: choices, gaps, sets of words.", example='["sorry ... but", "^ (just|simply) <imperative>"]'
    )
    regex: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Expression()), "Regular expressions, in any case unless case is exact. One that could hang is refused.", example="['\\b[A-Z]{2}\\d{6}\\b']"
    )
    tokens: Sourced[tuple[TokenPattern, ...]] | None = setting(
        TokenPatternType(), "A token pattern, or a list of them, in the syntax of spaCy's Matcher.", example='[{LOWER: sorry}, {IS_PUNCT: true, OP: "?"}, {LOWER: but}]'
    )
    message: Sourced[str] | None = setting(Text(), "What is wrong, in a sentence.", example="A sorry with a but is no apology.")
    advice: Sourced[str] | None = setting(Text(), "What to do about it.", example="End the sentence after the apology.")
    severity: Sourced[str] | None = setting(Choice(SEVERITIES), "How grave it is: warn or fail. Default: warn.")
    case: Sourced[str] | None = setting(Choice(("exact", "any")), "exact: upper and lower case matter.")
    unless: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "Phrases inside which the pattern is fine.")
    required: Sourced[bool] | None = setting(Boolean(), "true: the pattern must be found, and a reply without it is what is wrong.")
    languages: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Choice(language_codes())), "The languages it counts in; else all.")
    situations: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Choice(SITUATIONS)), "The situations it counts in; else all.")
    channels: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "The channels it counts on; else all.")
    examples: PatternExamples | None = setting(
        Record(PatternExamples), "The pattern's own tests: voicecheck guide check runs them.", example='{bad: ["Sorry, but no."], good: ["Sorry."]}'
    )
    place: Place = Place("")

    def counts(self, language: str, situation: str, channel: str) -> bool:
        """Whether the pattern is meant for such a reply."""
        return all(
            listed is None or value in {item.value for item in listed.value}
            for listed, value in ((self.languages, language), (self.situations, situation), (self.channels, channel))
        )


class OwnPatterns(dict[str, OwnPattern]):
    """The guide's patterns by name, with what finds them, made when first needed."""

    @cached_property
    def finders(self) -> dict[str, Any]:
        """By language; filled by the check."""
        return {}


@frozen
class PatternsType:
    """The ``patterns`` of a guide: a map from names to patterns."""

    items: MapOf = MapOf(Record(OwnPattern))

    def read(self, tree: Tree, reader: Reader, name: str) -> OwnPatterns | None:
        if isinstance(tree, Mapping):
            for key, place in tree.keys.items():
                if not _NAME.fullmatch(key):
                    reader.problem(place, f'the name of a pattern is a word, or words joined with hyphens, not "{key}"; findings call it {FAMILY}/NAME.')
                value = tree.entries[key]
                if isinstance(value, Mapping) and not any(part in value.entries for part in _LOOKS_FOR):
                    reader.problem(value.place, f"the pattern {key} needs one of {', '.join(_LOOKS_FOR)}: what to look for.")
        read = self.items.read(tree, reader, name)
        return None if read is None else OwnPatterns(read)

    def json_schema(self) -> dict[str, Any]:
        return self.items.json_schema()

    def describe(self) -> str:
        return self.items.describe()
