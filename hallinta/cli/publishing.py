"""From data to what people read: the site, its preview, its pages as Markdown, an agenda pack."""

from __future__ import annotations

import argparse
import gc
import sys
from ipaddress import ip_address

from hallinta import disk, mkdocs_plugin, report
from hallinta.cli.reading import (
    FINE,
    FOUND,
    MISUSED,
    read,
    status_of,
    tell,
    tell_missing,
    tell_waiting,
    today_of,
    working,
)
from hallinta.finish import finish_site
from hallinta.finishing import FinishError
from hallinta.handbook import Handbook
from hallinta.pages import Renderer
from hallinta.pdf import PdfUnavailable, is_our_pdf, tagged_pdf
from hallinta.queries import has_pack


def rakenna(options: argparse.Namespace) -> int:
    data = options.data.resolve()
    try:
        with (
            working("Tarkistetaan tiedot ja rakennetaan sivustoa…"),
            disk.replaced(options.kohde, disk.SITE, data, waiting=tell_waiting) as fresh,
        ):
            findings = mkdocs_plugin.build(data.parent, fresh, data, today_of(options), tell=tell)
            if options.pakattu:
                disk.pack(fresh)
    except mkdocs_plugin.DataBroken as broken:
        sys.stdout.write(report.text(broken.findings))
        tell("Sivustoa ei rakennettu, aiempi sivusto jäi ennalleen: korjaa virheet.")
        return FOUND
    except mkdocs_plugin.BuildFailed as failure:
        tell(f"Sivustoa ei rakennettu, aiempi sivusto jäi ennalleen: {failure}")
        return FOUND
    tell(f"Sivusto on kansiossa {options.kohde} ({report.counted(findings)}).")
    return FINE


def viimeistele(options: argparse.Namespace) -> int:
    disk.check_product(options.kohde, disk.SITE, options.data)
    loaded, _ = read(options)
    if loaded.handbook is None:
        tell("Sivustoa ei viimeistelty: asetuksia ei voi lukea.")
        return FOUND
    try:
        with (
            working("Viimeistellään sivustoa…"),
            disk.replaced(
                options.kohde, disk.SITE, options.data, renewed=True, waiting=tell_waiting
            ) as fresh,
        ):
            finish_site(fresh, loaded.published, files_only=mkdocs_plugin.in_preview())
            disk.pack_anew(fresh)
    except FinishError as error:
        tell(str(error))
        return FOUND
    tell(f"Sivusto on viimeistelty kansiossa {options.kohde}.")
    return FINE


def _is_address(host: str) -> bool:
    """Whether the engine takes it: a name would have to be looked up."""
    try:
        return host == "localhost" or bool(ip_address(host))
    except ValueError:
        return False


def palvele(options: argparse.Namespace) -> int:
    host, _, port = options.osoite.rpartition(":")
    if not _is_address(host) or not port.isascii() or not port.isdigit() or int(port) > 65535:
        tell(f"Osoite `{options.osoite}` ei käy: kirjoita muodossa 127.0.0.1:8000.")
        return MISUSED
    gc.enable()  # a preview lives all day
    try:
        mkdocs_plugin.serve(options.data.resolve().parent, options.osoite)
    except KeyboardInterrupt:
        return FINE
    except mkdocs_plugin.AddressTaken:
        tell(f"Osoite {options.osoite} on jo käytössä: anna toinen valitsimella --osoite.")
        return MISUSED
    except mkdocs_plugin.BuildFailed as failure:
        tell(f"Esikatselua ei voitu aloittaa: {failure}")
        return FOUND
    return FINE


def _renderer_of(options: argparse.Namespace, handbook: Handbook) -> Renderer:
    renderer = mkdocs_plugin.renderer_of(options.data.resolve(), handbook)
    for told in renderer.site.history_warnings:
        tell(told)
    return renderer


def sivut(options: argparse.Namespace) -> int:
    disk.check_product(options.kohde, disk.WRITTEN_PAGES, options.data)
    loaded, findings = read(options)
    if loaded.handbook is None or status_of(findings) != FINE:
        sys.stdout.write(report.text(findings))
        return FOUND
    renderer = _renderer_of(options, loaded.handbook)
    renderers = [renderer.of(handbook) for handbook in loaded.published]
    written = {page.src_uri: page.markdown for each in renderers for page in each.pages()}
    disk.write_product(options.kohde, disk.WRITTEN_PAGES, written, options.data, tell_waiting)
    return FINE


def paketti(options: argparse.Namespace) -> int:
    """A meeting's agenda pack as a tagged PDF, from the same HTML as the site's page."""
    disk.check_document(options.kohde, options.data, is_our_pdf)
    loaded, findings = read(options)
    if loaded.handbook is None:
        sys.stdout.write(report.text(findings))
        return FOUND
    both = [each for each in (loaded.handbook, loaded.example) if each is not None]
    handbook = next((each for each in both if options.kokous in each.kokoukset), None)
    if handbook is None:
        tell_missing("Kokousta", options.kokous, [id for each in both for id in each.kokoukset.ids])
        return MISUSED
    kokous = handbook.kokoukset[options.kokous]
    if not has_pack(kokous):
        tell(f"Kokouksella `{kokous.id}` ei ole pakettia: se on peruttu tai sen esityslista on tyhjä.")
        return MISUSED
    renderer = _renderer_of(options, handbook)
    css = disk.read_folder(disk.TEMPLATES, ".css")["paketti.css"].decode()
    try:
        with working("Kirjoitetaan pakettia…"):
            pdf = tagged_pdf(renderer.pack_document(kokous), css, renderer.site.address)
    except PdfUnavailable as missing:
        tell(
            f"PDF-tiedostoa ei voi kirjoittaa: {missing}. Paketin voi myös tulostaa selaimesta sivulta "
            f"/{kokous.address}paketti/."
        )
        return MISUSED
    disk.write_document(options.kohde, pdf, options.data, is_our_pdf)
    print(options.kohde)
    return FINE
