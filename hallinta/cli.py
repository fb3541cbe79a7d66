"""The command ``hallinta``. Exit status: 0 fine, 1 findings of severity *virhe*, 2 wrong usage."""

from __future__ import annotations

import argparse
import errno
import gc
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from hallinta import disk, report
from hallinta.clock import today_in_helsinki
from hallinta.finding import Finding, Severity
from hallinta.handbook import EXAMPLES, Handbook, Loaded, data_folders, kinds, load
from hallinta.history import RevisionMissing, files_at
from hallinta.queries import has_pack, meeting_on
from hallinta.records.kokous import Kokous
from hallinta.rules import RULES, check
from hallinta.rules.historia import compare
from hallinta.rules.registry import Rule
from hallinta.schema_errors import nearest
from hallinta.usage import Parser

FINE, FOUND, MISUSED = 0, 1, 2
MEETING = "kokous"
"""What `uusi` makes with a proposed agenda; `kokoukset` makes an empty record like the other kinds."""

# Checking is what an editor and every merge request wait for. What only another command needs – phrases and
# templates, the site engine, the terminal's spinner – takes as long to import as the data takes to check, so
# it is imported by the command that uses it.


def tell(text: str) -> None:
    """Say to the person at the terminal."""
    print(text, file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.data.is_dir():
        parser.error(f"kansiota {options.data} ei ole; anna tietojen kansio valitsimella --data")
    gc.disable()  # a command makes much and lets little go: looking for it would take a tenth of the time
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, `head` for instance, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror)
        tell(f"Tiedostoa {error.filename} ei voi lukea tai kirjoittaa: {reason}.")
        return MISUSED
    finally:
        gc.enable()
    return status


_REASONS = {
    errno.EACCES: "käyttöoikeus puuttuu",
    errno.EEXIST: "samanniminen tiedosto on jo olemassa",
    errno.EISDIR: "se on kansio",
    errno.ENOENT: "sitä ei ole",
    errno.ENOSPC: "levy on täynnä",
    errno.ENOTDIR: "polun varrella on tiedosto eikä kansio",
    errno.EROFS: "levylle ei voi kirjoittaa",
}


def _parser() -> Parser:
    parser = Parser(prog="hallinta", description="Hallintakäsikirjan tarkistus ja julkaisu.")
    commands = parser.add_subparsers(title="komennot", metavar="KOMENTO", required=True, dest="komento")
    common: Any = argparse.ArgumentParser(add_help=False)  # add_parser wants parents of its own class only
    common.add_argument(
        "--data", type=Path, default=Path("data"), metavar="KANSIO", help="tietojen kansio (data)"
    )
    common.add_argument(
        "--paiva", type=_day, default=None, metavar="VVVV-KK-PP", help="päivä, jona tarkastellaan"
    )

    def command(name: str, run: Callable[[argparse.Namespace], int], help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=help, description=f"{help[:1].upper()}{help[1:]}.", parents=[common]
        )
        made.set_defaults(run=run)
        return made

    tarkista = command("tarkista", _tarkista, "tarkistaa kaikki tiedot")
    tarkista.add_argument(
        "--muoto", choices=sorted(_FORMS), default="teksti", help="missä muodossa löydökset annetaan"
    )
    tarkista.add_argument(
        "--vertaa", metavar="REV", help="vertaa gitin versioon: tilat, tehdyt päätökset, poistot"
    )
    muutokset = command("muutokset", _muutokset, "kertoo suomeksi, mitä muutos merkitsee")
    muutokset.add_argument("--vertaa", required=True, metavar="REV", help="gitin versio, johon verrataan")
    muutokset.add_argument(
        "--muoto", choices=_CHANGE_FORMS, default="teksti", help="missä muodossa kerrotaan"
    )
    rakenna = command("rakenna", _rakenna, "tarkistaa tiedot ja rakentaa sivuston")
    rakenna.add_argument(
        "--kohde", type=Path, default=Path("site"), metavar="KANSIO", help="sivuston kansio (site)"
    )
    viimeistele = command("viimeistele", _viimeistele, "viimeistelee rakennetun sivuston")
    viimeistele.add_argument(
        "--kohde", type=Path, default=Path("site"), metavar="KANSIO", help="sivuston kansio (site)"
    )
    palvele = command("palvele", _palvele, "näyttää sivuston ja päivittää sen muokatessa")
    palvele.add_argument("--osoite", default="127.0.0.1:8000", help="palvelimen osoite (127.0.0.1:8000)")
    uusi = command("uusi", _uusi, "kirjoittaa uuden tietueen pohjasta")
    uusi.add_argument(
        "laji",
        choices=[*data_folders(), MEETING],
        metavar="LAJI",
        help=f"{MEETING} (ehdottaa asialistan) tai tietueen laji: " + ", ".join(data_folders()),
    )
    uusi.add_argument("--nimi", default=None, help="tietueen nimi; jos puuttuu, nimi kysytään")
    uusi.add_argument("--tunnus", default=None, help="tunnus; jos puuttuu, se muodostetaan nimestä")
    uusi.add_argument("--vuosi", type=_year, default=None, metavar="VVVV", help="vuosikellon vuosi")
    uusi.add_argument("--ryhma", default=None, help="kokouksen ryhmä, esim. johtoryhma")
    uusi.add_argument("--pvm", type=_day, default=None, metavar="VVVV-KK-PP", help="kokouksen päivä")
    uusi.add_argument(
        "--esimerkki", action="store_true", help="kokous on keksitty esimerkki; asiatkin ovat esimerkeistä"
    )
    saannot = command("saannot", _saannot, "luettelee säännöt tai kertoo yhdestä")
    saannot.add_argument("tunnus", nargs="?", metavar="ID", help="säännön tunnus, esim. HAL-001")
    skeemat = command("skeemat", _skeemat, "kirjoittaa JSON-skeemat muokkausohjelmia varten")
    skeemat.add_argument("--kohde", type=Path, required=True, metavar="KANSIO", help="mihin kansioon")
    paketti = command("paketti", _paketti, "kirjoittaa kokouksen esityslistapaketin PDF-tiedostoksi")
    paketti.add_argument("kokous", metavar="KOKOUS", help="kokouksen tunnus, esim. johtoryhma-2027-02-11")
    paketti.add_argument("--kohde", type=Path, required=True, metavar="TIEDOSTO", help="PDF-tiedoston nimi")
    sivut = command("sivut", _sivut, "kirjoittaa tuotetut sivut Markdown-tiedostoiksi")
    sivut.add_argument("--kohde", type=Path, required=True, metavar="KANSIO", help="mihin kansioon")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` ei ole päivä; kirjoita muodossa vvvv-kk-pp") from None


def _year(text: str) -> int:
    if re.fullmatch(r"(19|20)[0-9]{2}", text):
        return int(text)
    raise argparse.ArgumentTypeError(f"`{text}` ei ole vuosi; kirjoita neljä numeroa, esim. 2028")


# --- reading and checking -------------------------------------------------------------------------------


def _read(options: argparse.Namespace) -> tuple[Loaded, tuple[Finding, ...]]:
    loaded = load(disk.read_project(options.data), _today(options))
    return loaded, check(loaded)


def _handbook(options: argparse.Namespace) -> Handbook | None:
    """The data when the settings can be read; else None, and what is wrong has been told."""
    loaded, findings = _read(options)
    if loaded.handbook is None:
        sys.stdout.write(report.text(findings))
    return loaded.handbook


def _before(options: argparse.Namespace) -> Loaded:
    """The data at the revision to compare with. Raises ``RevisionMissing``."""
    return load(files_at(options.data.resolve().parent, options.vertaa), _today(options))


def _today(options: argparse.Namespace) -> date:
    return options.paiva or today_in_helsinki()


def _status(findings: Sequence[Finding]) -> int:
    return FOUND if any(finding.severity is Severity.VIRHE for finding in findings) else FINE


def _working(text: str) -> AbstractContextManager[object]:
    """Tells what is going on, on a terminal; quiet in a pipe."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(text)


_FORMS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "teksti": report.text,
    "gitlab": report.gitlab,
    "junit": report.junit,
}


def _tarkista(options: argparse.Namespace) -> int:
    with _working("Tarkistetaan tietoja…"):
        loaded, findings = _read(options)
        if options.vertaa is not None:
            try:
                before = _before(options)
                findings = compare(before, loaded, findings)
                if before.handbook is None:
                    tell(f"Muutoksia ei tarkistettu: version `{options.vertaa}` asetuksia ei voi lukea.")
            except RevisionMissing as missing:
                tell(f"Vertailu ei onnistu: {missing}.")
                return MISUSED
    sys.stdout.write(_FORMS[options.muoto](findings))
    if loaded.handbook is not None:
        records = sum(len(loaded.handbook.folder(folder)) for folder in data_folders())
        tell(f"Tarkistettiin {records} tietuetta: {report.counted(findings)}.")
    return _status(findings)


_CHANGE_FORMS = ("json", "markdown", "teksti")


def _muutokset(options: argparse.Namespace) -> int:
    from hallinta.changes import as_data, as_markdown, as_text, changes

    loaded, findings = _read(options)
    try:
        before = _before(options)
    except RevisionMissing as missing:
        tell(f"Vertailu ei onnistu: {missing}.")
        return MISUSED
    if loaded.handbook is None:
        sys.stdout.write(report.text(findings))
        return FOUND
    if before.handbook is None:
        tell(f"Vertailu ei onnistu: version `{options.vertaa}` asetuksia ei voi lukea.")
        return MISUSED
    if unread := sorted(loaded.handbook.unfit | before.handbook.unfit):
        tell("Muutoksista puuttuvat tietueet, joita ei voi lukea: " + ", ".join(map("/".join, unread)) + ".")
    found = changes(before.handbook, loaded.handbook)
    match options.muoto:
        case "teksti":
            sys.stdout.write(as_text(found))
        case "markdown":
            sys.stdout.write(as_markdown(found))
        case "json":
            print(json.dumps(as_data(found), ensure_ascii=False, indent=1))
    return FINE


# --- building -------------------------------------------------------------------------------------------


def _rakenna(options: argparse.Namespace) -> int:
    from hallinta import mkdocs_plugin

    data = options.data.resolve()
    try:
        with _working("Tarkistetaan tiedot ja rakennetaan sivustoa…"), disk.replaced(options.kohde) as fresh:
            findings = mkdocs_plugin.build(data.parent, fresh, data, _today(options))
    except mkdocs_plugin.DataBroken as broken:
        sys.stdout.write(report.text(broken.findings))
        tell("Sivustoa ei rakennettu, aiempi sivusto jäi ennalleen: korjaa virheet.")
        return FOUND
    except mkdocs_plugin.BuildFailed as failure:
        tell(f"Sivustoa ei rakennettu, aiempi sivusto jäi ennalleen: {failure}")
        return FOUND
    tell(f"Sivusto on kansiossa {options.kohde} ({report.counted(findings)}).")
    return FINE


def _viimeistele(options: argparse.Namespace) -> int:
    from hallinta.finish import finish_site
    from hallinta.finishing import FinishError

    loaded, _ = _read(options)
    if loaded.handbook is None:
        tell("Sivustoa ei viimeistelty: asetuksia ei voi lukea.")
        return FOUND
    try:
        with _working("Viimeistellään sivustoa…"):
            finish_site(options.kohde, loaded.handbook)
    except FinishError as error:
        tell(str(error))
        return FOUND
    tell(f"Sivusto on viimeistelty kansiossa {options.kohde}.")
    return FINE


def _palvele(options: argparse.Namespace) -> int:
    host, _, port = options.osoite.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
        tell(f"Osoite `{options.osoite}` ei käy: kirjoita muodossa 127.0.0.1:8000.")
        return MISUSED
    from hallinta import mkdocs_plugin

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


# --- helping --------------------------------------------------------------------------------------------


def _uusi(options: argparse.Namespace) -> int:
    from hallinta.new_record import template

    if options.laji == "vuosikello":
        return _new_year(options)
    if options.laji == MEETING:
        return _new_meeting(options)
    name = options.nimi
    if not name:
        if not sys.stdin.isatty():
            tell("Anna nimi valitsimella --nimi.")
            return MISUSED
        try:
            name = input("Nimi: ").strip()
        except (EOFError, KeyboardInterrupt):
            tell("\nTietuetta ei kirjoitettu: nimeä ei annettu.")
            return MISUSED
    homes = [home / options.laji for home in (options.data, options.data / EXAMPLES)]
    taken = {Path(file).stem for home in homes for file in disk.read_folder(home)}
    made = template(options.laji, name, options.tunnus, taken)
    if made.problem:
        tell(made.problem)
        return MISUSED
    path = options.data / options.laji / f"{made.id}.yaml"
    disk.write_all(path.parent, {path.name: made.text})
    print(path)
    return FINE


def _new_year(options: argparse.Namespace) -> int:
    """The next year's calendar, made from the rules of the year before as a file to be reviewed."""
    from hallinta.new_year import next_year

    if options.vuosi is None:
        tell("Anna vuosi valitsimella --vuosi.")
        return MISUSED
    path = options.data / "vuosikello" / f"{options.vuosi}.yaml"
    if path.exists():
        tell(f"Tiedosto {path} on jo olemassa.")
        return MISUSED
    handbook = _handbook(options)
    if handbook is None:
        return FOUND
    disk.write_all(path.parent, {path.name: next_year(handbook, options.vuosi)})
    print(path)
    return FINE


def _new_meeting(options: argparse.Namespace) -> int:
    """A meeting of a group with a proposed agenda; for one that is planned already the agenda is printed."""
    from hallinta.new_meeting import meeting_id, new_meeting

    if options.ryhma is None or options.pvm is None:
        tell("Anna ryhmä valitsimella --ryhma ja kokouksen päivä valitsimella --pvm.")
        return MISUSED
    handbook = _handbook(options)
    if handbook is None:
        return FOUND
    ryhma = handbook.ryhmat.get(options.ryhma)
    if ryhma is None:
        _tell_missing("Ryhmää", options.ryhma, handbook.ryhmat.ids)
        return MISUSED
    if options.pvm < handbook.today:
        tell(f"Päivä {options.pvm} on mennyt: uusi kokous on tulevaisuudessa.")
        return MISUSED
    text = new_meeting(handbook, ryhma, options.pvm, name=options.nimi, esimerkki=options.esimerkki)
    planned = meeting_on(handbook, ryhma.id, options.pvm)
    if planned is not None and planned.esimerkki == options.esimerkki:
        sys.stdout.write(text)
        tell(f"Ryhmällä on jo kokous {options.pvm}: siirrä sopivat kohdat tiedostoon {planned.path}.")
        return FINE
    id = options.tunnus or meeting_id(ryhma, options.pvm, esimerkki=options.esimerkki)
    if not re.fullmatch(Kokous.id_pattern, id):
        tell(f"Tunnus `{id}` ei käy: käytä pieniä kirjaimia a–z, numeroita ja yhdysviivoja.")
        return MISUSED
    folder = options.data / EXAMPLES / "kokoukset" if options.esimerkki else options.data / "kokoukset"
    if id in handbook.kokoukset or (folder / f"{id}.yaml").exists():
        tell(f"Tunnus `{id}` on jo käytössä.")
        return MISUSED
    disk.write_all(folder, {f"{id}.yaml": text})
    print(folder / f"{id}.yaml")
    return FINE


def _tell_missing(what: str, id: str, known: Iterable[str]) -> None:
    near = nearest(id, known)
    tell(f"{what} `{id}` ei ole.{f' Tarkoititko: {near}?' if near else ''}")


def _saannot(options: argparse.Namespace) -> int:
    if options.tunnus is None:
        for rule in sorted(RULES.values(), key=lambda rule: rule.id):
            print(f"{rule.id}  {rule.severity:9}  {rule.title}")
        return FINE
    found = RULES.get(options.tunnus.upper())
    if found is None:
        tell(f"Sääntöä {options.tunnus} ei ole. Komento `hallinta saannot` luettelee säännöt.")
        return MISUSED
    print(_in_full(found))
    return FINE


def _in_full(rule: Rule) -> str:
    from hallinta.rules.examples import examples, told

    example = examples(disk.read_folder(disk.RULE_EXAMPLES)).get(rule.id)
    parts = [
        f"{rule.id} {rule.title} ({rule.severity})",
        rule.reason,
        f"Perusteet: {', '.join(rule.lausekkeet)}",
        f"Voimassa alkaen: {rule.effective}",
        f"Korjaus: {rule.fix}",
    ]
    if example:
        if example.before:
            parts.append(f"Tiedot ennen muutosta\n\n{told(example.before)}")
        parts += [
            f"Näin sääntö rikkoutuu\n\n{told(example.bad)}",
            f"Tarkistus kertoo\n\n{example.finding}",
            f"Näin se korjataan\n\n{told(example.good)}",
        ]
    return "\n\n".join(parts).rstrip()


def _skeemat(options: argparse.Namespace) -> int:
    from hallinta.exports.schemas import schema

    texts = {f"{kinds()[folder].__name__.lower()}.json": schema(folder) for folder in data_folders()}
    disk.write_all(
        options.kohde,
        {name: json.dumps(text, ensure_ascii=False, indent=1) + "\n" for name, text in texts.items()},
    )
    return FINE


def _sivut(options: argparse.Namespace) -> int:
    loaded, findings = _read(options)
    if loaded.handbook is None or _status(findings) != FINE:
        sys.stdout.write(report.text(findings))
        return FOUND
    from hallinta import mkdocs_plugin

    renderer = mkdocs_plugin.renderer_of(options.data.resolve(), loaded.handbook)
    disk.write_all(options.kohde, {page.src_uri: page.markdown for page in renderer.pages()})
    return FINE


def _paketti(options: argparse.Namespace) -> int:
    """A meeting's agenda pack as a tagged PDF, from the same HTML as the site's page."""
    handbook = _handbook(options)
    if handbook is None:
        return FOUND
    kokous = handbook.kokoukset.get(options.kokous)
    if kokous is None:
        _tell_missing("Kokousta", options.kokous, handbook.kokoukset.ids)
        return MISUSED
    if not has_pack(kokous):
        tell(f"Kokouksella `{kokous.id}` ei ole pakettia: se on peruttu tai sen asialista on tyhjä.")
        return MISUSED
    from hallinta import mkdocs_plugin
    from hallinta.pdf import PdfUnavailable, tagged_pdf

    renderer = mkdocs_plugin.renderer_of(options.data.resolve(), handbook)
    css = disk.read_folder(disk.TEMPLATES, ".css")["paketti.css"].decode()
    try:
        with _working("Kirjoitetaan pakettia…"):
            pdf = tagged_pdf(renderer.pack_document(kokous), css, renderer.site.address)
    except PdfUnavailable as missing:
        tell(
            f"PDF-tiedostoa ei voi kirjoittaa: {missing}. Paketin voi myös tulostaa selaimesta sivulta "
            f"/{kokous.address}paketti/."
        )
        return MISUSED
    disk.write_all(options.kohde.parent, {options.kohde.name: pdf})
    print(options.kohde)
    return FINE
