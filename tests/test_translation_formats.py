"""The formats of translators and of e-mails: which messages are replies, and where they stand."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from pathlib import Path
from typing import Any

import polib  # type: ignore[import-untyped]
import pytest
from hypothesis import given, strategies

from tests.support import ROOT, report, run, stored
from voicecheck import Reply
from voicecheck.drafts.messages import language_from_path
from voicecheck.drafts.reader import ReadOptions, readers
from voicecheck.drafts.source import SourceText
from voicecheck.problems import Problem

DRAFTS = ROOT / "tests" / "data" / "markup"
EVERYTHING = ReadOptions({"reply": "*"})

# file: its replies with language and verdict, and where the words stand that the guide forbids
EXPECTED: dict[str, list[tuple[str, str, str, tuple[int, int, int, int] | None]]] = {
    "canned.md": [("late-parcel", "en", "fail", (19, 11, 19, 20)), ("wrong-item-1", "en", "pass", None), ("wrong-item-2", "en", "pass", None)],
    "canned.txt": [("LATE PARCEL", "en", "pass", None), ("REFUND", "en", "pass", None), ("", "en", "fail", (16, 29, 16, 38))],
    "messages_sv.properties": [("reply.late", "sv", "fail", (3, 50, 3, 63)), ("reply.thanks", "sv", "pass", None)],
    "lang/sv/desk.php": [("late.first", "sv", "fail", (8, 54, 8, 67)), ("late.thanks", "sv", "pass", None)],
    "support.da.xliff": [("late", "da", "fail", (8, 81, 8, 91)), ("todo", "da", "unchecked", None)],
    "support.sv.xlf": [("parcel.late", "sv", "fail", (7, 158, 7, 171)), ("thanks", "sv", "pass", None), ("new", "sv-SE", "unchecked", None)],
    "ios/nb.lproj/Support.strings": [("reply.late", "nb", "fail", (3, 92, 3, 107)), ("reply.thanks", "nb", "pass", None)],
    "ios/nb.lproj/Support.stringsdict": [("reply.waiting[one]", "nb", "pass", None), ("reply.waiting[other]", "nb", "fail", (13, 88, 13, 98))],
    "locale/nb/LC_MESSAGES/support.po": [
        ("late/Hi %(name)s, we are sorry that your par…", "nb", "fail", (19, 22, 19, 32)),
        ("late/Thanks for waiting, %(name)s. It is on…", "nb", "pass", None),
        ("You have %d parcel waiting for you in t…[0]", "nb", "pass", None),
        ("You have %d parcel waiting for you in t…[1]", "nb", "fail", (29, 64, 29, 74)),
        ("We have refunded your order today.", "nb", "unchecked", None),
        ("We are looking into this for you.", "nb", "unchecked", None),
    ],
    "mail/late-parcel.html": [("Your parcel is late", "en", "fail", (13, 55, 13, 69))],
    "res/values-da/strings.xml": [
        ("reply_late", "da", "fail", (6, 36, 6, 46)),
        ("replies[0]", "da", "pass", None),
        ("reply_waiting[one]", "da", "pass", None),
        ("reply_waiting[other]", "da", "fail", (12, 81, 12, 91)),
    ],
}


@pytest.fixture(scope="module")
def folder_report() -> dict[str, Any]:
    return report(DRAFTS, "--guide", DRAFTS / "voicecheck.yml")


def test_a_folder_of_all_formats_is_read_in_one_command(folder_report: dict[str, Any]) -> None:
    paths = {str(Path(reply["path"]).relative_to(DRAFTS)) for reply in folder_report["replies"]}
    assert (paths, folder_report["errors"]) == (set(EXPECTED), [])


@pytest.mark.parametrize("name", EXPECTED)
def test_each_reply_has_its_language_and_its_finding_its_place(folder_report: dict[str, Any], name: str) -> None:
    replies = [reply for reply in folder_report["replies"] if reply["path"] == str(DRAFTS / name)]
    found = []
    for reply in replies:
        words = [finding for finding in reply["findings"] if finding["check"] == "words/avoid"]
        place = (words[0]["line"], words[0]["column"], words[0]["end_line"], words[0]["end_column"]) if words else None
        found.append((reply["id"], reply["language"], reply["verdict"], place))
    assert found == EXPECTED[name]
    raw = (DRAFTS / name).read_bytes()
    for finding in (finding for reply in replies for finding in reply["findings"] if finding["places"]):
        seen = re.sub(r"&nbsp;|\\U00a0", "\u00a0", stored(raw, finding)).replace("\u00a0", " ")
        assert seen == finding["text"].replace("\u00a0", " ")


def read(format_name: str, text: str, path: str = "", options: ReadOptions = EVERYTHING) -> tuple[list[Reply], list[Problem]]:
    """The replies and the problems in a text of this format."""
    reader = readers()[format_name]
    items = list(reader.read(SourceText(path or f"drafts/file{reader.suffixes[0]}", text), options))
    return [item for item in items if isinstance(item, Reply)], [item for item in items if isinstance(item, Problem)]


def place(reply: Reply, start: int, end: int) -> str:
    """What stands in the file at a place of the reply."""
    assert reply.source is not None
    first, last = reply.source.offsets(start, end)
    return reply.source.source.text[first:last]


SIGNS = strategies.sampled_from(["Hei", "å", "e\u0301", "🙏🏽", " ", "\n", "\t", '"', "'", "\\", ";", "=", "#", "&", ">", "%s", "@", "?", "{0}", "msgid", "//", "*/", ":", "!"])
WORDS = strategies.lists(SIGNS, max_size=20).map("".join)
SPAN = strategies.tuples(strategies.integers(0, 60), strategies.integers(1, 12))


def spans(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start = span[0] % len(text)
    return start, min(start + span[1], len(text))


def po_string(text: str, cuts: list[int]) -> str:
    """A text as quoted lines of a PO file, cut where ``cuts`` say."""
    edges = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    return "\n".join(f'"{polib.escape(text[start:end])}"' for start, end in pairwise(edges))


class TestPo:
    @given(WORDS, strategies.lists(strategies.integers(0, 60), max_size=3), SPAN, strategies.sampled_from(["\n", "\r\n"]))
    def test_the_place_decodes_to_the_text(self, text: str, cuts: list[int], span: tuple[int, int], newline: str) -> None:
        raw = f'msgid ""\nmsgstr "Language: nb\\n"\n\nmsgctxt "a"\nmsgid "late parcel"\nmsgstr {po_string(text, cuts)}\n'.replace("\n", newline)
        (reply,), problems = read("po", raw)
        assert not problems
        assert (reply.text, reply.context.language, reply.group) == (text.strip(), "nb", "a/late parcel")
        if not text.strip():
            assert reply.unchecked
            return
        start, end = spans(reply.text, span)
        assert polib.unescape(re.sub(r'"\s*\n"', "", place(reply, start, end).replace("\r", ""))) == reply.text[start:end]

    @given(strategies.lists(strategies.tuples(WORDS, WORDS, WORDS, strategies.booleans()), max_size=4))
    def test_a_file_is_read_as_polib_reads_it(self, entries: list[tuple[str, str, str, bool]]) -> None:
        file = polib.POFile()
        file.metadata = {"Language": "sv"}
        for number, (context, identity, text, fuzzy) in enumerate(entries):
            file.append(
                polib.POEntry(msgctxt=f"{context}{number}", msgid=f"x{identity}x", msgstr=text, flags=["fuzzy"] if fuzzy else [], comment='msgid "no"', tcomment=context.strip())
            )
        replies, problems = read("po", str(file))
        assert not problems
        assert [(reply.text, bool(reply.unchecked)) for reply in replies] == [(text.strip(), fuzzy or not text.strip()) for _, _, text, fuzzy in entries]
        assert [reply.group for reply in replies] == [f"{context}{number}/x{identity}x".strip() for number, (context, identity, _, _) in enumerate(entries)]

    def test_octets_and_plural_forms(self) -> None:
        (one, two), _ = read("po", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "S\\303\\245 fint \\x21"\nmsgstr[1] "Så"\n', "po/nb_NO.po")
        assert (one.text, one.id, one.branch, two.id, two.context.language) == ("Så fint !", "a[0]", "plural form 0", "a[1]", "nb-NO")
        assert place(one, 1, 2) == "\\303\\245"

    def test_a_template_is_read_for_its_originals(self) -> None:
        (reply,), _ = read("po", '#, fuzzy\nmsgid ""\nmsgstr ""\n\nmsgid "Calm down, dear customer."\nmsgstr ""\n', "desk.pot", ReadOptions())
        assert (reply.text, reply.unchecked) == ("Calm down, dear customer.", "")

    def test_the_mapping_names_the_keys_that_are_replies(self) -> None:
        text = 'msgid "canned.late"\nmsgstr "Takk."\n\nmsgid "ui.late"\nmsgstr "Pakken er dessverre forsinket i dag."\n'
        assert [reply.text for reply in read("po", text, options=ReadOptions({"reply": "canned.*"}))[0]] == ["Takk."]
        assert [reply.text for reply in read("po", text, options=ReadOptions())[0]] == ["Pakken er dessverre forsinket i dag."]


def xml_text(text: str, style: int) -> str:
    """Text in XML: escaped where it must be, as numbers, or in a CDATA section."""
    if style == 1:
        return "".join(f"&#{ord(sign)};" if number % 2 else f"&#x{ord(sign):x};" for number, sign in enumerate(text))
    return f"<![CDATA[{text}]]>" if style == 2 else html.escape(text)


class TestXliff:
    @given(WORDS, strategies.integers(0, 2), SPAN, strategies.sampled_from(["1.2", "2.0"]))
    def test_the_place_decodes_to_the_text(self, text: str, style: int, span: tuple[int, int], version: str) -> None:
        target = f"<target>{xml_text(text, style)}</target>"
        unit = f'<trans-unit id="a"><source>x</source>{target}</trans-unit>' if version == "1.2" else f'<unit id="a"><segment><source>x</source>{target}</segment></unit>'
        raw = f'<?xml version="1.0"?>\n<xliff version="{version}" trgLang="nb"><file target-language="nb">\n{unit}</file></xliff>'
        (reply,), problems = read("xliff", raw)
        expected = next(element.text or "" for element in ElementTree.fromstring(raw).iter("target"))
        assert not problems and reply.text == expected.strip() and reply.context.language == "nb"
        if reply.text:
            start, end = spans(reply.text, span)
            found = place(reply, start, end)
            assert (found if style == 2 else html.unescape(found)) == reply.text[start:end]

    def test_inline_codes_show_what_a_reader_sees(self) -> None:
        target = (
            'Hei <ph id="1">{{name}}</ph>,<x id="2" ctype="lb"/><bpt id="3">&lt;b></bpt><g id="4">takk</g><ept id="3">&lt;/b></ept> <x id="5"/><x id="6" equiv-text="&lt;/i>"/>.'
        )
        (reply,), _ = read("xliff", f'<xliff><file><trans-unit id="a"><target>{target}</target><alt-trans><target>nei</target></alt-trans></trans-unit></file></xliff>')
        assert reply.text == "Hei {{name}},\ntakk {{5}}."

    def test_a_file_without_targets_is_read_for_its_sources(self) -> None:
        (reply,), _ = read("xliff", '<xliff><file source-language="en"><trans-unit id="a"><source>Hello</source></trans-unit></file></xliff>')
        assert (reply.text, reply.context.language) == ("Hello", "en")

    def test_html_in_a_message_is_read_as_a_browser_shows_it(self) -> None:
        (reply,), _ = read("xliff", "<xliff><file><trans-unit id='a'><target>&lt;p>Hei &amp;amp; takk.&lt;/p>&lt;p>Ja&lt;/p></target></trans-unit></file></xliff>")
        assert reply.text == "Hei & takk.\n\nJa"
        assert place(reply, 4, 5) == "&amp;amp;"


class TestAndroid:
    @given(WORDS, SPAN)
    def test_the_place_decodes_to_the_text(self, text: str, span: tuple[int, int]) -> None:
        escaped = html.escape(re.sub(r"[\\\"'@?]", lambda found: "\\" + found.group(), text).replace("\n", "\\n").replace("\t", "\\t"), quote=False)
        replies, problems = read("android", f'<resources>\n<string name="a">{escaped}</string></resources>', "res/values-nb/strings.xml")
        expected = re.sub(" +", " ", text).strip()
        assert not problems and [reply.text for reply in replies] == ([expected] if expected else [])
        for reply in replies:
            start, end = spans(reply.text, span)
            found = re.sub(r"\\(.)", lambda escape: {"n": "\n", "t": "\t"}.get(escape.group(1), escape.group(1)), html.unescape(place(reply, start, end)))
            assert re.sub(" +", " ", found) == reply.text[start:end]

    def test_quotation_marks_keep_white_space_and_references_are_no_text(self) -> None:
        (reply,), _ = read("android", '<resources><string name="a">"Hei  du" \\u00e5\n  ja</string><string name="b">@string/other_text</string></resources>')
        assert reply.text == "Hei  du å ja"


class TestApple:
    @given(WORDS, SPAN, strategies.sampled_from(['/* x = "y"; */', "// z", ""]))
    def test_the_place_decodes_to_the_text(self, text: str, span: tuple[int, int], comment: str) -> None:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        replies, problems = read("strings", f'{comment}\n"a" = "{escaped}";\nb="Takk";', "nb.lproj/L.strings")
        assert not problems and [reply.text for reply in replies] == ([text.strip()] if text.strip() else []) + ["Takk"]
        if text.strip():
            start, end = spans(replies[0].text, span)
            assert re.sub(r"\\(.)", lambda escape: "\t" if escape.group(1) == "t" else escape.group(1), place(replies[0], start, end)) == replies[0].text[start:end]


class TestProperties:
    @given(WORDS, SPAN, strategies.booleans())
    def test_the_place_decodes_to_the_text(self, text: str, span: tuple[int, int], ascii_only: bool) -> None:
        text = text.strip()
        escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        if ascii_only:
            escaped = re.sub(r"[^\x00-\x7f]", lambda sign: "".join(f"\\u{unit.hex()}" for unit in re.findall(b"..", sign.group().encode("utf-16-be"), re.DOTALL)), escaped)
        replies, problems = read("properties", f"# x = y\na.b = {escaped}\nc: T\\\n    akk\n")
        assert not problems and [reply.text for reply in replies] == ([text] if text else []) + ["Takk"]
        if text:
            start, end = spans(text, span)
            found = place(replies[0], start, end)
            if not ascii_only and "\\" not in text:
                assert found.replace("\\n", "\n").replace("\\t", "\t") == text[start:end]
            if ascii_only and "\\" not in text:
                units = re.sub(r"\\u([0-9a-f]{4})", lambda escape: chr(int(escape.group(1), 16)), found).replace("\\n", "\n").replace("\\t", "\t")
                assert units.encode("utf-16", "surrogatepass").decode("utf-16") == text[start:end]


class TestPhp:
    @given(WORDS, SPAN, strategies.booleans())
    def test_the_place_decodes_to_the_text(self, text: str, span: tuple[int, int], double: bool) -> None:
        quote = '"' if double else "'"
        escaped = text.replace("\\", "\\\\").replace(quote, "\\" + quote)
        replies, problems = read("php", f"<?php\n# it's\nreturn array('a' => [1, 'b' => {quote}{escaped}{quote}], 'c' => 'Ta' . \"kk\");", "lang/nb/a.php")
        assert not problems and [(reply.id, reply.text) for reply in replies] == ([("a.b", text.strip())] if text.strip() else []) + [("c", "Takk")]
        if text.strip():
            start, end = spans(replies[0].text, span)
            assert re.sub(r"\\(.)", r"\1", place(replies[0], start, end), flags=re.DOTALL) == replies[0].text[start:end]


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("locale/nb/LC_MESSAGES/django.po", "nb"),
        ("po/nb_NO.po", "nb-NO"),
        ("res/values-nb-rNO/strings.xml", "nb-NO"),
        ("res/values/strings.xml", ""),
        ("ios/nb.lproj/Localizable.strings", "nb"),
        ("Base.lproj/Localizable.strings", ""),
        ("src/messages_sv.properties", "sv"),
        ("messages.po", ""),
        ("lang/da/replies.properties", "da"),
        ("canned.en.xlf", "en"),
        ("emails/late_parcel.html", ""),
    ],
)
def test_the_language_is_told_by_the_path(path: str, language: str) -> None:
    assert language_from_path(path) == language


BROKEN = {
    "po.po": ('msgid "a"\nmsgstr "Hei du\n', 2, 1, "expected a text in quotation marks"),
    "cut.po": ('msgid "a b c d"\n', 1, 1, "ends in the middle of this message"),
    "none.po": ("# only a comment\n", 1, 1, "holds no message"),
    "cut.xlf": ("<xliff>\n<file>\n<body>Hei", 3, 10, "is not well-formed XML here: no element found"),
    "crossed.xlf": ("<xliff><file>\n  <body></file></xliff>", 2, 11, "mismatched tag"),
    "other.xlf": ("<html/>", 1, 1, "is no XLIFF: the first element is <html>"),
    "empty.xlf": ("<xliff><file/></xliff>", 1, 1, "holds no <trans-unit> or <unit>"),
    "bomb.xlf": ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<xliff>&b;</xliff>', 1, None, "declares the entity “a”"),
    "outside.xlf": ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<xliff>&a;</xliff>', 1, None, "declares the entity “a”"),
    "deep.xlf": ("<xliff>" + "<g>" * 500 + "</g>" * 500 + "</xliff>", 1, None, "is nested more than 200 deep"),
    "strings.strings": ('"a" = "Hei du";\n"b" = Hei;\n', 2, 7, "expected a text in quotation marks"),
    "semicolon.strings": ('"a" = "Hei du"\n', 2, 1, "expected a semicolon behind the text"),
    "x.stringsdict": ("<plist/>", 1, 1, "holds no <dict>"),
    "utf16.strings": ('"a" = "Hei du";\n'.encode("utf-16"), None, None, "is stored as UTF-16; save it as UTF-8"),
    "nb.php": ("<?php return ['a' => 'Hei du", 1, 22, "a quotation mark is opened here and never closed"),
    "sv.php": ("<?php return ['a' => 'Hei', ", 1, 29, "a bracket is missing"),
    "empty.html": ("\n", 1, 1, "holds no reply; the file is empty"),
    "html.html": ("<!-- voicecheck: ignroe snark -->Thanks Anna, we sent it.", 1, 6, "cannot be understood"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_told_with_its_place(folder: Path, name: str) -> None:
    content, line, column, message = BROKEN[name]
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "good.md").write_text("Hi Anna, I'm sorry. I have sent a new parcel today.\n")
    data = report(name, "good.md")
    error = data["errors"][0]
    assert message in error["message"]
    assert (error["line"], error["column"]) == (line, column) or column is None
    assert data["replies"][-1]["path"] == "good.md"
    assert run("check", name).exit_code == 2


def test_a_named_file_of_nothing_but_labels_is_told(folder: Path) -> None:
    (folder / "nb.po").write_text('msgid "button.send"\nmsgstr "Send svar"\n')
    result = run("check", "nb.po")
    assert result.exit_code == 2 and "nb.po:1:1: holds no reply; in files of translators" in result.stderr
    assert report("nb.po", "--map", "reply=button.*")["replies"][0]["id"] == "button.send"


def test_html_without_text_is_unchecked(folder: Path) -> None:
    (folder / "a.html").write_text("<html><head><title>Sale</title></head><body><img src=x.png alt='Sale'><script>x</script></body></html>")
    (folder / "b.html").write_text("<style>p {}</style><!-- x -->")
    assert [(reply["verdict"], reply["reason"]) for reply in report("a.html", "b.html")["replies"]] == [
        ("unchecked", "it holds only images"),
        ("unchecked", "a reader of it would see no text"),
    ]


SNIPPETS = ["<", ">", "</", "<string name='a'>", "</string>", "<resources>", "</resources>", "<xliff>", "<unit>", "<target>", "&amp;", "&x;", "<![CDATA[", "]]>", "<!--", "-->"]
SNIPPETS += [
    'msgid "',
    'msgstr "',
    "msgstr[0]",
    '"',
    "\n",
    "\\",
    "\\n",
    "#",
    "#,",
    "=",
    ";",
    "a",
    "å",
    "//",
    "/*",
    "*/",
    "\r",
    "\\u00",
    "<plist><dict>",
    "<key>",
    "<?xml",
    "<!DOCTYPE",
    "<?php return [",
    "]",
    "=>",
    ",",
]


@given(
    strategies.lists(strategies.sampled_from(SNIPPETS), max_size=25).map("".join),
    strategies.sampled_from(["po", "xliff", "android", "strings", "stringsdict", "properties", "html", "php"]),
)
def test_any_text_is_read_or_told(text: str, format_name: str) -> None:
    replies, problems = read(format_name, text)
    for reply in replies:
        assert reply.text or reply.unchecked
    for problem in problems:
        assert problem.message and problem.place.line >= 1
