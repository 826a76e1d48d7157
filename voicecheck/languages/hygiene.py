"""Words left over in unfinished replies, and words that may stand twice: hygiene.yml."""

from __future__ import annotations

import re
from functools import lru_cache

from voicecheck.frozen import frozen
from voicecheck.shipped import shipped_tree
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

_FILE = "hygiene.yml"
_WORD = re.compile(r"\w+")


@frozen
class Hygiene:
    """What hygiene.yml says. ``unfinished`` finds phrases that nobody sends on purpose,
    ``instruction`` the beginning of a note to whoever fills the reply in; ``unfinished_words``
    are the words of each of those phrases by its first, to tell quickly that there is none; ``in_capitals``
    finds the words that may be one of ``fill_in``, to the same end."""

    unfinished: re.Pattern[str]
    unfinished_words: dict[str, list[frozenset[str]]]
    instruction: re.Pattern[str]
    fill_in: frozenset[str]
    in_capitals: re.Pattern[str]
    joining: frozenset[str]
    units: frozenset[str]
    may_double: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_hygiene() -> Hygiene:
    """The words of all languages, read once."""
    tree = shipped_tree("languages", _FILE)
    unfinished, instruction = _of_all(tree.get("unfinished")), _of_all(tree.get("instruction"))
    doubles = tree.get("may_double")
    assert isinstance(doubles, Mapping)
    always = _words(doubles.get("any"))
    fill_in = frozenset(_of_all(tree.get("fill_in")))
    letters = f"[{''.join(sorted({letter for word in fill_in for letter in word}))}]"
    return Hygiene(
        unfinished=_alternatives(unfinished),
        unfinished_words=_by_first_word(unfinished),
        instruction=_alternatives(instruction),
        fill_in=fill_in,
        in_capitals=re.compile(f"{letters}{letters}+"),
        joining=frozenset(_words(tree.get("joining"))),
        units=frozenset(_words(tree.get("units"))),
        may_double={language: frozenset((*words, *always)) for language in doubles.entries for words in [_words(doubles.get(language))]},
    )


def _alternatives(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<!\w)(?:" + "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in longest_first) + r")(?!\w)", re.IGNORECASE)


def _by_first_word(phrases: list[str]) -> dict[str, list[frozenset[str]]]:
    found: dict[str, list[frozenset[str]]] = {}
    for words in map(_WORD.findall, phrases):
        found.setdefault(words[0], []).append(frozenset(words))
    return found


def _of_all(tree: Tree | None) -> list[str]:
    return [word for words in tree.entries.values() for word in _words(words)] if isinstance(tree, Mapping) else []


def _words(tree: Tree | None) -> list[str]:
    return [item.text for item in tree if isinstance(item, Scalar)] if isinstance(tree, Sequence) else []
