"""Comments in drafts that let a reply keep what a check finds, and what is wrong with them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies

from tests.support import report, run
from voicecheck.checks.registry import vocabulary
from voicecheck.drafts.source import Segment, SourceMap, SourceText
from voicecheck.drafts.suppression import Suppression, read_comment, read_field, take_out_comments
from voicecheck.problems import Place, Problem

GUIDE = (
    "languages: [en]\nvoice: {exclamation_marks: {max: 0}, capitals: {max: 0}, politeness: {min: 0}}\ngate: {fail_at: 100, warn_at: 100}\nsuppressions: {never: [style/capitals]}\n"
)
LOUD = "Hi Anna, we have sent you a new parcel today! It will be with you on Friday, and the old one is yours to keep."
MARKS = "style/exclamation-marks"


@pytest.fixture
def brand(folder: Path) -> Path:
    (folder / "voicecheck.yml").write_text(GUIDE)
    return folder


def judged(brand: Path, text: str, *options: str, name: str = "draft.md") -> dict[str, Any]:
    (brand / name).write_text(text, encoding="utf-8")
    return report(name, *options, "--today", "2026-11-22")


def told(reply: dict[str, Any]) -> list[tuple[str, int, int]]:
    """The findings of a reply with their places."""
    return [(finding["check"], finding["line"], finding["column"]) for finding in reply["findings"]]


def test_without_a_suppression_the_check_finds_it(brand: Path) -> None:
    (reply,) = judged(brand, LOUD)["replies"]
    assert told(reply) == [(MARKS, 1, 45)] and reply["suppressed"] == []


def test_a_suppressed_finding_does_not_count_and_is_kept_with_its_reason(brand: Path) -> None:
    data = judged(brand, f"<!-- voicecheck: ignore {MARKS} because of the birthday campaign until 2026-12-31 -->\n{LOUD}\n")
    (reply,) = data["replies"]
    assert (reply["verdict"], reply["findings"]) == ("pass", [])
    (kept,) = reply["suppressed"]
    assert (kept["reason"], kept["until"], kept["line"], kept["column"]) == ("of the birthday campaign", "2026-12-31", 1, 6)
    assert (kept["finding"]["check"], kept["finding"]["line"], kept["finding"]["column"]) == (MARKS, 2, 45)
    assert data["summary"]["suppressed"] == 1
    printed = run("check", "draft.md", "--today", "2026-11-22")
    assert printed.exit_code == 0 and "1 reply: 1 pass, 1 finding suppressed" in printed.stdout


def test_a_family_can_be_suppressed(brand: Path) -> None:
    (reply,) = judged(brand, f"<!-- voicecheck: ignore style because it is a birthday -->\n{LOUD}\n")["replies"]
    assert reply["verdict"] == "pass" and len(reply["suppressed"]) == 1


def test_no_suppressions_shows_everything(brand: Path) -> None:
    (reply,) = judged(brand, f"<!-- voicecheck: ignore {MARKS}, nonsense -->\n{LOUD}\n", "--no-suppressions")["replies"]
    assert told(reply) == [(MARKS, 2, 45)] and reply["suppressed"] == []


FAULTS = {
    "no reason": (f"ignore {MARKS}", {"suppression/no-reason"}, 1),
    "expired": (f"ignore {MARKS} because of the campaign until 2026-11-21", {"suppression/expired", MARKS}, 0),
    "last day": (f"ignore {MARKS} because of the campaign until 2026-11-22", set(), 1),
    "until before because": (f"ignore {MARKS} until 2026-11-21 because of the campaign", {"suppression/expired", MARKS}, 0),
    "unused": (f"ignore snark/tease, {MARKS} because of the campaign", {"suppression/unused"}, 1),
    "unknown": (f"ignore style/exclamation-mark, {MARKS} because of the campaign", {"suppression/unknown"}, 1),
    "not allowed": ("ignore style/capitals because we shout", {"suppression/not-allowed", MARKS}, 0),
}


@pytest.mark.parametrize("kind", FAULTS, ids=lambda kind: kind.replace(" ", "-"))
def test_what_is_wrong_with_a_suppression_is_told_at_the_comment(brand: Path, kind: str) -> None:
    words, checks, count = FAULTS[kind]
    (reply,) = judged(brand, f"<!-- voicecheck: {words} -->\n{LOUD}\n")["replies"]
    assert {finding["check"] for finding in reply["findings"]} == checks
    assert len(reply["suppressed"]) == count
    for finding in reply["findings"]:
        if finding["check"].startswith("suppression/"):
            assert (finding["severity"], finding["line"], finding["column"]) == ("warn", 1, 6)
            assert f"draft.md:1:6: warn {finding['check']} {finding['message']}" in run("check", "draft.md", "--today", "2026-11-22", "-f", "plain").stdout


def test_a_near_name_is_suggested(brand: Path) -> None:
    (reply,) = judged(brand, f"<!-- voicecheck: ignore style/exclamation-mark because of x -->\n{LOUD}\n")["replies"]
    assert 'Did you mean "style/exclamation-marks"?' in reply["findings"][-1]["message"] + reply["findings"][0]["message"]


def test_what_the_guide_protects_still_counts(brand: Path) -> None:
    (reply,) = judged(brand, "<!-- voicecheck: ignore style because we shout -->\nHi Anna, we have SENT you a NEW PARCEL today, and it is yours to keep.\n")["replies"]
    assert {finding["check"] for finding in reply["findings"]} == {"style/capitals", "suppression/not-allowed"}
    rule = next(finding["guide"] for finding in reply["findings"] if finding["check"] == "suppression/not-allowed")
    assert rule == {"path": "voicecheck.yml", "line": 4}


def test_the_floor_protects_abuse_topics_and_privacy(folder: Path) -> None:
    (folder / "voicecheck.yml").write_text("languages: [en]\n")
    (folder / "draft.md").write_text("<!-- voicecheck: ignore abuse because he began -->\nCalm down, you idiot. We are looking into it for you now.\n")
    (reply,) = report("draft.md")["replies"]
    assert {"abuse/insult", "suppression/not-allowed"} <= {finding["check"] for finding in reply["findings"]} and reply["verdict"] == "fail"


def test_what_no_guide_can_turn_off_no_draft_can(brand: Path) -> None:
    check = vocabulary().absolute[0]
    (reply,) = judged(brand, f"<!-- voicecheck: ignore {check}, {MARKS} because x -->\n{LOUD}\n")["replies"]
    assert [(finding["check"], finding["message"], finding["guide"]) for finding in reply["findings"]] == [("suppression/not-allowed", f"Nothing can suppress {check}.", None)]


def test_a_guide_that_protects_an_unknown_check_is_wrong(folder: Path) -> None:
    (folder / "voicecheck.yml").write_text("suppressions: {never: [abuze]}\n")
    (folder / "draft.md").write_text(LOUD)
    result = run("check", "draft.md")
    assert result.exit_code == 2 and 'voicecheck.yml:1:24: there is no check "abuze"' in result.stderr


def test_the_guide_grades_the_faults(brand: Path) -> None:
    (brand / "voicecheck.yml").write_text(GUIDE + 'severity: {suppression/no-reason: fail, suppression/unused: "off"}\n')
    (reply,) = judged(brand, f"<!-- voicecheck: ignore {MARKS}, snark -->\n{LOUD}\n")["replies"]
    assert [(finding["check"], finding["severity"]) for finding in reply["findings"]] == [("suppression/no-reason", "fail")]


class TestScope:
    def test_the_section_in_which_it_stands(self, brand: Path) -> None:
        text = f"## One\n\n<!-- voicecheck: ignore {MARKS} because x -->\n> {LOUD}\n\n## Two\n\n> {LOUD}\n"
        one, two = judged(brand, text)["replies"]
        assert (one["verdict"], told(two)) == ("pass", [(MARKS, 8, 47)])

    def test_the_section_above_which_it_stands(self, brand: Path) -> None:
        text = f"## One\n\n> {LOUD}\n\n<!-- voicecheck: ignore {MARKS} because x -->\n## Two\n\n> {LOUD}\n"
        one, two = judged(brand, text)["replies"]
        assert (told(one), two["verdict"]) == ([(MARKS, 3, 47)], "pass")

    @pytest.mark.parametrize("comment", [f"ignore-file {MARKS} because x", f"ignore {MARKS} because x"])
    def test_the_whole_file_from_its_top(self, brand: Path, comment: str) -> None:
        text = f"<!-- voicecheck: {comment} -->\n\n## One\n\n> {LOUD}\n\n## Two\n\nThanks Anna, we sent you the parcel today.\n\n## Three\n\n> {LOUD}\n"
        assert [reply["verdict"] for reply in judged(brand, text)["replies"]] == ["pass", "pass", "pass"]

    def test_unused_in_a_whole_file_is_told_once(self, brand: Path) -> None:
        text = "## One\n\nThanks Anna, we sent it.\n\n## Two\n\nThanks Anna, we sent you the parcel.\n<!-- voicecheck: ignore-file snark because x -->\n"
        assert [told(reply) for reply in judged(brand, text)["replies"]] == [[("suppression/unused", 8, 6)], []]

    def test_the_next_sentence(self, brand: Path) -> None:
        text = f"Hi Anna! Thanks. <!-- voicecheck: ignore-next {MARKS} because x -->We sent it today! It is on its way! Yours, Per\n"
        (reply,) = judged(brand, text)["replies"]
        (finding,) = reply["findings"]
        assert [place["column"] for place in finding["places"]] == [text.index("way!") + 4]
        assert [place["column"] for place in reply["suppressed"][0]["finding"]["places"]] == [text.index("today!") + 6]

    def test_front_matter_holds_for_the_file(self, brand: Path) -> None:
        text = f"---\nlanguage: en\nvoicecheck-ignore:\n  - {MARKS} because x\n  - snark\n---\n\n{LOUD}\n"
        (reply,) = judged(brand, text)["replies"]
        assert reply["suppressed"][0]["line"] == 4
        assert told(reply) == [("suppression/no-reason", 5, 5), ("suppression/unused", 5, 5)]

    def test_a_field_of_a_section(self, brand: Path) -> None:
        text = f"## One\n\nchannel: email\nvoicecheck-ignore: {MARKS} because x\n\n{LOUD}\n\n## Two\n\n{LOUD}\n"
        one, two = judged(brand, text)["replies"]
        assert (one["verdict"], one["channel"], told(two)) == ("pass", "email", [(MARKS, 10, 45)])

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("a.jsonl", f'{{"reply": "{LOUD}", "voicecheck-ignore": "{MARKS} because x"}}\n{{"reply": "{LOUD}"}}\n'),
            ("a.csv", f'reply,voicecheck-ignore\n"{LOUD}",{MARKS} because x\n"{LOUD}",\n'),
            ("a.json", f'[{{"reply": "{LOUD}", "voicecheck-ignore": ["{MARKS} because x"]}}, {{"reply": "{LOUD}"}}]'),
            ("a.yml", f"- reply: {LOUD}\n  voicecheck-ignore: {MARKS} because x\n- reply: {LOUD}\n"),
        ],
    )
    def test_a_field_of_a_record(self, brand: Path, name: str, text: str) -> None:
        one, two = judged(brand, text, name=name)["replies"]
        assert (one["verdict"], [item["reason"] for item in one["suppressed"]], two["verdict"]) == ("pass", ["x"], "warn")

    def test_a_field_that_cannot_be_understood_is_told(self, brand: Path) -> None:
        (reply,) = judged(brand, f'{{"reply": "{LOUD}", "voicecheck-ignore": "Snark!"}}\n', name="a.jsonl")["replies"]
        assert "suppression/unknown" in {finding["check"] for finding in reply["findings"]}

    def test_an_unchecked_reply_leaves_it_open_whether_a_suppression_is_needed(self, brand: Path) -> None:
        (reply,) = judged(brand, f"<!-- voicecheck: ignore {MARKS} because x -->\n![photo](x.png)\n")["replies"]
        assert reply["verdict"] == "unchecked" and reply["findings"] == []


def test_a_run_of_some_checks_calls_no_suppression_unused(brand: Path) -> None:
    text = f"<!-- voicecheck: ignore snark, {MARKS} because x -->\n{LOUD}\n"
    (reply,) = judged(brand, text, "--ignore", "snark")["replies"]
    assert (reply["findings"], len(reply["suppressed"])) == ([], 1)


def test_the_cache_knows_no_day(brand: Path) -> None:
    (brand / "draft.md").write_text(f"<!-- voicecheck: ignore {MARKS} because x until 2026-06-30 -->\n{LOUD}\n")
    for day, checks in (("2026-06-30", []), ("2026-07-01", [MARKS, "suppression/expired"]), ("2026-06-30", [])):
        (reply,) = report("draft.md", "--today", day)["replies"]
        assert sorted(finding["check"] for finding in reply["findings"]) == checks


@pytest.mark.parametrize("comment", ["", "#. voicecheck: ignore parity/differs because nynorsk readers know it\n"])
def test_what_is_found_only_when_all_replies_are_judged_can_be_suppressed_too(folder: Path, comment: str) -> None:
    (folder / "voicecheck.yml").write_text("languages: [nb, nn]\nparity: {compare: [apology]}\n")
    (folder / "nb.po").write_text('msgid "late"\nmsgstr "Hei! Vi beklager at pakken er forsinket. Den kommer i morgen."\n')
    (folder / "nn.po").write_text(f'{comment}msgid "late"\nmsgstr "Hei! Pakken din er forseinka. Han kjem i morgon."\n')
    data = report("nb.po", "nn.po", "--today", "2026-11-22")
    assert [finding["check"] for reply in data["replies"] for finding in reply["findings"]] == ([] if comment else ["parity/differs"])
    assert [item["finding"]["check"] for reply in data["replies"] for item in reply["suppressed"]] == (["parity/differs"] if comment else [])


def test_every_way_through_a_template_is_covered(brand: Path) -> None:
    text = "Hi Anna, {% if vip %}we have sent you a new parcel today! Thanks.{% else %}your parcel is on its way! It is with you on Friday.{% endif %}\n"
    (loud,) = judged(brand, text)["replies"]
    assert loud["verdict"] == "warn" and [branch["verdict"] for branch in loud["branches"]] == ["warn"]
    data = judged(brand, f"<!-- voicecheck: ignore {MARKS} because x -->\n{text}")
    (reply,) = data["replies"]
    assert (reply["verdict"], reply["findings"], data["summary"]["suppressed"]) == ("pass", [], 2)


def test_a_pattern_of_the_guides_own_can_be_suppressed(brand: Path) -> None:
    (brand / "voicecheck.yml").write_text(GUIDE + 'patterns: {no-parcel: {lexicon: "parcel", message: "Say package."}}\n')
    found = judged(brand, f"<!-- voicecheck: ignore pattern/no-parcel because x -->\n{LOUD}\n")["replies"][0]
    assert [item["finding"]["check"] for item in found["suppressed"]] == ["pattern/no-parcel"] and told(found) == [(MARKS, 2, 45)]


BROKEN = {
    "ignroe snark because x": "cannot be understood",
    "ignore": "no check is named",
    "ignore because x": "no check is named",
    "ignore SNARK! because x": "“SNARK!” is no check",
    "ignore snark because x until 2026-02-30": "“2026-02-30” is no date",
}


@pytest.mark.parametrize("words", BROKEN)
def test_a_comment_that_cannot_be_understood_is_an_error_with_its_place(brand: Path, words: str) -> None:
    data = judged(brand, f"Thanks Anna, we sent it today.\n  <!-- voicecheck: {words} -->\n")
    (error,) = data["errors"]
    assert (error["line"], error["column"]) == (2, 8)
    assert BROKEN[words] in error["message"] and len(data["replies"]) == 1


def test_other_comments_are_left_alone_and_cut_out() -> None:
    text = "Hei <!-- note: voicecheck is a tool -->du.<!-- x -->\n<!-- one\ntwo -->\nTakk.\n<!-- open"
    whole = SourceMap(SourceText("a.html", text), (Segment(0, len(text), 0, len(text)),))
    bare, made, said = take_out_comments(text, whole)
    assert (bare, said) == ("Hei du.\nTakk.\n<!-- open", [])
    assert made.offsets(bare.index("Takk"), bare.index("Takk") + 4) == (text.index("Takk"), text.index("Takk") + 4)


def test_the_day_comes_from_the_environment(brand: Path) -> None:
    (brand / "draft.md").write_text(f"<!-- voicecheck: ignore {MARKS} because x until 2001-09-09 -->\n{LOUD}\n")
    for epoch, verdict in (("1000000000", "pass"), ("1000086400", "fail")):  # 2001-09-09, and the day after
        data = json.loads(run("check", "draft.md", "-f", "json", env={"SOURCE_DATE_EPOCH": epoch}).stdout)
        assert (data["replies"][0]["verdict"] == "pass") == (verdict == "pass")


WORD = strategies.text(strategies.characters(categories=["L", "N"]), min_size=1, max_size=8)
CHECKS = strategies.lists(strategies.sampled_from(["snark", "snark/tease", "style/capitals", "abuse"]), min_size=1, max_size=3, unique=True)
REASON = strategies.lists(WORD, min_size=1, max_size=5).map(" ".join).filter(lambda words: "until" not in words.lower() and "because" not in words.lower())


@given(CHECKS, REASON, strategies.none() | strategies.dates(date(2020, 1, 1), date(2040, 1, 1)), strategies.booleans())
def test_what_is_written_is_read(checks: list[str], reason: str, until: date | None, early: bool) -> None:
    end = f" until {until}" if until else ""
    words = ", ".join(checks) + (f"{end} because {reason}" if early else f" because {reason}{end}")
    said = read_field(words, Place("a.md", 3, 1))
    assert said == Suppression(tuple(checks), reason, until, "reply", Place("a.md", 3, 1))


@given(strategies.text(strategies.sampled_from("ab /-,:until because ignore-next 2026\n*#"), max_size=40))
def test_any_comment_is_read_or_told(words: str) -> None:
    source = SourceText("a.md", f"# voicecheck:{words}")
    said = read_comment(source, source.text[1:], 1, len(source.text))
    assert isinstance(said, Suppression | Problem)
