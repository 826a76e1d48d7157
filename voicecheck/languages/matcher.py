"""Finds marker patterns in a row of words: one automaton over all patterns of a pack.

spaCy's Matcher tries every token pattern at every token (71 replies a second with
300 patterns); its PhraseMatcher knows no wildcards, gaps or sets. Here all patterns form
one non-deterministic automaton, made deterministic step by step while it is used (as RE2
does): what words do to a state is remembered, so that a word costs one look-up, however
many patterns there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Union

from voicecheck.drafts.mask import MASK
from voicecheck.languages.pattern import CLOSING, Group, Mark, Pattern, SetName, Word

MAX_GAP = 4
"""How many words ``...`` may stand for, at most."""

_STRETCHED = re.compile(r"(.)\1{2,}")
_SPRINKLED = re.compile(r"(?<=\w)[*._\-]+(?=\w)")
_DIACRITICS = str.maketrans({"å": "a", "ä": "a", "æ": "ae", "ø": "o", "ö": "o", "é": "e", "è": "e", "ê": "e", "ó": "o", "ò": "o", "ü": "u", "ô": "o", "á": "a", "à": "a"})
_DIGRAPHS = str.maketrans({"å": "aa", "ä": "ae", "æ": "a", "ø": "oe", "ö": "oe", "é": "e", "è": "e", "ê": "e", "ó": "o", "ò": "o", "ü": "ue", "ô": "o", "á": "a", "à": "a"})


class Row(NamedTuple):
    """The words of one text, in order, with what the patterns may ask about them.

    ``sentence_end[i]`` is the index behind the last word of word i's sentence,
    ``sentence_start[i]`` that of its first word; ``stop[i]`` is the punctuation that
    closes the sentence of word i, gathered into one text such as ``"?!"``.
    """

    words: tuple[str, ...]
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence_start: tuple[int, ...]
    sentence_end: tuple[int, ...]
    stop: tuple[str, ...]

    @property
    def length(self) -> int:
        """How many words there are."""
        return len(self.words)


class Match(NamedTuple):
    """Words ``start`` (inclusive) to ``end`` (exclusive) match the pattern with this key."""

    key: int
    start: int
    end: int


_Accept = tuple[int, Union[Mark, None], bool]
"""The key of a pattern that ends here, the sign its sentence must end with, and whether that
sign may come any number of words later."""


@dataclass(slots=True)
class _Node:
    """A state of the non-deterministic automaton; edges lead to the numbers of states."""

    words: dict[str, list[int]] = field(default_factory=dict)
    classes: dict[int, list[int]] = field(default_factory=dict)
    any: list[int] = field(default_factory=list)
    free: list[int] = field(default_factory=list)
    accepts: list[_Accept] = field(default_factory=list)


class _State:
    """A set of nodes: a state of the deterministic automaton, with what is known of it."""

    __slots__ = ("accepts", "edges", "nodes", "steps")

    def __init__(self, nodes: frozenset[int], accepts: tuple[_Accept, ...]) -> None:
        self.nodes = nodes
        self.accepts = accepts
        self.steps: dict[int, _State | None] = {}
        self.edges: _Edges | None = None


@dataclass(slots=True)
class _Edges:
    """The edges of all nodes of a state, merged."""

    words: dict[str, list[int]] = field(default_factory=dict)
    classes: dict[int, list[int]] = field(default_factory=dict)
    any: list[int] = field(default_factory=list)


_UNKNOWN = _State(frozenset(), ())
"""Stands for a step that has not been worked out."""

_WORTH_MERGING = 3
"""From so many different words on, the edges of a state are merged."""


@dataclass(frozen=True)
class _Kind:
    """What a written word is to the patterns; words that are the same to them share one."""

    number: int
    word: str
    classes: tuple[int, ...]


class PatternMatcher:
    """All patterns of a pack, ready to match. Build once, use for every text."""

    def __init__(self, sets: Mapping[str, Sequence[Sequence[str]]], cut: Callable[[str], list[str]]) -> None:
        """``sets`` maps a name to its entries, each a list of words; ``cut`` splits a
        pattern's word as the tokenizer of the language splits running text."""
        self._cut: Callable[[str], list[str]] | None = cut
        self._nodes: list[_Node] = [_Node(), _Node()]
        self._anywhere, self._at_start = 0, 1
        self._classes: dict[str, int] = {}
        self._members: dict[str, set[int]] = {}
        self._exact: dict[str, int] = {}
        self._wildcards: list[tuple[str, int]] = []
        self._multiword: dict[str, list[tuple[str, ...]]] = {}
        self._vocabulary: set[str] = set()
        self._parts_of: dict[str, list[str]] = {}
        for name, entries in sets.items():
            self._add_set(name, entries)
        self._number = self._class("<number>")
        self._name = self._class("<name>")

    def _class(self, name: str) -> int:
        return self._classes.setdefault(name, len(self._classes))

    def _add_set(self, name: str, entries: Sequence[Sequence[str]]) -> None:
        identity = self._class(f"<{name}>")
        for entry in entries:
            if len(entry) > 1:
                self._multiword.setdefault(name, []).append(tuple(entry))
            elif "*" in entry[0]:
                self._wildcards.append((entry[0].lower(), identity))
            else:
                self._vocabulary.add(entry[0])
                self._members.setdefault(entry[0], set()).add(identity)

    # -- building -----------------------------------------------------------------

    def add(self, key: int, pattern: Pattern, exact: bool = False) -> None:
        """Add a pattern; its matches carry ``key``. ``exact``: upper and lower case matter."""
        closing = next((mark for mark in CLOSING if mark in pattern[-1:]), None)
        afar = closing is not None and pattern[-2:-1] == (Mark.GAP,)
        pattern = pattern[:-2] if afar else pattern
        start = self._at_start if pattern[0] is Mark.START else self._anywhere
        body = tuple(element for element in pattern if element not in (*CLOSING, Mark.START))
        self._nodes[self._chain(start, body, exact)].accepts.append((key, closing, afar))

    def _new(self) -> int:
        self._nodes.append(_Node())
        return len(self._nodes) - 1

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
        self._nodes[self._chain(node, elements, exact)].free.append(end)

    def _word_chain(self, node: int, parts: list[str], exact: bool) -> int:
        for part in parts:
            following = self._new()
            if exact and "*" not in part:
                identity = self._exact.setdefault(part, self._class("=" + part))
                self._nodes[node].classes.setdefault(identity, []).append(following)
            else:
                self._edge(node, part, following)
            node = following
        return node

    def _edge(self, node: int, text: str, following: int) -> None:
        word = text.lower()
        if "*" in word:
            if word not in self._classes:
                self._wildcards.append((word, self._class(word)))
            self._nodes[node].classes.setdefault(self._classes[word], []).append(following)
        else:
            self._vocabulary.add(word)
            self._nodes[node].words.setdefault(word, []).append(following)

    def _set_edge(self, node: int, name: str) -> int:
        following = self._new()
        if name == "word":
            self._nodes[node].any.append(following)
        else:
            self._nodes[node].classes.setdefault(self._class(f"<{name}>"), []).append(following)
        for entry in self._multiword.get(name, ()):
            self._nodes[self._word_chain(node, list(entry), exact=False)].free.append(following)
        return following

    def _gap(self, node: int) -> int:
        end = self._new()
        self._nodes[node].free.append(end)
        for _ in range(MAX_GAP):
            following = self._new()
            self._nodes[node].any.append(following)
            self._nodes[following].free.append(end)
            node = following
        return end

    def _parts(self, text: str) -> list[str]:
        known = self._parts_of.get(text)
        if known is None:
            assert self._cut is not None, "a finished matcher takes no more patterns"
            known = self._cut(text.strip("*"))
            if text.startswith("*"):
                known[0] = "*" + known[0]
            if text.endswith("*"):
                known[-1] += "*"
            self._parts_of[text] = known
        return known

    def finish(self) -> None:
        """Index wildcards and missing diacritics, once all patterns are in."""
        self._prefix: dict[str, list[int]] = {}
        self._suffix: dict[str, list[int]] = {}
        self._infix: list[tuple[str, int]] = []
        for wildcard, identity in self._wildcards:
            core = wildcard.strip("*")
            spellings = {core, core.translate(_DIACRITICS), core.translate(_DIGRAPHS)} if len(core) > 3 else {core}
            for spelling in spellings:
                if wildcard.startswith("*") and wildcard.endswith("*"):
                    self._infix.append((spelling, identity))
                elif wildcard.endswith("*"):
                    self._prefix.setdefault(spelling, []).append(identity)
                else:
                    self._suffix.setdefault(spelling, []).append(identity)
        self._prefix_lengths = sorted({len(core) for core in self._prefix})
        self._suffix_lengths = sorted({len(core) for core in self._suffix})
        self._folded: dict[str, str] = {}
        for word in sorted(self._vocabulary):
            if len(word) > 3 and not word.isascii():
                for spelling in (word.translate(_DIACRITICS), word.translate(_DIGRAPHS)):
                    if spelling not in self._vocabulary:
                        self._folded.setdefault(spelling, word)
        self._cut = None
        self._parts_of = {}
        self._forget()

    def _forget(self) -> None:
        """Begin without anything learned from texts."""
        self._normal: dict[str, str] = {}
        self._kinds: dict[tuple[str, bool], _Kind] = {}
        self._numbers: dict[tuple[str, tuple[int, ...]], int] = {}
        self._states: dict[frozenset[int], _State] = {}
        self._root_anywhere = self._state([self._anywhere])
        self._root_at_start = self._state([self._at_start])

    def __getstate__(self) -> dict[str, Any]:
        """What is built, without what was learned: plain containers, which load quickly."""
        learned = ("_normal", "_kinds", "_numbers", "_states", "_root_anywhere", "_root_at_start")
        state = {name: value for name, value in vars(self).items() if name not in learned}
        state["_nodes"] = [(node.words or None, node.classes or None, node.any or None, node.free or None, node.accepts or None) for node in self._nodes]
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        nodes = state.pop("_nodes")
        vars(self).update(state)
        self._nodes = [_Node(words or {}, classes or {}, any_word or [], free or [], accepts or []) for words, classes, any_word, free, accepts in nodes]
        self._forget()

    def _merged(self, state: _State) -> _Edges:
        """The merged edges of a state: worth the work for one that meets many kinds of words."""
        edges = _Edges()
        for number in state.nodes:
            node = self._nodes[number]
            for word, targets in node.words.items():
                known = edges.words.get(word)
                edges.words[word] = targets if known is None else known + targets
            for identity, targets in node.classes.items():
                known = edges.classes.get(identity)
                edges.classes[identity] = targets if known is None else known + targets
            edges.any += node.any
        return edges

    # -- words --------------------------------------------------------------------

    def normal(self, text: str) -> str:
        """The spelling under which the patterns know this word (lower case, no stretched
        letters, diacritics restored)."""
        known = self._normal.get(text)
        if known is None:
            known = self._normal[text] = self._normalise(text)
        return known

    def _normalise(self, text: str) -> str:
        word = text.lower().replace("’", "'").lstrip("#@")
        if word in self._vocabulary:
            return word
        candidates = [word]
        if _STRETCHED.search(word):
            candidates += [_STRETCHED.sub(r"\1\1", word), _STRETCHED.sub(r"\1", word)]
        if _SPRINKLED.search(word):
            candidates.append(_SPRINKLED.sub("", word))
        for candidate in candidates:
            if candidate in self._vocabulary:
                return candidate
            if candidate in self._folded:
                return self._folded[candidate]
        return candidates[-1]

    def _kind(self, text: str, word: str, is_name: bool) -> _Kind:
        known = self._kinds.get((text, is_name))
        if known is None:
            classes = self._classes_of(text, word, is_name)
            literal = word if word in self._vocabulary else ""
            number = self._numbers.setdefault((literal, classes), len(self._numbers))
            known = self._kinds[text, is_name] = _Kind(number, literal, classes)
        return known

    def _classes_of(self, text: str, word: str, is_name: bool) -> tuple[int, ...]:
        found = set(self._members.get(word, ()))
        for length in self._prefix_lengths:
            if length > len(word):
                break
            found.update(self._prefix.get(word[:length], ()))
        for length in self._suffix_lengths:
            if length > len(word):
                break
            found.update(self._suffix.get(word[-length:], ()))
        found.update(identity for core, identity in self._infix if core in word)
        if any(character.isdigit() for character in word):
            found.add(self._number)
        if text in self._exact:
            found.add(self._exact[text])
        if is_name:
            found.add(self._name)
        return tuple(sorted(found))

    # -- matching -----------------------------------------------------------------

    def matches(self, row: Row) -> list[Match]:
        """All matches, in order of their first word; overlapping ones included."""
        kinds = [
            self._kind(text, word, text[0] == MASK or (text[0].isupper() and index != first))
            for index, (text, word, first) in enumerate(zip(row.texts, row.words, row.sentence_start))
        ]
        found: dict[Match, None] = {}
        anywhere, at_start = self._root_anywhere, self._root_at_start
        for start, kind in enumerate(kinds):
            state = anywhere.steps.get(kind.number, _UNKNOWN)
            if state is _UNKNOWN:
                state = self._step(anywhere, kind)
            if state is not None:
                self._run(state, row, kinds, start, found)
            if row.sentence_start[start] == start:
                state = at_start.steps.get(kind.number, _UNKNOWN)
                if state is _UNKNOWN:
                    state = self._step(at_start, kind)
                if state is not None:
                    self._run(state, row, kinds, start, found)
        return list(found)

    def _run(self, state: _State | None, row: Row, kinds: list[_Kind], start: int, found: dict[Match, None]) -> None:
        """Walk on from the state behind word ``start``, noting every match."""
        end = row.sentence_end[start]
        at = start + 1
        while state is not None:
            for key, closing, afar in state.accepts:
                if closing is None or ((at == end or afar) and _closes(closing, row.stop[at - 1])):
                    found[Match(key, start, at)] = None
            if at >= end:
                return
            kind = kinds[at]
            following = state.steps.get(kind.number, _UNKNOWN)
            state = self._step(state, kind) if following is _UNKNOWN else following
            at += 1

    def _step(self, state: _State, kind: _Kind) -> _State | None:
        """What ``kind`` does to ``state``: worked out once, then remembered."""
        targets: list[int] = []
        if state.edges is None and len(state.steps) >= _WORTH_MERGING:
            state.edges = self._merged(state)
        for node in [self._nodes[number] for number in state.nodes] if state.edges is None else [state.edges]:
            if kind.word and kind.word in node.words:
                targets += node.words[kind.word]
            if node.classes:
                for identity in kind.classes:
                    if identity in node.classes:
                        targets += node.classes[identity]
            targets += node.any
        following = self._state(targets) if targets else None
        state.steps[kind.number] = following
        return following

    def _state(self, targets: list[int]) -> _State:
        reached = set(targets)
        queue = list(reached)
        while queue:
            for following in self._nodes[queue.pop()].free:
                if following not in reached:
                    reached.add(following)
                    queue.append(following)
        nodes = frozenset(reached)
        state = self._states.get(nodes)
        if state is None:
            accepts = sorted({accept for number in nodes for accept in self._nodes[number].accepts}, key=lambda accept: (accept[0], str(accept[1])))
            state = self._states[nodes] = _State(nodes, tuple(accepts))
        return state


def _closes(closing: Mark, stop: str) -> bool:
    if closing is Mark.QUESTION:
        return "?" in stop
    if closing is Mark.EXCLAMATION:
        return "!" in stop
    if closing is Mark.STOP:
        return "." in stop or "…" in stop
    return True
