"""The checks of words, privacy, topics, what is missing and what is never said, through small guides."""

from __future__ import annotations

import pytest

from tests.support import checks, guide, named, told
from voicecheck import Result
from voicecheck.results import Finding

BARE = "gate:\n"


def judged(text: str, reply: str, language: str = "en", channel: str = "", situation: str = "other", customer: str = "") -> Result:
    return guide(BARE + text).check(reply, language=language, channel=channel, situation=situation, customer=customer)


def findings(result: Result, check: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.check == check]


class TestWords:
    @pytest.mark.parametrize(
        ("phrase", "reply", "found"),
        [
            ("gratis", "Gratis frakt, men ikke gratisfrakt. GRATIS!", ["Gratis", "GRATIS"]),
            ("gratis*", "Gratis frakt og gratisfrakten.", ["Gratis", "gratisfrakten"]),
            ("'*gebyr'", "Et purregebyr, et gebyr, gebyret.", ["purregebyr", "gebyr"]),
            ("best in the world", "The best  in\nthe world.", ["best  in\nthe world"]),
            ("c++", "We know C++ well.", ["C++"]),
            ("gratis", "Se https://eksempel.no/gratis og {{gratis}} og `gratis`.", []),
            ("gratis", "Du skrev «jeg vil ha det helt gratis».", []),
        ],
    )
    def test_avoided_words(self, phrase: str, reply: str, found: list[str]) -> None:
        result = judged(f"words: {{avoid: {{{phrase}: Ikke i offentlighet.}}}}\n", reply, "nb")
        assert named(result, "words/avoid") == found
        assert all("Ikke i offentlighet." in finding.message for finding in findings(result, "words/avoid"))

    @pytest.mark.parametrize(
        ("pair", "reply", "expected"),
        [
            ("kundesenter: kundeservice", "Ring kundesenter i dag.", [("kundesenter", "kundeservice")]),
            ("kundesenter: kundeservice", "Kundesenter hjelper.", [("Kundesenter", "Kundeservice")]),
            ("kundesenter: kundeservice", "Ring kundesenteret.", [("kundesenteret", "kundeservicen")]),
            ("kundesenter: {use: kundeservice, inflect: false}", "Ring kundesenteret.", []),
            ("kundesenter*: kundeservice", "Ring kundesenteret, og kundesenterets sjef.", [("kundesenteret", "kundeserviceet"), ("kundesenterets", "kundeserviceets")]),
            ("epost: e-post", "Send epost på epost.", [("epost", "e-post"), ("epost", "e-post")]),
        ],
    )
    def test_preferred_words_come_with_a_suggestion(self, pair: str, reply: str, expected: list[tuple[str, str]]) -> None:
        result = judged(f"words: {{prefer: {{{pair}}}}}\n", reply, "nb")
        found = [(reply[finding.places[0][0] : finding.places[0][1]], finding.suggestion) for finding in findings(result, "words/prefer")]
        assert found == expected
        assert result.verdict == ("warn" if expected else "pass")


class TestRequire:
    GUIDE = "require: {complaint: [acknowledgement, next_step], email: [greeting, signature], praise: [thanks]}\n"

    @pytest.mark.parametrize(
        ("reply", "situation", "channel", "missing"),
        [
            ("It is what it is.", "complaint", "", ["acknowledgement", "next step"]),
            ("I'm sorry about that. We will send a new one today.", "complaint", "", []),
            ("I'm sorry about that.", "complaint", "", ["next step"]),
            ("It costs five pounds.", "question", "email", ["greeting", "signature"]),
            ("Hi Anna,\n\nIt costs five pounds.\n\nKind regards,\nTom", "question", "email", []),
            ("Hi Anna, it costs five pounds. /Tom", "question", "email", []),
            ("Hi Anna, it costs five pounds. ^Priya", "question", "email", []),
            ("It costs five pounds.", "question", "", []),
            ("Thank you so much!", "praise", "", []),
            ("It is what it is.", "complaint", "email", ["acknowledgement", "next step", "greeting", "signature"]),
        ],
    )
    def test_by_situation_and_channel(self, reply: str, situation: str, channel: str, missing: list[str]) -> None:
        result = judged(self.GUIDE, reply, situation=situation, channel=channel)
        told_missing = [finding.message for finding in findings(result, "structure/missing")]
        assert len(told_missing) == len(missing), told_missing
        assert all(any(f" {name};" in message for message in told_missing) for name in missing), told_missing


ASKS = {
    "en": ("Could you send us your date of birth?", "Send us a direct message with your date of birth, please.", "date of birth"),
    "nb": ("Kan du sende oss fødselsdatoen din?", "Send oss en direktemelding med fødselsdatoen din.", "fødselsdatoen"),
    "nn": ("Kan du sende oss fødselsdatoen din?", "Send oss ei direktemelding med fødselsdatoen din.", "fødselsdatoen"),
    "da": ("Kan du sende os din fødselsdato?", "Send os en direkte besked med din fødselsdato.", "fødselsdato"),
    "sv": ("Kan du skicka ditt födelsedatum till oss?", "Skicka ett direktmeddelande till oss med ditt födelsedatum.", "födelsedatum"),
}


@pytest.mark.parametrize("language", list(ASKS))
class TestPrivacy:
    def test_in_public_it_fails(self, language: str) -> None:
        result = judged("", ASKS[language][0], language, "facebook", "question")
        assert ASKS[language][2] in " ".join(named(result, "privacy/public-request")), told(result)
        assert result.verdict == "fail"

    @pytest.mark.parametrize(
        ("channel", "expected"),
        [
            ("facebook", {}),
            ("tiktok", {"privacy/public-request": "fail", "channel/no-direct-messages": "warn"}),
            ("review", {"privacy/public-request": "fail", "channel/no-direct-messages": "fail"}),
            ("email", {}),
        ],
    )
    def test_by_direct_message_it_depends_on_the_channel(self, language: str, channel: str, expected: dict[str, str]) -> None:
        result = judged("", ASKS[language][1], language, channel, "question")
        assert {finding.check: finding.severity for finding in result.findings} == expected, told(result)

    def test_in_private_it_passes(self, language: str) -> None:
        assert "privacy/public-request" not in checks(judged("", ASKS[language][0], language, "chat", "question"))


def test_no_password_is_asked_for_even_in_private() -> None:
    result = judged("", "Please send us your password.", channel="chat")
    assert "privacy/public-request" in checks(result), told(result)
    assert "not even in private" in findings(result, "privacy/public-request")[0].message


def test_speaking_of_data_is_not_asking_for_them() -> None:
    result = judged("", "We never ask for it in public. Your date of birth is safe with us.", channel="facebook")
    assert "privacy/public-request" not in checks(result), told(result)


class TestTopics:
    @pytest.mark.parametrize(
        ("reply", "customer", "is_joke"),
        [
            ("I'm so sorry your mother died 😂", "", True),
            ("Haha, just kidding!", "My mother died last week and I want to close her account.", True),
            ("I'm so sorry for your loss. We have closed the account today.", "My mother died last week.", False),
            ("Haha, just kidding!", "Where is my parcel?", False),
        ],
    )
    def test_no_joke_beside_a_sensitive_topic(self, reply: str, customer: str, is_joke: bool) -> None:
        result = judged("topics: {never_joke_about: [death]}\n", reply, customer=customer)
        assert ("topics/joke" in checks(result)) is is_joke, told(result)


class TestNever:
    @pytest.mark.parametrize(
        ("language", "reply", "check"),
        [
            ("en", "You idiot.", "abuse/insult"),
            ("sv", "Din idiot.", "abuse/insult"),
            ("da", "Din idiot.", "abuse/insult"),
            ("nb", "Din idiot.", "abuse/insult"),
            ("nn", "Din idiot.", "abuse/insult"),
        ],
    )
    def test_insults_fail_under_every_guide_and_the_words_are_named(self, language: str, reply: str, check: str) -> None:
        result = judged("", reply, language)
        assert check in checks(result), told(result)
        assert "idiot" in named(result, check)[0].lower()
        assert result.verdict == "fail"

    def test_the_reason_of_the_guide_is_told(self) -> None:
        (finding,) = findings(judged('voice: {never: {insult: "We are guests in their day."}}\n', "You idiot."), "abuse/insult")
        assert finding.sentence.endswith("idiot” calls the customer names; we are guests in their day.")
        assert finding.rule is not None and finding.rule.line == 2

    def test_only_in_the_situation_that_forbids_it(self) -> None:
        text = "situations: {crisis: {never: {joke_cue: No.}}}\n"
        assert "humor/joke" in checks(judged(text, "Just kidding!", situation="crisis"))
        assert "humor/joke" not in checks(judged(text, "Just kidding!", situation="question"))


class TestTargets:
    REPLY = "With that taste no wonder you are single."

    def test_a_dig_at_the_customer_fails_where_only_self_is_allowed(self) -> None:
        everybody = judged("voice: {snark: {max: 100}}\n", self.REPLY)
        only_self = judged("voice: {snark: {max: 100, targets: [self, situation]}}\n", self.REPLY)
        aimed = {item.target for item in everybody.evidence if item.target and item.strength >= 2}
        assert "customer" in aimed, everybody.evidence
        assert "snark/target" not in checks(everybody)
        assert "snark/target" in checks(only_self), told(only_self)
        assert any("at the customer; here snark may aim at self, situation only." in finding.message for finding in findings(only_self, "snark/target"))


class TestRedirect:
    GUIDE = "channels: {tiktok: {support: redirect, redirect_to: [x, chat]}}\n"

    @pytest.mark.parametrize(
        ("reply", "situation", "fails"),
        [
            ("That is annoying, sorry!", "complaint", True),
            ("That is annoying, sorry! Our people on X can help.", "complaint", False),
            ("Sorry! Write to @ParlivoHelp and we will fix it.", "complaint", False),
            ("Sorry! The form is at https://example.com/help", "complaint", False),
            ("Sorry! Just send us a DM.", "complaint", False),
            ("Our owl loves you too.", "banter", False),
            ("Our owl loves you too.", "churn", True),
        ],
    )
    def test_whoever_asks_is_shown_the_way(self, reply: str, situation: str, fails: bool) -> None:
        result = judged(self.GUIDE, reply, channel="tiktok", situation=situation)
        assert ("channel/redirect" in checks(result)) is fails, told(result)

    def test_elsewhere_nothing_is_asked(self) -> None:
        assert "channel/redirect" not in checks(judged(self.GUIDE, "That is annoying, sorry!", channel="x", situation="complaint"))


class TestGateAndBands:
    CURT = "It was sent on Monday."
    RUDE = "You should have read the terms. There is nothing we can do. Calm down."

    @pytest.mark.parametrize(("fail_at", "warn_at", "verdict"), [(0, -5, "fail"), (1, 0, "warn"), (1, 1, "pass"), (None, 0, "warn"), (None, None, "pass"), (0, None, "fail")])
    def test_the_gate(self, fail_at: int | None, warn_at: int | None, verdict: str) -> None:
        risk = guide(BARE).check(self.CURT, language="en", situation="complaint").risk
        assert 5 < risk < 99
        limits = ", ".join(f"{name}: {'' if value is None else risk + value}" for name, value in (("fail_at", fail_at), ("warn_at", warn_at)))
        result = guide(f"gate: {{{limits}}}\n").check(self.CURT, language="en", situation="complaint")
        assert result.verdict == verdict, told(result)

    def test_a_finding_names_the_phrases_by_their_own_checks(self) -> None:
        result = guide("gate: {fail_at: 20}\n").check(self.RUDE, language="en", situation="complaint")
        assert {"politeness/blame", "politeness/dismissal"} <= checks(result), told(result)
        assert "You should have" in " ".join(named(result, "politeness/blame"))

    @pytest.mark.parametrize("dimension", ["politeness", "humor", "snark", "warmth", "formality"])
    def test_both_ends_of_a_band_are_inclusive(self, dimension: str) -> None:
        reply = "Haha, aye aye captain! Congratulations, genius. Thank you so much for your patience, dear customer."
        tone = guide(BARE).check(reply, language="en").tone
        assert tone is not None
        value = tone[dimension]
        at = judged(f"voice: {{{dimension}: {{min: {value}, max: {value}}}}}\n", reply)
        assert not {check for check in checks(at) if check.startswith(dimension)}, told(at)
        if value < 100:
            low = judged(f"voice: {{{dimension}: {{min: {value + 1}}}}}\n", reply)
            assert f"{dimension}/too-low" in checks(low), told(low)
        if value > 11:
            high = judged(f"voice: {{{dimension}: {{max: {value - 1}}}}}\n", reply)
            assert len(high.findings) >= 1 and high.verdict != "pass", told(high)

    def test_a_limit_of_0_allows_what_cannot_be_seen(self) -> None:
        result = judged("voice: {snark: {max: 0}, humor: {max: 0}}\n", "Hi Anna, we have sent a new parcel today.")
        assert result.verdict == "pass", told(result)
