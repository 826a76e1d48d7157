"""Register, looks and language of a reply: address, contractions, abbreviations, passive, emoji
kinds, hashtags told apart, both ends of readability, purity, mirroring, spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

import voicecheck
from tests.support import checks, guide, named, told
from voicecheck import Result, VoicecheckError


def judged(limits: str, reply: str, language: str = "en", situation: str = "question", customer: str = "", more: str = "") -> Result:
    return guide(f"gate:\nlanguages: [en, nb, nn, da, sv]\nvoice: {{{limits}}}\n{more}").check(reply, language=language, situation=situation, customer=customer)


class TestAddress:
    @pytest.mark.parametrize(
        ("language", "form", "reply", "found"),
        [
            ("nb", "du", "Kan De sende Deres nummer til oss?", ["De", "Deres"]),
            ("nb", "du", "De andre kundene får sine penger. Deres pakker er borte, sier Carl De Geer.", []),
            ("nb", "du", "Vi skriver: De kan hente den.\nDe er hjertelig velkomne.", []),
            ("nb", "De", "Kan du sende nummeret ditt? Alle dere får svar.", ["du", "ditt"]),
            ("nn", "du", "Vi kontaktar Dykk snart.", ["Dykk"]),
            ("nn", "du", "De kan hente ho, begge to.", []),
            ("da", "du", "Vi vender tilbage til Dem om Deres sag.", ["Dem", "Deres"]),
            ("da", "De", "Hvad hedder din kat?", ["din"]),
            ("sv", "du", "Vi hjälper er gärna. Har ni provat?", ["er", "ni"]),
            ("sv", "Ni", "Har du provat?", ["du"]),
            ("en", "du", "Dear Sir or Madam, it is here.", ["Dear Sir or Madam"]),
            ("en", "du", "Hi Priya, it is here.", []),
        ],
    )
    def test_du_and_de(self, language: str, form: str, reply: str, found: list[str]) -> None:
        result = judged(f"address: {form}", reply, language)
        assert sorted(named(result, "address/form")) == sorted(found), told(result)

    def test_swedish_ni_is_fine_for_several(self) -> None:
        assert "address/form" not in checks(judged("address: du", "Ni är välkomna, vi ser er då.", "sv", customer="Kan vi komma på lördag allihop?"))


class TestRegister:
    @pytest.mark.parametrize(
        ("language", "use", "reply", "expected"),
        [
            ("en", "forbidden", "We don’t know. It's here.", [("don’t", "do not"), ("It's", "It is")]),
            ("en", "forbidden", "It's been sent.", [("It's", None)]),
            ("en", "required", "We are sorry. Yes, it is. Do not worry.", [("We are", "We're"), ("Do not", "Don't")]),
            ("en", "required", "It is NOT late, you are.", [("It is", "It's")]),
            ("en", "allowed", "We don't and we do not.", []),
            ("sv", "forbidden", "Nån ringer dej.", [("Nån", "Någon"), ("dej", "dig")]),
            ("da", "forbidden", "Ka' du se det?", [("Ka'", "Kan")]),
            ("nb", "forbidden", "Du ha'kke fått den.", [("ha'kke", "har ikke")]),
        ],
    )
    def test_contractions(self, language: str, use: str, reply: str, expected: list[tuple[str, str | None]]) -> None:
        result = judged(f"contractions: {use}", reply, language)
        found = [
            (reply[item.places[0][0] : item.places[0][1]], item.suggestion)
            for item in sorted(result.findings, key=lambda item: item.places)
            if item.check == "register/contractions"
        ]
        assert found == expected, told(result)

    @pytest.mark.parametrize(
        ("language", "limit", "reply", "expected"),
        [
            ("nb", "none", "Bl.a. kommer den ifm. retur. Mvh Kari", [("Bl.a.", "Blant annet"), ("ifm.", "i forbindelse med"), ("Mvh", "Med vennlig hilsen")]),
            ("nb", "ordinary", "Bl.a. kommer den i dag, thx.", [("thx", None)]),
            ("nb", "{use: none, allow: [bl.a.]}", "Bl.a. i dag.", []),
            ("nb", "{avoid: [f.eks.]}", "F.eks. ifm. retur.", [("F.eks.", "For eksempel")]),
            ("sv", "none", "Vi kommer t.ex. i dag p.g.a. regn.", [("t.ex.", "till exempel"), ("p.g.a.", "på grund av")]),
            ("da", "none", "Det kommer fx i dag.", [("fx", "for eksempel")]),
            ("nn", "none", "Det kjem t.d. i dag.", [("t.d.", "til dømes")]),
            ("en", "none", "It is open, e.g. today.", [("e.g.", "for example")]),
            ("en", "any", "pls, e.g. today, thx u", []),
        ],
    )
    def test_abbreviations(self, language: str, limit: str, reply: str, expected: list[tuple[str, str | None]]) -> None:
        result = judged(f"abbreviations: {limit}", reply, language)
        found = [
            (reply[item.places[0][0] : item.places[0][1]], item.suggestion)
            for item in sorted(result.findings, key=lambda item: item.places)
            if item.check == "register/abbreviations"
        ]
        assert found == expected, told(result)

    @pytest.mark.parametrize(
        ("language", "reply", "found"),
        [
            ("en", "Your parcel was sent today and has been refunded.", ["was sent", "been refunded"]),
            ("en", "We're delighted, you are interested, it is closed to none.", ["is closed"]),
            ("nb", "Saken behandles, pakken blir snart sendt og kan hentes her.", ["behandles", "blir snart sendt", "hentes"]),
            ("nb", "Det finnes ikke, vi møtes der, og deres sak blir bra.", []),
            ("nn", "Saka vert handsama og kan ikkje sendast. Det finst ikkje.", ["vert handsama", "sendast"]),
            ("da", "Pakken sendes i dag, og pengene bliver udbetalt. Det findes.", ["sendes", "bliver udbetalt"]),
            ("sv", "Ärendet behandlas och paketet blev skickat. Vi hoppas på det.", ["behandlas", "blev skickat"]),
        ],
    )
    def test_passive(self, language: str, reply: str, found: list[str]) -> None:
        assert named(judged("passive: {max: 0}", reply, language), "style/passive") == found

    def test_a_share_of_passive_sentences(self) -> None:
        reply = "It was sent. We see it. You have it. We call."
        assert "style/passive" not in checks(judged("passive: 0.25", reply))
        (finding,) = judged("passive: 0.2", reply).findings
        assert finding.message == "1 of 4 sentences is passive; the guide allows 20% here."


class TestLooks:
    @pytest.mark.parametrize(
        ("limit", "reply", "expected"),
        [
            ("{kinds: [warm]}", "Thanks 😊 😂 🚂", ["😂", "🚂"]),
            ("{avoid_kinds: [mocking]}", "Sure 🙄 😊", ["🙄"]),
            ("{allow: [😊]}", "Thanks ❤️", ["❤️"]),
        ],
    )
    def test_kinds_of_emoji(self, limit: str, reply: str, expected: list[str]) -> None:
        assert named(judged(f"emoji: {limit}", reply), "style/emoji") == expected

    def test_an_emoji_that_is_asked_for(self) -> None:
        more = "situations: {praise: {emoji: {min: 1}}}\n"
        assert "style/emoji-missing" in checks(judged("", "Thank you.", situation="praise", more=more))
        assert "style/emoji-missing" not in checks(judged("", "Thank you :)", situation="praise", more=more))
        assert "style/emoji-missing" not in checks(judged("", "Thank you.", situation="question", more=more))

    @pytest.mark.parametrize(
        ("reply", "listed", "hostile"),
        [
            ("Bye #BoyByeForever", ["#BoyByeForever"], ["#BoyByeForever"]),
            ("Bye #boybye2026 #resale", ["#boybye2026"], ["#boybye2026"]),
            ("Bye #boybye#leavemealone", ["#boybye"], ["#boybye", "#leavemealone"]),
            ("Ok #leavemealoneplease", [], ["#leavemealoneplease"]),
            ("Ok #whateveridiot", [], ["#whateveridiot"]),
            ("Thanks #winterfun #NorwegianSummer #flightdelay", [], []),
            ("See page&#39;s C#-part, a#b", [], []),
        ],
    )
    def test_hashtags_are_told_apart(self, reply: str, listed: list[str], hostile: list[str]) -> None:
        result = judged("hashtags: {avoid: [boybye, '#sale']}", reply)
        assert named(result, "style/hashtags") == listed
        assert named(result, "style/hostile-hashtag") == hostile

    def test_both_ends_of_readability_and_length(self) -> None:
        simple = "We see it. You sent it in. It was not ok. We did not do it so well. So we now do it all anew, and we do it for you, and we do it now."
        found = checks(judged("readability: {min_lix: 25, sentence_words: 12}, length: {min_paragraphs: 2, max_sentences: 3, paragraph_words: 20}", simple))
        assert found == {"readability/too-simple", "readability/long-sentence", "length/too-long", "length/too-short"}
        assert checks(judged("length: {max_paragraphs: 1}", "One.\n\nTwo.")) == {"length/too-long"}
        assert checks(judged("length: {max_paragraphs: 2, min_paragraphs: 2}", "One.\n \n\nTwo.\n\n🙏")) == set()


class TestLanguage:
    @pytest.mark.parametrize(
        ("language", "reply", "found"),
        [
            ("nb", "Vi sender desse i dag, og skickar pakken imorgen.", ["desse", "skickar"]),
            ("sv", "Det var pokker också.", ["pokker"]),
            ("da", "Vi sender gjerne en ny.", ["gjerne"]),
            ("nn", "Vi sender noe meir i dag.", ["noe"]),
            ("en", "It is dessverre late.", ["dessverre"]),
            ("nb", "Hilsen Desse Berg i Inte AS.", []),
            ("nb", "Du skrev “inte nå da”, og vi svarer i dag.", []),
            ("nb", "Vi møter deg i streaming, check-in og design.", []),
            ("nb", "Se {{inte}} og https://example.com/inte i dag.", []),
            ("sv", "Hälsningar Carl af Ekenstam", []),
        ],
    )
    def test_words_of_a_neighbour(self, language: str, reply: str, found: list[str]) -> None:
        result = judged("foreign_words: 0", reply, language)
        assert sorted(named(result, "language/foreign-word")) == sorted(found), told(result)

    def test_words_that_the_guide_allows(self) -> None:
        assert "language/foreign-word" not in checks(judged("foreign_words: 0", "Vi sender desse.", "nb", more="words: {allow: [Desse]}\n"))
        assert "language/foreign-word" not in checks(judged("foreign_words: {max: 0, allow: [desse]}", "Vi sender desse.", "nb"))
        assert "language/foreign-word" not in checks(judged("foreign_words: 1", "Vi sender desse.", "nb"))

    def test_a_sentence_of_another_language(self) -> None:
        reply = "Hei Kari. Vi har sendt den i dag. Please contact us again if you have any questions. Ha en fin dag."
        result = judged("foreign_words: 0", reply, "nb")
        assert named(result, "language/foreign-sentence") == ["Please contact us again if you have any questions"]

    def test_the_share_of_english(self) -> None:
        reply = "Her får du en awesome experience med great value for money i appen."
        result = judged("foreign_words: {english_share: 0.2}", reply, "nb")
        assert {"awesome", "experience", "great"} <= set(named(result, "language/foreign-word"))
        assert checks(judged("foreign_words: {english_share: 0.2}", "Her får du god hjelp i appen vår, hver eneste dag i uka.", "nb")) == set()

    GERMAN = "Wo ist mein Paket? Ich habe seit zwei Wochen nichts von euch gehört und bin nicht sehr froh"
    NORWEGIAN = "Hei, når kommer egentlig pakken min? Jeg har ventet i to uker nå."

    @pytest.mark.parametrize(
        ("reply", "language", "customer", "verdict"),
        [
            ("Hi, your parcel was sent yesterday and should be with you on Friday.", "en", NORWEGIAN, "fail"),
            ("Hi, your parcel was sent yesterday and should be with you on Friday.", "nb", NORWEGIAN, "fail"),
            ("Hei, pakken ble sendt i går og er hos deg på fredag.", "nb", NORWEGIAN, "pass"),
            ("Hei, pakken ble sendt i går og er hos deg på fredag.", "nb", GERMAN, "warn"),
            ("Hei, pakka vart send i går, og ho kjem til deg på fredag.", "nn", NORWEGIAN, "warn"),
            ("Hi, your parcel was sent yesterday.", "en", "Hvor?", "pass"),
            ("Hi, your parcel was sent yesterday.", "en", "", "pass"),
        ],
    )
    def test_the_customers_language(self, reply: str, language: str, customer: str, verdict: str) -> None:
        result = judged("reply_language: same_as_customer", reply, language, customer=customer)
        assert result.verdict == verdict, told(result)

    def test_a_language_that_the_guide_has_not(self) -> None:
        german = "Ihre Bestellung ist auf dem Weg und wird morgen bei Ihnen sein. Vielen Dank für Ihre Geduld mit uns."
        compiled = guide("gate:\nlanguages: [nb]\nvoice: {reply_language: guide}\n")
        assert "language/not-in-guide" in checks(compiled.check(german))
        assert "language/not-in-guide" in checks(compiled.check("Your parcel left us today and will be with you on Friday morning."))
        assert "language/not-in-guide" not in checks(compiled.check("Pakken din gikk herfra i dag og er hos deg fredag morgen."))
        assert "language/not-in-guide" not in checks(compiled.check("Ok, takk!"))


class TestMirror:
    def test_humor_and_emoji_only_for_those_who_bring_them(self) -> None:
        joke = "The train is not a morning person either 🚀"
        limits = "mirror: {humor: true, emoji: true}"
        assert {"mirror/humor", "mirror/emoji"} <= checks(judged(limits, joke, customer="Which platform does it leave from?"))
        assert not {"mirror/humor", "mirror/emoji"} & checks(judged(limits, joke, customer="My train is later than my ex 😂"))
        assert "mirror/humor" not in checks(judged(limits, joke, situation="banter"))
        assert "mirror/emoji" not in checks(judged("mirror: {humor: true}", joke, customer="Which platform?"))

    def test_without_the_customers_message_it_is_told_not_passed(self) -> None:
        result = judged("mirror: {emoji: true}", "It leaves from platform 4 😊")
        (finding,) = result.findings
        assert "the draft does not tell the customer's message" in finding.message


class TestSpelling:
    @pytest.mark.parametrize(
        ("language", "reply", "customer", "corrects"),
        [
            ("en", "*definitely. We send it.", "I definately want it", True),
            ("en", "It's spelled definitely.", "", True),
            ("en", "You wrote “defectiv”; a defective one is replaced.", "My phone is defectiv", True),
            ("en", "You wrote “tickets”; one ticket is enough.", "I bought tickets", False),
            ("en", "*sighs* We send it. *MS", "where is it", False),
            ("en", "Prices* are per month.\n*excluding VAT", "what does it cost", False),
            ("nb", "Du mener vel definitivt?", "defenitivt", True),
            ("nb", "Det er derfor det heter det.", "hvorfor", False),
            ("sv", "Det stavas definitivt.", "difinitivt", True),
            ("da", "Det staves definitivt.", "", True),
            ("nn", "Sjekk rettskrivinga di.", "", True),
        ],
    )
    def test_corrections(self, language: str, reply: str, customer: str, corrects: bool) -> None:
        assert ("address/spelling-correction" in checks(judged("spelling_correction: forbidden", reply, language, customer=customer))) is corrects


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("voice: {address: dere}\n", "1:18", "informal, formal"),
        ("voice: {contractions: never}\n", "1:23", "required, allowed, forbidden"),
        ("voice: {passive: 20}\n", "1:18", "from 0 to 1"),
        ("voice: {emoji: {min: 3, max: 1}}\n", "1:22", "min 3 is above max 1"),
        ("voice: {emoji: {kinds: [nice]}}\n", "1:25", "warm, playful, mocking"),
        ("voice: {readability: {min_lix: 50, lix: 40}}\n", "1:32", "min_lix 50 is above lix 40"),
        ("voice: {length: {min_words: 90}}\nsituations: {praise: {length: {max_words: 20}}}\n", "1:29", "min_words 90 here meets max_words 20"),
        ("voice: {reply_language: customer}\n", "1:25", "same_as_customer"),
        ("words: {avoid: {gratis: {wy: No.}}}\n", "1:26", 'Did you mean "why"?'),
        ("words: {avoid: {gratis: {why: No., kind: nown}}}\n", "1:42", 'Did you mean "noun"?'),
        ("words: {by_language: {no: {avoid: {x: y}}}}\n", "1:23", "en, da, nb, nn, sv"),
    ],
)
def test_mistakes_are_told_with_their_place(tmp_path: Path, text: str, place: str, words: str) -> None:
    path = tmp_path / "voicecheck.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VoicecheckError) as caught:
        voicecheck.load_guide(path)
    (problem,) = caught.value.problems
    assert f"{problem.place.line}:{problem.place.column}" == place and words in problem.message, problem
