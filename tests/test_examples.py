"""The shipped guides pass their own tests, and the example drafts are judged as a careful
social media manager judged them before the tool was run (examples/expected.yml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.support import ROOT, SHIPPED, checks, report, shipped, told
from voicecheck.guide.model import Example
from voicecheck.guide_tools.run_tests import reply_of

EXAMPLES = ROOT / "examples"
EXPECTED: dict[str, dict[str, str]] = yaml.safe_load((EXAMPLES / "expected.yml").read_text(encoding="utf-8"))
OWN = [
    pytest.param(name, kind, example, id=f"{name}-{kind}-{number}")
    for name in SHIPPED
    for kind in ("approve", "reject")
    for number, example in enumerate(getattr(shipped(name).guide.examples, kind).value if getattr(shipped(name).guide.examples, kind) else (), 1)
]


@pytest.mark.parametrize(("name", "kind", "example"), OWN)
def test_a_guide_passes_its_own_test(name: str, kind: str, example: Example) -> None:
    result = shipped(name).check(reply_of(example))
    if kind == "approve":
        assert result.verdict in ("pass", "warn"), told(result)
    else:
        assert result.verdict == "fail", told(result)
        assert {entry.value for entry in (example.because.value if example.because else ())} <= checks(result), told(result)


@pytest.mark.parametrize("name", list(EXPECTED))
def test_the_example_drafts_are_judged_as_expected(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES.parent)
    data = report(Path("examples") / name)
    assert data["errors"] == []
    found = {reply["id"]: reply for reply in data["replies"]}
    assert set(EXPECTED[name]) <= set(found), "an expected reply is missing"
    wrong = []
    for identity, expectation in EXPECTED[name].items():
        verdict, _, check = expectation.partition(" ")
        reply = found[identity]
        failing = [finding["check"] for finding in reply["findings"]]
        fails = reply["verdict"] == "fail"
        if (fails is not (verdict == "stop") and verdict != "think") or (check and check not in failing):
            wrong.append(f"{identity}: {expectation}, but {reply['verdict']} (risk {reply['risk']}) {failing}")
    assert wrong == []


def test_good_and_bad_drafts_in_four_languages() -> None:
    from voicecheck.drafts.find import Draft, find_drafts  # the demo shows passing and failing replies in each

    assert len([path for path in find_drafts([str(EXAMPLES)]) if isinstance(path, Draft)]) >= 20
    verdicts = {(reply["language"], reply["verdict"]) for reply in report(EXAMPLES)["replies"]}
    assert {(language, verdict) for language in ("en", "nb", "da", "sv") for verdict in ("pass", "fail")} <= verdicts
