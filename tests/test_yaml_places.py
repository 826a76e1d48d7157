"""Every character of a YAML text knows where it stands, in each style that YAML can write it in."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, strategies

from tests.support import stored
from voicecheck import VoicecheckError
from voicecheck.drafts.scalar_map import map_scalar
from voicecheck.drafts.source import SourceMap, SourceText
from voicecheck.tree import Mapping, Scalar, Sequence
from voicecheck.yaml_tree import read_yaml

PIECES = ["Hei", "du", "å", "e\u0301", "🙏🏽", " ", "  ", "\n", "\n\n", "'", '"', "\\", "#", " #", ": ", "- ", ",", "\t", "{", "%", "Ro deg ned. ", "\u2028", "\x85"]
TEXT = strategies.lists(strategies.sampled_from(PIECES), min_size=1, max_size=20).map("".join)
LINES = strategies.lists(strategies.sampled_from(["", " ", "   ", "a", "  b", " c d", "\te", "å 🙏🏽", "f  ", "''", "\\", "\\n", "\\u00e5 ", "\\x41"]), min_size=1, max_size=7)
STYLES = ["|", ">", "|-", ">+", "|2", ">1", "|+ # note", "'", '"', ""]


def first_scalar(text: str) -> tuple[SourceText, Scalar] | None:
    """The text that stands in the list under "k", or None where this is no YAML."""
    try:
        tree, _ = read_yaml(text, "a.yml")
    except VoicecheckError:
        return None
    items = tree.get("k") if isinstance(tree, Mapping) else None
    scalar = items.items[0] if isinstance(items, Sequence) and items.items else None
    return (SourceText("a.yml", text), scalar) if isinstance(scalar, Scalar) else None


def assert_places(source: SourceText, scalar: Scalar) -> None:
    """Each character stands in the file where the map says, or an escape or line break for it does."""
    reply, places = map_scalar(source, scalar)
    assert reply == scalar.text.strip()
    last = scalar.start
    for index, sign in enumerate(reply):
        start, end = places.offsets(index, index + 1)
        assert last <= start < end <= scalar.end
        written = source.text[start:end]
        if written.startswith("\\") and scalar.style == '"' and len(written) > 1:
            assert yaml.safe_load(f'"{written}"') == sign
        elif written == "''":
            assert sign == "'"
        elif sign in " \n":
            assert not written.strip()
        else:
            assert written == sign
        last = end


@given(TEXT, strategies.sampled_from(["'", '"', "|", ">", None]), strategies.sampled_from([10, 20, 80, 1000]), strategies.sampled_from(["\n", "\r\n"]), strategies.booleans())
def test_a_text_as_pyyaml_writes_it(text: str, style: str | None, width: int, newline: str, ascii_only: bool) -> None:
    written = yaml.dump({"k": [text, "x"]}, default_style=style, width=width, line_break=newline, allow_unicode=not ascii_only)
    found = first_scalar(written)
    if found is not None:
        assert_places(*found)


@given(LINES, strategies.sampled_from(STYLES), strategies.sampled_from(["", "&name ", "!!str ", "&name !!str "]), strategies.sampled_from(["\n", "\r\n", "\r"]))
def test_a_text_as_a_person_writes_it(lines: list[str], style: str, properties: str, newline: str) -> None:
    body = [f"     {line}" for line in lines]
    if style[:1] in ("|", ">"):
        written = newline.join(["k:", f"  - {properties}{style}", *body, "z: 1", ""])
    else:
        written = newline.join(["k:", f"  - {properties}{style}{body[0]}", *body[1:]]) + style + newline + "z: 1" + newline
    found = first_scalar(written)
    if found is not None:
        assert_places(*found)


@pytest.mark.parametrize(
    ("written", "words", "line", "column", "end_line", "end_column"),
    [
        ("k:\n  - |\n    Hei 🙏🏽\n    ro deg ned\n", "ro deg", 4, 5, 4, 11),
        ("k:\r\n  - >-\r\n    Hei, ro\r\n    deg ned\r\n", "ro deg", 3, 10, 4, 8),
        ("k:\n  - 'It''s so: ro deg ned'\n", "ro deg", 2, 16, 2, 22),
        ('k:\n  - "P\\u00e5 \\"deg\\"\\n\\\n      ro  \n     deg"\n', "ro deg", 3, 7, 4, 9),
        ("k:\n  - e\u0301 ro\n    deg ned # no\n", "ro deg", 2, 8, 3, 8),
    ],
)
def test_line_and_column_of_words(written: str, words: str, line: int, column: int, end_line: int, end_column: int) -> None:
    found = first_scalar(written)
    assert found is not None
    reply, places = map_scalar(*found)
    start = reply.index(words)
    span = vars(places.span(start, start + len(words)))
    assert span == {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
    assert stored(written.encode(), span).split() == words.split()


def test_a_text_that_does_not_stand_there_has_its_line_alone() -> None:
    source = SourceText("a.yml", "k:\n  - Hei\n")
    scalar = Scalar("Nei", False, first_scalar(source.text)[1].place, start=7, end=10)  # type: ignore[index]
    assert map_scalar(source, scalar) == ("Nei", SourceMap(source, (), 2))


def test_merge_keys_take_over_what_the_map_does_not_say_itself() -> None:
    tree, problems = read_yaml("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  <<: [*a, *b]\n  x: 5\n", "a.yml", merge=True)
    assert isinstance(tree, Mapping) and not problems
    merged = tree.get("c")
    assert isinstance(merged, Mapping)
    assert {key: value.text for key, value in merged.entries.items() if isinstance(value, Scalar)} == {"x": "5", "y": "2", "z": "4"}


def test_a_merge_of_a_text_is_told_and_the_rest_is_read() -> None:
    tree, problems = read_yaml("a: &a Hei\nb: {<<: *a, x: 1}\n", "a.yml", merge=True)
    assert isinstance(tree, Mapping) and "<<: takes over a map" in problems[0].message


def test_aliases_that_would_fill_the_memory_are_refused() -> None:
    lines = ["a0: &a0 [Hei]"] + [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]" for number in range(1, 10)]
    with pytest.raises(VoicecheckError, match="more than 500 values once its aliases"):
        read_yaml("\n".join(lines), "a.yml", max_nodes=500, merge=True)
