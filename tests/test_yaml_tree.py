"""YAML read with places: every mistake is told where it is, nothing blows up."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies

from voicecheck import VoicecheckError
from voicecheck.problems import Place
from voicecheck.yaml_tree import Mapping, Scalar, Sequence, Tree, parse_yaml


def problems(text: str) -> list[str]:
    """What is told of a text that is no plain YAML."""
    with pytest.raises(VoicecheckError) as caught:
        parse_yaml(text, "guide.yml")
    return [str(problem) for problem in caught.value.problems]


def test_every_key_and_value_knows_its_place() -> None:
    tree = parse_yaml("# head\nvoice:\n  snark: {max: 20}\nlanguages: [no, 'sv']\n", "guide.yml")
    assert isinstance(tree, Mapping)
    assert tree.keys["voice"] == Place("guide.yml", 2, 1)
    voice = tree.get("voice")
    assert isinstance(voice, Mapping)
    snark = voice.get("snark")
    assert isinstance(snark, Mapping)
    assert snark.keys["max"] == Place("guide.yml", 3, 11)
    assert snark.get("max") == Scalar("20", False, Place("guide.yml", 3, 16))
    languages = tree.get("languages")
    assert isinstance(languages, Sequence)
    assert list(languages) == [Scalar("no", False, Place("guide.yml", 4, 13)), Scalar("sv", True, Place("guide.yml", 4, 17))]


@pytest.mark.parametrize(("text", "is_null"), [("a:", True), ("a: ~", True), ("a: null", True), ('a: ""', False), ("a: 'null'", False), ("a: no", False)])
def test_nothing_is_told_from_an_empty_text(text: str, is_null: bool) -> None:
    tree = parse_yaml(text, "guide.yml")
    assert isinstance(tree, Mapping)
    value = tree.get("a")
    assert isinstance(value, Scalar)
    assert value.is_null is is_null


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n---\n"[:4]])
def test_an_empty_document_is_nothing(text: str) -> None:
    tree = parse_yaml(text, "guide.yml")
    assert tree is None or (isinstance(tree, Scalar) and tree.is_null)


@pytest.mark.parametrize("text", ["tags: #one\n", "- #one\n", "brand: !Fly\n"])
def test_what_is_hardly_meant_is_refused_only_in_what_is_written_by_hand(text: str) -> None:
    parse_yaml(text, "front.md")
    with pytest.raises(VoicecheckError, match="put it in quotation marks"):
        parse_yaml(text, "guide.yml", by_hand=True)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("voice:\n\tsnark: 1\n", "2:1", "a tab stands in the indentation"),
        ("voice:\n  snark:\n  \tmax: 1\n", "3:3", "replace it by spaces"),
        ("brand: Fjord: fly\n", "1:13", 'put the text after the first ":" in quotation marks'),
        ("version: 1\n---\nversion: 1\n", "2:1", "a file holds one"),
        ("brand: a\x01b\n", "1:9", "control character U+0001"),
        ("brand: *missing\n", "1:8", "undefined alias"),
        ("voice: {snark: 1\n", "1:8", 'this "{" is never closed; add "}"'),
        ('brand: "open\n', "1:8", "is never closed; add one where the text ends"),
        ("? [a, b]\n: 1\n", "1:3", "a key must be a word"),
        ('brand: "\\ud800"\n', "1:11", "invalid Unicode"),
    ],
)
def test_what_is_no_plain_yaml_is_told_with_its_place(text: str, place: str, words: str) -> None:
    (message,) = problems(text)
    assert message.startswith(f"guide.yml:{place}: ")
    assert words in message


def test_every_double_key_is_told_with_the_line_of_the_first() -> None:
    found = problems("voice:\n  snark: 1\n  snark: 2\nbrand: a\nvoice:\n  humor: 1\n")
    assert found == [
        'guide.yml:3:3: the key "snark" stands twice in this map, first in line 2; keep one',
        'guide.yml:5:1: the key "voice" stands twice in this map, first in line 1; keep one',
    ]


def test_an_alias_is_filled_in() -> None:
    tree = parse_yaml("a: &strict {max: 5}\nb: *strict\n", "guide.yml")
    assert isinstance(tree, Mapping)
    assert tree.get("a") == tree.get("b")


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{name}: &{name} [{', '.join(['*' + previous] * 9)}]" for previous, name in zip("abcdefgh", "bcdefghi", strict=True)]
    (message,) = problems("\n".join(lines))
    assert "once its aliases (*name) are filled in" in message


def test_an_alias_that_contains_itself_is_refused() -> None:
    (message,) = problems("a: &a [*a]\n")
    assert message == "guide.yml:1:4: an alias (*name) here contains itself; write the value out"


@pytest.mark.parametrize("text", ["a: " + "[" * 60 + "]" * 60, "[" * 50_000, "{a: " * 5_000, "- " * 3_000 + "x"])
def test_deep_nesting_is_refused(text: str) -> None:
    assert problems(text)


def leaves(tree: Tree | None) -> list[Scalar]:
    """The scalars of a tree, in order."""
    if isinstance(tree, Scalar):
        return [tree]
    if isinstance(tree, Sequence):
        return [leaf for item in tree for leaf in leaves(item)]
    return [leaf for item in tree.entries.values() for leaf in leaves(item)] if tree else []


PIECES = [
    "a",
    "b",
    ": ",
    ":",
    "- ",
    "\n",
    "\n  ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "&x ",
    "*x",
    "'",
    '"',
    "|",
    ">",
    "#",
    "? ",
    "!!str ",
    "<<: ",
    "---\n",
    "å",
    "\x01",
    "\u2028",
    "~",
    "1",
]


@given(strategies.one_of(strategies.text(max_size=80), strategies.lists(strategies.sampled_from(PIECES), max_size=30).map("".join)))
def test_any_text_is_a_tree_or_a_told_problem(text: str) -> None:
    try:
        tree = parse_yaml(text, "guide.yml")
    except VoicecheckError as error:
        assert error.problems
        assert all(problem.place.path == "guide.yml" and problem.message for problem in error.problems)
        return
    lines = text.replace("\r\n", "\n").count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 1
    for leaf in leaves(tree):
        assert 1 <= leaf.place.line <= lines + 1
        assert leaf.place.column >= 1
