"""Finds marker patterns in a row of words: one automaton over all patterns of a pack.

spaCy's Matcher tries every token pattern at every token (71 replies a second with
300 patterns); its PhraseMatcher knows no wildcards, gaps or sets. Here all patterns form
one non-deterministic automaton, made deterministic step by step while it is used (as RE2
does): what words do to a state is remembered, so that a word costs one look-up, however
many patterns there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from voicecheck.drafts.mask import MASK
from voicecheck.languages.automaton import Accept, Automaton, Targets, packed
from voicecheck.languages.pattern import Mark, Pattern
from voicecheck.languages.words import Words


class Row(NamedTuple):
    """The words of one text, in order, with what the patterns may ask about them.

    ``sentence_end[i]`` is the index behind the last word of word i's sentence,
    ``sentence_start[i]`` that of its first word; ``stop[i]`` is the punctuation that
    closes the sentence of word i, gathered into one text such as ``"?!"``; ``kinds[i]`` is
    what the word is to the patterns (see ``Words``); ``sentences`` are the first word and the
    one behind the last of each.
    """

    words: tuple[str, ...]
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence_start: tuple[int, ...]
    sentence_end: tuple[int, ...]
    stop: tuple[str, ...]
    kinds: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]

    @property
    def length(self) -> int:
        """How many words there are."""
        return len(self.words)


class Match(NamedTuple):
    """Words ``start`` (inclusive) to ``end`` (exclusive) match the pattern with this key."""

    key: int
    start: int
    end: int


Edges = tuple[dict[str, Targets], dict[int, Targets]]
"""Where words lead, and where classes of words lead."""


class _State:
    """A set of nodes: a state of the deterministic automaton, with what is known of it."""

    __slots__ = ("accepts", "any", "edges", "nodes", "otherwise", "steps")

    def __init__(self, nodes: frozenset[int], accepts: tuple[Accept, ...]) -> None:
        self.nodes = nodes
        self.accepts = accepts
        self.steps: dict[int, _State | None] = {}
        self.edges: list[Edges] | None = None
        """The edges of its nodes, those of all merged into one where that is worth the work."""
        self.any: frozenset[int] = frozenset()
        """Where any word leads …"""
        self.otherwise: _State | None = None
        """… and the state this makes where no edge names the word."""


_UNKNOWN = _State(frozenset(), ())
"""Stands for a step that has not been worked out."""

_WORTH_MERGING = 4
"""From so many different words on, the edges of a state are merged."""

KEPT = 10_000
"""So many states are kept for the next run: more take longer to read than to find again."""
_MOST = 100_000
"""With so many states it begins anew: memory stays flat on a million replies."""
_NOWHERE = -1
"""In place of the number of a state: no match goes on."""


class PatternMatcher:
    """All patterns of a pack, ready to match. Build once, use for every text."""

    def __init__(self, sets: Mapping[str, Sequence[Sequence[str]]], cut: Callable[[str], list[str]], patterns: Iterable[tuple[int, Pattern, bool]]) -> None:
        """``sets`` maps a name to its entries, each a list of words; ``cut`` splits a
        pattern's word as the tokenizer of the language splits running text; ``patterns`` are
        given with the key that their matches carry and whether capitals matter to them."""
        self.words = Words()
        automaton = Automaton(self.words, sets, cut)
        for key, pattern, exact in patterns:
            automaton.add(key, pattern, exact)
        self.words.finish()
        self._nodes, self._starts = packed(automaton.nodes)
        self._forget()

    def _forget(self) -> None:
        """Begin without anything learned from texts."""
        self._states: dict[frozenset[int], _State] = {}
        self._anywhere, self._at_start, self._one_before = (self._state(frozenset(nodes)) for nodes in self._starts)

    def __getstate__(self) -> dict[str, Any]:
        """What is built, and the first of the states that were found, by their numbers."""
        states = list(islice(self._states.values(), KEPT))
        numbers = {id(state): number for number, state in enumerate(states)}
        numbers[id(None)] = _NOWHERE
        steps = [{kind: numbers[id(to)] for kind, to in state.steps.items() if id(to) in numbers} for state in states]
        return {"words": self.words, "nodes": self._nodes, "starts": self._starts, "states": [state.nodes for state in states], "steps": steps}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.words = state["words"]
        self._nodes = state["nodes"]
        self._starts = state["starts"]
        self._forget()
        states = list(map(self._state, state["states"]))
        reached: list[_State | None] = [*states, None]  # the last one is _NOWHERE
        for found, steps in zip(states, state["steps"]):
            found.steps = {kind: reached[number] for kind, number in steps.items()}

    @property
    def learned(self) -> int:
        """How many states were found while matching."""
        return len(self._states)

    def kinds_of(self, words: Sequence[str], texts: Sequence[str], sentence_start: Sequence[int]) -> tuple[int, ...]:
        """The kinds of the words of a row."""
        kind = self.words.kind
        return tuple(kind(text, word, text[0] == MASK or (text[0].isupper() and index != first)) for index, (text, word, first) in enumerate(zip(texts, words, sentence_start)))

    def matches(self, row: Row) -> list[Match]:
        """All matches, overlapping ones included."""
        return [Match(key, first + start, first + end) for first, last in row.sentences for key, start, end in self.in_sentence(row.kinds[first:last], row.stop[first])]

    def in_sentence(self, kinds: Sequence[int], stop: str) -> list[Match]:
        """All matches in one sentence: the ``kinds`` of its words, the punctuation that closes it."""
        if len(self._states) > _MOST:
            self._forget()
        found: dict[Match, None] = {}
        run, unknown, last = self._run, _UNKNOWN, len(kinds) - 1
        anywhere, one_before = self._anywhere.steps, self._one_before.steps
        state = self._at_start.steps.get(kinds[0], unknown)
        if state is not None:
            run(state, self._at_start, kinds, stop, 0, 0, found)
        for at, kind in enumerate(kinds):
            # Most matches end at the second word: to see that here saves the call.
            state = anywhere.get(kind, unknown)
            if state is not None and (state.accepts or state is unknown or (at < last and state.steps.get(kinds[at + 1], unknown) is not None)):
                run(state, self._anywhere, kinds, stop, at, at, found)
            state = one_before.get(kind, unknown)
            if state is not None and at and (state.accepts or state is unknown or (at < last and state.steps.get(kinds[at + 1], unknown) is not None)):
                run(state, self._one_before, kinds, stop, at - 1, at, found)
        return list(found)

    def _run(self, state: _State | None, root: _State, kinds: Sequence[int], stop: str, start: int, at: int, found: dict[Match, None]) -> None:
        """Walk on from the state behind word ``at`` to the end of the sentence, noting every
        match that begins at ``start``. An unknown state is worked out from its root first."""
        end = len(kinds)
        if state is _UNKNOWN:
            state = self._step(root, kinds[at])
        while state is not None:
            at += 1
            if state.accepts:
                for key, closing, afar in state.accepts:
                    if closing is None or ((at == end or afar) and _closes(closing, stop)):
                        found[Match(key, start, at)] = None
            if at >= end:
                return
            following = state.steps.get(kinds[at], _UNKNOWN)
            state = self._step(state, kinds[at]) if following is _UNKNOWN else following

    def _step(self, state: _State, kind: int) -> _State | None:
        """What ``kind`` does to ``state``: worked out once, then remembered."""
        if state.edges is None:
            state.edges = self._look_around(state)
        elif len(state.edges) > 1 and len(state.steps) >= _WORTH_MERGING:
            state.edges = [_merged(state.edges)]
        named: list[int] = []
        word, identities = self.words.literals[kind], self.words.classes_of[kind]
        for words, classes in state.edges:
            if word in words:
                named += words[word]
            for identity in identities:
                if identity in classes:
                    named += classes[identity]
        following = state.steps[kind] = self._state(state.any.union(named)) if named else state.otherwise
        return following

    def _look_around(self, state: _State) -> list[Edges]:
        """The edges of a state's nodes; where any word leads is noted in the state."""
        nodes = [self._nodes[number] for number in state.nodes]
        state.any = frozenset(target for _, _, targets, _ in nodes for target in targets)
        state.otherwise = self._state(state.any) if state.any else None
        return [(words, classes) for words, classes, _, _ in nodes if words or classes]

    def _state(self, nodes: frozenset[int]) -> _State:
        state = self._states.get(nodes)
        if state is None:
            accepts = {accept for number in nodes for accept in self._nodes[number][3]}
            state = self._states[nodes] = _State(nodes, tuple(sorted(accepts, key=lambda accept: (accept[0], str(accept[1])))) if accepts else ())
        return state


def _merged(edges: Iterable[Edges]) -> Edges:
    """The edges of several nodes as those of one: worth the work for a state that meets many kinds of words."""
    all_words: dict[str, Targets] = {}
    all_classes: dict[int, Targets] = {}
    for words, classes in edges:
        for word, targets in words.items():
            all_words[word] = all_words.get(word, ()) + targets
        for identity, targets in classes.items():
            all_classes[identity] = all_classes.get(identity, ()) + targets
    return all_words, all_classes


def _closes(closing: Mark, stop: str) -> bool:
    if closing is Mark.QUESTION:
        return "?" in stop
    if closing is Mark.EXCLAMATION:
        return "!" in stop
    if closing is Mark.STOP:
        return "." in stop or "…" in stop
    return True
