"""The accessibility statement: fresh, honest and useful to the one who met a barrier."""

from __future__ import annotations

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import statement_due
from hallinta.rules.registry import Findings, rule


@rule(
    "HAL-270",
    "Saavutettavuusseloste tarkistetaan ajallaan",
    lauseke="1-14",
    fix="arvioi saavutettavuus uudelleen ja päivitä `tarkistettu`",
    severity=Severity.HUOMAUTUS,
)
def the_statement_is_reviewed_in_time(handbook: Handbook) -> Findings:
    """Sivusto muuttuu, ja vanha seloste lupaa lukijalle sellaista, mitä kukaan ei ole tarkistanut. Selosteen
    malli (EU 2018/1523) edellyttää tarkistusta vähintään kerran vuodessa.
    """
    seloste = handbook.saavutettavuus
    if seloste and (due := statement_due(handbook)) and due < handbook.today:
        yield seloste.at("tarkistettu"), f"seloste oli tarkistettava viimeistään {due}"


@rule(
    "HAL-271",
    "Saavutettavuuspalautteella on osoite ja vastuuyksikkö",
    lauseke=("1-13", "1-14"),
    fix="kirjoita omistajan päättämä osoite ja yksikkö; keksittyä tietoa ei kirjata",
    severity=Severity.HUOMAUTUS,
)
def accessibility_feedback_has_a_place(handbook: Handbook) -> Findings:
    """Laki (306/2019) antaa lukijalle oikeuden palautteeseen ja vastaukseen. Ilman osoitetta oikeutta ei voi
    käyttää.
    """
    seloste = handbook.saavutettavuus
    for field in ("osoite", "vastuuyksikko"):
        if seloste and getattr(seloste.palaute, field) is None:
            yield seloste.at("palaute", field), f"selosteen kohta `palaute.{field}` puuttuu"


@rule(
    "HAL-272",
    "Selosteen tila vastaa sitä, mitä on arvioitu",
    lauseke=("1-13", "1-14"),
    fix="valitse tila, jota puutteet ja arvioimattomat kohdat tukevat, tai kirjaa puuttuva kohta",
)
def the_claimed_state_is_what_was_tested(handbook: Handbook) -> Findings:
    """Seloste on julkinen vakuutus. Se ei voi luvata enempää kuin on kokeiltu eikä moittia ilman yksilöityä
    puutetta.
    """
    seloste = handbook.saavutettavuus
    if seloste is None:
        return
    puutteet, arvioimatta = len(seloste.puutteet), len(seloste.arvio.arvioimatta)
    if seloste.tila == "tayttaa" and (puutteet or arvioimatta):
        problem = f"tila on `tayttaa`, mutta puutteita on {puutteet} ja arvioimattomia kohtia {arvioimatta}"
        yield seloste.at("tila"), problem
    if seloste.tila != "tayttaa" and not puutteet and not arvioimatta:
        problem = f"tila on `{seloste.tila}`, mutta puutteita tai arvioimattomia kohtia ei ole kirjattu"
        yield seloste.at("tila"), problem


@rule(
    "HAL-273",
    "Selosteen päivät ovat järjestyksessä",
    lauseke="1-13",
    fix="korjaa päivät: arvio ja laatiminen ensin, tarkistus niiden jälkeen, mikään ei tulevaisuudessa",
)
def the_days_of_the_statement_follow(handbook: Handbook) -> Findings:
    """Tarkistuspäivästä lasketaan seuraava määräaika. Tuleva tai liian varhainen päivä siirtäisi sitä väärin."""
    seloste = handbook.saavutettavuus
    if seloste is None:
        return
    if seloste.tarkistettu > handbook.today:
        yield seloste.at("tarkistettu"), f"`tarkistettu: {seloste.tarkistettu}` on tulevaisuudessa"
    for day, path in ((seloste.laadittu, ("laadittu",)), (seloste.arvio.pvm, ("arvio", "pvm"))):
        if day > seloste.tarkistettu:
            problem = f"`{path[-1]}: {day}` on myöhemmin kuin `tarkistettu: {seloste.tarkistettu}`"
            yield seloste.at(*path), problem
