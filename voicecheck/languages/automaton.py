"""Lays patterns out as one non-deterministic automaton: nodes, and edges of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Union

from voicecheck.languages.pattern import CLOSING, Element, Group, Mark, Pattern, SetName, Word
from voicecheck.languages.words import Words

MAX_GAP = 4
"""How many words ``...`` may stand for, at most."""

ANYWHERE, AT_START, ONE_BEFORE = 0, 1, 2
"""The nodes at which patterns begin: at any word; at the first of a sentence; those that begin
with any word whatever, at the word behind it (else every word would begin a match)."""

Accept = tuple[int, Union[Mark, None], bool]
"""The key of a pattern that ends here, the sign its sentence must end with, and whether that
sign may come any number of words later."""

_ANY = SetName("word")


@dataclass(slots=True)
class Node:
    """A state of the automaton; edges lead to the numbers of states."""

    words: dict[str, list[int]] = field(default_factory=dict)
    classes: dict[int, list[int]] = field(default_factory=dict)
    any: list[int] = field(default_factory=list)
    free: list[int] = field(default_factory=list)
    accepts: list[Accept] = field(default_factory=list)


Targets = tuple[int, ...]
Packed = tuple[dict[str, Targets], dict[int, Targets], Targets, tuple[Accept, ...]]
"""A node's words, classes, any and accepts."""


class Automaton:
    """All patterns of a pack. ``cut`` splits a pattern's word as the tokenizer of the language
    splits running text; ``sets`` maps a name to its entries, each a list of words."""

    def __init__(self, words: Words, sets: Mapping[str, Sequence[Sequence[str]]], cut: Callable[[str], list[str]]) -> None:
        self.nodes: list[Node] = [Node(), Node(), Node()]
        self._words = words
        self._cut = cut
        self._multiword: dict[str, list[tuple[str, ...]]] = {}
        self._parts_of: dict[str, list[str]] = {}
        for name, entries in sets.items():
            for entry in entries:
                if len(entry) > 1:
                    self._multiword.setdefault(name, []).append(tuple(entry))
                else:
                    words.add_member(entry[0], name)

    def add(self, key: int, pattern: Pattern, exact: bool = False) -> None:
        """Add a pattern; its matches carry ``key``. ``exact``: upper and lower case matter."""
        if isinstance(pattern[0], Group) and len(pattern) > 1 and any(alternative[:1] == (_ANY,) for alternative in pattern[0].alternatives):
            for alternative in pattern[0].alternatives:
                self.add(key, alternative + pattern[1:], exact)
            return
        closing = next((mark for mark in CLOSING if mark in pattern[-1:]), None)
        afar = closing is not None and pattern[-2:-1] == (Mark.GAP,)
        pattern = pattern[:-2] if afar else pattern
        start = AT_START if pattern[0] is Mark.START else ANYWHERE
        body: tuple[Element, ...] = tuple(element for element in pattern if element not in (*CLOSING, Mark.START))
        if not body:
            return  # nothing but a sign: it would match no word
        if start == ANYWHERE and body[0] == _ANY and _needs_a_word(body[1:]):
            start, body = ONE_BEFORE, body[1:]
        self.nodes[self._chain(start, body, exact)].accepts.append((key, closing, afar))

    def _new(self) -> int:
        self.nodes.append(Node())
        return len(self.nodes) - 1

    def _chain(self, node: int, elements: Pattern, exact: bool) -> int:
        """Lay the elements out from ``node``; the node at which they end."""
        for element in elements:
            if isinstance(element, Word):
                node = self._word_chain(node, self._parts(element.text), exact)
            elif isinstance(element, SetName):
                node = self._set_edge(node, element.name)
            elif isinstance(element, Group):
                end = self._new()
                for alternative in element.alternatives:
                    self._alternative(node, alternative, end, exact)
                node = end
            elif element is Mark.GAP:
                node = self._gap(node)
        return node

    def _alternative(self, node: int, elements: Pattern, end: int, exact: bool) -> None:
        if len(elements) == 1 and isinstance(elements[0], Word) and not exact:
            parts = self._parts(elements[0].text)
            if len(parts) == 1:  # the usual case, without a node of its own
                self._edge(node, parts[0], end)
                return
        self.nodes[self._chain(node, elements, exact)].free.append(end)

    def _word_chain(self, node: int, parts: Sequence[str], exact: bool) -> int:
        for part in parts:
            following = self._new()
            if exact and "*" not in part:
                self.nodes[node].classes.setdefault(self._words.add_exact(part), []).append(following)
            else:
                self._edge(node, part, following)
            node = following
        return node

    def _edge(self, node: int, text: str, following: int) -> None:
        word = text.lower()
        if "*" in word:
            self.nodes[node].classes.setdefault(self._words.add_wildcard(word), []).append(following)
        else:
            self._words.add(word)
            self.nodes[node].words.setdefault(word, []).append(following)

    def _set_edge(self, node: int, name: str) -> int:
        following = self._new()
        if name == _ANY.name:
            self.nodes[node].any.append(following)
        else:
            self.nodes[node].classes.setdefault(self._words.class_named(f"<{name}>"), []).append(following)
        for entry in self._multiword.get(name, ()):
            self.nodes[self._word_chain(node, entry, exact=False)].free.append(following)
        return following

    def _gap(self, node: int) -> int:
        end = self._new()
        self.nodes[node].free.append(end)
        for _ in range(MAX_GAP):
            following = self._new()
            self.nodes[node].any.append(following)
            self.nodes[following].free.append(end)
            node = following
        return end

    def _parts(self, text: str) -> list[str]:
        known = self._parts_of.get(text)
        if known is None:
            known = self._cut(text.strip("*"))
            if text.startswith("*"):
                known[0] = "*" + known[0]
            if text.endswith("*"):
                known[-1] += "*"
            self._parts_of[text] = known
        return known


def _needs_a_word(elements: Pattern) -> bool:
    """Whether the elements match no row without words."""
    return any(isinstance(element, (Word, SetName)) or (isinstance(element, Group) and all(map(_needs_a_word, element.alternatives))) for element in elements)


def packed(nodes: Sequence[Node]) -> tuple[list[Packed], list[Targets]]:
    """The nodes as plain containers, which load and match quickly, and those that ANYWHERE,
    AT_START and ONE_BEFORE stand for. Edges lead to all that can be reached without a word; a
    node that nothing leads on from, and that accepts nothing, is left out."""
    reached = [_reached(nodes, number) for number in range(len(nodes))]
    shared: dict[Targets, Targets] = {}
    nowhere: dict[Any, Targets] = {}  # one for all nodes without such edges

    def closed(targets: Sequence[int]) -> Targets:
        found = reached[targets[0]] if len(targets) == 1 else tuple(sorted({one for target in targets for one in reached[target]}))
        return shared.setdefault(found, found)

    made = [
        (
            {word: closed(targets) for word, targets in node.words.items()} or nowhere,
            {identity: closed(targets) for identity, targets in node.classes.items()} or nowhere,
            closed(node.any) if node.any else (),
            tuple(node.accepts),
        )
        for node in nodes
    ]
    return made, reached[ANYWHERE : ONE_BEFORE + 1]


def _reached(nodes: Sequence[Node], number: int) -> Targets:
    """The nodes that matter of those reached from one without a word, itself included."""
    found = {number}
    queue = [number]
    while queue:
        for following in nodes[queue.pop()].free:
            if following not in found:
                found.add(following)
                queue.append(following)
    return tuple(sorted(one for one in found if (node := nodes[one]).words or node.classes or node.any or node.accepts))
