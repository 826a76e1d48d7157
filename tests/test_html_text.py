"""HTML becomes the text that a reader sees, and each character of it still has its place."""

from __future__ import annotations

import html
import re
from time import perf_counter

import pytest
from hypothesis import given, strategies

from voicecheck.drafts.html_text import html_to_text
from voicecheck.drafts.source import Segment, SourceMap, SourceText


def read(markup: str) -> tuple[str, list[str]]:
    """The text, and for each of its characters what stands at its place in the file."""
    stored = "##" + markup
    source = SourceMap(SourceText("mail.html", stored), (Segment(0, len(markup), 2, len(stored)),) if markup else ())
    text, made = html_to_text(markup, source)
    return text, [stored[slice(*made.offsets(index, index + 1))] for index in range(len(text))]


SEEN = {
    "a macro as a help desk stores it": (
        "<p>Hi&nbsp;{{ticket.requester.first_name}},</p>\n\n<p>We&rsquo;re <b> sorry </b>for that.<br>Regards,<br/>\n Anna</p>",
        "Hi {{ticket.requester.first_name}},\n\nWe’re sorry for that.\nRegards,\nAnna",
    ),
    "a page": (
        "<!DOCTYPE html><html><head><title>Ro</title><style>p > a {}</style></head><body><h1>Hei</h1>\n<p>Takk.</p></body></html>",
        "Hei\n\nTakk.",
    ),
    "script and style": ("a<script>if (a</b) '<p>Calm down</p>' </script>b<STYLE>i</STYLE >c", "abc"),
    "a head without its end tag": ("<head><meta charset=utf-8><title>x<body>Hei", ""),
    "a head that the body ends": ("<head><meta charset=utf-8><title>x</title><body>Hei", "Hei"),
    "comments": ("a<!-- <p>b --> c<!--[if mso]><p>d</p><![endif]--><![if !mso]>e<![endif]><!-->f", "a cef"),
    "an open comment": ("Hei <!-- du", "Hei"),
    "hidden": ('<div style="color:red; DISPLAY : none">a<div>b</div>c</div>d<span hidden>e</span>f<p hidden>g<p>h', "df\n\nh"),
    "what only looks hidden": ('<img alt="a hidden gem"><b title="hidden display:none">a</b><i hidden="until-found">b</i>', "ab"),
    "lists and tables": ("<ul><li>a</li><li>b</li></ul><table><tr><td>c</td><td>d</td></tr><tr><td>e</td></tr></table>f", "a\nb\n\nc d\ne\n\nf"),
    "divisions with line breaks": ("<div>Hi<br><br>there</div><div>you</div>", "Hi\n\nthere\nyou"),
    "preformatted": ("<pre>a\r\n  b</pre>c  d", "a\n  b\n\nc d"),
    "a quotation": ("Hi<blockquote>You never<p>reply.</blockquote>We do.", "Hi\n\n> You never\n\n> reply.\n\nWe do."),
    "an image of an emoji, and another": ('Takk <img class="emoji" alt="😊" src="x.png"> <img alt="Logo">', "Takk 😊"),
    "references": ("&aring;&#229;&#xE5; &amp;lt; &bogus; AT&T &copy &#0;", "ååå &lt; &bogus; AT&T © \ufffd"),
    "fillers": ("be&shy;kla&#8203;ger&zwnj; &#x200d;", "beklager \u200d"),
    "a lone sign": ("I <3 you, a < b, 2 > 1", "I <3 you, a < b, 2 > 1"),
    "an unfinished tag": ("Hei <a href=x", "Hei <a href=x"),
    "an open quotation mark": ("<a \"x>hei</a> <b 'y>du", "hei du"),
    "Liquid": ("{% if a < b %}c{% else %}<p {% if a > b %}class='x'{% endif %}>d</p>{% endif %}", "{% if a < b %}c{% else %}\n\nd\n\n{% endif %}"),
    "a placeholder in a link": ("<a href=\"{{ url | x: '>' }}\">her</a>", "her"),
    "ERB and PHP": ("Hi <%= a.b %> <?= $n ?> <?php echo 1 > 0 ?><?xml version='1.0'?>", "Hi <%= a.b %> <?= $n ?> <?php echo 1 > 0 ?>"),
    "a fallback in references": ("{{user.name|fallback:&quot;there&quot;}} {{ <b>x</b> }}", '{{user.name|fallback:"there"}} {{ x }}'),
    "Intercom's attribute": ('Hi <attribute key="first_name" default="there"/>!', 'Hi <attribute key="first_name" default="there"/>!'),
    "no markup": ("Hei du.\nTakk.", "Hei du. Takk."),
    "nothing": ("", ""),
    "only an image": ('<p><img src="x.png" alt="Kampanje"></p>', ""),
}


@pytest.mark.parametrize("kind", SEEN, ids=lambda kind: kind.replace(" ", "-"))
def test_the_text_is_what_a_browser_shows(kind: str) -> None:
    markup, expected = SEEN[kind]
    assert read(markup)[0] == expected


def test_references_and_breaks_stand_where_their_markup_stands() -> None:
    text, places = read("<p>S&aring; &amp;</p>\n<p>du</p>")
    assert text == "Så &\n\ndu"
    assert places == ["S", "&aring;", " ", "&amp;", "</p>\n<p>", "</p>\n<p>", "d", "u"]


WORDS = strategies.text(strategies.sampled_from("aåé🙏\u0301<>&\"'; xX0"), min_size=1, max_size=6)
PIECES = strategies.one_of(
    WORDS.map(lambda word: (html.escape(word), word)),
    WORDS.map(lambda word: ("".join(f"&#{ord(sign)};" for sign in word), word)),
    strategies.sampled_from(
        [
            ("<b>", ""),
            ("</b>", ""),
            ('<a href="x>y">', ""),
            ("<!-- <p>no -->", ""),
            ("<script>'</p>'</script>", ""),
            ("<br>", "\n"),
            ("<td>", " "),
            ("\r\n", " "),
            ("<p class=a>", "\n\n"),
            ("</div>", "\n"),
        ]
    ),
)


@given(strategies.lists(PIECES, max_size=25))
def test_every_character_has_its_place(pieces: list[tuple[str, str]]) -> None:
    text, places = read("".join(markup for markup, _ in pieces))
    assert text.split() == "".join(seen for _, seen in pieces).split()
    assert not re.search(r"  | \n|\n ", text)
    for sign, place in zip(text, places, strict=True):
        assert place
        assert sign.isspace() or html.unescape(place) == sign


SNIPPETS = [
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<!",
    "<?",
    "&",
    "&#",
    "&#x",
    ";",
    '"',
    "'",
    "=",
    "p",
    "div",
    "script",
    "style",
    " hidden",
    "{{",
    "}}",
    "{%",
    "%}",
    "<%",
    "é",
    " ",
    "\n",
    "\0",
    "<pre>",
    "<blockquote>",
]


@given(strategies.lists(strategies.sampled_from(SNIPPETS), max_size=40).map("".join))
def test_no_markup_is_too_broken(markup: str) -> None:
    text, places = read(markup)
    assert text == text.strip() and len(places) == len(text)


@pytest.mark.parametrize("snippet", ['<a "', "<b a='", "{{", "<%", "<!--", "<div hidden>", "&#", "<p>", "<script>"])
def test_hostile_markup_is_read_in_time(snippet: str) -> None:
    start = perf_counter()
    read(snippet * 4_000)
    assert perf_counter() - start < 2
