"""Records of which each holds its texts in several languages: {"innhold": {"nb_NO": …, "en_US": …}}."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicecheck.drafts.reader import ReadOptions
from voicecheck.drafts.record import number_from, reply_field
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.trees import TreeReader, first_text, is_texts_by_language, mappings_in, reply_at, text_of
from voicecheck.problems import Problem
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

_TITLES = ("overskrift", "title", "name", "tittel")
_USAGES = ("vekttall", "usage", "usage_count", "uses")


class LocaleMapReader(TreeReader):
    """Records with a map of languages to texts, as NAV exports its canned replies."""

    name = "locale-map"
    rank = 5
    known_by = "records in which a field holds a map of languages to texts"

    def fits(self, tree: Tree) -> bool:
        records = mappings_in(tree)[:50]
        told = sum(_texts(record) is not None for record in records)
        return told > 0 and told >= 0.8 * len(records)

    def replies(self, source: SourceText, tree: Tree, options: ReadOptions) -> Iterator[Reply | Problem]:
        items: Iterable[tuple[str, Tree]] = tree.entries.items() if isinstance(tree, Mapping) else (("", item) for item in tree.items) if isinstance(tree, Sequence) else ()
        for key, record in items:
            texts = _texts(record) if isinstance(record, Mapping) else None
            if texts is None or not isinstance(record, Mapping):
                continue
            group = text_of(record.get("id")) or key
            identity = first_text(record, _TITLES) or group
            usage = number_from(first_text(record, _USAGES))
            for language, text in texts.entries.items():
                if isinstance(text, Scalar) and not text.is_null:
                    yield reply_at(source, text, identity, Context(language=language), usage, group)


def _texts(record: Mapping) -> Mapping | None:
    """The map of languages to texts that a record holds; of several the one that is named like
    a reply, else the longest: the others are titles."""
    found = {key.lower(): value for key, value in record.entries.items() if isinstance(value, Mapping) and is_texts_by_language(value)}
    known = reply_field(found)
    return found[known] if known else max(found.values(), key=_length, default=None)


def _length(texts: Mapping) -> int:
    return sum(len(text_of(text)) for text in texts.entries.values())
