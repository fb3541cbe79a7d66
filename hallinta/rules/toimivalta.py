"""Competence: who may decide what, and within which guideline."""

from __future__ import annotations

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import (
    DECIDERS,
    JOHTORYHMA,
    KOORDINAATIORYHMA,
    MADE,
    in_force_linjaus,
    is_project_group,
    overstepped,
)
from hallinta.records.paatos import Paatos
from hallinta.rules.registry import Findings, rule


def lacks_decision(handbook: Handbook, id: str | None, decider: str) -> str | None:
    """What keeps a matter from being decided by the only one who may; None when its decision is made.

    A decision that is missing or whose own kind shows its decider wrong is told by HAL-001 and HAL-130.
    """
    if id is None:
        return "päätöstä ei ole nimetty"
    paatos = handbook.paatokset.get(id)
    if paatos is None or overstepped(handbook, paatos):
        return None
    if paatos.paattaja != decider:
        return f"päätöksen `{id}` päättäjä on `{paatos.paattaja}`"
    return None if paatos.tila == MADE else f"päätös `{id}` on tilassa `{paatos.tila}`"


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
            deciders = " tai ".join(f"`{body}`" for body in own.deciders)
            matter = f"asiasta (`laji: {paatos.laji}`)"
            problem = f"`paattaja: {paatos.paattaja}`, mutta {matter} päättää {deciders} ({own.lauseke})"
            yield paatos.at("paattaja"), problem


def _exists(handbook: Handbook, named: str) -> bool:
    """HAL-001 tells of a body that does not exist; nothing more is known of it."""
    folder, _, id = named.partition("/")
    return handbook.find(folder, id) is not None


_OWN_POWER = ("yllapidon-resurssit", "yhteensovitus")
"""Kinds in which the coordination group has a power of its own (3.3-01, 3.2-16)."""


def _baseless(handbook: Handbook, paatos: Paatos) -> str | None:
    """Why a made decision of the coordination group has no basis; None when it has or needs none."""
    if paatos.paattaja != KOORDINAATIORYHMA or paatos.tila != MADE or paatos.laji in _OWN_POWER:
        return None
    if overstepped(handbook, paatos) or in_force_linjaus(handbook, paatos):
        return None
    if paatos.merkittavyys == "vahainen":
        return None if paatos.merkittavyys_perustelu else "asia on merkitty vähäiseksi ilman perustelua"
    if paatos.linjaus is None:
        return "johtoryhmän linjausta ei ole nimetty eikä asiaa merkitty vähäiseksi"
    if paatos.linjaus not in handbook.paatokset:
        return None  # HAL-001 tells
    return f"`linjaus: {paatos.linjaus}` ei ollut johtoryhmän voimassa oleva linjaus päivänä {paatos.pvm}"


@rule(
    "HAL-131",
    "Koordinaatioryhmän päätös nojaa linjaukseen tai on vähäinen",
    lauseke="2.2-06",
    fix="kirjoita `linjaus`, tai perustele, miksi asia on vähäinen; muutoin vie asia johtoryhmään",
)
def the_coordination_group_decides_within_guidelines(handbook: Handbook) -> Findings:
    """Koordinaatioryhmä sopii pienemmistä kehitysasioista johtoryhmän linjausten mukaan. Hankkeen ryhmältä
    linjausta ei vaadita: se päättää itsenäisesti.
    """
    for paatos in handbook.paatokset:
        if problem := _baseless(handbook, paatos):
            place = paatos.at("linjaus" if paatos.linjaus else "paattaja")
            yield place, f"koordinaatioryhmä päätti asiasta, mutta {problem}"


_OTHERS_POWER = ("edistaminen", "yllapidon-resurssit")
"""Kinds that concern services and that the model gives to others even when significant."""


@rule(
    "HAL-132",
    "Palvelun merkittävästä muutoksesta linjaa johtoryhmä",
    lauseke="2.1-17",
    fix="vie asia johtoryhmään, tai korjaa `merkittavyys`",
)
def significant_service_changes_are_the_management_groups(handbook: Handbook) -> Findings:
    """Johtoryhmä antaa linjaukset palveluiden suurimmista muutoksista. Se, mikä on merkittävää, on aina
    kirjattu ja perusteltu (tulkinta A-10).
    """
    for paatos in handbook.paatokset:
        services = [ref for ref in paatos.koskee if ref.startswith("palvelut/")]
        free = paatos.laji in _OTHERS_POWER or is_project_group(handbook, paatos.paattaja)
        told = overstepped(handbook, paatos) is not None
        significant = paatos.merkittavyys == "merkittava" and paatos.paattaja != JOHTORYHMA
        if services and significant and paatos.under_model and not free and not told:
            problem = (
                f"`merkittavyys: merkittava` ja `koskee: {services[0]}`, mutta `paattaja: {paatos.paattaja}`"
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
