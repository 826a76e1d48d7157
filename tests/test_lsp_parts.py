"""Places in documents, and the keys that lead to a cursor in YAML that is not yet whole."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from voicecheck.guide.files import shipped_guides
from voicecheck.lsp.document import path_of
from voicecheck.lsp.guide_words import key_doc, proposals
from voicecheck.lsp.lines import Lines
from voicecheck.lsp.yaml_cursor import cursor_at, keys_of

TEXTS = st.text(st.sampled_from("aå😀\u0301\u2028\x0c\x85\r\n \ud83d"), max_size=40)


class TestLines:
    @given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-32"]), st.data())
    def test_an_offset_comes_back(self, text: str, encoding: str, data: st.DataObject) -> None:
        offset = data.draw(st.integers(0, len(text)))
        lines = Lines(text, encoding)
        back = lines.offset(*lines.position(offset))
        inside_break = text[offset - 1 : offset + 1] == "\r\n"
        assert back == (offset - 1 if inside_break else offset)

    @given(TEXTS, st.integers(0, 60), st.integers(0, 60), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
    def test_any_position_of_an_editor_is_an_offset_in_its_line(self, text: str, line: int, character: int, encoding: str) -> None:
        lines = Lines(text, encoding)
        offset = lines.offset(line, character)
        assert 0 <= offset <= len(text)
        if line < text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1:
            assert lines.position(offset)[0] == line

    def test_what_each_encoding_counts(self) -> None:
        text = "å😀x"
        assert [Lines(text, encoding).position(2) for encoding in ("utf-8", "utf-16", "utf-32")] == [(0, 6), (0, 3), (0, 2)]
        assert Lines("a\u2028b\nc").position(4) == (1, 0)


@pytest.mark.parametrize(
    ("uri", "language", "path"),
    [
        ("file:///home/siri/svar%20til%20kunde.md", "markdown", "/home/siri/svar til kunde.md"),
        ("file://localhost/a/%C3%A5.md", "markdown", "/a/å.md"),
        ("untitled:Untitled-1", "markdown", "/brand/Untitled-1.md"),
        ("untitled:Untitled-2", "klingon", "/brand/Untitled-2.txt"),
    ],
)
def test_the_path_of_a_document(uri: str, language: str, path: str) -> None:
    assert path_of(uri, language, "/brand") == path


def cursor(text: str) -> tuple[tuple[object, ...], str, bool] | None:
    """Path, word begun and whether a value is due at the ‸ in the text."""
    offset = text.index("‸")
    found = cursor_at(text.replace("‸", ""), offset)
    return found and (tuple(part for part in found.path if isinstance(part, str)), found.begun, found.after_key)


class TestCursor:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("‸", ((), "", False)),
            ("brand: X\nvo‸", ((), "vo", False)),
            ("brand: ‸", (("brand",), "", True)),
            ("voice:\n  ‸", (("voice",), "", False)),
            ("voice:\r\n  po‸\r\n", (("voice",), "po", False)),
            ("voice:\n  politeness: {min: 3, m‸}", (("voice", "politeness"), "m", False)),
            ("voice: {politeness: {min: ‸", (("voice", "politeness", "min"), "", True)),
            ("voice:\n  politeness: {\n    min: 3,\n    m‸", (("voice", "politeness"), "m", False)),
            ("voice:\n  politeness: {min: 3\nsituations:\n  c‸", (("situations",), "c", False)),
            ("situations:\n  complaint:\n    humor: {max: 1}\n  ‸", (("situations",), "", False)),
            ("languages: [nb, e‸]", (("languages",), "e", False)),
            ("extends:\n- voicecheck:‸", (("extends",), "voicecheck:", False)),
            ("extends: voicecheck:ca‸", (("extends",), "voicecheck:ca", True)),
            ("examples:\n  approve:\n    - reply: x\n      ‸", (("examples", "approve"), "", False)),
            ("severity: {'snark/tease': w‸", (("severity", "snark/tease"), "w", True)),
            ("description: >\n  some: text\n  {more‸", None),
            ("description: >\n  some: text\nvo‸", ((), "vo", False)),
            ("voice:  # what ‸", None),
            ('words: {avoid: {gratis: "a, {b: c", fr‸', (("words", "avoid"), "fr", False)),
        ],
    )
    def test_where_the_cursor_stands(self, text: str, expected: object) -> None:
        assert cursor(text) == expected

    @pytest.mark.parametrize("name", sorted(shipped_guides()))
    def test_the_keys_of_a_guide_are_those_that_yaml_reads(self, name: str) -> None:
        text = shipped_guides()[name].read_text(encoding="utf-8")
        read: list[tuple[int, str]] = []

        def visit(node: yaml.Node) -> None:
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    read.append((key.start_mark.index, key.value))
                    visit(value)
            elif isinstance(node, yaml.SequenceNode):
                for item in node.value:
                    visit(item)

        visit(yaml.compose(text))
        assert [(key.start, key.name) for key in keys_of(text)] == sorted(read)

    @given(st.text(st.sampled_from("ab:,{}[]\"'#-|> \n\r\t"), max_size=60), st.data())
    def test_any_text_has_keys_and_a_cursor(self, text: str, data: st.DataObject) -> None:
        offset = data.draw(st.integers(0, len(text)))
        found = cursor_at(text, offset)
        assert found is None or text[found.start : offset] == found.begun
        assert all(0 <= key.start <= key.end <= len(text) for key in keys_of(text))


class TestWords:
    @pytest.mark.parametrize(
        ("text", "there", "absent"),
        [
            ("‸", {"brand", "voice", "situations", "extends"}, {"politeness"}),
            ("brand: X\n‸", {"voice"}, {"brand"}),
            ("situations:\n  ‸", {"complaint", "churn"}, {"voice"}),
            ("situations:\n  complaint: {‸", {"politeness", "snark"}, {"max"}),
            ("channels:\n  x: {direct_messages: ‸", {"open", "none"}, {"public"}),
            ("channels:\n  x: {public: ‸", {"true", "false"}, set()),
            ("languages: [‸", {"nb", "sv"}, {"voice"}),
            ("extends: ‸", {"voicecheck:cautious-bank"}, {"voicecheck:floor"}),
            ("severity: {‸", {"snark", "snark/tease"}, {"warn"}),
            ("severity: {snark: ‸", {"warn", "fail", "off"}, {"snark"}),
            ("examples:\n  reject:\n    - because: ‸", {"snark/tease"}, {"reply"}),
            ("examples:\n  reject:\n    - ‸", {"reply", "because"}, {"approve"}),
        ],
    )
    def test_what_may_be_written(self, text: str, there: set[str], absent: set[str]) -> None:
        labels = {item.label for item in proposals(text.replace("‸", ""), text.index("‸"))}
        assert there <= labels and not absent & labels

    def test_a_proposal_replaces_the_word_and_keeps_the_colon_that_is_there(self) -> None:
        text = "voice:\n  polit: {min: 3}"
        (found,) = [item for item in proposals(text, 12) if item.label == "politeness"]
        assert text[: found.start] + found.text + text[found.end :] == "voice:\n  politeness: {min: 3}"

    @pytest.mark.parametrize(
        ("text", "told"),
        [("voice: {politeness: {m‸in: 3}}", "voice.politeness.min"), ("vo‸ice:", "Limits that hold for every reply"), ("severity: {snark/te‸ase: off}", "Looks for")],
    )
    def test_what_a_key_means(self, text: str, told: str) -> None:
        found = key_doc(text.replace("‸", ""), text.index("‸"))
        assert found is not None and told in found[1]

    def test_nothing_is_said_of_what_no_one_knows(self) -> None:
        assert key_doc("voice: {polit: 3}", 9) is None
        assert key_doc("brand: Fjordfly", 9) is None
