"""Words of a guide in every form of the five languages, and fixes in the same form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import LANGUAGES, guide, named
from voicecheck.languages.inflection import KINDS, load_inflection


def fixes(text: str, reply: str, language: str) -> list[tuple[str, str | None]]:
    result = guide(f"gate:\nwords: {{prefer: {{{text}}}}}\n").check(reply, language=language)
    return [
        (reply[finding.places[0][0] : finding.places[0][1]], finding.suggestion)
        for finding in sorted(result.findings, key=lambda item: item.places)
        if finding.check == "words/prefer"
    ]


@pytest.mark.parametrize(
    ("language", "pair", "reply", "expected"),
    [
        ("nb", "kundesenter: kundeservice", "Kundesenteret svarer. Ring kundesentret.", [("Kundesenteret", "Kundeservicen")]),
        ("nb", "kundesenter: kundeservice", "Alle kundesentrene er stengt.", [("kundesentrene", None)]),
        (
            "nb",
            "kansellere: avbestille",
            "Vi kansellerte den. Kanseller gjerne. Den kanselleres.",
            [("kansellerte", "avbestilte"), ("Kanseller", "Avbestill"), ("kanselleres", "avbestilles")],
        ),
        ("nb", "mail: e-post", "Mailen og mailene dine.", [("Mailen", "E-posten"), ("mailene", "e-postene")]),
        ("nn", "kundesenter: kundeservice", "Ring kundesenteret.", [("kundesenteret", "kundeservicen")]),
        ("nn", "rekning: faktura", "Rekninga kom, og rekningane.", [("Rekninga", None), ("rekningane", None)]),
        ("da", "kundecenter: kundeservice", "Kundecentrets åbningstid. Kundecenteret.", [("Kundecentrets", "Kundeservicens"), ("Kundecenteret", "Kundeservicen")]),
        ("da", "gebyr: {use: pris, kind: noun}", "Gebyrerne og gebyr.", [("Gebyrerne", "Priserne"), ("gebyr", "pris")]),
        ("sv", "kundcenter: kundtjänst", "Kundcentret stänger.", [("Kundcentret", "Kundtjänsten")]),
        ("sv", "implementera: införa", "Vi implementerar och implementerade det.", [("implementerar", "inför"), ("implementerade", None)]),
        ("sv", "annullera: avbeställa", "Vi annullerar den och annullerade den.", [("annullerar", "avbeställer"), ("annullerade", None)]),
        ("en", "utilise: use", "We utilised it, utilising all. Utilises!", [("utilised", "used"), ("utilising", "using"), ("Utilises", "Uses")]),
        ("en", "issue: problem", "Two issues. An issue's cause.", [("issues", "problems"), ("issue's", "problem's")]),
        ("en", "chairman: chairperson", "Two chairmen met.", [("chairmen", None)]),
    ],
)
def test_preferred_words(language: str, pair: str, reply: str, expected: list[tuple[str, str | None]]) -> None:
    assert fixes(pair, reply, language) == expected


@pytest.mark.parametrize(
    ("language", "entry", "reply", "found"),
    [
        ("nb", "gebyr: {why: Si pris., compounds: true}", "Ekspedisjonsgebyret og gebyrfritt, ikke gebyrene.", ["Ekspedisjonsgebyret", "gebyrfritt", "gebyrene"]),
        ("nb", "gebyr: Si pris.", "Ekspedisjonsgebyret og gebyrene.", ["gebyrene"]),
        ("nb", "billig: Si rimelig.", "Billigere og billigst, men ikke ubillig.", ["Billigere", "billigst"]),
        ("nn", "veke: Nei.", "To veker, vekene og vekas.", ["veker", "vekene", "vekas"]),
        ("da", "dum: Nej.", "Den dumme og de dummeste.", ["dumme", "dummeste"]),
        ("sv", "faktura: Nej.", "Fakturan, fakturorna och fakturornas.", ["Fakturan", "fakturorna", "fakturornas"]),
        ("en", "policy: No.", "Our policies, the policy's and our police.", ["policies", "policy's"]),
        ("en", "plan: {why: No., kind: noun}", "Two plans, planned by a planner.", ["plans"]),
        ("en", "plan: {why: No., inflect: false}", "Two plans and a plan.", ["plan"]),
        ("en", "case: {why: Say matter., unless: [in case, case study]}", "In case the case study helps your case.", ["case"]),
        ("en", "touch base: {why: No., kind: verb}", "We touched base. Touch base. Touching the base.", ["touched base", "Touch base"]),
        ("en", "so: No.", "So it is, and sos too.", ["So"]),
        ("en", "gratis: {why: No., languages: [nb]}", "It is gratis.", []),
        ("en", "don't worry: No.", "Don’t  worry about it.", ["Don’t  worry"]),
    ],
)
def test_avoided_words(language: str, entry: str, reply: str, found: list[str]) -> None:
    result = guide(f"gate:\nwords: {{avoid: {{{entry}}}}}\n").check(reply, language=language)
    assert named(result, "words/avoid") == found


def test_words_of_one_language_severity_and_forms_of_the_guides_own() -> None:
    compiled = guide(
        "gate:\nwords:\n  by_language:\n    sv: {avoid: {fika: {why: Nej., severity: warn}}}\n    da: {prefer: {gebyr: {use: pris, forms: {gebyret: prisen}, why: Det lyder venligere.}}}\n"
    )
    assert compiled.check("En fika till dig.", language="sv").verdict == "warn"
    assert compiled.check("En fika til deg.", language="nb").verdict == "pass"
    (finding,) = compiled.check("Gebyret er lavt.", language="da").findings
    assert finding.suggestion == "Prisen" and finding.message == "The guide says “Prisen”, not “Gebyret”. Det lyder venligere."


LETTERS = st.text("abcdefghijklmnoprstuvyæøåäö", min_size=2, max_size=12)


@given(LETTERS, st.sampled_from(LANGUAGES))
def test_forms_are_words_and_hold_the_word_itself(word: str, language: str) -> None:
    inflection = load_inflection(language)
    forms = inflection.forms(word)
    assert word in forms
    assert all(form and form == form.lower() and " " not in form and "~" not in form and "^" not in form for form in forms)
    for kind in KINDS:
        assert set(inflection.forms(word, kind)) <= set(forms) | {word} or word not in forms


@given(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(["ord", "brev", "Pris", "mail", "!", "\n", "e-post", "x" * 40]), min_size=1, max_size=12))
def test_places_are_those_of_the_words(language: str, parts: list[str]) -> None:
    reply = " ".join(parts)
    result = guide("gate:\nwords: {avoid: {brev: No., pris: No.}}\n").check(reply, language=language)
    if result.verdict != "unchecked":
        assert sorted(word.lower() for word in named(result, "words/avoid")) == sorted(part.lower() for part in parts if part.lower() in ("brev", "pris"))
