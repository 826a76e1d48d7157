"""Mistakes in a guide: all told at once, each with its place and what is allowed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, strategies

import voicecheck
from tests.support import run
from voicecheck import VoicecheckError


def problems(folder: Path, text: str | bytes, name: str = "voicecheck.yml") -> list[str]:
    """What is told of a guide, without its path."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    with pytest.raises(VoicecheckError) as caught:
        voicecheck.load_guide(path)
    return [str(problem).replace(f"{folder}/", "").replace(f"{name}:", "", 1) for problem in caught.value.problems]


ONE_MISTAKE = {
    "unknown key": ("voise: {}\n", "1:1", ["allowed are version, brand", 'Did you mean "voice"?']),
    "unknown limit": ("voice:\n  snrk: {max: 3}\n", "2:3", ["allowed are", 'Did you mean "snark"?']),
    "unknown part of a limit": ("voice:\n  snark: {maks: 3}\n", "2:11", ["allowed are min, max, override, targets"]),
    "unknown target": ("voice:\n  snark: {targets: [self, custommer]}\n", "2:27", ["self, situation, customer, competitor", 'Did you mean "customer"?']),
    "unknown situation": ("situations:\n  complait: {}\n", "2:3", ["complaint, question, praise, banter, churn, crisis, sensitive, other, viral", 'Did you mean "complaint"?']),
    "unknown language": ("languages: [nb, klingon]\n", "1:17", ["en, da, nb, nn, sv", '"klingon"']),
    "unknown category": ("voice:\n  never: {contmpt: No.}\n", "2:11", ["allowed are", 'Did you mean "contempt"?']),
    "unknown element": ("require: {complaint: [next_stp]}\n", "1:23", ["greeting, acknowledgement", 'Did you mean "next_step"?']),
    "unknown topic": ("topics: {never_joke_about: [deth]}\n", "1:29", ['Did you mean "death"?']),
    "unknown data": ("privacy: {public: {never_ask: [birthdate]}}\n", "1:32", ['Did you mean "birth_date"?']),
    "unknown check": ("severity: {snark/mockpraise: fail}\n", "1:30", ["voicecheck rules", 'Did you mean "snark/mock-praise"?']),
    "unknown severity": ("severity: {snark: fale}\n", "1:19", ["warn, fail, off", 'Did you mean "fail"?']),
    "unknown channel to redirect to": ("channels: {tiktok: {redirect_to: [facebok]}}\n", "1:35", ["allowed are app-review, bluesky", 'Did you mean "facebook"?']),
    "unknown support": ("channels: {tiktok: {support: redirct}}\n", "1:30", ["yes, redirect, no", 'Did you mean "redirect"?']),
    "unknown shipped guide": ("extends: voicecheck:cautius-service\n", "1:10", ["there are answering-hotel, burger-roast", 'Did you mean "cautious-service"?']),
    "missing guide": ("extends: ../base.yml\n", "1:10", ["does not exist"]),
    "guide no file can have": ('extends: "a\\0b"\n', "1:10", ["no file can have this name"]),
    "extends itself": ("extends: voicecheck.yml\n", "1:10", ["runs in a circle"]),
    "extends a map": ("extends: {a: b}\n", "1:10", ["must name guides"]),
    "text for a number": ("voice: {snark: {max: many}}\n", "1:22", ["a number from 0 to 100", '"many"']),
    "quoted number": ('voice: {snark: {max: "5"}}\n', "1:22", ["Remove the quotation marks"]),
    "no number": ("voice: {snark: {max: nan}}\n", "1:22", ["a number from 0 to 100"]),
    "number out of range": ("voice: {snark: {max: 140}}\n", "1:22", ["a number from 0 to 100", '"140"']),
    "negative number": ("voice: {humor: {min: -1}}\n", "1:22", ["a number from 0 to 100", '"-1"']),
    "broken number": ("voice: {exclamation_marks: 1.5}\n", "1:28", ["a whole number, 0 or more", '"1.5"']),
    "gate out of range": ("gate: {fail_at: 160}\n", "1:17", ["a number from 0 to 100"]),
    "list for a map": ("voice: []\n", "1:8", ["a map with any of", "not a list"]),
    "map for a text": ("brand: {a: b}\n", "1:8", ["a text", "not a map"]),
    "text for true or false": ("channels: {x: {public: maybe}}\n", "1:24", ["true or false", '"maybe"']),
    "text for a date": ("channels: {x: {as_of: yesterday}}\n", "1:23", ["a date such as 2026-11-30"]),
    "nothing for a reason": ("words: {avoid: {gratis: }}\n", "1:25", ["must be a text, not nothing"]),
    "other version": ("version: 2\n", "1:10", ["version must be"]),
    "min above max": ("voice: {politeness: {min: 60, max: 40}}\n", "1:27", ["min 60 is above max 40"]),
    "shortest above longest": ("voice: {length: {min_words: 9, max_words: 3}}\n", "1:29", ["min_words 9 is above max_words 3"]),
    "tab": ("voice:\n\tsnark: {max: 1}\n", "2:1", ["a tab stands in the indentation"]),
    "double key": ("brand: a\nbrand: b\n", "2:1", ["stands twice", "line 1"]),
    "alias in itself": ("voice: &a {snark: *a}\n", "1:8", ["contains itself"]),
    "empty": ("", "1:1", ["the guide is empty", "version: 1"]),
    "only a comment": ("# later\n", "1:1", ["the guide is empty"]),
    "list": ("- brand\n", "1:1", ["a guide is a map of keys"]),
    "hashtag without quotation marks in a list": ("voice:\n  hashtags: {avoid: [#boybye, ok]}\n", "2:22", ['put it in quotation marks: "#boybye"']),
    "hashtag without quotation marks": ("voice:\n  hashtags:\n    avoid:\n      - #boybye\n", "4:8", ['put it in quotation marks: "#boybye"', "a space after #"]),
    "quotation mark that is not closed": ('brand: Fly\ndescription: "We are nice\nvoice: {}\n', "2:14", ["is never closed; add one where the text ends"]),
    "apostrophe in single quotation marks": ("brand: Fly\ndescription: 'It's fine'\n", "2:17", ["the text ends at this apostrophe"]),
    "bracket that is not closed": ("voice:\n  snark: {max: 3\nsituations: {}\n", "2:10", ['this "{" is never closed; add "}"']),
    "two colons in a line": ("words: \n  avoid:\n    gratis: Vi sier: nei\n", "3:20", ["in quotation marks"]),
    "line indented too far": ("voice:\n  snark: {max: 3}\n   humor: {max: 3}\n", "3:4", ["begins in column 4, the keys beside it in column 3"]),
    "limit that is not indented": ("voice:\nsnark: {max: 3}\n", "2:1", ["snark is a limit and stands in voice"]),
    "per cent sign": ("voice: {snark: {max: 20%}}\n", "1:22", ["a number from 0 to 100", "Write 20 alone."]),
    "decimal comma": ("voice: {politeness: {min: 45,5}}\n", "1:30", ["a number is written with a point: 45.5"]),
    "no space after the colon": ("voice: {snark: {max:3}}\n", "1:17", ["a space is missing after the colon", "write max: 3"]),
    "text that begins with @": ("words: {avoid: {@fly: nei}}\n", "1:17", ['a text cannot begin with "@" here']),
    "text that begins with *": ("words:\n  avoid:\n    *gratis: nei\n", "3:5", ['"*gratis"', "undefined alias"]),
    "text that begins with !": ("brand: !Fly\n", "1:8", ['put it in quotation marks: "!Fly"']),
    "backslash in double quotation marks": ('brand: "C:\\Fly"\n', "1:11", ["a backslash means something here"]),
    "comma in an example": ("examples: {approve: [{reply: Thank you, Anna. We will send it.}]}\n", "1:41", ["a comma inside {…} ends a text"]),
    "words without reasons": ("words:\n  avoid: [gratis, billig]\n", "2:10", ['Write each with its text: {gratis: "…"}.']),
    "dashes before keys": ("situations:\n  - complaint: {snark: {max: 3}}\n", "2:3", ["not a list. Remove the dashes before its keys."]),
    "non-breaking space": ("voice:\n\xa0\xa0snark: {max: 3}\n", "2:1", ["a non-breaking space stands before"]),
    "language in capitals": ("languages: [NO]\n", "1:13", ['Did you mean "no"?']),
    "example without its reply": ("examples: {approve: [{language: nb}]}\n", "1:22", ["an example needs its text"]),
    "example in an unknown language": ("examples: {approve: [{language: xx, reply: Hei}]}\n", "1:33", ["language must be one of en, da"]),
    "example because of an unknown check": ("examples: {reject: [{reply: Hei, because: [snark/mockpraise]}]}\n", "1:44", ['Did you mean "snark/mock-praise"?']),
    "approved example with a reason": ("examples: {approve: [{reply: Hei, because: snark/meme}]}\n", "1:44", ["because is for rejected replies"]),
    "rejected example with a verdict": ("examples: {reject: [{reply: Hei, verdict: pass}]}\n", "1:43", ["verdict is for approved replies"]),
    "example of an unknown situation": ("examples: {reject: [{reply: Nei., situation: klage}]}\n", "1:46", ["complaint, question"]),
}


@pytest.mark.parametrize("mistake", ONE_MISTAKE, ids=lambda name: name.replace(" ", "-"))
def test_a_mistake_is_told_with_place_and_what_is_allowed(tmp_path: Path, mistake: str) -> None:
    text, place, words = ONE_MISTAKE[mistake]
    (message,) = problems(tmp_path, text)
    assert message.startswith(f"{place}: "), message
    assert all(word in message for word in words), message


def test_norwegian_and_no_are_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "voicecheck.yml"
    path.write_text("languages: [no, en]\nchannels: {x: {support: no}, tiktok: {public: yes}}\n")
    guide = voicecheck.load_guide(path).guide
    assert guide.languages == ("nb", "en")
    assert guide.channels["x"].facts.support is not None and guide.channels["x"].facts.support.value == "no"


def test_all_mistakes_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = "version: one\nvoice:\n  snrk: {max: 3}\n  humor: {max: 140}\nsituations:\n  klage: {}\nlanguages: [nb, xx]\nextends: [nowhere.yml, voicecheck:nobody]\n"
    found = problems(tmp_path, text)
    assert [message.split(": ")[0] for message in found] == ["1:10", "3:3", "4:16", "6:3", "7:17", "8:11", "8:24"]


def test_a_limit_that_no_reply_can_meet_is_told_for_every_pair_of_scopes(tmp_path: Path) -> None:
    text = "voice: {politeness: {min: 60}, warmth: {min: 50}}\nsituations: {banter: {politeness: {max: 50}, warmth: {max: 40}}}\nchannels: {sms: {politeness: {max: 55}}}\n"
    found = problems(tmp_path, text)
    assert len(found) == 3
    assert found[0].startswith("1:27: politeness: min 60 here meets max 50 at voicecheck.yml:2:41 for situation banter; no reply could meet both")
    assert "meets max 55 at voicecheck.yml:3:36 for channel sms;" in found[1]
    assert found[2].startswith("1:46: warmth: min 50 here meets max 40")
    assert all("override: true" in message for message in found)


def test_override_settles_a_contradiction(tmp_path: Path) -> None:
    path = tmp_path / "voicecheck.yml"
    path.write_text("voice: {politeness: {min: 60}}\nsituations: {banter: {politeness: {max: 50, override: true}}}\n")
    assert voicecheck.load_guide(path).limits("banter", "")["politeness"].min is None


def test_a_circle_of_guides_names_its_members(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("version: 1\nextends: b.yml\n")
    (tmp_path / "b.yml").write_text("version: 1\n\nextends: [a.yml]\n")
    (message,) = problems(tmp_path, "extends: a.yml\n")
    assert "b.yml:3:11: extends runs in a circle: a.yml extends b.yml extends a.yml" in message


def test_a_mistake_in_an_extended_guide_is_told_in_that_file(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("voice:\n  snark: {max: 200}\n")
    found = problems(tmp_path, "extends: base.yml\nbrnd: A\n")
    assert [message.split(": ")[0] for message in found] == ["2:1", "base.yml:2:16"] or [message.split(": ")[0] for message in found] == ["base.yml:2:16", "2:1"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("brand: Bl\xe5b\xe6r\n".encode("latin-1"), "is not UTF-8 here: byte 0xE5"),
        ("brand: Fly\n".encode("utf-16"), "is stored as UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
    ],
    ids=["latin-1", "utf-16", "binary"],
)
def test_a_guide_in_another_encoding_is_told(tmp_path: Path, raw: bytes, words: str) -> None:
    (message,) = problems(tmp_path, raw)
    assert words in message


def test_a_folder_is_no_guide(tmp_path: Path) -> None:
    with pytest.raises(VoicecheckError, match="is a folder"):
        voicecheck.load_guide(tmp_path)


def test_guide_check_tells_every_mistake_of_every_guide(folder: Path) -> None:
    (folder / "good.yml").write_text("brand: Fjordfly\n")
    (folder / "bad.yml").write_text("voise: {}\ngate: {fail_at: 400}\n")
    result = run("guide", "check", "good.yml", "bad.yml")
    assert result.exit_code == 2
    assert "good.yml: sound (Fjordfly" in result.stdout
    assert re.findall(r"error: bad.yml:(\d+:\d+):", result.stderr) == ["1:1", "2:17"]


@pytest.mark.parametrize("command", [["check", "reply.txt"], ["score", "reply.txt"], ["guide", "show", "bad.yml"], ["explain", "snark/tease"]], ids=lambda command: command[0])
def test_a_broken_guide_ends_in_exit_code_2_without_a_traceback(folder: Path, command: list[str]) -> None:
    (folder / "bad.yml").write_text("voise: {}\n")
    (folder / "reply.txt").write_text("Hei!")
    extra = [] if command[0] == "guide" else ["--guide", "bad.yml"]
    finished = run(*command, *extra)
    assert finished.exit_code == 2
    assert "error: bad.yml:1:1: the key" in finished.stderr
    assert "Traceback" not in finished.stderr


KEYS = [
    "voice:",
    "situations:",
    "channels:",
    "extends:",
    "languages:",
    "words:",
    "never:",
    "snark:",
    "length:",
    "x:",
    "complaint:",
    "severity:",
    "gate:",
    "examples:",
    "privacy:",
    "require:",
    "emoji:",
]
VALUES = [
    " {max: 20}",
    " 5",
    " [a, b]",
    " {min: 5, max: 3}",
    " ~",
    " voicecheck:floor",
    " {a: {b: c}}",
    " nb",
    " {redirect_to: [x]}",
    "",
    " *a",
    " &a {}",
    " 'x'",
    " {fail: 3}",
    "\t",
]
LINES = strategies.tuples(strategies.sampled_from(["", "  ", "    "]), strategies.sampled_from(KEYS), strategies.sampled_from(VALUES)).map("".join)


@given(strategies.one_of(strategies.text(max_size=60), strategies.lists(LINES, max_size=8).map("\n".join)))
def test_any_text_is_a_guide_or_a_told_problem(tmp_path: Path, text: str) -> None:
    path = tmp_path / "random.yml"
    path.write_text(text, encoding="utf-8")
    try:
        voicecheck.load_guide(path)
    except VoicecheckError as error:
        assert error.problems
        assert list(error.problems) == sorted(error.problems)
