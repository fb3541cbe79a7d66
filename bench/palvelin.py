"""A web server for the built site as a host serves it: gzipped, cached, with the headers of ``_headers``."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".ics", ".csv", ".txt")


def headers_of(folder: Path) -> list[tuple[str, str]]:
    """The headers that the site's ``_headers`` asks for on every page."""
    listed = folder / "_headers"
    lines = listed.read_text("utf-8").splitlines() if listed.exists() else []
    pairs = (line.strip().partition(":") for line in lines if line.startswith(" "))
    return [(name, value.strip()) for name, colon, value in pairs if colon]


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, headers: list[tuple[str, str]], **more: object) -> None:
        self.own_headers = headers
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as they came

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        if path.suffix not in PACKED or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", f"max-age={600 if path.suffix == '.html' else 31_536_000}")
        for name, value in self.own_headers:
            self.send_header(name, value)
        self.end_headers()
        return BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the measurement has its own report."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; gives its address, such as ``http://127.0.0.1:45678``."""
    handler = partial(Handler, directory=str(folder), headers=headers_of(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
