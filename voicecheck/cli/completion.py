"""``voicecheck completion``: the Tab key in bash, zsh and fish."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", short_help="Print the completion script of bash, zsh or fish.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script that lets the Tab key complete commands, options, checks, languages,
    channels, formats and shipped guides.

    \b
    bash   voicecheck completion bash >> ~/.bashrc
    zsh    voicecheck completion zsh >> ~/.zshrc
    fish   voicecheck completion fish > ~/.config/fish/completions/voicecheck.fish

    Then open a new shell. In zsh the line "autoload -Uz compinit; compinit" must stand before.
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None  # click knows these three
    root = context.find_root()
    click.echo(_Script.of(found, root.command).rstrip())


class _Script:
    """The script as click writes it, without asking which bash there is: it may be another's."""

    @staticmethod
    def of(found: type, root: click.Command) -> str:
        made = found(root, {}, "voicecheck", "_VOICECHECK_COMPLETE")
        return str(made.source_template % made.source_vars())
