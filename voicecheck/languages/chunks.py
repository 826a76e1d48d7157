"""Cuts chunks, what stands between white space, into tokens as spaCy does.

spaCy cuts each chunk by itself, whatever stands around it. Most are plain: a word, a figure, one
of them with a sign before or behind it; or a special case that spaCy lists ("don't", "f.eks."). Of these
it is known what spaCy makes of them (tests/test_chunks.py asks it); only for the others is it
asked. Importing spaCy takes longer than all the rest of a check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from voicecheck.drafts.mask import MASK
from voicecheck.languages import beside
from voicecheck.languages.beside import Tokens

_PLAIN = re.compile(rf"([(\"«“£*]?)([^\W\d_]{{2,}}|\d+|{MASK}+)(?:([,!?:;)\"»”])|(?<=[a-zæøåäöéèü])(\.))?")
_SIGNED = re.compile(r"[\^/-][^\W\d_]{2,}")
"""With what an agent signs: "^Kari"."""


class Chunks:
    """The chunks of one language. ``tokenizer`` is spaCy's code of it, ``special`` the tokens of
    the special cases that its tokenizer lists."""

    def __init__(self, tokenizer: str, special: Mapping[str, Tokens]) -> None:
        self._tokenizer = tokenizer
        self._special = special

    def cut(self, chunks: Iterable[str]) -> list[Tokens]:
        """The tokens of each chunk; none may hold white space."""
        wanted = list(chunks)
        found = [self._plain(chunk) for chunk in wanted]
        unknown = [chunk for chunk, tokens in zip(wanted, found) if tokens is None]
        asked = iter(self._asked(unknown) if unknown else ())
        return [next(asked) if tokens is None else tokens for tokens in found]

    def _plain(self, chunk: str) -> Tokens | None:
        """The tokens of a plain chunk, None of any other."""
        special = self._special.get(chunk)
        if special is not None:
            return special
        plain = _PLAIN.fullmatch(chunk)
        if plain is None:
            return (chunk,) if len(chunk) == 1 or _SIGNED.fullmatch(chunk) else None
        opening, word, closing, stop = plain.groups()
        if (stop and word in self._special) or (opening and (chunk[1:] in self._special or opening + word in self._special)):
            return None
        return tuple(filter(None, (opening, *self._special.get(word, (word,)), closing, stop)))

    def _asked(self, chunks: list[str]) -> list[Tokens]:
        answer = beside.tokens(self._tokenizer, chunks)
        if answer is None:
            from voicecheck.languages.tokenizer import cut

            answer = cut(self._tokenizer, chunks)
        return answer
