"""Which language a reply is in, and what is said where that cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import LANGUAGES, guide, report, run, shipped
from voicecheck.drafts.mask import mask
from voicecheck.languages.detect import detect

FIVE = guide("languages: [en, nb, nn, da, sv]\n")

REPLIES = {
    "en": [
        "Hi Anna, thanks for letting us know. I have sent a new parcel today and it should be with you by Friday.",
        "You should have read the terms before you ordered.",
        "We're sorry about that! Could you send us your booking number in a direct message?",
        "Your refund was paid out this morning.",
    ],
    "nb": [
        "Hei Kari! Takk for at du sier fra. Vi har sendt en ny pakke i dag, og den er hos deg på fredag.",
        "Du burde ha lest vilkårene før du bestilte noe.",
        "Fakturaen din er betalt, så du trenger ikke gjøre noe mer.",
        "Jeg skjønner at dere er lei av å vente på oss.",
    ],
    "nn": [
        "Hei Kari! Takk for at du seier frå. Vi har sendt ein ny pakke i dag, og han er hos deg på fredag.",
        "Du burde ha lese vilkåra før du tinga noko.",
        "Rekninga di er betalt, så du treng ikkje gjere noko meir.",
        "Eg skjønar at de er leie av å vente på oss.",
    ],
    "da": [
        "Hej Kirsten. Tak fordi du siger til. Vi har sendt en ny pakke i dag, og den er hos dig på fredag.",
        "Du burde have læst betingelserne, før du bestilte noget.",
        "Din regning er betalt, så du behøver ikke gøre mere.",
        "Jeg forstår godt, at I er trætte af at vente på os.",
    ],
    "sv": [
        "Hej Karin! Tack för att du hör av dig. Vi har skickat ett nytt paket i dag, och det är hos dig på fredag.",
        "Du borde ha läst villkoren innan du beställde något.",
        "Din faktura är betald, så du behöver inte göra något mer.",
        "Jag förstår att ni är trötta på att vänta på oss.",
    ],
}


@pytest.mark.parametrize(("language", "reply"), [(language, reply) for language, replies in REPLIES.items() for reply in replies])
def test_the_language_of_a_reply(language: str, reply: str) -> None:
    result = FIVE.check(reply)
    assert result.language == language
    assert result.notes == ()


@pytest.mark.parametrize(
    ("language", "reply"),
    [("en", "Read the terms."), ("nb", "Det vet jeg ikke."), ("nn", "Det veit eg ikkje."), ("da", "Det ved jeg ikke noget om."), ("sv", "Det vet jag inte.")],
)
def test_short_replies(language: str, reply: str) -> None:
    assert FIVE.check(reply).language == language


def test_only_the_languages_of_the_guide_come_into_question() -> None:
    danish = "Tak for din besked. Vi har sendt en ny pakke."
    assert guide("languages: [da, en]\n").check(danish).language == "da"
    assert guide("languages: [nb, en]\n").check(danish).language == "nb"
    assert guide("languages: [sv]\n").check(danish).language == "sv"


def test_no_as_a_language_is_norwegian() -> None:
    norwegian = guide("languages: [no, sv]\n")
    assert norwegian.guide.languages == ("nb", "sv")
    assert norwegian.check("Takk for at du sier fra, vi har sendt en ny pakke i dag.").language == "nb"


@pytest.mark.parametrize(("given", "code"), [("no", "nb"), ("nb-NO", "nb"), ("NB_no", "nb"), ("en_GB", "en"), ("en-AU", "en"), ("DA", "da"), ("sv-FI", "sv"), ("nn-NO", "nn")])
def test_a_given_language_may_be_written_in_many_ways(given: str, code: str) -> None:
    result = FIVE.check("OK.", language=given)
    assert (result.language, result.verdict != "unchecked") == (code, True)


@pytest.mark.parametrize(("languages", "first"), [("[nb, en]", "nb"), ("[sv, da]", "sv")])
def test_too_short_to_tell_is_the_first_language_and_says_so(languages: str, first: str) -> None:
    result = guide(f"languages: {languages}\n").check("Ok 👍")
    assert result.language == first
    assert result.notes == (f"too short to tell the language; taken for {first}, the guide's first language",)


def test_the_report_says_so_too(folder: Path) -> None:
    (folder / "reply.txt").write_text("Ok 👍 12.00")
    assert "too short to tell the language; taken for en" in report("reply.txt")["replies"][0]["notes"][0]


def test_a_given_but_unknown_language_is_unchecked(folder: Path) -> None:
    (folder / "reply.md").write_text("---\nlanguage: fi\n---\nKiitos viestistäsi, olemme lähettäneet uuden paketin.\n")
    data = report("reply.md")
    (reply,) = data["replies"]
    assert reply["verdict"] == "unchecked"
    assert reply["reason"] == "voicecheck has no language pack for “fi” (it has en, da, nb, nn, sv)"
    assert (reply["risk"], reply["tone"], reply["findings"]) == (None, None, [])
    assert data["summary"] == {"replies": 1, "pass": 0, "warn": 0, "fail": 0, "unchecked": 1}
    assert "Not checked: voicecheck has no language pack" in " ".join(run("check", "reply.md").stdout.split())
    assert run("check", "reply.md").exit_code == 0
    assert run("check", "reply.md", "--fail-on", "warn").exit_code == 1


@pytest.mark.parametrize("text", ["![Sint ugle](owl.png)\n", "![a](b.png)\n\n![c](d.gif)", "## Svar\n\n> ![a](b.png)\n"])
def test_a_reply_that_is_only_an_image_is_unchecked(folder: Path, text: str) -> None:
    (folder / "reply.md").write_text(text)
    (reply,) = report("reply.md")["replies"]
    assert (reply["verdict"], reply["reason"]) == ("unchecked", "it holds only an image, which voicecheck cannot read")


@pytest.mark.parametrize("text", ["...", "?!", " - \n"])
def test_a_reply_without_words_is_unchecked(text: str) -> None:
    result = FIVE.check(text)
    assert (result.verdict, result.reason) == ("unchecked", "it holds no words")


@pytest.mark.parametrize("situation", ["complaintt", "klage"])
def test_a_given_but_unknown_situation_is_unchecked(folder: Path, situation: str) -> None:
    (folder / "reply.md").write_text(f"---\nsituation: {situation}\n---\nThanks for your message, we have sent a new parcel today.\n")
    (reply,) = report("reply.md")["replies"]
    assert reply["verdict"] == "unchecked"
    assert f"“{situation}” is no situation (there are complaint, question" in reply["reason"]


def test_a_situation_in_capitals_is_the_situation(folder: Path) -> None:
    (folder / "reply.md").write_text("---\nsituation: Complaint\n---\nSee our website.\n")
    (reply,) = report("reply.md")["replies"]
    assert reply["situation"] == "complaint"
    assert "politeness/too-low" in [finding["check"] for finding in reply["findings"]]


def test_names_links_and_quotations_do_not_decide_the_language() -> None:
    reply = "Du skrev «I have been waiting for the parcel for three weeks and nobody answers». Takk for at du sier fra, vi skal hjelpe deg så fort vi kan, se https://example.com/where-is-my-parcel"
    assert detect(mask(reply).text, LANGUAGES).language == "nb"
    assert FIVE.check(reply).language == "nb"


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("German", "Vielen Dank für Ihre Nachricht. Wir kümmern uns sofort darum und melden uns morgen bei Ihnen."),
        ("German", "Danke, das freut uns sehr!"),
        ("Spanish", "Muchas gracias por su mensaje, estamos con su pedido."),
        ("French", "Merci beaucoup pour votre message, nous sommes désolés."),
        ("Dutch", "Bedankt voor uw bericht, wij kijken er naar en laten het u weten."),
    ],
)
def test_a_reply_in_a_language_without_a_pack_is_not_taken_for_one_with_a_pack(language: str, reply: str) -> None:
    result = shipped("cautious-service").check(reply)
    assert result.verdict == "unchecked" and f"it seems to be in {language}" in result.reason
    assert shipped("cautious-service").check(reply, language="en").verdict != "unchecked", "what the draft says is believed"
