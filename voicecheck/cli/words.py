"""Words that the Tab key completes: each kind is looked up when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

Find = Callable[[str], Iterable[tuple[str, str]]]
"""From the beginning of a word to the words it may become, each with what it means."""


class Completed(click.ParamType):  # type: ignore[type-arg]
    """A text that the Tab key completes; anything may be written. ``is_list``: several, apart by commas."""

    name = "text"

    def __init__(self, find: Find, is_list: bool = False) -> None:
        self._find = find
        self._is_list = is_list

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        before, comma, begun = incomplete.rpartition(",") if self._is_list else ("", "", incomplete)
        return [CompletionItem(f"{before}{comma}{word}", help=meaning or None) for word, meaning in self._find(begun) if word.startswith(begun)]


class CompletedFile(Completed):
    """The same, or a file."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [*super().shell_complete(ctx, param, incomplete), CompletionItem(incomplete, type="file")]


def checks(_: str) -> Iterable[tuple[str, str]]:
    """The ids of the checks."""
    from voicecheck.checks.registry import catalog
    from voicecheck.reports.explanation import short_title

    return [(check, short_title(check)) for check in catalog()]


def checks_and_families(begun: str) -> Iterable[tuple[str, str]]:
    """The ids and, as long as no slash was typed, their families."""
    from voicecheck.checks.registry import catalog

    families = dict.fromkeys(entry.family for entry in catalog().values()) if "/" not in begun else {}
    return [*((family, "every check of the family") for family in families), *checks(begun)]


def languages(_: str) -> Iterable[tuple[str, str]]:
    """The languages of the packs."""
    from voicecheck.languages.pack import language_codes

    return [(code, "") for code in language_codes()]


def channels(_: str) -> Iterable[tuple[str, str]]:
    """The channels that every guide knows, and those of the guide here."""
    from voicecheck.compiler import load_guide
    from voicecheck.guide.discover import discover
    from voicecheck.problems import VoicecheckError

    try:
        return [(name, "") for name in load_guide(discover("-").path).guide.channels]
    except VoicecheckError:
        return []


def draft_formats(_: str) -> Iterable[tuple[str, str]]:
    """The formats of drafts."""
    from voicecheck.drafts.reader import readers

    return [(name, (reader.__doc__ or "").strip().splitlines()[0]) for name, reader in readers().items()]


def report_formats(_: str) -> Iterable[tuple[str, str]]:
    """The formats of reports."""
    from voicecheck.reports.report import reports

    return [(name, (report.__doc__ or "").strip().splitlines()[0]) for name, report in reports().items()]


def guides(_: str) -> Iterable[tuple[str, str]]:
    """The guides that come with voicecheck."""
    from voicecheck.guide.files import SHIPPED, shipped_guides

    return [(SHIPPED + name, "") for name in shipped_guides() if name != "floor"]
