"""Powers: whether the one who decided was the one the model lets decide."""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.handbook import Handbook
from hallinta.queries.graph import once
from hallinta.queries.paatokset import Validity, validity
from hallinta.records.grounds import (
    ABOVE,
    HANKE,
    JOHTORYHMA,
    KOORDINAATIORYHMA,
    OKM,
    OPH,
    POWERS,
    SIGNIFICANT,
    YLAHANKE,
    Power,
)
from hallinta.records.hanke import Hanke
from hallinta.records.paatos import Paatos

__all__ = ["JOHTORYHMA", "KOORDINAATIORYHMA", "OKM", "OPH", "Power"]

_PROJECT_MATTERS = ("hankkeen-muutos", "hankkeen-resurssit")
_BY_KIND = {power.laji: power for power in POWERS}


def power(laji: str) -> Power | None:
    """The model's deciders of a kind of decision; None when the model leaves the kind free (3.2-09)."""
    found = _BY_KIND.get(laji)
    return found if found and not found.voi else None


def overstepped(handbook: Handbook, paatos: Paatos) -> Power | None:
    """The power that was somebody else's; None when the decider is right or free.

    A project's group decides on its project (3.2-09); only a significant change is the management group's
    (2.1-19, 2.1-20). The coordination group may refine a practice that the management group has decided on
    (A-13). What is not under the model is decided by whoever decides it.
    """
    own = power(paatos.laji) if paatos.under_model else None
    if own is None or _fits(handbook, paatos, own):
        return None
    if paatos.laji in _PROJECT_MATTERS and paatos.merkittavyys != "merkittava":
        return None if is_project_group(handbook, paatos.paattaja) else own
    refines = paatos.laji == "kaytanto" and paatos.paattaja == KOORDINAATIORYHMA
    return None if refines and in_force_linjaus(handbook, paatos) else own


def unnamed_power(handbook: Handbook, paatos: Paatos) -> Power | None:
    """The power that the model gives to others without forbidding this one: *may*, or *as agreed*."""
    own = _BY_KIND.get(paatos.laji) if paatos.under_model else None
    if own is None or not own.voi or _fits(handbook, paatos, own):
        return None
    concerned = own.kohde is None or any(ref.startswith(f"{own.kohde}/") for ref in paatos.koskee)
    return own if concerned and taken_by_significance(handbook, paatos) is None else None


_FREE_WHEN_SIGNIFICANT = {
    "hankkeet": ("edistaminen", "hankkeen-kaynnistys", "ohjaussopimus", "asettaminen", "saados", "maarays"),
    "palvelut": ("edistaminen", "yllapidon-resurssit", "hankkeen-kaynnistys"),
}
"""Kinds that the model gives to others, or to nobody, even when the matter is significant."""


def taken_by_significance(handbook: Handbook, paatos: Paatos) -> tuple[str, str] | None:
    """What a significant decision by somebody else concerns, and the clause that makes it the management group's."""
    if paatos.merkittavyys != "merkittava" or paatos.paattaja == JOHTORYHMA or not paatos.under_model:
        return None
    for folder, lauseke in SIGNIFICANT.items():
        free = paatos.laji in _FREE_WHEN_SIGNIFICANT[folder]
        inner = folder == "palvelut" and is_project_group(handbook, paatos.paattaja)
        named = next((ref for ref in paatos.koskee if ref.startswith(f"{folder}/")), None)
        if named and not free and not inner and not overstepped(handbook, paatos):
            return named, lauseke
    return None


def replaces_anothers(handbook: Handbook, uusi: Paatos, vanha: Paatos) -> bool:
    """Whether a decision replaces one of a body that its decider is not above. What is outside the model is free."""
    if uusi.paattaja == vanha.paattaja or not (uusi.under_model and vanha.under_model):
        return False
    whose = HANKE if is_project_group(handbook, vanha.paattaja) else vanha.paattaja
    above = ABOVE.get(whose, ())
    return uusi.paattaja not in above and not (
        YLAHANKE in above and uusi.paattaja in _groups(_concerned(handbook, vanha, above_only=True))
    )


def _fits(handbook: Handbook, paatos: Paatos, own: Power) -> bool:
    allowed = (*own.deciders, *own.muut)
    if paatos.paattaja in allowed:
        return True
    if HANKE in allowed and is_project_group(handbook, paatos.paattaja):
        return paatos.paattaja in _groups(_concerned(handbook, paatos))
    return YLAHANKE in allowed and paatos.paattaja in _groups(_concerned(handbook, paatos, above_only=True))


def _concerned(handbook: Handbook, paatos: Paatos, *, above_only: bool = False) -> Iterator[Hanke]:
    """The projects that the decision concerns and those that they are parts of; only the latter when asked so."""
    for ref in paatos.koskee:
        folder, _, id = ref.partition("/")
        hanke = handbook.hankkeet.get(id) if folder == "hankkeet" else None
        if hanke is not None:
            above = list(projects_above(handbook, hanke))
            yield from above if above_only else [hanke, *above]


def projects_above(handbook: Handbook, hanke: Hanke) -> Iterator[Hanke]:
    """The projects that a project is a part of, the nearest first; a ring is walked once."""
    seen = {hanke.id}
    current = handbook.hankkeet.get(hanke.ylahanke or "")
    while current is not None and current.id not in seen:
        yield current
        seen.add(current.id)
        current = handbook.hankkeet.get(current.ylahanke or "")


def _groups(hankkeet: Iterator[Hanke]) -> set[str]:
    return {f"ryhmat/{each.ryhma}" for hanke in hankkeet for each in hanke.ryhmat}


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
