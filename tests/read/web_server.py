"""A real web server on this machine, with pages, redirects and bad manners."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["WORDS", "Server", "serving"]

WORDS = b"Kenya has not decided whether to send police to the force, its spokesman said."


class _Answers(BaseHTTPRequestHandler):
    """Answers by the path that it is asked for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        server.asked.append((self.path, dict(self.headers)))
        with suppress(BrokenPipeError, ConnectionResetError):
            self._answer(server)

    def _answer(self, server: Server) -> None:
        way, _, rest = self.path.strip("/").partition("/")
        if way == "to":
            self._send(b"", status=302, Location=server.targets[rest])
        elif way == "loop":
            self._send(b"", status=302, Location=self.path)
        elif way == "status":
            self._send(b"no", status=int(rest))
        elif way == "packed":
            self._send(WORDS, **{"Content-Encoding": "br"})
        elif way == "large":
            self._send(b"", length=10**9)
        elif way == "endless":
            self._endless(b"x" * 65_536, 0.0)
        elif way == "dripping":
            self._endless(b"x", 0.05)
        elif way == "silent":
            time.sleep(3)
        elif way == "short":
            self._send(WORDS, length=len(WORDS) + 100)
            self.close_connection = True
        elif way == "header":
            self._dripping_header()
        else:
            self._send(WORDS, **{"Content-Type": "text/plain"})

    def _send(
        self, body: bytes, *, status: int = 200, length: int | None = None, **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _endless(self, part: bytes, pause: float) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        ending = time.monotonic() + 3
        while time.monotonic() < ending:
            self.wfile.write(part)
            time.sleep(pause)

    def _dripping_header(self) -> None:
        for letter in "HTTP/1.1 200 OK\r\nX-Long: " + "x" * 1_000:
            self.wfile.write(letter.encode())
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is printed."""


class Server(ThreadingHTTPServer):
    """Remembers what it was asked, and where each of its redirects leads."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.targets: dict[str, str] = {}

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])


@contextmanager
def serving() -> Iterator[Server]:
    """A server that answers until the block ends."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
