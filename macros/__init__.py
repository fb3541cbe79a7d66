"""The phrases hand-written pages may ask for. Each macro finds the record and lets ``present`` word it."""

from __future__ import annotations

from typing import Any

from hallinta.present import asetus_in_words, luettelo, markdown_link
from hallinta.rules import RULES

UNBROKEN = "{ .hk-tunnus }"
"""An id such as 3.2-01 is not divided at its hyphen (attr_list)."""


def define_env(env: Any) -> None:
    """Called by mkdocs-macros; ``env.page`` is the page being rendered."""
    renderer = env.conf.plugins["hallinta"].renderer
    handbook = renderer.handbook

    def here() -> str:
        return str(env.page.file.src_uri)

    def to(folder: str, id: str, text: str) -> str:
        return markdown_link(here(), handbook.folder(folder)[id], text)

    @env.macro
    def linkki(tunnus: str, teksti: str | None = None) -> str:
        folder, _, id = tunnus.partition("/")
        return to(folder, id, teksti or handbook.folder(folder)[id].name)

    @env.macro
    def lauseke(*tunnukset: str) -> str:
        links = [to("lausekkeet", id, id) + UNBROKEN for id in tunnukset]
        return f"{'lauseke' if len(links) == 1 else 'lausekkeet'}\u00a0{luettelo(links)}"

    @env.macro
    def tulkinta(*tunnukset: str) -> str:
        links = [to("tulkinnat", id, id) + UNBROKEN for id in tunnukset]
        return f"{'tulkinta' if len(links) == 1 else 'tulkinnat'}\u00a0{luettelo(links)}"

    @env.macro
    def termi(tunnus: str, teksti: str | None = None) -> str:
        return to("termit", tunnus, teksti or handbook.termit[tunnus].name)

    @env.macro
    def asetus(nimi: str) -> str:
        return asetus_in_words(handbook.asetukset, nimi)

    @env.macro
    def lukumaara(laji: str) -> str:
        return str(len(RULES) if laji == "saannot" else len(handbook.folder(laji)))

    @env.macro
    def osa(nimi: str, ryhma: str | None = None, **arvot: Any) -> str:
        values = {**arvot, "ryhma": handbook.ryhmat[ryhma]} if ryhma else arvot
        return str(renderer.fragment(nimi, env.page.url, **values))
