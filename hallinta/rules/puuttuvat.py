"""What must be there: each kind of record tells some facts when something is so of it.

The table says which, when and by which clause. A text that only stands in the place of a fact is not there. What may
honestly be unknown is said with a written ``null``: it is then known that nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from pydantic import BaseModel

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import (
    JOHTORYHMA,
    KOORDINAATIORYHMA,
    MADE,
    OKM,
    OPH,
    AgendaItem,
    Ground,
    Obligation,
    PracticeState,
    matters_for,
    overdue,
    practice_state,
)
from hallinta.records import meant
from hallinta.records.base import Part, Record
from hallinta.records.fields import Kielistetty
from hallinta.records.kokous import Kokous
from hallinta.rules.registry import Findings, rule
from hallinta.yaml_text import Path


class Look(NamedTuple):
    """What is looked at: a record's part, or the record itself, of any kind."""

    handbook: Handbook
    record: Any
    part: Any


When = Callable[[Look], str | None]
"""Why the fact is asked, or None when it is not."""


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that is asked of the records of some kinds."""

    id: str
    title: str
    lauseke: str | tuple[str, ...]
    kinds: tuple[str, ...]
    when: When
    fields: tuple[str, ...]
    fix: str
    reason: str
    part: str = ""
    """The field whose value, or each of whose items, is looked at; empty when it is the record itself."""
    may_be_unknown: bool = False
    """Whether a written ``null`` says enough: the fact is not known."""
    severity: Severity = Severity.HUOMAUTUS


def there(part: BaseModel, field: str) -> bool:
    """Whether a field tells something: a word in the place of a fact does not. ``toteumat.arvo`` is that of an item."""
    name, _, inner = field.partition(".")
    value = getattr(part, name)
    return any(there(item, inner) for item in value) if inner else _tells(value)


def _tells(value: object) -> bool:
    if isinstance(value, tuple):
        return any(map(_tells, value))
    if isinstance(value, Part):
        return any(_tells(getattr(value, name)) for name in type(value).model_fields)
    text = value.fi if isinstance(value, Kielistetty) else value
    if isinstance(text, str):
        return not (meant.unknown(text) or meant.unknown_perhaps(text))
    return text is not None


def _parts(record: Record, name: str) -> Iterator[tuple[Path, Part | Record]]:
    value = getattr(record, name) if name else record
    if isinstance(value, tuple):
        yield from (((name, index), item) for index, item in enumerate(value))
    elif value is not None:
        yield ((name,) if name else ()), value


def _asks(need: Need) -> None:
    def check(handbook: Handbook) -> Findings:
        for folder in need.kinds:
            for record in handbook.folder(folder):
                for path, part in _parts(record, need.part):
                    if said := need.when(Look(handbook, record, part)):
                        yield from _missing(need, record, path, part, said)

    check.__doc__ = need.reason
    rule(need.id, need.title, lauseke=need.lauseke, fix=need.fix, severity=need.severity)(check)


def _missing(need: Need, record: Record, path: Path, part: Part | Record, said: str) -> Findings:
    for field in need.fields:
        name = field.partition(".")[0]
        value = getattr(part, name)
        unknown = need.may_be_unknown and name in part.model_fields_set and value is None
        if not (unknown or there(part, field)):
            lack = "puuttuu" if value in (None, ()) else "ei kerro mitään"
            yield record.at(*path, name), f"{said}, mutta `{name}` {lack}"


# --- when it is asked -----------------------------------------------------------------------------------

_BODIES = (JOHTORYHMA, KOORDINAATIORYHMA, OKM, OPH)
TIME_TO_TELL = timedelta(days=30)
"""How long after a meeting it may be untold what came of it. The model gives no time, so this only spares."""


def _of_state(**states: str | tuple[str, ...]) -> When:
    """When a field of the part has one of the values."""

    def when(look: Look) -> str | None:
        for field, values in states.items():
            if (value := getattr(look.part, field)) in ((values,) if isinstance(values, str) else values):
                return f"`{field}: {value}`"
        return None

    return when


def _practice_in_force(look: Look) -> str | None:
    return (
        "käytäntö on voimassa"
        if practice_state(look.handbook, look.record) is PracticeState.VOIMASSA
        else None
    )


def _held_some_time_ago(look: Look) -> str | None:
    models = look.record.ryhma in ("johtoryhma", "koordinaatioryhma")
    if not models or look.record.tila != "pidetty" or look.record.pvm + TIME_TO_TELL > look.handbook.today:
        return None
    return f"kokous on pidetty {look.record.pvm}"


def _untold(look: Look) -> str | None:
    """A held meeting of whose outcome nothing is told, not even by its decisions."""
    told = any(paatos.kokous == look.record.id and paatos.viestinta for paatos in look.handbook.paatokset)
    return None if told else _held_some_time_ago(look)


def _made_by_a_body_of_the_model(look: Look) -> str | None:
    made = look.record.tila == MADE and look.record.under_model and look.record.paattaja in _BODIES
    return "päätös on tehty" if made else None


def _has_an_open_question(look: Look) -> str | None:
    is_open = any(each.tila == "avoin" for each in look.record.juridiset_kysymykset)
    return "palvelulla on avoin juridinen kysymys" if is_open else None


def _temporary(look: Look) -> str | None:
    return "ryhmä on väliaikainen" if look.record.tyyppi == "valiaikainen" else None


def _stakeholder(look: Look) -> str | None:
    return "sidosryhmä on voimassa" if look.record.tila != "paattynyt" else None


_REJECTED = ("hylatty", "ei-edisteta", "rauennut")


def _ends_in_rejection(look: Look) -> str | None:
    decision = look.handbook.paatokset.get(look.part.paatos or "")
    told = decision is not None and there(decision, "perustelut")
    last = look.part is look.record.historia[-1] and getattr(look.record, "under_model", True)
    return f"`tila: {look.part.tila}`" if last and look.part.tila in _REJECTED and not told else None


def _rejected_decision(look: Look) -> str | None:
    paatos = look.record
    rejected = paatos.tila == MADE and paatos.tulos == "hylatty" and paatos.under_model
    return "`tulos: hylatty`" if rejected else None


def _change_of_resources(look: Look) -> str | None:
    """A change whose own decision has its grounds is told; HAL-328 tells of a minor one with neither."""
    change = look.part
    decision = look.handbook.paatokset.get(change.paatos or "")
    told = decision is not None and there(decision, "perustelut")
    minor = not change.merkittava and change.perustelu is None and change.paatos is None
    return f"resurssimuutos ({change.pvm})" if look.record.under_model and not (told or minor) else None


def _of_resources(look: Look) -> str | None:
    decided = (
        look.record.laji == "yllapidon-resurssit" and look.record.tila == MADE and look.record.under_model
    )
    return "päätös koskee ylläpidon resursseja" if decided and look.record.tulos != "hylatty" else None


def _communication_due(look: Look) -> str | None:
    late = look.part.pvm is not None and look.part.pvm < look.handbook.today
    return f"viestinnän päivä {look.part.pvm} on mennyt" if late else None


def _report_given(look: Look) -> str | None:
    figures = (look.record.kustannus_eur, look.record.htv, look.record.ostopalvelut_eur)
    return (
        "raportti on annettu" if look.record.raportoitu and not any(f is not None for f in figures) else None
    )


# --- the table ------------------------------------------------------------------------------------------

NEEDS = (
    Need(
        "HAL-350", "Voimassa olevalla käytännöllä on versio", "3.4-03", ("kaytannot",), _practice_in_force,
        ("versiot",), "lisää kohtaan `versiot` voimassa oleva versio: numero, päivä ja muutos",
        "Sovittu käytäntö on kirjattu. Versiosta näkee, mitä on voimassa ja mistä päivästä.",
    ),
    Need(
        "HAL-351", "Pidetyn kokouksen asioista viestitään", ("2.1-09", "2.2-07"), ("kokoukset",), _untold,
        ("viestinta",), "kirjoita kohtaan `viestinta`, kenelle kerrotaan, kuka kertoo ja milloin",
        "Johtoryhmä varmistaa, että yhteisestä tilannekuvasta viestitään organisaatioissa, ja koordinaatioryhmä "
        "huolehtii viestinnästä omissaan. Viestinnän voi kirjata myös kokouksen päätökseen.",
    ),
    Need(
        "HAL-352", "Tehdyllä päätöksellä on asianumero", "1-13", ("paatokset",), _made_by_a_body_of_the_model,
        ("asianumero",), "kirjoita `asianumero`, tai `asianumero: null`, jos numeroa ei tiedetä",
        "Asianumerolla päätöksen löytää asianhallinnasta. Myös se, ettei numeroa tiedetä, sanotaan.",
        may_be_unknown=True,
    ),
    Need(
        "HAL-353", "Valmiilla vaikutusarvioinnilla on päivä", "3.1-05", ("kehitysaihiot",), _of_state(tila="valmis"),
        ("pvm",), "kirjoita kohtaan `vaikutusarviointi` päivä, jona arviointi valmistui",
        "Päivästä näkee, oliko arviointi valmis, kun asiasta päätettiin.", part="vaikutusarviointi",
    ),
    Need(
        "HAL-355", "Avoimen juridisen kysymyksen palvelusta tiedetään, onko se keskeinen", "3.3-04", ("palvelut",),
        _has_an_open_question, ("keskeinen",),
        "kirjoita `keskeinen: true` tai `keskeinen: false` ja `keskeinen_perustelu`",
        "Keskeisen palvelun juridiset kysymykset tuodaan johtoryhmään. Jos tätä ei tiedetä, kysymys jää tuomatta.",
    ),
    Need(
        "HAL-356", "Väliaikaisella ryhmällä on asettaja", "2.1-10", ("ryhmat",), _temporary, ("asettaja",),
        "kirjoita `asettaja`, tai `asettaja: null`, jos asettajaa ei tiedetä",
        "Väliaikainen ryhmä perustetaan yhtä tehtävää varten. Lukijan pitää nähdä, kuka sen perusti.",
        may_be_unknown=True,
    ),
    Need(
        "HAL-357", "Ratkennut tavoite on mitattu", "2.1-06", ("tavoitteet",),
        _of_state(tila=("saavutettu", "ei-saavutettu")), ("mittari", "toteumat.arvo"),
        "kirjoita `mittari` ja kohtaan `toteumat` tulos, tai `tila: avoin`",
        "Johtoryhmä varmistaa, että tavoitteet saavutetaan. Ilman mittaria ja tulosta väitettä ei voi tarkistaa.",
    ),
    Need(
        "HAL-358", "Sidosryhmällä on rajapinta mallin ryhmiin", "1-11", ("sidosryhmat",), _stakeholder, ("rajapinta",),
        "kirjoita `rajapinta`: mihin ryhmään tarpeet tuodaan ja miten; `rajapinta: null`, jos sitä ei tiedetä",
        "Ryhmissä syntyneet tarpeet tuodaan niille, jotka päättävät. Rajapinta kertoo, miten.",
        may_be_unknown=True,
    ),
    Need(
        "HAL-359", "Hylkäämisellä on perustelu", "3.1-09", ("ideat", "kehitysaihiot", "kehitystyot", "hankkeet"),
        _ends_in_rejection, ("perustelu",),
        "kirjoita historian viimeiseen merkintään `perustelu`, tai nimeä siinä perusteltu `paatos`",
        "Ehdottajan pitää saada tietää, miksi asia ei edennyt. Muuten sama ehdotus palaa.", part="historia",
    ),
    Need(
        "HAL-360", "Hylätyllä päätösehdotuksella on perustelut", ("1-13", "2.2-05"), ("paatokset",), _rejected_decision,
        ("perustelut",), "kirjoita `perustelut`: miksi ehdotusta ei hyväksytty",
        "Hylkääminen on ratkaisu siinä missä hyväksyminen. Valmistelija tarvitsee syyn seuraavaa ehdotusta varten.",
    ),
    Need(
        "HAL-361", "Hankkeen resurssien muutos on perusteltu", "2.1-20", ("hankkeet",), _change_of_resources,
        ("perustelu",), "kirjoita resurssimuutokseen `perustelu`: miksi se tehtiin ja onko se merkittävä",
        "Merkittävästä muutoksesta päättää johtoryhmä. Perustelusta näkee, miten päädyttiin siihen, kuka päättää.",
        part="resurssimuutokset",
    ),
    Need(
        "HAL-362", "Pidetyllä kokouksella on pöytäkirja", "1-13", ("kokoukset",), _held_some_time_ago, ("poytakirja",),
        "kirjoita `poytakirja`: tila ja päivä",
        "Päätökset ja toimenpiteet todetaan pöytäkirjasta. Lukija näkee, onko se vielä luonnos vai tarkastettu.",
    ),
    Need(
        "HAL-363", "Ajankohtainen viestintä on tehty", ("2.1-09", "2.2-07"), ("kokoukset", "paatokset"),
        _communication_due, ("tehty",), "kirjoita päivä, jona viestintä tehtiin (`tehty`), tai sovi uusi `pvm`",
        "Viestinnälle sovittu päivä on lupaus. Tekemätön viestintä jää muuten huomaamatta.", part="viestinta",
    ),
    Need(
        "HAL-364", "Ylläpidon resurssipäätöksessä on euroja tai henkilötyövuosia", "3.3-01", ("paatokset",),
        _of_resources, ("resurssit",), "kirjoita `resurssit`: `eur`, `htv` tai molemmat",
        "Ylläpitoraportin lukuja verrataan siihen, mitä resursseista päätettiin. Ilman lukua vertailua ei voi tehdä.",
    ),
    Need(
        "HAL-365", "Käynnistyneellä lausuntomenettelyllä on päivä", "3.1-11", ("kehitysaihiot",),
        _of_state(tila=("kaynnissa", "paattynyt")), ("pvm",), "kirjoita menettelyyn `pvm`",
        "Päivästä näkee, ehtiikö lausunto ennen päätöstä.", part="lausuntomenettelyt",
    ),
    Need(
        "HAL-366", "Annetussa ylläpitoraportissa on luku", "3.3-07", ("yllapitoraportit",), _report_given,
        ("kustannus_eur",), "kirjoita kustannus tai työmäärä, tai `raportoitu: null`, jos raporttia ei ole annettu",
        "OPH raportoi ylläpidon kustannuksista ja resursseista. Raportti ilman yhtään lukua ei kerro kummastakaan.",
    ),
)  # fmt: skip

for _need in NEEDS:
    _asks(_need)


# --- what one field cannot tell -------------------------------------------------------------------------


@rule(
    "HAL-354",
    "Lainsäädännön muutostarve nimeää säädökset",
    lauseke="3.1-06",
    fix="kirjoita kohtaan `saadokset` muutettavat säädökset, tai `tarve: selvitetaan`",
    severity=Severity.HUOMAUTUS,
)
def needs_of_legislation_name_the_statutes(handbook: Handbook) -> Findings:
    """Muutostarve ratkaisee aikataulun ja sen, kuka muutoksen valmistelee. Ilman säädöstä siitä ei tiedä kumpaakaan."""
    for aihio in handbook.kehitysaihiot:
        needed = aihio.vaikutusarviointi.lainsaadanto if aihio.vaikutusarviointi else None
        if needed and needed.tarve == "kylla" and not there(needed, "saadokset"):
            place = aihio.at("vaikutusarviointi", "lainsaadanto", "saadokset")
            yield place, "`tarve: kylla`, mutta yhtään säädöstä ei ole nimetty"


_READY = ("johtoryhmassa", "okm-paatettavana", "siirretty", "edistetaan", "toteutuksessa", "valmis")


@rule(
    "HAL-367",
    "Aihiota valmistelevat OKM ja OPH yhdessä",
    lauseke="3.1-07",
    fix="lisää kohtaan `valmistelu` puuttuvan organisaation tehtävä",
    severity=Severity.HUOMAUTUS,
)
def proposals_are_prepared_together(handbook: Handbook) -> Findings:
    """Malli antaa muunkin valmistelun molemmille yhdessä. Yhden organisaation valmistelema aihio voi palautua."""
    for aihio in handbook.kehitysaihiot:
        workers = {each.organisaatio for each in aihio.valmistelu}
        if aihio.tila in _READY and workers:
            for id in ("okm", "oph"):
                if id not in workers:
                    yield (
                        aihio.at("valmistelu"),
                        f"aihio on tilassa `{aihio.tila}`, mutta valmistelussa ei ole `{id}`",
                    )


@rule(
    "HAL-368",
    "Edistettäväksi päätetyn kokonaisuuden lopettamisesta päättää OKM",
    lauseke="3.1-10",
    fix="nimeä historian viimeisessä merkinnässä OKM:n tehty `paatos`",
)
def promoted_proposals_are_ended_by_okm(handbook: Handbook) -> Findings:
    """OKM päättää, mitä edistetään. Päätös on voimassa, kunnes OKM päättää toisin: muu ei voi purkaa sitä."""
    for aihio in handbook.kehitysaihiot:
        promoted = any(entry.tila == "edistetaan" for entry in aihio.historia)
        if not promoted or aihio.tila not in _REJECTED:
            continue
        entry, index = aihio.historia[-1], len(aihio.historia) - 1
        paatos = handbook.paatokset.get(entry.paatos or "")
        if entry.paatos is None:
            place = aihio.at("historia", index, "tila")
            yield place, f"aihiota edistettiin, mutta `tila: {aihio.tila}` ei nimeä OKM:n päätöstä"
        elif paatos and (paatos.paattaja != OKM or paatos.tila != MADE or paatos.id == aihio.edistamispaatos):
            place = aihio.at("historia", index, "paatos")
            yield place, f"`paatos: {paatos.id}` ei ole OKM:n tehty päätös lopettaa edistäminen"


SOON = timedelta(days=14)
"""How near a called meeting's agenda is looked at: before that it is still being made."""
_BROUGHT = (Ground.AIHIO, Ground.PAATOSEHDOTUS, Ground.KAYTANTO)


def _brought(item: AgendaItem) -> bool:
    """Whether the model brings the matter to the group: a decision only when it is the group's to make."""
    return item.peruste in _BROUGHT and (item.peruste is not Ground.PAATOSEHDOTUS or item.laji == "paatos")


@rule(
    "HAL-369",
    "Ryhmään tuotava asia on kutsutun kokouksen esityslistalla",
    lauseke=("1-18", "1-27", "2.2-05", "3.1-04", "3.3-04"),
    fix="lisää asia esityslistalle, tai siirrä se myöhempään kokoukseen",
    severity=Severity.HUOMAUTUS,
)
def what_is_to_be_brought_is_on_the_agenda(handbook: Handbook) -> Findings:
    """Malli sanoo, mitkä asiat tuodaan johtoryhmän tai koordinaatioryhmän käsiteltäväksi. Kun kutsu on lähetetty ja
    kokoukseen on enintään kaksi viikkoa, listalta puuttuva asia jää odottamaan seuraavaa kokousta.
    """
    for kokous in handbook.kokoukset:
        called = kokous.tila == "kutsuttu" and timedelta() <= kokous.pvm - handbook.today <= SOON
        if not called or kokous.ryhma not in ("johtoryhma", "koordinaatioryhma"):
            continue
        named = {viite for kohta in kokous.kohdat for viite in kohta.koskee}
        named |= {f"paatokset/{kohta.paatos}" for kohta in kokous.kohdat if kohta.paatos}
        for record in _waiting(handbook, kokous):
            if f"{record.folder}/{record.id}" not in named:
                problem = f"esityslistalla ei ole asiaa `{record.folder}/{record.id}`, joka odottaa ryhmää"
                yield kokous.at("kohdat"), problem


def _waiting(handbook: Handbook, kokous: Kokous) -> Iterator[Record]:
    """What is to be brought to the meeting; the model's own late evaluation goes to the management group (1-27)."""
    for item in filter(_brought, matters_for(handbook, kokous.ryhma, kokous.pvm)):
        yield from item.records
    for each in overdue(handbook) if kokous.ryhma == "johtoryhma" else ():
        if each.duty is Obligation.ARVIOINTI:
            yield each.record
