"""spaCy's tokenizer of a language, without the pipeline around it."""

from __future__ import annotations

from typing import Any


def make_tokenizer(code: str) -> Any:
    """The tokenizer that ``spacy.blank(code)`` has, at a third of the time to make it: nothing
    here needs a pipeline's configuration."""
    from spacy import util
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import create_vocab

    language: Any = util.get_lang_class(code).Defaults
    return Tokenizer(
        create_vocab(code, language),
        rules=language.tokenizer_exceptions,
        prefix_search=util.compile_prefix_regex(language.prefixes).search,
        suffix_search=util.compile_suffix_regex(language.suffixes).search,
        infix_finditer=util.compile_infix_regex(language.infixes).finditer,
        token_match=language.token_match,
        url_match=language.url_match,
    )
