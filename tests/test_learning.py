"""What a long run learned of words is kept for the next, which says the same, sooner."""

from __future__ import annotations

import json
import os
import pickle
import stat
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecheck.cache import keep, recall
from voicecheck.drafts.mask import mask
from voicecheck.languages.pack import load_pack
from voicecheck.tone.lexicon import Lexicon
from voicecheck.tone.statistics import load_statistics

SENTENCES = (
    "Hei Kari, takk for at du sier fra.", "Beklager så mye, dette er vår feil!", "Ta deg sammen, da.", "Så synd for deg 😂", "Vi ringer deg før kl. 14.30 i dag.",
    "Kan du sende oss ordrenummeret på e-post?", "Les vilkårene (de er ikke lange).", "IKKE VÅRT PROBLEM", "Det er jo bare å lese, ikke sant?", "Som sagt: pengene kommer 3. juni.",
)  # fmt: skip
TEXT = st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(alphabet="abdefiklmnorstvyæøå .,!?", max_size=30)), min_size=1, max_size=6).map(" ".join)


@lru_cache(maxsize=1)
def lexicons() -> tuple[Lexicon, Lexicon]:
    """One that knows nothing yet, and one that was kept after it had read much."""
    much = Lexicon(load_pack("nb"))
    for number, sentence in enumerate(SENTENCES * 3):
        much.find(f"{sentence} {SENTENCES[number * 7 % len(SENTENCES)]}")
    return Lexicon(load_pack("nb")), pickle.loads(pickle.dumps(much))


@given(text=TEXT, situation=st.sampled_from(["", "complaint", "banter"]))
@settings(max_examples=80, deadline=None)
def test_a_lexicon_says_the_same_however_much_it_knows(text: str, situation: str) -> None:
    fresh, experienced = lexicons()
    masked = mask(text).text

    assert experienced.evidence(experienced.row(masked), text, situation) == fresh.evidence(fresh.row(masked), text, situation)


def test_what_is_known_is_known_again() -> None:
    experienced = lexicons()[1]
    known = experienced.learned

    assert known > 100
    for sentence in SENTENCES:
        experienced.find(sentence)
    assert experienced.learned - known < 20  # of what follows another sentence or a start


def test_words_weigh_the_same_when_they_were_kept() -> None:
    layer = load_statistics("nb")
    assert layer is not None
    row = lexicons()[0].row(" ".join(SENTENCES))
    said = {wording.category: dict(wording.log_odds) for wording in layer.says(row, " ".join(SENTENCES), "complaint")}

    again = pickle.loads(pickle.dumps(layer._wording))

    assert again.learned >= len({word for word in row.words if word.isalpha()})
    assert again.log_odds(row, "upset") == said[again.category]


def test_a_long_run_teaches_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("VOICECHECK_CACHE", str(cache))
    monkeypatch.chdir(tmp_path)
    with open("replies.jsonl", "w", encoding="utf-8") as file:
        for number in range(1400):
            reply = " ".join(SENTENCES[(number * step + step) % len(SENTENCES)] for step in (1, 3, 7)) + f" Hilsen Mari{number % 211}-{number % 13}."
            file.write(json.dumps({"id": str(number), "reply": reply, "language": "nb"}, ensure_ascii=False) + "\n")

    def run() -> str:
        command = [sys.executable, "-m", "voicecheck", "check", "replies.jsonl", "--guide", "voicecheck:cautious-service", "--no-cache", "--format", "jsonl", "--fail-on", "never"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
        assert not done.stderr
        return done.stdout

    def chunks_known() -> int:
        (file,) = cache.glob("nb-reply-*")
        return len(pickle.loads(file.read_bytes()[4:])._rows.learned)

    first = run()

    assert chunks_known() > 30
    assert run() == first
    for file in cache.glob("nb-reply-*"):
        assert not any(customer in file.read_bytes() for customer in (b"Mari77", b"Mari", b"177-", b"200-"))
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


@pytest.mark.parametrize("flipped", [0, 5, 4000])
def test_a_flipped_bit_makes_a_kept_thing_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flipped: int) -> None:
    monkeypatch.setenv("VOICECHECK_CACHE", str(tmp_path))
    keep("words", (b"1",), {f"word{number}": number for number in range(1000)})
    assert recall("words", (b"1",))["word7"] == 7

    (file,) = tmp_path.glob("words-*")
    data = bytearray(file.read_bytes())
    data[flipped] ^= 1
    file.write_bytes(data)

    assert recall("words", (b"1",)) is None
