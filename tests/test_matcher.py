"""What patterns match in running text, and what takes a match away."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, strategies

from tests.lexicons import evidence, found, matched
from voicecheck.languages.automaton import MAX_GAP
from voicecheck.languages.matcher import Match, PatternMatcher, Row
from voicecheck.languages.pattern import CLOSING, Group, Mark, Pattern, SetName, Word, parse_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("leit å høre", "Hei! Så leit å høre, Kari.", ["leit å høre"]),
        ("leit å høre", "LEIT  Å\nhøre", ["LEIT  Å\nhøre"]),
        ("leit å høre", "Leit. Å høre det.", []),
        ("leit å høre", "leit, 🙏 å - høre", ["leit, 🙏 å - høre"]),
        ("leit å høre", "leit å\n\nhøre", []),
        ("(hvis|så lenge) du", "Bra så lenge du venter, hvis du vil.", ["så lenge du", "hvis du"]),
        ("[veldig|så] leit", "Så leit. Leit. Veldig leit.", ["Så leit", "Leit", "Veldig leit"]),
        ("((du|dere) [bare] må|må)", "Dere bare må vente.", ["Dere bare må"]),
        ("idiot*", "Idioten er idiotisk, en idiot, idi.", ["Idioten", "idiotisk", "idiot"]),
        ("*gebyr", "Et depositumsgebyr og gebyrer.", ["depositumsgebyr"]),
        ("*gebyr*", "Tilleggsgebyrene", ["Tilleggsgebyrene"]),
        ("nei ... takk", "Nei takk. Nei en to tre fire takk. Nei en to tre fire fem takk.", ["Nei takk", "Nei en to tre fire takk"]),
        ("nei <word> takk", "Nei takk. Nei tusen takk.", ["Nei tusen takk"]),
        ("<we> har", "Vi har det. Dere har det. Det var oss, har.", ["Vi har", "oss, har"]),
        ("vi er <sorry>", "Vi er lei for det, vi er beklager.", ["Vi er lei for", "vi er beklager"]),
        ("en <bonus>", "En bonusordning, en ordning.", ["En bonusordning"]),
        ("om <number> dager", "Om 3 dager, om 1.250 dager, om tre dager.", ["Om 3 dager", "om 1.250 dager"]),
        ("kl <number>", "Vi ringer kl 14:30.", ["kl 14:30"]),
        ("<number> skriv", "Vi er her til kl. 20.00. Skriv til oss den 3. Skriv 3. juni skriv.", []),
        ("^ skriv", "Vi er her til kl. 20.00. Skriv til oss den 3. Skriv.", ["Skriv", "Skriv"]),
        ("den <number> juni", "Vi ringer den 3. juni.", ["den 3. juni"]),
        ("hei <name>", "Hei Kari, hei du. Hei {{navn}}!", ["Hei Kari"]),
        ("<name> ringer", "Kari ringer. I dag Kari ringer.", ["Kari ringer"]),
        ("^ (nei|nope) $", "Nei. Vel, nei. Nei, vel. Nope!", ["Nei", "Nope"]),
        ("^ ... takk", "En stor takk. Det er på tide å si takk.", ["En stor takk"]),
        ("seriøst ?", "Seriøst? Seriøst! Seriøst.", ["Seriøst"]),
        ("slutt !", "Slutt! Slutt. Slutt nå!", ["Slutt"]),
        ("sånn er det .", "Sånn er det. Sånn er det? Sånn er det …", ["Sånn er det", "Sånn er det"]),
        ("har du lest ... ?", "Har du lest noe av alt det som vi har sendt deg? Har du lest det.", ["Har du lest"]),
        ("e-post", "Send en e-post.", ["e-post"]),
    ],
)
def test_a_pattern_matches(pattern: str, text: str, expected: list[str]) -> None:
    assert matched(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("you don't", "You don’t say. You don't.", ["You don’t", "You don't"]),
        ("we're here", "we're here, We’re here", ["we're here", "We’re here"]),
        ("can't help", "We can't help", ["can't help"]),
    ],
)
def test_english_contractions_are_cut_as_the_tokenizer_cuts_them(pattern: str, text: str, expected: list[str]) -> None:
    assert matched(pattern, text, "en") == expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("så synd", "Sååååå synd!", ["Sååååå synd"]),
        ("takk", "Taaaakk", ["Taaaakk"]),
        ("idiot", "Din i*d*i*o*t og i.d.i.o.t", ["i*d*i*o*t", "i.d.i.o.t"]),
        ("skjønner", "skjonner, skjoenner, SKJØNNER", ["skjonner", "skjoenner", "SKJØNNER"]),
        ("prøv nå", "prov nå, prøv na", ["prov nå"]),
        ("prøve igjen", "prove igjen, proeve igjen", ["prove igjen", "proeve igjen"]),
        ("ærlig talt", "aerlig talt, arlig talt", ["aerlig talt", "arlig talt"]),
        ("gråter", "grater, graater", ["grater", "graater"]),
        ("måne*", "maaneder", ["maaneder"]),
    ],
)
def test_odd_spellings_are_found(pattern: str, text: str, expected: list[str]) -> None:
    assert matched(pattern, text) == expected


class TestNegation:
    MARKERS = 'insult:\n  - {strength: 2, patterns: ["idiot*"]}\nblame:\n  - {strength: 2, patterns: ["lese vilkårene"]}\n'

    @pytest.mark.parametrize(
        ("text", "is_there"),
        [
            ("Du er en idiot.", True),
            ("Du er ikke en idiot.", False),
            ("Du er ikke akkurat en idiot.", False),
            ("Ikke si at du er en idiot.", True),
            ("Nei, ikke det, idiot.", True),
            ("Det er ikke sant. Idiot.", True),
            ("Du er aldri idioten.", False),
        ],
    )
    def test_a_negator_shortly_before_cancels_where_the_category_says_so(self, text: str, is_there: bool) -> None:
        assert ("insult" in dict(found(self.MARKERS, text))) is is_there

    def test_it_does_not_where_the_category_keeps_its_meaning(self) -> None:
        assert found(self.MARKERS, "Du har ikke orket å lese vilkårene.") == [("blame", "lese vilkårene")]


class TestCompetition:
    MARKERS = """apology:
  - {strength: 2, patterns: ["beklager"]}
non_apology:
  - {strength: 3, patterns: ["beklager hvis du"]}
softener:
  - {strength: 1, patterns: ["hvis du vil", "hvis"]}
insult:
  - {strength: 2, patterns: ["*idiot*"]}
profanity:
  - {strength: 1, patterns: ["dødsgod*", "død*"]}
harmless:
  - {strength: 1, patterns: ["idiotsikker*", "no problem"]}
"""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Vi beklager.", [("apology", "beklager")]),
            ("Vi beklager hvis du ble lei.", [("non_apology", "beklager hvis du"), ("softener", "hvis")]),
            ("Vi beklager hvis du vil.", [("non_apology", "beklager hvis du"), ("softener", "hvis du vil")]),
            ("En idiotsikker vaffel.", []),
            ("En idiotsikker vaffel, din idiot.", [("insult", "idiot")]),
        ],
    )
    def test_the_longest_of_the_competing_wins_and_harmless_takes_what_lies_inside(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert found(self.MARKERS, text) == expected

    def test_one_category_counts_a_word_once(self) -> None:
        assert found(self.MARKERS, "Dødsgodt!") == [("profanity", "Dødsgodt")]


class TestConditions:
    MARKERS = """tease:
  - {strength: 2, patterns: ["å nei"], unless: ["forstår", "(leit|synd) for deg"]}
joke_cue:
  - {strength: 2, patterns: ["haha"], situations: [banter]}
meme:
  - {strength: 3, patterns: ["gråt da"], not_situations: [crisis]}
greeting:
  - {strength: 1, patterns: ["hei"], position: opening}
sign_off:
  - {strength: 1, patterns: ["hilsen"], position: closing}
formal_address:
  - {strength: 2, patterns: ["De", "Deres"], case: exact}
hostile_hashtag:
  - {strength: 3, patterns: ["boybye"]}
"""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Å nei, så trist.", [("tease", "Å nei")]),
            ("Å nei, jeg forstår deg.", []),
            ("Å nei. Jeg forstår deg.", [("tease", "Å nei")]),
            ("Hei Kari! Takk for det.", [("greeting", "Hei")]),
            ("Takk for at du skriver til oss om dette i dag. Så sier vi hei.", []),
            ("Det er i orden nå. Hilsen Kari", [("sign_off", "Hilsen")]),
            ("En hilsen kom i går. " + "Vi har sett på saken din en gang til og sendt svaret på nytt i dag. " * 2, []),
            ("Har De fått Deres penger? Har de det?", [("formal_address", "De"), ("formal_address", "Deres")]),
            ("DE og deres", []),
            ("#boybye og boybye", [("hostile_hashtag", "boybye")]),
        ],
    )
    def test_unless_position_case_and_hashtag(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert [(category, item.lstrip("#")) for category, item in found(self.MARKERS, text)] == expected

    @pytest.mark.parametrize(("situation", "expected"), [("banter", ["joke_cue", "meme"]), ("complaint", ["meme"]), ("crisis", []), ("", ["meme"])])
    def test_situations(self, situation: str, expected: list[str]) -> None:
        assert sorted(category for category, _ in found(self.MARKERS, "Haha. Gråt da.", situation)) == expected

    def test_strength_target_and_note_come_along(self) -> None:
        marker = 'put_down:\n  - {strength: 3, target: customer, patterns: ["for treg"], note: Nedsettende.}\n'
        (item,) = evidence(marker, "Du er nok for treg.")
        assert (item.strength, item.target, item.note, item.start, item.end) == (3, "customer", "Nedsettende.", 10, 18)


class TestMasked:
    MARKERS = 'dismissal:\n  - {strength: 2, patterns: ["ro deg ned"]}\n'

    @pytest.mark.parametrize(
        ("text", "customer", "count"),
        [
            ("Ro deg ned.", "", 1),
            ("Du skrev «ikke be meg om å ro deg ned».", "", 0),
            ('Du skrev "ikke be meg om å ro deg ned".', "", 0),
            ("> ro deg ned\n\nDet skal vi aldri si.", "", 1),
            ("> jeg vil at du skal ro deg ned\n\nDet skal vi aldri si.", "", 0),
            ("Du skrev «ro deg ned».", "Ikke be meg ro deg ned!", 0),
            ("Du bør «ro deg ned».", "Hvor er pakken?", 1),
            ("`ro deg ned`", "", 0),
            ("{{ ro deg ned }} {% ro deg ned %}", "", 0),
            ("Se https://eksempel.no/ro deg ned", "", 0),
        ],
    )
    def test_quotations_code_links_and_placeholders_do_not_count(self, text: str, customer: str, count: int) -> None:
        assert len(found(self.MARKERS, text, customer=customer)) == count

    def test_a_placeholder_is_a_name(self) -> None:
        assert found('greeting:\n  - {strength: 1, patterns: ["hei <name>"]}\n', "Hei {{customer.first_name}}, takk.") == [("greeting", "Hei {{customer.first_name}}")]


# -- against a plain reference ------------------------------------------------------

ALPHABET = ["a", "b", "ab", "ba", "c1"]
SETS = {"s": [["a"], ["b", "ab"]]}
ATOMS = strategies.sampled_from(["a", "b", "ab", "ba", "a*", "*b", "*a*", "<s>", "<word>", "<number>", "..."])
BODY = strategies.recursive(
    ATOMS,
    lambda inner: strategies.tuples(
        strategies.sampled_from(["(%s)", "[%s]"]), strategies.lists(strategies.lists(inner, min_size=1, max_size=2).map(" ".join), min_size=1, max_size=2).map("|".join)
    ).map(lambda made: made[0] % made[1]),
    max_leaves=5,
)
PATTERNS = strategies.tuples(
    strategies.sampled_from(["", "^ "]), strategies.lists(BODY, min_size=1, max_size=4).map(" ".join), strategies.sampled_from(["", " $", " ?", " !"])
).map("".join)
SENTENCES = strategies.lists(
    strategies.tuples(strategies.lists(strategies.sampled_from(ALPHABET), min_size=1, max_size=7), strategies.sampled_from([".", "?", "!", "?!"])), min_size=1, max_size=3
)


def row_of(sentences: list[tuple[list[str], str]], matcher: PatternMatcher) -> Row:
    words = [word for sentence, _ in sentences for word in sentence]
    starts: list[int] = []
    ends: list[int] = []
    stops: list[str] = []
    for sentence, stop in sentences:
        first = len(starts)
        starts += [first] * len(sentence)
        ends += [first + len(sentence)] * len(sentence)
        stops += [stop] * len(sentence)
    places = list(itertools.accumulate([len(word) + 1 for word in words], initial=0))[:-1]
    behind = tuple(place + len(word) for place, word in zip(places, words, strict=True))
    return Row(
        tuple(words),
        tuple(words),
        tuple(places),
        behind,
        tuple(starts),
        tuple(ends),
        tuple(stops),
        matcher.kinds_of(words, words, starts),
        tuple(sorted(set(zip(starts, ends, strict=True)))),
    )


def ways(elements: Pattern, words: list[str], at: int) -> Iterator[int]:
    """Where the elements can end when they begin at a word, by trying everything."""
    if not elements:
        yield at
        return
    first, rest = elements[0], elements[1:]
    behind: set[int] = set()
    if isinstance(first, Word):
        core = first.text.strip("*")
        if at < len(words):
            word = words[at]
            fits = word == core or (first.text.startswith("*") and word.endswith(core)) or (first.text.endswith("*") and word.startswith(core))
            if fits or (first.text.startswith("*") and first.text.endswith("*") and core in word):
                behind.add(at + 1)
    elif isinstance(first, SetName):
        if first.name == "s":
            behind |= {at + len(entry) for entry in SETS["s"] if words[at : at + len(entry)] == entry}
        elif at < len(words) and (first.name == "word" or any(sign.isdigit() for sign in words[at])):
            behind.add(at + 1)
    elif isinstance(first, Group):
        behind |= {end for alternative in first.alternatives for end in ways(alternative, words, at)}
    elif first is Mark.GAP:
        behind |= set(range(at, min(at + MAX_GAP, len(words)) + 1))
    else:
        behind.add(at)
    for end in behind:
        yield from ways(rest, words, end)


def reference(pattern: Pattern, sentences: list[tuple[list[str], str]]) -> set[tuple[int, int]]:
    """All matches of a pattern, sentence by sentence, by trying everything."""
    closing = next((mark for mark in CLOSING if mark in pattern[-1:]), None)
    afar = closing is not None and pattern[-2:-1] == (Mark.GAP,)
    body = tuple(element for element in (pattern[:-2] if afar else pattern) if element not in CLOSING and element is not Mark.START)
    matches = set()
    offset = 0
    for words, stop in sentences:
        closes = {None: True, Mark.END: True, Mark.QUESTION: "?" in stop, Mark.EXCLAMATION: "!" in stop, Mark.STOP: "." in stop}[closing]
        for start in [0] if pattern[0] is Mark.START else range(len(words)):
            for end in ways(body, words, start):
                if end > start and closes and (closing is None or afar or end == len(words)):
                    matches.add((offset + start, offset + end))
        offset += len(words)
    return matches


@given(strategies.lists(PATTERNS, min_size=1, max_size=4), SENTENCES)
def test_the_automaton_finds_what_trying_everything_finds(patterns: list[str], sentences: list[tuple[list[str], str]]) -> None:
    parsed: list[Pattern] = []
    for text in patterns:
        try:
            parsed.append(parse_pattern(text))
        except ValueError:
            continue  # "..." at an end: the parser's tests hold what it refuses
    matcher = PatternMatcher(SETS, lambda word: [word], [(key, pattern, False) for key, pattern in enumerate(parsed)])
    expected = {Match(key, start, end) for key, pattern in enumerate(parsed) for start, end in reference(pattern, sentences)}
    assert set(matcher.matches(row_of(sentences, matcher))) == expected
    assert set(matcher.matches(row_of(sentences, matcher))) == expected  # and again, from what was remembered
