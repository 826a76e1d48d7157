"""The small words that rules of style need (``<language>/rules/grammar.yml``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from voicecheck import tree as tree_of
from voicecheck.frozen import frozen
from voicecheck.shipped import shipped_tree
from voicecheck.tree import Mapping, Scalar, Tree


@frozen
class Address:
    """How the language says "you" to one customer: in an informal and in a formal way.

    ``formal`` counts only as written, inside a sentence ("De", "Ni"); ``also_formal`` in any
    case, unless the customer's message holds a word of ``for_several``.
    """

    informal: frozenset[str]
    formal: frozenset[str]
    also_formal: frozenset[str]
    for_several: frozenset[str]

    @cached_property
    def any_formal(self) -> frozenset[str]:
        """All that may be formal."""
        return self.formal | self.also_formal


@frozen
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


@frozen
class Agreement:
    """Which words change with the noun beside them: ``words``, and before it those with
    ``endings``. Where there are ``vowels``, its first letter decides, else its gender."""

    words: frozenset[str]
    endings: tuple[str, ...]
    vowels: frozenset[str]

    def may_break(self, before: Sequence[str], after: Sequence[str], old: str, new: str) -> bool:
        """Whether ``new`` in the place of ``old`` may ask for another form of a word beside it;
        ``before`` and ``after`` are those words, the nearest first, in lower case."""
        if self.vowels:
            return bool(before) and before[0] in self.words and (old[:1] in self.vowels) is not (new[:1] in self.vowels)
        beside = {*before[:2], *after[:1]}
        return not self.words.isdisjoint(beside) or bool(before and self.endings and before[0].endswith(self.endings))


@frozen
class Grammar:
    """The small words of one language: ``contractions`` are (full, short) pairs, ``abbreviations``
    map the short form to the full one."""

    address: Address
    contractions: tuple[tuple[str, str], ...]
    abbreviations: dict[str, str]
    passive: Passive
    agreement: Agreement


@lru_cache(maxsize=8)
def load_grammar(language: str) -> Grammar:
    """The small words of a shipped language."""
    tree = shipped_tree("languages", language, "rules", "grammar.yml")
    address, passive, pairs, short, agreement = (tree.get(key) for key in ("address", "passive", "contractions", "abbreviations", "agreement"))
    assert isinstance(agreement, Mapping)
    assert isinstance(address, Mapping) and isinstance(passive, Mapping) and isinstance(pairs, tree_of.Sequence) and isinstance(short, Mapping)
    return Grammar(
        Address(**{key: frozenset(_texts(value)) for key, value in address.entries.items()}),
        tuple((one, two) for one, two in (_texts(pair) for pair in pairs)),
        {key: value.text for key, value in short.entries.items() if isinstance(value, Scalar)},
        Passive(**{key: _texts(value) if "endings" in key else frozenset(_texts(value)) for key, value in passive.entries.items()}),  # type: ignore[arg-type]
        Agreement(**{key: _texts(value) if key == "endings" else frozenset(_texts(value)) for key, value in agreement.entries.items()}),  # type: ignore[arg-type]
    )


def _texts(tree: Tree) -> tuple[str, ...]:
    items = tree if isinstance(tree, tree_of.Sequence) else (tree,)
    return tuple(item.text for item in items if isinstance(item, Scalar))
