"""``voicecheck guide check``: rules that contradict each other, that never fire, and what is off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import voicecheck
from tests.support import ROOT, SHIPPED, checks, guide, run
from voicecheck.guide_tools.soundness import remarks

HUMOR = "joke_cue: a, self_irony: a, wordplay: a, hyperbole: a, persona: a, personification: a"

ERRORS = {
    "a word replaced by itself": ("words: {prefer: {mail: Mail}}\n", "1:24", "prefer replaces “mail” by itself"),
    "a preferred word that is forbidden": ('words: {avoid: {gratis: "Nei."}, prefer: {kostnadsfri: gratis}}\nlanguages: nb\n', "1:56", "which words.avoid forbids at"),
    "two words that replace each other": ("words: {prefer: {mail: e-mail, e-mail: mail}}\nlanguages: en\n", "1:24", "which words.prefer replaces at"),
    "a word that nothing can find": ('words: {avoid: {"{{name}}": No.}}\nlanguages: en\n', "1:29", "can never be found"),
    "humor required and every kind forbidden": (f"voice: {{humor: {{min: 20}}, never: {{{HUMOR}}}}}\n", "1:22", "never forbids every kind of humor"),
    "humor required and aimed at nobody": ("voice: {humor: {min: 20, targets: []}}\n", "1:22", "lets it aim at nobody"),
    "an element required and ruled out": ("require: {praise: [thanks]}\nforbid: {praise: [thanks]}\n", "2:19", "require asks for thanks at"),
    "ruled out in a situation, required on a channel": ("require: {email: [offer]}\nforbid: {praise: [offer]}\n", "2:19", "praise and email together"),
    "an element required and forbidden": ("require: {complaint: [apology]}\nsituations: {complaint: {never: {apology: No.}}}\n", "1:23", "which never forbids at"),
}

WARNINGS = {
    "a looser limit in a situation": ("voice: {snark: {max: 20}}\nsituations: {banter: {snark: {max: 45}}}\n", "2:36", "never takes effect: voice says 20 in line 1"),
    "a looser limit on a channel": ("voice: {politeness: {min: 40}}\nchannels: {x: {politeness: {min: 30}}}\n", "2:34", "for the channel x never takes effect"),
    "targets where there is nothing to aim": ("voice: {snark: {max: 0, targets: [self]}}\n", "1:34", "targets has no effect here"),
    "a severity of a check that nothing sets": ("severity: {style/hashtags: fail}\n", "1:28", "changes nothing: the guide does not set hashtags,"),
    "a base's limit switched off without a reason": ("extends: voicecheck:cautious-service\nvoice: {emoji: }\n", "2:16", "voice.emoji is switched off without a reason"),
    "a base's fact switched off without a reason": ("channels: {x: {max_length: }}\n", "1:28", "channels.x.max_length is switched off without a reason"),
    "an example without a language": ("languages: [nb, sv]\nexamples: {approve: [{reply: Tack.}]}\n", "2:22", "does not say its language, so it is guessed"),
}


def told(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """Severity, place and message of every remark on a guide."""
    path = folder / "voicecheck.yml"
    path.write_text(text, encoding="utf-8")
    return [(item.severity, f"{item.place.line}:{item.place.column}", item.message) for item in remarks(voicecheck.load_guide(path))]


@pytest.mark.parametrize(("severity", "case"), [("error", case) for case in ERRORS] + [("warning", case) for case in WARNINGS])
def test_what_cannot_work_is_told_with_its_place(tmp_path: Path, severity: str, case: str) -> None:
    text, place, words = (ERRORS if severity == "error" else WARNINGS)[case]
    found = [item for item in told(tmp_path, text) if item[:2] == (severity, place)]
    assert len(found) >= 1 and any(words in message for _, _, message in found), told(tmp_path, text)


SOUND = {
    "a looser limit that overrides": "voice: {snark: {max: 20}}\nsituations: {banter: {snark: {max: 45, override: true}}}\n",
    "an equal limit": "voice: {snark: {max: 20}}\nsituations: {banter: {snark: {max: 20}}}\n",
    "a stricter limit": "voice: {snark: {max: 20}}\nsituations: {banter: {snark: {max: 5}}}\n",
    "targets with room": "voice: {snark: {max: 40, targets: [self]}}\n",
    "a severity of a check that is set": "voice: {hashtags: 1}\nseverity: {style/hashtags: fail}\n",
    "a severity of a check of phrases": "severity: {snark/tease: warn}\n",
    "an element required in one situation and ruled out in another": "require: {complaint: [offer]}\nforbid: {praise: [offer]}\n",
    "words to avoid": 'languages: [en, nb]\nwords: {avoid: {gratis*: No., "as per our policy": No.}, prefer: {mail: message}}\n',
    "switched off with a reason": 'extends: voicecheck:cautious-service\noff: {voice.emoji: "Emoji are our voice."}\n',
}


@pytest.mark.parametrize("case", SOUND)
def test_a_sound_guide_is_left_alone(tmp_path: Path, case: str) -> None:
    assert told(tmp_path, SOUND[case]) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_guides_hold_no_rule_that_cannot_work(name: str) -> None:
    assert [str(item) for item in remarks(voicecheck.load_guide(f"voicecheck:{name}"))] == []


def test_errors_end_in_2_and_warnings_in_0(folder: Path) -> None:
    (folder / "warned.yml").write_text("voice: {snark: {max: 0, targets: [self]}}\n")
    result = run("guide", "check", "warned.yml")
    assert result.exit_code == 0
    assert "warning: warned.yml:1:34: targets" in result.stderr and "1 warning)" in result.stdout
    (folder / "dead.yml").write_text("words: {prefer: {mail: mail}}\n")
    result = run("guide", "check", "warned.yml", "dead.yml")
    assert result.exit_code == 2
    assert "error: dead.yml:1:24:" in result.stderr and "dead.yml: sound" not in result.stdout


def test_the_remarks_come_in_the_order_of_lines(folder: Path) -> None:
    (folder / "g.yml").write_text("severity: {style/hashtags: off}\nvoice: {snark: {max: 0, targets: [self]}}\nwords: {prefer: {mail: mail}}\nlanguages: en\n")
    assert re.findall(r"g\.yml:(\d+):", run("guide", "check", "g.yml").stderr) == ["1", "2", "3"]


class TestOff:
    BASE = "extends: voicecheck:cautious-service\n"

    def test_a_limit_of_a_base_is_taken_back(self) -> None:
        assert guide(self.BASE).limits("banter", "")["emoji"].max.value == 4
        assert "emoji" not in guide(self.BASE + 'off: {voice.emoji: "Emoji are our voice."}\n').limits("banter", "")

    def test_one_end_of_a_limit(self) -> None:
        band = guide(self.BASE + "off:\n  situations.complaint.humor.max: Our complaints are fun.\n").guide.situations["complaint"].limits["humor"]
        assert band.max is None

    def test_what_the_floor_says(self) -> None:
        limits = guide('off: {voice.never.insult: "We only insult ourselves."}\n').limits("other", "")
        assert "insult" not in limits["never"] and "threat" in limits["never"]

    @pytest.mark.parametrize("name", ["style/capitals", "style"])
    def test_a_check_or_a_family(self, name: str) -> None:
        text = "voice: {capitals: 0}\n"
        reply = "We have sent it today, REALLY."
        assert "style/capitals" in checks(guide(text).check(reply, language="en"))
        assert "style/capitals" not in checks(guide(text + f"off: {{{name}: Not yet.}}\n").check(reply, language="en"))

    def test_the_child_of_a_guide_may_set_it_again(self, folder: Path) -> None:
        (folder / "base.yml").write_text(self.BASE + "off: {voice.emoji: Emoji are our voice.}\n")
        (folder / "child.yml").write_text("extends: base.yml\nvoice: {emoji: 1}\n")
        assert voicecheck.load_guide("child.yml").limits("", "")["emoji"].max.value == 1

    @pytest.mark.parametrize(
        ("text", "place", "words"),
        [
            ("off: {voice.hunor: x}\n", "1:7", 'off names "voice.hunor", which no guide that this one extends sets'),
            ("off: {voice.humor.max: x}\n", "1:7", "which no guide that this one extends sets"),
            ("off: {snark/mockpraise: x}\n", "1:7", 'there is no check "snark/mockpraise"'),
            ("off: {voice.never.insult: }\n", "1:27", "must be the reason why"),
            ("off: [voice.never.insult]\n", "1:6", "off must be a map of what is switched off to the reason"),
            ("off: {voice.profanity: x}\nvoice: {profanity: {max: 1}}\n", "1:7", "off switches voice.profanity off, but this guide sets it in line 2"),
        ],
    )
    def test_a_mistake_is_told(self, tmp_path: Path, text: str, place: str, words: str) -> None:
        path = tmp_path / "g.yml"
        path.write_text(text)
        with pytest.raises(voicecheck.VoicecheckError) as caught:
            voicecheck.load_guide(path)
        (problem,) = caught.value.problems
        assert f"{problem.place.line}:{problem.place.column}" == place
        assert words in problem.message


def test_the_checkouts_example_guides_are_sound() -> None:
    result = run("guide", "check", *sorted((ROOT / "examples").glob("*/voicecheck.yml")))
    assert result.exit_code == 0 and "error" not in result.stderr
