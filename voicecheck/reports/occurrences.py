"""Counts how often each of very many digests has come, in some twelve bytes each."""

from __future__ import annotations

from array import array

_SLOTS = 1024


class Occurrences:
    """A table of the digests that were seen, of each the first eight bytes: the findings of a
    million replies would fill the memory of a dictionary. That two of a million different ones are
    taken for the same is as likely as one in thirty million.
    """

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 * _SLOTS))
        self._different = 0
        self._often: dict[int, int] = {}
        """How often those came that came more than once."""

    def count(self, digest: bytes) -> int:
        """How often this digest has come now."""
        key = int.from_bytes(digest[:8], "big") or 1  # 0 is an empty slot
        slot = self._slot(key)
        if self._table[slot]:
            self._often[key] = self._often.get(key, 1) + 1
            return self._often[key]
        self._table[slot] = key
        self._different += 1
        if self._different * 3 > len(self._table) * 2:
            self._grow()
        return 1

    def _slot(self, key: int) -> int:
        """Where a key stands or would stand: the first place from its own on that is not taken."""
        table, last = self._table, len(self._table) - 1
        slot = key & last
        while table[slot] and table[slot] != key:
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        before = self._table
        self._table = array("Q", bytes(2 * before.itemsize * len(before)))
        for key in before:
            if key:
                self._table[self._slot(key)] = key
