"""Placeholders of every syntax are found with their parts, masked, and never scored."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, strategies

from tests.support import checks, guide, named, shipped, told
from voicecheck.drafts.mask import MASK, mask
from voicecheck.drafts.placeholders import Syntax, find_placeholders, syntax_names, syntax_signs, syntaxes, usual
from voicecheck.tone.lexicon import load_lexicon

SYNTAXES = syntaxes()
PRINTING = [syntax for syntax in SYNTAXES if not syntax.is_directive]
WORDS = strategies.text(strategies.sampled_from("abæø Å.,!?\n«»“”'🙏e\u0301"), max_size=30)


@pytest.mark.parametrize("before", ["", " ", "(", "\n", "\t", "\r\n", "\u00a0", "\u2028", "\v"])
@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda syntax: syntax.name)
def test_a_placeholder_alone_is_found_after_any_blank(syntax: Syntax, before: str) -> None:
    assert [item.syntax.name for item in find_placeholders(f"Hei{before if before != '(' else ' ('}{syntax.example} takk" if before else syntax.example)] == [syntax.name]


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda syntax: syntax.name)
def test_the_example_of_a_syntax_is_found_with_its_name(syntax: Syntax) -> None:
    text = f"Hei {syntax.example}, takk for at du skrev."
    (found,) = find_placeholders(text)
    assert (found.syntax.name, found.name) == (syntax.name, syntax.example_name)
    assert text[found.start : found.end] == syntax.example


@pytest.mark.parametrize(
    ("text", "name", "fallback", "filters"),
    [
        ("{{name}}", "name", None, ()),
        ("{{{ customer.name }}}", "customer.name", None, ()),
        ("{{~ name ~}}", "name", None, ()),
        ("{{- name -}}", "name", None, ()),
        ('{{name|fallback:"there"}}', "name", "there", ("fallback",)),
        ("{{ user.name | default: 'there' | upcase }}", "user.name", "there", ("default", "upcase")),
        ("{{ user.name|default('der') }}", "user.name", "der", ("default",)),
        ("{{ ${first_name} | default: 'there' }}", "first_name", "there", ("default",)),
        ("{{ contact.first_name || 'there' }}", "contact.first_name", "there", ()),
        ("{{ name or 'there' }}", "name", "there", ()),
        ('{{ customer.name, default="there" }}', "customer.name", "there", ()),
        ("{{ kunde.fornavn }}", "kunde.fornavn", None, ()),
        ("{{ customer['name'] }}", "customer", None, ()),
        ("{%customer.firstName,fallback=there%}", "customer.firstName", "there", ()),
        ("{%customer.firstName,fallback=%}", "customer.firstName", "", ()),
        ("${name:-there}", "name", "there", ()),
        ("${User.First Name}", "User.First Name", None, ()),
        ("<%= h @customer.name %>", "@customer.name", None, ()),
        ("<%= name || 'there' %>", "name", "there", ()),
        ("[% name %]", "name", None, ()),
        ('<attribute key="first_name" default="there"/>', "first_name", "there", ()),
        ("%(first_name)s", "first_name", None, ()),
        ("%1$@", "1$@", None, ()),
        ("#{user.name}", "user.name", None, ()),
        ("{!Contact.FirstName}", "Contact.FirstName", None, ()),
        ("%%FirstName%%", "FirstName", None, ()),
        ("*|FNAME|*", "FNAME", None, ()),
        ("«Fornavn»", "Fornavn", None, ()),
        ("$OP$", "OP", None, ()),
        (":customer_name", "customer_name", None, ()),
        ("[bruker.fornavn]", "bruker.fornavn", None, ()),
        ("{0}", "0", None, ()),
    ],
)
def test_the_parts_of_a_placeholder(text: str, name: str, fallback: str | None, filters: tuple[str, ...]) -> None:
    (found,) = find_placeholders(f"Hi {text}, thanks.")
    assert (found.name, found.fallback, found.filters) == (name, fallback, filters)
    if fallback:
        assert f"Hi {text}, thanks."[found.fallback_start :].startswith(fallback)


@pytest.mark.parametrize(
    "text",
    ["Hi Anna :) see you at 12:30", "100 %sikkert", "50 % av deg", "$20 or 20$", "[lenke](https://x.no)", "«ja» og «gå videre»", "mail me :smile:", "[1] og [2]", "a < b og b > c", "#ferie"],
)  # fmt: skip
def test_ordinary_text_holds_no_placeholder(text: str) -> None:
    assert find_placeholders(text) == ()


@given(
    strategies.lists(
        strategies.sampled_from(("https://intra/kart", "www.nrk", "fly.no", "ola@post.fi", "@kari", "`kode`", "<b>", "&amp;", "&", "@", "<", "3.no", "://", "Hei")), max_size=6
    )
)
def test_what_is_masked_does_not_depend_on_what_else_there_is(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert mask(text).spans == mask(f"{text}\n\n@ ` & < :// www. .com,").spans


@given(strategies.lists(strategies.one_of(WORDS, strategies.sampled_from([syntax.example for syntax in SYNTAXES])), max_size=8))
def test_a_mask_keeps_length_lines_and_everything_else(pieces: list[str]) -> None:
    text = " ".join(pieces)
    masked = mask(text)
    assert len(masked.text) == len(text)
    assert [index for index, sign in enumerate(text) if sign == "\n"] == [index for index, sign in enumerate(masked.text) if sign == "\n"]
    covered = {index for start, end, _ in masked.spans for index in range(start, end)}
    assert all(text[index] == masked.text[index] for index in range(len(text)) if index not in covered)
    for item in masked.placeholders:
        shown = masked.text[item.start : item.end].replace(MASK, "").strip()
        assert shown in ("", (item.fallback or "").strip())


@given(strategies.text(strategies.sampled_from("{}[]<>%$#!*|:«»\"'=-~ ab.\n"), max_size=80))
def test_any_heap_of_signs_is_read(text: str) -> None:
    spans = [(item.start, item.end) for item in find_placeholders(text)]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert len(mask(text).text) == len(text)


@pytest.mark.parametrize("sign", ["{{ ", "{% if ", "<%", "[%", "[a ", "{{a'", "%{a", "{{a b ", "{{!--", "<attribute ", "${", "«a", "{#", "*|a"])
def test_thousands_of_unclosed_signs_are_quick(sign: str) -> None:
    start = time.process_time()
    find_placeholders(sign * 5000)
    assert time.process_time() - start < 1


def test_what_a_placeholder_is_called_is_not_scored() -> None:
    plain = shipped("cautious-service").check("Hi Anna, I'm sorry about the delay. We have sent a new parcel today.", language="en")
    rude = shipped("cautious-service").check("Hi {{ idiot.shut_up }}, I'm sorry about the delay. We have sent a new parcel today.", language="en")
    assert rude.verdict == "pass", told(rude)
    assert rude.tone is not None and plain.tone is not None
    assert abs(rude.tone["politeness"] - plain.tone["politeness"]) <= 8


@pytest.mark.parametrize("placeholder", ["{{ user.name? | default: 'du' }}", "%{a.b}", "<%= @user.name! %>", "[bruker.fornavn]", "{% url 'a.b' %}", "${User.First Name}"])
def test_a_placeholder_does_not_split_a_sentence(placeholder: str) -> None:
    row = load_lexicon("en").row(mask(f"We have sent {placeholder} a new parcel today.").text)
    assert len(set(row.sentence_start)) == 1


def test_the_fallback_is_judged_as_it_would_be_sent() -> None:
    words = guide('words: {avoid: {darling: "Customers are not our darlings."}}')
    result = words.check("Hi {{ customer.name | default: 'darling' }}, we have sent a new parcel today.", language="en")
    assert named(result, "words/avoid") == ["darling"]
    assert "words/avoid" not in checks(words.check("Hi {{ darling.name | default: 'there' }}, we have sent a new parcel today.", language="en"))


def test_the_name_of_a_syntax_leads_to_its_signs() -> None:
    assert {syntax_signs(name) for name in ("liquid", "Jinja", "handlebars", "double-curly")} == {"{{ }}"}
    assert syntax_signs("rails") == "%{…}" and syntax_signs("square") == "[…]" and syntax_signs("klingon") == ""
    assert len(syntax_names()) == len(set(syntax_names()))
    assert all(syntax.signs and syntax.pattern for syntax in SYNTAXES) and len(PRINTING) >= 18


def test_what_is_usual_is_told_only_of_files_with_many() -> None:
    few = ["Hei [bruker.navn], hilsen [saksbehandler.navn]"] * 10
    assert usual(few[:1]).signs == ""
    assert usual(few).names == () and usual(few).signs == "[…]"
    assert usual([*few[:2], *["Hei {{ a }} og {{ b }}"] * 2]).signs == ""
    many = [*few * 10, "Hei [user.name]"]
    assert usual(many).names == ("bruker.navn", "saksbehandler.navn") and usual(many).signs == "[…]"
