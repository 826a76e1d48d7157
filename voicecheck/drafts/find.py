"""Finds the draft files in folders and reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

from voicecheck.drafts.ignored import Ignored
from voicecheck.drafts.pieces import STANDARD_INPUT, is_long, pieces
from voicecheck.drafts.placeholders import Usual, usual
from voicecheck.drafts.reader import AS_USUAL, ReadOptions, fallback_for, reader_for, reader_of_records, readers, suffixes
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.template import template_problems
from voicecheck.frozen import frozen
from voicecheck.guide.discover import NAMES
from voicecheck.guide.examples import BESIDE
from voicecheck.guide.model import Guide
from voicecheck.problems import Place, Problem, VoicecheckError
from voicecheck.selection import matches
from voicecheck.text_files import decode

MAX_BYTES = 100_000_000
"""A larger file is refused rather than filling the memory."""

_NO_DRAFTS = {
    "readme.md",
    "changelog.md",
    "contributing.md",
    "license.txt",
    "license.md",
    "code_of_conduct.md",
    "security.md",
    "requirements.txt",
    "tsconfig.json",
    "jsconfig.json",
    "guide.schema.json",
    "voicecheck-baseline.json",
}
_NO_FOLDERS = {"node_modules", "__pycache__"}
_NOTHING_USUAL = Usual()


@frozen
class Draft:
    """A file that holds replies. ``named``: by the user, rather than met in a folder."""

    path: str
    named: bool


def find_drafts(paths: Iterable[str], gitignore: bool = True, as_met: bool = False) -> Iterator[Draft | Problem]:
    """The files to read: each path as it is, each folder's drafts in order of name.

    In folders only files that git does not ignore (``gitignore``), with an ending that a reader
    knows, are taken; hidden files and folders, and files that are usually no drafts (README.md …),
    are passed over. Links to folders are followed, each folder once, so that a loop of links ends.
    ``as_met``: files too are taken only if they would be in a folder.
    """
    seen: set[str] = set()
    folders: dict[str, str] = {}
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):
            found: Iterable[Draft | Problem] = _in_folder(path, gitignore)
        elif path != STANDARD_INPUT and not os.path.exists(path):
            found = [Problem(Place(path), "there is no such file or folder")]
        elif as_met and path != STANDARD_INPUT:
            found = [Draft(path, named=False)] if is_draft_name(os.path.basename(path)) else []
        else:
            found = [Draft(path, named=True)]
        for item in found:
            identity = _identity(item.path, folders) if isinstance(item, Draft) and item.path != STANDARD_INPUT else str(item)
            if identity not in seen:
                seen.add(identity)
                yield item


def _identity(path: str, folders: dict[str, str]) -> str:
    """The real path of a file; ``folders`` remembers those of the folders met before."""
    if os.path.islink(path):
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], name)


def _in_folder(folder: str, gitignore: bool) -> Iterator[Draft | Problem]:
    problems: list[Problem] = []

    def cannot_list(error: OSError) -> None:
        problems.append(Problem(Place(str(error.filename)), f"cannot be listed: {error.strerror}"))

    any_found = False
    ignored = Ignored(folder) if gitignore else lambda path, is_folder=False: False
    visited = {os.path.realpath(folder)}
    for parent, folders, names in os.walk(folder, onerror=cannot_list, followlinks=True):
        kept: list[str] = []
        for name in sorted(folders):
            place = os.path.realpath(os.path.join(parent, name))
            if not name.startswith(".") and name not in _NO_FOLDERS and place not in visited and not ignored(os.path.join(parent, name), True):
                visited.add(place)
                kept.append(name)
        folders[:] = kept
        for name in sorted(names):
            if is_draft_name(name) and not ignored(os.path.join(parent, name)):
                any_found = True
                yield Draft(os.path.join(parent, name).removeprefix(f".{os.sep}"), named=False)
    yield from problems
    if not any_found and not problems:
        yield Problem(Place(folder), f"holds no drafts; files ending in {', '.join(dict.fromkeys(suffixes()))} are read")


def is_draft_name(name: str) -> bool:
    """Whether a file of this name, met in a folder, is taken for a draft: its ending is known, it
    is not hidden, and no file that is usually something else."""
    lowered = name.lower()
    return lowered.endswith(suffixes()) and not name.startswith(".") and lowered not in _NO_DRAFTS and name not in NAMES and not name.endswith(BESIDE)


def takes_draft(guide: Guide, path: str) -> bool:
    """Whether the patterns under ``drafts`` of a guide take a file, counted from the guide's folder."""
    folder = os.path.dirname(guide.path)
    include, exclude = (tuple(item.value for item in listed.value) if listed else () for listed in (guide.drafts.include, guide.drafts.exclude))
    return not matches(path, exclude, folder) and (not include or matches(path, include, folder))


def read_draft(draft: Draft, format_name: str = "", options: ReadOptions = AS_USUAL, data: bytes | None = None) -> Iterator[Reply | Problem]:
    """The replies in one file, and what cannot be read of it. ``data`` is what it holds, where
    that was read already.

    A file that was named by the user and is in no known format is a problem; one that was
    met in a folder is passed over.
    """
    try:
        source = load_source(draft.path) if data is None else SourceText(draft.path, decode(data, draft.path))
    except VoicecheckError as error:
        yield from error.problems
        return
    any_found = False
    for item in read_source(source, draft, format_name, options):
        any_found = True
        yield item
    if not any_found and draft.named:
        yield Problem(Place(source.path, 1, 1), "holds no reply; in files of translators texts of up to three words count as labels, unless --map reply=KEYS names them")


def read_source(source: SourceText, draft: Draft, format_name: str = "", options: ReadOptions = AS_USUAL) -> Iterator[Reply | Problem]:
    """The replies in the text of a draft, or in a piece of it."""
    reader = readers()[format_name] if format_name else reader_for(source, options)
    if reader is not None:
        items = reader.read(source, options)
        yield from _with_templates((item for item in items if not source.is_told(_line_of(item))) if source.above else items)
    elif draft.named:
        yield Problem(Place(source.path, 1, 1), fallback_for(source).unrecognised(source, options))


def _line_of(item: Reply | Problem) -> int:
    return item.place.line if isinstance(item, Problem) else item.line


def pieces_of(draft: Draft, format_name: str = "") -> Iterator[SourceText | Problem | None]:
    """The pieces of a long file of records; None, the file as a whole, for any other."""
    reader = readers()[format_name] if format_name else reader_of_records(draft.path)
    try:
        if reader is None or not reader.records or not is_long(draft.path):
            yield None
            return
        yield from pieces(draft.path, reader.records == "quoted")
    except OSError as error:
        yield Problem(Place(draft.path), f"cannot be read: {error.strerror}")


def _with_templates(items: Iterable[Reply | Problem]) -> Iterator[Reply | Problem]:
    """The items, each reply told what placeholders are usual in its file, with the problems of
    its template before it."""
    read = list(items)
    common = usual(item.text for item in read if isinstance(item, Reply))
    any_usual = common != _NOTHING_USUAL
    for item in read:
        if isinstance(item, Reply):
            yield from template_problems(item)
            yield replace(item, usual=common) if any_usual else item
        else:
            yield item


def load_source(path: str) -> SourceText:
    """The text of a draft file or of standard input (``-``); raises VoicecheckError."""
    try:
        if path == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                raise VoicecheckError(Problem(Place("<stdin>"), f"is more than {MAX_BYTES / 1e6:.0f} MB; so much is read at most, so split it"))
        else:
            with open(path, "rb") as file:
                size = os.fstat(file.fileno()).st_size
                if size > MAX_BYTES:
                    raise VoicecheckError(Problem(Place(path), f"is {size / 1e6:.0f} MB; files up to {MAX_BYTES / 1e6:.0f} MB are read, so split it"))
                data = file.read()
    except OSError as error:
        raise VoicecheckError(Problem(Place(path), f"cannot be read: {error.strerror}")) from None
    name = "<stdin>" if path == STANDARD_INPUT else path
    return SourceText(name, decode(data, name))
