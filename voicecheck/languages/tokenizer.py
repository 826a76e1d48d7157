"""spaCy's tokenizers, asked for one chunk at a time.

A chunk is what stands between white space. spaCy cuts each by itself, whatever stands around
it, so that what it made of one need not be asked again. Importing spaCy takes longer than all
the rest of a check: a run may have it done in a process beside (``beside.py``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from voicecheck.languages import beside


def cut(language: str, chunks: Iterable[str]) -> list[tuple[str, ...]]:
    """The tokens of each chunk. ``language`` is spaCy's code of a language."""
    wanted = list(chunks)
    return beside.cut(language, wanted) or cut_here(language, wanted)


def cut_here(language: str, chunks: Iterable[str]) -> list[tuple[str, ...]]:
    """What ``cut`` gives, by this process."""
    tokenizer = load_tokenizer(language)
    return [tuple([token.text for token in tokenizer(chunk)]) for chunk in chunks]


@lru_cache(maxsize=8)
def load_tokenizer(language: str) -> Any:
    """The tokenizer that ``spacy.blank(language)`` has, at a third of the time to make it:
    nothing here needs a pipeline's configuration, nor what a word looks like."""
    from spacy.vocab import Vocab

    return _tokenizer(language, Vocab())


@lru_cache(maxsize=8)
def load_full_tokenizer(language: str) -> Any:
    """The same with all that spaCy knows of a word, for token patterns."""
    from spacy import util
    from spacy.vocab import create_vocab

    return _tokenizer(language, create_vocab(language, util.get_lang_class(language).Defaults))


def special_words(language: str) -> frozenset[str]:
    """The words, nothing but letters, that the tokenizer cuts by a rule of their own ("cannot")."""
    return frozenset(rule for rule in load_tokenizer(language).rules if rule.isalpha())


def _tokenizer(language: str, vocabulary: Any) -> Any:
    from spacy import util
    from spacy.tokenizer import Tokenizer

    defaults: Any = util.get_lang_class(language).Defaults
    return Tokenizer(
        vocabulary,
        rules=defaults.tokenizer_exceptions,
        prefix_search=util.compile_prefix_regex(defaults.prefixes).search,
        suffix_search=util.compile_suffix_regex(defaults.suffixes).search,
        infix_finditer=util.compile_infix_regex(defaults.infixes).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )
