"""Pictures of every kind of page: ``make kuvat``, or ``python -m bench.kuvat [folder] [address …]``.

One page of each kind, the fullest there is, at 1280, 768 and 320 px, light and dark, in forced colours, and as it
prints (A4, PDF), into ``build/kuvat/``, which git ignores; ``index.html`` there shows them side by side. Addresses
take only the pages that they name or begin. Look at the pictures before you push a change of looks.
"""

from __future__ import annotations

import shutil
import sys
import time
from html import escape
from pathlib import Path

from playwright.sync_api import Page

from tests import selain
from tests.sivut import one_of_each_kind

TARGET = Path("build/kuvat")
WIDTHS = (1280, 768, 320)
LOOKS = [(width, name) for name in ("vaalea", "tumma") for width in WIDTHS] + [(WIDTHS[0], "pakotetut")]
MEDIA = {
    "vaalea": {"color_scheme": "light", "forced_colors": "none"},
    "tumma": {"color_scheme": "dark", "forced_colors": "none"},
    "pakotetut": {"color_scheme": "dark", "forced_colors": "active"},
}
PATIENCE = 120_000
"""Milliseconds that one picture may take: a whole book is drawn on a machine that may be busy."""

TALLEST = 12_000
"""Pixels of a page that a picture shows; Chromium draws the same part again where a page goes on past 16 384."""


def chosen(site: Path, beginnings: list[str]) -> list[str]:
    """The addresses of the pages to be looked at: one of each kind, and those that are named outright."""
    kinds = one_of_each_kind(site)
    if not beginnings:
        return kinds
    named = [
        address
        for address in beginnings
        if address.endswith("/") and (site / address / "index.html").exists()
    ]
    return sorted({*named, *(address for address in kinds if address.startswith(tuple(beginnings)))})


def stem(address: str) -> str:
    return address.strip("/").replace("/", ".") or "etusivu"


def take(page: Page, address: str, target: Path) -> list[str]:
    """The page's pictures and its print; gives the names of their files."""
    names = [f"{stem(address)}.{width}-{look}.png" for width, look in LOOKS]
    for name, (width, look) in zip(names, LOOKS, strict=True):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(**MEDIA[look])  # type: ignore[arg-type]  # words of its closed lists
        page.goto(address)
        page.evaluate(selain.LAID_OUT)
        height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        clip = {"x": 0, "y": 0, "width": width, "height": height}
        page.screenshot(path=target / name, full_page=True, clip=clip)  # type: ignore[arg-type]  # whole numbers
    page.emulate_media(**MEDIA["vaalea"])  # type: ignore[arg-type]
    printed = f"{stem(address)}.tuloste.pdf"
    page.pdf(path=target / printed, format="A4", prefer_css_page_size=True, print_background=False)
    return [*names, printed]


def contents(taken: dict[str, list[str]]) -> str:
    """A page that shows the pictures of each page side by side."""

    def shown(name: str) -> str:
        picture = f'<img src="{name}" alt="" loading="lazy" height="400">' if name.endswith(".png") else ""
        return f'<a href="{name}">{picture}{name.split(".")[-2]}</a>'

    head = '<!doctype html><html lang="fi"><meta charset="utf-8"><title>Sivulajien kuvat</title>'
    rows = [f"<h2>/{escape(address)}</h2>{' '.join(map(shown, names))}" for address, names in taken.items()]
    return "\n".join([head, *rows])


def main() -> None:
    folder, *beginnings = sys.argv[1:] or ["site"]
    site = Path(folder)
    if not (site / "index.html").exists():
        sys.exit(f"Kansiossa {folder} ei ole sivustoa: aja ensin `make sivusto`.")
    addresses = chosen(site, beginnings)
    if not addresses:
        sys.exit(f"Yksikään sivulaji ei ala näin: {' '.join(beginnings)}")
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    began = time.monotonic()
    taken: dict[str, list[str]] = {}
    with selain.served(site) as origin, selain.browser() as browser:
        page = selain.context_of(browser, origin).new_page()
        page.set_default_timeout(PATIENCE)
        for number, address in enumerate(addresses, 1):
            taken[address] = take(page, address, TARGET)
            print(f"{number:3}/{len(addresses)} /{address}", flush=True)
        selain.close()
    (TARGET / "index.html").write_text(contents(taken), encoding="utf-8")
    count = sum(map(len, taken.values()))
    print(
        f"{count} kuvaa {len(addresses)} sivulajista {time.monotonic() - began:.0f} sekunnissa: {TARGET}/index.html"
    )


if __name__ == "__main__":
    main()
