"""A regression gate: on the project's labelled replies the judgement must not get worse.

The shipped weights were fitted on these replies, so the figures say nothing of new ones
(docs/judgement.md does); they fall when a lexicon or a weight is broken.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from voicecheck.compiler import CompiledGuide, load_guide

CORPUS = Path(__file__).parent.parent / "benchmarks" / "corpus"
LANGUAGES = ("en", "nb", "nn", "da", "sv")


@pytest.fixture(scope="module")
def cautious() -> CompiledGuide:
    return load_guide("voicecheck:cautious-service")


def area_under_curve(truth: list[bool], scores: list[int]) -> float:
    """How often a true one scores higher than a false one, ties counted half."""
    high = [score for label, score in zip(truth, scores, strict=True) if label]
    low = [score for label, score in zip(truth, scores, strict=True) if not label]
    return sum((a > b) + 0.5 * (a == b) for a in high for b in low) / (len(high) * len(low))


@pytest.mark.parametrize("language", LANGUAGES)
def test_risky_replies_score_higher_than_fine_ones(cautious: CompiledGuide, language: str) -> None:
    lines = (CORPUS / f"first.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines][:: 3 if len(lines) > 100 else 1]
    results = [cautious.check(row["reply"], language=language, situation=row["situation"], customer=row["customer"]) for row in rows]
    risky = [bool(row["risky"]) for row in rows]
    assert area_under_curve(risky, [result.risk for result in results]) > 0.93
    fine = [result for result, is_risky in zip(results, risky, strict=True) if not is_risky]
    assert sum(result.verdict == "fail" for result in fine) <= 0.12 * len(fine)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_corpus_is_whole(language: str) -> None:
    rows = [json.loads(line) for file in CORPUS.glob(f"*.{language}.jsonl") if not file.name.startswith("real.") for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 150
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["lang"] == language
        assert 1 <= row["politeness"] <= 5 and 0 <= row["humor"] <= 3 and 0 <= row["snark"] <= 3 and isinstance(row["risky"], bool)
        assert all(cue in row["reply"] for cue in row["cues"]), row["id"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_letters_of_a_public_service_are_not_failed_for_tone(cautious: CompiledGuide, language: str) -> None:
    lines = (CORPUS / f"real.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    letters = [json.loads(line) for line in lines if '"source": "nav"' in line][::6]
    tone = ("politeness", "humor", "snark", "warmth", "formality", "abuse", "risk", "promises", "topics")
    failed = [
        letter["id"]
        for letter in letters
        if any(finding.severity == "fail" and finding.check.split("/")[0] in tone for finding in cautious.check(letter["reply"], language=language, channel="email").findings)
    ]
    assert len(failed) <= 0.01 * len(letters), failed


def test_a_question_is_asked_politely_or_not(cautious: CompiledGuide) -> None:
    polite = cautious.check("Hi Sam, thanks for the photo. Would you mind sending us the serial number as well?", language="en", situation="question")
    blunt = cautious.check("So where is the serial number? Why did you not just send it?", language="en", situation="question")
    assert polite.tone is not None and blunt.tone is not None and polite.tone["politeness"] > blunt.tone["politeness"] + 20
    layers = {item.evidence.category for item in polite.scores["politeness"].contributions} if polite.scores else set()
    assert "request_wording" in layers


def test_a_short_answer_is_a_risk_to_one_who_complains_rather_than_to_one_who_plays(cautious: CompiledGuide) -> None:
    reply = "Only on Tuesdays."
    upset = cautious.check(reply, language="en", situation="complaint", customer="Your lift is broken again and nobody answers the phone.")
    playful = cautious.check(reply, language="en", situation="banter", customer="haha do your pizzas ever sleep?")
    assert upset.risk is not None and playful.risk is not None and upset.risk > playful.risk + 20
