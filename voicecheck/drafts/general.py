"""What the readers of JSON and YAML of no particular tool have in common."""

from __future__ import annotations

from collections.abc import Iterator

from voicecheck.drafts.reader import ReadOptions
from voicecheck.drafts.record import how_to_map
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.tree_looks import looks_like_replies
from voicecheck.drafts.tree_path import find, what_is_there
from voicecheck.drafts.tree_records import mapped_replies, path_of, replies_in
from voicecheck.drafts.trees import TreeReader, is_json, read_tree
from voicecheck.problems import Problem
from voicecheck.tree import Tree


class GeneralReader(TreeReader):
    """JSON or YAML in which replies are found by what they look like, or by a mapping."""

    rank = 0

    def recognises(self, source: SourceText) -> bool:
        found = read_tree(source)
        if found.tree is None or not found.whole:
            # A file that cannot be read is nobody else's: it is told, not passed over.
            return is_json(source) or source.path.lower().endswith(self.suffixes)
        return looks_like_replies(found.tree, source.path, sure=not source.path.lower().endswith(self.suffixes))

    def fits(self, tree: Tree) -> bool:
        return looks_like_replies(tree)

    def points_to_replies(self, source: SourceText, options: ReadOptions) -> bool:
        path, tree = path_of(options), read_tree(source).tree
        if path is None:
            return True  # told when it is read
        return tree is not None and any(True for _ in find(tree, path))

    def replies(self, source: SourceText, tree: Tree, options: ReadOptions) -> Iterator[Reply | Problem]:
        if "reply" in options.fields and (self.points_to_replies(source, options) or not looks_like_replies(tree, source.path)):
            return mapped_replies(source, tree, options)
        return replies_in(source, tree, options)

    def nothing(self, tree: Tree | None, options: ReadOptions) -> str:
        if tree is None:
            return "holds no reply; the file is empty"
        if "reply" in options.fields:
            return f"has no text at “{options.fields['reply']}”, where the mapping says that the reply stands: {how_to_map(what_is_there(tree))}"
        return f"is not known to hold replies: {how_to_map(what_is_there(tree))}"

    def unrecognised(self, source: SourceText, options: ReadOptions) -> str:
        return self.nothing(read_tree(source).tree, options)
