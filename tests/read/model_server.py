"""A real server that speaks the protocol of chat completions, with good and bad manners."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["ModelServer", "completion", "proposal", "serving_model"]

Grader = Callable[[str], list[dict[str, str]]]


def proposal(quote: str, reading: str, about: str = "") -> dict[str, str]:
    """One proposal in the form that is asked for."""
    return {"quote": quote, "about": about, "reading": reading}


def completion(content: str, *, finish: str = "stop", usage: Any = None) -> bytes:
    """An answer of the protocol around some content."""
    message = {"role": "assistant", "content": content}
    return json.dumps(
        {
            "object": "chat.completion",
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 10} if usage is None else usage,
        }
    ).encode()


class _Answers(BaseHTTPRequestHandler):
    """Answers as the model that is asked for would."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, ModelServer)
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append(asked)
        server.headers.append(dict(self.headers))
        server.paths.append(self.path)
        with suppress(BrokenPipeError, ConnectionResetError):
            self._answer(server, asked)

    def _answer(self, server: ModelServer, asked: dict[str, Any]) -> None:
        way, _, rest = str(asked["model"]).partition(":")
        sentence = json.loads(asked["messages"][1]["content"])["sentence"]
        whole = completion(json.dumps({"proposals": server.grader(sentence)}))
        if way == "slow":
            time.sleep(float(rest))
        if way == "status":
            self._send(b"sk-secret and other words of a server", status=int(rest))
        elif way == "flaky" and len(server.asked) % int(rest):
            self._send(b"busy", status=503)
        elif way == "plain" and "temperature" in asked:
            self._send(b"unsupported parameter", status=400)
        elif way == "redirect":
            self._send(b"", status=307, Location=f"http://127.0.0.1:{server.port}/elsewhere")
        elif way == "large":
            self._send(b" " * 2_000_000)
        elif way == "dripping":
            self._drip(whole)
        elif way == "short":
            self._send(whole[:-20], length=len(whole))
            self.close_connection = True
        elif way == "cut":
            self._send(completion('{"proposals": [{"quote": "Ken', finish="length"))
        elif way == "raw":
            self._send(server.raw)
        else:
            self._send(whole)

    def _send(
        self, body: bytes, *, status: int = 200, length: int | None = None, **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for letter in body:
            self.wfile.write(bytes([letter]))
            time.sleep(0.05)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is printed."""


class ModelServer(ThreadingHTTPServer):
    """Remembers what it was asked; `grader` gives its proposals on a sentence, `raw` a body."""

    daemon_threads = True

    def __init__(self, grader: Grader) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.grader = grader
        self.raw = b""
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """What an endpoint is given."""
        return f"http://127.0.0.1:{self.port}/v1"


@contextmanager
def serving_model(grader: Grader) -> Iterator[ModelServer]:
    """A server that answers until the block ends."""
    with ModelServer(grader) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
