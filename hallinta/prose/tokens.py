"""Words that stand for macros while Markdown is converted: no text of a page can make one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from os import urandom

from hallinta.prose.calls import Call


@dataclass(slots=True)
class Tokens:
    """The HTML of a page's macros, each behind a word of its own that Markdown leaves as it is."""

    stem: str = field(default_factory=lambda: f"hkmakro{urandom(8).hex()}n")
    made: list[str] = field(default_factory=list)

    def of(self, call: Call, html: str) -> str:
        """The word for a call. A part (``osa``) is a block of its own, so the word stands in a paragraph."""
        self.made.append(html)
        word = f"{self.stem}{len(self.made) - 1}"
        return f"\n\n{word}b\n\n" if call.name == "osa" else f"{word}x"

    def put_back(self, html: str) -> str | None:
        """The page with its macros; None when a word is not where its macro may be shown, once each."""
        seen: list[int] = []

        def made(match: re.Match[str]) -> str:
            seen.append(int(match[1] or match[2]))
            return self.made[seen[-1]] + ("\n" if match[1] else "")

        whole = re.sub(rf"<p>{self.stem}([0-9]+)b</p>|{self.stem}([0-9]+)x", made, html)
        return whole if sorted(seen) == list(range(len(self.made))) else None
