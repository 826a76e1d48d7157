"""What a draft format is: a reader that turns a file's text into replies."""

from __future__ import annotations

import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from typing import ClassVar

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

    found: dict[str, DraftReader] = {}
    for module in pkgutil.iter_modules(package.__path__):
        for value in vars(import_module(f"{package.__name__}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, DraftReader) and value is not DraftReader and value.__module__.endswith(f".{module.name}"):
                found[value.name] = value()
    return dict(sorted(found.items()))


def reader_for(path: str) -> DraftReader:
    """The reader for a file name; plain text where the ending says nothing."""
    lowered = path.lower()
    for reader in readers().values():
        if lowered.endswith(reader.suffixes):
            return reader
    return readers()["text"]
