"""Meetings: prepared, held on their day, with an outcome for what was to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import machine, proposal_of
from hallinta.records.base import Record
from hallinta.records.kokous import Asiakohta, Kokous
from hallinta.rules.registry import Findings, rule
from hallinta.yaml_text import Path


@rule(
    "HAL-150",
    "Johtoryhmän asiat valmistelee koordinaatioryhmä",
    lauseke="2.2-04",
    fix="kirjoita kohtaan `valmisteltu` koordinaatioryhmän aiempi kokous",
    severity=Severity.HUOMAUTUS,
)
def the_management_groups_items_are_prepared(handbook: Handbook) -> Findings:
    """Esityslistan kohdasta pitää päästä siihen koordinaatioryhmän kokoukseen, joka asian valmisteli. Tiedoksi
    annettavia asioita tämä ei koske.
    """
    for kokous in handbook.kokoukset:
        if kokous.ryhma != "johtoryhma" or kokous.tila not in ("kutsuttu", "pidetty"):
            continue
        for index, kohta in enumerate(kokous.kohdat):
            if kohta.laji == "tiedoksi":
                continue
            if kohta.valmisteltu is None:
                yield (
                    kokous.at("kohdat", index, "otsikko"),
                    "kohta ei kerro, missä kokouksessa se valmisteltiin",
                )
                continue
            earlier = handbook.kokoukset.get(kohta.valmisteltu)
            place = kokous.at("kohdat", index, "valmisteltu")
            if earlier and earlier.ryhma != "koordinaatioryhma":
                yield place, f"`valmisteltu: {earlier.id}` on ryhmän `{earlier.ryhma}` kokous"
            elif earlier and earlier.pvm > kokous.pvm:
                problem = (
                    f"`valmisteltu: {earlier.id}` ({earlier.pvm}) on tämän kokouksen ({kokous.pvm}) jälkeen"
                )
                yield place, problem


@rule(
    "HAL-151",
    "Pidetty kokous ei ole tulevaisuudessa",
    lauseke=("1-13", "2.3-01"),
    fix="kirjoita `tila: kutsuttu` tai korjaa päivä",
)
def held_meetings_are_past(handbook: Handbook) -> Findings:
    """Pidetystä kokouksesta kerrotaan tulokset. Tuleva kokous näyttäisi jo päättäneen asioista."""
    for kokous in handbook.kokoukset:
        if kokous.tila == "pidetty" and kokous.pvm > handbook.today:
            yield kokous.at("pvm"), f"`tila: pidetty`, mutta `pvm: {kokous.pvm}` on tulevaisuudessa"


@rule(
    "HAL-152",
    "Suunniteltu kokous ei ole menneisyydessä",
    lauseke=("2.1-08", "2.3-01"),
    fix="kirjoita `tila: pidetty` tai `tila: peruttu`, tai korjaa päivä",
    severity=Severity.HUOMAUTUS,
)
def planned_meetings_are_ahead(handbook: Handbook) -> Findings:
    """Menneestä kokouksesta pitää nähdä, pidettiinkö se. Muuten tilannekuva ja vuosikello jäävät jälkeen."""
    for kokous in handbook.kokoukset:
        if kokous.tila in ("suunniteltu", "kutsuttu") and kokous.pvm < handbook.today:
            yield kokous.at("tila"), f"`tila: {kokous.tila}`, mutta kokouksen päivä {kokous.pvm} on mennyt"


@rule(
    "HAL-041",
    "Kokous päättyy alkamisensa jälkeen",
    lauseke="2.3-01",
    fix="korjaa jompikumpi kellonaika",
)
def meetings_end_after_they_begin(handbook: Handbook) -> Findings:
    """Kellonajat kulkevat kalenteritilauksiin. Väärin päin ne antaisivat jäsenille kokouksen, jota ei voi olla."""
    for kokous in handbook.kokoukset:
        if kokous.paattyy and not kokous.alkaa:
            problem = f"`paattyy: {kokous.paattyy:%H:%M}`, mutta alkamisaikaa ei ole"
            yield kokous.at("paattyy"), problem, "kirjoita `alkaa`, tai poista `paattyy`"
        elif kokous.alkaa and kokous.paattyy and kokous.alkaa >= kokous.paattyy:
            problem = f"`alkaa` ({kokous.alkaa:%H:%M}) ei ole ennen kuin `paattyy` ({kokous.paattyy:%H:%M})"
            yield kokous.at("paattyy"), problem


@rule(
    "HAL-153",
    "Perutulla kokouksella on syy",
    lauseke="1-13",
    fix="kirjoita `peruttu_syy`",
    severity=Severity.HUOMAUTUS,
)
def cancelled_meetings_say_why(handbook: Handbook) -> Findings:
    """Perutun kokouksen asiat siirtyvät. Syy kertoo lukijalle, mitä asioille tapahtui."""
    for kokous in handbook.kokoukset:
        if kokous.tila == "peruttu" and kokous.peruttu_syy is None:
            yield kokous.at("tila"), "kokous on peruttu, mutta syytä ei ole kirjattu"


@rule(
    "HAL-154",
    "Pidetyn kokouksen päätösasialla on tulos",
    lauseke=("1-13", "2.1-09"),
    fix="kirjoita `paatos` tai `tulos`; `tulos` kertoo myös, jos asia siirrettiin",
    severity=Severity.HUOMAUTUS,
)
def items_for_decision_have_an_outcome(handbook: Handbook) -> Findings:
    """Esityslistalla luvattiin päättää asiasta. Kokouksen jälkeen lukija etsii tästä, miten kävi."""
    for kokous in handbook.kokoukset:
        for index, kohta in enumerate(kokous.kohdat):
            lacks = kohta.laji == "paatos" and not (kohta.tulos or kohta.paatos or kohta.siirretty)
            if kokous.tila == "pidetty" and lacks:
                problem = "kohdan `laji: paatos`, mutta kokous on pidetty eikä kohdalla ole tulosta"
                yield kokous.at("kohdat", index, "otsikko"), problem


@rule(
    "HAL-155",
    "Kirjattu käsittely ja sen kokous kertovat samaa",
    lauseke=("1-13", "3.1-03", "3.1-04"),
    fix="korjaa ryhmä tai päivä siihen tietueeseen, jossa se on väärin",
)
def handlings_agree_with_their_meeting(handbook: Handbook) -> Findings:
    """Käsittely tapahtuu kokouksessa. Jos ryhmä tai päivä on eri kuin kokouksella,
    jompikumpi tieto on väärä.
    """
    for record, path, ryhma, pvm, id in _handlings(handbook):
        kokous = handbook.kokoukset.get(id or "")
        if kokous is None or kokous.ryhma not in handbook.ryhmat:
            continue
        if ryhma is not None and ryhma != kokous.ryhma:
            problem = f"`ryhma: {ryhma}`, mutta kokous `{kokous.id}` on ryhmän `{kokous.ryhma}`"
            yield record.at(*path, "ryhma"), problem
        if pvm is not None and pvm != kokous.pvm:
            problem = f"`pvm: {pvm}`, mutta kokouksen `{kokous.id}` päivä on {kokous.pvm}"
            yield record.at(*path, "pvm"), problem


@rule(
    "HAL-156",
    "Kutsutun kokouksen jokaisella kohdalla on esittelijä",
    lauseke="2.2-04",
    fix="kirjoita kohtaan `esittelija` rooli, ei henkilön nimeä",
    severity=Severity.HUOMAUTUS,
)
def items_of_a_called_meeting_have_a_presenter(handbook: Handbook) -> Findings:
    """Kun kutsu on lähetetty, esityslistasta pitää nähdä, kuka vastaa asian tuomisesta kokoukseen."""
    for kokous, index, kohta in _items(handbook, "kutsuttu"):
        if kohta.esittelija is None:
            yield (
                kokous.at("kohdat", index, "otsikko"),
                "kokous on kutsuttu, mutta kohdalla ei ole esittelijää",
            )


@rule(
    "HAL-157",
    "Kutsutun kokouksen päätösasialla on päätösehdotus",
    lauseke=("2.2-04", "2.2-05"),
    fix="kirjoita kohtaan `ehdotus`, tai nimeä `paatos`, jolla on ehdotus",
    severity=Severity.HUOMAUTUS,
)
def items_for_decision_have_a_proposal(handbook: Handbook) -> Findings:
    """Päättäjä tutustuu ehdotukseen ennen kokousta. Ilman ehdotusta asia on keskustelua, ei päätösasia."""
    for kokous, index, kohta in _items(handbook, "kutsuttu"):
        if kohta.laji == "paatos" and proposal_of(handbook, kohta) is None:
            problem = "kohdan `laji: paatos`, mutta kokous on kutsuttu eikä kohdalla ole päätösehdotusta"
            yield kokous.at("kohdat", index, "otsikko"), problem


def _items(handbook: Handbook, *tilat: str) -> Iterator[tuple[Kokous, int, Asiakohta]]:
    for kokous in handbook.kokoukset:
        if kokous.tila in tilat:
            for index, kohta in enumerate(kokous.kohdat):
                yield kokous, index, kohta


@rule(
    "HAL-158",
    "Kokouksen tulokset kirjataan pidettyyn kokoukseen",
    lauseke=("1-13", "2.1-09"),
    fix="kirjoita `tila: pidetty`, tai poista tulos, kunnes kokous on pidetty",
)
def only_held_meetings_have_outcomes(handbook: Handbook) -> Findings:
    """Tulos, toimenpide ja pöytäkirja syntyvät kokouksessa. Ennen kokousta kirjattu tulos näyttäisi asian
    jo ratkaistulta.
    """
    for kokous in handbook.kokoukset:
        if kokous.tila == "pidetty":
            continue
        outcomes: list[Path] = [
            ("kohdat", i, "tulos") for i, kohta in enumerate(kokous.kohdat) if kohta.tulos
        ]
        outcomes += [("toimenpiteet",)] if kokous.toimenpiteet else []
        outcomes += [("poytakirja",)] if kokous.poytakirja else []
        for path in outcomes:
            yield kokous.at(*path), f"kokouksen `tila: {kokous.tila}`, mutta sillä on `{path[-1]}`"


@rule(
    "HAL-159",
    "Kokouksen päivät ovat järjestyksessä",
    lauseke=("1-13", "2.3-01"),
    fix="korjaa väärä päivä",
)
def days_of_a_meeting_are_in_order(handbook: Handbook) -> Findings:
    """Kutsu lähetetään ennen kokousta, pöytäkirja ja toimenpiteet syntyvät sen jälkeen, eikä mikään tehty ole
    tulevaisuudessa.
    """
    for kokous in handbook.kokoukset:
        for path, day, what, afterwards in _days(kokous):
            if day > handbook.today:
                yield kokous.at(*path), f"{what} ({day}) on tulevaisuudessa"
            elif afterwards and day < kokous.pvm:
                yield kokous.at(*path), f"{what} ({day}) on ennen kokousta ({kokous.pvm})"
            elif not afterwards and day > kokous.pvm:
                yield kokous.at(*path), f"{what} ({day}) on kokouksen ({kokous.pvm}) jälkeen"
        for index, toimenpide in enumerate(kokous.toimenpiteet):
            if toimenpide.maaraaika and toimenpide.maaraaika < kokous.pvm:
                problem = f"määräaika ({toimenpide.maaraaika}) on ennen kokousta ({kokous.pvm})"
                yield kokous.at("toimenpiteet", index, "maaraaika"), problem


def _days(kokous: Kokous) -> Iterator[tuple[Path, date, str, bool]]:
    """The days on which something was done: where, when, what, and whether it comes after the meeting."""
    if kokous.kutsuttu:
        yield ("kutsuttu",), kokous.kutsuttu, "kutsun päivä", False
    if kokous.poytakirja:
        yield ("poytakirja", "pvm"), kokous.poytakirja.pvm, "pöytäkirjan päivä", True
    for index, toimenpide in enumerate(kokous.toimenpiteet):
        if end := toimenpide.lopputulos:
            yield ("toimenpiteet", index, "lopputulos", "pvm"), end.pvm, "lopputuloksen päivä", True
    for index, viesti in enumerate(kokous.viestinta):
        if viesti.tehty:
            yield ("viestinta", index, "tehty"), viesti.tehty, "viestinnän päivä", True


@rule(
    "HAL-167",
    "Kohdan numero on esityslistalla",
    lauseke="1-14",
    fix="kirjoita esityslistan kohdan numero; ensimmäinen kohta on 1",
)
def item_numbers_are_on_the_agenda(handbook: Handbook) -> Findings:
    """Toimenpiteestä ja kuulemisesta pitää päästä siihen asiaan, josta se syntyi."""
    for kokous in handbook.kokoukset:
        numbered = [("toimenpiteet", index, each.kohta) for index, each in enumerate(kokous.toimenpiteet)]
        numbered += [("kuultavat", index, each.kohta) for index, each in enumerate(kokous.kuultavat)]
        for field, index, number in numbered:
            if number is not None and not 1 <= number <= len(kokous.kohdat):
                last = len(kokous.kohdat)
                told = f"esityslistan viimeinen kohta on {last}" if last else "esityslistalla ei ole kohtia"
                yield kokous.at(field, index, "kohta"), f"`kohta: {number}`, mutta {told}"


@rule(
    "HAL-168",
    "Siirretty asia on saman ryhmän myöhemmässä kokouksessa",
    lauseke=("1-13", "2.2-04"),
    fix="kirjoita kohtaan `siirretty` ryhmän myöhempi kokous",
)
def moved_items_go_to_a_later_meeting(handbook: Handbook) -> Findings:
    """Siirretty asia ei saa kadota: lukija seuraa sitä seuraavaan kokoukseen."""
    for kokous, index, kohta in _items(handbook, "suunniteltu", "kutsuttu", "pidetty", "peruttu"):
        later = handbook.kokoukset.get(kohta.siirretty or "")
        place = kokous.at("kohdat", index, "siirretty")
        if later is None:
            continue
        if later.ryhma != kokous.ryhma:
            yield place, f"`siirretty: {later.id}` on ryhmän `{later.ryhma}` kokous"
        elif later.pvm <= kokous.pvm:
            yield (
                place,
                f"`siirretty: {later.id}` ({later.pvm}) ei ole tämän kokouksen ({kokous.pvm}) jälkeen",
            )


@rule(
    "HAL-169",
    "Kokouksen tila on tilakoneessa",
    lauseke="1-12",
    fix="käytä tilaa, joka on asetusten tilakoneessa `kokoukset`",
)
def states_of_meetings_are_known(handbook: Handbook) -> Findings:
    """Tilakone kertoo, kenen vuoro on ja mitä kokouksesta seuraavaksi tulee. Tila, jota se ei tunne, ei kerro
    kumpaakaan.
    """
    codes = [tila.tila for tila in machine(handbook.asetukset, "kokoukset")]
    for kokous in handbook.kokoukset if codes else ():
        if kokous.tila not in codes:
            known = ", ".join(f"`{code}`" for code in codes)
            yield kokous.at("tila"), f"tilaa `{kokous.tila}` ei ole tilakoneessa; tilat ovat {known}"


def _handlings(
    handbook: Handbook,
) -> Iterator[tuple[Record, Path, str | None, date | None, str | None]]:
    """Where a record says that something happened in a meeting: whose, when and in which."""
    for record in [*handbook.ideat, *handbook.kehitysaihiot]:
        for index, each in enumerate(record.kasittelyt):
            yield record, ("kasittelyt", index), each.ryhma, each.pvm, each.kokous
    for kaytanto in handbook.kaytannot:
        if esitys := kaytanto.esitys:
            yield kaytanto, ("esitys",), esitys.ryhma, esitys.pvm, esitys.kokous
    for tyo in handbook.kehitystyot:
        if prioriteetti := tyo.prioriteetti:
            yield tyo, ("prioriteetti",), None, prioriteetti.pvm, prioriteetti.kokous
    for sopimus in handbook.tulossopimukset:
        for index, vaihe in enumerate(sopimus.valmistelu):
            yield sopimus, ("valmistelu", index), vaihe.ryhma, None, vaihe.kokous
