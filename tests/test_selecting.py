"""Which files, replies and checks a run looks at."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.support import report, run

BAD = "Ta det rolig. Les vilkårene, det er ditt eget ansvar."
GOOD = "Hei Anna, beklager at pakken er sen. Den kommer i morgen før kl. 12."


def git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=Kari", "-c", "user.email=kari@example.org", *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("voicecheck.yml").write_text("version: 1\nbrand: Test\nlanguages: [nb]\nextends: voicecheck:cautious-service\n", encoding="utf-8")
    Path("svar").mkdir()
    Path("svar/gamle.md").write_text(f"---\nchannel: x\n---\n## en\n\n{BAD}\n\n## to\n\n{GOOD}\n\n## tre\n\n{BAD}\n", encoding="utf-8")
    Path("svar/nye.txt").write_text(GOOD + "\n", encoding="utf-8")
    Path("byggd").mkdir()
    Path("byggd/kopi.txt").write_text(BAD + "\n", encoding="utf-8")
    Path(".gitignore").write_text("byggd/\n*.tmp.txt\n!viktig.tmp.txt\n", encoding="utf-8")
    git("init", "-q")
    git("add", "svar", "voicecheck.yml", ".gitignore")
    git("commit", "-qm", "first")
    return tmp_path


def ids(*arguments: str) -> list[str]:
    return [reply["id"] or Path(reply["path"]).name for reply in report(*arguments)["replies"]]


class TestFiles:
    def test_what_git_ignores_is_passed_over_in_folders(self, repository: Path) -> None:
        assert ids(".") == ["en", "to", "tre", "nye.txt"]
        assert ids(".", "--no-gitignore") == ["kopi.txt", "en", "to", "tre", "nye.txt"]
        assert ids("byggd/kopi.txt") == ["kopi.txt"]  # a named file is wanted

    def test_nested_rules(self, repository: Path) -> None:
        for name in ("a.tmp.txt", "viktig.tmp.txt"):
            Path("svar", name).write_text(GOOD, encoding="utf-8")
        assert ids("svar") == ["en", "to", "tre", "nye.txt", "viktig.tmp.txt"]
        Path("svar/.gitignore").write_text("viktig*\n", encoding="utf-8")
        assert ids("svar") == ["en", "to", "tre", "nye.txt"]

    def test_include_and_exclude(self, repository: Path) -> None:
        assert ids(".", "--include", "*.txt") == ["nye.txt"]
        assert ids(".", "--exclude", "svar/gamle.md") == ["nye.txt"]
        with Path("voicecheck.yml").open("a", encoding="utf-8") as guide:
            guide.write("drafts: {include: ['svar/**'], exclude: [nye.txt]}\n")
        assert ids(".", "--no-gitignore") == ["en", "to", "tre"]
        assert ids("svar/nye.txt") == ["nye.txt"]


class TestChanged:
    def test_nothing_changed(self, repository: Path) -> None:
        assert ids(".", "--changed") == []
        assert run("check", ".", "--changed").exit_code == 0

    def test_only_the_replies_that_changed(self, repository: Path) -> None:
        text = Path("svar/gamle.md").read_text(encoding="utf-8")
        Path("svar/gamle.md").write_text(text.replace(GOOD, GOOD.replace("Anna", "Kari")), encoding="utf-8")
        Path("svar/helt-ny.txt").write_text(GOOD, encoding="utf-8")
        assert ids(".", "--changed") == ["to", "helt-ny.txt"]
        git("add", "-A")
        git("commit", "-qm", "second")
        assert ids(".", "--changed") == []
        assert ids(".", "--changed", "HEAD~1") == ["to", "helt-ny.txt"]
        assert ids("--changed", "svar") == []  # a folder is no commit

    def test_a_heading_belongs_to_its_reply_and_front_matter_to_all(self, repository: Path) -> None:
        text = Path("svar/gamle.md").read_text(encoding="utf-8")
        Path("svar/gamle.md").write_text(text.replace("## tre", "## tre\nsituation: complaint"), encoding="utf-8")
        assert ids(".", "--changed") == ["tre"]
        Path("svar/gamle.md").write_text(text.replace("channel: x", "channel: facebook"), encoding="utf-8")
        assert ids(".", "--changed") == ["en", "to", "tre"]

    def test_a_changed_guide_concerns_every_reply(self, repository: Path) -> None:
        with Path("voicecheck.yml").open("a", encoding="utf-8") as guide:
            guide.write("gate: {fail_at: 50}\n")
        assert ids(".", "--changed") == ["en", "to", "tre", "nye.txt"]

    def test_an_unknown_reference(self, repository: Path) -> None:
        result = run("check", ".", "--changed=no-such-branch")
        assert result.exit_code == 2
        assert "bad revision 'no-such-branch'" in result.stderr

    def test_outside_a_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        Path("a.txt").write_text(GOOD, encoding="utf-8")
        result = run("check", "a.txt", "--changed")
        assert result.exit_code == 2 and "not a git repository" in result.stderr


class TestChecks:
    @pytest.mark.parametrize(
        ("arguments", "families"),
        [
            (["--select", "risk"], {"risk"}),
            (["--select", "politeness/blame"], {"politeness/blame"}),
            (["--select", "politeness,risk", "--ignore", "politeness/blame"], {"politeness", "risk"}),
            (["--ignore", "politeness", "--ignore", "risk", "--ignore", "warmth"], set()),
        ],
    )
    def test_select_and_ignore(self, tmp_path: Path, arguments: list[str], families: set[str]) -> None:
        draft = tmp_path / "svar.txt"
        draft.write_text(BAD, encoding="utf-8")
        everything = {finding["check"] for finding in report(draft, "--situation", "complaint", "--language", "nb")["replies"][0]["findings"]}
        found = {finding["check"] for finding in report(draft, "--situation", "complaint", "--language", "nb", *arguments)["replies"][0]["findings"]}
        assert found == {check for check in everything if check in families or check.split("/")[0] in families} - (
            {"politeness/blame"} if "politeness,risk" in arguments else set()
        )

    def test_the_verdict_follows(self, tmp_path: Path) -> None:
        draft = tmp_path / "svar.txt"
        draft.write_text(BAD, encoding="utf-8")
        data = json.loads(run("check", str(draft), "--format", "json", "--select", "style").stdout)
        assert data["summary"]["pass"] == 1

    def test_an_unknown_check(self, tmp_path: Path) -> None:
        result = run("check", str(tmp_path), "--select", "snark/mokc-praise")
        assert result.exit_code == 2
        assert "snark/mock-praise" in result.stderr
