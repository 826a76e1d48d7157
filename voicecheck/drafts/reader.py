"""What a draft format is: a reader that turns a file's text into replies."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import lru_cache
from typing import ClassVar

from voicecheck.discovery import classes_in
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText
from voicecheck.problems import Place, Problem


class DraftReader(ABC):
    """One draft format. A module in ``voicecheck/drafts/readers`` with a subclass is found
    by itself; the class docstring is its line in the documentation."""

    name: ClassVar[str]
    """The name for ``--input``."""
    suffixes: ClassVar[tuple[str, ...]]
    """Endings of file names that are read in this format."""

    @abstractmethod
    def read(self, source: SourceText) -> Iterable[Reply | Problem]:
        """The replies in the file, in order; a Problem for what cannot be read, after
        which the rest goes on."""

    @staticmethod
    def problem(source: SourceText, offset: int, message: str) -> Problem:
        """A problem at an offset of the file's text."""
        line, column = source.position(offset)
        return Problem(Place(source.path, line, column), message)


@lru_cache(maxsize=1)
def readers() -> dict[str, DraftReader]:
    """Every reader by name."""
    from voicecheck.drafts import readers as package

    found: dict[str, DraftReader] = {reader.name: reader() for reader in classes_in(package, DraftReader)}
    return dict(sorted(found.items()))


def reader_for(path: str) -> DraftReader:
    """The reader for a file name; plain text where the ending says nothing."""
    lowered = path.lower()
    for reader in readers().values():
        if lowered.endswith(reader.suffixes):
            return reader
    return readers()["text"]
