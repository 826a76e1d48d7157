"""Plain text: the whole file is one reply, after front matter if there is any."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.drafts.front_matter import read_front_matter
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText, slice_map
from voicecheck.problems import Problem


class TextReader(DraftReader):
    """Plain text. One reply a file; front matter may give its context."""

    name = "text"
    suffixes = (".txt", ".text")

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        front, problems = read_front_matter(source)
        yield from problems
        text, source_map = slice_map(source, front.end, len(source.text))
        if not text:
            yield self.problem(source, 0, "holds no reply; the file is empty")
            return
        yield Reply(text, front.id, front.context, source.path, source_map, front.usage)
