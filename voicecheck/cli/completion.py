"""``voicecheck completion``: the Tab key in bash, zsh and fish."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")
BASH = """\
%(complete_func)s() {
    # For bash a colon and = end a word; for voicecheck voicecheck:NAME and --report=html are one.
    local IFS=$'\\n' words=() piece kind value current colon
    for piece in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
        if [[ ${#words[@]} -gt 1 && ( $piece == [:=]* || ${words[-1]} == *[:=] ) ]]; then words[-1]+=$piece; else words+=("$piece"); fi
    done
    current=${words[-1]}
    [[ $current == --*=* ]] && current=${current#*=}
    [[ $COMP_WORDBREAKS == *:* ]] && colon=${current%%"${current##*:}"}
    COMPREPLY=()
    while IFS=',' read -r kind value; do
        case $kind in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("${value#"$colon"}") ;;
        esac
    done < <(env COMP_WORDS="${words[*]}" COMP_CWORD=$((${#words[@]} - 1)) %(complete_var)s=bash_complete "$1")
}
complete -o nosort -F %(complete_func)s %(prog_name)s"""
"""In the place of click's own, which cannot complete words with a colon."""


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
    click.echo(((BASH if shell == "bash" else made.source_template) % made.source_vars()).rstrip())
