"""Pictures of every kind of page: ``make kuvat``, or ``python -m bench.kuvat [folder] [beginning of address …]``.

One page of each kind, the fullest there is, at 1280, 768 and 320 px, light and dark, and as it prints (A4, PDF),
into ``build/kuvat/``, which git ignores. Look at them before you push a change of looks.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from tests import selain

TARGET = Path("build/kuvat")
WIDTHS = (1280, 768, 320)
SCHEMES = {"vaalea": "light", "tumma": "dark"}


def kind(address: str) -> str:
    """Pages of one kind differ by the last part of their address only."""
    parent, _, last = address.strip("/").rpartition("/")
    return (
        f"{parent}/*"
        if parent and last != "paketti"
        else re.sub(r"/[^/]+/paketti$", "/*/paketti", address.strip("/"))
    )


def one_of_each(folder: Path) -> list[str]:
    """The address of the largest page of each kind."""
    sizes = {
        path.parent.relative_to(folder).as_posix().removeprefix("."): path.stat().st_size
        for path in folder.rglob("index.html")
    }
    largest: dict[str, str] = {}
    for address in sorted(sizes, key=lambda each: sizes[each]):
        largest[kind(address)] = address
    return sorted(f"{address}/" if address else "" for address in largest.values() if address != "tulosta")


def take(origin: str, addresses: Iterable[str], target: Path) -> int:
    """Pictures of the pages; gives how many were taken."""
    taken = 0
    with selain.browser() as browser:
        for name, scheme in SCHEMES.items():
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": 900},
                    color_scheme=scheme,  # type: ignore[arg-type]  # one of its two words
                )
                page = context.new_page()
                for address in addresses:
                    page.goto(f"{origin}/{address}")
                    stem = address.strip("/").replace("/", "-") or "etusivu"
                    page.screenshot(path=target / f"{stem}-{width}-{name}.png", full_page=True)
                    taken += 1
                    if width == WIDTHS[0] and name == "vaalea":
                        page.pdf(path=target / f"{stem}-tuloste.pdf", format="A4", prefer_css_page_size=True)
                        taken += 1
                context.close()
                print(f"{width} px, {name}: valmis", flush=True)
    return taken


def main() -> None:
    folder, *beginnings = sys.argv[1:] or ["site"]
    site = Path(folder)
    if not (site / "index.html").exists():
        sys.exit(f"Kansiossa {folder} ei ole sivustoa: aja ensin `make sivusto`.")
    addresses = [
        address for address in one_of_each(site) if not beginnings or address.startswith(tuple(beginnings))
    ]
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    with selain.served(site) as origin:
        taken = take(origin, addresses, TARGET)
    print(f"{taken} kuvaa {len(addresses)} sivusta kansiossa {TARGET}/")


if __name__ == "__main__":
    main()
