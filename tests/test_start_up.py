"""What a command does not need it does not load; what is kept from the run before never misleads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import run

LOADED = "import sys; from voicecheck.cli.main import main\ntry:\n    main(sys.argv[1:])\nfinally:\n    print(*sys.modules, file=sys.stderr)\n"
LISTED = ("voicecheck.checks.registry", "voicecheck.checks")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("base.yml").write_text("version: 1\nvoice: {length: {max_words: 5}}\n", encoding="utf-8")
    Path("voicecheck.yml").write_text("version: 1\nbrand: Fjordfly\nlanguages: [en]\nextends: ./base.yml\n", encoding="utf-8")
    Path("reply.md").write_text("Hi Anna, your parcel comes on Thursday by noon.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache in which nothing is kept yet."""
    monkeypatch.setenv("VOICECHECK_CACHE", str(folder / "cache"))
    return folder / "cache"


def loaded(*arguments: str) -> set[str]:
    """The modules that the second run of a command loads."""
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=False)
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [("rules",), ("explain", "snark/mock-praise")])
def test_what_tells_of_checks_loads_none(folder: Path, arguments: tuple[str, ...]) -> None:
    modules = loaded(*arguments)
    assert {name for name in modules if name.startswith("voicecheck.checks")} == set(LISTED)
    assert not {"yaml", "rich", "voicecheck.guide.model"} & modules


def test_a_run_of_known_replies_loads_neither_compiler_nor_lexicons(folder: Path) -> None:
    modules = loaded("check", "reply.md")
    assert not {"spacy", "numpy", "yaml", "pathspec", "voicecheck.compiler", "voicecheck.tone.lexicon", "voicecheck.checks.patterns"} & modules
    assert {name for name in modules if name.startswith("voicecheck.drafts.readers.")} == set()


def test_a_run_loads_only_the_reader_and_the_report_that_it_needs(folder: Path) -> None:
    modules = loaded("check", "reply.md", "--no-cache")
    assert {"voicecheck.compiler", "voicecheck.drafts.readers.markdown", "voicecheck.reports.terminal"} <= modules
    assert not {"yaml", "voicecheck.drafts.readers.csv", "voicecheck.drafts.readers.po", "voicecheck.reports.sarif", "voicecheck.reports.html"} & modules


def test_no_garbage_is_looked_for_at_the_end(folder: Path) -> None:
    code = "import gc, sys; from voicecheck.cli.main import main\ntry:\n    main(sys.argv[1:])\nfinally:\n    print(gc.get_freeze_count() > 10_000)\n"
    done = subprocess.run([sys.executable, "-c", code, "formats"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "True"


def is_too_long() -> bool:
    return "length/too-long" in run("check", "reply.md", "--guide", "voicecheck.yml", "--format", "json", "--no-cache").stdout


class TestAGuideThatIsKept:
    def test_holds_until_one_of_its_files_changes(self, folder: Path) -> None:
        assert is_too_long() and is_too_long()
        Path("base.yml").write_text("version: 1\nvoice: {length: {max_words: 50}}\n", encoding="utf-8")
        assert not is_too_long() and not is_too_long()
        Path("voicecheck.yml").write_text("version: 1\nlanguages: [en]\nextends: ./base.yml\nvoice: {length: {max_words: 4}}\n", encoding="utf-8")
        assert is_too_long()

    def test_is_told_broken_as_often_as_it_is_used(self, folder: Path) -> None:
        Path("base.yml").write_text("version: 1\nvoise: {}\n", encoding="utf-8")
        for _ in range(2):
            done = run("check", "reply.md")
            assert done.exit_code == 2 and "base.yml:2:1" in done.stderr
        Path("base.yml").unlink()
        assert "does not exist" in run("check", "reply.md").stderr

    def test_is_another_in_another_folder(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert is_too_long()
        (folder / "other").mkdir()
        monkeypatch.chdir(folder / "other")
        Path("reply.md").write_text("Hi Anna, your parcel comes on Thursday by noon.\n", encoding="utf-8")
        Path("voicecheck.yml").write_text("version: 1\nbrand: Other\nlanguages: [en]\n", encoding="utf-8")
        assert not is_too_long()

    def test_takes_no_room_without_end(self, cache: Path) -> None:
        for number in range(30):
            Path("voicecheck.yml").write_text(f"version: 1\nbrand: Number {number}\nlanguages: [en]\n", encoding="utf-8")
            run("guide", "check", "voicecheck.yml")
        assert len(list(cache.glob("guide.*"))) == 1


@pytest.mark.parametrize("damage", [b"", b"garbage"])
def test_damaged_files_of_the_cache_are_made_anew(cache: Path, damage: bytes) -> None:
    def told() -> list[str]:
        commands = (["rules"], ["explain", "snark/mock-praise"], ["formats"], ["guide", "show", "voicecheck.yml"])
        runs = [subprocess.run([sys.executable, "-m", "voicecheck", *command], capture_output=True, text=True, check=True) for command in commands]
        assert not any(done.stderr for done in runs)
        return [done.stdout for done in runs]

    wanted = told()
    kept = list(cache.glob("*.pickle"))
    assert {"catalog", "guide", "classes", "examples"} <= {file.name.split(".")[0].split("-")[0] for file in kept}
    for file in kept:
        file.write_bytes(damage)
    assert told() == wanted
    assert all(file.read_bytes() != damage for file in kept)
