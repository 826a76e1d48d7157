"""How words change their endings (``<language>/rules/endings.yml``): a word to its forms.

Written words alone do not tell a noun from a verb, so that every form is made that the word
may have; the labels ("noun.plural") say what each may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from voicecheck.frozen import frozen
from voicecheck.shipped import shipped_tree
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

KINDS = ("noun", "adjective", "verb")
"""The parts of speech that have rules."""

BASE = "base"
_LEAST_COMPOUND_HEAD = 3


@frozen
class Rule:
    """The endings of the words that end like this, by label."""

    like: re.Pattern[str]
    forms: dict[str, tuple[str, ...]]


class Inflection:
    """The endings of one language. Words and forms are in lower case."""

    def __init__(self, tree: Mapping) -> None:
        self._rules = {kind: tuple(_rules(tree.get(kind))) for kind in KINDS}
        genitive = tree.get("genitive")
        self._genitive = genitive.text if isinstance(genitive, Scalar) else ""
        irregular = tree.get("irregular")
        self._irregular = {word: _forms(value) for word, value in irregular.entries.items()} if isinstance(irregular, Mapping) else {}

    def labelled(self, word: str, kind: str = "") -> dict[str, tuple[str, ...]]:
        """The forms of a word by label: {"noun.plural": ("kundesentre", "kundesenter"), …}.

        More than one form under a label: the written word does not tell which is right.
        ``kind`` limits them to one part of speech.
        """
        found: dict[str, tuple[str, ...]] = {}
        kinds = (kind,) if kind else KINDS
        head, irregular = self._irregular_part(word)
        known = {label.split(".")[0] for label in irregular}
        for name in kinds:
            if name in known:
                found.update({label: tuple(head + form for form in forms) for label, forms in irregular.items() if label.startswith(name)})
                found.setdefault(f"{name}.{BASE}", (word,))
                continue
            if known:
                continue  # an irregular verb is no noun unless its entry says so
            rule = next((rule for rule in self._rules[name] if rule.like.search(word)), None)
            found[f"{name}.{BASE}"] = (word,)
            for label, endings in rule.forms.items() if rule else ():
                forms = tuple(dict.fromkeys(made for made in (_apply(word, ending) for ending in endings) if len(made) > 1))
                found[f"{name}.{label}"] = forms
        for label, forms in list(found.items()):
            if label.startswith("noun") and self._genitive:
                found[f"{label}.genitive"] = tuple(self._owned(form) for form in forms)
        return found

    def forms(self, word: str, kind: str = "") -> dict[str, tuple[str, ...]]:
        """Every written form of a word, each with the labels it may have."""
        found: dict[str, tuple[str, ...]] = {word: ()}
        for label, forms in self.labelled(word, kind).items():
            for form in forms:
                found[form] = (*found.get(form, ()), label)
        return found

    def _owned(self, form: str) -> str:
        """The genitive of a form; one that ends in s stays as it is in the Scandinavian way."""
        return form if form.endswith(("s", "x", "z")) and self._genitive == "s" else form + self._genitive

    def _irregular_part(self, word: str) -> tuple[str, dict[str, tuple[str, ...]]]:
        """The beginning of a compound, and the forms of the irregular word that ends it."""
        if word in self._irregular:
            return "", self._irregular[word]
        for start in range(_LEAST_COMPOUND_HEAD, len(word) - 2):
            if word[start:] in self._irregular and len(word) - start >= _LEAST_COMPOUND_HEAD:
                forms = self._irregular[word[start:]]
                nouns = {label: value for label, value in forms.items() if label.startswith("noun")}
                if nouns:
                    return word[:start], nouns
        return "", {}


def _rules(tree: Tree | None) -> Iterator[Rule]:
    for entry in tree if isinstance(tree, Sequence) else ():
        assert isinstance(entry, Mapping)
        like, forms = entry.get("like"), entry.get("forms")
        assert isinstance(like, Scalar) and isinstance(forms, Mapping)
        yield Rule(re.compile(like.text), _forms(forms))


def _forms(tree: Tree) -> dict[str, tuple[str, ...]]:
    assert isinstance(tree, Mapping)
    return {label: _texts(value) for label, value in tree.entries.items()}


def _texts(tree: Tree) -> tuple[str, ...]:
    items = tree if isinstance(tree, Sequence) else (tree,)
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _apply(word: str, ending: str) -> str:
    """``ending`` laid on ``word``: each ``~`` drops a letter, ``^`` doubles the last one."""
    while ending.startswith("~"):
        word, ending = word[:-1], ending[1:]
    if ending.startswith("^"):
        word, ending = word + word[-1:], ending[1:]
    return word + ending


@lru_cache(maxsize=8)
def load_inflection(language: str) -> Inflection:
    """The endings of a shipped language."""
    return Inflection(shipped_tree("languages", language, "rules", "endings.yml"))
