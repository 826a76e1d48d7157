"""A reply with thousands of findings: the same findings as ever, and soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, strategies

from voicecheck.compiler import load_guide
from voicecheck.joined import Joined
from voicecheck.results import Finding, Fix
from voicecheck.spans import Apart, Covered, outermost

PLACES = strategies.tuples(strategies.integers(0, 30), strategies.integers(1, 9)).map(lambda place: (place[0], place[0] + place[1]))
FINDINGS = strategies.builds(
    Finding,
    strategies.sampled_from(["snark/eye-roll", "words/avoid"]),
    strategies.sampled_from(["warn", "fail"]),
    strategies.sampled_from(["one", "two"]),
    strategies.just(""),
    strategies.lists(PLACES, max_size=3, unique=True).map(tuple),
    fixes=strategies.lists(strategies.builds(Fix, strategies.integers(0, 3), strategies.integers(4, 6), strategies.just("")), max_size=2).map(tuple),
)


def one_by_one(findings: list[Finding]) -> list[Finding]:
    """What joining means, found out the long way."""
    found: list[Finding] = []
    for finding in findings:
        for number, known in enumerate(found):
            if known == finding or (known.check == finding.check and set(known.places) & set(finding.places)):
                graver, other = (finding, known) if (known.severity, finding.severity) == ("warn", "fail") else (known, finding)
                if known != finding:
                    places = tuple(sorted({*graver.places, *other.places}))
                    found[number] = Finding(graver.check, graver.severity, graver.message, "", places, fixes=tuple(dict.fromkeys((*graver.fixes, *other.fixes))))
                break
        else:
            found.append(finding)
    return found


@given(strategies.lists(FINDINGS, max_size=12))
def test_findings_for_the_same_words_become_one(findings: list[Finding]) -> None:
    joined = Joined()
    for finding in findings:
        joined.add(finding)
    assert [(item.check, item.severity, item.message, set(item.places), set(item.fixes)) for item in joined] == [
        (item.check, item.severity, item.message, set(item.places), set(item.fixes)) for item in one_by_one(findings)
    ]


@given(strategies.lists(PLACES, max_size=12), PLACES)
def test_stretches_hold_and_touch_what_each_of_them_does(stretches: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    covered = Covered(stretches)
    assert covered.holds(*asked) == any(start <= asked[0] and asked[1] <= end for start, end in stretches)
    assert covered.touch(*asked) == any(start < asked[1] and asked[0] < end for start, end in stretches)
    assert outermost(stretches) == sorted({(a, b) for a, b in stretches if not any((x, y) != (a, b) and x <= a and b <= y for x, y in stretches)})


@given(strategies.lists(PLACES, max_size=12))
def test_of_stretches_that_overlap_the_first_is_taken(stretches: list[tuple[int, int]]) -> None:
    apart, taken = Apart(), []
    for start, end in stretches:
        free = not any(start < other_end and other_start < end for other_start, other_end in taken)
        assert apart.take(start, end) == free
        taken += [(start, end)] if free else []


SENTENCES = {
    "lines": "Please ring the call centre before you purchase it, order {}.\n",
    "one long sentence": "please ring the call centre and purchase it and then {} ",
    "notes": "Hi [INSERT NAME HERE], your order {} is late!! ",
}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=list(SENTENCES))
def test_thousands_of_findings_take_no_longer_each_than_a_few_do(tmp_path: Path, sentence: str) -> None:
    """Compared place by place with one another, those of the first two took ten seconds."""
    guide = tmp_path / "voicecheck.yml"
    words = "words: {prefer: {call centre: customer service, purchase: buy}}"
    guide.write_text(f"extends: voicecheck:cautious-service\nlanguages: [en]\nvoice: {{exclamation_marks: {{max: 0}}}}\n{words}\n", encoding="utf-8")
    compiled = load_guide(guide)
    compiled.check(sentence.format(1), language="en", channel="email")
    began = time.perf_counter()
    result = compiled.check("".join(sentence.format(number) for number in range(2_000)), language="en", channel="email")
    took = time.perf_counter() - began
    assert sum(len(finding.places) for finding in result.findings) >= 2_000
    assert took < 2.5
