"""Options that several commands share: which guide, and what the drafts do not say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from voicecheck.cli import words
from voicecheck.cli.words import Completed, CompletedFile
from voicecheck.dimensions import MODES, PARTS, SITUATION_ALIASES, SITUATIONS
from voicecheck.frozen import frozen

if TYPE_CHECKING:
    from voicecheck.drafts.reply import Context


@frozen
class Given:
    """What the shared options say. ``guide`` empty: found from each draft; ``input_format``
    empty: told by each file's ending and content; ``fields`` as in ``ReadOptions``."""

    guide: str
    context: Context
    input_format: str
    fields: dict[str, str]
    today: date | None
    """The day on which suppressions must be in force; None: none of them holds."""


_OPTIONS = (
    click.option(
        "--guide",
        "-g",
        default="",
        type=CompletedFile(words.guides),
        metavar="FILE",
        help="The guide: a file, or voicecheck:NAME for a shipped one. Default: the nearest voicecheck.yml above each draft.",
    ),
    click.option(
        "--language", "-l", default="", type=Completed(words.languages), metavar="CODE", help="The language of replies that do not say: en, nb, nn, da, sv. Default: detected."
    ),
    click.option("--channel", "-c", default="", type=Completed(words.channels), metavar="NAME", help="Where replies that do not say will be published: x, facebook, email …"),
    click.option(
        "--situation",
        "-s",
        default="",
        type=click.Choice(["", *SITUATIONS, *SITUATION_ALIASES]),
        metavar="NAME",
        help=f"What replies that do not say answer: {', '.join(SITUATIONS)}.",
    ),
    click.option("--customer", default="", metavar="TEXT", help="The customer's message, for replies that do not say."),
    click.option("--account", default="", metavar="NAME", help="The brand's profile that publishes replies that do not say."),
    click.option("--agent", default="", metavar="NAME", help="Who writes replies that do not say."),
    click.option("--mode", default="", type=click.Choice(["", *MODES]), metavar="NAME", help=f"How the brand behaves in replies that do not say: {', '.join(MODES)}."),
    click.option("--persona", default="", metavar="NAME", help="The role that is played in replies that do not say."),
    click.option("--stars", default="", type=click.Choice(["", *"12345"]), metavar="NUMBER", help="The customer's rating, 1 to 5, for replies that do not say."),
    click.option(
        "--input",
        "input_format",
        default="",
        type=Completed(words.draft_formats),
        metavar="FORMAT",
        help="Read every draft in this format (voicecheck formats). Default: told by ending and content.",
    ),
    click.option("--no-suppressions", is_flag=True, help="Judge as if no draft held a suppression (<!-- voicecheck: ignore … -->)."),
    click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day for suppressions with an end. Default: SOURCE_DATE_EPOCH, else the system's date."),
    click.option("--map", "fields", multiple=True, metavar="PART=PATH", help="Where in a record things stand: reply=/body/plain, language=locale."),
)


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the shared options; the command receives them as one argument, ``given``."""
    return _with(_OPTIONS, command)


def drafts_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The shared options without ``--guide``, for commands that are told their guides otherwise."""
    return _with(_OPTIONS[1:], command)


def _with(options: tuple[Callable[..., Any], ...], command: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(command)
    def with_given(input_format: str, fields: tuple[str, ...], today: datetime | None, no_suppressions: bool, guide: str = "", **others: Any) -> Any:
        from dataclasses import fields as names_of

        from voicecheck.drafts.reply import Context

        context = Context(**{item.name: others.pop(item.name) for item in names_of(Context)})
        return command(given=Given(guide, context, _known_format(input_format), _fields(fields), None if no_suppressions else _day(today)), **others)

    decorated: Callable[..., Any] = with_given
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def _day(given: datetime | None) -> date:
    """The day given, or the one it is."""
    from voicecheck.today import today

    return given.date() if given else today()


def _fields(given: tuple[str, ...]) -> dict[str, str]:
    """The parts of ``--map PART=PATH``; a usage error for a part that does not exist."""
    from voicecheck.problems import suggestion

    found: dict[str, str] = {}
    for item in given:
        part, _, path = item.partition("=")
        if not path or part not in PARTS:
            raise click.BadParameter(f"“{item}” must be PART=PATH with PART one of {', '.join(PARTS)}.{suggestion(part, PARTS)}", param_hint="--map")
        found[part] = path
    return found


def _known_format(name: str) -> str:
    """The name of a draft format; a usage error for one that does not exist."""
    if not name:
        return name
    from voicecheck.drafts.reader import readers
    from voicecheck.problems import suggestion

    if name not in readers():
        raise click.BadParameter(f"“{name}” is no draft format; there are {', '.join(readers())}.{suggestion(name, readers())}", param_hint="--input")
    return name
