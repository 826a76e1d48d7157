"""Every check is explained, and its examples behave as they say."""

from __future__ import annotations

import pytest

from tests.support import checks, guide, told
from voicecheck.checks.registry import catalog, code_checks, docstring_parts, marker_checks, set_checks, vocabulary
from voicecheck.languages.categories import load_categories
from voicecheck.languages.examples import ExampleReply, load_examples
from voicecheck.languages.pack import language_codes, load_pack

ENTRIES = catalog()
CODE_CHECKS = {check.id: check for check in (*code_checks(), *set_checks())}
EXAMPLES = [(language, check_id) for language in language_codes() for check_id in load_examples(language)]


@pytest.mark.parametrize("check_id", list(ENTRIES))
def test_a_check_is_explained(check_id: str) -> None:
    entry = ENTRIES[check_id]
    family, name = check_id.split("/")
    assert family and name and check_id == check_id.lower()
    assert len(entry.looks_for) > 15 and len(entry.why) > 15
    assert entry.severity in ("warn", "fail")
    assert entry.advice or (check_id in CODE_CHECKS and docstring_parts(type(CODE_CHECKS[check_id])) == (entry.looks_for, entry.why))
    if entry.categories:
        assert entry.is_called and entry.advice


@pytest.mark.parametrize("check_id", list(ENTRIES))
def test_a_check_shows_how_a_guide_sets_it(check_id: str) -> None:
    entry = ENTRIES[check_id]
    assert entry.guide_snippet, "no snippet of a guide in the catalog"
    compiled = guide(entry.guide_snippet)
    assert entry.situation in ("", *compiled.guide.situations, "other") or entry.situation in ("complaint", "question", "praise", "banter", "churn", "crisis")
    assert entry.channel in ("", *compiled.guide.channels)


def test_every_marker_of_a_reply_that_can_be_forbidden_has_a_name() -> None:
    blamed = {name for name, category in load_categories().items() if category.group in ("coldness", "snark", "humor", "abuse", "promise")}
    assert blamed - {"profanity"} <= set(marker_checks())


def test_markers_are_named_one_by_one_and_together() -> None:
    for entry in ENTRIES.values():
        assert bool(entry.is_called) == bool(entry.are_called), entry.id
        assert not entry.is_called or entry.is_called != entry.are_called, entry.id
    asked = guide('voice: {snark: {max: 10}, humor: {max: 10}, never: {dismissal: "No."}}\n')
    one = asked.check("Ta det rolig, Kari.", language="nb")
    assert "“Ta det rolig” waves the customer away; no" in told(one), told(one)
    several = asked.check("Ta det rolig, Kari. Slapp av.", language="nb")
    assert "“Ta det rolig” and “Slapp av” wave the customer away; no" in told(several), told(several)


def test_an_emoji_is_called_by_its_kind() -> None:
    found = guide("voice: {snark: {max: 10}, humor: {max: 10}}\n").check("Hei Kari 😂 haha 🤣", language="nb", situation="banter")
    assert "“😂” and “🤣” are playful emoji" in told(found), told(found)


def test_every_limit_and_section_is_documented() -> None:
    for key, setting in {**vocabulary().limits, **vocabulary().sections}.items():
        assert len(setting.doc) > 10, key


@pytest.mark.parametrize("language", language_codes())
def test_a_pack_is_sound_and_knows_the_important_categories(language: str) -> None:
    pack = load_pack(language)
    known = {marker.category for marker in pack.markers}
    assert {
        "greeting",
        "apology",
        "ownership",
        "next_step",
        "blame",
        "dismissal",
        "sarcastic_regret",
        "contempt",
        "hostile_hashtag",
        "insult",
        "profanity",
        "asks_for",
        "private_channel",
        "customer_complaint",
        "topic_death",
        "harmless",
    } <= known
    assert not known - set(load_categories())


def judge(language: str, check_id: str, reply: str) -> set[str]:
    """The checks that an example fails under the check's own guide."""
    entry, example = ENTRIES[check_id], load_examples(language)[check_id]
    result = guide(entry.guide_snippet).check(reply, language=language, situation=entry.situation, channel=entry.channel, customer=example.customer)
    assert result.verdict != "unchecked", told(result)
    return checks(result)


@pytest.mark.parametrize(("language", "check_id"), EXAMPLES)
def test_an_example_behaves(language: str, check_id: str) -> None:
    assert check_id in ENTRIES, "an example for a check that does not exist"
    example: ExampleReply = load_examples(language)[check_id]
    assert check_id in judge(language, check_id, example.bad), f"passes: {example.bad}"
    assert check_id not in judge(language, check_id, example.good), f"fails: {example.good}"


@pytest.mark.parametrize("language", language_codes())
def test_every_check_has_an_example_in_every_language(language: str) -> None:
    of_sets = {check.id for check in set_checks()}  # no single reply shows what they do
    of_drafts = {
        check_id for check_id in ENTRIES if check_id.startswith(("suppression/", "thread/"))
    }  # they judge comments and conversations: tests/test_suppressions.py, tests/test_threads.py
    assert sorted(set(ENTRIES) - of_sets - of_drafts - set(load_examples(language))) == []
