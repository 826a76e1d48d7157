"""XML with positions: every element, and every character of text, knows where it stands.

Expat says whether the XML is well-formed; what is well-formed is then cut into its tokens here,
because a parser's events do not tell where the characters of an escaped text stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat

from voicecheck.drafts.source import MapBuilder, SourceText
from voicecheck.drafts.suppression import Suppression, read_comment
from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem, VoicecheckError

MAX_DEPTH = 200
_TOKEN = re.compile(
    r"<!--(?P<comment>.*?)-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<\?.*?\?>|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*'|\[.*?\]\s*(?=>))*>"
    r"|<(?P<close>/)?(?P<name>[^\s/>]+)(?P<attributes>(?:[^\"'/>]|\"[^\"]*\"|'[^']*')*)(?P<empty>/)?>|(?P<text>[^<]+)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PIECE = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);|\r\n|\r")


@frozen
class Text:
    """A run of text as stored, between two offsets; a CDATA section knows no references."""

    start: int
    end: int
    is_cdata: bool = False


@frozen
class Comment:
    """A comment's words and where they begin; ``end`` is the offset behind ``-->``."""

    words: str
    start: int
    end: int


@dataclass
class Element:
    """An element. ``name`` and the names of attributes are without their prefix, except for
    ``xml:`` (``xml:lang``); ``start`` is the offset of its ``<``."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    """The offset behind its end tag."""
    children: list[Element | Text | Comment] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        return [child for child in self.children if isinstance(child, Element)]

    def first(self, name: str) -> Element | None:
        """The first child element of this name."""
        return next((child for child in self.elements if child.name == name), None)

    def walk(self) -> Iterator[Element]:
        """This element and all below, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.elements))

    def plain(self, source: SourceText) -> str:
        """The text in this element and below, without places."""
        builder = MapBuilder(source)
        for element in self.walk():
            for child in element.children:
                if isinstance(child, Text):
                    add_text(builder, source, child)
        return builder.build()[0]


def add_text(builder: MapBuilder, source: SourceText, text: Text) -> None:
    """Append a run of text with its references decoded, each character in its place."""
    position = text.start
    for found in _PIECE.finditer(source.text, text.start, text.end):
        is_break = found.group()[0] == "\r"
        if text.is_cdata and not is_break:
            continue
        builder.add(source.text[position : found.start()], position)
        builder.add("\n" if is_break else unescape(found.group()), found.start(), found.end())
        position = found.end()
    builder.add(source.text[position : text.end], position)


def said_in_comments(source: SourceText, root: Element) -> tuple[dict[int, list[Suppression]], list[Suppression], list[Problem]]:
    """What the comments say to voicecheck: of the element before which (or, after the last one,
    in which) they stand, by its ``start``; of the whole file; and what cannot be understood."""
    of_elements: dict[int, list[Suppression]] = {}
    of_file: list[Suppression] = []
    problems: list[Problem] = []
    for element in root.walk():
        waiting: list[Suppression] = []
        for child in element.children:
            if isinstance(child, Comment):
                said = read_comment(source, child.words, child.start, child.end)
                if isinstance(said, Problem):
                    problems.append(said)
                elif said is not None:
                    (of_file if said.scope == "file" else waiting).append(said)
            elif isinstance(child, Element) and waiting:
                of_elements.setdefault(child.start, []).extend(waiting)
                waiting = []
        if waiting:
            of_elements.setdefault(element.start, []).extend(waiting)
    return of_elements, of_file, problems


def parse_root(source: SourceText, name: str, otherwise: str) -> tuple[Element, Element]:
    """The document and its root element. Raises VoicecheckError as ``parse_xml`` does, and where
    the root is not called ``name`` (``otherwise`` begins the message: "is no XLIFF")."""
    document = parse_xml(source)
    root = document.elements[0]
    if root.name != name:
        place = Place(source.path, *source.position(root.start))
        raise VoicecheckError(Problem(place, f"{otherwise}: the first element is <{root.name}>, expected <{name}>"))
    return document, root


def parse_xml(source: SourceText) -> Element:
    """The document: an element without a name that holds the root element. Raises VoicecheckError, with the place, for what is not well-formed,
    declares entities of its own, or is nested more than MAX_DEPTH deep."""
    _require_well_formed(source)
    root = Element("", {}, 0)
    stack = [root]
    for token in _TOKEN.finditer(source.text):
        here = stack[-1].children
        if token.group("text") is not None:
            here.append(Text(token.start(), token.end()))
        elif token.group("cdata") is not None:
            here.append(Text(*token.span("cdata"), is_cdata=True))
        elif token.group("comment") is not None:
            here.append(Comment(token.group("comment"), token.start("comment"), token.end()))
        elif token.group("close"):
            stack.pop().end = token.end()
        elif token.group("name"):
            element = Element(_local(token.group("name")), _attributes(token.group("attributes")), token.start(), token.end())
            here.append(element)
            if token.group("empty"):
                element.end = token.end()
            else:
                stack.append(element)
                if len(stack) > MAX_DEPTH:
                    raise _problem(source, source.position(token.start()), f"is nested more than {MAX_DEPTH} deep; that is no file of replies")
    return root


def _require_well_formed(source: SourceText) -> None:
    def refuse(name: str, *_: object) -> None:
        raise _problem(
            source,
            (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1),
            f"declares the entity “{name}”; entities of a file's own are not read, so put the text in its place",
        )

    parser = expat.ParserCreate("utf-8")  # the text is decoded already, whatever its declaration says
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(source.text.encode("utf-8", "surrogatepass") if source.text else b" ", True)
    except expat.ExpatError as error:
        raise _problem(source, (error.lineno, error.offset + 1), f"is not well-formed XML here: {expat.ErrorString(error.code)}; look at this tag and the ones above it") from None


def _problem(source: SourceText, position: tuple[int, int], message: str) -> VoicecheckError:
    return VoicecheckError(Problem(Place(source.path, *position), message))


def _local(name: str) -> str:
    return name if name.startswith("xml:") else name.rpartition(":")[2]


def _attributes(raw: str) -> dict[str, str]:
    return {_local(found.group(1)): unescape(found.group(2) or found.group(3) or "") for found in _ATTRIBUTE.finditer(raw)}
