"""Waivers: each excuses one record from one rule for a reason, until a day, and only when there is need."""

from __future__ import annotations

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.rules.registry import RULES, Findings, excused_by, rule
from hallinta.schema_errors import shown


@rule(
    "HAL-210",
    "Poikkeus nimeää säännön, josta voi poiketa",
    lauseke="1-13",
    fix="kopioi säännön tunnus löydöksestä, esim. `HAL-081`, tai poista poikkeus",
)
def waivers_name_a_rule(handbook: Handbook) -> Findings:
    """Poikkeus tuntemattomasta säännöstä ei hyväksy mitään. Tietueen luettavuudesta, viittauksista ja
    poikkeuksista itsestään ei voi poiketa.
    """
    for poikkeus in handbook.poikkeukset:
        found = RULES.get(poikkeus.saanto)
        if found is None:
            yield poikkeus.at("saanto"), f"sääntöä `{shown(poikkeus.saanto)}` ei ole"
        elif not found.waivable:
            yield (
                poikkeus.at("saanto"),
                f"säännöstä `{found.id}` ei voi poiketa",
                "korjaa löydös ja poista poikkeus",
            )


@rule(
    "HAL-211",
    "Poikkeus on voimassa",
    lauseke="1-13",
    fix="poista poikkeus, tai päätä uudesta päivästä ja perustele se",
    severity=Severity.HUOMAUTUS,
)
def waivers_are_in_force(handbook: Handbook) -> Findings:
    """Poikkeus on määräaikainen, jotta asiaan palataan. Mennyt poikkeus ei enää hyväksy mitään mutta näyttää
    luettelossa siltä.
    """
    for poikkeus in handbook.poikkeukset:
        if poikkeus.voimassa_asti < handbook.today:
            yield poikkeus.at("voimassa_asti"), f"`voimassa_asti: {poikkeus.voimassa_asti}` on mennyt"


@rule(
    "HAL-212",
    "Poikkeus on tarpeen",
    lauseke="1-13",
    fix="poista poikkeus: tietue on säännön mukainen",
    severity=Severity.HUOMAUTUS,
)
def waivers_are_needed(handbook: Handbook) -> Findings:
    """Turha poikkeus hyväksyisi huomaamatta saman virheen, jos se myöhemmin palaa."""
    broken: dict[str, set[str]] = {}
    for poikkeus in handbook.poikkeukset:
        found, target = RULES.get(poikkeus.saanto), excused_by(handbook, poikkeus)
        if found is None or target is None or not found.waivable or poikkeus.voimassa_asti < handbook.today:
            continue  # HAL-210, HAL-001 and HAL-211 tell
        if found.compares:
            continue  # what was published before is not known here
        if found.id not in broken:
            broken[found.id] = {each.place.path for each in found.findings(handbook)}
        if handbook.today >= found.effective and target.path not in broken[found.id]:
            problem = f"tietue `{poikkeus.kohde}` ei riko sääntöä `{found.id}`"
            yield poikkeus.at("kohde"), problem
