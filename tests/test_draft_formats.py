"""Each format by a file written for it: which replies it holds, and where a finding in it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support import report, run, stored
from voicecheck.drafts.find import Draft, read_draft
from voicecheck.drafts.reader import ReadOptions, readers
from voicecheck.drafts.reply import Reply
from voicecheck.problems import Problem

DRAFTS = Path(__file__).parent / "data" / "drafts"
GUIDE = """version: 1
brand: Fjordfly
languages: [en, nb, nn]
words:
  avoid: {calm down: "We do not tell people how to feel.", ro deg ned: "Vi ber ingen roe seg ned.", slapp av: "Vi ber ingen slappe av."}
"""
HELD: dict[str, tuple[str, list[tuple[int, str, str, str]], list[tuple[int, int, str]]]] = {
    "canned.nb.yml": (
        "yaml",
        [(4, "canned.late", "nb", ""), (6, "canned.lost", "nb", ""), (9, "canned.refund", "nb", ""), (11, "defaults.thanks", "nb", ""), (14, "chat.message", "nb", "")],
        [(4, 28, "Ro deg ned")],
    ),
    "chatwoot.json": ("chatwoot", [(1, "late", "en", ""), (2, "bye", "en", "")], [(1, 104, "Calm down")]),
    "crisp.json": ("crisp", [(1, "!late", "en", "")], [(1, 68, "Calm down")]),
    "freshdesk.json": ("freshdesk", [(6, "We've received your request", "en", ""), (14, "Only HTML", "en", "")], [(6, 83, "Calm down")]),
    "front.json": ("front", [(2, "Lost dog", "en", "")], [(2, 70, 'Calm <span style=\\"color:blue;\\">down')]),
    "gorgias.json": ("gorgias", [(7, "Order status inquiry", "en", "")], [(7, 58, "Calm down")]),
    "help-scout.json": (
        "help-scout",
        [(3, "Visiting us in person", "en", "email"), (4, "Visiting us in person", "en", "chat"), (5, "Out of stock", "en", "email")],
        [(3, 94, "Calm down")],
    ),
    "hootsuite.csv": ("csv", [(1, "", "en", ""), (2, "", "en", "")], [(1, 19, "Calm down")]),
    "intercom.json": ("intercom", [(2, "Order status", "en", ""), (3, "Password", "en", "")], [(2, 223, "calm down")]),
    "nav.json": (
        "locale-map",
        [(7, "Sykepenger - forsinket", "nb", ""), (8, "Sykepenger - forsinket", "nn", ""), (9, "Sykepenger - forsinket", "en", ""), (17, "Signatur", "nb", "")],
        [(7, 47, "Ro deg ned")],
    ),
    "osticket.yaml": ("osticket", [(8, "Where is my ticket?", "en", ""), (19, "Thanks", "en", "")], [(11, 5, "Calm down")]),
    "replies.json": (
        "json",
        [(4, "late-1", "en", "facebook"), (5, "late-2", "en", "facebook"), (5, "late-2", "nb", "facebook")],
        [(4, 110, "Calm down"), (5, 88, "Slapp av")],
    ),
    "sprout.csv": ("csv", [(2, "", "en", ""), (4, "", "en", "")], [(2, 19, "Calm down")]),
    "tickets.tsv": ("csv", [(2, "late", "nb", ""), (2, "late", "en", ""), (3, "lost", "nb", "")], [(2, 6, "Ro deg ned")]),
    "twitter.csv": ("csv", [(2, "", "en", "x")], [(2, 31, "Calm down")]),
    "zendesk-dynamic.json": ("zendesk-dynamic", [(3, "{{dc.late_parcel}}", "en", ""), (4, "{{dc.late_parcel}}", "nb", "")], [(4, 27, "Slapp av")]),
    "zendesk-macros.json": (
        "zendesk",
        [(10, "Delivery::Late parcel", "en", ""), (18, "Refund::On its way", "en", "chat"), (19, "Refund::On its way", "en", "")],
        [(10, 132, "Calm\\ndown")],
    ),
    "zendesk-macros.yml": ("zendesk", [(9, "Access::Reset", "en", "")], [(11, 38, "Calm down")]),
}
PASSED_OVER = ("package.json", "config.yml")


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A guide that does not want the words that the files hold."""
    path = tmp_path / "voicecheck.yml"
    path.write_text(GUIDE, encoding="utf-8")
    return path


def shown(replies: list[dict[str, Any]]) -> list[tuple[int, str, str, str]]:
    """What is held against the expected replies."""
    return [(reply["line"], reply["id"], reply["language"], reply["channel"]) for reply in replies]


def avoided(replies: list[dict[str, Any]], raw: bytes) -> list[tuple[int, int, str]]:
    """Line, column and the text as stored of the words that the guide does not want."""
    found = [finding for reply in replies for finding in reply["findings"] if finding["check"] == "words/avoid"]
    return [(finding["line"], finding["column"], stored(raw, finding)) for finding in found]


def items(path: Path, options: ReadOptions | None = None, format_name: str = "") -> list[Reply | Problem]:
    """What is read from one file that the user named."""
    return list(read_draft(Draft(str(path), named=True), format_name, options or ReadOptions()))


def test_a_folder_of_all_formats_is_checked_in_one_command(guide: Path) -> None:
    data = report(DRAFTS, "--guide", guide)
    assert data["errors"] == []
    paths = [reply["path"] for reply in data["replies"]]
    assert {Path(path).name for path in paths} == set(HELD)
    for name, (_, replies, words) in HELD.items():
        here = [reply for reply in data["replies"] if Path(reply["path"]).name == name]
        assert shown(here) == replies, name
        assert avoided(here, (DRAFTS / name).read_bytes()) == words, name


@pytest.mark.parametrize("name", HELD)
def test_standard_input_is_told_by_its_content_and_by_the_format_that_is_named(name: str) -> None:
    raw = (DRAFTS / name).read_bytes()
    for arguments in (["-"], ["-", "--input", HELD[name][0]]):
        result = run("score", *arguments, given=raw)
        assert result.exit_code == 0, result.output
        assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [identity for _, identity, _, _ in HELD[name][1]]


@pytest.mark.parametrize(
    "text", ["PS: husk å ringe oss i morgen, Anna.", "[[navn]], vi ringer deg i dag.", "{{ name }}, we call you today.", "Hei, du: 1. Vi ringer.", "Reply, Anna\nHi there"]
)
def test_a_text_on_standard_input_stays_a_text(text: str) -> None:
    result = run("score", "-", given=text)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1


def test_every_format_is_listed_with_what_it_is_recognised_by() -> None:
    listed = run("formats").stdout
    for name, reader in readers().items():
        assert f"\n{name} " in f"\n{listed}"
        assert reader.known_by in " ".join(listed.split())


@pytest.mark.parametrize("name", PASSED_OVER)
def test_what_holds_no_replies_is_passed_over_in_a_folder_and_told_where_it_is_named(name: str) -> None:
    (problem,) = items(DRAFTS / name)
    assert isinstance(problem, Problem)
    assert str(problem.place) == f"{DRAFTS / name}:1:1"
    assert "is not known to hold replies: it has " in problem.message and "--map reply=" in problem.message
    assert list(read_draft(Draft(str(DRAFTS / name), named=False))) == []


def test_a_folder_in_which_nothing_is_recognised_is_an_error(folder: Path) -> None:
    (folder / "package.json").write_text('{"name": "shop"}')
    result = run("check", ".")
    assert result.exit_code == 2
    assert "nothing in it was recognised as replies" in result.stderr


def test_usage_group_and_situation_come_with_the_reply() -> None:
    nav = [item for item in items(DRAFTS / "nav.json") if isinstance(item, Reply)]
    assert [(reply.group, reply.usage, reply.context.language) for reply in nav] == [
        ("b4b67323", 12244, "nb_NO"), ("b4b67323", 12244, "nn_NO"), ("b4b67323", 12244, "en_US"), ("fd71ff08", 7, "nb_NO"),
    ]  # fmt: skip
    (macro,) = (item for item in items(DRAFTS / "gorgias.json") if isinstance(item, Reply))
    assert (macro.usage, macro.context.language, macro.group) == (58392, "en", "23453")
    first, *others = (item for item in items(DRAFTS / "replies.json") if isinstance(item, Reply))
    assert (first.usage, first.context.customer, first.group) == (12, "Where is my parcel?", "late-1")
    assert [(reply.group, reply.context.language) for reply in others] == [("late-2", "en"), ("late-2", "nb")]
    (tweet,) = (item for item in items(DRAFTS / "twitter.csv") if isinstance(item, Reply))
    assert (tweet.context.customer, tweet.context.stars) == ('My bag is gone, "again"!!', "1")
    assert [item.context.mode for item in items(DRAFTS / "sprout.csv") if isinstance(item, Reply)] == ["proactive", "proactive"]


def test_html_is_read_as_the_customer_sees_it() -> None:
    (late, *_) = (item for item in items(DRAFTS / "zendesk-macros.json") if isinstance(item, Reply))
    assert late.text.startswith("Hi {{ticket.requester.first_name}},\n\nI’m sorry about the delay. Calm down & wait")
    (only_html,) = (item for item in items(DRAFTS / "freshdesk.json") if isinstance(item, Reply) and item.id == "Only HTML")
    assert only_html.text == "Thanks for your patience, Anna.\nYour new parcel was sent today."


SHAPES: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "a list": ("a.json", '["Hei Anna, takk for at du skrev.", "Nei.", "Ro deg ned!"]', [("", "Hei Anna, takk for at du skrev."), ("", "Nei."), ("", "Ro deg ned!")]),
    "a map": ("a.yml", "bye: Ha det bra!\nlate: >\n  Vi beklager at\n  den er sen.\nshrug: Sånn er det\n", [("bye", "Ha det bra!"), ("late", "Vi beklager at den er sen."), ("shrug", "Sånn er det")]),
    "groups": ("a.json", '{"delivery": {"late": "Den er sen, beklager."}, "refund": {"done": "Pengene er sendt i dag."}}', [("delivery.late", "Den er sen, beklager."), ("refund.done", "Pengene er sendt i dag.")]),
    "languages in keys": ("a.json", '{"late": {"nb": "Den er sen.", "en-GB": "It is late, sorry."}}', [("late", "Den er sen."), ("late", "It is late, sorry.")]),
    "languages in records": ("a.yml", "- {id: late, nb: Den er dessverre sen., en: It is late and we are sorry.}\n", [("late", "Den er dessverre sen."), ("late", "It is late and we are sorry.")]),
    "a locale folder": ("locales/nb/a.json", '{"save": "Lagre nå", "late": "Den er dessverre sen."}', [("late", "Den er dessverre sen.")]),
    "titles in languages": ("a.json", '[{"name": {"nb": "Sen", "en": "Late"}, "svar": {"nb": "Den er sen, dessverre.", "en": "It is late, sorry."}, "id": "x"}]', [("x", "Den er sen, dessverre."), ("x", "It is late, sorry.")]),
    "a locale file": ("nb.json", '{"save": "Lagre nå", "back": "Tilbake", "late": "Den er dessverre sen", "greet": "Hei!"}', [("late", "Den er dessverre sen"), ("greet", "Hei!")]),
    "rails": ("a.yml", "nb:\n  mail:\n    body: Hei, den er sen.\n    subject: Svar\n  save: Lagre nå\n", [("mail", "Hei, den er sen.")]),
    "a message among others": ("nb.yml", "nb:\n  errors:\n    message: Noe gikk galt.\n    retry: Prøv gjerne igjen om litt.\n", [("errors.message", "Noe gikk galt."), ("errors.retry", "Prøv gjerne igjen om litt.")]),
    "records by their key": ("a.json", '{"late": {"text": "Den er dessverre sen.", "title": "Sen"}, "lost": {"text": "Den er dessverre borte."}}', [("Sen", "Den er dessverre sen."), ("lost", "Den er dessverre borte.")]),
    "lines named json": ("a.json", '{"id": "1", "reply": "Takk."}\n{"id": "2", "reply": "Hei."}\n', [("1", "Takk."), ("2", "Hei.")]),
    "one record": ("a.yml", "reply: |-\n  Takk skal du ha.\nid: x\n", [("x", "Takk skal du ha.")]),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_json_and_yaml_of_no_particular_tool(tmp_path: Path, shape: str) -> None:
    name, text, expected = SHAPES[shape]
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    found = list(read_draft(Draft(str(path), named=False)))
    assert [(item.id, item.text) for item in found if isinstance(item, Reply)] == expected
    assert not [item for item in found if isinstance(item, Problem)]


def test_an_alias_makes_no_second_reply(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("late: &late Den er dessverre sen.\nvery_late: *late\n", encoding="utf-8")
    assert [item.id for item in items(tmp_path / "a.yml") if isinstance(item, Reply)] == ["late"]


def test_the_data_of_this_project_is_not_taken_for_replies() -> None:
    package = Path(__file__).parent.parent / "voicecheck"
    data = [path for path in package.rglob("*") if path.suffix in (".yml", ".json") and path.stat().st_size < 15_000]
    assert len(data) > 30
    assert [path.name for path in data if list(read_draft(Draft(str(path), named=False)))] == []
