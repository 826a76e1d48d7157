"""The replies that made the news, judged as the issue asks."""

from __future__ import annotations

import pytest

from tests.support import LANGUAGES, ROOT, SHIPPED, VOICES, checks, guide, named, shipped, told

TELENOR_FIRST = (
    "Hei Espen. Vi har dessverre ikke anledning til å ringe deg her fra Facebook, da vi opplever stor pågang her og. "
    "Er det noe vi kan hjelpe deg med skriftlig? Vi går av vakt her kl 20.00 men hjelper gjerne til!\n/Michael"
)
TELENOR_SECOND = (
    "Fortvil ikke Espen! Dette kan vi fikse for deg her via face:) Send oss en direktemelding med fult navn og fødsesldato, "
    "samt info om hvilket abonnement det gjelder, så setter vi noen på saken"
)
ESPEN = "Jeg har prøvd å få tak i noen på «min side» kundeservice i over 1 time… Gidder dere å ringe meg, da jeg ikke likte en eneste av ventelåtene…?"
FAREWELL = "Å nei, det er Melanie. Det er synd. Hun er virkelig hyggelig."
HASHTAGS = "Dere vil virkelig at jeg skal gråte når dere sier dere forlater #boybye #leavemealone"
RYANAIR = "Når du innser at uansett hvor mye de klager, vil de alltid fly med deg"
ALLOWS_MOCKERY = "mascot-app"


class TestTelecom:
    """Telenor and Espen, Facebook 2013."""

    @pytest.mark.parametrize("answer", [TELENOR_FIRST, TELENOR_SECOND], ids=["first", "second"])
    def test_the_answers_stand_in_the_seed_word_by_word(self, answer: str) -> None:
        seeds = ROOT.parent / "shared" / "seeds"
        if not seeds.is_dir():
            pytest.skip("the seeds are not part of the distribution")
        seed = next(seeds.glob("002*.txt")).read_text(encoding="utf-8")
        assert answer in seed

    @pytest.mark.parametrize("answer", [TELENOR_FIRST, TELENOR_SECOND + "\n/Michael"], ids=["first", "second"])
    def test_both_answers_pass_on_facebook(self, answer: str) -> None:
        result = shipped("playful-telecom").check(answer, channel="facebook", situation="question", customer=ESPEN)
        assert result.language == "nb"
        assert result.verdict == "pass", told(result)

    def test_the_second_answer_passes_as_it_was_sent(self) -> None:
        result = shipped("playful-telecom").check(TELENOR_SECOND, channel="facebook", situation="question")
        assert "fail" not in {finding.severity for finding in result.findings if finding.check != "structure/missing"}, told(result)
        assert "privacy/public-request" not in checks(result), told(result)

    def test_asked_in_public_the_same_data_fail(self) -> None:
        public = TELENOR_SECOND.replace("Send oss en direktemelding med fult navn", "Send oss her fult navn")
        result = shipped("playful-telecom").check(public, channel="facebook", situation="question")
        assert result.verdict == "fail"
        words = " ".join(named(result, "privacy/public-request"))
        assert "navn" in words and "fødsesldato" in words, told(result)

    def test_correctly_spelled_the_data_are_found_too(self) -> None:
        result = shipped("playful-telecom").check("Hei Espen! Hva er fullt navn og fødselsdato?", language="nb", channel="facebook", situation="question")
        words = " ".join(named(result, "privacy/public-request"))
        assert "navn" in words and "fødselsdato" in words, told(result)

    def test_where_there_are_no_direct_messages_it_fails(self) -> None:
        result = shipped("playful-telecom").check(TELENOR_SECOND, channel="review", situation="question")
        assert result.verdict == "fail"
        assert {"privacy/public-request", "channel/no-direct-messages"} <= checks(result), told(result)
        assert "direktemelding" in " ".join(named(result, "channel/no-direct-messages"))


class TestFarewell:
    """Duolingo's farewell to a customer who leaves."""

    @pytest.mark.parametrize("name", [name for name in SHIPPED if name != ALLOWS_MOCKERY])
    def test_mock_mourning_fails_every_guide_but_one(self, name: str) -> None:
        result = shipped(name).check(FAREWELL, language="nb", situation="churn")
        assert result.verdict == "fail", told(result)
        words = named(result, "snark/sarcastic-regret")
        assert "Å nei" in " ".join(words), told(result)

    @pytest.mark.parametrize("name", [name for name in SHIPPED if name != ALLOWS_MOCKERY])
    def test_the_hashtags_fail_every_guide_but_one(self, name: str) -> None:
        result = shipped(name).check(HASHTAGS, language="nb", situation="churn")
        assert result.verdict == "fail", told(result)
        words = [word.lstrip("#") for word in named(result, "snark/hostile-hashtag")]
        assert words == ["boybye", "leavemealone"], told(result)

    def test_the_mascot_may_mock_mourn_where_it_plays(self) -> None:
        farewell = "Oh no, it's Melanie. Such a shame. She was really nice. (If it was the new lesson map: our humans on X want to hear about it.)"
        result = shipped(ALLOWS_MOCKERY).check(farewell, channel="tiktok", situation="churn")
        assert result.verdict != "fail", told(result)
        assert shipped("cautious-service").check(farewell, channel="tiktok", situation="churn").verdict == "fail"

    def test_the_same_in_english(self) -> None:
        result = shipped("cautious-service").check("Oh no, it's Melanie. What a shame. She is really nice. #boybye #leavemealone", situation="churn")
        assert result.verdict == "fail"
        assert {"snark/hostile-hashtag", "snark/sarcastic-regret"} <= checks(result), told(result)

    def test_honest_regret_is_no_mockery(self) -> None:
        text = "Hei Kari! Det er synd at du slutter, og jeg forstår det godt. Vi har stoppet abonnementet i dag, og du er alltid velkommen tilbake."
        result = shipped("cautious-service").check(text, language="nb", situation="churn")
        assert result.verdict == "pass", told(result)


class TestContempt:
    """Ryanair's laughing plane."""

    @pytest.mark.parametrize("name", SHIPPED)
    def test_contempt_for_customers_fails_every_guide(self, name: str) -> None:
        result = shipped(name).check(RYANAIR, language="nb", channel="tiktok", situation="banter")
        assert result.verdict == "fail", told(result)
        assert "snark/contempt" in checks(result), told(result)
        assert "uansett hvor" in " ".join(named(result, "snark/contempt")), told(result)

    @pytest.mark.parametrize(
        ("language", "reply"),
        [
            ("nb", "Setene våre lar seg ikke lene bakover. Det gjorde ikke regnskapssjefen heller da vi spurte om bedre seter."),
            ("en", "Our legroom is so small even our lawyers refused to measure it. Worst part of us, best part of the price."),
        ],
    )
    def test_self_irony_passes_the_cheeky_airline(self, language: str, reply: str) -> None:
        result = shipped("cheeky-airline").check(reply, language=language, channel="tiktok", situation="banter")
        assert result.verdict == "pass", told(result)


FLAT = {"en": "See our website.", "nb": "Se nettsiden vår.", "nn": "Sjå nettsida vår.", "da": "Se vores hjemmeside.", "sv": "Se vår webbplats."}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_flat_answer_to_a_complaint_fails_without_a_rude_word(language: str) -> None:
    asking = guide("voice: {politeness: {min: 45}}\n")
    result = asking.check(FLAT[language], language=language, situation="complaint")
    assert result.verdict == "fail", told(result)
    assert "politeness/too-low" in checks(result), told(result)
    rude = {"insult", "slur", "profanity", "threat", "put_down", "contempt"}
    assert not rude & {item.category for item in result.evidence}


ASK_FOR_MORE = ("listening-steakhouse", "toy-maker")
"""Guides that stop the apology below for what has nothing to do with it: contractions, and a channel without service."""

SINCERE = {
    "en": "Hi Anna, I'm sorry. Your parcel should have been with you on Monday, and the mistake is ours: we sent it to the wrong depot. I have sent a new one today, and it will be with you tomorrow before noon. Just write to us if anything is missing.\nKind regards, Priya",
    "nb": "Hei Anna! Beklager. Pakken skulle vært hos deg på mandag, og feilen er vår: vi sendte den til feil terminal. Vi har sendt en ny i dag, og den er hos deg i morgen før kl. 12. Bare skriv til oss hvis noe mangler.\nVennlig hilsen Kari",
    "nn": "Hei Anna! Orsak. Pakken skulle ha vore hos deg på måndag, og feilen er vår: vi sende han til feil terminal. Vi har sendt ein ny i dag, og han er hos deg i morgon før kl. 12. Berre skriv til oss om noko manglar.\nVenleg helsing Kari",
    "da": "Hej Anna. Det beklager vi. Pakken skulle have været hos dig i mandags, og fejlen er vores: vi sendte den til den forkerte terminal. Vi har sendt en ny i dag, og den er hos dig i morgen inden kl. 12. Skriv endelig til os, hvis der mangler noget.\nVenlig hilsen Kirsten",
    "sv": "Hej Anna! Förlåt. Paketet skulle ha varit hos dig i måndags, och felet är vårt: vi skickade det till fel terminal. Vi har skickat ett nytt i dag, och det är hos dig i morgon före kl. 12. Skriv gärna till oss om något saknas.\nVänliga hälsningar Karin",
}


APOLOGISED = [
    *((name, language) for name in VOICES for language in LANGUAGES),
    *((name, language) for name in SHIPPED if name not in (*VOICES, *ASK_FOR_MORE) for language in shipped(name).guide.languages),
]


@pytest.mark.parametrize(("name", "language"), APOLOGISED)
@pytest.mark.parametrize("channel", ["facebook", "email"])
def test_a_sincere_apology_passes_every_guide(name: str, language: str, channel: str) -> None:
    result = shipped(name).check(SINCERE[language], language=language, channel=channel, situation="complaint")
    assert result.verdict == "pass", told(result)
