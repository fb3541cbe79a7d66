"""Order in time: what rests on something comes on or after it, and nothing is told before it has happened.

The source says little of order, so these are remarks; a clause or an interpretation that says otherwise is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hallinta.finding import Place, Severity
from hallinta.handbook import Handbook
from hallinta.queries import STARTED, cost_history, exceeded, mentioning
from hallinta.records.hanke import Hanke
from hallinta.records.kasittely import MovingRecord
from hallinta.records.kehitysaihio import Kehitysaihio, Lausuntomenettely
from hallinta.records.kehitystyo import Kehitystyo
from hallinta.records.ryhma import Ryhma, Toimikausi
from hallinta.rules.registry import Findings, rule
from hallinta.yaml_text import Path


def first_day_in(record: MovingRecord, *tilat: str) -> date | None:
    return next((entry.pvm for entry in record.historia if entry.tila in tilat), None)


# --- a proposal -----------------------------------------------------------------------------------------


@rule(
    "HAL-310",
    "Aihio on valmisteltu, kun OKM päättää edistää sitä",
    lauseke=("3.1-05", "3.1-07", "3.1-11"),
    fix="korjaa päivä tai tila, tai palauta aihio valmisteluun OKM:n päätöksellä (`tulos: palautettu-valmisteluun`)",
    severity=Severity.HUOMAUTUS,
)
def proposals_are_prepared_before_okm_decides(handbook: Handbook) -> Findings:
    """OKM ja OPH arvioivat ja valmistelevat aihion yhdessä päätöstä varten. Päätöksen jälkeen valmistuva arviointi tai
    kesken oleva lausuntokierros ei ole voinut vaikuttaa siihen.
    """
    for aihio in handbook.kehitysaihiot:
        paatos = handbook.paatokset.get(aihio.edistamispaatos or "")
        if (
            paatos is None
            or not paatos.decided
            or paatos.pvm is None
            or not paatos.is_about(aihio.folder, aihio.id)
        ):
            continue  # HAL-302 tells of a decision on something else
        if paatos.outcome == "palautettu-valmisteluun":
            continue  # the preparation goes on after it
        assessment = aihio.vaikutusarviointi
        if assessment and assessment.pvm and assessment.pvm > paatos.pvm:
            problem = f"OKM päätti {paatos.pvm}, mutta vaikutusarviointi valmistui vasta {assessment.pvm}"
            yield aihio.at("vaikutusarviointi", "pvm"), problem
        for path, problem in _unprepared(aihio, paatos.pvm) if paatos.approved else ():
            yield aihio.at(*path), f"OKM päätti {paatos.pvm}, mutta {problem}"


def _unprepared(aihio: Kehitysaihio, decided: date) -> Iterator[tuple[Path, str]]:
    done = any(each.tila == "valmis" for each in aihio.valmistelu)
    for index, each in enumerate(aihio.valmistelu):
        if each.tila == "tekematta" or (each.tila == "kesken" and not done):
            yield ("valmistelu", index, "tila"), f"valmistelutehtävän `tila: {each.tila}`"
    for index, each_ in enumerate(aihio.lausuntomenettelyt):
        if _went_on(each_, decided):
            yield ("lausuntomenettelyt", index, "tila"), "lausuntomenettelyn `tila: kaynnissa`"


def _went_on(menettely: Lausuntomenettely, day: date) -> bool:
    """Whether the procedure was going on: a round may well begin only after the proposal is promoted (3.1-11)."""
    return menettely.tila == "kaynnissa" and (menettely.pvm is None or menettely.pvm <= day)


@rule(
    "HAL-311",
    "Arviot ja lausunnot on saatu ennen kuin työ alkaa",
    lauseke=("3.1-11", "3.2-05"),
    fix="kirjaa lausunnon tai arvion päivä ja tila, tai korjaa työn historia",
    severity=Severity.HUOMAUTUS,
)
def statements_are_received_before_the_work(handbook: Handbook) -> Findings:
    """Lausunto pyydetään ja hankkeistamista arvioidaan, jotta niihin voi vielä vastata. Kun työ on jo käynnissä,
    suunniteltu lausunto ei enää ohjaa sitä.
    """
    for aihio in handbook.kehitysaihiot:
        started = _first_start(handbook, aihio)
        if started is None:
            continue
        record, day = started
        begun = f"{record.yksikko} `{record.id}` alkoi {day}"
        for index, each in enumerate(aihio.lausuntomenettelyt):
            if each.tila != "paattynyt" and not _told_of_the_decision(handbook, aihio, each):
                problem = f"{begun}, mutta lausuntomenettelyn `tila: {each.tila}`"
                yield aihio.at("lausuntomenettelyt", index, "tila"), problem
            elif each.tila == "paattynyt" and each.pvm and each.pvm > day:
                problem = f"{begun}, mutta lausuntomenettely päättyi vasta {each.pvm}"
                yield aihio.at("lausuntomenettelyt", index, "pvm"), problem
        arvio = aihio.hankkeistamisarvio
        if arvio and arvio.pvm > day and _was_asked_for(handbook, aihio, day):
            problem = f"{begun}, mutta hankkeistamista arvioitiin vasta {arvio.pvm}"
            yield aihio.at("hankkeistamisarvio", "pvm"), problem


def _was_asked_for(handbook: Handbook, aihio: Kehitysaihio, day: date) -> bool:
    """Whether the cost that was known on the day asked for an assessment; what has grown since is assessed anew."""
    known = [cost for cost in cost_history(handbook, aihio) if cost.day <= day]
    return bool(known) and bool(exceeded(handbook, aihio, known[-1]))


def _first_start(handbook: Handbook, aihio: Kehitysaihio) -> tuple[Hanke | Kehitystyo, date] | None:
    """What began first of what builds the proposal, and when."""
    built: list[Hanke | Kehitystyo] = [
        *mentioning(handbook, aihio, Hanke, "kehitysaihio"),
        *mentioning(handbook, aihio, Kehitystyo, "kehitysaihio"),
    ]
    starts = [(record, day) for record in built if (day := first_day_in(record, "kaynnissa"))]
    return min(starts, key=lambda each: each[1]) if starts else None


def _told_of_the_decision(handbook: Handbook, aihio: Kehitysaihio, menettely: Lausuntomenettely) -> bool:
    """Whether HAL-310 tells already that the procedure was going on when OKM decided."""
    paatos = handbook.paatokset.get(aihio.edistamispaatos or "")
    return bool(paatos and paatos.approved and paatos.pvm and _went_on(menettely, paatos.pvm))


# --- groups ---------------------------------------------------------------------------------------------


@rule(
    "HAL-312",
    "Hankkeella on asetettu ryhmä alusta loppuun",
    lauseke="3.2-08",
    fix="korjaa ryhmän päivä tai hankkeen historia, tai aseta hankkeelle ryhmä koko ajaksi",
    severity=Severity.HUOMAUTUS,
)
def projects_have_a_group_all_the_time(handbook: Handbook) -> Findings:
    """Hankkeessa on vähintään yksi asetettu ryhmä. Jos ryhmä asetettiin vasta hankkeen alettua tai sen toimikausi on
    päättynyt kesken, hankkeella ei ole ollut ketään, joka päättää.
    """
    for hanke in handbook.hankkeet:
        start = _told_start(handbook, hanke) if hanke.under_model else None
        groups = [handbook.ryhmat.get(each.ryhma) for each in hanke.ryhmat]
        if start is None or not groups:
            continue
        begins = [_begins(each.asetettu, ryhma) for each, ryhma in zip(hanke.ryhmat, groups, strict=True)]
        known = [day for day in begins if day is not None]
        if len(known) == len(begins) and min(known) > start:
            index = begins.index(min(known))
            problem = (
                f"hanke alkoi {start}, mutta ryhmä `{hanke.ryhmat[index].ryhma}` aloitti vasta {min(known)}"
            )
            yield hanke.at("ryhmat", index, "asetettu"), problem
        ended = first_day_in(hanke, "paattynyt", "rauennut") or handbook.today
        ends = [ryhma.toimikausi.loppu if ryhma and ryhma.toimikausi else None for ryhma in groups]
        last = [day for day in ends if day is not None]
        if len(last) == len(ends) and max(last) < ended:
            index = ends.index(max(last))
            told = "hanke on käynnissä" if ended == handbook.today else f"hanke päättyi vasta {ended}"
            problem = f"ryhmän `{hanke.ryhmat[index].ryhma}` toimikausi päättyi {max(last)}, mutta {told}"
            yield hanke.at("ryhmat", index, "ryhma"), problem


def _begins(appointed: date | None, ryhma: Ryhma | None) -> date | None:
    """When the group could begin: the latest of the days that are known."""
    term = ryhma.toimikausi if ryhma else None
    days = [appointed, ryhma.asetettu if ryhma else None, term.alku if term else None]
    return max((day for day in days if day is not None), default=None)


@rule(
    "HAL-313",
    "Ryhmä kokoontuu ja päättää toimikautensa aikana",
    lauseke=("2.1-10", "3.2-08"),
    fix="korjaa päivä tai ryhmän `toimikausi`; kauden vaihtuessa vanha siirtyy kohtaan `aiemmat_toimikaudet`",
    severity=Severity.HUOMAUTUS,
)
def groups_act_within_their_term(handbook: Handbook) -> Findings:
    """Väliaikainen ryhmä on olemassa toimikautensa ajan. Päättyneellä ryhmällä ei ole kokouksia eikä toimivaltaa."""
    for place, id, day, what in _acts(handbook):
        ryhma = handbook.ryhmat.get(id)
        if ryhma and not _sits(ryhma, day):
            yield place, f"{what} ({day}) ei ole ryhmän `{id}` toimikaudella ({_term(ryhma)})"


def _acts(handbook: Handbook) -> Iterator[tuple[Place, str, date, str]]:
    """What groups did on a day; what was done in a meeting is told at the meeting."""
    for kokous in handbook.kokoukset:
        ryhma = handbook.ryhmat.get(kokous.ryhma)
        over = ryhma is not None and not _sits(ryhma, handbook.today)
        if kokous.tila != "peruttu" and (kokous.pvm <= handbook.today or over):  # a term may yet be continued
            yield kokous.at("pvm"), kokous.ryhma, kokous.pvm, "kokous"
    for paatos in handbook.paatokset:
        folder, _, id = paatos.paattaja.partition("/")
        if folder == "ryhmat" and paatos.decided and paatos.pvm and paatos.kokous is None:
            yield paatos.at("paattaja"), id, paatos.pvm, "päätös"
    for record in [*handbook.ideat, *handbook.kehitysaihiot]:
        for index, each in enumerate(record.kasittelyt):
            if each.kokous is None:
                yield record.at("kasittelyt", index, "pvm"), each.ryhma, each.pvm, "käsittely"


def _terms(ryhma: Ryhma) -> list[Toimikausi]:
    return [*ryhma.aiemmat_toimikaudet, *([ryhma.toimikausi] if ryhma.toimikausi else [])]


def _sits(ryhma: Ryhma, day: date) -> bool:
    terms = _terms(ryhma)
    if not terms:
        return ryhma.asetettu is None or day >= ryhma.asetettu
    return any((each.alku or date.min) <= day <= (each.loppu or date.max) for each in terms)


def _term(ryhma: Ryhma) -> str:
    terms = [f"{each.alku or ''}–{each.loppu or ''}" for each in _terms(ryhma)]
    return ", ".join(terms) or f"{ryhma.asetettu}–"


# --- projects -------------------------------------------------------------------------------------------


@rule(
    "HAL-314",
    "Hankkeen kausi ja tila kertovat samaa",
    lauseke=("2.1-15", "3.2-13"),
    fix="korjaa `kausi`, tai kirjaa historiaan, että hanke päättyi; kauden jatkamisesta päättää johtoryhmä, jos se on "
    "merkittävää",
    severity=Severity.HUOMAUTUS,
)
def periods_agree_with_states(handbook: Handbook) -> Findings:
    """Kausi kertoo, milloin hanke tehdään. Jos se on päättynyt ja hanke on yhä käynnissä, toinen tiedoista on väärä."""
    for hanke in handbook.hankkeet:
        if not hanke.under_model:
            continue
        start, kausi = _told_start(handbook, hanke), hanke.kausi
        if kausi.alku and kausi.loppu and kausi.alku > kausi.loppu:
            continue  # HAL-110 tells
        if start and kausi.alku and start < kausi.alku:
            yield hanke.at("kausi", "alku"), f"`alku: {kausi.alku}`, mutta hanke käynnistyi jo {start}"
        over = kausi.loppu < handbook.today if kausi.loppu else False
        over_year = (
            kausi.loppu is None and kausi.loppuvuosi is not None and kausi.loppuvuosi < handbook.today.year
        )
        if (over or over_year) and hanke.tila not in ("paattynyt", "rauennut"):
            field = "loppu" if over else "loppuvuosi"
            problem = f"`{field}: {getattr(kausi, field)}` on mennyt, mutta hanke on tilassa `{hanke.tila}`"
            yield hanke.at("kausi", field), problem


def _told_start(handbook: Handbook, hanke: Hanke) -> date | None:
    """When the project started; None when HAL-055 or HAL-102 tells that the day is doubtful."""
    entry = next((each for each in hanke.historia if each.tila == "kaynnissa"), None)
    if entry is None:
        return None
    kokous = handbook.kokoukset.get(entry.kokous or "")
    paatos = handbook.paatokset.get(entry.paatos or hanke.kaynnistyspaatos or "")
    doubtful = (kokous and kokous.pvm != entry.pvm) or (paatos and paatos.pvm and entry.pvm < paatos.pvm)
    return None if doubtful else entry.pvm


@rule(
    "HAL-315",
    "Osahanke tehdään ylähankkeensa aikana",
    lauseke="3.2-12",
    fix="korjaa osahankkeen tai ylähankkeen kausi tai tila",
    severity=Severity.HUOMAUTUS,
)
def subprojects_stay_within_their_parents(handbook: Handbook) -> Findings:
    """Osahanketta ohjataan ylähankkeessa. Ylähankkeen kauden ulkopuolella sillä ei ole ohjausta."""
    for hanke in handbook.hankkeet:
        above = handbook.hankkeet.get(hanke.ylahanke or "")
        if above is None or above is hanke or not (hanke.under_model and above.under_model):
            continue
        found = list(_outside(hanke, above))
        yield from found
        idle = above.tila not in ("kaynnissa", "keskeytetty") and hanke.tila == "kaynnissa"
        if idle and not found:
            problem = (
                f"osahanke on tilassa `{hanke.tila}`, mutta ylähanke `{above.id}` on tilassa `{above.tila}`"
            )
            yield hanke.at("ylahanke"), problem


def _outside(hanke: Hanke, above: Hanke) -> Iterator[tuple[Place, str]]:
    own, its = hanke.kausi, above.kausi
    if own.alku and its.alku and own.alku < its.alku:
        problem = f"`alku: {own.alku}` on ennen ylähankkeen `{above.id}` alkua ({its.alku})"
        yield hanke.at("kausi", "alku"), problem
    if own.loppu and its.loppu and own.loppu > its.loppu:
        problem = f"`loppu: {own.loppu}` on ylähankkeen `{above.id}` lopun ({its.loppu}) jälkeen"
        yield hanke.at("kausi", "loppu"), problem


@rule(
    "HAL-316",
    "Raportti ja arvio annetaan siitä, mikä on jo tapahtunut",
    lauseke=("3.2-10", "3.2-20", "3.3-07"),
    fix="korjaa päivä tai vuosi",
    severity=Severity.HUOMAUTUS,
)
def reports_tell_what_has_happened(handbook: Handbook) -> Findings:
    """Vuoden kustannukset tiedetään vasta, kun vuosi on päättynyt, eikä hankkeesta raportoida ennen kuin se on
    alkanut.
    """
    for report in handbook.yllapitoraportit:
        given = report.raportoitu
        if given and given <= date(report.vuosi, 12, 31):
            problem = f"`raportoitu: {given}`, mutta raportin vuosi {report.vuosi} ei ollut vielä päättynyt"
            yield report.at("raportoitu"), problem
    for hanke in handbook.hankkeet:
        start = first_day_in(hanke, *STARTED) if hanke.under_model else None
        for index, each in enumerate(hanke.raportit):
            place = hanke.at("raportit", index, "pvm")
            if start and each.laji == "raportti" and each.pvm < start:
                yield place, f"raportin `pvm: {each.pvm}` on ennen kuin hanke alkoi ({start})"
    for tyo in handbook.kehitystyot:
        begun, arvio = first_day_in(tyo, "kaynnissa"), tyo.vaikuttavuusarvio
        if arvio and begun and arvio.pvm < begun:
            problem = f"vaikuttavuusarvion `pvm: {arvio.pvm}` on ennen kuin työ alkoi ({begun})"
            yield tyo.at("vaikuttavuusarvio", "pvm"), problem
