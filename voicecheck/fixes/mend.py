"""Mends drafts: makes the fixes of their findings, looks again, and makes what then is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from voicecheck.drafts.encoding import USUAL
from voicecheck.drafts.find import Draft, load_source, read_source
from voicecheck.drafts.pieces import STANDARD_INPUT
from voicecheck.drafts.reader import reader_for, readers
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText
from voicecheck.engine import Run
from voicecheck.fixes.edits import Edit, Refused, apart, edits_of, wanted_fixes
from voicecheck.fixes.rewritten import rewritten
from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem, VoicecheckError
from voicecheck.results import Result

PASSES = 10
"""So often a draft is looked at again; a fix may make room for another."""

Silence = Callable[[Sequence[Result]], Sequence[Result]]
"""Takes out of the results of a draft what is known and may stay (a baseline)."""


@frozen
class Mended:
    """A draft before and after; ``findings`` is how many were mended, ``refused`` what could
    not be."""

    path: str
    before: str
    after: str
    findings: int
    refused: tuple[Problem, ...]


def can_be_mended(results: Iterable[Result], unsafe: bool) -> tuple[str, ...]:
    """The paths of the drafts that have a finding with a fix, in their order."""
    return tuple(dict.fromkeys(result.reply.path for result in results if any(wanted_fixes(finding, unsafe) for way in (result, *result.branches) for finding in way.findings)))


def fixable(results: Iterable[Result], unsafe: bool) -> int:
    """How many findings have a fix."""
    return sum(bool(wanted_fixes(finding, unsafe)) for result in results for way in (result, *result.branches) for finding in way.findings)


def mend(run: Run, paths: Iterable[str], unsafe: bool = False, silence: Silence = lambda results: results) -> Iterator[Mended | Problem]:
    """Each draft with its fixes made, in memory: nothing is written here. A Problem for a draft
    that cannot be read any more.

    ``run`` says how drafts are judged; ``unsafe`` makes fixes too that may change what is said.
    """
    for path in paths:
        try:
            yield _mended(run, load_source(path), STANDARD_INPUT if path == "<stdin>" else path, unsafe, silence)
        except VoicecheckError as error:
            yield from error.problems


def _mended(run: Run, source: SourceText, path: str, unsafe: bool, silence: Silence) -> Mended:
    draft = Draft(path, named=True)
    options = run.options(path)
    format_name = run.request.input_format
    reader = readers()[format_name] if format_name else reader_for(source, options)
    chains = reader.encodings if reader is not None else USUAL

    def read(text: SourceText) -> Iterator[Reply | Problem]:
        return read_source(text, draft, format_name, options)

    text, seen = source, {source.text}
    mended = 0
    refused: list[Refused] = []
    for number in range(PASSES):
        found = list(edits_of(silence(run.judged_anew(draft, text)), unsafe))
        edits = apart(item for item in found if isinstance(item, Edit))
        if number == 0:
            refused += [item for item in found if isinstance(item, Refused)]
        made = rewritten(text, edits, read, chains)
        if number == 0:
            refused += made.refused
        if made.text in seen:  # nothing more to do, or two fixes that undo each other
            break
        seen.add(made.text)
        mended += len({edit.finding for edit in made.made})
        text = replace(source, text=made.text)
    return Mended(path, source.text, text.text, mended, tuple(_told(source, item) for item in refused))


def _told(source: SourceText, item: Refused) -> Problem:
    return Problem(Place(source.path, *source.position(item.offset)), f"{item.check} was not mended here: {item.reason}")
