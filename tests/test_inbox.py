"""Exports with customers' messages: what has no reply; and guides that do not hold today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import report, run

GUIDE = "brand: Nordklang\nlanguages: [nb]\ninbox: {min_answered: 0.6, situations: [complaint]}\ngate:\n"
MESSAGES = [
    ("a", "Nettet er nede igjen, dette er håpløst!", "Hei Kari. Beklager, vi retter det i kveld."),
    ("b", "Nettet er nede igjen, dette er håpløst!", ""),
    ("c", "Dere er verst i landet, fortsatt ikke noe nett!", "   "),
    ("d", "Tusen takk for hjelpen, dere er best!", ""),
    ("e", "", ""),
]


def csv(folder: Path) -> Path:
    (folder / "inbox.csv").write_text("id,customer,reply\n" + "".join(f'{id},"{customer}","{reply}"\n' for id, customer, reply in MESSAGES), encoding="utf-8")
    return folder / "inbox.csv"


def jsonl(folder: Path) -> Path:
    lines = [json.dumps({"id": id, "customer": customer, "reply": reply}, ensure_ascii=False) for id, customer, reply in MESSAGES]
    (folder / "inbox.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "inbox.jsonl"


@pytest.mark.parametrize("export", [csv, jsonl])
def test_messages_without_a_reply_are_told(folder: Path, export: object) -> None:
    (folder / "voicecheck.yml").write_text(GUIDE, encoding="utf-8")
    assert callable(export)
    data = report(export(folder))
    replies = {item["id"]: item for item in data["replies"]}
    assert replies["a"]["verdict"] == "pass"
    assert [replies[name]["verdict"] for name in "bcde"] == ["unchecked"] * 4
    assert [replies[name]["reason"] for name in "bcd"] == ["unanswered: the customer's message has no reply"] * 3
    assert replies["e"]["reason"] == "the reply is empty"  # nobody asked anything
    assert [replies[name]["situation"] for name in "bcd"] == ["complaint", "complaint", "praise"]
    (finding,) = data["set_findings"]
    assert finding["check"] == "inbox/unanswered" and finding["severity"] == "warn"
    assert "2 of 3 messages have no reply (2 complaint); 33% are answered, the guide asks for 60%." in finding["message"]
    assert finding["guide"]["line"] == 3


def test_the_terminal_counts_them(folder: Path) -> None:
    (folder / "voicecheck.yml").write_text(GUIDE.replace("0.6", "0.3"), encoding="utf-8")
    result = run("check", csv(folder), "--no-color")
    assert "4 not checked (3 unanswered)" in " ".join(result.stdout.split())
    assert "inbox/unanswered" not in result.stdout


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ("valid_until: 2020-12-31", "The guide held until 2020-12-31"),
        ("valid_from: 2999-01-01", "The guide holds from 2999-01-01 on"),
        ("valid_from: 2020-01-01\nvalid_until: 2999-12-31", ""),
    ],
)
def test_a_guide_that_does_not_hold_today_is_told(folder: Path, dates: str, told: str) -> None:
    (folder / "voicecheck.yml").write_text(f"brand: Nordklang\nlanguages: [nb]\n{dates}\n", encoding="utf-8")
    (folder / "svar.txt").write_text("Hei Kari! Takk for meldingen. Vi sender en ny i dag.\n", encoding="utf-8")
    data = report(folder / "svar.txt")
    assert [item["check"] for item in data["set_findings"]] == ["guide/validity"] * bool(told)
    assert all(told in item["message"] for item in data["set_findings"])
    assert run("check", folder / "svar.txt", "--fail-on", "fail").exit_code == 0
