"""HTML to the text that a reader of it sees, every character's place kept.

The standard library's html.parser is not used: it takes ``{% if a <b %}`` for a tag and tells
the line of a tag, not the offset of each character. What is read here are tokens only (HTML
Standard, 13.2.5), no tree: malformed HTML is read as far as it goes and never an error.
"""

from __future__ import annotations

import re
from html import unescape

from voicecheck.drafts.rewrite import Rewriter
from voicecheck.drafts.source import SourceMap


def _names(tags: str) -> frozenset[str]:
    return frozenset(tags.split())


_PARAGRAPHS = _names("p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure")
_BLOCKS = _PARAGRAPHS | _names(
    "address article aside body caption center dd details dialog div dt fieldset figcaption footer form header hr html legend li main nav section summary tbody tfoot thead tr"
)
_CELLS = _names("td th")
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = _names("head template noscript svg math object video audio canvas map select")
"""What is in these is no text of a reply."""
_RAW = _names("script style title textarea iframe xmp")
"""Nor in these, where moreover nothing is markup but their own end."""

_PLACEHOLDER = (
    r"\{\{(?:(?!</?[a-zA-Z]).){0,300}?\}\}\}?|\{%(?:(?!</?[a-zA-Z][^<>{}]*>).){0,1000}?%\}|<%.{0,1000}?%>|<\?(?:php\b|=).{0,2000}?\?>"
    r"|\[%.{0,1000}?%\]|\$\{[^{}<]{0,200}\}|<attribute\b[^<>]{0,500}>"
)
_TOKEN = re.compile(
    rf"(?P<placeholder>{_PLACEHOLDER})|(?P<comment><!--)|(?P<declaration><[!?])|(?P<tag></?[a-zA-Z][^\s/<>]*)|(?P<reference>&(?=[#a-zA-Z]))|(?P<space>[ \t\n\r\f]+)", re.DOTALL
)
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8};?|#[0-9]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,40};?)")
_COMMENT_END = re.compile(r"--!?>")
_IN_TAG = re.compile(r"[>\"']|\{\{|\{%|<%")
_CLOSERS = {'"': '"', "'": "'", "{{": "}}", "{%": "%}", "<%": "%>"}
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
_MAY_HIDE = re.compile(r"hidden|display|mso-hide", re.IGNORECASE)
_HIDING_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_LINE_BREAK = re.compile(r"\r\n|\r")
_INVISIBLE = str.maketrans("", "", "\u00ad\u034f\u200b\u200c\u2060\ufeff")
"""Soft hyphens and fillers: a word with one inside is still that word."""


def html_to_text(text: str, source: SourceMap) -> tuple[str, SourceMap]:
    """The text a reader sees of the HTML ``text``, and where each character of it stands.

    Tags go, character references are decoded, a no-break space becomes a space; ``<br>`` and the
    ends of blocks become line breaks, those of paragraphs and lists an empty line; white space
    is collapsed as in a browser, but not in ``<pre>``. Scripts, styles, the head, comments, form
    fields and hidden elements are left out. Of an image the ``alt`` text stays only where it holds
    no letter or digit (an emoji). Lines of a ``<blockquote>`` begin with “> ”, the sign of a
    quotation. Placeholders (``{{ }}``, ``{% %}``, ``<%= %>``, ``[% %]``, ``${ }``,
    ``<attribute …>``, ``<?= ?>``) stay as they are, their character references decoded.
    """
    return _Reading(text, source).read()


class _Reading:
    """One pass over the HTML: what is pending is written when the next visible text comes."""

    def __init__(self, text: str, source: SourceMap) -> None:
        self._text = text
        self._rewriter = Rewriter(text, source)
        self._begun = False
        self._breaks = 0
        self._space = False
        self._gap = (0, 0)
        """From where to where the white space that is pending stands."""
        self._pre = 0
        self._quotes = 0
        self._unseen = ""
        self._depth = 0
        self._quotes_close = True
        """False once a tag's quotation mark is never closed: from then on tags end at the next >."""

    def read(self) -> tuple[str, SourceMap]:
        text, position = self._text, 0
        readers = {
            "placeholder": self._placeholder,
            "comment": self._comment,
            "declaration": self._declaration,
            "tag": self._tag,
            "reference": self._reference,
            "space": self._white_space,
        }
        while token := _TOKEN.search(text, position):
            if token.start() > position:
                self._write(position, token.start())
            position = readers[token.lastgroup or ""](token)
        if position < len(text):
            self._write(position, len(text))
        return self._rewriter.build()

    # -- tokens: each returns the offset behind it -------------------------------------

    def _placeholder(self, token: re.Match[str]) -> int:
        position = token.start()
        for reference in _REFERENCE.finditer(self._text, token.start(), token.end()):
            self._write(position, reference.start())
            self._write(reference.start(), reference.end(), unescape(reference.group()))
            position = reference.end()
        self._write(position, token.end())
        return token.end()

    def _comment(self, token: re.Match[str]) -> int:
        if self._text.startswith(("<!-->", "<!--->"), token.start()):
            return self._text.index(">", token.start()) + 1
        end = _COMMENT_END.search(self._text, token.end())
        return end.end() if end else len(self._text)

    def _declaration(self, token: re.Match[str]) -> int:
        end = self._text.find(">", token.end())
        return end + 1 if end >= 0 else len(self._text)

    def _reference(self, token: re.Match[str]) -> int:
        found = _REFERENCE.match(self._text, token.start())
        decoded = unescape(found.group()) if found else "&"
        if found is None or decoded == found.group():
            self._write(token.start(), token.end())
            return token.end()
        if decoded.isspace() and decoded != "\u00a0":
            self._white(found.start(), found.end())
        else:
            self._write(found.start(), found.end(), decoded.translate(_INVISIBLE).replace("\u00a0", " "))
        return found.end()

    def _white_space(self, token: re.Match[str]) -> int:
        position, end = token.span()
        if not self._pre:
            self._white(position, end)
            return end
        for found in _LINE_BREAK.finditer(self._text, position, end):
            self._write(position, found.start())
            self._write(found.start(), found.end(), "\n")
            position = found.end()
        self._write(position, end)
        return end

    def _tag(self, token: re.Match[str]) -> int:
        start, end = token.start(), self._tag_end(token.end())
        if end < 0:  # no tag ends after it: text
            self._write(start, token.end())
            return token.end()
        closing = token.group().startswith("</")
        name = token.group().lstrip("</").lower()
        if name in _RAW and not closing:
            return self._raw_end(name, end)
        if self._unseen and not self._seen_again(name, closing):
            return end
        if not closing and (name in _UNSEEN or self._hides(name, token.end(), end)):
            self._unseen, self._depth = name, 1
        if name == "br":
            self._line_break(start, end)
        elif name in _BLOCKS:
            self._break(name, start, end)
        elif name in _CELLS:
            self._white(start, end)
        elif name == "img" and not self._unseen:
            self._image(start, token.end(), end)
        if name == "pre":
            self._pre = max(self._pre + (-1 if closing else 1), 0)
        elif name == "blockquote":
            self._quotes = max(self._quotes + (-1 if closing else 1), 0)
        return end

    def _tag_end(self, position: int) -> int:
        """The offset behind a tag's ``>``; -1 where none comes."""
        start = position
        while self._quotes_close and (found := _IN_TAG.search(self._text, position)):
            if found.group() == ">":
                return found.end()
            closer = _CLOSERS[found.group()]
            close = self._text.find(closer, found.end())
            if close < 0:
                break
            position = close + len(closer)
        self._quotes_close = False
        return self._text.find(">", start) + 1 or -1

    def _raw_end(self, name: str, position: int) -> int:
        """The offset behind the end tag of a script, a style …; the end of the text if there is none."""
        end = re.compile(rf"</{name}(?=[\s/>])[^>]*>?", re.IGNORECASE).search(self._text, position)
        return end.end() if end else len(self._text)

    def _attributes(self, start: int, end: int) -> dict[str, str]:
        return {found.group(1).lower(): unescape(found.group(2) or found.group(3) or found.group(4) or "") for found in _ATTRIBUTE.finditer(self._text, start, end)}

    def _hides(self, name: str, start: int, end: int) -> bool:
        """Whether the tag begins an element that is not shown."""
        if name in _VOID or not _MAY_HIDE.search(self._text, start, end):
            return False
        attributes = self._attributes(start, end)
        return attributes.get("hidden", "until-found").lower() != "until-found" or bool(_HIDING_STYLE.search(attributes.get("style", "")))

    def _seen_again(self, name: str, closing: bool) -> bool:
        """Within what is not shown: whether this tag is the first outside again."""
        if (self._unseen == "head" and name == "body") or (self._unseen == "p" and name in _BLOCKS and not closing):
            self._unseen = ""  # the HTML Standard lets their end tags be left out
        elif name == self._unseen:
            self._depth += -1 if closing else 1
            if not self._depth:
                self._unseen = ""
        return not self._unseen

    def _image(self, start: int, attributes_start: int, end: int) -> None:
        words = self._attributes(attributes_start, end).get("alt", "")
        if words.strip() and not any(sign.isalnum() for sign in words):
            self._write(start, end, words)

    # -- what is written --------------------------------------------------------------

    def _white(self, start: int, end: int) -> None:
        """White space: at most one space, when text follows."""
        self._open_gap(start, end)
        self._space = True

    def _line_break(self, start: int, end: int) -> None:
        self._open_gap(start, end)
        self._breaks += 1

    def _break(self, name: str, start: int, end: int) -> None:
        """The edge of a block: a new line, or an empty one, unless there is one already."""
        self._open_gap(start, end)
        self._breaks = max(self._breaks, 2 if name in _PARAGRAPHS else 1)

    def _open_gap(self, start: int, end: int) -> None:
        pending = self._breaks or self._space
        self._gap = (self._gap[0] if pending else start, end)

    def _write(self, start: int, end: int, new: str | None = None) -> None:
        """Visible text: that from ``start`` to ``end`` as it is, or ``new`` in its place."""
        if self._unseen or start == end:
            return
        if self._begun and self._breaks:
            self._rewriter.put("\n" * min(self._breaks, 3), *self._gap)
        elif self._begun and self._space:
            self._rewriter.put(" ", *self._gap)
        if self._quotes and (self._breaks or not self._begun):
            self._rewriter.put("> " * min(self._quotes, 3), start, start)
        self._begun, self._breaks, self._space = True, 0, False
        if new is None:
            self._rewriter.keep(start, end)
        else:
            self._rewriter.put(new, start, end)
