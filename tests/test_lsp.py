"""The language server over a real pipe, asked as editors ask it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lsp_client import Client
from tests.support import process, report

pytest.importorskip("pygls")

GUIDE = """version: 1
brand: Fjordfly
languages: [en, nb]
voice:
  exclamation_marks: 1
words:
  avoid: {gratis: Nothing is free.}
  prefer: {kundesenter: kundeservice}
off: {gate: the words alone are looked at here}
"""
FINE = "Hi Anna, we have sent you a new parcel today, and you get it on Friday.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("brand")
    (found / "voicecheck.yml").write_text(GUIDE, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Client]:
    client = Client(folder)
    yield client
    if client.process.poll() is None:
        assert client.leave() == 0


def codes(diagnostics: list[dict[str, Any]]) -> list[str]:
    return [item["code"] for item in diagnostics]


def words(text: str, place: dict[str, Any]) -> str:
    """What stands at a range, counted in UTF-16."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start, end = place["start"], place["end"]
    assert start["line"] == end["line"]
    return lines[start["line"]].encode("utf-16-le")[2 * start["character"] : 2 * end["character"]].decode("utf-16-le")


def edited(text: str, action: dict[str, Any]) -> str:
    """The text after an action that is no command, as an editor makes it; LF or CRLF as it was."""
    ((_, (change,)),) = action["edit"]["changes"].items()
    lines = text.splitlines(keepends=True) or [""]
    offset = [
        sum(map(len, lines[: place["line"]])) + len((lines[place["line"]].encode("utf-16-le")[: 2 * place["character"]]).decode("utf-16-le"))
        for place in (change["range"]["start"], change["range"]["end"])
    ]
    return text[: offset[0]] + change["newText"] + text[offset[1] :]


class TestDrafts:
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_findings_stand_at_their_words_behind_emoji_and_every_line_end(self, editor: Client, folder: Path, newline: str) -> None:
        text = f"😀👍🏽 Hi Anna,{newline}{newline}thanks 😀 it is gratis.{newline}"
        (found,) = editor.open(folder / f"emoji{len(newline)}{ord(newline[0])}.md", text)
        assert (found["code"], found["severity"], found["source"]) == ("words/avoid", 1, "voicecheck")
        assert words(text, found["range"]) == "gratis"
        assert found["message"].splitlines() == ["“gratis” is a word to avoid: Nothing is free.", "→ Say it another way."]
        (related,) = found["relatedInformation"]
        assert related["location"] == {"uri": (folder / "voicecheck.yml").as_uri(), "range": {"start": {"line": 6, "character": 18}, "end": {"line": 6, "character": 18}}}

    def test_the_text_in_the_editor_counts_and_not_the_file(self, editor: Client, folder: Path) -> None:
        path = folder / "unsaved.md"
        path.write_text("It is gratis.\n", encoding="utf-8")
        assert editor.open(path, FINE) == []
        assert codes(editor.change(path, "Thank you!! We sent it today, and you get it on Friday.\n", 2)) == ["style/exclamation-marks"]
        assert editor.published[path.as_uri()][0]["severity"] == 2
        assert editor.change(path, FINE, 3) == []

    @pytest.mark.parametrize(
        ("name", "language", "text"),
        [
            ("a.txt", "plaintext", "Hi Anna, it is gratis.\n"),
            ("a.jsonl", "jsonl", '{"id": "a", "reply": "Hi \\ud83d\\ude00 Anna, it is gratis."}\n'),
            ("a.csv", "csv", 'id,reply\na,"Hi Anna, 😀\nit is gratis."\n'),
            ("macros.json", "json", '{"macros": [{"title": "a", "actions": [{"field": "comment_value", "value": "Hi Anna, it is gratis."}]}]}\n'),
            ("a.po", "po", 'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "free"\nmsgstr "Hi Anna, it is gratis."\n'),
            ("a.html", "html", "<p>Hi Anna, it is <b>gratis</b>.</p>\n"),
        ],
    )
    def test_every_format_is_judged_as_in_a_run(self, editor: Client, folder: Path, name: str, language: str, text: str) -> None:
        found = [item for item in editor.open(folder / name, text, language) if item["code"] == "words/avoid"]
        assert [words(text, item["range"]) for item in found] == ["gratis"]
        (folder / name).write_bytes(text.encode())
        (finding,) = [finding for reply in report(folder / name)["replies"] for finding in reply["findings"] if finding["check"] == "words/avoid"]
        assert finding["line"] == found[0]["range"]["start"]["line"] + 1
        (folder / name).unlink()

    def test_a_document_that_was_never_saved_is_judged_by_the_guide_of_the_folder(self, editor: Client) -> None:
        assert codes(editor.open("untitled:Untitled-1", "Hi Anna, it is gratis.\n")) == ["words/avoid"]

    @pytest.mark.parametrize("text", ["", "\n\n", "---\nlanguage: [\n---\nHi", "\x00\x01\x02", "{" * 2000, "\ud83d half", "\ufeffHi Anna, it is gratis.\n", "a\u2028b gratis\x0c"])
    def test_a_malformed_document_ends_nothing(self, editor: Client, folder: Path, text: str) -> None:
        path = folder / "odd.md"
        editor.open(path, text)
        assert codes(editor.change(path, "Hi Anna, it is gratis.\n", 2)) == ["words/avoid"]

    def test_what_cannot_be_read_is_told_at_its_place(self, editor: Client, folder: Path) -> None:
        text = '{"id": "a", "reply": "Hi Anna, it is gratis."}\n{"id": \n'
        found = editor.open(folder / "broken.jsonl", text, "jsonl")
        assert codes(found) == ["words/avoid", "draft"]
        assert (found[1]["severity"], found[1]["range"]["start"]["line"]) == (1, 1)

    def test_what_is_not_checked_is_told_and_never_a_pass(self, editor: Client, folder: Path) -> None:
        (found,) = editor.open(folder / "other.md", "---\nlanguage: fr\n---\nMerci beaucoup.\n")
        assert (found["code"], found["severity"]) == ("unchecked", 3)
        assert "no language pack for “fr”" in found["message"]

    @pytest.mark.parametrize("name", ["README.md", ".hidden.md", "code.py"])
    def test_what_is_no_draft_is_left_alone(self, editor: Client, folder: Path, name: str) -> None:
        assert editor.open(folder / name, "It is gratis!!\n") == []

    def test_what_is_wrong_with_the_replies_together_is_told(self, editor: Client, folder: Path) -> None:
        (folder / "set").mkdir(exist_ok=True)
        (folder / "set" / "voicecheck.yml").write_text("languages: [en, nb]\nrepetition: {max: 1, at_least: 2}\nparity: {compare: [placeholders]}\n", encoding="utf-8")
        twice = "We will call you today about the new parcel.\n"
        found, *_ = editor.open(folder / "set" / "a.md", f"# One\n\n> {twice}\n# Two\n\n> {twice}")
        assert (found["code"], found["severity"], found["range"]["start"]["line"]) == ("quota/repetition", 3, 0)
        assert found["message"].startswith("In this draft alone: ") and "2 of 2 replies" in found["message"]
        text = '{\n "nb": {"late": "Hei {{name}}, vi ringer deg i dag."},\n "en": {"late": "Hello there, we will call you today."}\n}\n'
        found = next(item for item in editor.open(folder / "set" / "b.json", text, "json") if item["code"] == "parity/differs")
        assert found["range"]["start"]["line"] == 1 and "{{name}}" in found["message"]

    def test_without_a_guide_a_document_is_left_alone_and_the_log_says_why(self, editor: Client, tmp_path: Path) -> None:
        assert editor.open(tmp_path / "far.md", "Calm down, it is your own fault!!\n") == []
        assert any("has no voicecheck.yml beside or above it" in message for _, message in editor.told)


class TestQuestions:
    def test_hover_tells_the_finding_the_guide_and_the_scores(self, editor: Client, folder: Path) -> None:
        path = folder / "hover.md"
        editor.open(path, "😀 Hi Anna, it is gratis today, and you get it on Friday.\n")
        shown = editor.hover(path, 0, 20)
        assert "“gratis” is a word to avoid: Nothing is free." in shown
        assert f"[voicecheck.yml:7]({(folder / 'voicecheck.yml').as_uri()}#L7)" in shown
        assert "avoid: {gratis: Nothing is free.}" in shown
        assert "politeness" in editor.hover(path, 0, 4)
        assert editor.hover(path, 9, 0) == ""

    def test_definition_leads_to_the_line_of_the_guide(self, editor: Client, folder: Path) -> None:
        path = folder / "definition.md"
        editor.open(path, "Hi Anna, it is gratis.\n")
        (place,) = editor.ask("textDocument/definition", editor.at(path, 0, 17))
        assert (place["uri"], place["range"]["start"]["line"]) == ((folder / "voicecheck.yml").as_uri(), 6)

    def test_a_fix_can_be_made_and_then_the_finding_is_gone(self, editor: Client, folder: Path) -> None:
        path, text = folder / "fix.md", "Hei Anna 😀, ring kundesenter i dag, så hjelper vi deg med pakken.\r\n"
        (found,) = editor.open(path, text)
        fix = next(action for action in editor.actions(path, found) if action["title"].startswith("Replace"))
        assert (fix["title"], fix["kind"]) == ("Replace “kundesenter” by “kundeservice”", "quickfix")
        assert edited(text, fix) == text.replace("kundesenter", "kundeservice")
        assert editor.change(path, edited(text, fix), 2) == []

    @pytest.mark.parametrize(
        ("name", "language", "text", "inserted"),
        [
            ("s.md", "markdown", "Hi Anna, it is gratis.\r\n", "<!-- voicecheck: ignore words/avoid because -->\r\n"),
            ("two.md", "markdown", "## a\n\nHi Anna, it is fine.\n\n## b\n\nHi Anna, it is gratis.\n", "<!-- voicecheck: ignore words/avoid because -->\n"),
            ("s.jsonl", "jsonl", '{"id": "a", "reply": "Hi Anna."}\n{"id": "b", "reply": "Hi Anna, it is gratis."}\n', '"voicecheck-ignore": "words/avoid because ", '),
            ("s.po", "po", 'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "a"\nmsgstr "Hi Anna, it is gratis."\n', "# voicecheck: ignore words/avoid because \n"),
            ("s.yml", "yaml", "- id: a\n  reply: Hi Anna, it is gratis.\n- id: b\n  reply: Hi Anna.\n", 'voicecheck-ignore: "words/avoid because "\n'),
        ],
    )
    def test_a_suppression_in_the_draft_s_own_way(self, editor: Client, folder: Path, name: str, language: str, text: str, inserted: str) -> None:
        path = folder / name
        found = next(item for item in editor.open(path, text, language) if item["code"] == "words/avoid")
        keep = next(action for action in editor.actions(path, found) if action["title"].startswith("Let this reply keep"))
        after = edited(text, keep)
        assert inserted.strip() in after
        left = codes(editor.change(path, after, 2))
        assert "words/avoid" not in left
        assert "suppression/no-reason" in left  # until the reason is written
        assert editor.change(path, after.replace("because ", "because the campaign says so ", 1), 3) == []

    def test_a_check_is_explained(self, editor: Client, folder: Path) -> None:
        path = folder / "explained.md"
        (found,) = editor.open(path, "Hi Anna, it is gratis.\n")
        action = next(action for action in editor.actions(path, found) if "command" in action)
        assert action["title"] == "Explain words/avoid"
        answer = editor.ask("workspace/executeCommand", action["command"])
        assert answer.startswith("## Words: avoid")
        assert any("Looks for" in message for method, message in editor.told if method == "window/showMessage")

    def test_questions_about_documents_that_are_not_open_have_no_answer(self, editor: Client, folder: Path) -> None:
        assert editor.hover(folder / "closed.md", 0, 0) == ""
        assert editor.ask("textDocument/definition", editor.at(folder / "closed.md", 3, 3)) in (None, [])


class TestGuides:
    def test_an_edit_of_the_guide_checks_the_open_drafts_anew_before_it_is_saved(self, editor: Client, folder: Path) -> None:
        draft, guide = folder / "live.md", folder / "voicecheck.yml"
        saved = guide.read_text(encoding="utf-8")
        assert editor.open(draft, "Hi Anna, that is peachy, and you get it on Friday.\n") == []
        assert editor.open(guide, saved, "yaml") == []
        editor.change(guide, saved.replace("gratis:", "peachy:"), 2)
        assert codes(editor.wait(draft.as_uri(), 1)) == ["words/avoid"]
        (wrong,) = editor.change(guide, saved.replace("exclamation_marks", "exclamaton_marks"), 3)
        assert words(saved.replace("exclamation_marks", "exclamaton_marks"), wrong["range"]) == "exclamaton_marks"
        assert 'Did you mean "exclamation_marks"?' in wrong["message"]
        assert editor.wait(draft.as_uri(), 1)[0]["message"].startswith("Checked by the guide as it was before it broke: see voicecheck.yml:5")
        editor.tell("textDocument/didClose", {"textDocument": {"uri": guide.as_uri()}})
        assert editor.wait(draft.as_uri(), 1) == []

    def test_completion_hover_and_the_way_to_what_is_extended(self, editor: Client, folder: Path) -> None:
        guide = folder / "sub" / "voicecheck.yml"
        text = "extends: [../voicecheck.yml, voicecheck:cautious-bank]\nvoice:\n  politeness: {min: 30, m\nsituations:\n  complaint: {}\n  \nseverity:\n  snark/te"
        editor.open(guide, text, "yaml")
        inner = {item["label"]: item for item in editor.complete(guide, 2, 25)}
        assert "max" in inner and "min" not in inner
        assert inner["max"]["textEdit"] == {"range": {"start": {"line": 2, "character": 24}, "end": {"line": 2, "character": 25}}, "newText": "max: "}
        names = [item["label"] for item in editor.complete(guide, 5, 2)]
        assert "churn" in names and "complaint" not in names
        assert "snark/tease" in [item["label"] for item in editor.complete(guide, 7, 10)]
        assert "politeness" in editor.hover(guide, 2, 4)
        place = editor.ask("textDocument/definition", editor.at(guide, 0, 14))
        assert [item["uri"] for item in place] == [(folder / "voicecheck.yml").as_uri()]
        (shipped,) = editor.ask("textDocument/definition", editor.at(guide, 0, 40))
        assert shipped["uri"].endswith("/cautious-bank.yml")


def test_a_named_guide_utf_32_and_a_shipped_one(tmp_path: Path) -> None:
    client = Client(tmp_path, encodings=("utf-32", "utf-16"), options={"guide": "voicecheck:cautious-service"})
    assert client.capabilities["positionEncoding"] == "utf-32"
    found = client.open(tmp_path / "reply.md", "😀😀 Calm down.\n")
    dismissal = next(item for item in found if item["code"] == "politeness/dismissal")
    assert dismissal["range"] == {"start": {"line": 0, "character": 3}, "end": {"line": 0, "character": 12}}
    assert client.leave() == 0


def test_without_pygls_the_command_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "pygls").mkdir()
    (tmp_path / "pygls" / "__init__.py").write_text("raise ImportError\n")
    import os

    finished = process(["lsp"], env={"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])})
    assert finished.returncode == 2
    assert finished.stderr == "error: voicecheck lsp: needs pygls, which is not installed; install it with: pip install 'voicecheck-lint[lsp]'\n"
