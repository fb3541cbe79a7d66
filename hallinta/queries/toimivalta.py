"""Powers: whether the one who decided was the one the model lets decide."""

from __future__ import annotations

from dataclasses import dataclass

from hallinta.handbook import Handbook
from hallinta.queries.graph import once
from hallinta.queries.paatokset import DECIDERS, Validity, validity
from hallinta.records.paatos import Paatos

JOHTORYHMA, KOORDINAATIORYHMA = "ryhmat/johtoryhma", "ryhmat/koordinaatioryhma"
OKM, OPH = "organisaatiot/okm", "organisaatiot/oph"


_PROJECT_MATTERS = ("hankkeen-muutos", "hankkeen-resurssit")


@dataclass(frozen=True, slots=True)
class Power:
    """Who decides matters of a kind, and the clause that says so."""

    deciders: tuple[str, ...]
    lauseke: str


def power(laji: str) -> Power | None:
    """The model's deciders of a kind of decision; None when the model leaves the kind free (3.2-09)."""
    return Power(*DECIDERS[laji]) if laji in DECIDERS else None


def overstepped(handbook: Handbook, paatos: Paatos) -> Power | None:
    """The power that was somebody else's; None when the decider is right or free.

    A project's group decides on its project (3.2-09); only a significant change is the management group's
    (2.1-19, 2.1-20). The coordination group may refine a practice that the management group has decided on
    (A-13). What is not under the model is decided by whoever decides it.
    """
    own = power(paatos.laji) if paatos.under_model else None
    if own is None or paatos.paattaja in own.deciders:
        return None
    if paatos.laji in _PROJECT_MATTERS and paatos.merkittavyys != "merkittava":
        return None if is_project_group(handbook, paatos.paattaja) else own
    refines = paatos.laji == "kaytanto" and paatos.paattaja == KOORDINAATIORYHMA
    return None if refines and in_force_linjaus(handbook, paatos) else own


def in_force_linjaus(handbook: Handbook, paatos: Paatos) -> Paatos | None:
    """The management group's guideline the decision rests on, when it held on the day of the decision.

    A decision on a practice may rest on the management group's own decision on a practice (A-13).
    """
    linjaus = handbook.paatokset.get(paatos.linjaus or "")
    if linjaus is None or linjaus.paattaja != JOHTORYHMA or linjaus.laji not in {"linjaus", paatos.laji}:
        return None
    holds = validity(handbook, linjaus, paatos.pvm) in {Validity.VOIMASSA, Validity.OSITTAIN_KORVATTU}
    return linjaus if holds else None


def is_project_group(handbook: Handbook, body: str) -> bool:
    """Whether ``ryhmat/<id>`` decides within a project and is free to (3.2-09)."""
    folder, _, id = body.partition("/")
    ryhma = handbook.ryhmat.get(id) if folder == "ryhmat" else None
    if ryhma is None:
        return False
    return ryhma.tyyppi == "hankeryhma" or (id in _appointed(handbook) and not ryhma.mallin_ryhma)


@once
def _appointed(handbook: Handbook) -> frozenset[str]:
    return frozenset(each.ryhma for hanke in handbook.hankkeet for each in hanke.ryhmat)
