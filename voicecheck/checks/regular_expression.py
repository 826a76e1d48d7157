"""Regular expressions that cannot hang: what of a marketer's expression could run for ever.

Python's own parser takes the expression apart. Repetition inside repetition, choices that
begin alike inside repetition, and several open repetitions in a row are where the number of
ways to fail explodes. What cannot be shown to be harmless is refused when the guide is read;
a time limit for each reply guards the rest.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

TIME_LIMIT = 0.1
"""Seconds that one expression may take for one reply."""

_REPEATS_OFTEN = 10
"""From so many repetitions on, what is repeated must itself be unambiguous."""
_OPEN = 200
"""A repetition that may go on longer than this counts as open."""
_MOST_OPEN_IN_A_ROW = 2
_ALPHABET = frozenset(chr(code) for code in range(9, 127)) | frozenset("æøåäöéÆØÅÄÖÉ\u00a0’“”«»…–€😊")
_PROPERTY = re.compile(r"\\[pP]\{\^?\w+(?:=\w+)?\}|\\[pP][A-Z]|\\X|\\[hR]")


class _Varying(NamedTuple):
    """A part that may match in several lengths, with the characters it may take."""

    characters: frozenset[str]
    open: bool


def danger(expression: str) -> str:
    """Why the expression could take for ever, and how to mend it; empty where it cannot.

    Raises re.error where Python cannot read it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = _parser().parse(_PROPERTY.sub(r"\\w", expression))
    if matches_nothing(expression):
        return "it also matches where nothing stands; let at least one character be needed"
    return _explosive(tree) or ("" if _open_in_a_row(tree) <= _MOST_OPEN_IN_A_ROW else _TOO_MANY)


_NESTED = 'a repetition inside another could match the same words in too many ways and hang; repeat once, or put something between that the inner one cannot match, as in "(?:word[ ,]+)+"'
_ALIKE = "a choice inside a repetition has branches that begin alike and could hang; write what they share once, before the choice"
_TOO_MANY = 'three or more open repetitions in a row (".*", ".+") could take for ever on a long reply; leave the outer ones out and bound the others: ".{0,80}"'


def matches_nothing(expression: str) -> bool:
    """Whether the expression matches the empty text."""
    import regex

    return bool(regex.match(f"(?:{expression})\\Z", ""))


def _parser() -> Any:
    if sys.version_info >= (3, 11):
        import re._parser as parser  # type: ignore[import-not-found]
    else:  # the same module under its old name
        import sre_parse as parser
    return parser


def _name(operation: Any) -> str:
    return str(operation)


def _parts(operation: str, argument: Any) -> Iterator[Any]:
    """The sequences inside a node."""
    if operation == "BRANCH":
        yield from argument[1]
    elif operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        yield argument[2]
    elif operation == "SUBPATTERN":
        yield argument[3]
    elif operation in ("ASSERT", "ASSERT_NOT"):
        yield argument[1]
    elif operation == "ATOMIC_GROUP":
        yield argument
    elif operation == "GROUPREF_EXISTS":
        yield from (part for part in argument[1:] if part is not None)


def _explosive(sequence: Sequence[Any]) -> str:
    """What is wrong with the repetitions in a sequence, looked for at every depth."""
    for operation, argument in sequence:
        name = _name(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT") and int(argument[1]) > _REPEATS_OFTEN:
            wrong = _ambiguous(argument[2])
            if wrong:
                return wrong
        for part in _parts(name, argument):
            wrong = _explosive(part)
            if wrong:
                return wrong
    return ""


def _ambiguous(body: Sequence[Any]) -> str:
    """Whether what is repeated may match one text in several ways."""
    needed = list(_needed(body))
    for part, why in _varying(body):
        if not any(separator and not separator & part.characters for separator in needed):
            return why
    return ""


def _varying(sequence: Sequence[Any]) -> Iterator[tuple[_Varying, str]]:
    """The parts of a sequence that may match in several lengths or by several branches."""
    for operation, argument in sequence:
        name = _name(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] != argument[1]:
            yield _Varying(_characters(argument[2]), int(argument[1]) > _OPEN), _NESTED
        if name == "BRANCH" and _begin_alike(argument[1]):
            yield _Varying(_characters([(operation, argument)]), False), _ALIKE
        if name not in ("ASSERT", "ASSERT_NOT", "POSSESSIVE_REPEAT", "ATOMIC_GROUP"):
            for part in _parts(name, argument):
                yield from _varying(part)


def _begin_alike(branches: Sequence[Sequence[Any]]) -> bool:
    seen: frozenset[str] = frozenset()
    for branch in branches:
        first = _first(branch)
        if not len(branch) or first & seen:
            return True
        seen |= first
    return False


def _first(sequence: Sequence[Any]) -> frozenset[str]:
    """The characters that a match of the sequence may begin with."""
    found: frozenset[str] = frozenset()
    for node in sequence:
        name = _name(node[0])
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        if name == "SUBPATTERN":
            found |= _first(node[1][3])
        elif name == "BRANCH":
            found = found.union(*(_first(branch) for branch in node[1][1]))
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            found |= _first(node[1][2])
            if node[1][0] == 0:
                continue
        else:
            found |= _characters([node])
        return found
    return found


def _needed(sequence: Sequence[Any]) -> Iterator[frozenset[str]]:
    """The sets of characters of which every match of the sequence holds one."""
    for operation, argument in sequence:
        name = _name(operation)
        if name == "SUBPATTERN":
            yield from _needed(argument[3])
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            if argument[0] > 0:
                yield from _needed(argument[2])
        elif name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            yield _characters([(operation, argument)])


def _characters(sequence: Sequence[Any]) -> frozenset[str]:
    """Every character that a match of the sequence may hold."""
    found: frozenset[str] = frozenset()
    for operation, argument in sequence:
        name = _name(operation)
        if name == "LITERAL":
            found |= _cases(chr(argument))
        elif name == "NOT_LITERAL":
            found |= _ALPHABET - _cases(chr(argument))
        elif name in ("ANY", "GROUPREF"):
            found |= _ALPHABET
        elif name == "IN":
            found |= _set(argument)
        elif name not in ("ASSERT", "ASSERT_NOT"):
            found = found.union(*(_characters(part) for part in _parts(name, argument)))
    return found


def _cases(character: str) -> frozenset[str]:
    return frozenset((character, character.lower(), character.upper()))


def _set(items: Sequence[Any]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    negated = False
    for operation, argument in items:
        name = _name(operation)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            found |= _cases(chr(argument))
        elif name == "RANGE":
            within = frozenset(character for character in _ALPHABET if argument[0] <= ord(character) <= argument[1])
            found |= frozenset().union(*(_cases(character) for character in within)) | {chr(argument[0]), chr(argument[1])}
        elif name == "CATEGORY":
            found |= frozenset(character for character in _ALPHABET if _CATEGORIES[_name(argument)].match(character))
    return _ALPHABET - found if negated else found


_CATEGORIES = {
    "CATEGORY_DIGIT": re.compile(r"\d"),
    "CATEGORY_NOT_DIGIT": re.compile(r"\D"),
    "CATEGORY_SPACE": re.compile(r"\s"),
    "CATEGORY_NOT_SPACE": re.compile(r"\S"),
    "CATEGORY_WORD": re.compile(r"\w"),
    "CATEGORY_NOT_WORD": re.compile(r"\W"),
}


def _open_in_a_row(sequence: Sequence[Any]) -> int:
    """The most open repetitions in a row that could take each other's characters."""
    longest = 0
    run: list[frozenset[str]] = []
    for node in _flat(sequence):
        name = _name(node[0])
        characters = _characters([node])
        if name in ("MAX_REPEAT", "MIN_REPEAT") and int(node[1][1]) > _OPEN:
            run = [*run, characters] if not run or run[-1] & characters else [characters]
            longest = max(longest, len(run), _open_in_a_row(node[1][2]))
        elif run and characters and not characters & run[-1] and (name != "MAX_REPEAT" or node[1][0] > 0):
            run = []
        else:
            longest = max(longest, *(_open_in_a_row(part) for part in _parts(name, node[1])), 0)
    return longest


def _flat(sequence: Sequence[Any]) -> Iterator[Any]:
    for operation, argument in sequence:
        if _name(operation) == "SUBPATTERN":
            yield from _flat(argument[3])
        else:
            yield (operation, argument)
