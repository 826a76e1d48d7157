"""check --fix, --diff, --unsafe-fixes: what they do to files, and what they say."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.support import run

GUIDE = """
version: 1
brand: Fjordfly
extends: voicecheck:cautious-service
languages: [en, nb]
words:
  prefer: {kundesenter: kundeservice, ticket: case}
voice:
  exclamation_marks: {max: 1}
  glued_emoticons: forbidden
placeholders:
  allowed: {customer.first_name: {with_fallback: '{{ customer.first_name | default: "there" }}'}}
  fallback: required
"""
KIND = "Thank you for writing to us. We are sorry about the wait, and we will call you today."


@pytest.fixture
def drafts(folder: Path) -> Path:
    (folder / "voicecheck.yml").write_text(GUIDE, encoding="utf-8")
    (folder / "svar").mkdir()
    return folder / "svar"


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8"))
    return path


class TestFix:
    @pytest.mark.parametrize(
        "before, after",
        [
            (f"{KIND} Your ticket is here.", f"{KIND} Your case is here."),
            (f"{KIND} The Tickets are here.", f"{KIND} The Cases are here."),
            (f"{KIND} Have a smile on your face:)", f"{KIND} Have a smile on your face :)"),
            (f"Hi Anna! {KIND} It is here!! Yes!!!", f"Hi Anna! {KIND} It is here! Yes!"),
            (f"{KIND} It is the the best way home.", f"{KIND} It is the best way home."),
            (f"{KIND} It is the\nthe best way home.", f"{KIND} It is the\nbest way home."),
            ("Takk for meldingen. Vi beklager ventetiden, og vi ringer pÃ¥ mandag.", "Takk for meldingen. Vi beklager ventetiden, og vi ringer på mandag."),
            (f"Hi {{{{ customer.first_name }}}}, {KIND}", f'Hi {{{{ customer.first_name | default: "there" }}}}, {KIND}'),
            ("Takk for meldingen. Vi beklager, og kundesenteret ringer deg i dag.", "Takk for meldingen. Vi beklager, og kundeservicen ringer deg i dag."),
        ],
    )
    def test_what_is_safe_is_mended_and_stays_so(self, drafts: Path, before: str, after: str) -> None:
        draft = write(drafts / "a.txt", before)
        first = run("check", "svar", "--fix")
        assert draft.read_text(encoding="utf-8") == after
        assert "mended 1 finding in 1 file" in first.stderr
        assert "nothing to mend" in run("check", "svar", "--fix").stderr
        assert draft.read_text(encoding="utf-8") == after

    def test_the_exit_code_is_that_of_a_new_check(self, drafts: Path) -> None:
        write(drafts / "a.txt", f"{KIND} pÃ¥ mandag.")
        assert run("check", "svar").exit_code == 1
        assert run("check", "svar", "--fix").exit_code == 0

    def test_encoding_line_endings_rights_and_links_stay(self, drafts: Path) -> None:
        real = write(drafts / "real.md", f"\ufeff# Late\r\n\r\n> {KIND}\r\n> Your ticket is here.\r\n")
        real.chmod(0o640)
        link = drafts / "link.md"
        link.symlink_to("real.md")
        run("check", str(link), "--fix")
        assert real.read_bytes() == f"\ufeff# Late\r\n\r\n> {KIND}\r\n> Your case is here.\r\n".encode()
        assert stat.S_IMODE(real.stat().st_mode) == 0o640 and link.is_symlink()
        assert sorted(os.listdir(drafts)) == ["link.md", "real.md"]

    def test_a_template_with_branches_is_mended_once(self, drafts: Path) -> None:
        draft = write(drafts / "a.txt", f"{KIND} {{% if vip %}}Your ticket is gold.{{% else %}}Your ticket is green.{{% endif %}} The ticket is here.")
        assert "mended 3 findings" in run("check", "svar", "--fix").stderr
        assert draft.read_text() == f"{KIND} {{% if vip %}}Your case is gold.{{% else %}}Your case is green.{{% endif %}} The case is here."

    def test_a_long_file_that_is_read_in_pieces(self, drafts: Path) -> None:
        line = '{{"id": "{0}", "language": "en", "reply": "{1} Your {2} is here."}}\n'
        draft = write(drafts / "a.jsonl", "".join(line.format(number, KIND, "ticket" if number % 700 == 0 else "case") for number in range(2100)))
        assert draft.stat().st_size > 256_000
        assert "mended 3 findings in 1 file" in run("check", "svar", "--fix", "--quiet").stderr
        assert draft.read_text() == "".join(line.format(number, KIND, "case") for number in range(2100))

    def test_what_a_draft_suppresses_is_left(self, drafts: Path) -> None:
        text = f"<!-- voicecheck: ignore words/prefer because the law says so -->\n{KIND} Your ticket is here.\n"
        draft = write(drafts / "a.md", text)
        run("check", "svar", "--fix")
        assert draft.read_text() == text

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
    def test_a_file_that_is_closed_to_writing_is_told(self, drafts: Path) -> None:
        draft = write(drafts / "a.txt", f"{KIND} Your ticket is here.")
        draft.chmod(0o444)
        result = run("check", "svar", "--fix")
        assert result.exit_code == 2 and "closed to writing" in result.stderr

    def test_a_file_that_changed_meanwhile_is_not_overwritten(self, drafts: Path) -> None:
        from voicecheck.fixes.write import write_draft
        from voicecheck.problems import VoicecheckError

        draft = write(drafts / "a.txt", "new words")
        with pytest.raises(VoicecheckError, match="changed"):
            write_draft(str(draft), "old words", "mended words")
        assert draft.read_text() == "new words"

    def test_standard_input_and_a_lonely_option_are_usage_errors(self, drafts: Path) -> None:
        assert "standard input" in run("check", "-", "--fix", given="Hi").stderr
        lonely = run("check", "svar", "--unsafe-fixes")
        assert lonely.exit_code == 2 and "--fix" in lonely.stderr


class TestAgreement:
    """A better word of another gender, or with another sound at its start, is not put in unseen
    where a word beside it would have to change too."""

    @pytest.mark.parametrize(
        "language, prefer, reply, mended",
        [
            ("en", "{ticket: issue}", "Thank you. We opened a ticket for you.", False),
            ("en", "{ticket: case}", "Thank you. We opened a ticket for you.", True),
            ("en", "{ticket: issue}", "Thank you. The ticket is open.", True),
            ("nb", "{kundesenter: kundeservice}", "Takk for meldingen. Ring kundesenteret vårt i dag.", False),
            ("nb", "{kundesenter: kundeservice}", "Takk for meldingen. Vi har et nytt kundesenter i byen.", False),
            ("nb", "{kundesenter: kundeservice}", "Takk for meldingen. Ring kundesenteret i dag.", True),
            ("nb", "{kundesenter: servicesenter}", "Takk for meldingen. Ring kundesenteret vårt i dag.", True),
            ("sv", "{kundcenter: kundtjänst}", "Tack för ditt meddelande. Vi har ett kundcenter i stan.", False),
            ("da", "{kundecenter: kundeservice}", "Tak for din besked. Ring til kundecenter i dag.", True),
        ],
    )
    def test_a_word_beside_it(self, folder: Path, language: str, prefer: str, reply: str, mended: bool) -> None:
        (folder / "voicecheck.yml").write_text(f"version: 1\nlanguages: [{language}]\nwords: {{prefer: {prefer}}}\n", encoding="utf-8")
        draft = write(folder / "a.txt", reply)
        run("check", "a.txt", "--fix")
        assert (draft.read_text(encoding="utf-8") != reply) is mended
        run("check", "a.txt", "--fix", "--unsafe-fixes")
        assert draft.read_text(encoding="utf-8") != reply

    def test_a_shouted_word_asks_for_a_look(self, drafts: Path) -> None:
        draft = write(drafts / "a.txt", f"{KIND} Your TICKET is here.")
        run("check", "svar", "--fix")
        assert "TICKET" in draft.read_text()


class TestDiff:
    def test_it_shows_a_patch_and_writes_nothing(self, drafts: Path) -> None:
        draft = write(drafts / "a.txt", f"Hi!\n\n{KIND}\nYour ticket is here.\n")
        result = run("check", "svar", "--diff")
        assert result.exit_code == 1 and "would mend 1 finding in 1 file" in result.stderr
        assert result.stdout == f"--- a/svar/a.txt\n+++ b/svar/a.txt\n@@ -1,4 +1,4 @@\n Hi!\n \n {KIND}\n-Your ticket is here.\n+Your case is here.\n"
        assert "ticket" in draft.read_text()

    def test_the_patch_can_be_applied(self, drafts: Path) -> None:
        import subprocess

        write(drafts / "a.txt", f"{KIND}\r\nYour ticket is here.")
        patch = run("check", "svar", "--diff").stdout_bytes
        subprocess.run(["git", "apply", "-"], input=patch, check=True, cwd=drafts.parent)
        assert (drafts / "a.txt").read_bytes() == f"{KIND}\r\nYour case is here.".encode()

    def test_nothing_to_mend_is_no_finding(self, drafts: Path) -> None:
        write(drafts / "a.txt", KIND)
        result = run("check", "svar", "--diff")
        assert (result.exit_code, result.stdout) == (0, "")

    def test_unsafe_fixes_are_shown_only_when_asked_for(self, drafts: Path) -> None:
        write(drafts / "a.txt", f"{KIND} It is here! So nice! Bye!")
        assert run("check", "svar", "--diff").exit_code == 0
        assert "+" + f"{KIND} It is here! So nice. Bye." in run("check", "svar", "--diff", "--unsafe-fixes").stdout

    def test_the_report_says_that_something_can_be_mended(self, drafts: Path) -> None:
        write(drafts / "a.txt", f"{KIND} Your ticket is here.")
        assert "1 finding can be mended by --fix" in run("check", "svar").stderr
        assert "--fix" not in run("check", "svar", "-f", "json").stderr
