"""Checks of many replies together: quotas, repeated wording, versions in several languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import guide, run
from voicecheck import Reply
from voicecheck.checks.registry import set_checks
from voicecheck.drafts.locale_code import without_language
from voicecheck.drafts.reply import Context
from voicecheck.results import Finding

SHARP = "Oh dear, did the big bad queue hurt you? Cry about it. Have you tried patience?"
KIND = "Hi Anna, so sorry about the wait. We are sending a new one today, and you will have it by Friday. /Tom"


def findings(text: str, replies: list[Reply | str]) -> list[tuple[int | None, Finding]]:
    """What a guide of these lines says of the replies together."""
    compiled = guide(text)
    tallies = compiled.tallies()
    for number, result in enumerate(compiled.check_all(replies)):
        assert result.verdict != "unchecked", result.reason
        for tally in tallies:
            tally.add(number, result)
    return [found for tally in tallies for found in tally.findings()]


@pytest.mark.parametrize(("sharp", "kind", "exceeded"), [(1, 9, False), (2, 8, True), (5, 5, True), (0, 10, False), (3, 1, False)])
def test_a_share_of_sharp_replies(sharp: int, kind: int, exceeded: bool) -> None:
    found = findings("languages: [en]\nquota:\n  snark: {above: 40, max_share: 0.15}", [SHARP] * sharp + [KIND] * kind)
    assert [item.check for _, item in found] == ["quota/share"] * exceeded  # of four replies no share is judged
    for number, item in found:
        assert number is None
        assert f"in {sharp} of {sharp + kind} replies" in item.message and "allows 15%" in item.message
        assert item.rule and item.rule.line == 4 - 1


@pytest.mark.parametrize(("pattern", "exceeded"), [("sksksk", False), ("kkssskk", True), ("ssk", False), ("sss", True)])
def test_sharp_replies_in_a_row(pattern: str, exceeded: bool) -> None:
    replies: list[Reply | str] = [SHARP if sign == "s" else KIND for sign in pattern]
    found = findings("languages: [en]\nquota: {snark: {above: 40, max_streak: 2}}", replies)
    assert [item.check for _, item in found] == ["quota/streak"] * exceeded


def test_too_few_kind_replies() -> None:
    found = findings("languages: [en]\nquota: {warmth: {below: 30, max_share: 0.2, at_least: 3}}", ["Read the terms. It says so there."] * 3 + [KIND])
    assert "warmth is below 30 in 3 of 4 replies" in found[0][1].message


def test_the_same_sentence_under_every_review() -> None:
    same = "Thank you so much for taking the time to leave us a review."
    replies: list[Reply | str] = [f"Hi {name}! {same} We hope to see you again, {name}." for name in ("Anna", "Bo", "Cleo", "Dan", "Eva")]
    found = findings("languages: [en]\nrepetition: {max_share: 0.5}", [*replies, KIND])
    assert len(found) == 1
    assert found[0][1].message.startswith(f"“{same}” stands in 5 of 6 replies; the guide allows 3")
    assert not findings("languages: [en]\nrepetition: {max: 5}", [*replies, KIND])


def version(language: str, text: str) -> Reply:
    return Reply(text, f"late-{language}", Context(language=language), group="late")


def test_a_version_that_lacks_something() -> None:
    replies: list[Reply | str] = [
        version("nn", "Hei! Pakken din er forseinka. Han kjem i morgon, {{customer.name}}."),
        version("nb", "Hei [bruker.fornavn]! Vi beklager at pakken er forsinket. Den kommer i morgen. Les mer på https://fjordfly.no/pakke"),
    ]
    found = findings("languages: [nb, nn]\nparity: {compare: [placeholders, apology, links, greeting]}", replies)
    assert {number for number, _ in found} == {0}  # the guide's main language is the measure
    told = " ".join(item.message for _, item in found)
    assert "The nn version lacks “[bruker.fornavn]”, which the nb version has." in told
    assert "has “{{customer.name}}”, which the nb version lacks" in told
    assert "has no apology, the nb version has one" in told
    assert "has no links, the nb version 1" in told
    assert "greeting" not in told


def differences(settings: str, **texts: str) -> list[str]:
    """What parity says of versions by their language; the guide's main language is the first."""
    replies: list[Reply | str] = [version(language, text) for language, text in texts.items()]
    return [item.message for _, item in findings(f"languages: [{', '.join(texts)}]\nparity: {settings}", replies)]


def test_placeholders_are_compared_by_name() -> None:
    nb = 'Hei {{ user.name|fallback:"der" }}, takk for at du skrev til oss i dag.'
    assert not differences("{compare: placeholders}", nb=nb, en='Hi {{user.name|fallback:"there"}}, thank you for writing to us today.')
    assert differences("{compare: placeholders}", nb=nb, en="Hi {{user.id}}, thank you for writing to us today.") == [
        'The en version lacks “{{ user.name|fallback:"der" }}”, which the nb version has.',
        "The en version has “{{user.id}}”, which the nb version lacks.",
    ]


def test_placeholders_that_are_translations_of_each_other() -> None:
    texts = {"nb": "Hei [bruker.fornavn]! Takk for at du skrev til oss.", "en": "Hi [user.first_name]! Thank you for writing to us."}
    assert len(differences("{compare: placeholders}", **texts)) == 2
    assert not differences('{compare: placeholders, same: [["[bruker.fornavn]", "[user.first_name]"]]}', **texts)
    assert not differences("{compare: placeholders, same: [[bruker.fornavn, user.first_name]]}", **texts)


def test_the_same_link_twice_is_one_link() -> None:
    nb = "Les mer på https://fjordfly.no/pakke, eller skriv til oss på fjordfly.no/pakke."
    assert not differences("{compare: links}", nb=nb, en="Read more at www.fjordfly.no/parcel, or write to us.")
    assert differences("{compare: links}", nb=nb, en="Read more there, or write to us.") == ["The en version has no links, the nb version 1."]


def test_the_form_of_address() -> None:
    formal = "Hej! Jag ser att Ni har väntat, och jag hjälper gärna Er vidare i dag."
    assert differences("{compare: address}", nb="Hei! Jeg ser at du har ventet, og jeg hjelper deg gjerne videre i dag.", sv=formal) == [
        "The sv version addresses the customer in the formal form, the nb version in the informal form."
    ]
    assert not differences("{compare: address}", nb="Hei! Jeg ser at du har ventet.", sv="Hej! Jag ser att du har väntat.")
    assert not differences("{compare: address}", nb="Hei! Jeg ser at du har ventet.", en="Hi! I see that you have waited.")  # English has one form


def test_what_is_said_in_many_ways_is_missing_only_from_a_shorter_version() -> None:
    nb = "Hei! Vi sender deg en ny pakke i dag, og du får den senest fredag."
    assert differences("{compare: next_step}", nb=nb, en="Hi! Thank you for writing.") == ["The en version has no next step, the nb version has one."]
    assert not differences("{compare: next_step}", nb=nb, en="Hi! Thank you so much for your kind words, they made the day of everybody at the desk.")


def test_versions_in_files_by_language(tmp_path: Path) -> None:
    (tmp_path / "voicecheck.yml").write_text("version: 1\nbrand: Nordbolag\nlanguages: [nb, en, sv]\nparity: {compare: [placeholders, apology]}\n", encoding="utf-8")
    for folder in ("support", "billing"):  # the same keys in both: not each other's versions
        (tmp_path / "locales" / folder).mkdir(parents=True)
        late = {"nb": "Hei %{name}! Vi beklager at pakken er forsinket.", "en": "Hi %{name}! We are sorry that the parcel is late."}
        bill = {"nb": "Hei! Fakturaen din er klar til betaling nå.", "en": "Hi! Your invoice is ready to be paid now."}
        for language, text in (late if folder == "support" else bill).items():
            (tmp_path / "locales" / folder / f"{language}.yml").write_text(f'{language}:\n  canned:\n    late: "{text}"\n', encoding="utf-8")
    po = 'msgid ""\nmsgstr "Language: {}\\n"\n\nmsgid "late"\nmsgstr "{}"\n'
    for language, text in (("nb", "Hei %(name)s! Vi beklager at pakken er forsinket."), ("sv", "Hej! Ditt paket är tyvärr försenat sedan i går.")):
        (tmp_path / "po" / language / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / "po" / language / "LC_MESSAGES" / "desk.po").write_text(po.format(language, text), encoding="utf-8")
    data = json.loads(run("check", str(tmp_path), "-g", str(tmp_path / "voicecheck.yml"), "--format", "json").stdout)
    assert not data["errors"] and data["summary"]["replies"] == 6
    told = {
        (Path(reply["path"]).relative_to(tmp_path).as_posix(), finding["message"])
        for reply in data["replies"]
        for finding in reply["findings"]
        if finding["check"] == "parity/differs"
    }
    assert told == {
        ("po/sv/LC_MESSAGES/desk.po", "The sv version lacks “%(name)s”, which the nb version has."),
        ("po/sv/LC_MESSAGES/desk.po", "The sv version has no apology, the nb version has one."),
    }


def test_all_ways_through_a_template_are_one_version() -> None:
    nb = "Hei! {% if vip %}Vi beklager, {{ name }}, og ringer deg i dag.{% else %}Vi beklager og skriver til deg i dag.{% endif %}"
    en = "Hi! {% if vip %}We are sorry, {{ name }}, and will call you today.{% else %}We are sorry and will write to you today.{% endif %}"
    assert not differences("{compare: [placeholders, apology]}", nb=nb, en=en)
    assert differences("{compare: placeholders}", nb=nb, en=en.replace("{{ name }}", "dear")) == ["The en version lacks “{{ name }}”, which the nb version has."]


@pytest.mark.parametrize(
    ("path", "bare"),
    [
        ("locales/nb.yml", "locales/*.yml"), ("locales/support.nb.yml", "locales/support.yml"), ("res/values-nb/strings.xml", "res/values/strings.xml"),
        ("res/values-pt-rBR/strings.xml", "res/values/strings.xml"), ("nb/LC_MESSAGES/h.po", "*/LC_MESSAGES/h.po"), ("messages_nb_NO.properties", "messages.properties"),
        ("nb.lproj/a.strings", "*.lproj/a.strings"), ("drafts/delay.md", "drafts/delay.md"),
    ],
)  # fmt: skip
def test_paths_without_their_language(path: str, bare: str) -> None:
    assert without_language(path) == bare


def test_versions_that_lie_apart_in_tone() -> None:
    replies: list[Reply | str] = [version("en", KIND), version("da", "Læs vilkårene. Det er dit eget ansvar.")]
    found = findings("languages: [en, da]\nparity: {tone: {politeness: 20}}", replies)
    assert len(found) == 1 and "the guide allows 20 points between them" in found[0][1].message
    assert not findings("languages: [en, da]\nparity: {tone: {politeness: 100}}", replies)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("quota: {snark: {max_share: 0.1}}", "needs either above or below"),
        ("quota: {snark: {above: 10}}", "needs max_share, max_streak or both"),
        ("quota: {snark: {above: 10, max_share: 15}}", "a number from 0 to 1"),
        ("quota: {sarcasm: {above: 10}}", '“sarcasm”|"sarcasm" is not known'),
        ("parity: {compare: [apologies]}", "apology"),
    ],
)
def test_a_mistaken_quota(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "g.yml").write_text(f"version: 1\nbrand: Test\n{line}\n", encoding="utf-8")
    result = run("guide", "check", str(tmp_path / "g.yml"))
    assert result.exit_code == 2
    assert any(part in result.stderr for part in message.split("|")), result.stderr


def test_in_the_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("voicecheck.yml").write_text("version: 1\nbrand: Test\nlanguages: [en]\nquota:\n  snark: {above: 40, max_share: 0.1}\n", encoding="utf-8")
    Path("drafts.jsonl").write_text("".join(json.dumps({"id": f"r{number}", "reply": SHARP}) + "\n" for number in range(6)), encoding="utf-8")
    shown = run("check", "drafts.jsonl")
    assert shown.exit_code == 1
    assert "All replies together" in shown.stdout and "quota/share" in shown.stdout and "voicecheck.yml:5" in shown.stdout
    data = json.loads(run("check", "drafts.jsonl", "--format", "json").stdout)
    assert [finding["check"] for finding in data["set_findings"]] == ["quota/share"]
    assert data["set_findings"][0]["guide"] == {"path": "voicecheck.yml", "line": 5}
    assert "voicecheck.yml:5:" in run("check", "drafts.jsonl", "--format", "plain").stdout


def test_every_set_check_is_tested_here() -> None:
    elsewhere = {"guide/validity", "inbox/unanswered"}  # tests/test_inbox.py
    assert {check.id for check in set_checks()} - elsewhere == {"quota/share", "quota/streak", "quota/repetition", "parity/differs"}
