"""What a page may load and run, written into the page itself: its own scripts by their hashes, nothing else.

A policy in the page holds on every host. What only a server's header can say (``HEADERS``) goes to the
``_headers`` file, which some hosts read and ``docs/kehittajalle/julkaisu.md`` puts into words for others.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from hallinta.finishing import FinishError

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # Material's icons are data: masks in its style sheet
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
"""What a page may do. Scripts of the page itself are added by their hashes; there is no unsafe-anything."""

REFERRER = "strict-origin-when-cross-origin"

HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",  # together with the page's own policy, never instead
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": REFERRER,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What the server says of every file."""

OPEN = ("/api/*", "/kalenteri/*", "/syote/*")
"""Open data, which scripts of other sites may read too."""

_META = re.compile(r'\n<meta (?:http-equiv="Content-Security-Policy"|name="referrer")[^>]*>')
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_DATA = re.compile(r"""\btype=["']?application/(?:ld\+)?json""")
_TAG = re.compile(
    r"""<[a-zA-Z][\w:-]*(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?|\s*/)*\s*>"""
)
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_REFUSED = re.compile(r"<style\b|\s(?:style|on[a-z]+)=|javascript:", re.IGNORECASE)
_MAYBE = ("<style", "javascript:", *(f"{gap}style=" for gap in " \n\t"))
_MAYBE_HANDLER = tuple(re.compile(rf"{gap}on[a-z]+=") for gap in (" ", r"\n", r"\t"))


def with_policy(name: str, text: str) -> str:
    """The page with its policy and referrer policy, first in its head. Doing it again changes nothing.

    Raises ``FinishError`` when the page has what the policy refuses: a style in the page, an event handler
    in an attribute, or no ``<meta charset>`` to put the policy after.
    """
    text = _META.sub("", text)
    start = _CHARSET.search(text)
    if start is None:
        raise FinishError(
            f"{name}: sivulla ei ole merkistöä (<meta charset>), joten sisältökäytäntöä ei voi lisätä\n"
            "    korjaus: lisää se sivupohjan alkuun"
        )
    if refused := _refused(text):
        raise FinishError(
            f"{name}: sisältökäytäntö estää kohdan `{refused}`\n"
            "    korjaus: siirrä tyyli tyylitiedostoon (hallinta/theme/assets/) ja tapahtumankäsittelijä skriptiin"
        )
    metas = (
        f'\n<meta http-equiv="Content-Security-Policy" content="{policy(text)}">'
        f'\n<meta name="referrer" content="{REFERRER}">'
    )
    return text[: start.end()] + metas + text[start.end() :]


def policy(text: str) -> str:
    """The policy of a page, from the scripts that stand in it."""
    scripts = " ".join(["'self'", *dict.fromkeys(map(_hash, _inline(text)))])
    return "; ".join(f"{name} {value}" for name, value in (DIRECTIVES | {"script-src": scripts}).items())


def _inline(text: str) -> list[str]:
    return [
        script
        for attributes, script in _SCRIPT.findall(text)
        if "src=" not in attributes and not _DATA.search(attributes)
    ]


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _refused(text: str) -> str | None:
    """The first tag that the policy would refuse. Looked for carefully only where there may be one."""
    if not (any(sign in text for sign in _MAYBE) or any(sign.search(text) for sign in _MAYBE_HANDLER)):
        return None
    for tag in _TAG.finditer(_SCRIPT.sub("", text)):
        bare = tag[0] if "javascript:" in tag[0] else _VALUE.sub("=", tag[0])
        if _REFUSED.search(bare):
            return tag[0][:120]
    return None


def headers() -> str:
    """The ``_headers`` file: what Netlify's and Cloudflare's kind of hosts send with the files."""
    parts = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    for path in OPEN:
        parts += [path, "  Access-Control-Allow-Origin: *"]
    return "\n".join(parts) + "\n"
