"""How a reply is built, who speaks in it, and what the brand's modes, roles and rivals allow."""

from __future__ import annotations

import pytest

from tests.support import checks, guide, named, told
from voicecheck import Reply, Result
from voicecheck.drafts.reply import Context

BARE = "languages: [nb, en]\ngate:\n"


def judged(text: str, reply: str, language: str = "nb", id: str = "", **context: str) -> Result:
    return guide(BARE + text).check(Reply(reply, id, context=Context(**{"language": language, **context})))


def fails(check: str, text: str, reply: str, language: str = "nb", **context: str) -> bool:
    result = judged(text, reply, language, **context)
    assert result.verdict != "unchecked", told(result)
    return check in checks(result)


@pytest.mark.parametrize(
    ("text", "reply", "context", "found"),
    [
        ("forbid: {praise: [promotion]}", "Tusen takk! Bruk koden PAOLO og få 10 % rabatt på neste kjøp.", {"situation": "praise"}, True),
        ("forbid: {praise: [promotion]}", "Tusen takk! Bruk koden PAOLO og få 10 % rabatt på neste kjøp.", {"situation": "banter"}, False),
        ("forbid: {x: [direct_message]}", "Send oss en direktemelding, så hjelper vi deg.", {"channel": "x"}, True),
        ("forbid: {viral: [law]}", "I henhold til vilkårene er vi ikke ansvarlige.", {"situation": "crisis"}, True),
    ],
)
def test_what_is_forbidden(text: str, reply: str, context: dict[str, str], found: bool) -> None:
    assert fails("structure/forbidden", text, reply, **context) is found


@pytest.mark.parametrize(
    ("reply", "wrong"),
    [
        ("Beklager rotet. Vi sender en ny i dag.", []),
        ("Vi sender en ny i dag. Beklager rotet.", ["Vi sender en ny"]),
        ("Vi sender en ny i dag.", []),
        ("I henhold til vilkårene er det slik. Beklager rotet.", ["I henhold til vilkårene"]),
    ],
)
def test_the_order_of_elements(reply: str, wrong: list[str]) -> None:
    result = judged("order: {complaint: [acknowledgement, solution, law]}", reply, situation="complaint")
    assert ("structure/order" in checks(result)) is bool(wrong), told(result)
    if wrong and "vilkårene" not in wrong[0]:
        finding = next(item for item in result.findings if item.check == "structure/order")
        assert "(solution) comes before “Beklager rotet” (acknowledgement)" in finding.message


@pytest.mark.parametrize(
    ("reply", "messages"),
    [
        ("Vi beklager. Feilen er vår. Jeg har sendt en ny.", []),
        ("Vi beklager. Jeg har sendt en ny.", ["lacks responsibility"]),
        ("Jeg har sendt en ny. Feilen er vår. Vi beklager.", ["an apology goes regret, responsibility, repair"]),
        ("Pakken er her.", ["lacks regret and responsibility and repair"]),
    ],
)
def test_the_parts_of_an_apology(reply: str, messages: list[str]) -> None:
    result = judged("voice: {apology: {components: [regret, responsibility, repair], order: true}}", reply, situation="complaint")
    told_of = [item.message for item in result.findings if item.check == "structure/apology"]
    assert len(told_of) == len(messages) and all(words in message for words, message in zip(messages, told_of)), told_of


def test_an_apology_is_not_asked_of_an_answer_to_praise() -> None:
    assert not fails("structure/apology", "voice: {apology: {components: [regret, repair]}}", "Tusen takk, Kari!", situation="praise")


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("Sjekk nettsidene våre.", ["Sjekk"]),
        ("Hei Kari! Sjekk nettsidene våre.", ["Sjekk"]),
        ("Hei Kari, sjekk nettsidene våre.", ["sjekk"]),
        ("Så kjedelig, Kari. Sjekk gjerne nettsidene våre.", []),
        ("Se https://nordklang.example/hjelp for svar.", ["https://nordklang.example/hjelp"]),
        ("Det forstår vi godt. Se https://nordklang.example/hjelp.", []),
    ],
)
def test_the_first_sentence(reply: str, found: list[str]) -> None:
    result = judged("voice: {opening: {avoid: [command, link]}}", reply)
    words = named(result, "structure/opening")
    assert bool(words) is bool(found) and all(any(item.startswith(part) for item in words) for part in found), words


@pytest.mark.parametrize(
    ("stance", "reply", "found"),
    [
        ("empathy_first", "Det stemmer ikke. Prisen er den samme.", True),
        ("empathy_first", "Jeg forstår at det ser slik ut. Det stemmer ikke. Prisen er den samme.", False),
        ("never", "Jeg forstår at det ser slik ut. Det stemmer ikke. Prisen er den samme.", True),
        ("freely", "Det stemmer ikke. Prisen er den samme.", False),
    ],
)
def test_how_the_brand_disagrees(stance: str, reply: str, found: bool) -> None:
    assert fails("structure/stance", f"voice: {{stance: {{disagree: {stance}}}}}", reply, situation="complaint") is found


@pytest.mark.parametrize(
    ("reply", "channel", "found"),
    [
        ("Hei, send oss en direktemelding.", "facebook", True),
        ("Beklager ventetiden. Send oss en direktemelding.", "facebook", False),
        ("Send oss en direktemelding. Beklager ventetiden.", "facebook", True),
        ("Hei, send oss en direktemelding.", "chat", False),
    ],
)
def test_a_public_reply_says_something(reply: str, channel: str, found: bool) -> None:
    assert fails("channel/no-substance", "voice: {public_reply: true}", reply, channel=channel) is found


def test_a_narrower_scope_cannot_switch_off_but_by_override() -> None:
    reply = "Hei, send oss en direktemelding."
    assert fails("channel/no-substance", "voice: {public_reply: true}\nchannels: {x: {public_reply: false}}", reply, channel="x")
    assert not fails("channel/no-substance", "voice: {public_reply: true}\nchannels: {x: {public_reply: {on: false, override: true}}}", reply, channel="x")


@pytest.mark.parametrize(
    ("person", "reply", "found"),
    [
        ("we", "Jeg har flyttet den, og vi sier fra.", ["Jeg"]),
        ("we", "Vi har flyttet den i vårt system.", []),
        ("i", "Vi har flyttet den.", ["Vi"]),
        ("either", "Jeg har flyttet den, og jeg sier fra.", []),
        ("either", "Vi har flyttet den, og vi sier fra. Jeg ønsker god tur.", ["Jeg"]),
        ("we", "Du skrev «jeg er lei av å vente her».", []),
    ],
)
def test_who_speaks(person: str, reply: str, found: list[str]) -> None:
    assert named(judged(f"voice: {{person: {person}}}", reply), "style/person") == found


@pytest.mark.parametrize(
    ("form", "reply", "signed"),
    [
        ("/{name}", "Vi er her til åtte. /Michael", True),
        ("/{name}", "Vi er her til åtte.\n/Anne Marie", True),
        ("/{name}", "Vi er her til åtte. /{{agent.first_name}}", True),
        ("/{name}", "Vi er her til åtte. Hilsen Michael", False),
        ("/{name}", "Les mer på nordklang.example/Michael", False),
        ("Hilsen {name}, {brand}", "Vi er her.\n\nHilsen Michael, Nordklang", True),
        ("Hilsen {name}, {brand}", "Vi er her.\n\nHilsen Michael", False),
    ],
)
def test_how_a_reply_is_signed(form: str, reply: str, signed: bool) -> None:
    assert fails("structure/signature", f'brand: Nordklang\nvoice: {{signature: "{form}"}}', reply) is not signed


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("Hei Kari, takk for sist.", False),
        ("Hei {{name}}! Takk.", False),
        ("Hei! Takk for sist.", True),
        ("God dag Kari. Takk.", True),
        ("Takk for sist.", True),
        ("Hei på deg Kari!", False),
    ],
)
def test_how_a_reply_greets(reply: str, found: bool) -> None:
    assert fails("structure/greeting", "voice: {greeting: {with_name: true, forms: [Hei, Hallo]}}", reply) is found


class TestRoles:
    GUIDE = 'personas: {kaptein: {phrases: ["kaptein*", "om bord"], situations: [banter, complaint], channels: [chat]}, ugle: {phrases: ["ugla"], must_solve: false}}\n'

    @pytest.mark.parametrize(
        ("reply", "context", "found"),
        [
            ("Kapteinen ønsker velkommen om bord!", {"situation": "banter", "channel": "chat"}, set()),
            ("Kapteinen ønsker velkommen om bord!", {"situation": "praise", "channel": "chat"}, {"persona/not-listed"}),
            ("Kapteinen ønsker velkommen om bord!", {"situation": "banter", "channel": "x"}, {"persona/not-listed"}),
            ("Kapteinen ønsker velkommen om bord!", {"situation": "banter", "channel": "chat", "persona": "ugle"}, {"persona/not-listed"}),
            ("Kapteinen her!", {"situation": "complaint", "channel": "chat"}, {"persona/unsolved"}),
            ("Kapteinen her! Jeg har sendt en ny, den kommer i morgen.", {"situation": "complaint", "channel": "chat"}, set()),
            ("Ugla ser deg.", {"situation": "complaint"}, set()),
            ("Ohoi, landkrabbe! Kapre skuta!", {"situation": "banter"}, {"persona/not-listed"}),
        ],
    )
    def test_which_where_and_with_what(self, reply: str, context: dict[str, str], found: set[str]) -> None:
        result = judged(self.GUIDE, reply, **context)
        assert {check for check in checks(result) if check.startswith("persona/")} == found, told(result)


class TestCompetitors:
    @pytest.mark.parametrize(
        ("mention", "reply", "found"),
        [
            ("never", "Lavfly flyr også dit.", True),
            ("neutral", "Lavfly flyr også dit.", False),
            ("neutral", "Lykke til med det hos Lavfly, haha. Ha en fin dag!", True),
            ("allowed", "Lavfly flyr også dit.", False),
        ],
    )
    def test_their_names(self, mention: str, reply: str, found: bool) -> None:
        assert fails("competitors/mention", f"competitors: {{names: [Lavfly], mention: {mention}}}", reply) is found

    def test_a_joke_beside_a_name_is_aimed_at_it(self) -> None:
        text = "voice: {humor: {targets: [self, customer, situation]}, snark: {targets: [self, situation, customer]}}\ncompetitors: {names: [Lavfly]}"
        assert fails("snark/target", text, "Lykke til med det hos Lavfly, haha.")
        assert not fails("snark/target", text, "Lykke til med det, haha. Lavfly flyr også dit.")


class TestEscalation:
    GUIDE = "escalate: {legal: {to: jurist@nordklang.example, templates: [legal-1]}, data: {words: [datalekk*]}}"

    @pytest.mark.parametrize(
        ("reply", "customer", "id", "found"),
        [
            ("Det var leit å høre.", "Da tar advokaten min kontakt.", "", True),
            ("Det var leit å høre.", "Da tar advokaten min kontakt.", "legal-1", False),
            ("Jeg sender saken videre til juristen vår.", "Da tar advokaten min kontakt.", "", False),
            ("Skriv til jurist@nordklang.example, Kari.", "Da tar advokaten min kontakt.", "", False),
            ("Det var leit å høre.", "Pakken kom ikke.", "", False),
            ("Datalekkasjen er tettet.", "Hva skjer?", "", True),
            ("Vi har koblet inn advokater.", "Hva skjer?", "", True),
        ],
    )
    def test_who_may_answer(self, reply: str, customer: str, id: str, found: bool) -> None:
        result = judged(self.GUIDE, reply, id=id, customer=customer)
        assert ("escalation/no-handover" in checks(result)) is found, told(result)


@pytest.mark.parametrize(
    ("facts", "reply", "found"),
    [
        ("mode: refuse", "Slå av og på ruteren, så går det.", {"channel/redirect", "channel/service-refused"}),
        ("mode: refuse", "Vi hjelper deg gjerne på telefon 815 22 040.", set()),
        ("support: no", "Jeg har sendt en ny.", {"channel/redirect", "channel/service-refused"}),
        ("support: redirect, redirect_to: [chat]", "Skriv til oss på chat, så sender vi en ny i dag.", set()),
        ("support: redirect, redirect_to: [chat]", "Jeg har sendt en ny i dag.", {"channel/redirect", "channel/service-refused"}),
        ("support: yes", "Jeg har sendt en ny i dag.", set()),
    ],
)
def test_where_customers_are_not_helped(facts: str, reply: str, found: set[str]) -> None:
    result = judged(f"channels: {{tiktok: {{{facts}}}}}", reply, channel="tiktok", situation="complaint")
    assert {check for check in checks(result) if check.startswith("channel/")} == found, told(result)
