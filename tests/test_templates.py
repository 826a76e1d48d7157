"""Every way through a template is judged as a reply of its own, with every place kept."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, strategies

from tests.support import checks, guide, named, report, run, shipped, told
from voicecheck import Reply
from voicecheck.drafts.find import Draft, read_draft
from voicecheck.drafts.reply import reply_from_text
from voicecheck.drafts.template import MAX_BRANCHES, MAX_VARIED, expand, template_problems
from voicecheck.drafts.template_tags import find_tags

SAFE = "Hi Anna, I'm sorry about the delay. We have sent a new parcel today."
GREETING = "Hi {{ name }}, I'm sorry about the delay.\n"


def ways(text: str) -> dict[str, str]:
    """What each branch is called, and its text."""
    return {branch.branch: branch.text for branch in expand(reply_from_text(text)).branches}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi {% if vip %}dear{% else %}you{% endif %}!", {"if vip": "Hi dear!", "if not vip": "Hi you!"}),
        ("{% if a %}A{% elsif b %}B{% elif c %}C{% else %}D{% endif %}.", {"if a": "A.", "if b": "B.", "if c": "C.", "if none of a, b, c": "D."}),
        ("{% unless paid %}Pay.{% endunless %} Bye.", {"if paid": "Bye.", "if not paid": "Pay. Bye."}),
        ("{% case plan %}{% when 'a' %}A{% when 'b' %}B{% else %}C{% endcase %}!", {"if plan is 'a'": "A!", "if plan is 'b'": "B!", "if plan is none of these": "C!"}),
        ("Hi {{#if vip}}dear{{else if gold}}golden{{else}}you{{/if}}!", {"if vip": "Hi dear!", "if gold": "Hi golden!", "if none of vip, gold": "Hi you!"}),
        ("{{#unless paid}}Pay.{{/unless}} Bye.", {"if paid": "Bye.", "if not paid": "Pay. Bye."}),
        ("{{#vip}}A{{/vip}}{{^vip}}B{{/vip}} and {{#vip}}a{{/vip}}{{^vip}}b{{/vip}}", {"if vip": "A and a", "if not vip": "B and b"}),
        ("{{#each items}}one{{else}}none{{/each}}!", {"if there are items": "one!", "if there are no items": "none!"}),
        ("Hi <% if @vip? %>dear<% elsif @gold %>golden<% else %>you<% end %>!", {"if @vip?": "Hi dear!", "if @gold": "Hi golden!", "if none of @vip?, @gold": "Hi you!"}),
        ("Hi <% unless vip -%>you<% end %>!", {"if vip": "Hi !", "if not vip": "Hi you!"}),
        ("Hi <% if (vip) { %>dear<% } else { %>you<% } %>!", {"if vip": "Hi dear!", "if not vip": "Hi you!"}),
        ("Hi [% IF vip %]dear[% ELSIF x %]x[% ELSE %]you[% END %]!", {"if vip": "Hi dear!", "if x": "Hi x!", "if none of vip, x": "Hi you!"}),
        ("[% SWITCH a %][% CASE 'x' %]X[% CASE %]Y[% END %]!", {"if a is 'x'": "X!", "if a is none of these": "Y!"}),
        ("{% if a %}A{% if b %}B{% endif %}{% else %}C{% endif %}.", {"if a, if b": "AB.", "if a, if not b": "A.", "if not a": "C."}),
        ("{% if a %}A{% endif %}{% if not a %}B{% endif %}.", {"if a": "A.", "if not a": "B."}),
        ("{% if a %}A{% endif %}-{% if b %}B{% endif %}.", {"if a, if b": "A-B.", "if a, if not b": "A-.", "if not a, if b": "-B.", "if not a, if not b": "-."}),
    ],
)
def test_each_way_is_followed_and_named(text: str, expected: dict[str, str]) -> None:
    assert ways(text) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{% for x in items %}One item. {% endfor %}Bye.", "One item. Bye."),
        ("<% @items.each do |item| %>One.<% end %> Bye.", "One. Bye."),
        ("[% FOREACH item IN items %]One.[% END %] Bye.", "One. Bye."),
        ("{% comment %}Internal {% if %} note{% endcomment %}Hi.", "Hi."),
        ("{# not for the customer #}Hi.{{! nor this }}{{!-- {{ or }} this --}}<%# hm %>[%# hm %]", "Hi."),
        ("{% assign x = 1 %}{% set y = 2 %}<% z = 3 %>[% SET w = 4 %]Hi.", "Hi."),
        ("{% capture x %}Not here{% endcapture %}{% macro y() %}Nor here{% endmacro %}Hi.", "Hi."),
        ("{% raw %}{{ name }}{% if %}{% endraw %} Hi.", "{{ name }}{% if %} Hi."),
        ("{% if a %}Only this.{% endif %}", "Only this."),
        ("Hi {%customer.firstName,fallback=there%}, {% url 'home' %} [50%] and 20 % of {it}", "Hi {%customer.firstName,fallback=there%}, {% url 'home' %} [50%] and 20 % of {it}"),
        ("Hi,\n{% with a=1 %}\nThanks.\n{% endwith %}\nBye.", "Hi,\nThanks.\nBye."),
    ],
)
def test_what_is_no_choice_makes_one_reply(text: str, left: str) -> None:
    (branch,) = expand(reply_from_text(text)).branches
    assert branch.text == left
    assert branch.branch == "" and list(template_problems(reply_from_text(text))) == []


def test_tags_alone_on_their_lines_leave_no_empty_lines() -> None:
    assert ways("Hi,\n  {% if a %}\nA.\n  {% else %}\nB.\n  {% endif %}\nBye.") == {"if a": "Hi,\nA.\nBye.", "if not a": "Hi,\nB.\nBye."}


def test_ways_with_no_words_are_left_out() -> None:
    assert ways("{% if a %}Thanks.{% else %}{{ signature }}{% endif %}") == {"": "Thanks."}


def test_partials_are_named() -> None:
    for tag in ("{% render 'footer' %}", "{% include 'footer' %}", "{{> footer }}", "<% render 'footer' %>", "[% INCLUDE footer.tt %]"):
        assert expand(reply_from_text(f"Thanks, Anna. {tag}")).notes == (f"“{tag}” puts in another text, which was not read",)


def test_many_ways_are_bounded_and_each_conditional_is_still_varied() -> None:
    text = "Thanks. " + "".join(f"{{% if a{number} %}}Yes {number}. {{% else %}}No {number}. {{% endif %}}" for number in range(12))
    expansion = expand(reply_from_text(text))
    assert len(expansion.branches) == 13
    assert all(any(f"{word} {number}." in branch.text for branch in expansion.branches) for number in range(12) for word in ("Yes", "No"))
    assert expansion.notes == ("12 conditionals make more than 32 ways through this template, so each was varied on its own: 13 ways were judged",)
    five = "Thanks. " + "".join(f"{{% if a{number} %}}Yes {number}. {{% endif %}}" for number in range(5))
    assert len(expand(reply_from_text(five)).branches) == MAX_BRANCHES


NESTED = strategies.recursive(
    strategies.sampled_from(["Thanks. ", "Å takk «da». ", "🙏🏽 ", "{{ name }} ", "\n", "e\u0301n\r\n"]),
    lambda inner: strategies.one_of(
        strategies.lists(inner, max_size=4).map("".join),
        strategies.tuples(strategies.sampled_from("abcdefg"), inner, inner).map(lambda part: f"{{% if {part[0]} %}}{part[1]}{{% else %}}{part[2]}{{% endif %}}"),
        strategies.tuples(strategies.sampled_from("abc"), inner).map(lambda part: f"{{{{#{part[0]}}}}}{part[1]}{{{{/{part[0]}}}}}"),
        inner.map(lambda text: f"<% unless z %>{text}<% end %>"),
        inner.map(lambda text: f"[% FOREACH x IN y %]{text}[% END %]"),
    ),
    max_leaves=25,
)


@given(NESTED)
def test_every_branch_of_any_template_is_made_of_text_of_the_file(text: str) -> None:
    reply = reply_from_text(f"Hi. {text}")
    expansion = expand(reply)
    assert list(template_problems(reply)) == []
    assert 1 <= len(expansion.branches) <= MAX_VARIED
    assert len({branch.text for branch in expansion.branches}) == len(expansion.branches)
    for branch in expansion.branches:
        assert branch.source is not None and not find_tags(branch.text)
        stored = branch.source.source.text
        before = -1
        for index, sign in enumerate(branch.text):
            start, end = branch.source.offsets(index, index + 1)
            assert stored[start:end].replace("\r\n", "\n") == sign
            assert start > before
            before = start


@given(
    strategies.lists(
        strategies.sampled_from(
            ["{% if a %}", "{% endif %}", "{% else %}", "{{#x}}", "{{/x}}", "{{else}}", "<% if b %>", "<% end %>", "[% END %]", "{% for i in j %}", "Thanks. "]
        ),
        max_size=14,
    )
)
def test_tags_in_any_order_are_expanded_or_told(tags: list[str]) -> None:
    reply = reply_from_text("Hi. " + "".join(tags))
    problems = list(template_problems(reply))
    expansion = expand(reply)
    assert len(expansion.branches) >= 1
    if problems:
        assert [branch.text for branch in expansion.branches] == [reply.text]
    else:
        assert not any(find_tags(branch.text) for branch in expansion.branches)


def test_white_space_that_a_tag_takes_away_is_taken_away() -> None:
    assert ways("Hi {%- if a -%}  all{%- else %} you{% endif %}!") == {"if a": "Hiall!", "if not a": "Hi you!"}


@pytest.mark.parametrize(
    "text",
    [
        "{% if a %}x" * 10_000,
        "{% if a %}x" * 3000 + "{% endif %}" * 3000,
        "".join(f"{{% if a{number} %}}x" for number in range(1500)) + "{% endif %}" * 1500,
        "".join(f"{{% if a{number} %}}x{{% endif %}} " for number in range(2000)),
        "{% comment %}" * 5000,
        "{% if " * 10_000,
        "<% if a %>x" * 3000,
        "{% endif %}" * 3000,
        "{{#a}}" * 3000,
        "{% case a %}" + "".join(f"{{% when {number} %}}w{number}" for number in range(2000)) + "{% endcase %}",
    ],
    ids=["unclosed", "deep", "deep and different", "many", "comments", "half tags", "erb", "stray ends", "sections", "whens"],
)
def test_hostile_templates_are_quick(text: str) -> None:
    start = time.process_time()
    reply = reply_from_text(text)
    assert len(expand(reply).branches) <= MAX_VARIED
    assert len(list(template_problems(reply))) <= 3
    assert time.process_time() - start < 3


# -- through the command line -----------------------------------------------------------------

SNAPPY = GREETING + "{% if late %}\nCalm down. You should have read the terms.\n{% else %}\nWe have sent a new parcel today.\n{% endif %}\nKind regards, Kari\n"


def test_the_verdict_is_that_of_the_worst_way_and_its_place_is_in_the_file(folder: Path) -> None:
    (folder / "late.txt").write_text(SNAPPY)
    data = report("late.txt", "--language", "en")
    (reply,) = data["replies"]
    assert (reply["verdict"], reply["branch"]) == ("fail", "if late")
    blame = next(finding for finding in reply["findings"] if finding["check"] == "politeness/blame")
    assert (blame["line"], blame["column"]) == (3, 12) and blame["text"].startswith("You should have read")
    assert "branches" not in reply and data["summary"] == {"replies": 1, "pass": 0, "warn": 0, "fail": 1, "unchecked": 0}
    assert reply["notes"] == ["a template with 2 ways through it, this is the worst (if late)", "nothing more to report where the conditions are: if not late"]


def test_what_all_ways_share_is_told_once_and_what_differs_with_its_way(folder: Path) -> None:
    text = "Hi Anna, you muppet.\n{% if a %}Calm down.{% else %}Shut up.{% endif %}\n{% if b %}We sent it today.{% else %}We send it tomorrow.{% endif %}\n"
    (folder / "rude.txt").write_text(text)
    (reply,) = report("rude.txt", "--language", "en")["replies"]
    told_of = [reply, *reply["branches"]]
    places = [(finding["check"], finding["line"], finding["column"]) for part in told_of for finding in part["findings"] if finding["line"] != 1]
    assert len(places) == len(set(places))
    words = [finding["text"] for part in told_of for finding in part["findings"]]
    assert sum("muppet" in word for word in words) == 1
    assert any(word == "Calm down" for word in words) and any(word == "Shut up" for word in words)
    plain = run("check", "rude.txt", "--language", "en", "--format", "plain").stdout
    assert plain.count("abuse/insult") == 1 and "Calm down" in plain and "Shut up" in plain


def test_a_template_that_passes_is_one_reply_that_passes(folder: Path) -> None:
    (folder / "good.txt").write_text(GREETING + "{% if late %}It comes on Friday.{% else %}We have sent a new parcel today.{% endif %}\nKind regards, Kari\n")
    result = run("check", "good.txt", "--language", "en")
    assert result.exit_code == 0 and "1 reply: 1 pass" in result.stdout


def test_the_terminal_names_the_way_of_each_finding(folder: Path) -> None:
    (folder / "rude.txt").write_text("Hi Anna.\n{% if a %}Calm down, you muppet.{% else %}Shut up.{% endif %}\nBye, Kari\n")
    for arguments in ((), ("--quiet",)):
        text = run("check", "rude.txt", "--language", "en", *arguments).stdout
        assert "Calm down" in text and "Shut up" in text
        assert "if not a" in text and text.index("Calm down") != text.index("Shut up")


def test_score_keeps_one_line_a_reply(folder: Path) -> None:
    lines = [json.dumps({"id": str(number), "reply": SNAPPY if number == 1 else SAFE, "language": "en"}) for number in range(3)]
    (folder / "all.jsonl").write_text("\n".join(lines))
    scored = [json.loads(line) for line in run("score", "all.jsonl").stdout.splitlines()]
    assert [item["id"] for item in scored] == ["0", "1", "2"] and scored[1]["verdict"] == "fail"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("Hi {{ name }},\nthanks. {% if vip %}Dear customer.\n", 2, 9, "“{% if vip %}” is never ended; write “{% endif %}” where it ends"),
        ("Hi Anna,\nthanks.{% endif %}\n", 2, 8, "“{% endif %}” ends a block that nothing begins"),
        (
            "Hi Anna. {{#if a}}Thanks.{{/unless}} Bye. {{/if}}\n",
            1,
            26,
            "“{{/unless}}” ends another block than the one that is open, “{{#if a}}”; write “{{/if}}” where it ends first",
        ),
        ("Hi Anna. {% else %}Thanks.\n", 1, 10, "“{% else %}” stands in no block"),
        ("Hi Anna. <% if a %>Thanks.\n", 1, 10, "“<% if a %>” is never ended; write “<% end %>” where it ends"),
        ("Hi Anna. [% IF a %]Thanks.\n", 1, 10, "“[% IF a %]” is never ended; write “[% END %]” where it ends"),
        ("Hi Anna. {% comment %}Thanks.\n", 1, 10, "“{% comment %}” is never ended; write “{% endcomment %}” where it ends"),
    ],
)
def test_a_broken_template_is_told_with_its_place_and_judged_as_it_stands(folder: Path, text: str, line: int, column: int, message: str) -> None:
    (folder / "broken.txt").write_text(text)
    data = report("broken.txt", "--language", "en")
    (error,) = data["errors"]
    assert (error["line"], error["column"]) == (line, column)
    assert error["message"].startswith(message) and error["message"].endswith("the reply was judged as it stands")
    assert data["replies"][0]["risk"] is not None
    assert run("check", "broken.txt").exit_code == 2


def test_the_problems_of_one_reply_are_not_a_flood() -> None:
    assert len(list(template_problems(reply_from_text("Hi. " + "{% if a %}" * 50)))) == 3


def test_branches_keep_the_places_of_escapes(folder: Path) -> None:
    (folder / "all.jsonl").write_text(json.dumps({"reply": "Hæi {% if a %}\n«Å» {% else %}You muppet. {% endif %}Bye"}) + "\n")
    raw = (folder / "all.jsonl").read_text()
    (reply,) = report("all.jsonl", "--language", "en")["replies"]
    insult = next(finding for finding in reply["findings"] if finding["check"] == "abuse/insult")
    assert raw[insult["column"] - 1 : insult["end_column"] - 1] == insult["text"] == "You muppet"


def test_the_python_api_follows_conditionals() -> None:
    result = shipped("cautious-service").check(SNAPPY, language="en")
    assert result.verdict == "fail" and result.reply.branch == "if late", told(result)
    words = guide('words: {avoid: {okay: "no"}}').check("Thanks{% if a %}, okay{% endif %}. We have sent it.", language="en")
    assert "words/avoid" in checks(words) and named(words, "words/avoid") == ["okay"]


def test_reading_a_file_tells_problems_and_still_gives_the_reply(folder: Path) -> None:
    (folder / "broken.txt").write_text("Hi. {% if a %}Thanks.")
    problem, reply = read_draft(Draft("broken.txt", named=True))
    assert isinstance(reply, Reply) and not isinstance(problem, Reply)


def test_a_long_run_in_several_processes_keeps_the_branch(folder: Path) -> None:
    lines = [json.dumps({"id": str(number), "reply": SNAPPY if number % 100 == 7 else SAFE, "language": "en"}) for number in range(900)]
    (folder / "all.jsonl").write_text("\n".join(lines))
    replies = report("all.jsonl")["replies"]
    assert [reply["id"] for reply in replies if reply.get("branch") == "if late"] == [str(number) for number in range(900) if number % 100 == 7]
    assert all("text" not in reply or reply["findings"] for reply in replies)
