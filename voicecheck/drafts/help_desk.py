"""Exports of help desks: lists of records, each with the text that goes to the customer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from voicecheck.drafts.reader import ReadOptions
from voicecheck.drafts.record import number_from
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.trees import TreeReader, first_text, reply_at, text_of
from voicecheck.frozen import frozen
from voicecheck.problems import Problem
from voicecheck.tree import Mapping, Scalar, Sequence, Tree


@frozen
class Body:
    """A field with the reply's text; ``channel`` where it is sent on one channel alone."""

    field: str
    html: bool = False
    channel: str = ""


class HelpDeskReader(TreeReader):
    """An export of a help desk: what its records look like."""

    wrappers: ClassVar[tuple[str, ...]] = ()
    """Keys under which the list of records stands, the outer one first ("_embedded.replies")."""
    telling: ClassVar[tuple[tuple[str, ...], ...]]
    """A record is this tool's if it has all fields of one of these groups."""
    foreign: ClassVar[tuple[str, ...]] = ()
    """Fields that show that it is another tool's."""
    bodies: ClassVar[tuple[Body, ...]]
    """Where the text stands; the plain text of a reply before its HTML."""
    every_body: ClassVar[bool] = False
    """Whether each filled body is a reply of its own, rather than the first one the reply."""
    title: ClassVar[tuple[str, ...]] = ("title", "name")
    """What people know the reply by: it becomes the reply's id, the tool's own id its group."""
    language: ClassVar[str] = ""
    usage: ClassVar[str] = ""

    def fits(self, tree: Tree) -> bool:
        records = self.records_in(tree)
        return bool(records) and any(self.is_record(record) for record in records) and all(self.is_record(record) or self.may_be_bare(record) for record in records[:50])

    def is_record(self, record: Mapping) -> bool:
        """Whether a map is a record of this tool."""
        return any(all(name in record.entries for name in group) for group in self.telling) and not any(name in record.entries for name in self.foreign)

    def may_be_bare(self, record: Mapping) -> bool:
        """Whether a map that is no record may stand among them."""
        return False

    def records_in(self, tree: Tree) -> tuple[Mapping, ...]:
        """The records: in a list, in a list under a wrapper, one alone, or page after page."""
        if isinstance(tree, Sequence):
            return tuple(record for item in tree for record in (self.records_in(item) if isinstance(item, Mapping) else ()))
        if not isinstance(tree, Mapping):
            return ()
        for wrapper in self.wrappers:
            node: Tree | None = tree
            for key in wrapper.split("."):
                node = node.get(key) if isinstance(node, Mapping) else None
            if isinstance(node, Sequence):
                return tuple(item for item in node if isinstance(item, Mapping))
            if isinstance(node, Mapping):
                return (node,)
        return (tree,)

    def replies(self, source: SourceText, tree: Tree, options: ReadOptions) -> Iterator[Reply | Problem]:
        for record in self.records_in(tree):
            yield from self.record_replies(source, record)

    def record_replies(self, source: SourceText, record: Mapping) -> Iterator[Reply | Problem]:
        """The replies of one record."""
        filled = [(body, node) for body in self.bodies if isinstance(node := record.get(body.field), Scalar) and text_of(node)]
        if not filled and any(body.field in record.entries for body in self.bodies):
            filled = [(body, node) for body in self.bodies if isinstance(node := record.get(body.field), Scalar)][:1]
        for body, node in filled if self.every_body else filled[:1]:
            yield self.reply(source, record, node, body.html, body.channel)

    def reply(self, source: SourceText, record: Mapping, body: Scalar, html: bool, channel: str = "", language: str = "") -> Reply:
        """The reply with this body and what its record says of it."""
        context = Context(language=language or text_of(record.get(self.language)), channel=channel)
        number = text_of(record.get("id"))
        return reply_at(source, body, first_text(record, self.title) or number, context, number_from(text_of(record.get(self.usage))), number, html)
