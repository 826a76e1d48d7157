"""What the articles behind voicecheck ask of a guide, row by row: each can be written in a guide, and is checked.
Here are the rows of the articles 002 to 004.

A row is a case (tests/rows.py): a guide, a reply that must be stopped or warned of with the check that
says why, and one that the same guide lets through. What concerns several replies or guides stands below.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import voicecheck
from tests.rows import Row, holds
from tests.support import report, run
from voicecheck import VoicecheckError

NB_COMPLAINT = {"language": "nb", "channel": "facebook", "situation": "complaint"}
EN_COMPLAINT = {"language": "en", "channel": "x", "situation": "complaint"}

ROWS = {
    "002 what the telecom's answer is made of": Row(
        "require: {complaint: [greeting, acknowledgement, next_step]}\n",
        "structure/missing",
        "Nettet kommer tilbake i kveld.",
        "Hei Espen! Beklager ventetiden. Vi retter feilen i kveld.",
        NB_COMPLAINT,
    ),
    "002 in its order": Row(
        "order: {complaint: [greeting, acknowledgement, solution]}\n",
        "structure/order",
        "Vi har sendt fakturaene i dag. Beklager ventetiden.",
        "Beklager ventetiden. Vi har sendt fakturaene i dag.",
        NB_COMPLAINT,
    ),
    "002 and signed as the brand signs": Row(
        'voice: {signature: "/{name}"}\n', "structure/signature", "Vi hjelper deg gjerne.\nHilsen Michael", "Vi hjelper deg gjerne.\n/Michael", NB_COMPLAINT
    ),
    "002 personal data only by direct message, said in the same sentence": Row(
        "playful-telecom",
        "privacy/public-request",
        "Fortvil ikke, Espen! Skriv fullt navn og fødselsdato her, så fikser vi det i dag.\n/Michael",
        "Fortvil ikke, Espen! Send oss en direktemelding med fullt navn og fødselsdato, så fikser vi det i dag.\n/Michael",
        {**NB_COMPLAINT, "customer": "Trenger kopi av alle fakturaene mine"},
    ),
    "002 an emoticon glued to a word counts": Row(
        "voice: {emoji: {max: 0}}\n", "style/emoji", "Dette fikser vi for deg her via face:)", "Dette fikser vi for deg her via face.", {"language": "nb", "channel": "facebook"}
    ),
    "002 humor for a customer who plays": Row(
        "voice: {mirror: {humor: true}}\n",
        "mirror/humor",
        "Haha, panfløyta lover at hun aldri gjør comeback, spøk til side!",
        "Haha, panfløyta lover at hun aldri gjør comeback, spøk til side!",
        {"language": "nb", "channel": "facebook", "customer": "Hvor blir det av fakturaene mine?"},
        {"customer": "Haha, bestill panfløyta på nytt, da 😂"},
    ),
    "002 listen first: no command at the start": Row(
        "voice: {opening: {avoid: [command, link]}}\n",
        "structure/opening",
        "Start ruteren på nytt. Beklager at nettet er nede.",
        "Beklager at nettet er nede. Start gjerne ruteren på nytt.",
        NB_COMPLAINT,
    ),
    "002 a role that is not on the list": Row(
        'personas: {captain: {phrases: ["captain*", "on deck"], situations: [question, complaint]}}\n',
        "persona/not-listed",
        "Hoot hoot! The owl has put your film back, it runs from 8 pm.",
        "Captain Mike here! I have restarted your film, and it runs from 8 pm.",
        {"language": "en", "channel": "chat", "situation": "complaint"},
    ),
    "002 a role that solves nothing": Row(
        'personas: {captain: {phrases: ["captain*"]}}\n',
        "persona/unsolved",
        "Captain Mike laughs at the waves!",
        "Captain Mike here! I have restarted your film, and it runs from 8 pm.",
        {"language": "en", "channel": "chat", "situation": "complaint"},
    ),
    "002 jokes on gender and dating tips": Row(
        "brand: Streaming\n",
        "conduct/gender-joke",
        "Some ladies simply worry too much! Your film runs again.",
        "Some films simply run too long! Yours works again.",
        {"language": "en", "channel": "chat", "situation": "complaint"},
    ),
    "002 solve first, then joke": Row(
        "voice: {solve_first: true}\n",
        "structure/unsolved-joke",
        "Haha, the whirlpool got you!",
        "Haha, the whirlpool got you! We have restarted your film.",
        {"language": "en", "channel": "chat", "situation": "complaint"},
    ),
    "002 personal style tightens the brand's limits": Row(
        "voice: {emoji: {max: 3}}\nagents: {mads: {emoji: {max: 0}}}\n",
        "style/emoji",
        "Of course, Kim 😊",
        "Of course, Kim 😊",
        {"language": "en", "agent": "mads"},
        {"agent": ""},
    ),
    "002 screenshots travel: no case numbers in public": Row(
        "privacy: {public: {never_reveal: [order_number, phone, address]}}\n",
        "privacy/revealed",
        "Hei Espen! Saken din med ordrenummer 48213377 er løst.",
        "Hei Espen! Saken din er løst.",
        NB_COMPLAINT,
    ),
    "003 too cheeky, and too high on the horse": Row(
        "voice: {formality: {min: 20, max: 65}}\n",
        "formality/too-high",
        "Deres henvendelse er modtaget og vil blive behandlet i henhold til gældende retningslinjer. Undertegnede vender tilbage.",
        "Tak for din besked. Vi svarer dig i eftermiddag.",
        {"language": "da", "channel": "email"},
    ),
    "003 whether one may bite back": Row(
        'voice: {snark: {max: 100}, never: {bite_back: "Vi bider ikke fra os."}}\n',
        "snark/bite-back",
        "Right back at you.",
        "We hear you. What can we do?",
        {"language": "en", "channel": "x", "situation": "banter"},
    ),
    "003 how fast: nothing faster than the service level": Row(
        "voice: {response_time: {sla: 24h}}\n",
        "promises/too-fast",
        "Vi svarer dig inden for 10 minutter.",
        "Vi svarer dig inden for 2 dage.",
        {"language": "da", "channel": "x", "situation": "question"},
    ),
    "003 who answers: signed": Row(
        "require: {facebook: [signature]}\n",
        "structure/missing",
        "Det kigger vi på i dag.",
        "Det kigger vi på i dag.\n/Sofie",
        {"language": "da", "channel": "facebook"},
    ),
    "003 no service on social media": Row(
        "toy-maker",
        "channel/service-refused",
        "Hej Ib. Det er vi kede af. Tag batteriet ud, vent et minut, og sæt det i igen.",
        "Hej Ib. Det er vi kede af. Her på siden kan vi ikke hjælpe, men skriv til service@bygfjord.example eller ring 70 12 34 56.",
        {"language": "da", "channel": "facebook", "situation": "complaint", "customer": "Motoren virker ikke"},
    ),
    "003 proactive on one channel, reactive on the other": Row(
        "channels: {facebook: {mode: proactive}, x: {mode: reactive}}\n",
        "channel/reactive",
        "Bestil vores nye konto i dag, og følg os på Instagram!",
        "Bestil vores nye konto i dag, og følg os på Instagram!",
        {"language": "da", "channel": "x", "situation": "question"},
        {"channel": "facebook"},
    ),
    "003 talk with people, not at them": Row(
        "voice: {talk_with: true}\n",
        "structure/talks-at",
        "Lindebanken er en moderne bank med fokus på digitale løsninger.",
        "Hvad ville du gerne have vidst, før du købte bolig?",
        {"language": "da", "channel": "facebook", "situation": "other"},
    ),
    "003 a support profile of its own": Row(
        "support-profile",
        "channel/redirect",
        "Hej Bo, det er vi kede af. Vi har genstartet masten, og du har dækning igen klokken 15. /Mads",
        "Hej Bo, det er vi kede af. Vi har genstartet masten, og du har dækning igen klokken 15. /Mads",
        {"language": "da", "channel": "x", "situation": "complaint", "customer": "Ingen dækning i Skagen"},
        {"account": "dansktelehjaelp"},
    ),
    "004 the characters of a channel, with placeholders at their longest": Row(
        "channels: {x: {max_length: 140}}\nplaceholders: {allowed: {first_name: {max_length: 60}}}\n",
        "channel/too-long",
        "Sorry, {{first_name}}! The line in Elm Street was down for an hour; it is back now, and we take the hour off your bill.",
        "Sorry, {{first_name}}! The line is back now, and we take an hour off your bill.",
        EN_COMPLAINT,
    ),
    "004 a concrete time, not as soon as possible": Row(
        "voice: {response_time: {concrete: true}}\n",
        "promises/vague-time",
        "Vi återkommer så snart som möjligt.",
        "Vi återkommer före klockan 15 i morgon.",
        {"language": "sv", "channel": "x", "situation": "complaint"},
    ),
    "004 everybody listens: nothing is promised away": Row(
        "voice: {no_public_promises: true}\n",
        "promises/in-public",
        "Vi garanterar att det aldrig händer igen. Nästa biff är gratis!",
        "Skriv ett meddelande om vilken kväll du var här, så löser vi det.",
        {"language": "sv", "channel": "x", "situation": "complaint"},
    ),
    "004 the customer's language": Row(
        "languages: [sv, en]\nvoice: {reply_language: same_as_customer}\n",
        "language/not-the-customers",
        "Thank you for asking. The kitchen is open until ten tonight.",
        "Tack för att du frågar. Köket har öppet till klockan tio i kväll.",
        {"channel": "x", "customer": "Hej, hur länge har ni öppet i kväll?"},
    ),
    "004 machine translation: a Norwegian word in Swedish": Row(
        "voice: {foreign_words: 0}\n",
        "language/foreign-word",
        "Vi skickar brevet i dag, eller pokker, i morgon bitti.",
        "Vi skickar brevet i dag, eller kanske i morgon bitti.",
        {"language": "sv"},
    ),
}


@pytest.mark.parametrize("claim", ROWS)
def test_it_is_expressed_and_checked(claim: str) -> None:
    holds(ROWS[claim])


# 002 An agent may not loosen the brand's limits


def test_personal_style_is_anchored_in_the_brand(tmp_path: Path) -> None:
    path = tmp_path / "voicecheck.yml"
    path.write_text("voice: {snark: {max: 20}}\nagents: {mads: {snark: {max: 60}}}\n")
    with pytest.raises(VoicecheckError, match="never loosen"):
        voicecheck.load_guide(path)


# 002 Memes back and forth


def test_an_image_alone_is_unchecked_and_never_passed(tmp_path: Path) -> None:
    (tmp_path / "meme.md").write_text("---\nlanguage: nb\n---\n## futurama\n\n![not sure if](meme.png)\n")
    replies = report(tmp_path / "meme.md")["replies"]
    assert [reply["verdict"] for reply in replies] == ["unchecked"]


# 003 Seventy in a hundred are ignored


def test_unanswered_messages_are_listed(tmp_path: Path) -> None:
    (tmp_path / "voicecheck.yml").write_text("languages: [en]\ninbox: {min_answered: 0.9}\n")
    rows = ["id,customer,reply", "1,The chips were cold,", "2,No answer to my mail,", '3,Is there parking?,"Yes, behind the house. We look forward to seeing you."']
    (tmp_path / "inbox.csv").write_text("\n".join(rows) + "\n")
    shown = run("check", tmp_path / "inbox.csv")
    assert "inbox/unanswered" in shown.stdout, shown.stdout
    verdicts = {reply["id"]: reply["verdict"] for reply in report(tmp_path / "inbox.csv")["replies"]}
    assert verdicts["1"] == verdicts["2"] == "unchecked"


# 004 What a channel is like is dated


def test_the_facts_of_a_channel_bear_their_date() -> None:
    shown = run("guide", "show", "voicecheck:mascot-app").stdout
    assert "2023-12-20" in shown
