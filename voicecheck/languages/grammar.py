"""The small words that rules of style need (``<language>/rules/grammar.yml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from voicecheck.yaml_tree import Mapping, Scalar, Sequence, Tree, parse_yaml


@dataclass(frozen=True)
class Address:
    """How the language says "you" to one customer: in an informal and in a formal way.

    ``formal`` counts only as written, inside a sentence ("De", "Ni"); ``also_formal`` in any
    case, unless the customer's message holds a word of ``for_several``.
    """

    informal: frozenset[str]
    formal: frozenset[str]
    also_formal: frozenset[str]
    for_several: frozenset[str]


@dataclass(frozen=True)
class Passive:
    """How the language makes its passive; see the head of the check style/passive."""

    auxiliaries: frozenset[str]
    modals: frozenset[str]
    between: frozenset[str]
    participle_endings: tuple[str, ...]
    participles: frozenset[str]
    not_participles: frozenset[str]
    s_endings: tuple[str, ...]
    s_endings_after_modal: tuple[str, ...]
    not_s_passive: frozenset[str]


@dataclass(frozen=True)
class Grammar:
    """The small words of one language: ``contractions`` are (full, short) pairs, ``abbreviations``
    map the short form to the full one."""

    address: Address
    contractions: tuple[tuple[str, str], ...]
    abbreviations: dict[str, str]
    passive: Passive


@lru_cache(maxsize=8)
def load_grammar(language: str) -> Grammar:
    """The small words of a shipped language."""
    file = files("voicecheck.languages") / language / "rules" / "grammar.yml"
    tree = parse_yaml(file.read_text(encoding="utf-8"), str(file))
    assert isinstance(tree, Mapping)
    address, passive, pairs, short = (tree.get(key) for key in ("address", "passive", "contractions", "abbreviations"))
    assert isinstance(address, Mapping) and isinstance(passive, Mapping) and isinstance(pairs, Sequence) and isinstance(short, Mapping)
    return Grammar(
        Address(**{key: frozenset(_texts(value)) for key, value in address.entries.items()}),
        tuple((one, two) for one, two in (_texts(pair) for pair in pairs)),
        {key: value.text for key, value in short.entries.items() if isinstance(value, Scalar)},
        Passive(**{key: _texts(value) if "endings" in key else frozenset(_texts(value)) for key, value in passive.entries.items()}),  # type: ignore[arg-type]
    )


def _texts(tree: Tree) -> tuple[str, ...]:
    items = tree if isinstance(tree, Sequence) else (tree,)
    return tuple(item.text for item in items if isinstance(item, Scalar))
