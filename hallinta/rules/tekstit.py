"""Text is text: no markup that would show as it is, no link that leads astray, no persons."""

from __future__ import annotations

import re

from hallinta.finding import Severity
from hallinta.handbook import Handbook, kinds
from hallinta.records.fields import LINK_SCHEMES
from hallinta.rules.registry import Findings, rule
from hallinta.rules.viittaukset import meant_id
from hallinta.schema_errors import shown

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--|\{\{|\{%|\{#")


@rule(
    "HAL-004",
    "Tekstissä ei ole HTML- eikä Jinja-merkintöjä",
    lauseke="1-15",
    fix="poista merkintä ja kirjoita sisältö sanoin",
    severity=Severity.HUOMAUTUS,
)
def text_has_no_markup(handbook: Handbook) -> Findings:
    """Tietueen teksti näytetään sellaisenaan: merkintä ei muotoile mitään vaan näkyy lukijalle merkkeinä."""
    for record in handbook.records:
        for path, text, _ in record.texts:
            if match := _MARKUP.search(text):
                yield record.at(*path), f"tekstissä on merkintä `{shown(match.group())}`"


_LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]*)")


@rule(
    "HAL-009",
    "Tekstin linkit johtavat tietueeseen tai turvalliseen osoitteeseen",
    lauseke=("1-13", "1-14"),
    fix="käytä osoitetta (https://…), sähköpostia (mailto:…) tai tietueen tunnusta (palvelut/koski)",
)
def links_in_text_are_safe(handbook: Handbook) -> Findings:
    """Sivuston osoitteet voivat muuttua ja selain suorittaisi `javascript:`-linkin, siksi sallitaan vain
    tunnetut.
    """
    for record in handbook.records:
        for path, text, rich in record.texts:
            for target in _LINK.findall(text) if rich else ():
                if problem := _link_problem(handbook, target):
                    yield record.at(*path), *problem
            if rich and (broken := _BROKEN_LINK.search(text)):
                words, target = (part for part in broken.groups() if part is not None)
                unread = f"linkkiä `{shown(broken[0])}` ei lueta linkiksi"
                yield record.at(*path), unread, f"kirjoita `[{shown(words)}]({shown(target)})`"


_TARGET = r"((?:https?://|mailto:|[a-z]+/)[^\s()\[\]]+)"
_BROKEN_LINK = re.compile(
    rf"\(([^()\[\]]+)\)\s?\[{_TARGET}\]"  # the brackets are each other's
    rf"|\[([^()\[\]]+)\]\s+\({_TARGET}\)"  # a space between them
)


def _link_problem(handbook: Handbook, target: str) -> tuple[str] | tuple[str, str] | None:
    scheme, colon, _ = target.partition(":")
    if colon and "/" not in scheme:
        return None if scheme.lower() in LINK_SCHEMES else (f"linkki `{shown(target)}` ei ole sallittu",)
    folder, _, id = target.partition("/")
    if target.startswith(("/", "#", ".")) or not id:
        return (f"linkki `{shown(target)}` ei ole tietueen tunnus eikä koko osoite",)
    if handbook.find(folder, id) or (folder, id) in handbook.unfit:
        return None
    problem = f"linkki `{shown(target)}` viittaa tietueeseen, jota ei ole"
    meant = meant_id(handbook, folder, id) if folder in kinds() else None
    return (problem, f"tarkoititko `{folder}/{meant}`?") if meant else (problem,)
