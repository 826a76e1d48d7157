"""``voicecheck guide test``: a guide's examples run like unit tests, and what they put to the test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import voicecheck
from tests.support import SHIPPED, run
from voicecheck.checks.registry import vocabulary
from voicecheck.guide.examples import guide_tests
from voicecheck.guide_tools.coverage import Coverage, coverage
from voicecheck.guide_tools.run_tests import run_tests

GUIDE = """version: 1
brand: Fjordfly
languages: [nb, en]
voice: {humor: {max: 40}}
situations:
  complaint: {politeness: {min: 45}}
words: {avoid: {gratis: "Vi lover ikke noe gratis."}}
require: {complaint: [acknowledgement, next_step]}
"""
KIND = "Hei Espen! Beklager ventetiden. Vi har sendt pakken på nytt i dag, og den er hos deg i morgen."


def written(folder: Path, examples: str, name: str = "voicecheck.yml") -> None:
    (folder / name).write_text(GUIDE + examples, encoding="utf-8")


def report_of(*arguments: str) -> Any:
    result = run("guide", "test", *arguments, "--format", "json")
    (report,) = json.loads(result.stdout)
    return report


class TestVerdicts:
    def test_all_hold(self, folder: Path) -> None:
        written(
            folder,
            f"""examples:
  approve:
    - {{language: nb, situation: complaint, reply: "{KIND}"}}
  reject:
    - {{language: nb, situation: complaint, reply: "Ta det rolig.", because: [politeness/dismissal, structure/missing]}}
    - {{language: nb, reply: "Frakten er gratis.", because: words/avoid}}
""",
        )
        result = run("guide", "test")
        assert result.exit_code == 0, result.output
        assert "3 examples: 3 hold" in result.stdout

    @pytest.mark.parametrize(
        ("example", "expected", "found"),
        [
            ("approve: [{language: nb, situation: complaint, reply: Ta det rolig.}]", "pass or warn", "fail, because of politeness/dismissal"),
            (f"approve: [{{language: nb, situation: complaint, verdict: pass, reply: '{KIND}!!! ÆRLIG TALT'}}]", "pass", "warn, because of"),
            (f"reject: [{{language: nb, situation: complaint, reply: '{KIND}'}}]", "fail", "pass, nothing found"),
            (
                "reject: [{language: nb, situation: complaint, reply: Ta det rolig., because: snark/mock-praise}]",
                "fail, because of snark/mock-praise",
                "fail, because of politeness",
            ),
        ],
        ids=["approved-but-fails", "stricter", "rejected-but-passes", "other-reason"],
    )
    def test_what_does_not_hold_is_told_as_a_difference(self, folder: Path, example: str, expected: str, found: str) -> None:
        written(folder, f"examples:\n  {example}\n")
        (folder / "voicecheck.yml").write_text((folder / "voicecheck.yml").read_text().replace("humor: {max: 40}", "humor: {max: 40}, capitals: 0, exclamation_marks: 1"))
        result = run("guide", "test")
        assert result.exit_code == 1, result.output
        assert f"- expected  {expected}" in result.stdout
        assert f"+ found     {found}" in result.stdout
        assert "voicecheck.yml:10  should be " in result.stdout

    def test_the_words_are_marked_and_the_guide_line_is_told(self, folder: Path) -> None:
        written(folder, 'examples:\n  approve:\n    - {language: nb, reply: "Frakten er gratis i dag.", name: frakt}\n')
        text = run("guide", "test").stdout
        assert "  │ Frakten er gratis i dag." in text and "  │            1‾‾‾‾‾" in text
        assert "voicecheck.yml:7" in text and "frakt" in text

    def test_a_broken_guide_and_a_rule_that_cannot_fire_end_in_2(self, folder: Path) -> None:
        (folder / "broken.yml").write_text("voise: {}\n")
        assert run("guide", "test", "broken.yml").exit_code == 2
        (folder / "dead.yml").write_text('words: {prefer: {mail: mail}}\nexamples: {approve: [{language: en, reply: "Thank you, Anna."}]}\n')
        result = run("guide", "test", "dead.yml")
        assert result.exit_code == 2
        assert "error: dead.yml:1:24: prefer replaces “mail” by itself" in result.stderr
        assert "1 example: 1 hold" in result.stdout

    def test_several_guides(self, folder: Path) -> None:
        written(folder, f'examples: {{approve: [{{language: nb, situation: complaint, reply: "{KIND}"}}]}}\n', "a.yml")
        written(folder, "examples: {reject: [{language: nb, reply: Hei du. Vi har sendt den i dag.}]}\n", "b.yml")
        result = run("guide", "test", "a.yml", "b.yml")
        assert result.exit_code == 1
        assert "Fjordfly · a.yml" in result.stdout and "Fjordfly · b.yml" in result.stdout


class TestWhereExamplesStand:
    def test_in_a_file_beside_the_guide(self, folder: Path) -> None:
        written(folder, "")
        (folder / "voicecheck.examples.yml").write_text(f'approve:\n  - {{language: nb, situation: complaint, reply: "{KIND}"}}\nreject:\n  - Frakten er gratis.\n')
        report = report_of()
        assert [(item["path"], item["line"], item["kind"], item["holds"]) for item in report["examples"]] == [
            ("voicecheck.examples.yml", 2, "approve", True),
            ("voicecheck.examples.yml", 4, "reject", True),
        ]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("approv: []\n", 'voicecheck.examples.yml:1:1: the key "approv" is not known'),
            ("approve: [{situation: complaint}]\n", "voicecheck.examples.yml:1:11: an example needs its text"),
            ("", "holds no examples"),
        ],
    )
    def test_a_broken_file_beside_the_guide_is_told(self, folder: Path, text: str, message: str) -> None:
        written(folder, "")
        (folder / "voicecheck.examples.yml").write_text(text)
        for command in ("test", "check"):
            result = run("guide", command)
            assert result.exit_code == 2
            assert message in result.stderr

    def test_the_file_beside_the_guide_is_no_draft(self, folder: Path) -> None:
        written(folder, "")
        (folder / "voicecheck.examples.yml").write_text("reject: [{language: nb, reply: Frakten er gratis.}]\n")
        (folder / "draft.md").write_text(KIND)
        report = json.loads(run("check", ".", "--format", "json").stdout)
        assert [reply["path"] for reply in report["replies"]] == ["draft.md"]

    def test_the_examples_of_a_base_are_the_bases_own(self, folder: Path) -> None:
        written(folder, f'examples: {{approve: [{{language: nb, reply: "{KIND}"}}]}}\n', "base.yml")
        (folder / "voicecheck.yml").write_text("extends: base.yml\nlanguages: nb\nexamples: {reject: [{reply: Ta det rolig., situation: complaint}]}\n")
        assert [item["kind"] for item in report_of()["examples"]] == ["reject"]
        assert [item["kind"] for item in report_of("base.yml")["examples"]] == ["approve"]

    def test_without_examples_it_says_how_to_write_some(self, folder: Path) -> None:
        written(folder, "")
        result = run("guide", "test")
        assert result.exit_code == 0
        assert "no examples: write some under examples" in result.stdout


def covered(path: Path | str) -> Coverage:
    compiled = voicecheck.load_guide(path)
    return coverage(compiled, run_tests(compiled, guide_tests(compiled.guide, vocabulary())))


class TestCoverage:
    def exercised(self, folder: Path, limits: str, examples: str) -> set[str]:
        path = folder / "g.yml"
        path.write_text(f"languages: en\n{limits}\nexamples: {examples}\n", encoding="utf-8")
        return {value.name for value in covered(path).exercised}

    THANKS = "Thank you for the kind words, Anna. We will tell the whole kitchen today."

    def test_a_rejected_reply_exercises_the_limit_that_its_finding_cites(self, folder: Path) -> None:
        found = self.exercised(folder, "words: {avoid: {free: No., cheap: No.}}", "{reject: [Shipping is free.]}")
        assert found == {"words.avoid.free"}

    def test_an_approved_reply_exercises_a_limit_that_it_comes_near(self, folder: Path) -> None:
        found = self.exercised(folder, "voice: {length: {max_words: 14}, exclamation_marks: 3}", f'{{approve: ["{self.THANKS}"]}}')
        assert found == {"voice.length.max_words"}

    def test_an_approved_reply_exercises_what_it_has_and_a_bare_one_lacks(self, folder: Path) -> None:
        found = self.exercised(folder, "require: {praise: [thanks], complaint: [apology]}", f'{{approve: [{{situation: praise, reply: "{self.THANKS}"}}]}}')
        assert found == {"require.praise"}

    def test_what_a_base_sets_is_not_counted(self, folder: Path) -> None:
        path = folder / "g.yml"
        path.write_text("extends: voicecheck:cautious-service\nvoice: {humor: {max: 30}}\nexamples: {approve: [{language: en, reply: Thank you.}]}\n")
        assert [limit.name for limit in covered(path).idle] == ["voice.humor.max"]

    def test_the_list_names_every_idle_limit_with_its_line(self, folder: Path) -> None:
        written(folder, "examples: {reject: [{language: nb, reply: Frakten er gratis.}]}\n")
        text = run("guide", "test", "--coverage").stdout
        assert "  voice.humor.max                      voicecheck.yml:4" in text
        assert "words.avoid.gratis" not in text
        short = run("guide", "test").stdout
        assert "1 of the guide's 4 limits are put to the test by an example; not" in short


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_guide_passes_its_own_tests(name: str) -> None:
    result = run("guide", "test", f"voicecheck:{name}")
    assert result.exit_code == 0, result.output


def test_limits_on_many_replies_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "voicecheck.yml"
    path.write_text("languages: [en]\nvoice: {emoji: {max: 0}}\nquota: {snark: {above: 30, max_share: 0.1}}\nexamples: {approve: [{language: en, reply: Thank you.}]}\n")
    found = covered(path)
    assert [value.name for value in found.of_sets] == ["quota.snark"]
    assert found.count == 1
    shown = run("guide", "test", path).stdout
    assert "not counted, as it holds for many replies together: quota.snark" in shown
