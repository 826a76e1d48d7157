"""The pattern language of the lexicons: what can be written, and what is told where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies

from voicecheck import VoicecheckError
from voicecheck.languages.pack import read_pack
from voicecheck.languages.pattern import Group, Mark, PatternError, SetName, Word, parse_pattern, set_names

SETTINGS = """code: xx
name: Test
tokenizer: nb
negators: [ikke, aldri]
negation_reach: 3
sets: {we: [vi, oss], you: [du, dere]}
common_words: [og]
distinctive_words: [jeg]
"""


def words(*texts: str) -> tuple[Word, ...]:
    return tuple(Word(text) for text in texts)


@pytest.mark.parametrize(
    ("pattern", "elements"),
    [
        ("leit å høre", words("leit", "å", "høre")),
        ("(hvis|dersom)", (Group((words("hvis"), words("dersom"))),)),
        ("(hvis|så lenge)", (Group((words("hvis"), words("så", "lenge"))),)),
        ("[gjerne] svar", (Group((words("gjerne"), ())), *words("svar"))),
        ("[veldig|så] leit", (Group((words("veldig"), words("så"), ())), *words("leit"))),
        ("(gjerne)? svar", (Group((words("gjerne"), ())), *words("svar"))),
        ("(a|(b|c) d)", (Group((words("a"), (Group((words("b"), words("c"))), *words("d")))),)),
        ("idiot* *feil *gebyr*", words("idiot*", "*feil", "*gebyr*")),
        ("^ nei $", (Mark.START, *words("nei"), Mark.END)),
        ("nei ... takk", (*words("nei"), Mark.GAP, *words("takk"))),
        ("nei … takk", (*words("nei"), Mark.GAP, *words("takk"))),
        ("^ ... takk", (Mark.START, Mark.GAP, *words("takk"))),
        ("<we> har <number> <word>", (SetName("we"), *words("har"), SetName("number"), SetName("word"))),
        ("hva tror du ?", (*words("hva", "tror", "du"), Mark.QUESTION)),
        ("hva tror du?", (*words("hva", "tror", "du"), Mark.QUESTION)),
        ("slutt !", (*words("slutt"), Mark.EXCLAMATION)),
        ("slutt .", (*words("slutt"), Mark.STOP)),
        ("det er (slik|sånn) .", (*words("det", "er"), Group((words("slik"), words("sånn"))), Mark.STOP)),
        ("f.eks. dette", words("f.eks.", "dette")),
        ("don't we're", words("don't", "we're")),
    ],
)
def test_what_a_pattern_means(pattern: str, elements: tuple[object, ...]) -> None:
    assert parse_pattern(pattern) == elements


def test_a_question_mark_may_stand_any_number_of_words_later() -> None:
    assert parse_pattern("har du lest ... ?")[-2:] == (Mark.GAP, Mark.QUESTION)


@pytest.mark.parametrize(
    ("pattern", "column", "words"),
    [
        ("(hvis|dersom du", 1, '"(" is not closed'),
        ("leit [at du", 6, '"[" is not closed'),
        ("hvis) du", 5, '")" has no opening bracket'),
        ("(hvis] du", 6, '"]" has no opening bracket'),
        ("hvis|dersom", 5, '"|" has no opening bracket'),
        ("(hvis|)", 7, "an empty choice"),
        ("nei ()", 6, "an empty choice"),
        ("nei ^ takk", 5, "can only stand first"),
        ("nei $ takk", 5, "can only stand last"),
        ("nei? takk", 4, "can only stand last; for a word that may be missing write [word]"),
        ("nei! takk", 4, "can only stand last"),
        ("... takk", 1, "must stand between words"),
        ("takk ...", 6, "must stand between words"),
        ("", 1, "holds no word"),
        ("^ $", 1, "holds no word"),
        ("nei *", 5, "needs letters beside"),
        ("nei < takk", 5, "cannot stand here"),
        ("f*** deg", 1, "would match every word"),
    ],
)
def test_what_cannot_be_written_is_told_with_its_column(pattern: str, column: int, words: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse_pattern(pattern)
    assert (caught.value.column, words in str(caught.value)) == (column, True), str(caught.value)


def test_the_sets_of_a_pattern() -> None:
    assert sorted(set_names(parse_pattern("(<we> har|[<you>] (a|<number>)) b"))) == ["number", "we", "you"]


PIECES = ["a", "bå", "*x", "y*", "(", ")", "[", "]", "|", "^", "$", "?", "!", ".", "...", "…", "<we>", "<", ">", " ", "  ", "*", "-", "'"]


@given(strategies.one_of(strategies.text(max_size=20), strategies.lists(strategies.sampled_from(PIECES), max_size=12).map("".join)))
def test_any_text_is_a_pattern_or_a_told_error(pattern: str) -> None:
    try:
        assert parse_pattern(pattern)
    except PatternError as error:
        assert 1 <= error.column <= max(len(pattern), 1)
        assert str(error)


def pack_problems(folder: Path, lexicon: str, settings: str = SETTINGS) -> list[str]:
    """What is told of a pack with this lexicon file, without its folder."""
    (folder / "language.yml").write_text(settings)
    (folder / "snark.yml").write_text(lexicon)
    with pytest.raises(VoicecheckError) as caught:
        read_pack(folder)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_all_mistakes_of_a_pack_are_told_with_their_place(tmp_path: Path) -> None:
    lexicon = """sarcastc_regret:
  - {strength: 3, patterns: ["å nei"]}
mock_praise:
  - strength: 4
    patterns:
      - "bra (jobba"
      - "flink <wee>"
    target: kunden
    streng: 2
    position: middle
meme: gråt
tease:
  - patterns: ["gråt da"]
  - strength: 1
"""
    found = pack_problems(tmp_path, lexicon)
    assert [message.split(": ")[0] for message in found] == [f"snark.yml:{place}" for place in ("1:1", "4:5", "4:5", "4:5", "6:14", "7:9", "9:5", "11:7", "13:5", "14:5")], found
    text = "\n".join(found)
    assert 'Did you mean "sarcastic_regret"?' in text
    assert 'the set <wee> is not in language.yml under "sets". Did you mean "we"?' in text
    assert '"(" is not closed' in text
    assert '"strength" must be 1, 2 or 3' in text
    assert 'Did you mean "strength"?' in text


def test_a_pack_without_its_settings_is_told(tmp_path: Path) -> None:
    found = pack_problems(tmp_path, "tease: []\n", "code: xx\nname: Test\n")
    assert any('the key "tokenizer" is missing' in message for message in found)
