"""A guide's own patterns: what each kind finds, and every mistake in one told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import voicecheck
from tests.support import checks, guide, named, report, run, told
from voicecheck import VoicecheckError

HOUSE = r"""gate:
languages: [en, nb]
patterns:
  sorry-but:
    lexicon: ["sorry ... but", "beklager ... men"]
    message: A sorry with a but is no apology.
    advice: End the sentence after the apology.
    examples:
      bad: ["Sorry you waited, but it was busy.", "Beklager ventetiden, men det var travelt."]
      good: ["Sorry about the wait.", "Beklager ventetiden."]
  order-number: {regex: '\b[A-Z]{2}\d{6}\b', case: exact, message: No order numbers in public., severity: fail, channels: [x]}
  last-email: {phrase: ["per my last email", "as per*"], unless: [as per usual]}
  token-but: {tokens: [{LOWER: regrets}, {IS_PUNCT: true, OP: "?"}, {LOWER: {IN: [but, however]}}], message: No.}
  slogan: {phrase: Fly yellow, required: true, situations: [praise], message: The slogan is missing.}
severity: {pattern/last-email: fail}
"""


@pytest.mark.parametrize(
    ("reply", "situation", "channel", "check", "found"),
    [
        ("Sorry for the wait, but it was busy.", "other", "", "pattern/sorry-but", ["Sorry for the wait, but"]),
        ("Sorry for the wait. But it was busy.", "other", "", "pattern/sorry-but", []),
        ("We sent AB123456 and ab123457.", "other", "x", "pattern/order-number", ["AB123456"]),
        ("We sent AB123456.", "other", "email", "pattern/order-number", []),
        ("We sent `AB123456`.", "other", "x", "pattern/order-number", []),
        ("As  perhaps said, per my last email.", "other", "", "pattern/last-email", ["As  perhaps", "per my last email"]),
        ("It is open, as per usual.", "other", "", "pattern/last-email", []),
        ("Our regrets, however late, and our regrets but.", "other", "", "pattern/token-but", ["regrets, however", "regrets but"]),
        ("Our regrets. We are late but here.", "other", "", "pattern/token-but", []),
    ],
)
def test_each_kind_finds_its_own(reply: str, situation: str, channel: str, check: str, found: list[str]) -> None:
    result = guide(HOUSE).check(reply, language="en", situation=situation, channel=channel)
    assert named(result, check) == found, told(result)


def test_a_required_pattern_is_missed_only_where_it_counts() -> None:
    compiled = guide(HOUSE)
    assert "pattern/slogan" in checks(compiled.check("Thanks a lot!", language="en", situation="praise"))
    assert "pattern/slogan" not in checks(compiled.check("Thanks, fly yellow!", language="en", situation="praise"))
    assert "pattern/slogan" not in checks(compiled.check("We see it.", language="en", situation="complaint"))


def test_a_finding_says_what_the_guide_says_and_where() -> None:
    result = guide(HOUSE).check("Beklager ventetiden, men slik er det.", language="nb")
    (finding,) = [finding for finding in result.findings if finding.check == "pattern/sorry-but"]
    assert finding.sentence == "“Beklager ventetiden, men”: A sorry with a but is no apology."
    assert finding.advice == "End the sentence after the apology." and finding.severity == "warn"
    assert finding.rule is not None and finding.rule.line == 6


def test_severity_names_one_pattern_or_all() -> None:
    text = "Sorry, but as per my mail."
    by_name = {finding.check: finding.severity for finding in guide(HOUSE).check(text, language="en").findings}
    assert by_name["pattern/last-email"] == "fail" and by_name["pattern/sorry-but"] == "warn"
    assert not [check for check in checks(guide(HOUSE.replace("pattern/last-email: fail", "pattern: off")).check(text, language="en")) if check.startswith("pattern/")]


def test_a_language_of_its_own() -> None:
    compiled = guide("gate:\npatterns: {hilsen: {phrase: mvh, languages: [nb, nn]}}\n")
    assert "pattern/hilsen" in checks(compiled.check("Vi ringer deg. Mvh Kari", language="nb"))
    assert "pattern/hilsen" not in checks(compiled.check("Vi ringer dig. Mvh Karin", language="sv"))


MISTAKES = {
    "nothing to look for": ("a: {message: hello}", "1:15", "needs one of phrase, lexicon, regex, tokens"),
    "unknown part": ("a: {phrase: x, mesage: y}", "1:27", 'Did you mean "message"?'),
    "open bracket": ('a: {lexicon: "sorry (but"}', "1:32", '"(" is not closed'),
    "unknown set": ('a: {lexicon: "<imperativ> it"}', "1:25", 'Did you mean "imperative"?'),
    "trained attribute": ("a: {tokens: [{LEMMA: be}, {LOWER: x}]}", "1:26", "needs a trained spaCy pipeline"),
    "unknown attribute": ("a: {tokens: [{LOWR: be}]}", "1:26", 'Did you mean "lower"?'),
    "no anchor": ("a: {tokens: [{IS_ALPHA: true}, {LIKE_NUM: true}]}", "1:24", "needs one token that must be there"),
    "bad operator": ("a: {tokens: [{LOWER: x, OP: many}]}", "1:40", "OP in patterns.a.tokens must be one of"),
    "dangerous expression in a token": ("a: {tokens: [{LOWER: x}, {TEXT: {REGEX: '(a+)+$'}}]}", "1:52", "cannot be used"),
    "name with a space": ('"a b": {phrase: x}', "1:12", "joined with hyphens"),
    "fails its own bad example": ("a: {phrase: sorry, examples: {bad: [hello]}}", "1:48", "does not find anything in its own bad example “hello”"),
    "found in its own good example": ("a: {phrase: sorry, examples: {good: [so sorry]}}", "1:49", "is found in its own good example"),
    "unknown language": ("a: {phrase: x, languages: [norsk]}", "1:39", "en, da, nb, nn, sv"),
}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda name: name.replace(" ", "-"))
def test_a_mistake_is_told_with_its_place(tmp_path: Path, mistake: str) -> None:
    text, place, words = MISTAKES[mistake]
    path = tmp_path / "voicecheck.yml"
    path.write_text(f"patterns: {{{text}}}\nlanguages: [en]\n", encoding="utf-8")
    with pytest.raises(VoicecheckError) as caught:
        voicecheck.load_guide(path)
    (problem,) = caught.value.problems
    assert f"{problem.place.line}:{problem.place.column}" == place, problem
    assert words in problem.message


def test_a_pattern_is_shown_as_it_is_written(folder: Path) -> None:
    Path("voicecheck.yml").write_text(HOUSE, encoding="utf-8")
    shown = run("guide", "show", "voicecheck.yml").stdout
    assert "[sorry ... but, beklager ... men]" in shown and "{LOWER: regrets}" in shown and "Read(" not in shown
    explained = run("explain", "pattern/sorry-but", "--guide", "voicecheck.yml").stdout
    assert "A sorry with a but is no apology.  (voicecheck.yml:6)" in explained
    refused = run("explain", "pattern/nothing", "--guide", "voicecheck.yml")
    assert refused.exit_code == 2 and "It has last-email, order-number, slogan, sorry-but, token-but." in refused.output


def test_the_command_line_tells_and_finds(folder: Path) -> None:
    Path("voicecheck.yml").write_text("gate:\nlanguages: [en]\npatterns:\n  bad: {regex: '(a+)+$'}\n", encoding="utf-8")
    result = run("guide", "check", "voicecheck.yml")
    assert result.exit_code == 2 and "voicecheck.yml:4:16" in result.output and "Traceback" not in result.output
    Path("voicecheck.yml").write_text("gate:\nlanguages: [en]\npatterns:\n  so-sorry: {phrase: so sorry, message: Once is enough.}\n", encoding="utf-8")
    Path("draft.md").write_text("We are so sorry that it took a while.\n", encoding="utf-8")
    (found,) = report("draft.md")["replies"][0]["findings"]
    assert (found["check"], found["text"], found["guide"]["line"]) == ("pattern/so-sorry", "so sorry", 4)
