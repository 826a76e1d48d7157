"""The replies of docs/anchors.md: each scores about what is noted, and the scores rise with the anchors."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from tests.support import LANGUAGES, ROOT, shipped, told
from voicecheck.dimensions import DIMENSIONS

MARKS = (10, 30, 50, 70, 90)
SLACK = 12
ANCHORS: list[dict[str, Any]] = [json.loads(line) for line in (ROOT / "tests" / "data" / "anchors.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def score(number: int) -> tuple[int, str]:
    """What the anchor with this number scores in its dimension, and what to print if that is wrong."""
    anchor = ANCHORS[number]
    result = shipped("cautious-service").check(anchor["reply"], language=anchor["language"], situation=anchor["situation"], customer=anchor["customer"])
    assert result.tone is not None, told(result)
    return result.tone[anchor["dimension"]], told(result)


@pytest.mark.parametrize("number", range(len(ANCHORS)), ids=lambda number: "-".join(str(ANCHORS[number][key]) for key in ("language", "dimension", "anchor")))
def test_an_anchor_scores_what_is_noted(number: int) -> None:
    found, said = score(number)
    assert abs(found - ANCHORS[number]["score"]) <= SLACK, said


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scores_rise_with_the_anchors(language: str, dimension: str) -> None:
    numbers = [number for number, anchor in enumerate(ANCHORS) if (anchor["language"], anchor["dimension"]) == (language, dimension)]
    assert tuple(ANCHORS[number]["anchor"] for number in numbers) == MARKS
    scores = [score(number)[0] for number in numbers]
    assert all(lower < higher for lower, higher in pairwise(scores)), scores


def test_the_documentation_shows_these_replies_and_scores() -> None:
    rows = (ROOT / "docs" / "anchors.md").read_text(encoding="utf-8").splitlines()
    for anchor in ANCHORS:
        start, end = f"| {anchor['dimension']} | {anchor['anchor']},", f"| {anchor['score']} | {anchor['situation']} | {anchor['customer']} | {anchor['reply']} |"
        assert any(row.startswith(start) and row.endswith(end) for row in rows), anchor
