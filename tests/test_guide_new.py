"""``voicecheck guide new`` and ``guide learn``: guides written for somebody."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import voicecheck
from tests.support import LANGUAGES, run
from voicecheck.checks.registry import vocabulary
from voicecheck.compiler import load_guide
from voicecheck.guide.examples import guide_tests
from voicecheck.guide_tools.learn import LEAST, quantile
from voicecheck.guide_tools.run_tests import run_tests
from voicecheck.guide_tools.soundness import remarks
from voicecheck.guide_tools.starter import EMOJI, FORMALITY, HUMOR, SNARK, Answers, guide_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_answered_the_guide_is_sound_and_passes_its_own_tests(language: str) -> None:
    for (humor, snark), formality in zip(itertools.product(HUMOR, SNARK), itertools.cycle(FORMALITY)):  # every pair, each formality thrice
        text = guide_text(Answers("Fjordfly", (language,), formality, humor, snark, "none", ("x", "tiktok", "email"), ("email",)))
        compiled = load_guide("new.yml", read=lambda path, text=text: text.encode("utf-8"))  # type: ignore[misc]
        assert remarks(compiled) == (), (formality, humor, snark)
        tested = list(run_tests(compiled, guide_tests(compiled.guide, vocabulary())))
        assert {item.test.kind for item in tested} == {"approve", "reject"} and len(tested) >= 5
        wrong = [(item.test.example.reply.value, item.found) for item in tested if item.test.example.reply and not item.holds]
        assert wrong == [], (formality, humor, snark)


@pytest.mark.parametrize("languages", list(itertools.combinations(LANGUAGES, 2)), ids="-".join)
def test_any_two_languages_make_a_sound_guide(languages: tuple[str, ...]) -> None:
    compiled = load_guide("new.yml", read=lambda path: guide_text(Answers("Fjordfly", languages)).encode("utf-8"))
    assert remarks(compiled) == ()


class TestCommand:
    def test_an_interview(self, folder: Path) -> None:
        result = run("guide", "new", given="Fjordfly\nnb, xx\nnb, en\ncasual\nplayful\nplayful\nfree\nx, tiktok, e-mail\nx, email\n")
        assert result.exit_code == 0, result.output
        assert "“xx” is not known; there are" in result.stdout
        written = yaml.safe_load((folder / "voicecheck.yml").read_text(encoding="utf-8"))
        assert (written["brand"], written["languages"]) == ("Fjordfly", ["nb", "en"])
        assert written["channels"]["tiktok"] == {"support": "redirect", "redirect_to": ["x", "email"]}
        assert run("guide", "check").exit_code == 0
        assert run("guide", "test").exit_code == 0

    def test_nobody_answers(self, folder: Path) -> None:
        result = run("guide", "new", given="Fjordfly\n")
        assert result.exit_code == 2 and "add --yes to take the defaults" in result.stderr
        assert not (folder / "voicecheck.yml").exists()

    def test_without_questions(self, folder: Path) -> None:
        result = run("guide", "new", "owl.yml", "--yes", "--brand", "Owl: the app", "--language", "sv", "--humor", "none", "--channel", "facebook")
        assert result.exit_code == 0, result.output
        guide = voicecheck.load_guide("owl.yml").guide
        assert (guide.brand, guide.languages, guide.voice.limits["humor"].max.value) == ("Owl: the app", ("sv",), 15)
        assert "gäller alla svar" in (folder / "owl.yml").read_text(encoding="utf-8")

    def test_every_default(self, folder: Path) -> None:
        assert run("guide", "new", "--yes").exit_code == 0
        assert run("guide", "test").exit_code == 0

    def test_an_editor_finds_the_schema_beside_it(self, folder: Path) -> None:
        run("guide", "new", "--yes")
        assert (folder / "voicecheck.yml").read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=guide.schema.json\n")
        assert json.loads((folder / "guide.schema.json").read_text(encoding="utf-8"))["title"] == "voicecheck guide"
        run("guide", "new", "bare.yml", "--yes", "--no-schema")
        assert "yaml-language-server" not in (folder / "bare.yml").read_text(encoding="utf-8")

    def test_nothing_is_overwritten_unless_forced(self, folder: Path) -> None:
        (folder / "voicecheck.yml").write_text("brand: Mine\n")
        result = run("guide", "new", "--yes")
        assert result.exit_code == 2 and "exists already; name another file, or add --force" in result.stderr
        assert (folder / "voicecheck.yml").read_text() == "brand: Mine\n"
        assert run("guide", "new", "--yes", "--force").exit_code == 0

    @pytest.mark.parametrize(
        ("option", "words"),
        [(("--language", "fi"), "“fi” is not known"), (("--channel", "facebok"), 'Did you mean "facebook"?'), (("--channel", "x", "--support", "email"), "“email” is not known")],
    )
    def test_an_answer_that_does_not_exist_is_a_usage_error(self, folder: Path, option: tuple[str, ...], words: str) -> None:
        result = run("guide", "new", "--yes", *option)
        assert result.exit_code == 2 and words in result.stderr
        assert not (folder / "voicecheck.yml").exists()

    @settings(max_examples=12)
    @given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(lambda name: name.strip()))
    def test_any_brand_name_survives(self, brand: str) -> None:
        name = " ".join(brand.split())
        if name:
            assert load_guide("g.yml", read=lambda path: guide_text(Answers(name)).encode("utf-8")).guide.brand == name


def approved(folder: Path, count: int, channel: str = "email") -> None:
    bodies = [
        "Takk for meldingen. Vi har sendt en ny i dag, og den er hos deg i morgen.",
        "Det beklager vi. Feilen er vår, og pengene er på konto på fredag. Skriv gjerne til oss hvis noe mangler.",
        "Så hyggelig å høre! Vi hilser til kjøkkenet. Velkommen tilbake.",
        "Ja, det går fint. Velg «Endre adresse» i appen, så er det gjort.",
    ]
    lines = [
        {"id": f"r{number}", "reply": f"Hei Kari!\n\n{bodies[number % 4]}\n\nVennlig hilsen\nOla", "language": "nb", "channel": channel, "situation": "question"}
        for number in range(count)
    ]
    (folder / "approved.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


class TestLearn:
    def test_a_proposal_is_a_sound_guide_that_its_replies_pass(self, folder: Path) -> None:
        approved(folder, 40)
        result = run("guide", "learn", "approved.jsonl", "--output", "proposal.yml")
        assert result.exit_code == 0, result.output
        assert "0 of the 40 approved replies would fail this guide (0.0%)." in result.stderr
        guide = voicecheck.load_guide("proposal.yml").guide
        assert guide.languages == ("nb",)
        assert guide.voice.limits["politeness"].min.value > 0 and guide.voice.limits["snark"].max.value < 100
        assert [item.value for item in guide.sections["require"]["email"].value] == ["greeting", "signature"]
        text = (folder / "proposal.yml").read_text(encoding="utf-8")
        assert "# 40 replies: 90% lie at " in text
        assert run("guide", "check", "proposal.yml").exit_code == 0

    def test_too_few_replies_propose_nothing(self, folder: Path) -> None:
        approved(folder, LEAST - 1)
        result = run("guide", "learn", "approved.jsonl")
        assert (result.exit_code, result.stdout) == (0, "")
        assert f"{LEAST - 1} replies are too few: nothing is proposed below {LEAST}" in result.stderr

    def test_what_could_not_be_told_is_said(self, folder: Path) -> None:
        approved(folder, 30)
        with (folder / "approved.jsonl").open("a", encoding="utf-8") as file:
            file.write('{"id": "sms", "reply": "Hei, den er sendt.", "language": "nb", "channel": "sms"}\n{"id": "fi", "reply": "Kiitos", "language": "fi"}\n')
            file.write('{"id": "rude", "reply": "Din idiot, hold kjeft.", "language": "nb"}\n')
        result = run("guide", "learn", "approved.jsonl")
        assert "#   - 1 of 33 replies could not be judged" in result.stdout
        assert "#   - sms: 1 reply, too few for limits of its own" in result.stdout
        assert "1 more fail the floor" in result.stderr and "rude" in result.stderr

    def test_drafts_that_cannot_be_read_end_in_2(self, folder: Path) -> None:
        approved(folder, 25)
        result = run("guide", "learn", "approved.jsonl", "missing.csv")
        assert result.exit_code == 2
        assert "missing.csv: there is no such file" in result.stderr and "voice:" in result.stdout

    @given(st.lists(st.integers(0, 100), min_size=1, max_size=60), st.floats(0, 1))
    def test_a_quantile_lies_between_and_leaves_its_share_below(self, values: list[int], share: float) -> None:
        found = quantile(values, share)
        assert min(values) <= found <= max(values)
        assert sum(value < found for value in values) <= share * (len(values) - 1) + 1
        assert quantile(values, 0) == min(values) and quantile(values, 1) == max(values)


def test_the_answers_that_are_offered_are_those_that_are_known() -> None:
    from voicecheck.cli.guide import new

    assert (tuple(FORMALITY), tuple(HUMOR), tuple(SNARK), tuple(EMOJI)) == (new._FORMALITY, new._HUMOR, new._SNARK, new._EMOJI)
