"""Promises of time, as five languages say them, against a service level."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import LANGUAGES, checks, guide, named, told
from voicecheck.languages.times import load_times, promised_times
from voicecheck.tone.lexicon import load_lexicon

PROMISES = [
    ("en", "We will get back to you within an hour.", 1),
    ("en", "You will hear from us in the next two to three hours.", 3),
    ("en", "We reply in 2-3 working days.", 72),
    ("en", "You will have an answer by 12.30 tomorrow.", 36),
    ("en", "I will fix it right away.", 0.25),
    ("en", "We refund within the hour.", 1),
    ("nb", "Du får svar innen kl. 12.", 12),
    ("nb", "Du får svar innen kl. 12 i morgen.", 36),
    ("nb", "Vi ringer deg om en halvtime.", 0.5),
    ("nb", "Du hører fra oss i løpet av dagen.", 12),
    ("nb", "Vi svarer innen halvannen time.", 1.5),
    ("nn", "Du får svar innan eit døgn.", 24),
    ("nn", "Vi ordnar det med ein gong.", 0.25),
    ("da", "Vi vender tilbage inden for et kvarter.", 0.25),
    ("da", "Du får svar inden for to hverdage.", 48),
    ("sv", "Vi återkommer inom 24 timmar.", 24),
    ("sv", "Du får svar före kl. 15 i övermorgon.", 60),
]
NO_PROMISES = [
    ("en", "We wrote to you two hours ago."),
    ("en", "The museum opens in an hour."),
    ("en", "We will get back to you."),
    ("nb", "Vi svarte deg for to timer siden."),
    ("nb", "Toget går om ti minutter."),
    ("da", "Butikken åbner om en time."),
    ("sv", "Tåget går om tio minuter."),
    ("nn", "Båten går om ti minutt."),
]


def hours(language: str, text: str) -> list[float]:
    row = load_lexicon(language).row(text)
    return [round(item.hours, 2) for item in promised_times(row, load_times(language))]


@pytest.mark.parametrize(("language", "text", "expected"), PROMISES)
def test_a_promise_is_measured(language: str, text: str, expected: float) -> None:
    found = hours(language, text)
    assert found and min(found) == expected


@pytest.mark.parametrize(("language", "text"), NO_PROMISES)
def test_a_fact_is_no_promise(language: str, text: str) -> None:
    assert hours(language, text) == []


@given(amount=st.integers(1, 400), level=st.integers(1, 400), language=st.sampled_from(LANGUAGES))
def test_only_what_is_faster_than_the_level_is_told(amount: int, level: int, language: str) -> None:
    text = {
        "en": "You get a reply within {} hours.",
        "nb": "Du får svar innen {} timer.",
        "nn": "Du får svar innan {} timar.",
        "da": "Du får svar inden for {} timer.",
        "sv": "Du får svar inom {} timmar.",
    }
    row = load_lexicon(language).row(text[language].format(amount))
    found = [item.hours for item in promised_times(row, load_times(language))]
    assert found == [amount]
    assert (found[0] < level) is (amount < level)


def test_the_level_of_a_channel_holds_there() -> None:
    compiled = guide("languages: [nb]\nvoice: {response_time: {sla: 2h}}\nchannels: {email: {response_time: {sla: 2d}}}\ngate:\n")
    reply = "Hei Kari. Du får svar fra oss innen ett døgn."
    assert "promises/too-fast" not in checks(compiled.check(reply, language="nb", channel="chat"))
    result = compiled.check(reply, language="nb", channel="email")
    assert named(result, "promises/too-fast") == ["innen ett døgn"]
    assert "promises 24 hours at most; the service level is 2 days." in told(result)
    assert result.findings[0].rule is not None and result.findings[0].rule.line == 3


@pytest.mark.parametrize(
    ("reply", "vague"), [("Vi svarer så snart som mulig.", True), ("Vi svarer så snart som mulig, og senest torsdag kl. 12.", False), ("Vi svarer i morgen.", False)]
)
def test_a_vague_time_needs_a_concrete_one(reply: str, vague: bool) -> None:
    result = guide("languages: [nb]\nvoice: {response_time: {concrete: true}}\ngate:\n").check(reply, language="nb")
    assert ("promises/vague-time" in checks(result)) is vague, told(result)
