"""The second gate: the HTML that a page's Markdown became, before anything of ours is put in it.

Not a sanitiser but a list: the converter writes every tag in one form, so whatever is not a listed tag in that
form, down to its attributes, is named and the page is not published. No parser needs to agree with a browser
about what broken markup means, for broken markup does not pass.
"""

from __future__ import annotations

import re
from html import unescape

_ID = r"(?!__[a-z]|hk-valikko)[a-z0-9_-]+"
_ADDRESS = r"(?:https?://[^\s\\<>\"@/?#]+(?:[/?#][^\s\\<>\"]*)?|mailto:[^\s\\<>\"/]+)|(?!//|/|\\)[^:\s\\<>\"]*(?:#[^\s\\<>\"]*)?"
_OWN = r"(?!//|/|\\)[^:\s\\<>\"]+"

_PLAIN = "em strong code pre ul li dl dt dd blockquote hr br h1 h2 h3 h4 h5 h6 table thead tbody tr"
_TAGS: dict[str, dict[str, str]] = {
    **{tag: {} for tag in _PLAIN.split()},
    "p": {"class": "admonition-title"},
    "ol": {"start": "[0-9]{1,9}"},
    "th": {"align": "left|center|right"},
    "td": {"align": "left|center|right"},
    "div": {"class": "(hk-loydos )?highlight|hk-nosto|hk-kortit|admonition (note|info|tip|warning|danger)"},
    "span": {"class": "[a-z][a-z0-9]{0,2}( [a-z](-[A-Z][A-Za-z]*)+)*"},
    "a": {"href": _ADDRESS, "class": "headerlink", "title": "Pysyvä linkki tähän kohtaan"},
    "img": {"src": _OWN, "alt": r"[^\"<>]*"},
}
_RULES = {
    tag: {
        "id": re.compile(_ID),
        **{name: re.compile(form) for name, form in own.items()},
        "class": re.compile(f"hk-ingressi|{own.get('class', 'hk-ingressi')}"),
    }
    for tag, own in _TAGS.items()
}
_VOID = {"hr", "br", "img"}
_PIECE = re.compile(r'[^<]+|<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<]*")*)( ?/)?>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"<]*)"')


def unlisted(html: str, stem: str = "\0") -> str | None:
    """The first thing in the HTML that is not on the list, as it is written there; None when all is.

    ``stem`` begins the words that stand for macros: none may be inside a tag or a link.
    """
    around: list[str] = []
    at = 0
    while at < len(html):
        piece = _PIECE.match(html, at)
        if piece is None:
            return html[at : at + 40]
        at = piece.end()
        closing, tag, attributes = piece[1], piece[2], piece[3]
        if tag is None:
            if "a" in around and stem in piece[0]:
                return "[…](…)"
        elif tag not in _RULES or (not closing and _bad_attribute(tag, attributes, stem)):
            return piece[0]
        elif closing:
            if not around or around.pop() != tag or attributes:
                return piece[0]
        elif tag not in _VOID:
            around.append(tag)
    return f"<{around[-1]}>" if around else None


def _bad_attribute(tag: str, attributes: str, stem: str) -> bool:
    for name, value in _ATTRIBUTE.findall(attributes):
        form = _RULES[tag].get(name)
        if form is None or stem in value or not form.fullmatch(unescape(value)):
            return True
    return False
