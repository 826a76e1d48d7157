"""``voicecheck guide diff``: what changed, in words, and which replies are decided anew."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import SHIPPED, guide, run
from voicecheck.checks.registry import vocabulary
from voicecheck.guide.difference import differences

DRAFTS = [
    {"id": "rude", "reply": "Ta det rolig. Se nettsiden.", "situation": "complaint", "language": "nb"},
    {"id": "cheap", "reply": "Hei Kari! Dette er billig, og vi ordner det i dag.", "situation": "question", "language": "nb"},
    {"id": "kind", "reply": "Hei Kari! Beklager. Feilen er vår, og vi har sendt en ny i dag.", "situation": "complaint", "language": "nb"},
]


def changes(old: str, new: str) -> list[tuple[str, str]]:
    """Direction and sentence of every change between two guides."""
    return [(item.direction, f"{item.scope}: {item.sentence}") for item in differences(guide(old).guide, guide(new).guide, vocabulary()) if item.scope != "guide"]


@pytest.mark.parametrize(
    ("old", "new", "direction", "sentence"),
    [
        ("situations: {complaint: {snark: {max: 25}}}", "situations: {complaint: {snark: {max: 10}}}", "stricter", "complaint: snark may now be at most 10, was 25"),
        ("voice: {snark: {max: 25}}", "voice: {snark: {max: 40}}", "looser", "voice: snark may now be at most 40, was 25"),
        ("voice: {warmth: {min: 30}}", "voice: {warmth: {min: 35}}", "stricter", "voice: warmth must now be at least 35, was 30"),
        ("version: 1", "channels: {x: {humor: {max: 5}}}", "stricter", "x: humor may now be at most 5, no limit before"),
        ("voice: {humor: {max: 5}}", "version: 1", "looser", "voice: humor has no upper limit any more, was 5"),
        ("voice: {politeness: {min: 45}}", "version: 1", "looser", "voice: politeness has no lower limit any more, was 45"),
        ("voice: {length: {max_words: 50}}", "voice: {length: {max_words: 40}}", "stricter", "voice: length.max_words may now be at most 40, was 50"),
        ("version: 1", "words: {avoid: {gratis: Nei.}}", "stricter", "words: avoid.gratis added: Nei."),
        ("words: {avoid: {gratis: Nei.}}", "version: 1", "looser", "words: avoid.gratis removed, was Nei."),
        ("require: {complaint: [apology]}", "require: {complaint: [apology, next_step]}", "stricter", "require: complaint: next_step added"),
        ("topics: {never_joke_about: [war, death]}", "topics: {never_joke_about: [war]}", "looser", "topics: never_joke_about: death removed"),
        ("voice: {snark: {targets: [self]}}", "voice: {snark: {targets: [self, customer]}}", "looser", "voice: snark.targets: customer added"),
        ("topics: {never_joke_about: [war]}", "topics: {never_joke_about: [death]}", "other", "topics: never_joke_about: death added, war removed"),
        ("gate: {fail_at: 60}", "gate: {fail_at: 70}", "looser", "gate: fail_at may now be at most 70, was 60"),
        ("severity: {style: warn}", "severity: {style: off}", "looser", "severity: style is now switched off, was a warning"),
        ("severity: {style/emoji: off}", "version: 1", "stricter", "severity: style/emoji is no longer set to off"),
        ("channels: {x: {direct_messages: open}}", "channels: {x: {direct_messages: none}}", "other", "x: direct_messages is now none, was open"),
    ],
)
def test_a_change_is_told_in_words_with_its_direction(old: str, new: str, direction: str, sentence: str) -> None:
    assert changes(old + "\n", new + "\n") == [(direction, sentence)]


@given(st.integers(0, 100), st.integers(0, 100), st.sampled_from(["snark", "humor"]), st.sampled_from(["min", "max"]))
def test_stricter_one_way_is_looser_the_other(one: int, two: int, dimension: str, end: str) -> None:
    first, second = (f"voice: {{{dimension}: {{{end}: {value}}}}}\n" for value in (one, two))
    there, back = changes(first, second), changes(second, first)
    if one == two:
        assert there == back == []
    else:
        assert {there[0][0], back[0][0]} == {"stricter", "looser"}
        assert (there[0][0] == "stricter") is ((two < one) if end == "max" else (two > one))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_guide_does_not_differ_from_itself(name: str) -> None:
    result = run("guide", "diff", f"voicecheck:{name}", f"voicecheck:{name}", "--exit-code")
    assert result.exit_code == 0
    assert "The two guides set the same limits." in result.stdout


class TestCommand:
    @pytest.fixture
    def guides(self, folder: Path) -> Path:
        (folder / "old.yml").write_text("brand: Fly\nvoice: {snark: {max: 25}}\n")
        (folder / "new.yml").write_text('brand: Fly\nvoice: {snark: {max: 10}}\nwords: {avoid: {billig: "Fy."}}\n')
        (folder / "drafts.jsonl").write_text("".join(json.dumps(draft) + "\n" for draft in DRAFTS))
        return folder

    def test_the_changes_stand_in_groups_with_their_lines(self, guides: Path) -> None:
        result = run("guide", "diff", "old.yml", "new.yml")
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert lines[0] == "old.yml → new.yml"
        assert lines[2] == "Stricter (2)"
        assert lines[3].startswith("  voice: snark may now be at most 10, was 25 ") and lines[3].endswith(" new.yml:2")
        assert "Looser" not in result.stdout

    def test_replies_that_change_their_verdict(self, guides: Path) -> None:
        text = run("guide", "diff", "old.yml", "new.yml", "drafts.jsonl").stdout
        assert "1 of 3 replies changes the verdict" in text
        assert "drafts.jsonl:2  cheap  pass → fail" in text
        assert "words/avoid: “billig” is a word to avoid: Fy. (new.yml:3)" in text
        back = run("guide", "diff", "new.yml", "old.yml", "drafts.jsonl").stdout
        assert "cheap  fail → pass" in back and "no longer: words/avoid" in back

    def test_no_reply_changes(self, guides: Path) -> None:
        assert "None of 3 replies changes its verdict." in run("guide", "diff", "old.yml", "old.yml", "drafts.jsonl").stdout

    def test_as_json(self, guides: Path) -> None:
        data: Any = json.loads(run("guide", "diff", "old.yml", "new.yml", "drafts.jsonl", "--format", "json").stdout)
        assert [(item["path"], item["direction"], item["old"], item["new"]) for item in data["changes"]] == [
            ("voice.snark.max", "stricter", 25, 10),
            ("words.avoid.billig", "stricter", None, "Fy."),
        ]
        assert data["verdicts"] == [
            {"path": "drafts.jsonl", "line": 2, "id": "cheap", "old": "pass", "new": "fail", "check": "words/avoid", "message": "“billig” is a word to avoid: Fy."}
        ]
        assert data["replies"] == 3

    def test_exit_codes(self, guides: Path) -> None:
        assert run("guide", "diff", "old.yml", "new.yml", "--exit-code").exit_code == 1
        assert run("guide", "diff", "old.yml", "old.yml", "--exit-code").exit_code == 0
        broken = run("guide", "diff", "old.yml", "missing.yml")
        assert broken.exit_code == 2 and 'the guide "missing.yml" does not exist' in broken.stderr
        unread = run("guide", "diff", "old.yml", "new.yml", "nowhere.md")
        assert unread.exit_code == 2 and "Stricter (2)" in unread.stdout and "nowhere.md: there is no such file" in unread.stderr


class TestRevisions:
    @pytest.fixture
    def repository(self, folder: Path) -> Path:
        def git(*arguments: str) -> None:
            subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments], cwd=folder, check=True, capture_output=True)

        (folder / "bases").mkdir()
        (folder / "bases" / "base.yml").write_text("voice: {snark: {max: 40}}\n")
        (folder / "voicecheck.yml").write_text("extends: bases/base.yml\nvoice: {humor: {max: 30}}\n")
        git("init", "-q")
        git("add", "-A")
        git("commit", "-qm", "first")
        (folder / "bases" / "base.yml").write_text("voice: {snark: {max: 60}}\n")
        (folder / "voicecheck.yml").write_text("extends: bases/base.yml\nvoice: {humor: {max: 20}}\n")
        return folder

    def test_a_revision_and_its_bases(self, repository: Path) -> None:
        text = run("guide", "diff", "HEAD:voicecheck.yml", "voicecheck.yml").stdout
        assert "voice: humor may now be at most 20, was 30" in text
        assert "voice: snark may now be at most 60, was 40" in text

    def test_from_a_folder_below(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(repository / "bases")
        assert "snark may now be at most 60, was 40" in run("guide", "diff", "HEAD:base.yml", "base.yml").stdout

    @pytest.mark.parametrize(
        ("old", "words"),
        [
            ("NOWHERE:voicecheck.yml", "“NOWHERE” is no revision of a git repository here"),
            ("HEAD:missing.yml", 'the guide "missing.yml" does not exist'),
            ("--help:voicecheck.yml", "is no revision"),
        ],
    )
    def test_what_does_not_exist_is_told(self, repository: Path, old: str, words: str) -> None:
        result = run("guide", "diff", "--", old, "voicecheck.yml")
        assert result.exit_code == 2 and words in result.stderr
