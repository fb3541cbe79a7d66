"""Competence: who may decide what, and within which guideline."""

from __future__ import annotations

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import (
    DECIDERS,
    KOORDINAATIORYHMA,
    in_force_linjaus,
    overstepped,
    taken_by_significance,
)
from hallinta.records.paatos import Paatos
from hallinta.rules.perusteet import one_of
from hallinta.rules.registry import Findings, rule


@rule(
    "HAL-130",
    "Asiasta päättää se, jolle se mallissa kuuluu",
    lauseke=tuple(sorted({lauseke for _, lauseke in DECIDERS.values()} | {"3.2-09"})),
    fix="korjaa `paattaja` tai `laji`; jos asian päätti väärä taho, vie se oikean päätettäväksi",
)
def the_right_body_decides(handbook: Handbook) -> Findings:
    """Malli jakaa toimivallan: toisen puolesta ei voi päättää. Hankkeen ryhmä päättää hankkeensa asioista
    vapaasti, kun malli ei anna asiaa muulle.
    """
    for paatos in handbook.paatokset:
        own = overstepped(handbook, paatos)
        if own and _exists(handbook, paatos.paattaja):
            deciders = one_of(own.deciders)
            matter = f"asiasta (`laji: {paatos.laji}`)"
            problem = f"`paattaja: {paatos.paattaja}`, mutta {matter} päättää {deciders} ({own.lauseke})"
            yield paatos.at("paattaja"), problem


def _exists(handbook: Handbook, named: str) -> bool:
    """HAL-001 tells of a body that does not exist; nothing more is known of it."""
    folder, _, id = named.partition("/")
    return handbook.find(folder, id) is not None


_OWN_POWER = ("yllapidon-resurssit", "yhteensovitus", "ohjaussopimus")
"""Kinds in which the coordination group has a power of its own (3.3-01, 3.2-16, 2.2-09)."""


def _baseless(handbook: Handbook, paatos: Paatos) -> tuple[str, str] | None:
    """Why a decision made by the coordination group is not its to make, and the field; None when it is.

    It must be both: a smaller matter and in line with the management group's guidelines (2.2-06).
    """
    if paatos.paattaja != KOORDINAATIORYHMA or not paatos.decided or paatos.laji in _OWN_POWER:
        return None
    if overstepped(handbook, paatos) or taken_by_significance(handbook, paatos):
        return None  # HAL-130 and HAL-132 tell
    if paatos.merkittavyys == "merkittava":
        return "merkittavyys", "asia on merkittävä"
    if paatos.merkittavyys is None and paatos.laji not in _SMALL:
        return "merkittavyys", "asiaa ei ole merkitty vähäiseksi"
    if paatos.merkittavyys and paatos.merkittavyys_perustelu is None:
        return "merkittavyys", "asia on merkitty vähäiseksi ilman perustelua"
    if paatos.linjaus is None:
        return "linjaus", "johtoryhmän linjausta ei ole nimetty"
    if paatos.linjaus not in handbook.paatokset or in_force_linjaus(handbook, paatos):
        return None  # HAL-001 tells of one that does not exist
    return (
        "linjaus",
        f"`linjaus: {paatos.linjaus}` ei ollut johtoryhmän voimassa oleva linjaus päivänä {paatos.pvm}",
    )


_SMALL = ("pienempi-kehitysasia", "kaytanto")
"""Kinds that say by themselves that the matter is a smaller one: a practice is only refined (A-13)."""


@rule(
    "HAL-131",
    "Koordinaatioryhmän päätös on vähäinen ja linjausten mukainen",
    lauseke="2.2-06",
    fix="kirjoita `linjaus` ja perustele, miksi asia on vähäinen; muutoin vie asia johtoryhmään",
)
def the_coordination_group_decides_within_guidelines(handbook: Handbook) -> Findings:
    """Koordinaatioryhmä sopii pienemmistä kehitysasioista johtoryhmän linjausten mukaan: molemmat vaaditaan. Hankkeen
    ryhmältä linjausta ei vaadita, sillä se päättää itsenäisesti.
    """
    for paatos in handbook.paatokset:
        if found := _baseless(handbook, paatos):
            field, problem = found
            place = paatos.at(field if getattr(paatos, field) else "paattaja")
            yield place, f"koordinaatioryhmä päätti asiasta, mutta {problem}"


@rule(
    "HAL-132",
    "Palvelun tai hankkeen merkittävästä asiasta päättää johtoryhmä",
    lauseke=("2.1-17", "2.1-19", "2.1-20"),
    fix="vie asia johtoryhmään, tai korjaa `merkittavyys`",
)
def significant_matters_are_the_management_groups(handbook: Handbook) -> Findings:
    """Johtoryhmä linjaa merkittävimmistä palveluiden muutoksista ja päättää hankkeiden merkittävistä muutoksista, oli
    päätöksen laji mikä tahansa. Se, mikä on merkittävää, on aina kirjattu ja perusteltu (tulkinta A-10).
    """
    for paatos in handbook.paatokset:
        if taken := taken_by_significance(handbook, paatos):
            concerned, lauseke = taken
            problem = (
                f"`merkittavyys: merkittava` ja `koskee: {concerned}`, mutta `paattaja: {paatos.paattaja}` "
                f"({lauseke})"
            )
            yield paatos.at("paattaja"), problem


@rule(
    "HAL-146",
    "Päätöksen merkittävyys on perusteltu",
    lauseke=("2.1-17", "2.2-06"),
    fix="kirjoita `merkittavyys_perustelu`",
    severity=Severity.HUOMAUTUS,
)
def the_weight_of_a_decision_has_a_reason(handbook: Handbook) -> Findings:
    """Merkittävyys ratkaisee, kuka päättää, mutta malli ei anna sille kriteeriä (tulkinta A-10)."""
    for paatos in handbook.paatokset:
        unsaid = paatos.merkittavyys is not None and paatos.merkittavyys_perustelu is None
        if unsaid and not _baseless(handbook, paatos):  # HAL-131 tells of a minor matter without a reason
            yield paatos.at("merkittavyys"), f"`merkittavyys: {paatos.merkittavyys}` ilman perustelua"
