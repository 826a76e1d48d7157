"""Chunks of text are cut as spaCy cuts them, whoever does it."""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecheck.drafts.mask import MASK
from voicecheck.languages import beside
from voicecheck.languages.chunks import Chunks
from voicecheck.languages.tokenizer import cut, load_tokenizer, special_cases
from voicecheck.processors import processors

LANGUAGES = ("en", "nb", "da", "sv")
SIGNS = [",", "!", "?", ":", ";", ".", "...", "?!", ")", "(", "'", "’s", "-", "/", "…", "😊", "%", "«", "»", '"', "“", "”", "^", "*", "£", MASK]
WORD = st.one_of(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåäöéABCDEIKNOPSTÆØÅÄÖ", min_size=1, max_size=9),
    st.text(alphabet="0123456789", min_size=1, max_size=5),
    st.sampled_from(["DM", "kr", "km", "GB", "don't", "I'm", "f.eks", "bl.a", "cannot", "XD", "hörru", MASK * 7, "e-post", "14.30", "Ørjan", "straße", "ﬁn", "naïve", "Ελλάδα"]),
)
CHUNK = st.lists(st.one_of(WORD, st.sampled_from(SIGNS)), min_size=1, max_size=4).map("".join)

needs_two_processors = pytest.mark.skipif(not sys.platform.startswith("linux") or processors() < 2, reason="nothing runs beside on one processor")


@lru_cache(maxsize=8)
def chunks(language: str) -> Chunks:
    return Chunks(language, special_cases(language))


@pytest.mark.parametrize("language", LANGUAGES)
@given(given_chunks=st.lists(CHUNK, min_size=1, max_size=25))
@settings(max_examples=60, deadline=None)
def test_a_chunk_is_cut_as_spacy_cuts_it(language: str, given_chunks: list[str]) -> None:
    assert chunks(language).cut(given_chunks) == cut(language, given_chunks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_special_cases_are_cut_as_spacy_cuts_them_with_signs_around(language: str) -> None:
    words = [text for text in special_cases(language) if not text.isspace() and " " not in text]
    texts = [opening + word + closing for word in words for opening in ("", "(", "“") for closing in ("", ",", ".", ")", ":")]

    assert chunks(language).cut(texts) == cut(language, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_cut_chunk_by_chunk(language: str) -> None:
    """All but an emoticon that a sign stands beside, ") :)", of which spaCy makes something else."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent.parent / "examples").rglob("*.md"))]
    assert len(texts) > 20

    for text in texts:
        whole = [token.text for token in load_tokenizer(language)(text) if not token.text.isspace()]
        assert [token for tokens in chunks(language).cut(text.split()) for token in tokens] == whole


PROGRAM = """
import os, sys
{before}
from voicecheck.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print("spacy" in sys.modules, file=sys.stderr)
sys.exit(code)
"""
ODD = "Hi Anna, we're sorry (again) for order 12-34/B… that's on us. It’s at 14:30-15:00 – promise 😊. f.eks. Ulla-Britt's e-mail."


def checked(tmp_path: Path, before: str = "") -> tuple[int, str, str]:
    (tmp_path / "reply.md").write_text(ODD + " You are an idiot, re-read 3.2.1!", encoding="utf-8")
    command = [sys.executable, "-c", PROGRAM.format(before=before), "check", "reply.md", "--guide", "voicecheck:cautious-service", "-l", "en", "--no-cache", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@needs_two_processors
def test_a_run_has_spacy_beside_it_and_finds_the_same_with_it_inside(tmp_path: Path) -> None:
    checked(tmp_path)  # builds the lexicon, which needs spaCy inside

    alone = checked(tmp_path, "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})")
    with_spacy_beside = checked(tmp_path)

    assert with_spacy_beside[0] == 1
    assert with_spacy_beside[1] == alone[1]
    assert (alone[2], with_spacy_beside[2]) == ("True\n", "False\n")


@needs_two_processors
def test_where_the_process_beside_dies_the_run_goes_on_with_spacy_inside(tmp_path: Path) -> None:
    checked(tmp_path)
    killed = "import voicecheck.languages.beside as beside\nbeside._serve = lambda *ends: os._exit(1)"

    code, out, told = checked(tmp_path, killed)

    assert (code, told) == (1, "True\n")
    assert out == checked(tmp_path)[1]


@needs_two_processors
def test_the_process_beside_ends_with_what_needed_it() -> None:
    helper = beside.Beside()
    try:
        assert helper.cut("en", ["can't", "e-mail", "(sorry)"]) == cut("en", ["can't", "e-mail", "(sorry)"])
    finally:
        helper.close()

    with pytest.raises((OSError, EOFError)):
        helper.cut("en", ["sorry"])
