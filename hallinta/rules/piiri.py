"""What is outside the model, and what is inferred: both are told, with their reasons."""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.handbook import Handbook, kinds
from hallinta.records.base import Paatelma, Record
from hallinta.records.hanke import Hanke
from hallinta.records.kasittely import ScopedRecord
from hallinta.records.paatos import Paatos
from hallinta.rules.registry import Findings, rule
from hallinta.schema_errors import choice, shown


@rule(
    "HAL-197",
    "Päätelmä koskee tietoa, joka tietueessa on",
    lauseke="1-13",
    fix="korjaa `kentta`, tai poista päätelmä",
)
def inferences_are_about_what_is_told(handbook: Handbook) -> Findings:
    """Päätelmä merkitään, jotta lukija erottaa sen lähteestä luetusta tiedosta. Väärään kenttään merkitty
    päätelmä jättäisi päätellyn tiedon näyttämään varmalta.
    """
    for record, index, paatelma in _inferences(handbook):
        fields = [name for name in type(record).model_fields if name not in {"lahteet", "paatelty"}]
        place = record.at("paatelty", index, "kentta")
        if paatelma.kentta not in fields:
            problem = f"`kentta: {shown(paatelma.kentta)}` ei ole tietueen kenttä"
            yield place, problem, choice(paatelma.kentta, fields, "kentistä")
        elif getattr(record, paatelma.kentta) in (None, ()):
            yield place, f"`kentta: {paatelma.kentta}`, mutta kentässä ei ole tietoa"


def _inferences(handbook: Handbook) -> Iterator[tuple[Record, int, Paatelma]]:
    for folder, kind in kinds().items():
        for record in handbook.folder(folder) if "paatelty" in kind.model_fields else ():
            told: tuple[Paatelma, ...] = getattr(record, "paatelty")  # noqa: B009  # of the kinds that have it
            for index, paatelma in enumerate(told):
                yield record, index, paatelma


def _scoped(handbook: Handbook) -> Iterator[Hanke | Paatos]:
    yield from handbook.hankkeet
    yield from handbook.paatokset


@rule(
    "HAL-198",
    "Mallin ulkopuolella oleva asia on perusteltu",
    lauseke="1-20",
    fix="kirjoita `mallin_piirissa_perustelu`: miksi asia ei kuulu malliin tai miksi sitä ei tiedetä",
)
def what_is_outside_the_model_has_a_reason(handbook: Handbook) -> Findings:
    """Mallin säännöt eivät koske asiaa, joka ei kuulu malliin. Ilman perustelua lukija ei tiedä, miksi siltä ei
    vaadita samaa kuin muilta.
    """
    for record in _scoped(handbook):
        if not record.under_model and record.mallin_piirissa_perustelu is None:
            yield (
                record.at("mallin_piirissa"),
                f"`mallin_piirissa: {record.mallin_piirissa}` ilman perustelua",
            )


@rule(
    "HAL-199",
    "Mallin oma asia on mallin piirissä",
    lauseke="1-20",
    fix="poista `mallin_piirissa`, tai korjaa viittaus",
)
def the_models_own_matters_are_under_it(handbook: Handbook) -> Findings:
    """Mallin ryhmien päätökset ja kehitysaihioista alkaneet hankkeet kuuluvat aina malliin. Muuten säännöt voisi
    ohittaa merkitsemällä asian mallin ulkopuoliseksi.
    """
    for record in _scoped(handbook):
        shown_by = None if record.under_model else _shows_the_model(handbook, record)
        if shown_by:
            problem = f"`mallin_piirissa: {record.mallin_piirissa}`, mutta {shown_by}"
            yield record.at("mallin_piirissa"), problem


def _shows_the_model(handbook: Handbook, record: ScopedRecord) -> str | None:
    """What in the record shows that the model is applied to it."""
    if isinstance(record, Paatos):
        return (
            f"`paattaja: {record.paattaja}` on mallin ryhmä" if _models(handbook, record.paattaja) else None
        )
    assert isinstance(record, Hanke)  # one of the two that are scoped
    if record.kehitysaihio:
        return f"hanke on alkanut kehitysaihiosta `{record.kehitysaihio}`"
    start = handbook.paatokset.get(record.kaynnistyspaatos or "")
    if start and _models(handbook, start.paattaja):
        return f"käynnistyspäätöksen `{start.id}` teki mallin ryhmä"
    above = handbook.hankkeet.get(record.ylahanke or "")
    return f"ylähanke `{above.id}` on mallin piirissä" if above and above.under_model else None


def _models(handbook: Handbook, body: str) -> bool:
    folder, _, id = body.partition("/")
    ryhma = handbook.ryhmat.get(id) if folder == "ryhmat" else None
    return ryhma is not None and ryhma.mallin_ryhma
