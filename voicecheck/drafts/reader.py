"""What a draft format is: a reader that turns a file's text into replies."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from os.path import splitext
from typing import ClassVar

from voicecheck.discovery import Registry
from voicecheck.drafts.encoding import USUAL, Chain
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText
from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem


@frozen
class ReadOptions:
    """How to read drafts, from ``--map`` and the guide's ``drafts:``.

    ``fields`` says where in a record things stand: "reply", "id", "usage" or a field of
    Context to a column's name, a simple path (``content.nb``) or a JSON pointer
    (``/content/nb``).
    """

    fields: Mapping[str, str] = field(default_factory=dict)


AS_USUAL = ReadOptions()


class DraftReader(ABC):
    """One draft format. A module in ``voicecheck/drafts/readers`` with a subclass is found
    by itself; the class docstring is its line in the documentation."""

    name: ClassVar[str]
    """The name for ``--input``."""
    suffixes: ClassVar[tuple[str, ...]]
    """Endings of file names that may be in this format."""
    other_suffixes: ClassVar[tuple[str, ...]] = ()
    """Endings that are another format's by right."""
    rank: ClassVar[int] = 0
    """Among the formats of one ending the one of the highest rank that recognises the
    content is taken: a help desk's export before any JSON."""
    known_by: ClassVar[str] = "its ending"
    """What the format is recognised by, for ``voicecheck formats``."""
    known_anywhere: ClassVar[bool] = False
    """Whether ``recognises`` tells the format from every other text, so that it is known on
    standard input and in a file whose ending says nothing."""

    records: ClassVar[str] = ""
    """How a long file is cut into pieces that are read alone: "lines" (each is a record),
    "quoted" (records as in CSV, under a header), or not at all."""

    encodings: ClassVar[tuple[Chain, ...]] = USUAL
    """The ways in which new words may be written into a file, the likeliest first: escapes,
    entities, doubled marks (``voicecheck.drafts.encoding``)."""

    def recognises(self, source: SourceText) -> bool:
        """Whether the content is in this format, told from a quick look."""
        return True

    def unrecognised(self, source: SourceText, options: ReadOptions) -> str:
        """What to say of a file whose ending is this format's and whose content is nobody's."""
        return "is in no format that is known by its content; name one with --input (voicecheck formats lists them)"

    def points_to_replies(self, source: SourceText, options: ReadOptions) -> bool:
        """Whether ``options.fields`` leads to replies in a file that need not be recognised."""
        return False

    @abstractmethod
    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        """The replies in the file, in order; a Problem for what cannot be read, after
        which the rest goes on."""

    @staticmethod
    def problem(source: SourceText, offset: int, message: str) -> Problem:
        """A problem at an offset of the file's text."""
        line, column = source.position(offset)
        return Problem(Place(source.path, line, column), message)


@lru_cache(maxsize=1)
def readers() -> Registry[DraftReader]:
    """Every reader by name."""
    return Registry("voicecheck.drafts.readers", DraftReader, ("suffixes", "other_suffixes", "rank", "known_anywhere", "records"))


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """The formats, those of the highest rank first: name, endings, and those that are another
    format's by right. No reader is loaded for it."""
    told = readers().says
    ranked = sorted(readers(), key=lambda name: -int(told(name, "rank")))
    return tuple((name, told(name, "suffixes"), told(name, "other_suffixes")) for name in ranked)


@lru_cache(maxsize=128)
def _names_for(extension: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The formats with endings that end in ``extension``, and those endings."""
    fitting = ((name, tuple(ending for ending in (*own, *others) if ending.endswith(extension))) for name, own, others in _known())
    return tuple((name, endings) for name, endings in fitting if endings)


@lru_cache(maxsize=1)
def suffixes() -> tuple[str, ...]:
    """Every ending of a file's name that a format is known by."""
    return tuple(suffix for name in readers() for suffix in readers().says(name, "suffixes"))


def reader_of_records(path: str) -> DraftReader | None:
    """The reader of a file whose ending is that of a format of records."""
    lowered = path.lower()
    return next((readers()[name] for name, endings in _of_records() if lowered.endswith(endings)), None)


@lru_cache(maxsize=1)
def _of_records() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, readers().says(name, "suffixes")) for name in readers() if readers().says(name, "records"))


def fallback_for(source: SourceText) -> DraftReader:
    """The most general format of a file's ending."""
    lowered = source.path.lower()
    return min((readers()[name] for name, own, _ in sorted(_known()) if lowered.endswith(own)), key=lambda reader: reader.rank, default=readers()["text"])


def reader_for(source: SourceText, options: ReadOptions = AS_USUAL) -> DraftReader | None:
    """The reader for a file: where the mapping leads to replies, the format it holds for; else
    by ending and content; None where the ending belongs to formats of which none is there.
    Where the ending says nothing, a format that is known anywhere, else plain text."""
    lowered = source.path.lower()
    names = [name for name, endings in _names_for(splitext(lowered)[1]) if lowered.endswith(endings)]
    names = names or [name for name, _, _ in _known() if readers().says(name, "known_anywhere")]
    candidates = [readers()[name] for name in names]
    if "reply" in options.fields:
        for reader in candidates:
            if reader.points_to_replies(source, options):
                return reader
    found = next((reader for reader in candidates if reader.recognises(source)), None)
    return found or (None if lowered.endswith(suffixes()) else readers()["text"])
