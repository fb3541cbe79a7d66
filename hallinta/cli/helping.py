"""Help for the editor: new records, the rules, schemas for an editing program, what a change means."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from hallinta import disk
from hallinta.changes import Version, as_data, as_markdown, as_text, changes
from hallinta.cli.arguments import MEETING
from hallinta.cli.reading import (
    FINE,
    FOUND,
    MISUSED,
    handbook_of,
    read,
    tell,
    tell_missing,
    tell_waiting,
    texts_before,
    today_of,
)
from hallinta.console import for_machines
from hallinta.exports.schemas import file_name, schema
from hallinta.handbook import EXAMPLES, data_folders, load
from hallinta.history import GitRefused, other_files_since
from hallinta.new_meeting import meeting_id, new_meeting
from hallinta.new_record import template
from hallinta.new_year import next_year
from hallinta.queries import meeting_on
from hallinta.records.ids import unfit
from hallinta.records.kokous import Kokous
from hallinta.rules import RULES
from hallinta.rules.examples import examples, told
from hallinta.rules.registry import Rule


def uusi(options: argparse.Namespace) -> int:
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
    print(disk.write_new(options.data, f"{options.laji}/{made.id}.yaml", made.text))
    return FINE


def _new_year(options: argparse.Namespace) -> int:
    """The next year's calendar, made from the rules of the year before as a file to be reviewed."""
    if options.vuosi is None:
        tell("Anna vuosi valitsimella --vuosi.")
        return MISUSED
    name = f"vuosikello/{options.vuosi}.yaml"
    if (options.data / name).exists():
        tell(f"Tiedosto {options.data / name} on jo olemassa.")
        return MISUSED
    handbook = handbook_of(options)
    if handbook is None:
        return FOUND
    print(disk.write_new(options.data, name, next_year(handbook, options.vuosi)))
    return FINE


def _new_meeting(options: argparse.Namespace) -> int:
    """A meeting of a group with a proposed agenda; for one that is planned already the agenda is printed."""
    if options.ryhma is None or options.pvm is None:
        tell("Anna ryhmä valitsimella --ryhma ja kokouksen päivä valitsimella --pvm.")
        return MISUSED
    handbook = handbook_of(options)
    if handbook is None:
        return FOUND
    if options.esimerkki:
        loaded, _ = read(options)
        if loaded.example is None:
            tell(f"Esimerkkikäsikirjaa ei ole: kansiossa {options.data / EXAMPLES} ei ole tietueita.")
            return MISUSED
        handbook = loaded.example
    ryhma = handbook.ryhmat.get(options.ryhma)
    if ryhma is None:
        tell_missing("Ryhmää", options.ryhma, handbook.ryhmat.ids)
        return MISUSED
    if options.pvm < handbook.today:
        tell(f"Päivä {options.pvm} on mennyt: uusi kokous on tulevaisuudessa.")
        return MISUSED
    text = new_meeting(handbook, ryhma, options.pvm, name=options.nimi)
    planned = meeting_on(handbook, ryhma.id, options.pvm)
    if planned is not None:
        sys.stdout.write(text)
        tell(f"Ryhmällä on jo kokous {options.pvm}: siirrä sopivat kohdat tiedostoon {planned.path}.")
        return FINE
    id = options.tunnus or meeting_id(ryhma, options.pvm)
    if not re.fullmatch(Kokous.id_pattern, id):
        tell(f"Tunnus `{id}` ei käy: käytä pieniä kirjaimia a–z, numeroita ja yhdysviivoja.")
        return MISUSED
    if problem := unfit(id, Kokous.yksikko):
        tell(f"Tunnus `{id}` ei käy: {problem[0]}; {problem[1]}.")
        return MISUSED
    name = f"{EXAMPLES}/kokoukset/{id}.yaml" if options.esimerkki else f"kokoukset/{id}.yaml"
    if id in handbook.kokoukset or (options.data / name).exists():
        tell(f"Tunnus `{id}` on jo käytössä.")
        return MISUSED
    print(disk.write_new(options.data, name, text))
    return FINE


def saannot(options: argparse.Namespace) -> int:
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


def skeemat(options: argparse.Namespace) -> int:
    texts = {file_name(folder): schema(folder) for folder in data_folders()}
    written = {name: json.dumps(text, ensure_ascii=False, indent=1) + "\n" for name, text in texts.items()}
    disk.write_product(options.kohde, disk.SCHEMAS, written, options.data, tell_waiting)
    return FINE


def muutokset(options: argparse.Namespace) -> int:
    today = today_of(options)
    texts = disk.read_project(options.data)
    try:
        earlier = texts_before(options)
        others = other_files_since(options.data.resolve().parent, options.vertaa)
    except GitRefused as refused:
        tell(f"Vertailu ei onnistu: {refused}.")
        return MISUSED
    after, before = Version(load(texts, today), texts), Version(load(earlier, today), earlier)
    if before.loaded.handbook is None:
        tell(f"Vertailu ei onnistu: version `{options.vertaa}` asetuksia ei voi lukea.")
        return MISUSED
    found = changes(before, after, others)
    match options.muoto:
        case "teksti":
            sys.stdout.write(as_text(found))
        case "markdown":
            sys.stdout.write(as_markdown(found))
        case "json":
            for_machines(json.dumps(as_data(found), ensure_ascii=False, indent=1) + "\n")
    if after.loaded.handbook is None:
        tell("Tietueiden muutoksia ei voi kertoa ennen kuin asetukset voi lukea.")
        return FOUND
    return FINE
