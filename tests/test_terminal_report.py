"""The report in the terminal: golden files for its looks, random texts for its layout.

After a change that is meant:  UPDATE_GOLDEN=1 python -m pytest tests/test_terminal_report.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, strategies
from rich.cells import cell_len
from rich.text import Text

from tests.outcomes import example, finding, reply, result
from voicecheck.problems import Place
from voicecheck.reports.marked_text import Mark, marked_lines
from voicecheck.reports.report import Look, reports
from voicecheck.reports.safe import printable
from voicecheck.results import Finding, Outcome

GOLDEN = Path(__file__).parent / "data" / "golden"
LOOKS = {
    "60-columns": Look(60),
    "80-columns": Look(80),
    "100-columns": Look(100),
    "80-columns-ascii": Look(80, unicode=False),
    "80-columns-quiet": Look(80, quiet=True),
    "80-columns-scores": Look(80, explain_scores=True),
    "80-columns-colour": Look(80, color=True),
}


def rendered(outcome: Outcome, look: Look) -> str:
    return reports()["terminal"].render(outcome, look)


@pytest.mark.parametrize("name", LOOKS)
def test_the_report_looks_as_designed(name: str) -> None:
    text = rendered(example(), LOOKS[name])
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOOKS)
def test_no_line_is_wider_than_the_terminal(name: str) -> None:
    lines = re.sub(r"\x1b\[[0-9;]*m", "", rendered(example(), LOOKS[name])).splitlines()
    assert [line for line in lines if cell_len(line) > LOOKS[name].width] == []


def test_plain_looks_hold_no_escape_sequence_and_ascii_no_other_letters() -> None:
    assert all("\x1b" not in rendered(example(), look) for look in LOOKS.values() if not look.color)
    assert rendered(example(), LOOKS["80-columns-ascii"]).isascii()
    assert "\x1b[" in rendered(example(), LOOKS["80-columns-colour"])


def test_quiet_tells_only_what_failed_and_the_summary() -> None:
    text = rendered(example(), LOOKS["80-columns-quiet"])
    assert "snark/sarcastic-regret" in text and "style/hashtags" not in text
    assert "ventetid.txt" not in text and "good.md" not in text and "owl.md" not in text
    assert "4 replies in 5 files: 1 pass, 1 warn, 1 fail, 1 not checked, 1 error" in text


def test_in_a_long_run_replies_that_pass_take_no_line() -> None:
    fine = example().results[2]
    outcome = Outcome("voicecheck.yml", "", (fine,) * 21, (), 1)
    assert "good.md" not in rendered(outcome, Look(80))
    assert rendered(Outcome("voicecheck.yml", "", (fine,) * 20, (), 1), Look(80)).count("good.md") == 20


def test_the_table_counts_each_file_and_those_with_nothing_to_report() -> None:
    lines = rendered(example(), Look(80)).splitlines()
    table = lines[next(index for index, line in enumerate(lines) if line.startswith("file ")) :]
    assert re.split(r"\s{2,}", table[1]) == ["drafts/delay.md", "1", "0", "1", "94"]
    assert "and 1 file with nothing to report" in table


# -- underlines ----------------------------------------------------------------------


def shown(text: str, marks: list[Mark], width: int = 60, unicode: bool = True) -> list[str]:
    return [line.plain.rstrip() for line in marked_lines(text, marks, width, unicode)]


def test_words_are_underlined_where_they_stand() -> None:
    text = "Vel, så synd for deg 🙏 da."
    assert shown(text, [(5, 12, "1", "red"), (21, 22, "2", "red")]) == ["  │ Vel, så synd for deg 🙏 da.", "  │      1‾‾‾‾‾‾         2‾"]


def test_overlapping_marks_get_lines_of_their_own() -> None:
    assert shown("a b c d", [(0, 5, "1", "red"), (2, 3, "2", "red"), (6, 7, "3", "red")], unicode=False) == ["  | a b c d", "  | 1^^^^ 3", "  |   2"]


def test_a_mark_over_a_line_break_is_underlined_on_both_lines() -> None:
    assert shown("one two\nthree", [(4, 10, "1", "red")]) == ["  │ one two", "  │     1‾‾", "  │ three", "  │ ‾‾"]


def test_long_replies_show_the_lines_around_marks() -> None:
    text = "\n".join(f"line {number}" for number in range(40))
    start = text.index("line 20")
    lines = shown(text, [(start, start + 7, "1", "red")])
    assert [line for line in lines if "line" in line] == ["  │ line 19", "  │ line 20", "  │ line 21"]
    assert lines[0] == lines[-1] == "  │ …"


LETTERS = strategies.one_of(strategies.characters(codec="utf-8"), strategies.sampled_from(list("aå ßﬁ漢🙏\u0301\u200d\ufe0f🏽👩\t\n\r\x1b\u202e\u200b\u3000‾│")))
TEXTS = strategies.text(LETTERS, max_size=200)
SPANS = strategies.lists(strategies.tuples(strategies.integers(0, 200), strategies.integers(1, 80)), max_size=8)


def clipped(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted({(start % len(text), min(start % len(text) + length, len(text))) for start, length in spans}) if text else []


@given(TEXTS, SPANS, strategies.integers(20, 100), strategies.booleans())
def test_any_text_and_any_marks_keep_the_layout(text: str, spans: list[tuple[int, int]], width: int, unicode: bool) -> None:
    marks: list[Mark] = [(start, end, str(number), "red") for number, (start, end) in enumerate(clipped(text, spans), 1)]
    lines = list(marked_lines(text, marks, width, unicode))
    assert all(isinstance(line, Text) for line in lines)
    assert [line.plain for line in lines if line.cell_len > width] == []


@given(
    strategies.lists(strategies.text(strategies.sampled_from("aå漢🙏"), min_size=1, max_size=6), min_size=1, max_size=20),
    strategies.lists(strategies.booleans(), min_size=20, max_size=20),
)
def test_every_marked_cell_is_underlined_once_and_no_other(words: list[str], chosen: list[bool]) -> None:
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:index]) for index in range(len(words))]
    marks: list[Mark] = [(start, start + len(word), "1", "red") for start, word, wanted in zip(starts, words, chosen, strict=False) if wanted]
    lines = shown(text, marks, 30)
    under = [line[4:] for line in lines if re.fullmatch(r"  │ [ 1‾]*[1‾]", line)]
    assert sum(line.count("1") + line.count("‾") for line in under) == sum(cell_len(text[start:end]) for start, end, _, _ in marks)
    assert "".join(line[4:].replace(" ", "") for line in lines if line[4:] not in under) == "".join(words)


@given(TEXTS, SPANS, TEXTS, strategies.sampled_from([40, 60, 80, 100]), strategies.booleans())
def test_any_outcome_is_rendered_within_the_width(text: str, spans: list[tuple[int, int]], words: str, width: int, unicode: bool) -> None:
    made = reply(text, "drafts/" + words[:30], words[30:60])
    places = clipped(made.text, spans)
    bad = Finding("snark/tease", "fail", words or "x", words, tuple(places), Place("guide/" + words[:20], 3))
    whole = finding(made.text, "", "structure/missing", "There is none.", "Say it.")
    outcome = Outcome("g.yml", words, (result(made, "fail", (bad, whole), notes=(words,)), result(made, "unchecked", reason=words)), (), 2, (("g.yml", words, "found"),))
    page = rendered(outcome, Look(width, unicode=unicode))
    assert all(printable(line) == line for line in page.split("\n"))
    sayable = max((cell_len(word) for word in printable(f"{words} {text}").split(" ")), default=0)
    if sayable <= width - 20:  # a single word that is longer than the line has to stick out
        assert [line for line in page.split("\n") if cell_len(line) > width] == []


def test_underlines_stay_true_in_ascii() -> None:
    made = reply("Så «synd» 🙏🏽 for deg, é\u0301 ja.")
    bad = finding(made.text, "for deg", "snark/tease", "“for deg” teases.", "Leave it out.")
    lines = rendered(Outcome("g.yml", "", (result(made, "fail", (bad,)),)), Look(80, unicode=False)).splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("  | "))
    assert lines[at] == '  | Sa "synd" ?? for deg, e? ja.'
    assert lines[at + 1].rstrip() == "  |              1^^^^^^"


def test_the_text_of_a_reply_is_not_dimmed_and_its_offending_words_are_coloured() -> None:
    lines = rendered(example(), LOOKS["80-columns-colour"]).splitlines()
    line = next(line for line in lines if "vilkårene" in line)
    assert line == "\x1b[2m  │ \x1b[0m\x1b[1;31mlest\x1b[0m vilkårene før du meldte deg inn, og det står ganske tydelig på"


def test_so_many_findings_that_nobody_reads_them_are_counted() -> None:
    made = reply("Your ticket is bad. " * 4_000)
    places = [(at, at + 6) for at in range(5, len(made.text), 20)]
    found = (*(Finding("words/prefer", "fail", f"No {at}", "Write “case”.", (at,)) for at in places), finding(made.text, "bad", "words/avoid", "“bad”.", "Leave it out.", "warn"))
    text = rendered(Outcome("", "", (result(made, "fail", found),)), Look(80))
    assert "and 3,971 more findings: words/prefer 3,970, words/avoid 1" in text
    assert re.search(r"… and [\d,]+ more lines with findings", text) and len(text.splitlines()) < 300
