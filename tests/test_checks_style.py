"""The checks of signs, looks, length and readability, through small guides."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest

from tests.support import checks, guide, named, told
from voicecheck import Result
from voicecheck.tone.emoji import find_emoji

QUIET = "gate:\n"
"""No gate: these replies are judged by the one limit alone."""


def judged(limits: str, reply: str, language: str = "en", channel: str = "", situation: str = "other") -> Result:
    return guide(f"{QUIET}voice: {{{limits}}}\n").check(reply, language=language, channel=channel, situation=situation)


class TestExclamationMarks:
    @pytest.mark.parametrize(
        ("language", "reply", "most", "over"),
        [
            ("nb", "Hei Kari! Takk for at du skrev.", 0, 0),
            ("nb", "Hei! Takk for at du skrev!", 0, 1),
            ("sv", "Hej Karin! Tack för att du skrev!", 1, 0),
            ("da", "Hej Kirsten! Tak! Vi har sendt den!", 1, 1),
            ("en", "Hi Anna! Thanks!!! Great!", 2, 2),
            ("en", "Hi Anna!! Thanks.", 1, 1),
            ("en", "We have sent it today. Hi!", 0, 1),
            ("en", "You wrote “I want my money back now!!!”, and you are right.", 0, 0),
            ("en", "See https://example.com/sale! for more.", 1, 0),
        ],
    )
    def test_beyond_the_limit_and_outside_the_greeting(self, language: str, reply: str, most: int, over: int) -> None:
        result = judged(f"exclamation_marks: {most}", reply, language)
        assert named(result, "style/exclamation-marks") == ["!"] * over, told(result)

    def test_the_message_counts_and_says_what_to_do(self) -> None:
        (finding,) = judged("exclamation_marks: 1", "Thanks!!! We did it!").findings
        assert finding.message == "4 exclamation marks; the guide allows 1 here."
        assert finding.advice == "Keep 1 and end the other sentences with a full stop."


class TestCapitals:
    @pytest.mark.parametrize(
        ("language", "reply", "shouted"),
        [
            ("en", "You ALWAYS get an SMS with the PIN from NASA and the NHS.", ["ALWAYS"]),
            ("en", "THAT is NOT what we said.", ["THAT", "NOT"]),
            ("nb", "Du ser det ALDRI på NAV, SMS eller PIN-koden.", ["ALDRI"]),
            ("nb", "HEI OLA\nTakk for at du skrev.", []),
            ("da", "Det er IKKE rigtigt, og CPR-nummeret skal du bruge.", ["IKKE"]),
            ("sv", "Det är INTE så, och din PIN eller ditt SMS.", ["INTE"]),
            ("en", "{{FIRST_NAME}}, thanks.", []),
        ],
    )
    def test_words_that_shout_but_no_abbreviations(self, language: str, reply: str, shouted: list[str]) -> None:
        assert named(judged("capitals: 0", reply, language), "style/capitals") == shouted


class TestEmoji:
    @pytest.mark.parametrize(
        ("reply", "found"),
        [
            ("Takk 🙏🏽 og 👩‍🚀 og 🇳🇴 og 1️⃣", ["🙏🏽", "👩‍🚀", "🇳🇴", "1️⃣"]),
            ("Via face:) og :-D", [":)", ":-D"]),
            ("Kl. 12:30, (se a:b) og https://eksempel.no/:)", []),
            ("❤️ og ❤", ["❤️", "❤"]),
            ("Merket™ © 2026", []),
            ("👨‍👩‍👧‍👦", ["👨‍👩‍👧‍👦"]),
        ],
    )
    def test_a_sequence_is_one_and_a_glued_emoticon_counts(self, reply: str, found: list[str]) -> None:
        assert named(judged("emoji: 0", reply, "nb"), "style/emoji") == found

    def test_so_many_are_fine(self) -> None:
        result = judged("emoji: {max: 2}", "Thanks 🙏 😊 👍 🎉")
        assert named(result, "style/emoji") == ["👍", "🎉"]
        assert result.findings[0].message == "4 emoji; the guide allows 2 here."

    def test_avoided_and_allowed(self) -> None:
        assert named(judged('emoji: {avoid: ["🙄", "❤️"]}', "Well 🙄 😊 ❤"), "style/emoji") == ["🙄", "❤"]
        assert named(judged('emoji: {allow: ["😊"]}', "Well 🙄 😊"), "style/emoji") == ["🙄"]


class TestHashtags:
    @pytest.mark.parametrize(
        ("limits", "reply", "found"),
        [
            ("hashtags: 1", "Thanks #winter #Ski #fun", ["#Ski", "#fun"]),
            ("hashtags: {avoid: [boybye]}", "Thanks #BoyBye #winter", ["#BoyBye"]),
            ('hashtags: {allow: ["#winter"]}', "Thanks #winter #boybye", ["#boybye"]),
            ("hashtags: 0", "Order #1234 and C# and &#39; and a#b", []),
            ("hashtags: 0", "Thanks #blåbær2026", ["#blåbær2026"]),
        ],
    )
    def test_number_and_lists(self, limits: str, reply: str, found: list[str]) -> None:
        assert named(judged(limits, reply), "style/hashtags") == found


class TestLength:
    @pytest.mark.parametrize(
        ("limits", "reply", "expected"),
        [
            ("length: {min_words: 4}", "Yes, we did.", {"length/too-short"}),
            ("length: {min_words: 4}", "Yes, we did that.", set()),
            ("length: {max_words: 4}", "Yes, we did that again.", {"length/too-long"}),
            ("length: {max_words: 4}", "Yes 🙏 — we did that …", set()),
            ("length: {max_characters: 20}", "a" * 20, set()),
            ("length: {max_characters: 20}", "a" * 21, {"length/too-long"}),
        ],
    )
    def test_words_and_characters(self, limits: str, reply: str, expected: set[str]) -> None:
        assert checks(judged(limits, reply)) == expected

    @pytest.mark.parametrize(
        ("channel", "reply", "over"),
        [
            ("x", "a" * 280, 0),
            ("x", "a" * 281, 1),
            ("x", "a" * 256 + " https://example.com/" + "b" * 100, 0),
            ("x", "a" * 257 + " https://example.com/" + "b" * 100, 1),
            ("x", "🙏" * 140, 0),
            ("x", "🙏" * 141, 2),
            ("x", "👨‍👩‍👧‍👦" * 140, 0),
            ("x", "漢" * 141, 2),
            ("x", "å" * 280, 0),
            ("x", "a\u030a" * 280, 0),
            ("x", "@kari " + "a\u030a" * 274, 0),
            ("threads", "🙏" * 501, 1),
            ("nowhere", "a" * 9999, 0),
        ],
    )
    def test_a_channel_counts_in_its_own_way(self, channel: str, reply: str, over: int) -> None:
        result = judged("", reply, channel=channel)
        found = [finding for finding in result.findings if finding.check == "channel/too-long"]
        assert [finding.advice for finding in found] == ([f"Cut {over} characters or send the rest in a second reply."] if over else [])

    def test_the_guide_may_know_another_length(self) -> None:
        own = guide("gate:\nchannels: {x: {max_length: 500}, fax: {max_length: 10}}\n")
        assert "channel/too-long" not in checks(own.check("a " * 200, channel="x", language="en"))
        assert "channel/too-long" in checks(own.check("a " * 20, channel="fax", language="en"))


HARD = {
    "en": "Notwithstanding aforementioned considerations regarding reimbursement eligibility, administrative processing requirements necessitate comprehensive documentation demonstrating extraordinary circumstances, including independently authenticated certificates, before departmental representatives commence preliminary examination procedures concerning individual compensation applications submitted electronically.",
    "nb": "Saksbehandlingstiden forutsetter fullstendige dokumentasjonsopplysninger vedrørende forsikringstilfellet, herunder legeerklæringer, inntektsopplysninger samt politianmeldelser, hvorefter erstatningsberettigelsen vurderes individuelt etter forsikringsavtalelovens bestemmelser, forskriftene og vilkårene slik disse fremkommer av forsikringsbeviset med tilhørende endringer og vedlegg samt selskapets alminnelige retningslinjer for oppgjør.",
}
EASY = (
    "We got your parcel today. It was wet. We are sorry. We will send a new one. You get it on Friday. You do not have to pay. Just write to us if it is late. We are here all day."
)


class TestReadability:
    @pytest.mark.parametrize("language", list(HARD))
    @pytest.mark.parametrize("limits", ["readability: 45", "readability: {rix: 5}"])
    def test_long_words_in_long_sentences(self, language: str, limits: str) -> None:
        result = judged(limits, HARD[language], language)
        assert checks(result) == {"readability/too-hard"}, told(result)
        assert named(result) == [HARD[language].rstrip(".")]

    def test_plain_words_pass(self) -> None:
        assert checks(judged("readability: {lix: 25, rix: 1}", EASY)) == set()

    def test_short_replies_are_not_measured(self) -> None:
        assert checks(judged("readability: {lix: 5}", "Notwithstanding aforementioned considerations regarding reimbursement.")) == set()

    def test_links_and_placeholders_are_no_long_words(self) -> None:
        links = EASY.replace("parcel", "https://example.com/averyveryverylongaddress/indeed {{customer.first_name}}")
        assert checks(judged("readability: {lix: 25}", links)) == set()

    def test_nothing_is_fetched_from_the_network(self) -> None:
        script = f"""
import socket, urllib.request
def refuse(*arguments, **options):
    raise SystemExit("the network was asked")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = urllib.request.urlopen = refuse
import pathlib, tempfile, voicecheck
path = pathlib.Path(tempfile.mkdtemp()) / "guide.yml"
path.write_text("gate:\\nvoice: {{readability: {{lix: 45, rix: 5}}}}\\n")
guide = voicecheck.load_guide(path)
print([finding.check for finding in guide.check({HARD["en"]!r}, language="en").findings])
"""
        finished = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
        assert finished.stdout == "['readability/too-hard']\n", finished.stderr


def test_every_emoji_and_emoticon_of_the_list_is_found() -> None:
    listed = [
        sign for line in (files("voicecheck.languages") / "emoji.yml").read_text(encoding="utf-8").splitlines() if line.startswith("emo") for sign in line.split('"')[1].split()
    ]
    assert len(listed) > 150
    assert [sign for sign in listed if not find_emoji(f"Hei {sign} du")] == []
    assert [sign for sign in listed if not find_emoji(f"face{sign}") and sign not in ("D:", "xD", "XD", "(-:", "(:", "B-)")] == []
    assert [sign for sign in listed if [(item.text, item.start) for item in find_emoji(f"Hei {sign} du")] != [(sign, 4)]] == []


def test_an_emoji_made_of_a_figure_is_found_whole() -> None:
    assert [(item.text, item.start) for item in find_emoji("Steg 1\ufe0f\u20e3 är klart 🙂")] == [("1\ufe0f\u20e3", 5), ("🙂", 18)]
