"""The HTML report: one file that needs nothing, in which no draft becomes markup."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies

from tests.outcomes import GUIDE, SARCASTIC, example, finding, reply, result
from tests.test_reports import TEXTS, outcomes, whole
from voicecheck.problems import Place
from voicecheck.reports.earlier import Earlier
from voicecheck.reports.page.markup import marked
from voicecheck.reports.report import Look, reports
from voicecheck.results import Finding, Outcome

VOID = {"meta", "br", "input", "img", "link", "hr"}


class Page(HTMLParser):
    """The page's elements, which must be closed in the order in which they were opened."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.inside: list[tuple[tuple[str, ...], str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.inside.append((tuple(self.open), data))

    def text(self, inside: str = "body") -> str:
        return "".join(data for tags, data in self.inside if inside in tags)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(outcome: Outcome, look: Look | None = None) -> str:
    return reports()["html"].render(outcome, look or Look())


KNOWN_TAGS = {tag for tag, _ in Page(page(whole(), Look(compare=Earlier("a.json", {("x", "", 1): "fail"}, {"snark": 20.0})))).tags} | {"ins", "q"}
KNOWN_ATTRIBUTES = {name for _, attributes in Page(page(whole())).tags for name in attributes}


@given(outcome=outcomes())
@settings(max_examples=40)
def test_no_draft_becomes_markup(outcome: Outcome) -> None:
    found = Page(page(outcome))
    assert {tag for tag, _ in found.tags} <= KNOWN_TAGS
    assert {name for _, attributes in found.tags for name in attributes} <= KNOWN_ATTRIBUTES
    assert len(found.all("script")) == len(found.all("style")) == 1
    assert all((attributes.get("href") or "").startswith("#") for attributes in found.all("a"))


def test_nothing_is_fetched_and_only_the_own_style_and_script_may_run() -> None:
    text = page(whole())
    found = Page(text)
    (policy,) = [attributes["content"] or "" for attributes in found.all("meta") if attributes.get("http-equiv")]
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"(?s)<{tag}>(.*?)</{tag}>", text)
        assert f"{tag}-src 'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in policy
        assert "url(" not in content and "http" not in content and "@import" not in content
    assert not any(name.startswith("on") or name in ("src", "style", "srcset") for _, attributes in found.tags for name in attributes)


def test_it_can_be_read_by_everybody() -> None:
    found = Page(page(whole()))
    tags = [tag for tag, _ in found.tags]
    assert found.all("html") == [{"lang": "en"}]
    assert [tags.count(tag) for tag in ("h1", "main", "footer")] == [1, 1, 1]
    assert page(whole()).count("<title>Fjordfly: tone of voice</title>") == 1
    heads = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(heads))
    assert tags.count("caption") == tags.count("table") > 1
    assert all(attributes.get("aria-label") or attributes.get("aria-hidden") for attributes in found.all("svg"))
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {(attributes["href"] or "")[1:] for attributes in found.all("a")} <= set(ids)
    assert {attributes["aria-labelledby"] for _, attributes in found.tags if "aria-labelledby" in attributes} <= set(ids)


def test_it_says_the_verdict_in_words_and_the_worst_first() -> None:
    found = Page(page(whole()))
    assert found.text("h1") == "1 of 4 replies breaks the guide."
    words = found.text()
    assert re.findall("farewell-1|ventetid.txt|owl.md", found.text("article")) == ["farewell-1", "ventetid.txt", "owl.md"]
    assert "good-1" in found.text("tbody")
    assert "Not checked: it holds only an image" in words
    assert "Snark is above 20 in 2 of 4 replies" in words
    assert "this record has 3 cells, the header 2" in words


def test_the_words_at_fault_are_marked_with_the_numbers_of_their_findings() -> None:
    found = Page(page(Outcome(GUIDE, "", (example().results[0],))))
    assert found.text("blockquote").startswith("Å nei, det er2 Melanie. Det er synd1. Hun er")
    assert found.text("mark") == "Å nei, det er Melanie. Det er syndDu burde ha lest#boybye"


@given(
    TEXTS,
    strategies.lists(strategies.tuples(strategies.integers(-3, 40), strategies.integers(0, 60), strategies.integers(1, 9), strategies.sampled_from(["fail", "warn"])), max_size=9),
)
def test_marked_text_keeps_every_character(words: str, marks: list[tuple[int, int, int, str]]) -> None:
    from voicecheck.reports.safe import printable

    class Words(HTMLParser):
        said = ""
        marked_words = ""
        inside = ""

        def handle_starttag(self, tag: str, attributes: object) -> None:
            self.inside = tag

        def handle_endtag(self, tag: str) -> None:
            self.inside = ""

        def handle_data(self, data: str) -> None:
            self.said += data if self.inside != "sup" else ""
            self.marked_words += data if self.inside == "mark" else ""

    parser = Words()
    parser.feed(marked(words, marks))
    parser.close()
    safe = printable(words, keep_newlines=True)
    assert parser.said == safe
    assert parser.marked_words == "".join(sign for place, sign in enumerate(safe) if any(start <= place < end for start, end, _, _ in marks))


def test_the_guide_line_is_quoted(folder: Path) -> None:
    (folder / "tone.yml").write_text("voice:\n  snark: {max: 20}   # never above\n")
    made = finding(SARCASTIC, "#boybye", "style/hashtags", "1 hashtag.", "Leave it out.")
    bad = replace(made, rule=Place("tone.yml", 2, 3))
    gone = replace(made, rule=Place("gone.yml", 2, 3))
    words = Page(page(Outcome(GUIDE, "", (result(reply(SARCASTIC), "fail", (bad, gone)),)))).text("article")
    assert "tone.yml:2 snark: {max: 20}" in words and "never above" not in words
    assert "gone.yml:2" in words


def test_the_trend_is_told() -> None:
    before = {("drafts/delay.md", "farewell-1", 1): "pass", ("drafts/good.md", "good-1", 1): "fail", ("drafts/old.md", "", 1): "fail"}
    look = Look(compare=Earlier("last.json", before, {"snark": 10.0, "politeness": 52.0, "risk": 42.25}))
    words = Page(page(example(), look)).text("section")
    assert "2 of 3 replies failed then, 1 of 4 now." in words
    assert "1 was mended and 1 fails that did not fail before." in words
    assert "2 are new, 1 is gone." in words
    assert "politeness52.052.0±0" in words and "snark10.032.0+22.0" in words


@pytest.mark.parametrize("passing", [0, 30])
def test_of_many_replies_two_hundred_are_told_in_full(passing: int) -> None:
    bad = example().results[0]
    results = (*(replace(bad, risk=number % 100) for number in range(300)), *(example().results[2:3] * passing))
    found = Page(page(Outcome(GUIDE, "", tuple(results))))
    assert [tag for tag, _ in found.tags].count("article") == 200
    rows = [attributes for attributes in found.all("tr") if "data-verdict" in attributes]
    assert [row["data-verdict"] for row in rows] == ["fail"] * 100 + ["pass"] * passing


def test_a_suggestion_is_shown() -> None:
    bad = Finding("words/prefer", "warn", "Say it so.", "Say the other.", ((0, 3),), None, "kundeservice")
    assert Page(page(Outcome(GUIDE, "", (result(reply(SARCASTIC), "warn", (bad,)),)))).text("ins") == "kundeservice"
