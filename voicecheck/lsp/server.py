"""The server that editors speak to, over standard input and output."""

from __future__ import annotations

import gc
import os
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from voicecheck import __version__
from voicecheck.checks.registry import catalog
from voicecheck.guide.discover import NAMES
from voicecheck.guide.files import SHIPPED
from voicecheck.lsp import edits, guide_words
from voicecheck.lsp.analysis import Analysis, Mark
from voicecheck.lsp.document import Document, path_of, uri_of
from voicecheck.lsp.hover import draft_hover
from voicecheck.lsp.protocol import diagnostic, diagnostics, file_of, location_of, offsets_of, range_of
from voicecheck.lsp.session import Session
from voicecheck.reports.explanation import in_markdown, in_text

EXPLAIN = "voicecheck.explain"
"""The command that tells what a check is about; its one argument is the check's id."""


class Server(LanguageServer):
    """voicecheck for editors: drafts and guides are judged while they are written.

    Documents come as a whole with each change: drafts are short, and lines that end in what only
    Python takes for a line break cannot get out of step.
    """

    def __init__(self) -> None:
        super().__init__("voicecheck", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full, max_workers=1)
        self.session = Session(self._publish, self._log)
        self.root = os.getcwd()
        self._left_alone: dict[str, str] = {}

    # -- to the editor --------------------------------------------------------------

    def _publish(self, analysis: Analysis) -> None:
        document = analysis.document
        if analysis.remark and self._left_alone.get(document.uri) != analysis.remark:
            self._log(f"{document.path} {analysis.remark}.", types.MessageType.Info)
        self._left_alone[document.uri] = analysis.remark
        found = diagnostics(analysis, self._shows_related())
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, found, document.version))

    def _log(self, message: str, kind: types.MessageType = types.MessageType.Error) -> None:
        self.window_log_message(types.LogMessageParams(kind, f"voicecheck: {message}"))

    def _shows_related(self) -> bool:
        documents = self.client_capabilities.text_document
        return bool(documents and documents.publish_diagnostics and documents.publish_diagnostics.related_information)

    # -- documents ------------------------------------------------------------------

    def configure(self, params: types.InitializeParams) -> None:
        """Take what the editor says at the start: its folder, and the guide if it names one."""
        folders = params.workspace_folders or []
        uri = folders[0].uri if folders else params.root_uri
        self.root = (to_fs_path(uri) if uri else None) or params.root_path or os.getcwd()
        options = params.initialization_options if isinstance(params.initialization_options, dict) else {}
        guide = options.get("guide")
        if isinstance(guide, str) and guide:
            self.session.guides.named = guide if guide.startswith(SHIPPED) else os.path.join(self.root, os.path.expanduser(guide))

    def take(self, uri: str, text: str, version: int | None, language: str = "") -> None:
        """A document was opened or has another text."""
        known = self.session.documents.get(uri)
        path = known.path if known is not None else path_of(uri, language, self.root)
        encoding = self.server_capabilities.position_encoding or "utf-16"
        self.session.changed(Document(uri, path, text, version or 0, str(getattr(encoding, "value", encoding))))

    def watch_guides(self) -> None:
        """Ask the editor to tell when a guide changes on the disk, where it can."""
        workspace = self.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if not (watching and watching.dynamic_registration):
            return
        watchers = [types.FileSystemWatcher(f"**/{name}") for name in (*NAMES, "pyproject.toml")]
        if self.session.guides.named and not self.session.guides.named.startswith(SHIPPED):
            watchers.append(types.FileSystemWatcher(self.session.guides.named.replace(os.sep, "/")))
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        self.client_register_capability(types.RegistrationParams([types.Registration("voicecheck-guides", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)]), None)

    # -- questions ------------------------------------------------------------------

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        document = self.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        if self.session.is_guide(document):
            told = guide_words.key_doc(document.text, _offset(document, params.position))
            if told is None:
                return None
            key, text = told
            return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), range_of(document, key.start, key.end))
        analysis = await self.session.analysis(document.uri)
        if analysis is None:
            return None
        found = draft_hover(analysis, _offset(analysis.document, params.position))
        if found is None:
            return None
        words, mark = found
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, words), range_of(analysis.document, mark.start, mark.end) if mark is not None else None)

    async def definition(self, params: types.DefinitionParams) -> list[types.Location]:
        """From a finding to its line of the guide; in a guide from what it extends to that file."""
        document = self.session.documents.get(params.text_document.uri)
        if document is None:
            return []
        if self.session.is_guide(document):
            file = guide_words.extended_at(document.text, _offset(document, params.position), document.path)
            start = types.Position(0, 0)
            return [types.Location(uri_of(found), types.Range(start, start))] if (found := file_of(file)) else []
        analysis = await self.session.analysis(document.uri)
        if analysis is None:
            return []
        offset = _offset(analysis.document, params.position)
        places = dict.fromkeys(mark.rule for mark in analysis.at(offset, offset) if mark.rule is not None)
        return [location for place in places if (location := location_of(place)) is not None]

    async def code_actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        document = self.session.documents.get(params.text_document.uri)
        analysis = await self.session.analysis(params.text_document.uri)
        if document is None or analysis is None or not analysis.results:
            return []
        only = params.context.only
        if only is not None and not any(kind == "" or types.CodeActionKind.QuickFix.value.startswith(str(getattr(kind, "value", kind))) for kind in only):
            return []
        start, end = offsets_of(analysis.document, params.range)
        actions: list[types.CodeAction] = []
        seen: set[str] = set()
        compiled = self.session.guides.guide(self.session.guides.path_for(analysis.document.path)).compiled
        marks = [mark for mark in analysis.at(start, end) if mark.finding is not None]
        if compiled is None:
            return []
        for mark in marks:
            actions += [self._edit(analysis.document, mark, edit) for edit in edits.fixes(analysis.document, compiled, mark)]
        for mark in marks:
            if mark.code not in seen:
                seen.add(mark.code)
                actions += [self._edit(analysis.document, mark, edit) for edit in edits.suppressions(analysis.document, compiled, mark)]
                title = f"Explain {mark.code}"
                if mark.code in catalog():
                    actions.append(types.CodeAction(title, kind=types.CodeActionKind.QuickFix, command=types.Command(title, EXPLAIN, arguments=[mark.code])))
        return actions

    def _edit(self, document: Document, mark: Mark, edit: edits.Edit) -> types.CodeAction:
        change = types.TextEdit(range_of(document, edit.start, edit.end), edit.text)
        return types.CodeAction(
            edit.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic(document, mark, self._shows_related())],
            is_preferred=edit.is_safe or None,
            edit=self._workspace_edit(document, change),
        )

    def _workspace_edit(self, document: Document, change: types.TextEdit) -> types.WorkspaceEdit:
        """The edit, of this version of the document alone where the editor can tell versions."""
        workspace = self.client_capabilities.workspace
        if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            identity = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
            return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identity, [change])])
        return types.WorkspaceEdit(changes={document.uri: [change]})

    def completion(self, params: types.CompletionParams) -> types.CompletionList:
        document = self.session.documents.get(params.text_document.uri)
        if document is None or not self.session.is_guide(document):
            return types.CompletionList(False, [])
        kinds = {"key": types.CompletionItemKind.Property, "value": types.CompletionItemKind.EnumMember}
        found = guide_words.proposals(document.text, _offset(document, params.position), document.path)
        items = [
            types.CompletionItem(
                label=item.label,
                kind=kinds[item.kind],
                detail=item.detail or None,
                documentation=types.MarkupContent(types.MarkupKind.Markdown, item.doc) if item.doc else None,
                sort_text=f"{number:04}",
                filter_text=item.label,
                text_edit=types.TextEdit(range_of(document, item.start, item.end), item.text),
            )
            for number, item in enumerate(found)
        ]
        return types.CompletionList(False, items)

    def explain(self, check: str) -> str:
        """Tell what a check is about; the answer holds it in Markdown too."""
        entry = catalog().get(check)
        if entry is None:
            return ""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Info, f"{check}\n{in_text(entry)}"))
        return in_markdown(entry)


def _offset(document: Document, position: types.Position) -> int:
    return document.lines.offset(position.line, position.character)


def make_server() -> Server:
    """A server that knows what editors may ask of it."""
    server = Server()

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.configure(params)

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        server.watch_guides()
        server.session.warm_up(server.root)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        server.take(item.uri, item.text, item.version, item.language_id)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        if params.content_changes:
            server.take(params.text_document.uri, params.content_changes[-1].text, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.session.closed(params.text_document.uri)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        document = server.session.documents.get(params.text_document.uri)
        if document is not None and server.session.is_guide(document):
            server.session.recheck(document.path)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        server.session.recheck()

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        return await server.hover(params)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location]:
        return await server.definition(params)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await server.code_actions(params)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", "{", "[", ":", "/"]))
    def completion(params: types.CompletionParams) -> types.CompletionList:
        return server.completion(params)

    @server.command(EXPLAIN)
    def explain(check: str) -> str:
        return server.explain(check)

    @server.feature(types.SHUTDOWN)
    def shutdown(params: Any) -> None:
        server.session.close()

    return server


def serve() -> None:
    """Serve one editor over standard input and output until it says goodbye."""
    gc.freeze()
    make_server().start_io()
