"""``voicecheck check --watch``: what changed is checked again, until Ctrl-C."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import run
from voicecheck.engine import Request, Run
from voicecheck.live.watch import Changes, Watch, difference

GUIDE = "brand: Fjordfly\nlanguages: [en]\nwords: {avoid: {gratis: Nothing is free.}}\noff: {gate: words alone}\n"
FINE = "Hi Anna, we have sent you a new parcel today.\n"
BAD = "Hi Anna, it is gratis, and we sent it today.\n"


@pytest.fixture
def drafts(folder: Path) -> Path:
    (folder / "voicecheck.yml").write_text(GUIDE)
    (folder / "drafts").mkdir()
    (folder / "drafts" / "a.md").write_text(FINE)
    (folder / "drafts" / "b.md").write_text(BAD)
    return folder


class TestLooks:
    def test_what_is_changed_new_and_gone(self, drafts: Path) -> None:
        watch = Watch(Request(("drafts",)))
        before = watch.look()
        (drafts / "drafts" / "a.md").write_text(BAD)
        (drafts / "drafts" / "c.md").write_text(FINE)
        (drafts / "drafts" / "b.md").unlink()
        assert difference(before, watch.look()) == Changes(("drafts/a.md", "drafts/c.md"), ("drafts/b.md",))
        assert str(Changes(("drafts/a.md",), ("drafts/b.md",))) == "drafts/a.md changed; drafts/b.md gone"
        assert str(Changes(tuple("abcde"))) == "a, b, c and 2 more changed"

    def test_guides_what_they_extend_and_guides_to_come_are_watched(self, drafts: Path) -> None:
        (drafts / "voicecheck.yml").write_text(GUIDE + "extends: base.yml\n")
        (drafts / "base.yml").write_text("voice: {emoji: 0}\n")
        run = Run(Request(("drafts",)))
        run.guides.compiled(run.guides.path_for("drafts/a.md"))
        watch = Watch(Request(("drafts",)))
        watch.settle(run)
        before = watch.look()
        (drafts / "base.yml").write_text("voice: {emoji: 1000}\n")
        (drafts / "drafts" / ".voicecheck.yml").write_text("brand: Nearer\n")
        assert {Path(path).name for path in difference(before, watch.look()).changed} == {"base.yml", ".voicecheck.yml"}

    def test_a_file_that_is_still_being_written_is_waited_for(self, drafts: Path) -> None:
        watch = Watch(Request(("drafts",)))
        before = watch.look()
        texts = iter(["half", "half and more", "whole"])

        def meanwhile(_: float) -> None:
            if (text := next(texts, None)) is not None:
                (drafts / "drafts" / "a.md").write_text(text)

        changes, state = watch.changes(before, meanwhile)
        assert changes == Changes(("drafts/a.md",))
        assert state["drafts/a.md"][1] == len("whole")

    def test_a_report_among_the_drafts_is_no_change(self, drafts: Path) -> None:
        watch = Watch(Request(("drafts",)), ["drafts/report.md"])
        before = watch.look()
        (drafts / "drafts" / "report.md").write_text("# Report\n")
        assert watch.look() == before


class TestCommand:
    @pytest.fixture
    def watching(self, drafts: Path) -> Iterator[Watching]:
        watching = Watching()
        yield watching
        watching.process.kill()
        watching.process.wait()

    def test_a_draft_then_the_guide_then_a_broken_one_then_ctrl_c(self, drafts: Path, watching: Watching) -> None:
        assert "in all 2 replies in 2 files: 1 pass, 1 fail. Watching" in watching.next()
        assert "drafts/b.md:1" in watching.shown()
        (drafts / "drafts" / "a.md").write_text(BAD)
        assert "drafts/a.md changed - in all 2 replies in 2 files: 2 fail" in watching.next()
        shown = watching.shown()
        assert "drafts/a.md:1" in shown and "drafts/b.md" not in shown
        (drafts / "voicecheck.yml").write_text(GUIDE.replace("gratis", "peachy"))
        assert "voicecheck.yml changed - in all 2 replies in 2 files: 2 pass" in watching.next()
        (drafts / "voicecheck.yml").write_text("brand: [\n")
        assert "error: voicecheck.yml:" in watching.next()
        watching.process.send_signal(signal.SIGINT)
        assert watching.process.wait(timeout=30) == 0

    def test_standard_input_cannot_be_watched(self, drafts: Path) -> None:
        result = run("check", "-", "--watch", given=FINE)
        assert result.exit_code == 2
        assert "standard input cannot be watched" in result.stderr


class Watching:
    """A watch in a process of its own; ``next`` waits for the line that ends a check."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "voicecheck", "check", "drafts", "--watch"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"}
        )
        self._lines: list[str] = []
        self._footers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._read_errors, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self._lines.extend(iter(self.process.stdout.readline, ""))

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        told = ""
        for line in iter(self.process.stderr.readline, ""):
            told += line
            if "Watching; Ctrl-C ends" in line:
                self._footers.put(told)
                told = ""

    def next(self) -> str:
        return self._footers.get(timeout=30)

    def shown(self) -> str:
        """What standard output has shown since it was asked last, a whole report."""
        limit = time.monotonic() + 10
        while not any(line.startswith("guide: ") for line in self._lines) and time.monotonic() < limit:
            time.sleep(0.01)
        told, self._lines[:] = "".join(self._lines), []
        return told
