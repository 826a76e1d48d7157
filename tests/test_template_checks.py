"""The hygiene of templates: what would embarrass the brand although no word of it is unkind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support import checks, guide, named, report, run, stored, told
from voicecheck import Result, VoicecheckError
from voicecheck.languages.hygiene import load_hygiene
from voicecheck.languages.pack import language_codes

ALLOWED = """
languages: [en, nb]
placeholders:
  allowed:
    customer.first_name: {sample: Espen, max_length: 20}
    order.number: {sample: "48213", max_length: 8, can_be_empty: false}
    bruker.fornavn: Kari
    bruker.navn: Kari Nordmann
"""
PLAIN = "languages: [en, nb]"


def judged(reply: str, guide_text: str = PLAIN, language: str = "en", **context: str) -> Result:
    return guide(guide_text).check(reply, language=language, **context)


def found(result: Result, check: str) -> list[tuple[str, str | None]]:
    """Of each finding of a check: the words of its first place and the suggestion."""
    return [(result.reply.text[slice(*finding.places[0])], finding.suggestion) for finding in result.findings if finding.check == f"template/{check}"]


@pytest.mark.parametrize(
    ("reply", "words", "suggestion"),
    [
        ("Hi {{ name }, thanks for writing.", "{{ name }", None),
        ("Hi { name }}, thanks for writing.", "{ name }}", None),
        ("Hi {{ name, thanks for writing.", "{{ name", None),
        ("Hi name }}, thanks for writing.", "name }}", None),
        ("Hi {{ }}, thanks for writing.", "{{ }}", None),
        ("Hi <%= name, thanks for writing.", "<%= name", None),
        ("Hi ${name, thanks for writing.", "${name", None),
        ("Hi %{name, thanks for writing.", "%{name", None),
        ("Hi *|FNAME*, thanks for writing.", "*|FNAME", None),
        ("Hi. {% if vip }Thanks for writing.", "{% if", None),
        ("Hei [bruker.navn}, takk for at du skrev.", "[bruker.navn}", None),
        ("{bruker.navn] har spurt om svar.", "{bruker.navn]", None),
        ("bruker.navn] har spurt om svar.", "bruker.navn]", None),
        ("Hilsen [saksbehandler.fornavn)", "[saksbehandler.fornavn)", None),
        ("Hilsen [saksbehandler.fornavn\nNAV", "[saksbehandler.fornavn", None),
        ("Hei [bruker,fornavn], takk for at du skrev.", "[bruker,fornavn]", "[bruker.fornavn]"),
        ("Hei [bruker..fornavn], takk for at du skrev.", "[bruker..fornavn]", "[bruker.fornavn]"),
    ],
)
def test_a_malformed_placeholder_is_found(reply: str, words: str, suggestion: str | None) -> None:
    result = judged(reply)
    assert found(result, "malformed-placeholder") == [(words, suggestion)], told(result)
    assert result.verdict == "fail"


@pytest.mark.parametrize(
    ("reply", "suggestion"),
    [("Hei [bruker navn], takk.", "[bruker.navn]"), ("Hei [brukernavn], takk.", "[bruker.navn]"), ("Hei [Bruker.navn], takk.", "[bruker.navn]"), ("Hi {{ customer.firstName }}.", "{{ customer.first_name }}")],
)  # fmt: skip
def test_a_slip_in_a_known_name_is_malformed_and_mended(reply: str, suggestion: str) -> None:
    result = judged(reply, ALLOWED)
    assert [item[1] for item in found(result, "malformed-placeholder")] == [suggestion], told(result)
    assert not found(result, "unknown-placeholder")


@pytest.mark.parametrize(
    "reply",
    [
        "Hi {{ name }}, your {{{ order }}} and {% if a %}this{% endif %} and <%= x %> are fine.",
        "Use the code {A1}, the [link](https://x.no) and the list [1] (see [2]).",
        "See https://x.no/{id}?a[]=1 and write to a.b@c.no :] or `if (a) { b }`.",
        "We open at 9 (see [opening hours]). 50 % off, or 50% if you hurry.",
        "Hei [bruker.fornavn], [saksbehandler.enhet] svarer innen fredag.",
        "{count, plural, one {one parcel} other {# parcels}} on the way.",
    ],
)
def test_whole_placeholders_and_ordinary_brackets_are_not_malformed(reply: str) -> None:
    result = judged(reply)
    assert "template/malformed-placeholder" not in checks(result), told(result)


def test_an_unknown_placeholder_is_told_with_the_nearest_known() -> None:
    result = judged("Hi {{ customer.frist_name }}, your order {{ invoice }} is on its way.", ALLOWED)
    assert found(result, "unknown-placeholder") == [("{{ customer.frist_name }}", "{{ customer.first_name }}"), ("{{ invoice }}", None)]
    finding = next(item for item in result.findings if item.check == "template/unknown-placeholder")
    assert finding.rule is not None and finding.rule.line == 4
    for reply in ("Hi {{ customer.first_name | upcase }}.", "Hi {{ titlecase customer.first_name }}.", "{% for x in y %}{{ forloop.index }} {% endfor %}Hi.", "Hi Anna."):
        assert "template/unknown-placeholder" not in checks(judged(reply, ALLOWED))
    assert "template/unknown-placeholder" not in checks(judged("Hi {{ anything }}.", ALLOWED + "  allow_unknown: true\n"))
    assert "template/unknown-placeholder" not in checks(judged("Hi {{ anything }}.", PLAIN))


def locale_file(folder: Path, odd: str) -> dict[str, Any]:
    """The finding-bearing reply of a file in which the same two placeholders are used over and over."""
    texts = [f"Hei [bruker.fornavn], sak {number} er behandlet. Hilsen [saksbehandler.navn]" for number in range(60)]
    (folder / "all.jsonl").write_text("\n".join(json.dumps({"id": str(number), "reply": text, "language": "nb"}) for number, text in enumerate([*texts, odd])))
    reply: dict[str, Any] = report("all.jsonl")["replies"][-1]
    return reply


@pytest.mark.parametrize(
    ("odd", "check", "suggestion"),
    [
        ("Hei [user.name], saken er behandlet.", "template/unknown-placeholder", None),
        ("Hei [brukar.fornamn], saka er handsama.", "template/unknown-placeholder", "[bruker.fornavn]"),
        ("Hei [bruker fornavn], saken er behandlet.", "template/malformed-placeholder", "[bruker.fornavn]"),
        ("Hei {{ bruker.fornavn }}, saken er behandlet.", "template/mixed-syntaxes", None),
    ],
)
def test_what_is_unusual_in_a_file_of_many_placeholders_is_told(folder: Path, odd: str, check: str, suggestion: str | None) -> None:
    findings = [finding for finding in locale_file(folder, odd)["findings"] if finding["check"].startswith("template/")]
    assert [(finding["check"], finding["suggestion"]) for finding in findings] == [(check, suggestion)]


def test_a_rare_name_of_a_known_object_is_not_unusual(folder: Path) -> None:
    assert not locale_file(folder, "Hei [bruker.navkontor], saken er behandlet av [enhet].")["findings"]


def test_mixed_syntaxes() -> None:
    result = judged("Hi {{ customer.first_name }}, order ${order.number} from {{ shop }} is on its way.")
    assert named(result, "template/mixed-syntaxes") == ["${order.number}"]
    asked = judged("Hi ${name}, order ${number}.", "placeholders: {syntax: liquid}")
    assert named(asked, "template/mixed-syntaxes") == ["${name}", "${number}"]
    for reply in ("Hi {{ a }} {% if b %}{{ c }}{% endif %}.", "Hi <%= a %> <% if b %>x<% end %>.", "Hi Anna."):
        assert "template/mixed-syntaxes" not in checks(judged(reply))


def test_the_odd_one_in_a_file_is_written_otherwise(folder: Path) -> None:
    replies = ["Hi {{ name }}, it is sent.", "Hi {{ name }}, it is paid.", "Hi {{ name }}, it is back.", "Hi [name], it is lost."]
    (folder / "all.jsonl").write_text("\n".join(json.dumps({"reply": f"{text} We are sorry for the trouble.", "language": "en"}) for text in replies))
    findings = [[finding["text"] for finding in reply["findings"] if finding["check"] == "template/mixed-syntaxes"] for reply in report("all.jsonl")["replies"]]
    assert findings == [[], [], [], ["[name]"]]


def test_finished_texts_hold_no_placeholder() -> None:
    for text in ("placeholders: forbidden", "voice: {placeholders: forbidden}", "channels: {x: {placeholders: forbidden}}"):
        result = judged("Hei [navn], så fint at du likte turen med oss i dag.", text, "nb", channel="x")
        assert checks(result) == {"template/unresolved-placeholder"}, told(result)
        assert next(iter(result.findings)).rule is not None
    elsewhere = judged("Hei [navn], så fint at du likte turen med oss i dag.", "channels: {x: {placeholders: forbidden}}", "nb", channel="email")
    assert not checks(elsewhere)


@pytest.mark.parametrize(
    ("reply", "guide_text", "told_of"),
    [
        ("Hi {%customer.firstName,fallback=%}, thanks.", PLAIN, True),
        ("Hi {{ name | default: '' }}, thanks.", PLAIN, True),
        ("Hi {{ name | default: 'there' }}, thanks.", "placeholders: {fallback: required}", False),
        ("Hi {{ name }}, thanks.", "placeholders: {fallback: required}", True),
        ("Dear {{ name }}\nThanks.", "placeholders: {fallback: required}", True),
        ("Hi %{name}, thanks.", "placeholders: {fallback: required}", True),
        ("Hi {{ name }}, thanks.", PLAIN, False),
        ("Hi Anna, your order {{ number }} is on its way.", "placeholders: {fallback: required}", False),
        ("{% if name %}Hi {{ name }},{% else %}Hi there,{% endif %} thanks.", "placeholders: {fallback: required}", False),
        ("{% if name != blank %}Hi {{ name }},{% else %}Hi there,{% endif %} thanks.", "placeholders: {fallback: required}", False),
        ("{% if vip %}Hi {{ name }},{% else %}Hi there,{% endif %} thanks.", "placeholders: {fallback: required}", True),
        ("Hi {{ name }}, thanks.", "placeholders: {fallback: required, allowed: {name: {sample: Bo, can_be_empty: false}}}", False),
    ],
)
def test_a_greeting_is_not_left_hanging(reply: str, guide_text: str, told_of: bool) -> None:
    result = judged(reply, guide_text)
    assert ("template/no-fallback" in checks(result).union(*map(checks, result.branches))) is told_of, told(result)


def test_the_message_shows_the_greeting_that_would_be_sent() -> None:
    result = judged("Hei {{ fornavn }}, takk for at du skrev.", "placeholders: {fallback: required}", "nb")
    assert "this begins with “Hei ,”" in told(result)
    assert "knows no fallback" in judged("Hei [fornavn], takk.", "placeholders: {fallback: required}", "nb").findings[0].advice


def test_a_fallback_elsewhere_in_the_file_makes_one_expected(folder: Path) -> None:
    texts = ["Hi {{ name | default: 'there' }}, thanks for writing to us.", "Hi {{ name }}, we have sent a new parcel today."]
    (folder / "all.jsonl").write_text("\n".join(json.dumps({"reply": text, "language": "en"}) for text in texts))
    assert [[finding["check"] for finding in reply["findings"]] for reply in report("all.jsonl")["replies"]] == [[], ["template/no-fallback"]]


@pytest.mark.parametrize(
    ("reply", "words", "severity"),
    [
        ("TODO: ask legal. Thanks for writing.", ["TODO"], "fail"),
        ("Lorem ipsum dolor sit amet.", ["Lorem ipsum", "dolor sit amet"], "fail"),
        ("Du får svar. (FJERN DET SOM IKKE PASSER) Hilsen oss.", ["FJERN DET SOM IKKE PASSER"], "fail"),
        ("Vi svarer innen XX dager.", ["XX"], "warn"),
        ("Vedtaket av xx.xx.xxxx gjelder til 20xx, og du får X kroner.", ["xx.xx.xxxx", "xx", "X"], "warn"),
        ("Du har søkt om (YTELSE) den DATO OG KLOKKESLETT.", ["YTELSE", "DATO OG KLOKKESLETT"], "warn"),
        ("Henvendelsen er sendt til ENHET/VEILEDER i dag.", ["ENHET/VEILEDER"], "warn"),
        ("Your claim for BENEFIT was dealt with on DATE.", ["BENEFIT", "DATE"], "warn"),
        ("Hi [insert first name], thanks for writing.", ["[insert first name]"], "warn"),
        ("See <insert link> for more about it.", ["<insert link>"], "warn"),
        ("Avtalen er {ANGI DAG OG TIDSPUNKT} på kontoret.", ["{ANGI DAG OG TIDSPUNKT}"], "warn"),
        ("Kortet er (MISTET/ØDELAGT/GAMMELT FORMAT) sier du.", ["(MISTET/ØDELAGT/GAMMELT FORMAT)"], "warn"),
        ("You owe us ____ pounds.", ["____"], "warn"),
        ("Du får [BELØP] kroner i [MÅNED].", ["BELØP", "MÅNED"], "warn"),
    ],
)
def test_leftovers_are_found(reply: str, words: list[str], severity: str) -> None:
    result = judged(reply)
    assert named(result, "template/leftover") == words, told(result)
    assert {finding.severity for finding in result.findings if finding.check == "template/leftover"} == {severity}
    strict = judged(reply, "languages: [en, nb]\nplaceholders: forbidden")
    assert {finding.severity for finding in strict.findings if finding.check == "template/leftover"} == {"fail"}


@pytest.mark.parametrize(
    "reply",
    [
        "So glad you liked it. Love, Jo xx",
        "Thanks a lot, see you soon! XX\nEmma",
        "We have XXL left, and follow us on X. X is closed today.",
        "DATO: 12. mai\nSTED: Oslo\n\nVelkommen.",
        "VI HAR FÅTT NY DATO FOR FESTEN",
        "NAV, UDI og EØS (CPU, RAM, OS) er forkortelser.",
        "Se https://x.no/XX/DATO for mer om saken.",
        "Skriv inn koden (skriv inn alle fire tallene), så er du inne.",
        "Takk for turen.\n\n____\n\nHilsen oss",
        "Hei {{ DATO }}, du får %{BELOP} kroner.",
        "Your name stands on the list, and so does the date.",
    ],
)
def test_what_is_finished_is_no_leftover(reply: str) -> None:
    result = judged(reply)
    assert "template/leftover" not in checks(result), told(result)


def test_a_declared_placeholder_in_capitals_is_no_leftover() -> None:
    assert "template/leftover" not in checks(judged("Du får [BELØP] kroner.", "placeholders: {allowed: {BELØP: '400'}}", "nb"))


@pytest.mark.parametrize(
    ("reply", "pairs"),
    [
        ("Hei pÃ¥ deg.", [("pÃ¥", "på")]),
        ("Itâ€™s here, in the cafÃ©.", [("Itâ€™s", "It’s"), ("cafÃ©", "café")]),
        ("En pÃ¥skeÃ¸l til alle.", [("pÃ¥skeÃ¸l", "påskeøl")]),
        ("Vi har f\ufffdtt svar.", [("f\ufffdtt", None)]),
    ],
)
def test_mojibake_is_found_and_mended(reply: str, pairs: list[tuple[str, str | None]]) -> None:
    assert found(judged(reply, language="nb"), "mojibake") == pairs


@pytest.mark.parametrize(
    "reply", ["Blåbærsyltetøy på påske, så «fint» – og “bra”…", "Ângela e São Paulo, AÇÃO!", "Der står “på” og ”så”.", "Größe, crème brûlée, naïve Œuvre, 5 € £ ½ °C"]
)
def test_letters_with_marks_are_no_mojibake(reply: str) -> None:
    assert "template/mojibake" not in checks(judged(reply, language="nb"))


@pytest.mark.parametrize(
    ("language", "reply", "words"),
    [
        ("en", "Thanks for the the parcel.", "the the"),
        ("en", "We will be\nbe there on Monday.", "be\nbe"),
        ("nb", "Det er samtidig uttak og og det går fint.", "og og"),
        ("da", "Vi sender pakken og og den kommer fredag.", "og og"),
        ("sv", "Vi skickar paketet och och det kommer på fredag.", "och och"),
    ],
)
def test_a_doubled_word_is_found(language: str, reply: str, words: str) -> None:
    result = judged(reply, "version: 1", language)
    assert found(result, "doubled-word") == [(words, words.split()[0])], told(result)


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("en", "We had had that before, and it is very very nice that that went well."),
        ("en", "No no, bye bye! Ciao ciao, and Duran Duran says thanks."),
        ("en", "Call 55 55 33 33. It was there. There it is."),
        ("nb", "Er det det det gjelder, sier vi hei hei til de de kjenner."),
        ("nb", "Han gikk.\n\nGikk du også?"),
    ],
)
def test_words_that_may_stand_twice_are_left_alone(language: str, reply: str) -> None:
    assert "template/doubled-word" not in checks(judged(reply, "version: 1", language))


def test_lengths_are_counted_with_the_longest_values() -> None:
    reply = "Hi {{ customer.first_name }}, it is sent."
    limit = ALLOWED + "channels: {sms: {max_length: %d}}\nvoice: {length: {max_characters: %d}}"
    longest = len("Hi , it is sent.") + 20
    assert not checks(judged(reply, limit % (longest, longest), channel="sms"))
    result = judged(reply, limit % (longest - 1, longest - 1), channel="sms")
    assert checks(result) == {"channel/too-long", "length/too-long"}
    assert all(finding.message.startswith(f"{longest} characters with the longest values of its placeholders") for finding in result.findings)
    on_x = "Hi {{ customer.first_name }}, see https://fjordfly.no/o/{{ order.number }} for it."
    longest = len("Hi , see  for it.") + 20 + 23  # a link counts 23, whatever is filled in
    for most, too_long in ((longest, False), (longest - 1, True)):
        assert ("channel/too-long" in checks(judged(on_x, ALLOWED + f"channels: {{x: {{max_length: {most}}}}}", channel="x"))) is too_long
    undeclared = judged("Order {{ order.number }} is sent.", "channels: {sms: {max_length: 33}}", channel="sms")
    assert "channel/too-long" not in checks(undeclared)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("placeholders: {syntax: liquit}", 'the syntax "liquit" is not known'),
        ("placeholders: maybe", "must be one of allowed, forbidden"),
        ("placeholders: {fallback: always}", "must be one of required, optional"),
        ("placeholders: {allowed: {name: {max_lenght: 3}}}", 'Did you mean "max_length"?'),
        ("placeholders: {allowed: {name: {max_length: -3}}}", "a whole number, 0 or more"),
        ("placeholders: {alowed: {name: Bo}}", 'Did you mean "allowed"?'),
    ],
)
def test_a_mistake_in_the_guide_is_told(text: str, message: str) -> None:
    with pytest.raises(VoicecheckError, match=r"placeholders|syntax") as caught:
        guide(text)
    assert message in str(caught.value)


def test_places_are_those_of_the_file(folder: Path) -> None:
    raw = '\ufeff{"reply": "Hei \\u00e5 [bruker,fornavn],\\nvi sender XX kroner i pÃ¥sken, og og det g\\u00e5r bra.", "language": "nb"}\r\n'.encode()
    (folder / "all.jsonl").write_bytes(raw)
    (reply,) = report("all.jsonl")["replies"]
    found_words = {finding["check"]: stored(raw, finding) for finding in reply["findings"] if finding["check"].startswith("template/")}
    assert found_words == {"template/malformed-placeholder": "[bruker,fornavn]", "template/leftover": "XX", "template/mojibake": "pÃ¥sken", "template/doubled-word": "og og"}


def test_a_file_of_templates_reads_well(folder: Path) -> None:
    (folder / "voicecheck.yml").write_text("languages: [nb]\nplaceholders: {syntax: liquid, fallback: required, allowed: {fornavn: Kari}}\n")
    (folder / "svar.md").write_text("Hei {{ fornavn }},\n{% if haster %}vi ringer deg i dag.{% else %}du får svar innen XX dager.{% endif %}\n\nHilsen [avdeling]\n")
    text = run("check", "svar.md", "--no-color").stdout
    assert "template/no-fallback" in text and "template/leftover" in text and "template/unknown-placeholder" in text
    assert text.count("“{{ fornavn }}” has no value") == 1


def test_every_language_has_its_words() -> None:
    hygiene = load_hygiene()
    assert set(language_codes()) <= set(hygiene.may_double)
    assert {"DATE", "DATO", "NAMN", "BELØB", "BELOPP"} <= hygiene.fill_in
    assert all(word == word.upper() for word in hygiene.fill_in)
