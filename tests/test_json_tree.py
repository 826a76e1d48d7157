"""JSON read with places: as the standard library reads it, and every mistake told where it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies

from voicecheck.drafts.scalar_map import map_scalar
from voicecheck.drafts.source import SourceText
from voicecheck.json_tree import read_json
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

TEXT = strategies.text(strategies.characters(codec="utf-8"), max_size=20) | strategies.lists(strategies.sampled_from(["å", "e\u0301", "🙏🏽", '"', "\\", "\n", "/", "\u2028"])).map(
    "".join
)
VALUES = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: strategies.lists(inner, max_size=4) | strategies.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def plain(tree: Tree | None) -> Any:
    """A tree as the standard library would have read it."""
    if isinstance(tree, Mapping):
        return {key: plain(value) for key, value in tree.entries.items()}
    if isinstance(tree, Sequence):
        return [plain(item) for item in tree]
    assert isinstance(tree, Scalar)
    return tree.text if tree.quoted else json.loads(tree.text)


def scalars(tree: Tree | None) -> list[Scalar]:
    """Every scalar of a tree."""
    if isinstance(tree, Mapping):
        return [scalar for value in tree.entries.values() for scalar in scalars(value)]
    if isinstance(tree, Sequence):
        return [scalar for item in tree for scalar in scalars(item)]
    return [tree] if isinstance(tree, Scalar) else []


@given(VALUES, strategies.booleans(), strategies.sampled_from([None, 2, "\t"]), strategies.sampled_from(["\n", "\r\n"]))
def test_it_reads_what_the_standard_library_reads_and_knows_where_it_stands(value: Any, ascii_only: bool, indent: int | str | None, newline: str) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent).replace("\n", newline)
    found = read_json(text, "a.json")
    assert found.problems == () and found.whole
    assert plain(found.tree) == value
    source = SourceText("a.json", text)
    for scalar in scalars(found.tree):
        assert json.loads(text[scalar.start : scalar.end]) == (scalar.text if scalar.quoted else json.loads(scalar.text))
        assert (scalar.place.line, scalar.place.column) == source.position(scalar.start)
        reply, places = map_scalar(source, scalar)
        assert reply == scalar.text.strip()
        for index, sign in enumerate(reply if scalar.quoted else ""):
            start, end = places.offsets(index, index + 1)
            assert json.loads(f'"{text[start:end]}"') == sign


@given(VALUES, strategies.data())
def test_a_file_that_breaks_off_is_told_and_holds_nothing_that_was_not_there(value: Any, data: strategies.DataObject) -> None:
    text = json.dumps({"replies": [value, value]})
    cut = text[: data.draw(strategies.integers(1, len(text) - 1))]
    found = read_json(cut, "a.json")
    assert not found.whole and len(found.problems) == 1
    if isinstance(found.tree, Mapping) and "replies" in found.tree.entries:
        assert plain(found.tree)["replies"] in ([value], [value, value])


@given(strategies.text(strategies.sampled_from('{}[]",:\\u019ad tfnrue\n-.e'), max_size=30))
def test_any_text_is_read_as_the_standard_library_reads_it_or_told(text: str) -> None:
    found = read_json(text, "a.json")
    try:
        expected = json.loads(text)
    except ValueError:
        assert found.problems or not text.strip()
        return
    if found.problems:
        assert "surrogate" in found.problems[0].message
    else:
        assert plain(found.tree) == expected


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{"a": 1,}', "1:8", "delete the comma"),
        ("[1,\n 2,\n]", "2:3", "delete the comma"),
        ("[1 2]", "1:4", "a comma or ] is expected here; 2 stands there"),
        ('{"a" 1}', "1:6", 'a colon is expected after the key "a"'),
        ("{a: 1}", "1:2", "a key in quotation marks is expected here"),
        ("{'a': 1}", "1:2", "JSON takes no single quotation marks"),
        ('{"a": “Hei”}', "1:7", 'so write a straight "'),
        ('["a", // note\n"b"]', "1:7", "JSON has no comments"),
        ('["a\nb"]', "1:4", r"(U+000A) stands bare inside a text; write \n, \t or \u000a"),
        (r'["C:\x"]', "1:5", "a backslash must be followed by one of"),
        (r'["a\ud83d"]', "1:4", r"\ud83d is half of a surrogate pair"),
        (r'["\ude4f"]', "1:3", r"\ude4f is half of a surrogate pair"),
        ('{"a": [1, {"b": "Hei', "1:17", "a quotation mark is opened here and never closed"),
        ('["Hei,\n', "1:2", "a quotation mark is opened here and never closed"),
        ('{"a": [1,\n {"b": "Hei"', "2:13", "ends in the middle: the { of line 2, column 2 is never closed"),
        ('{"a": 1}\n{"a": 2}', "2:1", "one value is expected in a file"),
        ("{" + '"a": {' * 60, "1:301", "is nested more than 50 levels deep"),
        ('{"a": nul}', "1:7", "a value is expected (a text in quotation marks"),
        ('{"a": 01}', "1:7", "a value is expected (a text in quotation marks"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(text: str, place: str, words: str) -> None:
    (problem,) = read_json(text, "a.json").problems
    assert str(problem).startswith(f"a.json:{place}: ")
    assert words in problem.message


def test_the_last_of_two_equal_keys_counts_as_everywhere() -> None:
    assert plain(read_json('{"a": 1, "a": 2}', "a.json").tree) == {"a": 2}


def test_a_record_that_broke_off_is_not_taken_for_a_whole_one() -> None:
    found = read_json('{"count": {"n": 2}, "macros": [{"id": 1, "actions": [{"field": "x"}]}, {"id": 2, "actions": [{"field": "comment_value"}, {"field": "comm', "a.json")
    assert plain(found.tree) == {"count": {"n": 2}, "macros": [{"id": 1, "actions": [{"field": "x"}]}]}
