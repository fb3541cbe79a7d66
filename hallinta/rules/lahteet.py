"""Sources: every real record has one, it can be found, and it tells what the record says."""

from __future__ import annotations

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import MADE, cited, first_day, real_records
from hallinta.records.base import Record
from hallinta.records.kokous import Kokous
from hallinta.records.malli import Lahde, Termi
from hallinta.records.palvelu import Palvelu
from hallinta.records.suunnittelu import Tavoite
from hallinta.rules.registry import Findings, rule
from hallinta.yaml_text import Path


@rule(
    "HAL-193",
    "Lähteen voi löytää",
    lauseke="1-13",
    fix="kirjoita `osoite`",
)
def sources_can_be_found(handbook: Handbook) -> Findings:
    """Lukija tarkistaa tiedon lähteestä. Julkisella lähteellä on osoite. Asianhallinnan asiakirjaa ei voi
    linkittää, mutta sen voi pyytää, kun asian numero ja asiakirjan haltija ovat tiedossa.
    """
    for lahde in handbook.lahteet:
        if lahde.osoite is not None or lahde.osana:
            continue
        if lahde.laji != "asiakirja":
            fix = "kirjoita `osoite`, tai `laji: asiakirja`, jos asiakirja on asianhallinnassa"
            yield lahde.at("osoite"), f"lähteen `laji: {lahde.laji}`, mutta sillä ei ole osoitetta", fix
        for field in ("asianumero", "haltija") if lahde.laji == "asiakirja" else ():
            if getattr(lahde, field) is None:
                problem = f"asiakirjalla ei ole osoitetta, ja siltä puuttuu `{field}`"
                yield (
                    lahde.at(field),
                    problem,
                    f"kirjoita `{field}`, tai `osoite`, jos asiakirja on julkaistu",
                )


@rule(
    "HAL-194",
    "Todellisella tietueella on lähde",
    lauseke="1-13",
    fix="nimeä kohdassa `lahteet` lähde; julkaisematon päätös tai pöytäkirja on lähde, jonka `laji: asiakirja`",
)
def real_records_have_a_source(handbook: Handbook) -> Findings:
    """Käsikirja lupaa, että jokaisella tiedolla on lähde. Tietue ilman lähdettä on väite, jota kukaan ei voi
    tarkistaa. Tulevasta kokouksesta ei vielä ole asiakirjaa, eikä käsikirjan omalla termillä ole lähdettä.
    """
    for record, sources in real_records(handbook):
        if not sources and not _own_words(record):
            yield record.at("lahteet"), "tietueella ei ole yhtään lähdettä"


def _own_words(record: Record) -> bool:
    """What the handbook itself says: a word of its own, or the plan of a meeting that is not yet held."""
    if isinstance(record, Kokous):
        return record.tila in ("suunniteltu", "kutsuttu")
    return isinstance(record, Termi) and record.oma_termi


@rule(
    "HAL-195",
    "Lähteestä kerrotaan, milloin ja miten se on luettu",
    lauseke="1-13",
    fix="kirjoita `haettu` ja `lukutapa`: luettiinko alkuperäinen vai tallennettu kopio",
    severity=Severity.HUOMAUTUS,
)
def sources_tell_how_they_were_read(handbook: Handbook) -> Findings:
    """Tallenne voi olla vanha tai katketa kesken. Lukijan pitää tietää, mitä lähteestä on nähty ja milloin."""
    for lahde in handbook.lahteet:
        missing = [field for field in ("haettu", "lukutapa") if getattr(lahde, field) is None]
        if missing:
            yield lahde.at(missing[0]), "lähteestä ei kerrota: " + ", ".join(f"`{name}`" for name in missing)


@rule(
    "HAL-196",
    "Tehty päätös ei nojaa vain esitykseen",
    lauseke="1-13",
    fix="lisää lähde, joka kertoo päätöksestä; jos sitä ei ole, poista päätös",
)
def decisions_do_not_rest_on_a_bill(handbook: Handbook) -> Findings:
    """Hallituksen esitys on ehdotus. Siitä ei näe, hyväksyttiinkö se, missä muodossa ja milloin."""
    for paatos in handbook.paatokset:
        sources = cited(handbook, paatos)
        if paatos.tila == MADE and sources and all(map(_proposes, sources)):
            yield paatos.at("lahteet"), f"päätös on tilassa `{MADE}`, mutta lähteenä on vain esitys"


def _proposes(lahde: Lahde) -> bool:
    return lahde.laji == "esitys"


@rule(
    "HAL-034",
    "Toteutuneella on muu lähde kuin malli",
    lauseke=("1-27", "3.5-10"),
    fix="lisää kohtaan `lahteet` lähde, joka kertoo toteutumisesta, tai kirjoita päiväksi `null`",
)
def outcomes_have_a_source_of_their_own(handbook: Handbook) -> Findings:
    """Mallin teksti kertoo aikeen. Siitä ei voi päätellä, että aie toteutui: että kokous pidettiin, asiasta
    päätettiin, hanke alkoi, sopimus allekirjoitettiin tai arviointi tehtiin (tulkinta A-03).
    """
    model_sources = set(handbook.asetukset.asiakirja.lahteet)
    for record, sources in real_records(handbook):
        found = _happened(record) if sources and set(sources) <= model_sources else None
        if found:
            path, said = found
            yield record.at(*path), f"{said}, mutta lähteenä on vain malli itse"
        elif isinstance(record, Palvelu):
            yield from _changes_told_by_the_model(record, model_sources)


_OUTCOMES = {
    "arvioinnit": ("tulos", "vuosi"),
    "hankkeet": ("todettu", "tulos"),
    "sidosryhmat": ("paattynyt",),
}
"""Fields that tell of something that happened though they give no day."""
_ENDED = ("saavutettu", "ei-saavutettu")


def _happened(record: Record) -> tuple[Path, str] | None:
    """Where the record first tells that something happened, and the words of it."""
    if found := first_day(record):
        path, day = found
        name = next(str(part) for part in reversed(path) if isinstance(part, str))
        return path, f"`{name}: {day}`"
    if isinstance(record, Tavoite):
        return (("tila",), f"`tila: {record.tila}`") if record.tila in _ENDED else None
    told = (name for name in _OUTCOMES.get(record.folder, ()) if getattr(record, name) is not None)
    return next((((name,), f"`{name}` kertoo toteutuneesta") for name in told), None)


def _changes_told_by_the_model(palvelu: Palvelu, model_sources: set[str]) -> Findings:
    """A change of a service has sources of its own."""
    for index, change in enumerate(palvelu.muutokset):
        if set(change.lahteet) <= model_sources:
            lack = "lähteenä on vain malli itse" if change.lahteet else "sillä ei ole lähdettä"
            yield (
                palvelu.at("muutokset", index, "lahteet"),
                f"muutos on toteutunut {change.when}, mutta {lack}",
            )
