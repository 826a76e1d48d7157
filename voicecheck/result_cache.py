"""Keeps the judgement of whole drafts, findings and all, so that what did not change is not
judged again.

The key of an entry is made of all that the judgement rests on: the draft's bytes and path, its
context, the guide with everything it extends, and voicecheck itself down to its lexicons. A
cache is never needed and never trusted: an entry that is not as it was written is not used.
"""

from __future__ import annotations

import hashlib
import pickle
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecheck.cache import cache_folder, make_folder
from voicecheck.loaded_guide import LoadedGuide
from voicecheck.portion import Judgement, Portion, Request
from voicecheck.shipped import stamp

if TYPE_CHECKING:
    import sqlite3

MOST_BYTES = 200_000_000
"""Beyond this size the entries that were not used for longest are dropped."""
LARGEST_DRAFT = 4_000_000
"""Longer drafts are judged anew: to load their results would take as long as a small run."""
_DIGEST = 16
_WRITE_AFTER = 500


class ResultCache:
    """The cache of a run. ``warnings`` says what was wrong with it, for people."""

    def __init__(self, request: Request) -> None:
        self.warnings: list[str] = []
        self._request = replace(request, paths=(), today=None)
        self._guides: dict[str, bytes] = {}
        self._new: list[tuple[bytes, bytes]] = []
        self._used: list[tuple[bytes]] = []
        """The keys of entries whose day of last use must be written down anew."""
        folder = cache_folder() if request.cache and not request.keep_scores and request.changed is None else None
        self._database = self._open(folder / "results.sqlite") if folder is not None else None
        self._base = hashlib.sha256(repr(self._request).encode() + stamp()).digest() if self._database is not None else b""

    def known(self, portion: Portion, compiled: LoadedGuide | None) -> Portion:
        """The portion with the key of its entry, and what was judged of it, or else what is to be."""
        if self._database is None or compiled is None or portion.source is not None or portion.draft.path == "-" or portion.size > LARGEST_DRAFT:
            return portion
        try:
            with open(portion.draft.path, "rb") as file:
                data = file.read()
        except OSError:
            return portion
        digest = hashlib.sha256(self._base + self._guide(compiled))
        digest.update(f"{portion.draft.path}\0{portion.draft.named}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
        key = digest.digest()
        known = self._entry(key)
        return replace(portion, key=key, known=known, data=None if known else data)

    def keep(self, portion: Portion, judgement: Judgement | None) -> None:
        """Remember what was judged of a portion."""
        if self._database is None or not portion.key or portion.known is not None or judgement is None:
            return
        with suppress(pickle.PicklingError, RecursionError):
            value = judgement.data
            self._new.append((portion.key, hashlib.sha256(value).digest()[:_DIGEST] + value))
        if len(self._new) >= _WRITE_AFTER:
            self._write()

    def close(self) -> None:
        """Write what is new, and drop what has not been used for long if there is too much."""
        if self._database is None:
            return
        import sqlite3

        self._write()
        with suppress(sqlite3.Error):
            self._database.executemany("UPDATE judged SET used = strftime('%s', 'now') WHERE key = ?", self._used)
            if self._database.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").fetchone()[0] > MOST_BYTES:
                self._database.execute("DELETE FROM judged WHERE key IN (SELECT key FROM judged ORDER BY used LIMIT (SELECT count(*) / 2 FROM judged))")
                self._database.commit()
                self._database.execute("VACUUM")
            self._database.commit()
            self._database.close()
        self._database = None

    def _open(self, file: Path) -> sqlite3.Connection | None:
        import sqlite3

        for attempt in (1, 2):
            try:
                make_folder(file.parent)
                database = sqlite3.connect(file, timeout=2)
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("PRAGMA synchronous = OFF")
                database.execute("DROP TABLE IF EXISTS results")  # as it was once, slower to look up
                database.execute("CREATE TABLE IF NOT EXISTS judged (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)")
                return database
            except (OSError, sqlite3.OperationalError):
                return None  # a read-only home, or another run that writes: no reason to stop
            except sqlite3.DatabaseError:
                if attempt == 1:
                    self.warnings.append(f"the cache {file} was damaged and is begun anew")
                    with suppress(OSError):
                        file.unlink()
        return None

    def _entry(self, key: bytes) -> Judgement | None:
        import sqlite3

        assert self._database is not None
        try:
            row = self._database.execute("SELECT value, used < strftime('%s', 'now') - 86400 FROM judged WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            value = row[0]
            if hashlib.sha256(value[_DIGEST:]).digest()[:_DIGEST] != value[:_DIGEST]:
                raise ValueError("not as it was written")
            found = Judgement(pickle.loads(value[_DIGEST:]))
        except (sqlite3.Error, ValueError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError):
            if not self.warnings:
                self.warnings.append("entries of the cache were damaged and are judged anew")
            return None
        if row[1]:
            self._used.append((key,))
        return found

    def _guide(self, compiled: LoadedGuide) -> bytes:
        """All that the guide is made of: what the merged guide says, with its places."""
        path = compiled.guide.path
        if path not in self._guides:
            self._guides[path] = hashlib.sha256(repr(compiled.guide).encode("utf-8", "surrogateescape")).digest()
        return self._guides[path]

    def _write(self) -> None:
        import sqlite3

        assert self._database is not None
        new: list[Any] = self._new
        self._new = []
        with suppress(sqlite3.Error):  # another run is writing: it may keep its own
            self._database.executemany("INSERT OR REPLACE INTO judged VALUES (?, ?, strftime('%s', 'now'))", new)
            self._database.commit()
