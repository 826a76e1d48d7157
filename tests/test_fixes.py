"""Fixes are made in the drafts themselves: in every format, and nothing else is touched."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecheck.drafts.find import Draft, read_source
from voicecheck.drafts.reader import reader_for
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceText
from voicecheck.engine import Request, Run
from voicecheck.fixes.edits import Edit, Refused, apart, edits_of
from voicecheck.fixes.mend import Mended, mend
from voicecheck.fixes.rewritten import rewritten
from voicecheck.results import Finding, Fix, Result

BEFORE = 'Hi Anna! We are sorry about the "ticket" & the <late> parcel.\nIt\'s on its way \\ tonight. Ære være deg'


def _csv(text: str) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows([["id", "reply", "note"], ["1", text, 'a "note"'], ["2", "Hi Bo! All is well here today.", ""]])
    return stream.getvalue()


def _po(text: str) -> str:
    return f'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "late"\nmsgstr {json.dumps(text, ensure_ascii=False)}\n\nmsgid "b"\nmsgstr "All is well here today"\n'


def _xml(text: str) -> str:
    return escape(text, quote=False)


def _android(text: str) -> str:
    return _xml(text.replace("\\", "\\\\").replace('"', '\\"').replace("'", "\\'").replace("\n", "\\n"))


def _properties(text: str) -> str:
    return json.dumps(text)[1:-1].replace('\\"', '"')


FORMATS: dict[str, Callable[[str], str]] = {
    "a.txt": lambda text: text,
    "a.md": lambda text: "---\nchannel: x\n---\n# Late\n\n" + "".join(f"> {line}\n" for line in text.split("\n")) + "\n# Other\n\n> Hi Bo! All is well here.\n",
    "crlf.md": lambda text: ("# Late\n\n```\n" + text + "\n```\n").replace("\n", "\r\n"),
    "a.jsonl": lambda text: json.dumps({"id": "1", "reply": text}, ensure_ascii=False) + '\n{"id": "2", "reply": "Hi Bo! All is well."}\n',
    "ascii.jsonl": lambda text: json.dumps({"id": "1", "reply": text}) + "\n",
    "a.json": lambda text: json.dumps([{"id": "1", "reply": text}, {"id": "2", "reply": "Hi Bo! All is well."}], indent=1, ensure_ascii=False),
    "a.csv": _csv,
    "block.yml": lambda text: yaml.safe_dump([{"id": "1", "reply": text}], default_style="|", allow_unicode=True),
    "double.yml": lambda text: yaml.safe_dump([{"id": "1", "reply": text}], default_style='"', allow_unicode=True),
    "single.yml": lambda text: yaml.safe_dump([{"id": "1", "reply": text}], default_style="'", allow_unicode=True),
    "html.json": lambda text: json.dumps({"macros": [{"title": "Late", "actions": [{"field": "comment_value_html", "value": "<p>" + _xml(text).replace("\n", "<br>") + "</p>"}]}]}),
    "a.html": lambda text: "<!doctype html><html lang=en><body><p>" + _xml(text).replace("\n", "<br>") + "</p></body></html>",
    "a.po": _po,
    "a.xliff": lambda text: (
        '<xliff version="1.2"><file source-language="en" target-language="en"><body><trans-unit id="1"><source>a</source><target>' + _xml(text) + "</target></trans-unit></body></file></xliff>"
    ),
    "values-en/strings.xml": lambda text: f'<resources>\n<string name="late">{_android(text)}</string>\n</resources>\n',
    "a_en.properties": lambda text: f"late = {_properties(text)}\nother = All is well here today\n",
    "en.lproj/a.strings": lambda text: f'"late" = {json.dumps(text, ensure_ascii=False)};\n',
    "lang/en/a.php": lambda text: "<?php\nreturn ['late' => '" + text.replace("\\", "\\\\").replace("'", "\\'") + "'];\n",
}  # fmt: skip


def _replies(name: str, text: str) -> list[Reply]:
    return [item for item in read_source(SourceText(name, text), Draft(name, True)) if isinstance(item, Reply)]


def _made(name: str, file_text: str, fixes: list[Fix]) -> tuple[str, list[Edit], list[Refused]]:
    """The file with the fixes made in its first reply."""
    source = SourceText(name, file_text)
    reader = reader_for(source)
    assert reader is not None
    reply = _replies(name, file_text)[0]
    found = list(edits_of([Result(reply, "en", "", "", "warn", findings=tuple(Finding("a/b", "warn", "", "", fixes=(fix,)) for fix in fixes))], unsafe=False))
    edits = apart(item for item in found if isinstance(item, Edit))
    done = rewritten(source, edits, lambda text: read_source(text, Draft(name, True)), reader.encodings)
    return done.text, list(done.made), [*(item for item in found if isinstance(item, Refused)), *done.refused]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("new", ["case", "", "case: #1", 'a "b"', "a 'b'", "C&A", "1 < 2", "back\\slash", "tårn"])
def test_a_word_is_replaced_in_every_format_however_it_must_be_written(name: str, new: str) -> None:
    before = FORMATS[name](BEFORE)
    replies = _replies(name, before)
    text = replies[0].text
    assert text.split() == BEFORE.split(), "the test writes the format wrongly"
    at = text.index("ticket")
    after, made, refused = _made(name, before, [Fix(at, at + 6, new)])
    assert (made and not refused) or (not made and after == before and refused)
    again = _replies(name, after)
    if made:
        assert again[0].text == text[:at] + new + text[at + 6 :]
    assert [(reply.id, reply.context) for reply in again] == [(reply.id, reply.context) for reply in replies]
    assert [reply.text for reply in again[1:]] == [reply.text for reply in replies[1:]]
    assert made, f"{name} could not take {new!r}"


WORDS = st.text(st.sampled_from("aåÅ \"'\\<>&;:,#{}|-\n\t.!%") | st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=10)  # of each of twenty formats
@given(st.data())
def test_random_fixes_keep_a_file_readable_and_are_what_was_meant(name: str, data: st.DataObject) -> None:
    before = FORMATS[name](BEFORE)
    replies = _replies(name, before)
    text = replies[0].text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    new = data.draw(WORDS)
    after, made, _ = _made(name, before, [Fix(start, end, new)])
    again = _replies(name, after)
    assert len(again) == len(replies) and [reply.id for reply in again] == [reply.id for reply in replies]
    assert again[0].text == ((text[:start] + new + text[end:]).strip() if made else text)
    same, _, _ = _made(name, after, []) if again[0].text else (after, [], [])
    assert same == after


def test_overlapping_fixes_wait_for_the_next_pass() -> None:
    after, made, refused = _made("a.txt", "one two three four", [Fix(0, 7, "2 1"), Fix(4, 13, "3 2"), Fix(14, 18, "4")])
    assert after == "2 1 three 4" and len(made) == 2 and not refused


def test_what_markup_stands_between_is_left_and_said() -> None:
    before = "<html lang=en><body><p>We know the <b>the</b> way home now.</p></body></html>"
    after, made, refused = _made("a.html", before, [Fix(11, 15, "")])
    assert after == before and not made and "markup" in refused[0].reason


def test_one_fix_that_cannot_be_made_does_not_keep_the_others(tmp_path: Path) -> None:
    before = "late: Hi Anna and Bo, your parcel left us today.\nother: Hi Eva and Kim, your parcel left us today.\n"
    text = _replies("a.yml", before)[0].text
    at = text.index("Anna")
    after, made, refused = _made("a.yml", before, [Fix(at, at + 4, "x: #y"), Fix(text.index("left"), text.index("left") + 4, "went")])
    assert len(made) == 1 and len(refused) == 1 and "went us" not in before and "went" in after


GUIDE = """
version: 1
languages: [en]
words: {prefer: {ticket: 'case "Ω" & co'}}
voice: {exclamation_marks: {max: 0}, glued_emoticons: forbidden}
"""
TEXT = 'Hi Anna!! We are "sorry" & the ticket <late> is the the one:)\nIt\'s on its way pÃ¥ \\ time!!! '


@pytest.mark.parametrize("name", FORMATS)
def test_whole_drafts_are_mended_in_every_format_and_then_left(folder: Path, name: str) -> None:
    (folder / "voicecheck.yml").write_text(GUIDE, encoding="utf-8")
    path = folder / "drafts" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(FORMATS[name](TEXT).encode("utf-8"))
    run = Run(Request((str(path),), context=Context(language="en")))
    first = next(iter(mend(run, [str(path)])))
    assert isinstance(first, Mended) and not first.refused and first.findings == 5
    assert _replies(str(path), first.after)[0].text.split() == [
        "Hi",
        "Anna!",
        "We",
        "are",
        '"sorry"',
        "&",
        "the",
        "case",
        '"Ω"',
        "&",
        "co",
        "<late>",
        "is",
        "the",
        "one",
        ":)",
        "It's",
        "on",
        "its",
        "way",
        "på",
        "\\",
        "time!",
    ]
    path.write_bytes(first.after.encode("utf-8"))
    again = next(iter(mend(run, [str(path)])))
    assert isinstance(again, Mended) and again.after == first.after and not again.findings
