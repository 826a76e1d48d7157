"""``voicecheck lsp``: the language server for editors."""

from __future__ import annotations

import click


@click.command("lsp", short_help="Serve an editor: findings while you write.")
def command() -> None:
    """Serve an editor over standard input and output, in the Language Server Protocol.

    Editors start this by themselves: docs/editors.md shows how for VS Code, Neovim and Helix.
    Drafts are judged as they are typed, saved or not; guides are checked and completed. A
    draft without a voicecheck.yml beside or above it is left alone, unless the editor's
    initialization options name a guide: {"guide": "path/to/voicecheck.yml"}.
    """
    try:
        import pygls.lsp.server  # noqa: F401
    except ImportError:
        from voicecheck.problems import Place, Problem, VoicecheckError

        raise VoicecheckError(Problem(Place("voicecheck lsp"), "needs pygls, which is not installed; install it with: pip install 'voicecheck-lint[lsp]'")) from None
    from voicecheck.lsp.server import serve

    serve()
