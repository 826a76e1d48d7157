"""HTML: one reply a file, the text that a reader of it sees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape

from voicecheck.drafts.front_matter import read_front_matter
from voicecheck.drafts.html_text import html_to_text
from voicecheck.drafts.messages import language_from_path
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceMap, SourceText, slice_map
from voicecheck.drafts.suppression import sorted_out, take_out_comments
from voicecheck.problems import Problem

_LANGUAGE = re.compile(r"""<html\b[^>]*?\s(?:xml:)?lang\s*=\s*["']?([A-Za-z]{2,3}(?:[-_]\w+)*)""", re.IGNORECASE)
_START = re.compile(r"\s*(?:<!doctype html\b|<html\b)", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_ENDINGS = (".html", ".htm", ".xhtml", ".html.erb", ".html.j2", ".html.jinja2", ".html.liquid", ".html.twig", ".hbs", ".mustache")


class HtmlReader(DraftReader):
    """HTML e-mails and templates: one reply a file, the text that a reader sees; its language from <html lang>."""

    name = "html"
    suffixes = _ENDINGS
    known_by = "its ending, or <!doctype html> or <html> at its start"
    known_anywhere = True

    def recognises(self, source: SourceText) -> bool:
        return source.path.lower().endswith(self.suffixes) or _START.match(source.text) is not None

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        front, problems = read_front_matter(source)
        yield from problems
        markup, place = slice_map(source, front.end, len(source.text))
        bare, place, said = take_out_comments(markup, place)
        suppressions, problems = sorted_out(said)
        yield from problems
        text, seen = html_to_text(bare, place)
        title = _TITLE.search(bare)
        lang = _LANGUAGE.search(bare)
        context = front.context.over(Context(language=lang.group(1) if lang else language_from_path(source.path)))
        identity = front.id or (" ".join(unescape(title.group(1)).split()) if title else "")
        reply = Reply(text, identity, context, source.path, seen, front.usage, suppressions=(*front.suppressions, *suppressions))
        if not markup:
            yield self.problem(source, 0, "holds no reply; the file is empty")
        elif text:
            yield reply
        else:
            nothing = SourceMap(source, (), source.position(front.end)[0])
            yield replace(reply, source=nothing, unchecked="it holds only images" if "<img" in bare.lower() else "a reader of it would see no text")
