"""Personal data in replies: told by check digits, by words beside them, by the customer's own message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import checks, guide, named, told
from voicecheck import Result
from voicecheck.checks.numbers import is_card, is_fodselsnummer, is_norwegian_account, is_personnummer, luhn, personal_numbers

PUBLIC = "languages: [nb, en, sv, da]\nprivacy: {public: {never_reveal: [national_id, card_number, account_number, phone, email, order_number, birth_date, full_name]}%s}\ngate:\n"
OWN = ", own_contacts: ['815 22 040', '@nordklang.example']"


def judged(reply: str, language: str = "nb", customer: str = "", channel: str = "facebook", own: str = "") -> Result:
    return guide(PUBLIC % own).check(reply, language=language, customer=customer, channel=channel)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Fødselsnummeret er 13097248022.", ["national_id"]),
        ("Fødselsnummeret er 130972 48022.", ["national_id"]),
        ("CPR 070761-4285", ["national_id"]),
        ("Personnummer 811228-9874 och 19811228-9874", ["national_id", "national_id"]),
        ("Kort 4111 1111 1111 1111", ["card_number"]),
        ("Konto 8601.11.17947", ["account_number"]),
        ("IBAN NO93 8601 1117 947", ["account_number"]),
        ("Sporing 13097248023, sak 12345678901", []),  # a wrong check digit; a number that is none
        ("Ring 0701234567 eller +47 22 33 44 55", []),
        ("2026-11-22 kl. 12.00, kr 1 250,00", []),
        ("Artikkel 4111 1111 1111 1112", []),
    ],
)
def test_numbers_are_told_by_their_check_digits(text: str, kinds: list[str]) -> None:
    assert [item.kind for item in personal_numbers(text)] == kinds


@given(st.text("0123456789", min_size=11, max_size=11))
def test_one_wrong_figure_is_always_found(digits: str) -> None:
    for is_one in (is_fodselsnummer, is_norwegian_account):
        if is_one(digits):
            changed = digits[:-1] + str((int(digits[-1]) + 1) % 10)
            assert not is_one(changed)


@given(st.text("0123456789", min_size=9, max_size=18), st.integers(0, 17), st.integers(1, 9))
def test_luhn_finds_every_single_wrong_figure(body: str, place: int, by: int) -> None:
    whole = next(body + str(check) for check in range(10) if luhn(body + str(check)))
    index = place % len(whole)
    changed = whole[:index] + str((int(whole[index]) + by) % 10) + whole[index + 1 :]
    assert not luhn(changed)
    assert not is_card("4" * len(whole))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for item in personal_numbers(text):
        assert 0 <= item.start < item.end <= len(text)


def test_a_coordination_number_is_a_personnummer() -> None:
    assert is_personnummer("7010632391")
    assert not is_personnummer("7010932391")


@pytest.mark.parametrize(
    ("reply", "customer", "own", "shown"),
    [
        ("Hei Ruth, bestilling 48213377 er på vei.", "", "", ["48213377"]),
        ("Hei Ruth, ordrenummer 48213377 er på vei.", "", "", ["48213377"]),
        ("Hei Ruth, pakken din kommer 12.", "", "", []),
        ("Vi ringer deg på 412 34 567 i morgen.", "Ring meg på 41234567!", "", ["412 34 567"]),
        ("Ring oss på 412 34 567.", "", "", []),
        ("Ring oss på 815 22 040.", "", OWN, []),
        ("Ring oss på 412 34 567.", "", OWN, ["412 34 567"]),
        ("Nummeret ditt er 412 34 567.", "", "", ["412 34 567"]),
        ("Vi sendte svaret til ruth.olsen@gmail.com.", "", "", ["ruth.olsen@gmail.com"]),
        ("Skriv til hjelp@nordklang.example.", "", OWN, []),
        ("Skriv til hjelp@nordklang.example.", "", "", []),
        ("Hei {{customer.last_name}}, ordre {{order_number}} er klar.", "", "", ["{{customer.last_name}}", "{{order_number}}"]),
        ("Hei {{first_name}}, den er klar.", "", "", []),
    ],
)
def test_what_a_reply_gives_away(reply: str, customer: str, own: str, shown: list[str]) -> None:
    result = judged(reply, customer=customer, own=own)
    assert sorted(named(result, "privacy/revealed")) == sorted(shown), told(result)


def test_a_report_does_not_repeat_the_number() -> None:
    (finding,) = (item for item in judged("Fødselsnummeret 13097248022 stemmer.").findings if item.check == "privacy/revealed")
    assert "13097248022" not in finding.message and "“130••••••••”" in finding.message
    assert finding.rule is not None and finding.rule.line == 2


def test_private_channels_have_their_own_list() -> None:
    text = "languages: [nb]\nprivacy: {private: {never_reveal: [card_number]}}\ngate:\n"
    reply = "Kortet 4111 1111 1111 1111 er sperret, bestilling 48213377 er refundert."
    result = guide(text).check(reply, language="nb", channel="email")
    assert named(result, "privacy/revealed") == ["4111 1111 1111 1111"]


@pytest.mark.parametrize(
    ("when", "channel", "echoes"),
    [("never", "facebook", True), ("never", "email", True), ("in_private", "facebook", True), ("in_private", "email", False), ("allowed", "facebook", False)],
)
def test_a_diagnosis_is_not_repeated(when: str, channel: str, echoes: bool) -> None:
    compiled = guide(f"languages: [en]\nvoice: {{echo_sensitive: {when}}}\ngate:\n")
    customer = "Your staff were wonderful with my autistic son."
    result = compiled.check("We are glad that your autistic son felt at home!", language="en", channel=channel, customer=customer)
    assert ("privacy/echo" in checks(result)) is echoes
    assert "privacy/echo" not in checks(compiled.check("We are glad that he felt at home!", language="en", channel=channel, customer=customer))


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("nb", "Jonas fikk sparken i vår."),
        ("nb", "Vår tidligere kokk ble oppsagt i vår."),
        ("en", "Our former waiter was sacked in May."),
        ("da", "Han er sygemeldt med stress."),
        ("sv", "Vi har sagt upp honom."),
        ("nn", "Ho slit med angst."),
    ],
)
def test_nobody_elses_health_or_job_is_told_in_any_guide(language: str, reply: str) -> None:
    assert "privacy/third-party" in checks(guide("languages: [en, nb, nn, da, sv]\n").check(reply, language=language))


@pytest.mark.parametrize(
    ("customer", "reply", "remarks"),
    [
        ("Passer kjolen til datteren min på 13 år?", "Hun har ikke formene til den ennå.", True),
        ("Passer kjolen til meg?", "Du har ikke formene til den ennå.", False),
        ("Passer kjolen til datteren min på 13 år?", "Den finnes i størrelse 146 til 170.", False),
    ],
)
def test_the_body_of_a_child_is_no_subject_in_any_guide(customer: str, reply: str, remarks: bool) -> None:
    assert ("topics/minors-body" in checks(guide("languages: [nb]\n").check(reply, language="nb", customer=customer))) is remarks
