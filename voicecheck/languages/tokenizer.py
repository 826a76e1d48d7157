"""spaCy's tokenizers, without the pipeline around them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any


def cut(language: str, chunks: Iterable[str]) -> list[tuple[str, ...]]:
    """The tokens of each chunk. ``language`` is spaCy's code of a language."""
    tokenizer = load_tokenizer(language)
    return [tuple([token.text for token in tokenizer(chunk)]) for chunk in chunks]


def special_cases(language: str) -> dict[str, tuple[str, ...]]:
    """The texts that the tokenizer cuts by a rule of their own ("cannot"), with their tokens."""
    from spacy.attrs import ORTH

    return {text: tuple(token[ORTH] for token in tokens) for text, tokens in load_tokenizer(language).rules.items()}


@lru_cache(maxsize=8)
def load_tokenizer(language: str, for_patterns: bool = False) -> Any:
    """The tokenizer that ``spacy.blank(language)`` has, at a third of the time to make it:
    nothing here needs a pipeline's configuration; nor, but for token patterns, all that spaCy
    works out of each new word."""
    from spacy import util
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab, create_vocab

    defaults: Any = util.get_lang_class(language).Defaults
    return Tokenizer(
        create_vocab(language, defaults) if for_patterns else Vocab(),
        rules=defaults.tokenizer_exceptions,
        prefix_search=util.compile_prefix_regex(defaults.prefixes).search,
        suffix_search=util.compile_suffix_regex(defaults.suffixes).search,
        infix_finditer=util.compile_infix_regex(defaults.infixes).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )
