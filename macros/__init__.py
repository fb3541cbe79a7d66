"""The phrases hand-written pages may ask for. Each macro finds the record and lets ``present`` word it.

What a macro gives is put on the page as it is, so it is either escaped markup or plain text, which is escaped
then. ``hallinta.rules.makrot`` has the same list, for telling an editor of a wrong call.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from hallinta.handbook import Handbook
from hallinta.pages import Renderer
from hallinta.present import Phrasebook, asetus_in_words
from hallinta.rules import RULES


def define_env(env: Any) -> None:
    """Called by mkdocs-macros; ``env.page`` is the page being rendered."""
    plugin = env.conf.plugins["hallinta"]

    def renderer() -> Renderer:
        return plugin.renderer_at(env.page.url)  # type: ignore[no-any-return]  # the engine types no plugin

    def book() -> Handbook:
        return renderer().handbook

    def here() -> Phrasebook:
        return Phrasebook(book(), env.page.url)

    @env.macro
    def linkki(tunnus: str, teksti: str | None = None) -> Markup:
        folder, _, id = tunnus.partition("/")
        record = book().folder(folder)[id]
        return here().link(record, teksti or record.name)

    @env.macro
    def lauseke(*tunnukset: str) -> Markup:
        records = [book().lausekkeet[id] for id in tunnukset]
        return here().by_id(records, "lauseke" if len(records) == 1 else "lausekkeet")

    @env.macro
    def tulkinta(*tunnukset: str) -> Markup:
        records = [book().tulkinnat[id] for id in tunnukset]
        return here().by_id(records, "tulkinta" if len(records) == 1 else "tulkinnat")

    @env.macro
    def termi(tunnus: str, teksti: str | None = None) -> Markup:
        return here().link(book().termit[tunnus], teksti or book().termit[tunnus].name)

    @env.macro
    def asetus(nimi: str) -> str:
        return asetus_in_words(book().asetukset, nimi, book().today)

    @env.macro
    def lukumaara(laji: str) -> str:
        return str(len(RULES) if laji == "saannot" else len(book().folder(laji)))

    @env.macro
    def esimerkkikasikirja(osoite: str, teksti: str = "esimerkkikäsikirja") -> Markup | str:
        address = here().in_example(osoite.lstrip("/"))
        return Markup('<a href="{}">{}</a>').format(address, teksti) if address else teksti

    @env.macro
    def osa(nimi: str, ryhma: str | None = None, laji: str | None = None) -> Markup:
        given = {"ryhma": book().ryhmat[ryhma]} if ryhma else {"laji": laji} if laji else {}
        return Markup(renderer().fragment(nimi, env.page.url, **given))  # noqa: S704  # from our own templates
