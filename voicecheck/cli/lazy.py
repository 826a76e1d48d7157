"""A group of commands that loads each command's module when it is called."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import Any

import click


class LazyGroup(click.Group):
    """Commands that stand in modules of ``package``, by the module's name; ``--help`` stays
    quick. ``members`` gives each its line in the help; the module holds it as ``command``."""

    def __init__(self, *args: Any, package: str, members: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.package = package
        self.members = members

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the user can mend is told without a traceback."""
        from voicecheck.cli.reader_gone import silence_stdout
        from voicecheck.problems import VoicecheckError
        from voicecheck.reports.safe import printable

        try:
            return super().invoke(ctx)
        except VoicecheckError as error:
            for problem in error.problems:
                click.echo(f"error: {printable(str(problem))}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
            ctx.exit(130)
        except BrokenPipeError:  # who has seen enough of a list misses nothing
            silence_stdout()
            ctx.exit(0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.members)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.members:
            return None
        command: click.Command = import_module(f"{self.package}.{name}{'_' if iskeyword(name) else ''}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.members.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from voicecheck.problems import suggestion

            raise click.UsageError(f"There is no command “{args[0]}”.{suggestion(args[0], self.members)} See {ctx.command_path} --help.", ctx) from error
