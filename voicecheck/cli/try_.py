"""``voicecheck try``: scores what is typed or pasted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from voicecheck.cli.headings import Headed, examples
from voicecheck.cli.main import printable
from voicecheck.cli.options import Given, shared_options
from voicecheck.cli.output import folded, look
from voicecheck.languages import beside

if TYPE_CHECKING:
    from voicecheck.live.prompt import Prompt

PROMPT = "> "
_PASTED_WITHIN = 0.05
"""Seconds within which further lines count as pasted together with the first."""


@click.command(
    "try",
    cls=Headed,
    short_help="Score what you type or paste.",
    epilog=examples(
        "voicecheck try --guide voicecheck:cheeky-airline --channel tiktok",
        "voicecheck try --language nb < replies.txt",
        exit_codes="0; 2 the guide is broken, or a piped command cannot be followed; 130 interrupted",
    ),
)
@shared_options
@click.option("--no-color", is_flag=True, help="No colours (also by the environment variable NO_COLOR).")
def command(given: Given, no_color: bool) -> None:
    """Score what you type or paste: bars of each dimension against the guide's bands, and what
    to change.

    \b
    /channel x              where the reply will be published
    /situation complaint    what it answers
    /customer TEXT          the customer's message
    /language nb, /guide FILE, /why, /explain, /help, /quit

    A switch scores the last reply again. Pasted lines are one reply; the arrow keys bring back
    earlier entries, which are kept nowhere. Without a terminal each line of standard input is a
    reply or a command, and lines between /begin and /end are one reply.
    """
    beside.begin()  # while a reply is typed
    from voicecheck.compiler import load_guide
    from voicecheck.guide.discover import discover
    from voicecheck.live.prompt import Prompt
    from voicecheck.live.view import view

    found = given.guide or discover("-").path
    is_terminal = sys.stdin.isatty()
    prompt = Prompt(load_guide(found), view(look(no_color=no_color)), given.context, is_terminal)
    if is_terminal:
        _talk(prompt)
    else:
        sys.exit(_read_through(prompt))


def _read_through(prompt: Prompt) -> int:
    """Answer every entry of standard input; the exit code."""
    from voicecheck.live.prompt import entries

    code = 0
    for entry in entries(sys.stdin):
        try:
            code = max(code, _answer(prompt, entry))
        except EOFError:
            break
    return code


def _answer(prompt: Prompt, entry: str) -> int:
    """Print what an entry brings; 2 where it cannot be followed."""
    from voicecheck.live.prompt import WrongCommandError
    from voicecheck.problems import VoicecheckError

    try:
        told = prompt.answer(entry)
    except WrongCommandError as error:
        click.echo(folded(str(error)), err=True)
        return 2
    except VoicecheckError as error:
        for problem in error.problems:
            click.echo(f"error: {printable(str(problem))}", err=True)
        return 2
    if told:
        click.echo(told)
    return 0


def _talk(prompt: Prompt) -> None:
    """Answer what is typed until it is enough. Ctrl-C drops what is being typed, and a second
    one leaves."""
    _with_editing(prompt)
    click.echo(f"{prompt.described()}\nType or paste a reply and press Enter. /help lists the commands, Ctrl-D leaves.\n")
    interrupted = False
    lines = _typed()
    while True:
        try:
            entry = next(lines)
            interrupted = False
            _answer(prompt, entry)
        except (EOFError, StopIteration):
            click.echo()
            return
        except KeyboardInterrupt:
            if interrupted:
                raise
            interrupted = True
            click.echo("\nDropped; once more to leave.")
            lines = _typed()


def _typed() -> Iterator[str]:
    """What is typed, an entry at a time: lines that come together were pasted and are one."""
    from voicecheck.live.prompt import entries

    def lines() -> Iterator[str]:
        while True:
            first = input(PROMPT)
            pasted = [first]
            while not first.startswith("/") and _more_is_waiting():
                pasted.append(input())
            yield "\n".join(pasted)

    return entries(lines())


def _more_is_waiting() -> bool:
    import select

    try:
        return bool(select.select([sys.stdin], [], [], _PASTED_WITHIN)[0])
    except (OSError, ValueError):  # a terminal of Windows cannot be asked
        return False


def _with_editing(prompt: Prompt) -> None:
    """Arrow keys, history and the Tab key, where Python has them. Nothing is written to disk:
    replies hold what customers wrote."""
    try:
        import readline
    except ImportError:
        return

    def proposal(_: str, number: int) -> str | None:
        begun = readline.get_line_buffer()[: readline.get_endidx()]
        found = [item[readline.get_begidx() :] for item in prompt.proposals(begun)]
        return found[number] if number < len(found) else None

    readline.set_completer_delims(" ")
    readline.set_completer(proposal)
    readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")
    if "libedit" not in (readline.__doc__ or ""):
        readline.parse_and_bind("set enable-bracketed-paste on")
