"""Reviews, and what is written as done: nothing done in the future, nothing promised and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import Obligation, last_review, overdue
from hallinta.records.base import Record
from hallinta.rules.registry import Findings, rule
from hallinta.yaml_text import Path


@rule(
    "HAL-180",
    "Seuraava katselmus on edellisen jälkeen",
    lauseke="2.1-08",
    fix="korjaa `seuraava` tai `pvm`",
)
def the_next_review_follows(handbook: Handbook) -> Findings:
    """Seuraavasta katselmuksesta muistutetaan sen päivänä. Edellistä aiempi päivä muistuttaisi heti ja
    turhaan.
    """
    for review in handbook.katselmukset:
        if review.seuraava and review.seuraava <= review.pvm:
            problem = (
                f"`seuraava` ({review.seuraava}) ei ole katselmuksen päivän `pvm` ({review.pvm}) jälkeen"
            )
            yield review.at("seuraava"), problem


@rule(
    "HAL-181",
    "Katselmus tehdään ajallaan",
    lauseke=("2.1-07", "2.1-08"),
    fix="katselmoi tietue ja lisää uusi katselmus",
    severity=Severity.HUOMAUTUS,
)
def reviews_are_on_time(handbook: Handbook) -> Findings:
    """Tilannekuva on niin tuore kuin tietueet, joista se lasketaan. Katselmus kertoo, milloin tieto viimeksi
    tarkistettiin.
    """
    for each in overdue(handbook):
        review = last_review(handbook, each.record) if each.duty is Obligation.KATSELMUS else None
        if review and review.seuraava and review.pvm < review.seuraava:  # HAL-180 tells otherwise
            yield (
                review.at("seuraava"),
                f"katselmus `{review.kohde}` oli tehtävä viimeistään {review.seuraava}",
            )


@rule(
    "HAL-182",
    "Tehdyksi kirjattu ei ole tulevaisuudessa",
    lauseke=("1-13", "2.1-08"),
    fix="kirjaa asia vasta, kun se on tehty, tai korjaa päivä",
)
def what_is_done_is_not_ahead(handbook: Handbook) -> Findings:
    """Käsittelyt, raportit, katselmukset ja seurannat kertovat tapahtuneesta. Tuleva päivä tekisi aikeesta
    tapahtuman.
    """
    for record, path, day in _done(handbook):
        if day > handbook.today:
            yield record.at(*path), f"`{path[-1]}: {day}` on tulevaisuudessa, mutta asia on kirjattu tehdyksi"


def _done(handbook: Handbook) -> Iterator[tuple[Record, Path, date]]:
    for record in [*handbook.ideat, *handbook.kehitysaihiot]:
        for index, each in enumerate(record.kasittelyt):
            yield record, ("kasittelyt", index, "pvm"), each.pvm
    for hanke in handbook.hankkeet:
        for index, raportti in enumerate(hanke.raportit):
            yield hanke, ("raportit", index, "pvm"), raportti.pvm
    for tyo in handbook.kehitystyot:
        if tyo.vaikuttavuusarvio:
            yield tyo, ("vaikuttavuusarvio", "pvm"), tyo.vaikuttavuusarvio.pvm
    for tavoite in handbook.tavoitteet:
        for index, toteuma in enumerate(tavoite.toteumat):
            yield tavoite, ("toteumat", index, "pvm"), toteuma.pvm
    for paatos in handbook.paatokset:
        if paatos.seuranta:
            yield paatos, ("seuranta", "pvm"), paatos.seuranta.pvm
    for report in handbook.yllapitoraportit:
        if report.raportoitu:
            yield report, ("raportoitu",), report.raportoitu
    for review in handbook.katselmukset:
        yield review, ("pvm",), review.pvm
