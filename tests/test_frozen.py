"""Values that cannot be changed behave as those of ``@dataclass(frozen=True)``."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from functools import cached_property
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecheck.frozen import frozen, replaced


@frozen
class Draft:
    """A draft."""

    kinds: ClassVar[int] = 2
    path: str
    line: int = 1
    words: list[str] = field(default_factory=list, compare=False)
    note: str = field(default="", repr=False)

    @cached_property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@frozen
class Named(Draft):
    id: str = "a"


@frozen
class Nothing: ...


@dataclass(frozen=True)
class Model:
    path: str
    line: int = 1
    words: list[str] = field(default_factory=list, compare=False)
    note: str = field(default="", repr=False)


VALUES = st.tuples(st.text(max_size=3), st.integers(0, 2), st.lists(st.text(max_size=2), max_size=2), st.sampled_from(["", "b"]))


@given(VALUES, VALUES)
def test_equal_hashed_and_shown_as_the_standard_librarys(first: Any, second: Any) -> None:
    ours, theirs = (Draft(*first), Draft(*second)), (Model(*first), Model(*second))
    assert (ours[0] == ours[1]) is (theirs[0] == theirs[1])
    assert (hash(ours[0]) == hash(ours[1])) is (hash(theirs[0]) == hash(theirs[1]))
    assert repr(ours[0]) == repr(theirs[0]).replace("Model", "Draft")
    assert asdict(ours[0]) == asdict(theirs[0])


def test_it_cannot_be_changed() -> None:
    draft = Draft("a/b.md")
    with pytest.raises(FrozenInstanceError):
        draft.line = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del draft.path
    assert draft.name == "b.md" and replace(draft, line=2) == Draft("a/b.md", 2) != draft


def test_arguments_are_those_of_the_fields() -> None:
    assert [item.name for item in fields(Draft)] == ["path", "line", "words", "note"]
    assert Draft("a").words is not Draft("a").words
    for wrong in ({}, {"path": "a", "size": 1}):
        with pytest.raises(TypeError):
            Draft(**wrong)
    with pytest.raises(TypeError):
        Draft("a", 1, [], "", "too much")  # type: ignore[call-arg]


def test_one_that_inherits_is_another() -> None:
    named = Named("a", id="b")
    assert named == Named("a", 1, [], "", "b") and named != Draft("a") and {named: 1}[Named("a", id="b")] == 1
    assert Nothing() == Nothing() and hash(Nothing()) == hash(Nothing()) and repr(Nothing()) == "Nothing()"


def test_it_is_pickled_before_any_was_made() -> None:
    for value in (Draft("a", 3), Named("a", id="c")):
        assert pickle.loads(pickle.dumps(value)) == value


@given(VALUES, st.text(max_size=3))
def test_a_copy_with_other_values_is_that_of_replace(values: Any, path: str) -> None:
    whole = Named(*values, "b")
    assert whole.name == whole.path.rpartition("/")[2]
    copy = replaced(whole, path=f"drafts/{path}", id="c")
    assert copy == replace(whole, path=f"drafts/{path}", id="c") and type(copy) is Named and whole.id == "b"
    assert copy.name == copy.path.rpartition("/")[2], "what was worked out of the old values is not kept"
    with pytest.raises(TypeError, match="has no weight"):
        replaced(whole, weight=2)
