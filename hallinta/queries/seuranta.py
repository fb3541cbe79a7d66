"""Follow-up: what is late, where projects overlap, what goals and services lack, what maintenance costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentioning, mentions
from hallinta.queries.kokoukset import open_actions
from hallinta.queries.malli import deadline, missing_swedish
from hallinta.queries.paatokset import MADE, Validity, validity
from hallinta.queries.palvelut import unknown_facts
from hallinta.queries.tilat import state_of
from hallinta.records.base import NamedRecord, Record
from hallinta.records.hanke import Hanke, Raportti
from hallinta.records.kaytanto import Kaytanto, Vaatimus
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.records.kehitystyo import Kehitystyo
from hallinta.records.palvelu import Palvelu
from hallinta.records.suunnittelu import Tavoite, Yllapitoraportti
from hallinta.records.yllapito import Katselmus

# --- overdue --------------------------------------------------------------------------------------------


class Obligation(StrEnum):
    RAPORTTI = "raportti"
    SEURANTA = "paatoksen-seuranta"
    KATSELMUS = "katselmus"
    ARVIOINTI = "arviointi"
    ASETTAMINEN = "asettaminen"
    KASITTELY = "idean-kasittely"
    VAIKUTTAVUUS = "vaikuttavuusarvio"
    TOIMENPIDE = "toimenpide"


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something that should have been done by a day, and the clause it comes from."""

    record: Record
    duty: Obligation
    due: date
    lauseke: str

    @property
    def unsourced(self) -> bool:
        """The model's own deadline: silence does not mean that it was missed (A-03)."""
        return self.duty in {Obligation.ARVIOINTI, Obligation.ASETTAMINEN}


def overdue(handbook: Handbook) -> list[Overdue]:
    """Everything late today, the oldest first."""
    found = [
        *_late_reports(handbook),
        *_late_follow_ups(handbook),
        *_late_reviews(handbook),
        *_passed_deadlines(handbook),
        *_late_ideas(handbook),
        *_late_actions(handbook),
    ]
    return sorted(found, key=lambda each: (each.due, each.record.folder, each.record.id))


def latest_report(hanke: Hanke) -> Raportti | None:
    """The newest report or piece of information given of a project."""
    return max(hanke.raportit, key=lambda raportti: raportti.pvm, default=None)


def next_report(hanke: Hanke) -> date | None:
    """When the next agreed report is due: the interval from the last report, or from the start (3.2-10)."""
    if hanke.raportointi is None or not hanke.raportointi.vali_kk or hanke.tila != "kaynnissa":
        return None
    given = [raportti.pvm for raportti in hanke.raportit if raportti.laji == "raportti"]
    started = [entry.pvm for entry in hanke.historia if entry.tila == "kaynnissa"]
    base = max([*given, *started], default=None)
    return _months_later(base, hanke.raportointi.vali_kk) if base else None


def reports_to(handbook: Handbook, ryhma: str) -> list[tuple[Hanke, Raportti]]:
    """What projects have reported or told to a group, the newest first (3.2-10, 3.2-11)."""
    given = [
        (hanke, raportti)
        for hanke in handbook.hankkeet
        for raportti in hanke.raportit
        if ryhma in raportti.vastaanottajat
    ]
    return sorted(given, key=lambda each: (-each[1].pvm.toordinal(), each[0].id))


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def _late_reports(handbook: Handbook) -> Iterator[Overdue]:
    for hanke in handbook.hankkeet:
        due = next_report(hanke)
        if due and due < handbook.today:
            yield Overdue(hanke, Obligation.RAPORTTI, due, "3.2-10")


def _late_follow_ups(handbook: Handbook) -> Iterator[Overdue]:
    for paatos in handbook.paatokset:
        holds = validity(handbook, paatos) in {Validity.VOIMASSA, Validity.OSITTAIN_KORVATTU}
        if holds and paatos.seurantapaiva and paatos.seurantapaiva < handbook.today and not paatos.seuranta:
            yield Overdue(paatos, Obligation.SEURANTA, paatos.seurantapaiva, "2.1-06")


def last_review(handbook: Handbook, record: Record) -> Katselmus | None:
    reviews = mentioning(handbook, record, Katselmus, "kohde")
    return max(reviews, key=lambda each: (each.pvm, each.id), default=None)


def reviewed(handbook: Handbook, katselmus: Katselmus) -> Record | None:
    folder, _, id = katselmus.kohde.partition("/")
    return handbook.find(folder, id)


def _late_reviews(handbook: Handbook) -> Iterator[Overdue]:
    for kohde in sorted({review.kohde for review in handbook.katselmukset}):
        folder, _, id = kohde.partition("/")
        record = handbook.find(folder, id)
        review = last_review(handbook, record) if record else None
        if record and review and review.seuraava and review.seuraava < handbook.today:
            yield Overdue(record, Obligation.KATSELMUS, review.seuraava, "2.1-08")


def _passed_deadlines(handbook: Handbook) -> Iterator[Overdue]:
    for record in [*handbook.arvioinnit, *handbook.sidosryhmat]:
        limit = deadline(handbook, record)
        if limit and limit.passed_without_outcome:
            evaluation = record.folder == "arvioinnit"
            duty, lauseke = (
                (Obligation.ARVIOINTI, "1-27") if evaluation else (Obligation.ASETTAMINEN, "3.5-10")
            )
            yield Overdue(record, duty, limit.last_day, lauseke)


def _late_ideas(handbook: Handbook) -> Iterator[Overdue]:
    """Only when a handling time has been agreed (A-20)."""
    days = handbook.asetukset.idea_kasittelyaika_pv
    for idea in handbook.ideat if days is not None else ():
        current = state_of(handbook, idea)
        due = idea.saapunut + timedelta(days=days or 0)
        if current and not current.final and not idea.kasittelyt and due < handbook.today:
            yield Overdue(idea, Obligation.KASITTELY, due, "3.1-03")


def _late_actions(handbook: Handbook) -> Iterator[Overdue]:
    for action in open_actions(handbook):
        due = action.toimenpide.maaraaika
        if due is not None and due < handbook.today:
            yield Overdue(action.kokous, Obligation.TOIMENPIDE, due, "2.1-06")


# --- projects together ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two projects that share a service or a goal while both run (3.2-13)."""

    hankkeet: tuple[Hanke, Hanke]
    palvelut: tuple[str, ...]
    tavoitteet: tuple[str, ...]


def overlaps(handbook: Handbook) -> list[Overlap]:
    """Pairs that share a service or a goal in a common period; a sub-project does not overlap its parent."""
    found = []
    for one, other in combinations(handbook.hankkeet, 2):
        if one.id == other.ylahanke or other.id == one.ylahanke or not _together(one, other):
            continue
        services = tuple(sorted(set(one.palvelut) & set(other.palvelut)))
        goals = tuple(sorted(set(one.tavoitteet) & set(other.tavoitteet)))
        if services or goals:
            found.append(Overlap((one, other), services, goals))
    return found


def overlaps_of(handbook: Handbook, hanke: Hanke) -> list[Overlap]:
    return [each for each in overlaps(handbook) if hanke in each.hankkeet]


def _together(one: Hanke, other: Hanke) -> bool:
    """Whether the periods meet; an open end reaches for ever."""
    starts = [hanke.kausi.alku or date.min for hanke in (one, other)]
    ends = [hanke.kausi.loppu or date.max for hanke in (one, other)]
    return max(starts) <= min(ends)


@dataclass(frozen=True, slots=True)
class Coverage:
    tavoite: Tavoite
    hankkeet: tuple[Hanke, ...]
    aihiot: tuple[Kehitysaihio, ...]
    tyot: tuple[Kehitystyo, ...]

    @property
    def served(self) -> bool:
        return bool(self.hankkeet or self.aihiot or self.tyot)


def coverage_of(handbook: Handbook, tavoite: Tavoite) -> Coverage:
    return Coverage(
        tavoite,
        tuple(mentioning(handbook, tavoite, Hanke, "tavoitteet")),
        tuple(mentioning(handbook, tavoite, Kehitysaihio, "tavoitteet")),
        tuple(mentioning(handbook, tavoite, Kehitystyo, "tavoitteet")),
    )


def goal_coverage(handbook: Handbook) -> list[Coverage]:
    """Each goal with what serves it (1-02, 2.1-04)."""
    return [coverage_of(handbook, tavoite) for tavoite in handbook.tavoitteet]


def goals_by_year(handbook: Handbook) -> list[tuple[int, list[Tavoite]]]:
    """The goals of each year, the newest year first (2-04)."""
    years = sorted({vuosi for tavoite in handbook.tavoitteet for vuosi in tavoite.vuodet}, reverse=True)
    return [(vuosi, [each for each in handbook.tavoitteet if vuosi in each.vuodet]) for vuosi in years]


def without_goals(handbook: Handbook) -> list[Record]:
    """Proposals, projects and works tied to no goal (1-02)."""
    served = [*handbook.kehitysaihiot, *handbook.hankkeet, *handbook.kehitystyot]
    return [record for record in served if not record.tavoitteet]


def works_in_order(handbook: Handbook, laji: str) -> list[Kehitystyo]:
    """The works of a kind in the order the coordination group gave (3.2-17); those without a place last."""
    works = [tyo for tyo in handbook.kehitystyot if tyo.laji == laji]
    return sorted(
        works, key=lambda tyo: (tyo.prioriteetti is None, tyo.prioriteetti and tyo.prioriteetti.arvo, tyo.id)
    )


def works_by_year(handbook: Handbook, palvelu: Palvelu, laji: str) -> list[tuple[int, list[Kehitystyo]]]:
    """A service's works of a kind by the year of their funding, or of their first step without one."""
    years: dict[int, list[Kehitystyo]] = {}
    for tyo in mentioning(handbook, palvelu, Kehitystyo, "palvelu"):
        if tyo.laji == laji and (tyo.rahoitus or tyo.historia):
            year = tyo.rahoitus.vuosi if tyo.rahoitus else tyo.historia[0].pvm.year
            years.setdefault(year, []).append(tyo)
    return sorted(years.items(), reverse=True)


# --- documentation --------------------------------------------------------------------------------------


class Compliance(StrEnum):
    KUNNOSSA = "kunnossa"
    PUUTTUU = "puuttuu"
    EI_TIETOA = "ei-tietoa"
    OHJEELLINEN = "ohjeellinen"


class PracticeState(StrEnum):
    EHDOTUS = "ehdotus"
    VOIMASSA = "voimassa"
    KUMOTTU = "kumottu"


def practice_state(handbook: Handbook, kaytanto: Kaytanto) -> PracticeState:
    """In force only by a decision that was made and holds, or by a written agreement (1-17, 1-18)."""
    if kaytanto.kumottu and kaytanto.kumottu <= handbook.today:
        return PracticeState.KUMOTTU
    paatos = handbook.paatokset.get(kaytanto.paatos) if kaytanto.paatos else None
    decided = paatos is not None and paatos.tila == MADE and (paatos.pvm or date.max) <= handbook.today
    return PracticeState.VOIMASSA if decided or kaytanto.kirjallinen_sopimus else PracticeState.EHDOTUS


def requirements(handbook: Handbook) -> list[tuple[Kaytanto, Vaatimus]]:
    """The requirements of every practice that is not repealed."""
    return [
        (kaytanto, vaatimus)
        for kaytanto in handbook.kaytannot
        if practice_state(handbook, kaytanto) is not PracticeState.KUMOTTU
        for vaatimus in kaytanto.vaatimukset
    ]


def compliance(palvelu: Palvelu, vaatimus: Vaatimus) -> Compliance:
    """What the service's own record tells of one requirement (3.4-01). Unknown is not the same as missing."""
    if vaatimus.tarkistus == "ohjeellinen":
        return Compliance.OHJEELLINEN
    if vaatimus.tarkistus == "dokumentti":
        if palvelu.dokumentaatio is None:
            return Compliance.EI_TIETOA
        listed = any(dokumentti.laji == vaatimus.kohde for dokumentti in palvelu.dokumentaatio)
        return Compliance.KUNNOSSA if listed else Compliance.PUUTTUU
    value = getattr(palvelu, vaatimus.kohde or "", None)
    if value is None:
        return Compliance.EI_TIETOA
    return Compliance.KUNNOSSA if value != () else Compliance.PUUTTUU


def services_under(handbook: Handbook, kaytanto: Kaytanto) -> list[Palvelu]:
    """The services a practice binds: those in the model's scope; an invented practice only invented ones."""
    return [
        palvelu
        for palvelu in handbook.palvelut
        if palvelu.mallin_piirissa != "ei" and palvelu.esimerkki == kaytanto.esimerkki
    ]


def checked_practices(handbook: Handbook) -> list[tuple[Kaytanto, list[Vaatimus]]]:
    """The practices not repealed with the requirements that a service's record can meet (3.4-01)."""
    found: dict[str, tuple[Kaytanto, list[Vaatimus]]] = {}
    for kaytanto, vaatimus in requirements(handbook):
        if vaatimus.tarkistus != "ohjeellinen":
            found.setdefault(kaytanto.id, (kaytanto, []))[1].append(vaatimus)
    return list(found.values())


def compliance_totals(palvelut: Sequence[Palvelu], vaatimus: Vaatimus) -> Counter[Compliance]:
    return Counter(compliance(palvelu, vaatimus) for palvelu in palvelut)


# --- maintenance ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of what is known and the number of what is not: an unknown is never a zero (3.3-07)."""

    known: Decimal
    unknown: int
    rows: int


def total(reports: Sequence[Yllapitoraportti], field: str) -> Total:
    values = [getattr(report, field) for report in reports]
    known = [value for value in values if value is not None]
    return Total(sum(known, Decimal(0)), len(values) - len(known), len(values))


def missing_reports(handbook: Handbook) -> list[tuple[Palvelu, int]]:
    """Services that have reported once and the years from which others' reports are but theirs is not."""
    given = {(report.palvelu, report.vuosi) for report in handbook.yllapitoraportit}
    reporting = sorted({id for id, _ in given})
    services = [palvelu for id in reporting if (palvelu := handbook.palvelut.get(id))]
    return [
        (palvelu, year)
        for palvelu in services
        for year in report_years(handbook)
        if palvelu.mallin_piirissa != "ei" and (palvelu.id, year) not in given
    ]


def report_years(handbook: Handbook) -> list[int]:
    return sorted({report.vuosi for report in handbook.yllapitoraportit})


def reports_of_year(handbook: Handbook, year: int) -> list[Yllapitoraportti]:
    return [report for report in handbook.yllapitoraportit if report.vuosi == year]


# --- the shared picture ---------------------------------------------------------------------------------


class Gap(StrEnum):
    """What is not known of records; the words are in ``present``."""

    PALVELUKORTTI = "palvelukortti"
    RUOTSI = "ruotsinkielinen-nimi"
    KUSTANNUSARVIO = "kustannusarvio"
    YLLAPITO = "yllapidon-kustannus"


def withheld(handbook: Handbook) -> list[NamedRecord]:
    """The records of which something is not public, each with its ground (1-13)."""
    return [each for each in handbook.records if isinstance(each, NamedRecord) and each.ei_julkaista]


def gaps(handbook: Handbook) -> list[tuple[Gap, list[Record]]]:
    """What is not known, with the records of each; a gap that nothing has is left out (2.1-08)."""
    moving = [*handbook.kehitysaihiot, *handbook.hankkeet, *handbook.kehitystyot]
    found: dict[Gap, list[Record]] = {
        Gap.PALVELUKORTTI: [palvelu for palvelu in handbook.palvelut if unknown_facts(palvelu)],
        Gap.RUOTSI: missing_swedish(handbook),
        Gap.KUSTANNUSARVIO: [record for record in moving if record.kustannus.known is None],
        Gap.YLLAPITO: [report for report in handbook.yllapitoraportit if report.kustannus_eur is None],
    }
    return [(gap, records) for gap, records in found.items() if records]


def unserved_goals(handbook: Handbook) -> list[Tavoite]:
    return [each.tavoite for each in goal_coverage(handbook) if not each.served]


@dataclass(frozen=True, slots=True)
class Touch:
    """A record that names another one, and the fields it does so in."""

    record: Record
    fields: tuple[str, ...]


_NOT_SHOWN = {"", "sivut", "lausekkeet", "tulkinnat", "katselmukset"}


def touching(
    handbook: Handbook, record: Record, without: Sequence[str] = ()
) -> list[tuple[str, list[Touch]]]:
    """Everything that names a record, by kind, each once; sources, clauses, pages and settings left out.

    ``without`` leaves out what a page tells in its own way: a kind (``palvelut``) or one of its fields
    (``hankkeet.ylahanke``).
    """
    groups: dict[str, dict[str, list[str]]] = {}
    for mention in mentions(handbook, record):
        folder, field = mention.record.folder, mention.field
        if not {folder, f"{folder}.{field}"} & {*_NOT_SHOWN, *without}:
            fields = groups.setdefault(folder, {}).setdefault(mention.record.id, [])
            if field not in fields:
                fields.append(field)
    return [
        (folder, [Touch(handbook.folder(folder)[id], tuple(fields)) for id, fields in records.items()])
        for folder, records in groups.items()
    ]
