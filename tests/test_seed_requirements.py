"""What the articles behind voicecheck ask of a guide, row by row: each can be written in a guide, and is checked.
Here are the rows of the articles 000 and 001.

A row is a case (tests/rows.py): a guide, a reply that must be stopped or warned of with the check that
says why, and one that the same guide lets through. What concerns several replies or guides stands below.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rows import Row, holds, judged
from tests.support import ROOT, run

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
