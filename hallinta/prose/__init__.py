"""Hand-written pages: what their authors may write, and what of it may be published.

A page is Markdown with macros. Nothing in it is ever run: a macro is a name and texts in quotes, read here by
a grammar of its own, and everything else that would make code, markup or an address of it is a flaw with its
place. ``published`` looks once more, at the HTML that the Markdown became; only the engine needs it.
"""

from hallinta.prose.calls import Call
from hallinta.prose.links import Link
from hallinta.prose.page import HTML, LINKKI, LOHKO, MAKRO, TUNNUS, Flaw, Prose

__all__ = ["HTML", "LINKKI", "LOHKO", "MAKRO", "TUNNUS", "Call", "Flaw", "Link", "Prose"]
