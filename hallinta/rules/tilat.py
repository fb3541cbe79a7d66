"""State machines: histories begin, go on and end as the settings say; the machines themselves are whole."""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.handbook import Handbook
from hallinta.queries import BadStep, bad_steps, machine, machined_kinds, moving_kinds, unreachable
from hallinta.records.kasittely import MovingRecord, ScopedRecord, TodettuTila
from hallinta.rules.registry import Findings, rule
from hallinta.schema_errors import choice, nearest, shown


def _moving(handbook: Handbook) -> Iterator[MovingRecord]:
    for folder in moving_kinds():
        for record in handbook.folder(folder):
            if isinstance(record, MovingRecord):
                yield record


def _steps(handbook: Handbook) -> Iterator[tuple[MovingRecord, BadStep]]:
    for record in _moving(handbook):
        for step in bad_steps(handbook, record):
            yield record, step


@rule(
    "HAL-050",
    "Historia alkaa polun ensimmäisestä tilasta",
    lauseke=("1-12", "3.1-09"),
    fix="lisää historian alkuun puuttuvat tilat päivineen",
)
def histories_begin_at_the_beginning(handbook: Handbook) -> Findings:
    """Jokainen asia tulee käsittelyyn polun alusta. Jos alku puuttuu, kukaan ei näe, milloin asia saapui ja
    kauanko se on odottanut.
    """
    for record, step in _steps(handbook):
        if step.previous is None:
            codes = [tila.tila for tila in machine(handbook.asetukset, record.folder)]
            if step.entry.tila not in codes:
                continue  # HAL-051 tells
            problem = (
                f"historia alkaa tilasta `{step.entry.tila}`, mutta polun ensimmäinen tila on `{codes[0]}`"
            )
            yield record.at("historia", step.index, "tila"), problem


@rule(
    "HAL-051",
    "Tila vaihtuu käsittelypolun mukaan",
    lauseke=("1-12", "3.1-09"),
    fix="käytä tilaa, johon edellisestä tilasta pääsee",
)
def states_follow_the_path(handbook: Handbook) -> Findings:
    """Käsittelypolku kertoo, kenen vuoro on milloinkin. Hyppy polun ohi ohittaisi jonkun, jonka kuuluu
    käsitellä asia.
    """
    for record, step in _steps(handbook):
        codes = [tila.tila for tila in machine(handbook.asetukset, record.folder)]
        place, code = record.at("historia", step.index, "tila"), step.entry.tila
        if code not in codes:
            begin = f"aloita historia tilasta `{codes[0]}`"
            fix = choice(code, codes, "tiloista") if step.previous or nearest(code, codes) else begin
            yield place, f"`tila: {shown(code)}` ei ole polun tila", fix
        elif step.previous is None:
            continue  # HAL-050 tells
        elif step.allowed:
            allowed = ", ".join(f"`{tila}`" for tila in step.allowed)
            yield (
                place,
                f"tilasta `{step.previous}` ei pääse tilaan `{code}`",
                f"sallittuja seuraavia tiloja: {allowed}",
            )
        else:
            fix = "poista merkintä, tai korjaa edellinen tila, jos asia ei vielä päättynyt"
            yield (
                place,
                f"tilan `{step.previous}` jälkeen on `{code}`, mutta `{step.previous}` päättää polun",
                fix,
            )


@rule(
    "HAL-052",
    "Historia ei ole tyhjä",
    lauseke=("1-12", "3.1-09"),
    fix="kirjoita historiaan ensimmäinen tila ja sen päivä",
)
def histories_are_not_empty(handbook: Handbook) -> Findings:
    """Tietueen tila on historian viimeinen merkintä. Ilman merkintöjä asia ei ole missään vaiheessa eikä
    kenenkään vuoro.
    """
    for record in _moving(handbook):
        told = record.todettu if isinstance(record, ScopedRecord) else None
        if told is None:
            if not record.historia:
                yield record.at("historia"), "historia on tyhjä, joten tilaa ei tiedetä"
        elif problem := _told_wrongly(handbook, record, told):
            yield record.at("todettu", "tila"), *problem


def _told_wrongly(handbook: Handbook, record: MovingRecord, told: TodettuTila) -> tuple[str, str] | None:
    """Why a state without a history will not do, and the way out; None when it will."""
    codes = [tila.tila for tila in machine(handbook.asetukset, record.folder)]
    if record.historia:
        return "tietueella on sekä `historia` että `todettu`", "poista `todettu`: historia kertoo tilan"
    if isinstance(record, ScopedRecord) and record.under_model:
        fix = "kirjoita `historia`; `todettu` on vain asialle, joka ei kuulu malliin"
        return "mallin piirissä olevan asian tila kerrotaan historiassa", fix
    if codes and told.tila not in codes:
        return f"`tila: {shown(told.tila)}` ei ole polun tila", choice(told.tila, codes, "tiloista")
    return None


@rule(
    "HAL-053",
    "Historian päivät etenevät",
    lauseke="3.1-09",
    fix="korjaa päivä tai siirrä merkinnät aikajärjestykseen",
)
def histories_run_forwards(handbook: Handbook) -> Findings:
    """Historia luetaan ylhäältä alas, ja viimeinen merkintä on nykyinen tila. Väärä järjestys antaisi väärän
    tilan ja väärän iän.
    """
    for record in _moving(handbook):
        for index in range(1, len(record.historia)):
            before, entry = record.historia[index - 1], record.historia[index]
            if entry.pvm < before.pvm:
                problem = (
                    f"tilan `{entry.tila}` päivä ({entry.pvm}) on ennen edellisen tilan `{before.tila}` "
                    f"päivää ({before.pvm})"
                )
                yield record.at("historia", index, "pvm"), problem


@rule(
    "HAL-054",
    "Historiassa ei ole tulevia päiviä",
    lauseke="3.1-09",
    fix="kirjoita merkintä vasta, kun tila on vaihtunut, tai korjaa päivä",
)
def histories_tell_what_has_happened(handbook: Handbook) -> Findings:
    """Historia kertoo, mitä on tapahtunut. Tuleva merkintä näyttäisi asian olevan pidemmällä kuin se on, ja
    päätös näyttäisi jo tehdyltä.
    """
    for record in _moving(handbook):
        for index, entry in enumerate(record.historia):
            if entry.pvm > handbook.today:
                yield (
                    record.at("historia", index, "pvm"),
                    f"tilan `{entry.tila}` päivä `pvm: {entry.pvm}` on tulevaisuudessa",
                )


@rule(
    "HAL-055",
    "Tilan vaihtuminen sopii kokouksen ja päätöksen päivään",
    lauseke=("1-12", "3.1-09"),
    fix="korjaa päivä siihen tietueeseen, jossa se on väärin",
)
def entries_agree_with_their_meeting_and_decision(handbook: Handbook) -> Findings:
    """Tila vaihtuu siinä kokouksessa, joka merkinnässä nimetään, eikä koskaan ennen päätöstä, johon se
    perustuu.
    """
    for record in _moving(handbook):
        for index, entry in enumerate(record.historia):
            kokous = handbook.kokoukset.get(entry.kokous or "")
            if kokous and kokous.pvm != entry.pvm:
                problem = (
                    f"tila `{entry.tila}` alkoi {entry.pvm}, mutta kokouksen `{kokous.id}` päivä on "
                    f"{kokous.pvm}"
                )
                yield record.at("historia", index, "kokous"), problem
            paatos = handbook.paatokset.get(entry.paatos or "")
            if paatos and paatos.pvm and entry.pvm < paatos.pvm:
                problem = (
                    f"tila `{entry.tila}` alkoi {entry.pvm}, mutta päätöksen `{paatos.id}` päivä on "
                    f"{paatos.pvm}"
                )
                yield record.at("historia", index, "paatos"), problem


@rule(
    "HAL-056",
    "Tilan seuraavat tilat ovat olemassa",
    lauseke="1-12",
    fix="korjaa tilan nimi tai lisää puuttuva tila",
)
def next_states_exist(handbook: Handbook) -> Findings:
    """Polku, joka johtaa tuntemattomaan tilaan, katkeaa: kuvasta puuttuisi vaihe, eikä asiaa voisi viedä
    eteenpäin.
    """
    for folder in machined_kinds():
        states = machine(handbook.asetukset, folder)
        codes = tuple(tila.tila for tila in states)
        known = set(codes)
        for index, tila in enumerate(states):
            for number, code in enumerate(tila.seuraavat):
                if code not in known:
                    place = handbook.asetukset.at("tilakoneet", folder, index, "seuraavat", number)
                    problem = f"tilan `{tila.tila}` seuraavaa tilaa `{shown(code)}` ei ole"
                    yield place, problem, choice(code, codes, "tiloista")


@rule(
    "HAL-057",
    "Polun jokaiseen tilaan pääsee",
    lauseke="1-12",
    fix="lisää tila jonkin aiemman tilan kohtaan `seuraavat` tai poista tila",
)
def every_state_can_be_reached(handbook: Handbook) -> Findings:
    """Tila, johon mikään tie ei johda, olisi polun kuvassa turha lupaus: mikään asia ei voi päätyä siihen."""
    for folder in machined_kinds():
        states = machine(handbook.asetukset, folder)
        lost = set(unreachable(states))
        for index, tila in enumerate(states):
            if tila.tila in lost:
                place = handbook.asetukset.at("tilakoneet", folder, index, "tila")
                yield place, f"tilaan `{tila.tila}` ei pääse tilasta `{states[0].tila}` mitään tietä"
