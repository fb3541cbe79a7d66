"""What a page may load and run, written into the page itself: the scripts we know by their hashes, nothing else.

Only scripts in ``SCRIPTS`` are allowed; one that some page merely holds stops the build. A policy in the page holds on
every host. What only a server's header can say (``HEADERS``) goes to the
``_headers`` file, which some hosts read and ``docs/kehittajalle/julkaisu.md`` puts into words for others.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

from hallinta.finishing import FinishError
from hallinta.finishing.gates import check_tag, suspects

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
"""What a page may do. The scripts in the page are added by their hashes; there is no unsafe-anything."""

SCRIPTS = {
    "'sha256-apoQPHefCNWjxbCm+HzVDOAW4CSVWhY7VylQjgOFyfk='": "Material: partials/javascripts/base.html",
    "'sha256-sKstuUtrDjlBEpTzXswBfQt6MgL3Qy6/sLQVHhTMU54='": "oma: theme/partials/javascripts/palette.html",
    "'sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8='": "Material: partials/javascripts/content.html",
}
"""The scripts that stand in pages, by hash: what they are. One that names the page's way to the site's root is
written down as it is on the home page.
"""

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
_SCRIPT = re.compile(
    r"<script>(?P<inline>.*?)</script>"
    r'|<script src="(?:(?:\.\./)*|\./|/(?:[\w.%~-]+/)*)assets/(?:[\w-]+/)*[\w.-]+\.js"(?: defer)?></script>'
    r'|<script id="__config" type="application/json">(?P<data>[^<]*)</script>',
    re.DOTALL,
)
"""A script as the frame has it: known by its hash, a file of ours, or what the frame tells its own script."""
_WAY = re.compile(r'(?<=__md_scope=new URL\(")(?:\.\.(?:/\.\.)*|/(?:[\w.%~-]+/?)*)(?=",location\))')


def with_policy(name: str, text: str) -> str:
    """The page with its policy and referrer policy, first in its head. Doing it again changes nothing.

    Raises ``FinishError`` when the page has what the policy refuses or a script that is not known, or no
    ``<meta charset>`` to put the policy after.
    """
    text = _META.sub("", text)
    start = _CHARSET.search(text)
    if start is None:
        raise FinishError(
            f"{name}: sivulla ei ole merkistöä (<meta charset>), joten sisältökäytäntöä ei voi lisätä\n"
            "    korjaus: lisää se sivupohjan alkuun"
        )
    metas = (
        f'\n<meta http-equiv="Content-Security-Policy" content="{policy(name, text)}">'
        f'\n<meta name="referrer" content="{REFERRER}">'
    )
    return text[: start.end()] + metas + text[start.end() :]


def checked(name: str, content: str) -> None:
    """Raises ``FinishError`` when a page's content has what no page may have, or a script: those are the frame's."""
    if policy(name, content) != policy(name, ""):
        raise FinishError(
            f"{name}: sivun sisällössä on skripti\n    korjaus: oma skripti kuuluu tiedostoon hallinta/theme/assets/"
        )


def policy(name: str, text: str) -> str:
    """The policy of a page, from the known scripts that stand in it.

    Raises ``FinishError`` for a script that is not known and for anything that no page may have.
    """
    hashes, told, end = ["'self'"], 0, 0
    for place in suspects(text):
        if place < end:  # what looks like a tag is in a script
            continue
        script = _SCRIPT.match(text, place)
        if script is None:
            check_tag(name, text, place)
            continue
        end = script.end()
        told += script["data"] is not None
        if script["inline"] is not None:
            hashes.append(_known(name, script["inline"]))
    if told > 1:
        raise FinishError(
            f"{name}: sivulla on {told} kohtaa `__config`\n    korjaus: poista se sivun sisällöstä"
        )
    scripts = " ".join(dict.fromkeys(hashes))
    return "; ".join(f"{name} {value}" for name, value in (DIRECTIVES | {"script-src": scripts}).items())


def _known(name: str, script: str) -> str:
    """The hash of a script that is ours or Material's. Raises ``FinishError`` for any other."""
    written, own = _hashes(script)
    if written not in SCRIPTS:
        raise FinishError(
            f"{name}: sivulla on skripti, jota ei tunneta: `{' '.join(script.split())[:80]}`\n"
            "    korjaus: oma skripti kuuluu tiedostoon hallinta/theme/assets/; jos Material on päivitetty, lue sen "
            f"uusi skripti ja kirjoita tiiviste `{written}` tiedostoon hallinta/finishing/policy.py"
        )
    return own


@lru_cache(maxsize=64)
def _hashes(script: str) -> tuple[str, str]:
    """A script's hash as ``SCRIPTS`` has it, and as it stands on the page."""
    return _hash(_WAY.sub(".", script)), _hash(script)


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def headers() -> str:
    """The ``_headers`` file: what Netlify's and Cloudflare's kind of hosts send with the files."""
    parts = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    for path in OPEN:
        parts += [path, "  Access-Control-Allow-Origin: *"]
    return "\n".join(parts) + "\n"
