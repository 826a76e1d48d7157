"""The open documents of an editor: each judged soon after it changes, the newest text only."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from voicecheck.guide.files import DEFAULT
from voicecheck.lsp.analysis import Analysis, Mark
from voicecheck.lsp.document import Document
from voicecheck.lsp.guide_marks import guide_analysis
from voicecheck.lsp.guides import LiveGuides
from voicecheck.lsp.judging import DraftJudge, OutdatedError
from voicecheck.problems import VoicecheckError

DEBOUNCE = 0.012
"""Seconds from a change to the judgement of what is then there: keystrokes that come together,
as those of a paste or of a macro, are judged as one."""
GUIDE_DEBOUNCE = 0.2
"""Seconds from a change of a guide to the judgement of the drafts it is about."""


class Session:
    """Documents and what is known of them.

    ``publish`` is called with each new analysis, in the event loop; ``log`` with what went wrong.
    """

    def __init__(self, publish: Callable[[Analysis], None], log: Callable[[str], None]) -> None:
        self.documents: dict[str, Document] = {}
        self.analyses: dict[str, Analysis] = {}
        self._texts: dict[str, str] = {}
        self.guides = LiveGuides(self._texts)
        self._judge = DraftJudge(self.guides)
        self._publish = publish
        self._log = log
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._stale: set[str] = set()
        self._pool = ThreadPoolExecutor(1, "judge")  # one: the work is Python's own, and guides are shared

    def is_guide(self, document: Document) -> bool:
        """Whether an open document is a guide rather than a draft."""
        return self.guides.is_guide(document.path)

    def changed(self, document: Document) -> None:
        """A document was opened, or has a new text."""
        self.documents[document.uri] = document
        self._texts[os.path.realpath(document.path)] = document.text
        self._schedule(document.uri, DEBOUNCE)
        if self.is_guide(document):
            self.recheck(document.path)

    def closed(self, uri: str) -> None:
        """A document was closed: what is on the disk holds again."""
        document = self.documents.pop(uri, None)
        self.analyses.pop(uri, None)
        if document is not None:
            self._texts.pop(os.path.realpath(document.path), None)
            if self.is_guide(document):
                self.recheck(document.path)

    def recheck(self, changed: str = "") -> None:
        """Judge the documents anew that a changed guide may be about; all, where none is named."""
        real = os.path.realpath(changed) if changed else ""
        for uri, document in self.documents.items():
            known = self.analyses.get(uri)
            if os.path.realpath(document.path) != real and (not real or known is None or not known.files or real in known.files):
                self._schedule(uri, GUIDE_DEBOUNCE)

    async def analysis(self, uri: str) -> Analysis | None:
        """What is known of a document as it is now; waits for the judgement under way."""
        while (task := self._tasks.get(uri)) is not None:
            await asyncio.shield(task)
        return self.analyses.get(uri)

    def _schedule(self, uri: str, delay: float) -> None:
        """Judge a document after a while. A judgement that is under way begins again."""
        self._stale.add(uri)
        if uri not in self._tasks:
            self._tasks[uri] = asyncio.get_running_loop().create_task(self._check(uri, delay))

    async def _check(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        try:
            while uri in self._stale and uri in self.documents:
                self._stale.discard(uri)
                document = self.documents[uri]
                try:
                    analysis = await asyncio.get_running_loop().run_in_executor(self._pool, self._analyse, document)
                except OutdatedError:
                    continue
                if self.documents.get(uri) is document:
                    self.analyses[uri] = analysis
                    self._publish(analysis)
        finally:
            self._tasks.pop(uri, None)
            self._stale.discard(uri)

    def _analyse(self, document: Document) -> Analysis:
        try:
            if self.is_guide(document):
                return guide_analysis(document, self.guides)
            return self._judge.judge(document, lambda: document.uri in self._stale)
        except OutdatedError:
            raise
        except Exception as error:  # the editor goes on, and is told that nothing was checked
            self._log(f"{document.path}: {type(error).__name__}: {error}")
            message = f"Not checked: voicecheck itself failed here ({type(error).__name__}: {error}). Please report it with this draft."
            return Analysis(document, (Mark(0, document.lines.line_at(0)[1], "error", "voicecheck", message),))

    def warm_up(self, root: str) -> None:
        """Load what the first judgement needs while the editor opens its windows: a piece at a
        time, so that a document that is open already need not wait for all."""

        def guide() -> None:
            try:
                path = self.guides.path_for(os.path.join(root, "draft.md"))
            except VoicecheckError:
                return
            found = self.guides.guide(path or DEFAULT).compiled
            if found is not None:
                for language in found.guide.languages if path else found.guide.languages[:1]:
                    self._pool.submit(found.check, "Hei, hello.", language=language)

        self._pool.submit(guide)

    def close(self) -> None:
        """Start no further judgement."""
        self._pool.shutdown(wait=False, cancel_futures=True)
