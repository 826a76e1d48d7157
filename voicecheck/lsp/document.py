"""A document that is open in an editor."""

from __future__ import annotations

import os
import re
from functools import cached_property
from urllib.parse import unquote, urlsplit

from voicecheck.frozen import frozen
from voicecheck.lsp.lines import Lines

_ENDINGS = {"markdown": ".md", "plaintext": ".txt", "json": ".json", "jsonl": ".jsonl", "csv": ".csv", "yaml": ".yml", "html": ".html", "xml": ".xml", "po": ".po"}
"""Of documents that were never saved: the ending that their language would have."""


@frozen
class Document:
    """An open document as it is in the editor, saved or not.

    ``path`` is its file, or the one that a document which was never saved would have.
    """

    uri: str
    path: str
    text: str
    version: int = 0
    encoding: str = "utf-16"

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text, self.encoding)


def path_of(uri: str, language: str, root: str) -> str:
    """The path of a document; one that was never saved is taken to lie in ``root``."""
    parts = urlsplit(uri)
    path = unquote(parts.path)
    if parts.scheme == "file":
        if parts.netloc and parts.netloc != "localhost":
            path = f"//{parts.netloc}{path}"
        return path[1:] if re.match(r"/[A-Za-z]:", path) and os.name == "nt" else path
    name = os.path.basename(path) or "untitled"
    return os.path.join(root, name if os.path.splitext(name)[1] else name + _ENDINGS.get(language, ".txt"))


def uri_of(path: str) -> str:
    """The address of a file."""
    from pathlib import Path

    return Path(os.path.abspath(path)).as_uri()
