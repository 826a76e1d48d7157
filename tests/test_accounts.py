"""Accounts, agents, modes and situations: which limits and facts hold, and what a guide may not say of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import voicecheck
from tests.support import checks, guide, told
from voicecheck import Reply, VoicecheckError
from voicecheck.drafts.reply import Context

GUIDE = """
languages: [nb]
voice: {snark: {max: 30}, exclamation_marks: {max: 2}}
situations:
  complaint: {snark: {max: 10}}
  viral: {humor: {max: 0}, exclamation_marks: {max: 0}}
channels:
  facebook: {public: true, support: redirect, redirect_to: [chat]}
modes:
  reactive: {emoji: {max: 0}}
accounts:
  Nordklang-Hjelp: {channel: facebook, support: yes, mode: reactive, exclamation_marks: {max: 1}}
agents:
  Michael: {name: Michael, snark: {max: 20}, signature: "/{agent}"}
gate:
"""


def judged(reply: str, text: str = GUIDE, **context: str) -> voicecheck.Result:
    return guide(text).check(Reply(reply, context=Context(**{"language": "nb", **context})))


def test_an_account_stands_on_its_channel_and_says_other_facts() -> None:
    complaint = {"situation": "complaint", "customer": "Nettet er nede igjen"}
    reply = "Hei Kari. Beklager at nettet er nede, vi retter feilen i kveld."
    assert {"channel/redirect", "channel/service-refused"} <= checks(judged(reply, channel="facebook", **complaint))
    on_account = judged(reply, account="@nordklang-hjelp", **complaint)
    assert on_account.channel == "facebook"
    assert not checks(on_account), told(on_account)


@pytest.mark.parametrize(
    ("context", "key", "part", "value"),
    [
        ({}, "exclamation_marks", "max", 2),
        ({"account": "nordklang-hjelp"}, "exclamation_marks", "max", 1),
        ({"agent": "michael"}, "snark", "max", 20),
        ({"agent": "michael", "situation": "complaint"}, "snark", "max", 10),
        ({"mode": "reactive"}, "emoji", "max", 0),
        ({"situation": "crisis"}, "humor", "max", 0),
        ({"situation": "sensitive"}, "exclamation_marks", "max", 0),
    ],
)
def test_the_strictest_limit_holds(context: dict[str, str], key: str, part: str, value: float) -> None:
    limits = guide(GUIDE).limits(**{"situation": "other", "channel": "", **context})
    assert getattr(limits[key], part).value == value


def test_the_mode_of_an_account_is_that_of_its_replies() -> None:
    reply = "Du finner den i appen. Følg oss på Instagram for flere tips 😀"
    assert {"channel/reactive", "style/emoji"} <= checks(judged(reply, account="nordklang-hjelp"))
    assert not {"channel/reactive", "style/emoji"} & checks(judged(reply, account="nordklang-hjelp", mode="proactive"))
    assert "there are proactive, reactive, refuse" in judged(reply, mode="reaktiv").reason


def test_an_agent_signs_with_his_name() -> None:
    assert "structure/signature" not in checks(judged("Vi er her til åtte. /Michael", agent="michael"))
    assert "structure/signature" in checks(judged("Vi er her til åtte. /Mikael", agent="michael"))


@pytest.mark.parametrize(("kind", "name", "meant"), [("account", "nordklang-hjlp", "nordklang-hjelp"), ("agent", "mikael", "michael")])
def test_an_unknown_name_is_noted(kind: str, name: str, meant: str) -> None:
    notes = " ".join(judged("Hei, det ordner vi.", **{kind: name}).notes)
    assert f"knows no {kind} “{name}”" in notes and f'Did you mean "{meant}"' in notes


@pytest.mark.parametrize(
    ("message", "situation"),
    [
        ("Faren min døde i går, og dere sender fortsatt regninger. Helt uakseptabelt!", "sensitive"),
        ("Nettet er nede igjen, helt uakseptabelt!", "complaint"),
    ],
)
def test_a_grave_message_is_sensitive_whatever_it_complains_of(message: str, situation: str) -> None:
    assert judged("Det beklager vi, Kari.", customer=message).situation == situation


def test_viral_is_another_name_for_crisis() -> None:
    assert judged("Vi beklager, Kari!", situation="viral").situation == "crisis"
    assert "style/exclamation-marks" in checks(judged("Vi beklager, Kari!", situation="viral"))


MISTAKES = {
    "an agent loosens": ("voice: {snark: {max: 20}}\nagents: {kari: {snark: {max: 40}}}\n", "2:30", ["agents.kari.snark", "never loosen", "voice says 20 at"]),
    "an agent lowers a minimum": ("voice: {politeness: {min: 40}}\nagents: {kari: {politeness: {min: 30}}}\n", "2:35", ["voice says 40"]),
    "an agent adds a target": ("voice: {snark: {targets: [self]}}\nagents: {kari: {snark: {targets: [self, customer]}}}\n", "2:34", ["voice says [self]"]),
    "an agent overrides": ("voice: {snark: {max: 20}}\nagents: {kari: {snark: {max: 5, override: true}}}\n", "2:43", ["override: true is not allowed here"]),
    "an account is faster": ("voice: {response_time: {sla: 24h}}\naccounts: {help: {response_time: {sla: 2h}}}\n", "2:40", ["an account may tighten"]),
    "an account without its channel": ("brand: X\naccounts: {help: {channel: facebok}}\n", "2:28", ['"facebok" is not known', 'Did you mean "facebook"']),
    "an absolute check": ("brand: X\nseverity: {topics/joke: warn}\n", "2:25", ["always fails", "into a warning"]),
    "its family": ('brand: X\nseverity: {topics: "off"}\n', "2:20", ["topics/joke always fails", "turn it off", "other checks of the family"]),
    "two names for one": ("situations:\n  viral: {}\n  crisis: {}\n", "2:3", ["another name for crisis", "line 3"]),
    "dates the wrong way": ("valid_from: 2027-01-01\nvalid_until: 2026-01-01\n", "1:13", ["after valid_until 2026-01-01"]),
    "no length of time": ("voice: {response_time: {sla: soon}}\n", "1:30", ["30m, 24h or 2d", 'not "soon"']),
    "no part of a signature": ('voice: {signature: "/{nam}"}\n', "1:20", ["{nam}", "{name}"]),
    "meets no reply": ("voice: {humor: {min: 30}}\nagents: {kari: {humor: {max: 10}}}\n", "1:22", ["no reply could meet both", "agent kari"]),
}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda name: name.replace(" ", "-"))
def test_a_mistake_is_told_with_its_place(tmp_path: Path, mistake: str) -> None:
    text, place, words = MISTAKES[mistake]
    path = tmp_path / "guide.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VoicecheckError) as raised:
        voicecheck.load_guide(path)
    message = next(str(problem) for problem in raised.value.problems if str(problem).startswith(f"{path}:{place}: "))
    assert all(word in message for word in words), message


def test_a_tighter_limit_anywhere_is_no_mistake() -> None:
    text = "voice: {snark: {max: 20}}\nchannels: {tiktok: {snark: {max: 50, override: true}}}\nagents: {kari: {snark: {max: 40}}}\n"
    assert guide(text).limits("other", "tiktok", agent="kari")["snark"].max.value == 40
    assert guide(text).limits("other", "x", agent="kari")["snark"].max.value == 20


@pytest.mark.parametrize(
    ("message", "situation", "missing"),
    [
        ("Faren min døde i går, og dere sender fortsatt regninger. Helt uakseptabelt!", "sensitive", True),
        ("Hva koster det å avslutte abonnementet til en som er død?", "sensitive", False),
        ("Tusen takk for at dere var så gode mot mor på sykehuset, dere er best!", "praise", False),
    ],
)
def test_a_sensitive_message_may_complain_as_well(message: str, situation: str, missing: bool) -> None:
    result = judged("Hei Kari.", "languages: [nb]\nrequire: {complaint: [next_step]}\ngate:\n", customer=message)
    assert result.situation == situation, result.notes
    assert ("structure/missing" in checks(result)) is missing


def test_nobody_who_grieves_is_met_with_less_than_a_complaint_is() -> None:
    limits = guide("situations: {complaint: {politeness: {min: 60}}, crisis: {humor: {max: 5}}}\n").limits("sensitive", "")
    assert limits["politeness"].min.value == 60 and limits["humor"].max.value == 5
