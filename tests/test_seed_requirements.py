"""What the articles behind voicecheck ask of a guide, row by row: each can be written in a guide, and is checked.

A row is a case (tests/rows.py): a guide, a reply that must be stopped or warned of with the check that
says why, and one that the same guide lets through. What concerns several replies or guides stands below.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import voicecheck
from tests.rows import Row, holds, judged
from tests.support import ROOT, report, run
from voicecheck import VoicecheckError

NB_COMPLAINT = {"language": "nb", "channel": "facebook", "situation": "complaint"}
EN_COMPLAINT = {"language": "en", "channel": "x", "situation": "complaint"}

ROWS = {
    "000 cheek has targets, and contempt for customers fails under any cap": Row(
        "languages: [nb]\nvoice: {snark: {max: 100, targets: [self, situation]}}\n",
        "snark/contempt",
        "Når du innser at uansett hvor mye de klager, vil de alltid fly med deg",
        "Når du innser at setene våre ble kjøpt på tilbud, og at regnskapsføreren smiler.",
        {"language": "nb", "channel": "tiktok", "situation": "other"},
    ),
    "000 no joke beside violence, in the guide that allows most": Row(
        "mascot-app",
        "topics/joke",
        "Ovi watched the testimony with popcorn 🍿 haha",
        "This is not a thing for an owl to joke about. Take care of yourself.",
        {"language": "en", "channel": "tiktok", "situation": "banter", "customer": "did you see the trial, she said he hit her"},
    ),
    "000 sarcastic regret to somebody who leaves": Row(
        "situations: {churn: {snark: {max: 0}}}\n",
        "snark/sarcastic-regret",
        "Å nei, det er Melanie. Det er synd. Hun er virkelig hyggelig.",
        "Det er leit å se deg gå, Melanie. Du er hjertelig velkommen tilbake.",
        {"language": "nb", "channel": "x", "situation": "churn"},
    ),
    "000 hostile hashtags, run together": Row(
        "voice: {hashtags: {max: 3}}\n",
        "snark/hostile-hashtag",
        "Dere vil virkelig at jeg skal gråte når dere drar #boybye #leavemealone",
        "Takk for turen, og lykke til med språkene #takkforalt",
        {"language": "nb", "channel": "tiktok", "situation": "churn"},
    ),
    "000 hashtags allowed, denied and counted": Row(
        "voice: {hashtags: {max: 1, avoid: [sorrynotsorry]}}\n", "style/hostile-hashtag", "We moved the button. #SorryNotSorry", "We moved the button. #NewLook", {"language": "en"}
    ),
    "000 a complaint about a redesign lowers the cap": Row(
        "voice: {snark: {max: 90}}\nchannels: {tiktok: {snark: {max: 80}}}\nsituations: {complaint: {snark: {max: 10}}}\n",
        "snark/meme",
        "Cry about it. The new map stays.",
        "Sorry about the new map, Sam. We are bringing the old path back on Friday.",
        {"language": "en", "channel": "tiktok", "situation": "complaint", "customer": "the new design is awful, I can't find my lessons"},
    ),
    "000 a channel that is not for support sends a problem on": Row(
        "mascot-app",
        "channel/redirect",
        "Hi Sam, sorry! We have put your streak back today.",
        "Sorry, Sam! Ovi only dances here; the humans on X get it back for you: @ParlivoHelp",
        {"language": "en", "channel": "tiktok", "situation": "complaint", "customer": "my streak is gone after your update"},
    ),
    "000 a direct message where the channel has none": Row(
        "channels: {tiktok: {direct_messages: none, as_of: 2023-12-20}}\n",
        "channel/no-direct-messages",
        "Sorry about that! Send us a direct message and we will look at it tonight.",
        "Sorry about that! Write to us on the chat and we will look at it tonight.",
        {"language": "en", "channel": "tiktok", "situation": "complaint"},
    ),
    "000 banter has to be told for the snark to pass": Row(
        "voice: {snark: {max: 20}}\nsituations: {banter: {snark: {max: 90, override: true}}}\n",
        "snark/mock-praise",
        "Well done, genius, you found the owl.",
        "Well done, genius, you found the owl.",
        {"language": "en", "channel": "x", "situation": "question"},
        {"situation": "banter"},
    ),
    "000 risk appetite: the same reply fails one guide and only warns another": Row(
        "gate: {fail_at: 30, warn_at: 10}\n",
        "politeness/blame",
        "You should have read the fare rules first.",
        "Sorry about the fare rules; they are long. We have changed the ticket for you today.",
        EN_COMPLAINT,
    ),
    "000 a competitor may be roasted where the guide says so": Row(
        "voice: {snark: {max: 100, targets: [self, situation]}}\ncompetitors: {names: [Patty Palace], mention: neutral}\n",
        "competitors/mention",
        "Patty Palace has the charm of wet cardboard, haha.",
        "Patty Palace opens at ten, we open at eight.",
        {"language": "en", "channel": "x", "situation": "banter"},
    ),
    "001 the body of a thirteen-year-old": Row(
        "topics: {body_of_minors: never}\n",
        "topics/minors-body",
        "Hun har dessverre ikke figuren til den kjolen.",
        "Den kjolen finnes i flere lengder, og vi hjelper gjerne.",
        {**NB_COMPLAINT, "customer": "Datteren min på 13 gråt i prøverommet hos dere"},
    ),
    "001 the management's apology has its parts, in order": Row(
        "situations: {complaint: {apology: {components: [regret, responsibility, repair], order: true}}}\n",
        "structure/apology",
        "Vi har snakket med alle i butikken i dag. Det var vår feil. Vi beklager.",
        "Vi beklager. Det var vår feil. Vi har snakket med alle i butikken i dag.",
        NB_COMPLAINT,
    ),
    "001 disagree, but with understanding first": Row(
        "voice: {stance: {disagree: empathy_first}}\n",
        "structure/stance",
        "Det stemmer ikke. Rommet var ikke røykfylt.",
        "Vi forstår godt at det var en kjedelig kveld for deg. Men det stemmer ikke at rommet var røykfylt.",
        NB_COMPLAINT,
    ),
    "001 an answer in public before the talk goes on in private": Row(
        "voice: {public_reply: true}\n",
        "channel/no-substance",
        "Send oss en DM.",
        "Beklager, det er lenge å vente. Vi ser på saken nå. Send oss en DM med ordrenummeret.",
        NB_COMPLAINT,
    ),
    "001 praise is thanked for": Row(
        "require: {praise: [thanks]}\nforbid: {praise: [promotion]}\n",
        "structure/missing",
        "Det skal vi hilse til kjøkkenet.",
        "Tusen takk, Kari! Det skal vi hilse til kjøkkenet.",
        {"language": "nb", "channel": "review", "situation": "praise"},
    ),
    "001 and nothing is sold to who praises": Row(
        "forbid: {praise: [promotion]}\n",
        "structure/forbidden",
        "Tusen takk! Bestill nå og få 20 prosent rabatt.",
        "Tusen takk! Velkommen tilbake.",
        {"language": "nb", "channel": "review", "situation": "praise"},
    ),
    "001 a comment that is too short": Row(
        "village-pub",
        "length/too-short",
        "There is more to this.",
        "We understand why this makes you angry. We don't speak about our people in public, and we have asked to meet this week. Write to us if you would like to talk.",
        {"language": "en", "channel": "facebook", "situation": "crisis"},
    ),
    "001 the health and the job of somebody else": Row(
        "brand: Pub\n",
        "privacy/third-party",
        "Debbie was dismissed because she was on sick leave for months.",
        "We understand that you ask. We never speak about the people who work here.",
        {"language": "en", "channel": "facebook", "situation": "crisis"},
    ),
    "001 a matter for the lawyers is handed over": Row(
        "escalate: {legal: {to: jurist@silkeby.example}}\n",
        "escalation/no-handover",
        "Vi er uenige i det du skriver om kjolen.",
        "Vi sender saken videre til vår jurist, som svarer deg på fredag.",
        {**NB_COMPLAINT, "customer": "Advokaten min tar kontakt om kjolen"},
    ),
    "001 or answered with an approved reply": Row(
        "escalate: {press: {templates: [press-1]}}\n",
        "escalation/no-handover",
        "It was a misunderstanding, and we have put it behind us.",
        "We have apologised to the family and changed the training.",
        {"language": "en", "channel": "email", "situation": "question", "customer": "I am a journalist with the Gazette and would like a comment"},
        {"id": "press-1"},
    ),
    "001 what goes viral is answered earnestly": Row(
        "situations: {viral: {humor: {max: 0}}}\n",
        "humor/joke",
        "Haha, just kidding, we love you all.",
        "We are sorry. We know more by noon and tell you here.",
        {"language": "en", "situation": "viral"},
    ),
    "001 and with a time": Row(
        "require: {viral: [concrete_time]}\n",
        "structure/missing",
        "We are sorry. We will tell you more.",
        "We are sorry. We will tell you more at noon today.",
        {"language": "en", "situation": "viral"},
    ),
    "001 a diagnosis that a mother tells of is not said back": Row(
        "voice: {echo_sensitive: never}\n",
        "privacy/echo",
        "So lovely to hear! Autistic children are always welcome here.",
        "So lovely to hear! He is always welcome here 💛",
        {"language": "en", "channel": "facebook", "situation": "praise", "customer": "You were so kind to my autistic son"},
    ),
}
ROWS |= {
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
    "000 machine translation: a Nynorsk word in Bokmål": Row(
        "voice: {foreign_words: 0}\n",
        "language/foreign-word",
        "Vi har sendt desse pakkene i dag, Kari.",
        "Vi har sendt disse pakkene i dag, Kari.",
        {"language": "nb"},
    ),
}


@pytest.mark.parametrize("claim", ROWS)
def test_it_is_expressed_and_checked(claim: str) -> None:
    holds(ROWS[claim])


# 000 An earnest past, a cheeky present


def test_a_guide_that_has_ended_says_so() -> None:
    shown = run("check", "-", "--guide", "voicecheck:earnest-airline", "--language", "en", given="Hello Sam, thank you for asking. PW218 is on time.\n")
    assert "guide/validity" in shown.stdout and "The guide held until 2021-12-31" in shown.stdout


def test_which_replies_change_their_verdict_between_the_two() -> None:
    drafts = ROOT / "examples" / "cheeky-airline" / "tiktok.md"
    shown = run("guide", "diff", "voicecheck:earnest-airline", "voicecheck:cheeky-airline", drafts)
    assert shown.exit_code == 0
    assert "seat-pitch" in shown.stdout and "always-fly-with-us" not in shown.stdout  # contempt fails under both
    assert "looser" in shown.stdout.lower()


# 000 Hit or miss: the same finding, another verdict


def test_risk_appetite_belongs_to_the_guide() -> None:
    reply, context = "Our seats don't recline. Neither did the accountant when we asked for better seats.", {"language": "en", "channel": "x", "situation": "banter"}
    strict = judged("voice: {humor: {max: 20}}\n", reply, context)
    bold = judged("voice: {humor: {max: 20}}\nseverity: {humor: warn}\n", reply, context)
    assert {finding.check for finding in strict.findings} == {finding.check for finding in bold.findings}
    assert (strict.verdict, bold.verdict) in {("fail", "warn"), ("warn", "warn")}


# 000 Cheeky is one thing, consistently rude another


def test_too_many_cheeky_replies_in_a_row(tmp_path: Path) -> None:
    (tmp_path / "voicecheck.yml").write_text("languages: [en]\nquota: {snark: {above: 30, max_share: 0.5, max_streak: 2, at_least: 3}}\ngate: {fail_at: 100, warn_at: 100}\n")
    cheeky = '{"language": "en", "situation": "banter", "reply": "Oh dear, did queue number %d hurt you? Cry about it. Have you tried patience?"}\n'
    (tmp_path / "three.jsonl").write_text("".join(cheeky % number for number in range(3)))
    shown = run("check", tmp_path / "three.jsonl")
    assert shown.exit_code == 1
    assert "quota/share" in shown.stdout and "quota/streak" in shown.stdout, shown.stdout


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
