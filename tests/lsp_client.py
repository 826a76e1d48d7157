"""A small client of the Language Server Protocol: what an editor does, over a real pipe."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

SECONDS = 30


class Client:
    """An editor: starts the server, keeps what it tells, asks it questions."""

    def __init__(self, folder: Path, encodings: tuple[str, ...] = (), options: dict[str, Any] | None = None, **capabilities: Any) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "voicecheck", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, env=os.environ
        )
        self.published: dict[str, list[dict[str, Any]]] = {}
        self.told: list[tuple[str, str]] = []
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._news: queue.Queue[tuple[str, int | None]] = queue.Queue()
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()
        general = {"positionEncodings": list(encodings)} if encodings else {}
        related = {"textDocument": {"publishDiagnostics": {"relatedInformation": True}}}
        params = {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": {"general": general, **related, **capabilities}, "initializationOptions": options or {}}
        self.capabilities: dict[str, Any] = self.ask("initialize", params)["capabilities"]
        self.tell("initialized", {})

    # -- messages -------------------------------------------------------------------

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.decode("ascii").partition(":")
                if name.lower() == "content-length":
                    length = int(value)
                header = stream.readline()
            self._take(json.loads(stream.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            params = message["params"]
            self.published[params["uri"]] = params["diagnostics"]
            self._news.put((params["uri"], params.get("version")))
        elif method in ("window/logMessage", "window/showMessage"):
            self.told.append((method, message["params"]["message"]))
        elif method is not None and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif method is None:
            self._answers.put(message)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        answer = self._answers.get(timeout=SECONDS)
        assert answer["id"] == self._number
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["result"]

    # -- what an editor does --------------------------------------------------------

    def open(self, path: Path | str, text: str, language: str = "markdown") -> list[dict[str, Any]]:
        """Open a document; its diagnostics."""
        uri = path if isinstance(path, str) else path.as_uri()
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}})
        return self.wait(uri, 1)

    def change(self, path: Path | str, text: str, version: int) -> list[dict[str, Any]]:
        """Type: the document has another text; its diagnostics."""
        uri = path if isinstance(path, str) else path.as_uri()
        self.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]})
        return self.wait(uri, version)

    def wait(self, uri: str, version: int | None) -> list[dict[str, Any]]:
        """The diagnostics of a version of a document, once they come."""
        while self._news.get(timeout=SECONDS) != (uri, version):
            pass
        return self.published[uri]

    def at(self, path: Path, line: int, character: int) -> dict[str, Any]:
        return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}

    def hover(self, path: Path, line: int, character: int) -> str:
        found = self.ask("textDocument/hover", self.at(path, line, character))
        return found["contents"]["value"] if found else ""

    def complete(self, path: Path, line: int, character: int) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.ask("textDocument/completion", self.at(path, line, character))["items"]
        return items

    def actions(self, path: Path, diagnostic: dict[str, Any]) -> list[dict[str, Any]]:
        params = {"textDocument": {"uri": path.as_uri()}, "range": diagnostic["range"], "context": {"diagnostics": [diagnostic]}}
        found: list[dict[str, Any]] = self.ask("textDocument/codeAction", params)
        return found

    def leave(self) -> int:
        """Say goodbye; the server's exit code."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        code = self.process.wait(timeout=SECONDS)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        return code
