"""Where replies stand in data that voicecheck does not know: --map and the guide's drafts.map."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import report, run

TICKETS = {
    "exported": "2026-11-01",
    "tickets": [
        {"key": "a-1", "uses": 3, "svar": {"nb": "Hei Anna, ro deg ned.", "en": "Hi Anna, thanks for writing."}, "fra": {"kunde": "Hvor er pakken min?"}, "kanal": "x"},
        {"key": "a-2", "uses": 0, "svar": {"nb": "Takk for at du skrev til oss."}, "fra": {}, "kanal": "email"},
    ],
}


def scored(*arguments: str | Path, given: str = "") -> list[tuple[str, str]]:
    """Id and language of each reply."""
    result = run("score", *arguments, given=given)
    assert result.exit_code == 0, result.output
    return [(data["id"], data["language"]) for data in map(json.loads, result.stdout.splitlines())]


@pytest.mark.parametrize("path", ["svar.*", "tickets[].svar.*", "tickets[*].svar[]", "/tickets/*/svar/*", "/tickets/-/svar/-", "Svar.*"])
def test_simple_paths_and_pointers_lead_to_every_language(folder: Path, path: str) -> None:
    (folder / "tickets.json").write_text(json.dumps(TICKETS))
    assert scored("tickets.json", "--map", f"reply={path}") == [("a-1", "nb"), ("a-1", "en"), ("a-2", "nb")]


def test_the_other_parts_are_found_beside_the_reply(folder: Path) -> None:
    (folder / "tickets.json").write_text(json.dumps(TICKETS))
    data = report("tickets.json", "--map", "reply=svar.nb", "--map", "customer=fra.kunde", "--map", "channel=/tickets/*/kanal", "--map", "id=svar.en")
    assert [(reply["id"], reply["channel"]) for reply in data["replies"]] == [("Hi Anna, thanks for writing.", "x"), ("a-2", "email")]


def test_yaml_jsonl_and_csv_take_the_mapping_too(folder: Path) -> None:
    (folder / "a.yml").write_text("- svar: {tekst: Hei Anna takk for sist}\n  nøkkel: y\n")
    (folder / "b.jsonl").write_text('{"svar": {"tekst": "Hei Anna takk for sist"}, "nøkkel": "l"}\n')
    (folder / "c.csv").write_text("nøkkel;Svar.tekst\nc;Hei Anna takk for sist\n")
    assert [identity for identity, _ in scored(".", "--map", "reply=svar.tekst", "--map", "id=nøkkel", "-l", "nb")] == ["y", "l", "c"]


def test_a_mapping_for_one_file_leaves_the_known_formats_alone(folder: Path) -> None:
    (folder / "a.json").write_text('[{"svar": "Hei Anna takk for sist", "id": "1"}]')
    (folder / "b.json").write_text('[{"reply": "Hi Anna, thanks a lot.", "id": "2"}]')
    (folder / "c.csv").write_text("id,reply\n3,Hi Anna and thanks\n")
    (folder / "d.jsonl").write_text('{"id": "4", "reply": "Hi Anna and thanks"}\n')
    assert [identity for identity, _ in scored(".", "--map", "reply=svar")] == ["1", "2", "3", "4"]


def test_the_guide_says_where_things_stand(folder: Path) -> None:
    (folder / "voicecheck.yml").write_text("version: 1\nbrand: Fjordfly\nlanguages: [nb, en]\ndrafts:\n  map: {reply: svar.nb, id: fra.kunde}\n")
    (folder / "tickets.json").write_text(json.dumps(TICKETS))
    assert [reply["id"] for reply in report(".")["replies"]] == ["Hvor er pakken min?", "a-2"]


def test_a_known_record_takes_what_the_mapping_says_of_its_other_parts(folder: Path) -> None:
    (folder / "a.json").write_text('[{"reply": "Hi Anna, thanks.", "meta": {"lang": "sv"}, "nr": 7}]')
    assert scored("a.json", "--map", "language=meta.lang", "--map", "id=nr") == [("7", "sv")]


@pytest.mark.parametrize(
    ("name", "text", "path", "words"),
    [
        ("a.json", '{"a": [{"svar": "Hei du og takk for sist", "x": "y"}]}', "nope", "has no text at “nope”, where the mapping says that the reply stands: it has a[].svar, a[].x"),
        ("a.json", '{"a": "b"}', "a[", "“a[” is no path: “[” is not understood; write it like body, content.nb, items[].body or /items/*/body"),
        ("a.csv", "nr,svar\n1,Hei du\n", "nope", "has no column “nope”, where the mapping says that the reply stands; it has nr, svar"),
        ("a.jsonl", '{"svar": "Hei du"}', "nope", "it has svar; say which of them is the reply (--map reply=svar)"),
        ("a.csv", "nr,svar\n1,Hei du og takk\n", "", "it has nr, svar; say which of them is the reply (--map reply=svar)"),
    ],
)
def test_a_mapping_that_leads_nowhere_is_told_with_what_is_there(folder: Path, name: str, text: str, path: str, words: str) -> None:
    (folder / name).write_text(text)
    result = run("check", name, *(["--map", f"reply={path}"] if path else []))
    assert result.exit_code == 2
    assert words in result.stderr
