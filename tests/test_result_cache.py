"""What did not change is not judged again, and a broken cache never matters."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import run

BAD = "Ta det rolig. Les vilkårene, det er ditt eget ansvar."
GOOD = "Hei Anna, beklager at pakken er sen. Den kommer i morgen før kl. 12."
LOADED = "import sys; from voicecheck.cli.main import main\ntry:\n    main(sys.argv[1:])\nfinally:\n    print('spacy' in sys.modules, file=sys.stderr)\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(os.environ["VOICECHECK_CACHE"], tmp_path / "cache", ignore=shutil.ignore_patterns("results.sqlite*"))  # lexicons that are built already
    monkeypatch.setenv("VOICECHECK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    Path("voicecheck.yml").write_text("version: 1\nbrand: Test\nlanguages: [nb]\nextends: ./base.yml\n", encoding="utf-8")
    Path("base.yml").write_text("version: 1\nextends: voicecheck:cautious-service\n", encoding="utf-8")
    Path("svar").mkdir()
    Path("svar/a.txt").write_text(BAD, encoding="utf-8")
    Path("svar/b.jsonl").write_text('{"id": "b", "reply": "' + GOOD + '", "situation": "complaint"}\n{"id": 3}\n', encoding="utf-8")
    return tmp_path


def checked(*arguments: str) -> str:
    return run("check", "svar", "--format", "json", *arguments).stdout


def database(folder: Path) -> Path:
    return folder / "cache" / "results.sqlite"


def entries(folder: Path) -> int:
    with sqlite3.connect(database(folder)) as connection:
        return int(connection.execute("SELECT count(*) FROM judged").fetchone()[0])


def test_the_second_run_says_the_same_without_spacy(folder: Path) -> None:
    shutil.rmtree(folder / "cache")  # nothing is known of any word
    runs = [subprocess.run([sys.executable, "-c", LOADED, "check", "svar", "--format", "json"], capture_output=True, text=True, check=False) for _ in range(2)]
    assert runs[0].stdout == runs[1].stdout and "politeness/" in runs[0].stdout
    assert [done.returncode for done in runs] == [2, 2]  # the record without a reply is told again
    assert [done.stderr.splitlines()[-1] for done in runs] == ["True", "False"]


def test_what_the_judgement_rests_on_is_in_the_key(folder: Path) -> None:
    first = checked()
    count = entries(folder)
    assert checked() == first and entries(folder) == count == 2
    checked("--situation", "banter")
    assert entries(folder) == 4
    checked("--ignore", "risk")
    assert entries(folder) == 6
    Path("base.yml").write_text("version: 1\nextends: voicecheck:cautious-service\nvoice: {politeness: {min: 95}}\n", encoding="utf-8")
    assert '"check": "politeness/too-low"' in checked() and entries(folder) == 8
    Path("svar/a.txt").write_text(GOOD, encoding="utf-8")
    assert checked() != first and entries(folder) == 9


@pytest.mark.parametrize("arguments", [["--no-cache"], ["--explain-scores"]])
def test_runs_without_it(folder: Path, arguments: list[str]) -> None:
    checked(*arguments)
    assert not database(folder).exists()


@pytest.mark.parametrize("damage", [b"", b"not a database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_cache_is_begun_anew(folder: Path, damage: bytes) -> None:
    first = checked()
    for file in database(folder).parent.glob("results.sqlite*"):
        file.unlink()
    database(folder).write_bytes(damage)
    result = run("check", "svar", "--format", "json")
    assert result.stdout == first
    assert not damage or "was damaged" in result.stderr
    assert entries(folder) == 2


def test_a_damaged_entry_is_judged_anew(folder: Path) -> None:
    first = checked()
    with sqlite3.connect(database(folder)) as connection:
        for key, value in connection.execute("SELECT key, value FROM judged").fetchall():
            connection.execute("UPDATE judged SET value = ? WHERE key = ?", (value.replace(b"fail", b"pass").replace(b"warn", b"pass"), key))
    result = run("check", "svar", "--format", "json")
    assert result.stdout == first
    assert "judged anew" in result.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(folder: Path) -> None:
    (folder / "cache").mkdir()
    (folder / "cache").chmod(0o500)
    assert '"check": "politeness/' in checked()


def test_a_file_where_the_folder_should_be(folder: Path) -> None:
    shutil.rmtree(folder / "cache")
    (folder / "cache").write_text("", encoding="utf-8")
    assert '"check": "politeness/' in checked()


def test_two_runs_at_once(folder: Path) -> None:
    for number in range(30):
        Path(f"svar/{number}.txt").write_text(f"{GOOD} Nummer {number}.", encoding="utf-8")
    command = [sys.executable, "-m", "voicecheck", "check", "svar", "--format", "json"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate() for process in runs]
    assert len({out for out, _ in said}) == 1
    assert all(b"rror" not in err.replace(b"error: svar/b.jsonl", b"") for _, err in said)
    assert entries(folder) == 32
