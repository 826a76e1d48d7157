"""Which limit holds: voice, channel and situation brought together, guides laid over each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies

import voicecheck
from tests.support import checks, guide, run
from voicecheck import CompiledGuide

SHOUT = "THAT IS SOMETHING WHICH NOBODY WANTED!!!"


def limit(compiled: CompiledGuide, key: str, part: str, situation: str = "other", channel: str = "") -> Any:
    """The value of one limit in force, None where there is none."""
    found = getattr(compiled.limits(situation, channel).get(key), part, None)
    return None if found is None else found.value


def written(folder: Path, text: str, name: str = "voicecheck.yml") -> CompiledGuide:
    (folder / name).write_text(text, encoding="utf-8")
    return voicecheck.load_guide(folder / name)


class TestStrictestWins:
    TEXT = """
voice: {politeness: {min: 40, max: 90}, snark: {max: 30, targets: [self, situation, competitor]}, emoji: {max: 3, avoid: ["🙄"]}, length: {max_words: 100}}
situations:
  complaint: {politeness: {min: 60}, snark: {max: 40, targets: [self, customer]}, emoji: {max: 1, avoid: ["💅"]}}
  banter: {politeness: {min: 10, override: true}, snark: {max: 70, override: true}}
channels:
  x: {politeness: {min: 50, max: 80}, snark: {max: 10}, length: {max_words: 40}}
  tiktok: {snark: {max: 60, override: true}}
"""

    @pytest.mark.parametrize(
        ("situation", "channel", "expected"),
        [
            ("other", "", (40, 90, 30)),
            ("complaint", "", (60, 90, 30)),
            ("other", "x", (50, 80, 10)),
            ("complaint", "x", (60, 80, 10)),
            ("other", "tiktok", (40, 90, 60)),
            ("complaint", "tiktok", (60, 90, 40)),
            ("banter", "", (10, None, 70)),
            ("banter", "x", (10, None, 70)),
            ("banter", "nowhere", (10, None, 70)),
        ],
    )
    def test_the_strictest_of_voice_channel_and_situation(self, situation: str, channel: str, expected: tuple[int | None, ...]) -> None:
        compiled = guide(self.TEXT)
        found = tuple(limit(compiled, key, part, situation, channel) for key, part in (("politeness", "min"), ("politeness", "max"), ("snark", "max")))
        assert found == expected

    def test_whom_a_joke_may_be_aimed_at_outlives_an_override(self) -> None:
        compiled = guide(self.TEXT)
        targets = {name: [item.value for item in limit(compiled, "snark", "targets", name)] for name in ("other", "banter")}
        assert targets["banter"] == targets["other"] == ["self", "situation", "competitor"]
        named = guide("voice: {snark: {targets: [self]}}\nsituations: {banter: {snark: {max: 90, targets: [self, customer], override: true}}}\n")
        assert [item.value for item in limit(named, "snark", "targets", "banter")] == ["self", "customer"]

    def test_lists_join_or_narrow(self) -> None:
        compiled = guide(self.TEXT)
        assert [entry.value for entry in limit(compiled, "snark", "targets", "complaint")] == ["self"]
        assert [entry.value for entry in limit(compiled, "emoji", "avoid", "complaint")] == ["🙄", "💅"]
        assert limit(compiled, "emoji", "max", "complaint") == 1
        assert limit(compiled, "length", "max_words", "complaint", "x") == 40

    def test_each_limit_knows_the_line_it_came_from(self, tmp_path: Path) -> None:
        compiled = written(tmp_path, self.TEXT)
        lines = {(situation, channel): compiled.limits(situation, channel)["politeness"].min.place.line for situation in ("other", "complaint") for channel in ("", "x")}
        assert lines == {("other", ""): 2, ("complaint", ""): 4, ("other", "x"): 7, ("complaint", "x"): 4}

    def test_the_finding_points_at_that_line(self, tmp_path: Path) -> None:
        compiled = written(tmp_path, "voice:\n  exclamation_marks: {max: 2}\nsituations:\n  crisis:\n    exclamation_marks: 0\n")
        places = {}
        for situation in ("other", "crisis"):
            (finding,) = [item for item in compiled.check(SHOUT, situation=situation).findings if item.check == "style/exclamation-marks"]
            assert finding.rule is not None
            places[situation] = (finding.rule.path, finding.rule.line)
        assert places == {"other": (str(tmp_path / "voicecheck.yml"), 2), "crisis": (str(tmp_path / "voicecheck.yml"), 5)}

    @given(*[strategies.one_of(strategies.none(), strategies.integers(0, 9))] * 3, *[strategies.booleans()] * 2)
    def test_a_number_without_override_is_never_looser_than_any_scope(
        self, voice: int | None, channel: int | None, situation: int | None, channel_overrides: bool, situation_overrides: bool
    ) -> None:
        def scope(value: int | None, overrides: bool = False) -> str:
            return "{}" if value is None else f"{{emoji: {{max: {value}, override: {str(overrides).lower()}}}}}"

        compiled = guide(f"voice: {scope(voice)}\nchannels: {{x: {scope(channel, channel_overrides)}}}\nsituations: {{praise: {scope(situation, situation_overrides)}}}\n")
        in_force = [value for value in (voice,) if value is not None]
        for value, overrides in ((channel, channel_overrides), (situation, situation_overrides)):
            if value is not None:
                in_force = [value] if overrides else [*in_force, value]
        assert limit(compiled, "emoji", "max", "praise", "x") == (min(in_force) if in_force else None)


class TestExtends:
    def test_a_guide_replaces_what_it_extends_key_by_key(self, tmp_path: Path) -> None:
        written(tmp_path, "brand: Base\nlanguages: [en, nb]\nvoice: {snark: {max: 10}, humor: {max: 20}}\nwords: {avoid: {cheap: Say affordable.}}\n", "base.yml")
        compiled = written(tmp_path, "extends: base.yml\nbrand: Own\nvoice: {snark: {max: 50}}\nwords: {avoid: {gratis: No.}}\n")
        assert (compiled.guide.brand, compiled.guide.languages) == ("Own", ("en", "nb"))
        assert (limit(compiled, "snark", "max"), limit(compiled, "humor", "max")) == (50, 20)
        assert {"words/avoid"} == {check for check in checks(compiled.check("A cheap seat on Friday, gratis.", language="en")) if check == "words/avoid"}
        assert len([finding for finding in compiled.check("A cheap seat, gratis.", language="en").findings if finding.check == "words/avoid"]) == 2

    def test_of_several_the_last_wins(self, tmp_path: Path) -> None:
        written(tmp_path, "voice: {snark: {max: 10}, emoji: 1}\n", "one.yml")
        written(tmp_path, "voice: {snark: {max: 20}}\n", "two.yml")
        compiled = written(tmp_path, "extends: [one.yml, two.yml]\n")
        assert (limit(compiled, "snark", "max"), limit(compiled, "emoji", "max")) == (20, 1)

    def test_paths_are_beside_the_guide_that_names_them(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "brand").mkdir()
        (tmp_path / "elsewhere").mkdir()
        written(tmp_path, "voice: {emoji: 2}\n", "group.yml")
        written(tmp_path / "brand", "extends: ../group.yml\n")
        monkeypatch.chdir(tmp_path / "elsewhere")
        assert limit(voicecheck.load_guide("../brand/voicecheck.yml"), "emoji", "max") == 2

    def test_a_list_replaces_the_list(self, tmp_path: Path) -> None:
        written(tmp_path, "topics: {never_joke_about: [death, war]}\n", "base.yml")
        compiled = written(tmp_path, "extends: base.yml\ntopics: {never_joke_about: [illness]}\n")
        assert [entry.value for entry in compiled.guide.sections["topics"].never_joke_about.value] == ["illness"]


class TestSwitchedOff:
    INSULT = "You idiot, your parcel is on its way and will be there tomorrow."

    @pytest.mark.parametrize("text", ["voice: {never: }\n", "voice: {never: ~}\n", "voice: {never: {insult: }}\n", "voice: {never: {insult: null}}\n"])
    def test_nothing_after_the_colon_switches_off(self, text: str) -> None:
        compiled = guide(text + "gate:\n")
        assert "abuse/insult" in checks(guide("gate:\n").check(self.INSULT, language="en"))
        assert "abuse/insult" not in checks(compiled.check(self.INSULT, language="en"))

    def test_only_the_one_is_switched_off(self) -> None:
        assert sorted(guide("voice: {never: {insult: }}\n").limits("other", "")["never"]) == ["contempt", "gender_joke", "slur", "third_party_fact", "threat"]

    def test_it_holds_through_several_guides(self, tmp_path: Path) -> None:
        written(tmp_path, "voice: {emoji: 2}\nchannels: {x: {max_length: 250}}\n", "one.yml")
        written(tmp_path, "extends: one.yml\nvoice: {emoji: }\nchannels: {x: {max_length: }}\n", "two.yml")
        compiled = written(tmp_path, "extends: two.yml\n")
        assert limit(compiled, "emoji", "max") is None
        assert compiled.guide.channels["x"].facts.max_length is None
        again = written(tmp_path, "extends: two.yml\nvoice: {emoji: 5}\n")
        assert limit(again, "emoji", "max") == 5

    def test_a_whole_channel_or_situation(self) -> None:
        compiled = guide("channels: {tiktok: }\nsituations: {churn: }\n")
        assert "tiktok" not in compiled.guide.channels
        assert "sarcastic_regret" not in compiled.limits("churn", "")["never"]

    def test_where_there_was_nothing_it_is_a_mistake(self) -> None:
        with pytest.raises(voicecheck.VoicecheckError, match=r"words\.avoid\.gratis must be a text, not nothing"):
            guide("words: {avoid: {gratis: }}\n")


class TestSeverity:
    LIMITS = "voice: {exclamation_marks: 0, capitals: 0, never: }\ngate:\n"

    @pytest.mark.parametrize(
        ("severity", "expected"),
        [
            ("", {"style/exclamation-marks": "warn", "style/capitals": "warn"}),
            ("severity: {style/exclamation-marks: fail}\n", {"style/exclamation-marks": "fail", "style/capitals": "warn"}),
            ("severity: {style: fail}\n", {"style/exclamation-marks": "fail", "style/capitals": "fail"}),
            ("severity: {style: fail, style/capitals: warn}\n", {"style/exclamation-marks": "fail", "style/capitals": "warn"}),
            ("severity: {style: off}\n", {}),
            ("severity: {style: off, style/capitals: fail}\n", {"style/capitals": "fail"}),
            ("severity: {style/capitals: off}\n", {"style/exclamation-marks": "warn"}),
        ],
    )
    def test_of_a_check_or_a_family(self, severity: str, expected: dict[str, str]) -> None:
        result = guide(self.LIMITS + severity).check(SHOUT, language="en")
        assert {finding.check: finding.severity for finding in result.findings} == expected
        assert result.verdict == ("fail" if "fail" in expected.values() else "warn" if expected else "pass")


class TestShownAndDescribed:
    def test_guide_show_tells_every_value_with_its_origin(self, folder: Path) -> None:
        written(folder, "brand: A\nvoice:\n  humor: {max: 20}\n", "base.yml")
        written(folder, "extends: base.yml\nvoice:\n  snark: {max: 5}\n")
        lines = run("guide", "show", "voicecheck.yml").stdout.splitlines()
        rows = {line.split("  ")[0]: line.split("# ")[1] for line in lines if "# " in line}
        assert rows["voice.humor.max"] == "base.yml:3"
        assert rows["voice.snark.max"] == "voicecheck.yml:3"
        assert rows["voice.never.contempt"].startswith("voicecheck:floor:")

    def test_channel_names_have_aliases_unless_the_guide_uses_the_name(self) -> None:
        assert guide("channels: {x: {emoji: 0}}\n").check("Takk 👍", language="nb", channel="Twitter").channel == "x"
        assert guide("channels: {twitter: {emoji: 0}}\n").check("Takk 👍", language="nb", channel="twitter").channel == "twitter"
