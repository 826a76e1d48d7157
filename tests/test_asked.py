"""Most checks are not asked about most replies. Nothing is missed by that: asked about everything,
they find the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import LANGUAGES, SHIPPED, checks, guide, shipped, told
from voicecheck.checks.check import Check
from voicecheck.checks.emoji import KINDS
from voicecheck.checks.registry import catalog, code_checks, vocabulary
from voicecheck.compiler import CompiledGuide
from voicecheck.dimensions import MODES, SITUATIONS
from voicecheck.drafts.reply import Context, Reply
from voicecheck.guide.model import ChannelFacts
from voicecheck.guide.schema import Record
from voicecheck.languages.categories import load_categories
from voicecheck.languages.examples import load_examples
from voicecheck.results import Result
from voicecheck.tone.structure import CUES

FACTS = {item.name for item in fields(ChannelFacts)}
EMOJI = {f"{sort}_{kind}" for sort in ("emoji", "emoticon") for kind in KINDS}
MASKED = {"placeholder", "url", "email", "handle", "code", "tag", "quotation"}
PIECES = (
    "Hei [navn],", "Hi {{ first_name }}!", "*|FNAME|*", "Hello [user,name]", "TODO", "Fyll inn her", "(YTELSE)", "XX kroner", "____", "40 %", "{name}}", "lorem ipsum",
    "Ring 815 22 040.", "Din konto er 1234 56 78903.", "ola.nordmann@gmail.com", "Ordre #48213-77", "Send oss fødselsnummeret ditt på DM.", "01017012345", "١٢٣٤٥٦",
    "Vi svarer innen kl. 12.", "Within 2 hours you will hear from us!", "I dag.", "We are sorry, but we do not know.", "Don’t worry, it’s fine.", "ka’kke", "f.eks. bl.a.", "mvh",
    "ALDRI", "SMS og NAV", "Så synd!!!", "😂🙄", "face:)", "#BoyBye", "#sorrynotsorry2026", "the the", "pÃ¥ deg", "itâ€™s", "\ufffd", "«Dere er verst»", "*definitely", "[sic]",
    "Vi garanterer det.", "Kjøp nå!", "Dette er ikke riktig.", "Kreften din", "De må vente.", "Ni får vänta.", "Snarvei Air er dårligere.", "I henhold til gjeldende vilkår",
    "https://example.com/hjelp", "<b>", "\n\n", "\n", "/Kari",
)  # fmt: skip
"""What opens a gate, and what nearly does."""


def asked_about_everything(judged: list[tuple[CompiledGuide, Reply]]) -> Iterator[Result]:
    """The results where every check is asked, whatever it reads, needs or goes by."""
    with pytest.MonkeyPatch.context() as patch:
        for check in code_checks():
            for gate in ("reads", "needs", "signs"):
                patch.setattr(type(check), gate, ())
        anew = {id(compiled): CompiledGuide(compiled.guide) for compiled, _ in judged}
        for compiled, reply in judged:
            yield anew[id(compiled)].check(reply)


def assert_nothing_is_missed(judged: list[tuple[CompiledGuide, Reply]]) -> None:
    usual = [compiled.check(reply) for compiled, reply in judged]
    for result, thorough in zip(usual, asked_about_everything(judged), strict=True):
        assert told(result) == told(thorough) and result.findings == thorough.findings, result.reply.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_examples_of_the_checks(language: str) -> None:
    judged: list[tuple[CompiledGuide, Reply]] = []
    for number, (check_id, example) in enumerate(load_examples(language).items(), LANGUAGES.index(language)):
        if number % len(LANGUAGES) == 0:  # every check in one of the languages
            entry = catalog()[check_id]
            context = Context(language, entry.channel, entry.situation or "complaint", example.customer)
            guides = (guide(entry.guide_snippet), shipped(SHIPPED[number // len(LANGUAGES) % len(SHIPPED)]))
            judged += [(compiled, Reply(text, context=context)) for text in (example.bad, example.good) for compiled in guides]
    assert len(judged) > 60
    assert_nothing_is_missed(judged)


@settings(max_examples=40)
@given(
    name=st.sampled_from(SHIPPED),
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6),
    context=st.builds(Context, st.sampled_from(LANGUAGES), st.sampled_from(("x", "chat", "email", "tiktok", "")), st.sampled_from(SITUATIONS), st.sampled_from(("", *PIECES))),
    mode=st.sampled_from(("", *MODES)),
)
def test_in_replies_pieced_together(name: str, pieces: list[str], context: Context, mode: str) -> None:
    assert_nothing_is_missed([(shipped(name), Reply(" ".join(pieces), context=replace(context, mode=mode)))])


@pytest.mark.parametrize("check", code_checks(), ids=lambda check: check.id)
def test_what_a_check_reads_needs_and_goes_by_exists(check: Check) -> None:
    for name in check.reads:
        key, _, part = name.partition(".")
        types = [setting.type for setting in (vocabulary().limits.get(key), vocabulary().sections.get(key)) if setting is not None]
        assert types or key in FACTS, f"no guide can set {key}"
        assert not part or any(isinstance(kind, Record) and part in {item.name for item in fields(kind.model)} for kind in types), f"{key} has no {part}"
    assert set(check.needs) <= {*load_categories(), *CUES, *EMOJI, *MASKED}
    assert all(check.signs)


@pytest.mark.parametrize("phrase", ["i henhold til", "e-post", "Don't worry", "gratis*", "*gebyr", "c/o", "24/7", "Åse", "vedr.", "ÅPENBART"])
@pytest.mark.parametrize("written", [str, str.upper, str.lower, str.title, lambda phrase: phrase.replace("'", "’"), lambda phrase: phrase.replace(" ", "\n")])
def test_a_listed_phrase_is_found_however_it_is_written(phrase: str, written: Callable[[str], str]) -> None:
    text = written(phrase.replace("*", ""))
    listed = guide(f'words: {{avoid: {{"{phrase}": "No."}}}}\ncompetitors: {{names: ["{phrase}"], mention: never}}\n')
    found = checks(listed.check(f"Hei. Vi svarer {text} til deg her.", language="nb"))
    assert "words/avoid" in found
    assert ("competitors/mention" in found) is ("’" not in text)
