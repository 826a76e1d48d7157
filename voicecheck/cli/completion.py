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

    kind = get_completion_class(shell)
    assert kind is not None  # click knows these three
    made = kind(context.find_root().command, {}, "voicecheck", "_VOICECHECK_COMPLETE")
    # Not made.source(): it starts bash to ask for its version, and the script may be for another's.
    click.echo((made.source_template % made.source_vars()).rstrip())
