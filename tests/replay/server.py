"""The server: real HTTP on 127.0.0.1, one port for each publisher, routes as plain functions.

What belongs here: HTTP. What does not: what a publisher says (`publishers.py`, `bodies.py`).
"""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Ask:
    """A request as the server saw it."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: Mapping[str, str]
    body: bytes = b""

    def one(self, name: str) -> str | None:
        """The first value of a parameter."""
        return self.query.get(name, [None])[0]


@dataclass
class Reply:
    """An answer. `truncate` sends fewer bytes than announced; `delay` waits before the head; `trickle` waits between pieces of the body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    truncate: bool = False
    delay: float = 0.0
    trickle: float = 0.0
    silent: bool = False


Route = Callable[[Ask], Reply]


class Publisher:
    """One stand-in: a route, and all requests it has seen."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self.asked: list[Ask] = []
        handler = type("Handler", (_Handler,), {"publisher": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        self.url = f"http://{self.host}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        """Stop serving; the port then takes no connection."""
        self._server.shutdown()
        self._server.server_close()

    def paths(self) -> list[str]:
        """Paths asked for, in order."""
        return [ask.path for ask in self.asked]


@contextmanager
def serving(*routes: Route) -> Iterator[list[Publisher]]:
    """Publishers for the time of a test."""
    publishers = [Publisher(route) for route in routes]
    try:
        yield publishers
    finally:
        for publisher in publishers:
            publisher.close()


class _Handler(BaseHTTPRequestHandler):
    publisher: Publisher
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        ask = Ask(self.command, parts.path, parse_qs(parts.query, keep_blank_values=True), headers, self.rfile.read(length))
        self.publisher.asked.append(ask)
        reply = self.publisher.route(ask)
        if reply.silent:  # takes the connection and never answers
            time.sleep(reply.delay)
            self.close_connection = True
            return
        time.sleep(reply.delay)
        body = reply.body
        if body and "gzip" in headers.get("accept-encoding", "") and reply.headers.get("Content-Encoding") == "gzip":
            body = gzip.compress(body)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(body) + (1000 if reply.truncate else 0)))
        self.end_headers()
        if self.command != "HEAD":
            self._send(body, reply.trickle)
        if reply.truncate:
            self.close_connection = True

    def _send(self, body: bytes, trickle: float) -> None:
        try:
            if not trickle:
                self.wfile.write(body)
                return
            for start in range(0, len(body), 100):
                self.wfile.write(body[start : start + 100])
                self.wfile.flush()
                time.sleep(trickle)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        return
