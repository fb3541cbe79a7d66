"""A real browser for the tests: which one, how it starts, what it saw; and a server for the built site."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    sync_playwright,
)

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Nothing but the pages asked for is fetched; containers have neither a sandbox nor a graphics card."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

ALL_RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RULES_OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RULES_OF_LAYOUT = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}


def chromium() -> str:
    """The browser's path: the environment's CHROMIUM or the first one on PATH. Without one the tests fail,
    unless someone says with HALLINTA_ILMAN_SELAINTA that this machine has none.
    """
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    if os.environ.get("HALLINTA_ILMAN_SELAINTA"):
        pytest.skip("Chromiumia ei ole, ja HALLINTA_ILMAN_SELAINTA sallii sen")
    pytest.fail("Chromiumia ei ole: asenna se tai anna sen polku muuttujassa CHROMIUM")


_running: list[tuple[Playwright, Browser]] = []


@contextmanager
def browser() -> Iterator[Browser]:
    """The one browser of the run, started when first asked for; ``close`` ends it with the session."""
    if not _running:
        playwright = sync_playwright().start()
        _running.append((playwright, playwright.chromium.launch(executable_path=chromium(), args=FLAGS)))
    yield _running[0][1]


def close() -> None:
    """Ends the browser, if there is one."""
    while _running:
        playwright, running = _running.pop()
        running.close()
        playwright.stop()


WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


LAID_OUT = """() => {
  const late = ".hk-tuloste, .vk-kuukausi > ol, .vk-kuukaudet ~ .hk-taulukko, .hk-tyo ~ :is(.hk-taulukko, .hk-rinnan)";
  for (const el of document.querySelectorAll(late)) el.style.contentVisibility = "visible";
}"""
"""A book for print, and the calendar and lists on a telephone, leave what is far below for later; a checker would
measure, and a picture show, where it is only guessed to be."""


def context_of(running: Browser, origin: str, **look: object) -> BrowserContext:
    """A reader of their own: wide, light, without motion, unless ``look`` says otherwise."""
    usual = {"viewport": WIDE, "reduced_motion": "reduce", "color_scheme": "light", "locale": "fi-FI"}
    return running.new_context(base_url=f"{origin}/", **{**usual, **look})


@contextmanager
def watched(running: Browser, origin: str, **look: object) -> Iterator[Page]:
    """A page of its own that nothing may complain of, refuse by the policy or lead off the site meanwhile."""
    watch = Watch(origin)
    with context_of(running, origin, **look) as context:
        opened = context.new_page()
        watch.over(opened)
        yield opened

    assert watch.complaints == []
    assert watch.elsewhere == []


WITHOUT_SCRIPTS = {"java_script_enabled": False}

# --- serving the site -----------------------------------------------------------------------------------


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Requests are watched in the browser."""


class _QuietServer(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that moves on closes connections half-way."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A web server for a folder; gives its address, such as ``http://127.0.0.1:45678``."""
    handler = functools.partial(_QuietHandler, directory=str(folder))
    with _QuietServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


# --- what the browser saw -------------------------------------------------------------------------------


REFUSALS = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
  console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`))"""
"""Tells on the console what the page's policy refuses."""


@dataclass
class Watch:
    """Everything a page asked for and complained of."""

    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.add_init_script(REFUSALS)
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("requestfailed", self._failed)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what is left unread when the reader moves on
            self.complaints.append(f"failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text}")

    @property
    def elsewhere(self) -> list[str]:
        """Requests that left the site; ``data:`` and ``blob:`` addresses go nowhere."""
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in {"data", "blob"} and not url.startswith(f"{self.origin}/")
        ]


AXE = Axe().axe_script

RUN = """([within, options]) => axe.run(within || document, options).then(({ violations }) => violations.flatMap(
  ({ id, nodes }) => nodes.map(({ target, html, any }) => [id, target.join(" "), html.slice(0, 120),
    any.map(({ message }) => message).join("; ")].join(": "))))"""


def violations(
    page: Page,
    within: str | None = None,
    rules: dict[str, object] = ALL_RULES,
    without: dict[str, object] | None = None,
) -> list[str]:
    """What axe-core finds on the page as it is shown now, or in the parts of it that a selector names.

    The checker is put into a page once; the page's own policy does not bind a browser's driver.
    """
    page.evaluate(LAID_OUT)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    off = {name: {"enabled": False} for name in (without or {"values": []})["values"]}
    options = {"resultTypes": ["violations"], "runOnly": rules, "rules": off}
    found: list[str] = page.evaluate(RUN, [within, options])
    return found
