"""Replies in JSON and YAML of no particular tool: lists, maps, records, locale files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from voicecheck.drafts.locale_code import is_language, language_of
from voicecheck.drafts.reader import ReadOptions
from voicecheck.drafts.record import ID_FIELDS, KNOWN_FIELDS, Facts, facts_from, reply_field, with_suppressions
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.suppression import FIELD
from voicecheck.drafts.tree_looks import is_label, is_sentence, is_text
from voicecheck.drafts.tree_path import TreePath, find, find_beside, parse_path
from voicecheck.drafts.trees import is_texts_by_language, reply_at, text_of
from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem
from voicecheck.tree import Mapping, Scalar, Sequence, Tree


@frozen
class _Way:
    """How the walk came to a node. ``language`` is a key or the file's name."""

    steps: tuple[str, ...] = ()
    language: str = ""
    context: Context = Context()
    listed: bool = False
    """Whether a list was passed through: what is in it is meant to be replies."""
    parts: tuple[tuple[str, TreePath], ...] = ()

    def into(self, step: str) -> _Way:
        return replace(self, steps=(*self.steps, step))

    @property
    def id(self) -> str:
        """The keys on the way; empty where there are only numbers of a list."""
        return "" if all(step.isdigit() for step in self.steps) else ".".join(self.steps)


def replies_in(source: SourceText, tree: Tree, options: ReadOptions) -> Iterator[Reply | Problem]:
    """The replies in a tree. A reply's id is what its record says or the keys that lead to it;
    the versions of one reply in several languages share their group. Of ``options.fields``
    everything but the reply is looked for in each record."""
    try:
        parts = tuple((part, parse_path(written)) for part, written in options.fields.items() if part != "reply")
    except ValueError as error:
        yield Problem(Place(source.path), str(error))
        return
    seen: set[tuple[int, str]] = set()
    for item in _walk(source, tree, _Way(language=language_of(source.path), parts=parts)):
        if isinstance(item, Reply) and item.source is not None and item.text:
            place = item.source.offsets(0, 0)[0], item.context.language
            if place in seen:
                continue  # YAML's alias (*name) of a text that was read already
            seen.add(place)
        yield item


def _walk(source: SourceText, node: Tree, way: _Way) -> Iterator[Reply | Problem]:
    if isinstance(node, Scalar):
        if is_text(node) and (way.listed or not is_label(node.text, bool(way.language))):
            context = Context(language=way.language).over(way.context)
            yield reply_at(source, node, way.id, context, None, way.id if way.language else "")
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items, 1):
            yield from _walk(source, item, replace(way.into(str(number)), listed=True))
    elif node.entries and all(map(is_language, node.entries)):
        for language, value in node.entries.items():
            yield from _walk(source, value, replace(way, language=language))
    else:
        yield from _map(source, node, way)


def _map(source: SourceText, node: Mapping, way: _Way) -> Iterator[Reply | Problem]:
    lowered = {key.lower(): value for key, value in node.entries.items()}
    fields = {key: _words(value) if key == FIELD else text_of(value) for key, value in lowered.items() if isinstance(value, Scalar) or key == FIELD}
    bodies = _bodies(lowered, way)
    if bodies is not None:
        field, versions = bodies
        given = {part: text for part, path in way.parts if (text := next((text_of(found.node) for found in find(node, path)), ""))}
        facts = facts_from(fields, given, field)
        for language, body in versions:
            yield _record_reply(source, body, facts, language, way, several=len(versions) > 1 or bool(way.language))
        return
    context = facts_from({key: text for key, text in fields.items() if key not in ID_FIELDS}, {}, "").context
    inner = replace(way, context=context.over(way.context))
    for key, value in node.entries.items():
        if isinstance(value, Scalar) and key.lower() in KNOWN_FIELDS and not (way.language and not is_label(value.text, True)):
            continue
        yield from _walk(source, value, inner.into(key))


def _bodies(fields: dict[str, Tree], way: _Way) -> tuple[str, list[tuple[str, Scalar]]] | None:
    """The field with the reply and its text in each language, if a map is a record of a reply."""
    name = reply_field(key for key, value in fields.items() if isinstance(value, Scalar) or is_texts_by_language(value))
    if name:
        others = [value for key, value in fields.items() if key != name and key not in KNOWN_FIELDS]
        if way.language and not way.listed and any(isinstance(value, Mapping) or is_sentence(value) for value in others):
            return None  # a locale file in which one of the keys is "message"
        value = fields[name]
        if isinstance(value, Mapping):
            return name, [(language, text) for language, text in value.entries.items() if isinstance(text, Scalar) and not text.is_null]
        return (name, [("", value)]) if isinstance(value, Scalar) else None
    versions = [(key, value) for key, value in fields.items() if is_language(key) and isinstance(value, Scalar) and not value.is_null]
    if len(versions) > 1 and all(key in KNOWN_FIELDS for key, value in fields.items() if isinstance(value, Scalar) and not is_language(key)):
        return "", versions
    return None


def _record_reply(source: SourceText, body: Scalar, facts: Facts, language: str, way: _Way, several: bool) -> Reply:
    said = Context(language=language).over(facts.context)
    context = said.over(Context(language=way.language).over(way.context))
    identity = facts.id or way.id
    group = identity or ".".join(way.steps) if several else identity if facts.context.language else ""
    return with_suppressions(reply_at(source, body, identity, context, facts.usage, group), facts.ignore)


def mapped_replies(source: SourceText, tree: Tree, options: ReadOptions) -> Iterator[Reply | Problem]:
    """The replies to which ``options.fields`` leads; everything else it says is looked for
    around each of them. A key of the path that is a language's code tells the language."""
    try:
        paths = {part: parse_path(written) for part, written in options.fields.items()}
    except ValueError as error:
        yield Problem(Place(source.path), str(error))
        return
    for found in find(tree, paths["reply"]):
        if not isinstance(found.node, Scalar) or found.node.is_null:
            continue
        given = {part: _beside(found_beside) for part, path in paths.items() if part != "reply" and (found_beside := find_beside(found, path)) is not None}
        nearest = next((node for node in reversed(found.above) if isinstance(node, Mapping) and not is_texts_by_language(node)), None)
        fields = {key.lower(): _words(value) if key.lower() == FIELD else text_of(value) for key, value in nearest.entries.items()} if nearest else {}
        language = next((step for step in reversed(found.steps) if is_language(step)), "")
        facts = facts_from({key: text for key, text in fields.items() if not is_language(key)}, given, found.steps[-1].lower() if found.steps else "")
        steps = ".".join(step for step in found.steps if not is_language(step))
        identity = facts.id or steps
        context = facts.context.over(Context(language=language or language_of(source.path)))
        yield with_suppressions(reply_at(source, found.node, identity, context, facts.usage, identity if language else ""), facts.ignore)


def _words(node: Tree) -> str:
    """A field's text; of a list of texts, each in a line of its own."""
    return "\n".join(map(text_of, node.items)) if isinstance(node, Sequence) else text_of(node)


def _beside(node: Tree) -> str:
    return text_of(node)


def path_of(options: ReadOptions) -> TreePath | None:
    """The path of the reply in a mapping, or None where there is none or it is no path."""
    try:
        return parse_path(options.fields["reply"])
    except (KeyError, ValueError):
        return None
