"""``voicecheck try``: a prompt that scores, through a pipe and in a terminal."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import run
from voicecheck import load_guide
from voicecheck.cli.try_ import _talk
from voicecheck.live.prompt import Prompt

GUIDE = "brand: Fjordfly\nlanguages: [en, nb]\nvoice: {snark: {max: 25}, politeness: {min: 30}, exclamation_marks: 1}\noff: {gate: only bands here}\nchannels: {intranet: {public: false}}\n"
CURT = "Da får du finne deg et annet flyselskap."


@pytest.fixture(autouse=True)
def brand(folder: Path) -> Path:
    (folder / "voicecheck.yml").write_text(GUIDE, encoding="utf-8")
    return folder


class TestPiped:
    def test_each_line_is_a_reply_with_bars_against_the_bands_and_findings_below(self) -> None:
        result = run("try", "--language", "nb", given=f"{CURT}\nHei Anna, takk for at du sier fra. Vi ser på saken nå.\n")
        assert result.exit_code == 0
        first, second = result.stdout.split("  politeness")[1:3]
        assert "30–100  too low" in first and "politeness/too-low" in first and "‾‾‾" in first
        assert "too low" not in second.splitlines()[0]
        assert all(len(line) <= 80 for line in result.stdout.splitlines())
        assert [line.split()[0] for line in result.stdout.splitlines() if "┄" in line][:5] == ["politeness", "humor", "snark", "warmth", "formality"]

    def test_switches_hold_for_what_follows(self) -> None:
        told = run("try", given="/situation complaint\n/ch intranet\n/lang no\nHei igjen!! Vi ser på det.\n/situation\n/channel\nHei igjen, vi ser på det.\n").stdout
        assert "guide Fjordfly, voicecheck.yml · language nb · channel intranet · situation complaint" in told
        assert "nb · intranet · complaint" in told and "style/exclamation-marks" in told
        assert told.rstrip().splitlines()[-1].lstrip().startswith("formality")
        assert "  nb\n" in told

    def test_lines_between_begin_and_end_are_one_reply(self) -> None:
        told = run("try", "-l", "en", given="/begin\nHi Anna!!\n\nWe sent it today.\n/end\n").stdout
        assert told.count("politeness ") == 1
        assert "│ Hi Anna!!" in told and "│ We sent it today." in told

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("/chanel x", "There is no command /chanel. Did you mean /channel? /help lists them"),
            ("/situation compliant", "“compliant” is no situation; there are complaint"),
            ("/language fr", "“fr” is no language; there are en, da, nb, nn, sv."),
            ("/c x", "/c may be /channel or /customer or /context; write a letter more."),
            ("/again", "There is no reply yet; type one, and it is scored."),
            ("/explain snark/teas", 'There is no check “snark/teas”. Did you mean "snark/tease"?'),
            ("/guide nowhere.yml", 'error: nowhere.yml: the guide "nowhere.yml" does not exist'),
            ("/guide", "Write the guide behind it: /guide voicecheck.yml"),
        ],
    )
    def test_a_command_that_cannot_be_followed_says_what_to_write_and_the_rest_goes_on(self, line: str, told: str) -> None:
        result = run("try", "-l", "en", given=f"{line}\nHi Anna, we sent it today.\n")
        assert result.exit_code == 2
        assert told in result.stderr
        assert "politeness" in result.stdout

    def test_why_explain_and_help(self) -> None:
        told = run("try", "-l", "nb", given=f"{CURT}\n/why\n/explain\n/help\n/quit\nnot read\n").stdout
        assert "starts at" in told and "Looks for: " in told and "/situation NAME" in told
        assert told.count("✗ fail") == 2

    def test_a_reply_may_begin_with_a_slash(self) -> None:
        assert "│ /faq has it!!" in run("try", "-l", "en", given="//faq has it!!\n").stdout

    def test_control_characters_do_not_reach_the_terminal(self) -> None:
        result = run("try", "-l", "en", given="Hi \x1b[31m red!! Anna\n/guide \x1b[2J\n/customer \x1b[2J\n")
        assert "\x1b" not in result.stdout + result.stderr

    def test_a_broken_guide_is_told_at_once(self, brand: Path) -> None:
        (brand / "voicecheck.yml").write_text("voice: {snarc: 3}\n")
        result = run("try", given="Hi.\n")
        assert result.exit_code == 2
        assert result.stderr.startswith("error: voicecheck.yml:1:9: ")


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
class TestInATerminal:
    @pytest.fixture
    def terminal(self, brand: Path) -> Iterator[Terminal]:
        terminal = Terminal()
        yield terminal
        terminal.close()

    def test_paste_switch_tab_and_leave(self, terminal: Terminal) -> None:
        assert "Type or paste a reply" in terminal.until("> ")
        terminal.type("Hi Anna!!\nWe sent it today.\n")
        told = terminal.until("formality") + terminal.until("> ")
        assert "│ Hi Anna!!" in told and "│ We sent it today." in told
        time.sleep(0.5)  # until the line editor is at work, a Tab is but a blank
        terminal.type("/situ\tcompl\t\n")  # both words are completed
        assert "situation complaint" in terminal.until("formality")
        assert terminal.code(pressing="\x04") == 0


def test_an_interrupt_drops_what_is_typed_and_a_second_one_leaves(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    keys: Iterator[str | type[BaseException]] = iter([KeyboardInterrupt, "Hi Anna!!", KeyboardInterrupt, KeyboardInterrupt])

    def typed(_: str = "") -> str:
        key = next(keys)
        if isinstance(key, str):
            return key
        raise key

    monkeypatch.setattr("builtins.input", typed)
    monkeypatch.setattr("voicecheck.cli.try_._more_is_waiting", lambda: False)
    prompt = Prompt(load_guide("voicecheck.yml"), lambda result, _: result.reply.text)
    with pytest.raises(KeyboardInterrupt):  # for which every command ends with 130
        _talk(prompt)
    told = capsys.readouterr().out
    assert told.count("Dropped; once more to leave.") == 2 and "Hi Anna!!" in told


class Terminal:
    """``voicecheck try`` in a pseudo-terminal."""

    def __init__(self) -> None:
        import pty

        self.process, self._end = pty.fork()
        if self.process == 0:
            os.execve(sys.executable, [sys.executable, "-m", "voicecheck", "try", "-l", "en"], {**os.environ, "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "80"})
        self._seen = ""

    def type(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def until(self, words: str) -> str:
        """What is shown up to these words."""
        import select

        limit = time.monotonic() + 30
        while words not in self._seen:
            assert time.monotonic() < limit, self._seen
            if select.select([self._end], [], [], 0.1)[0]:
                try:
                    self._seen += os.read(self._end, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        before, _, self._seen = self._seen.partition(words)
        return before + words

    def code(self, pressing: str) -> int:
        """The exit code; ``pressing`` is typed at the prompt, and again where it came before the
        line editor was at work."""
        self.until("> ")
        limit = time.monotonic() + 20
        pauses = 0
        while time.monotonic() < limit:
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                self.process = 0
                return os.waitstatus_to_exitcode(status)
            if pauses % 20 == 2:
                self.type(pressing)
            pauses += 1
            time.sleep(0.05)
        raise AssertionError(f"did not end: {self._seen}")

    def close(self) -> None:
        """End it, if it has not ended."""
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self._end)
