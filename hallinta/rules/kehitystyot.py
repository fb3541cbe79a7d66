"""Development that is not a project, and small development within maintenance."""

from __future__ import annotations

from hallinta.finding import Place, Severity
from hallinta.handbook import Handbook
from hallinta.queries import (
    STARTED,
    Estimate,
    limits_on,
    mentioning,
    newest,
    origin,
    small_development_limit,
)
from hallinta.records.kehitystyo import Kehitystyo
from hallinta.rules.perusteet import wrong_grounds
from hallinta.rules.registry import Findings, rule

BEGUN = (*STARTED, "valmis")


def _begun(handbook: Handbook) -> list[Kehitystyo]:
    """Works that the coordination group answers for and that are no longer only planned (3.2-16)."""
    return [
        tyo for tyo in handbook.kehitystyot if tyo.laji == "hankkeistamaton-kehitys" and tyo.tila in BEGUN
    ]


@rule(
    "HAL-120",
    "Hankkeistamattomalla kehitystyöllä on prioriteetti",
    lauseke="3.2-17",
    fix="kirjoita `prioriteetti`: arvo, päivä ja koordinaatioryhmän kokous",
    severity=Severity.HUOMAUTUS,
)
def works_have_a_priority(handbook: Handbook) -> Findings:
    """Koordinaatioryhmä priorisoi hankkeistamattoman kehittämisen. Järjestyksestä näkee, mikä työ väistyy,
    jos kaikkeen ei riitä varoja.
    """
    for tyo in _begun(handbook):
        if tyo.prioriteetti is None:
            yield (
                tyo.at("prioriteetti"),
                f"kehitystyö on tilassa `{tyo.tila}`, mutta sillä ei ole prioriteettia",
            )
        elif tyo.prioriteetti.kokous is None:
            yield tyo.at("prioriteetti", "kokous"), "prioriteetti ei kerro, missä kokouksessa se annettiin"


@rule(
    "HAL-121",
    "Kehitystyön prioriteetin ja tavoitteen asettaa koordinaatioryhmä",
    lauseke=("3.2-17", "3.2-18"),
    fix="nimeä koordinaatioryhmän kokous",
)
def the_coordination_group_sets_works(handbook: Handbook) -> Findings:
    """Malli antaa hankkeistamattoman kehityksen priorisoinnin ja tavoitteet koordinaatioryhmälle. Muun ryhmän
    kokous ei ole niistä päättänyt.
    """
    for tyo in handbook.kehitystyot:
        if tyo.laji != "hankkeistamaton-kehitys":
            continue
        given = tyo.prioriteetti.kokous if tyo.prioriteetti else None
        for path, id in ((("prioriteetti", "kokous"), given), (("asettanut_kokous",), tyo.asettanut_kokous)):
            kokous = handbook.kokoukset.get(id or "")
            if kokous and kokous.ryhma != "koordinaatioryhma":
                problem = (
                    f"`{path[-1]}: {kokous.id}` on ryhmän `{kokous.ryhma}` kokous, mutta asia kuuluu "
                    "koordinaatioryhmälle"
                )
                yield tyo.at(*path), problem


@rule(
    "HAL-122",
    "Kehitystyön tarve ja tavoite on asetettu kokouksessa",
    lauseke="3.2-18",
    fix="kirjoita `asettanut_kokous`: koordinaatioryhmän kokous",
    severity=Severity.HUOMAUTUS,
)
def works_are_set_in_a_meeting(handbook: Handbook) -> Findings:
    """Koordinaatioryhmä asettaa työn tarpeen ja tavoitteen. Kokouksesta näkee, milloin ja
    millä perusteella.
    """
    for tyo in _begun(handbook):
        if tyo.asettanut_kokous is None:
            problem = (
                f"kehitystyö on tilassa `{tyo.tila}`, mutta tarpeen ja tavoitteen asettanut kokous puuttuu"
            )
            yield tyo.at("asettanut_kokous"), problem


@rule(
    "HAL-123",
    "Kehitystyön rahoitus on varmistettu ja ylläpito eritelty",
    lauseke="3.2-19",
    fix="kirjoita `rahoitus`: lähde, vuosi, kehittämisen ja ylläpidon osuus ja se, onko rahoitus varmistettu",
    severity=Severity.HUOMAUTUS,
)
def works_are_funded(handbook: Handbook) -> Findings:
    """Koordinaatioryhmä varmistaa rahoituksen ylläpitoa myöten. Ilman ylläpidon osuutta valmiin työn kulut
    tulevat yllätyksenä.
    """
    for tyo in _begun(handbook):
        if tyo.rahoitus is None:
            yield tyo.at("rahoitus"), f"kehitystyö on tilassa `{tyo.tila}`, mutta rahoitusta ei ole kirjattu"
            continue
        if not tyo.rahoitus.varmistettu:
            problem = f"kehitystyö on tilassa `{tyo.tila}`, mutta `varmistettu: false`"
            yield tyo.at("rahoitus", "varmistettu"), problem
        if tyo.rahoitus.yllapito_eur is None:
            yield tyo.at("rahoitus", "yllapito_eur"), "ylläpidon osuutta rahoituksesta ei tiedetä"


@rule(
    "HAL-124",
    "Valmiin kehitystyön vaikuttavuus on arvioitu",
    lauseke="3.2-20",
    fix="kirjoita `vaikuttavuusarvio`: päivä, mittari ja arvio",
    severity=Severity.HUOMAUTUS,
)
def finished_works_are_evaluated(handbook: Handbook) -> Findings:
    """Koordinaatioryhmä arvioi, mitä työllä saatiin aikaan. Arviosta opitaan, mihin seuraavaksi kannattaa
    panostaa.
    """
    for tyo in _begun(handbook):
        if tyo.tila == "valmis" and tyo.vaikuttavuusarvio is None:
            yield tyo.at("vaikuttavuusarvio"), "kehitystyö on valmis, mutta vaikuttavuusarviota ei ole"


@rule(
    "HAL-089",
    "Pienkehityksessä olevalla idealla on kehitystyö",
    lauseke=("3.1-09", "3.3-03"),
    fix="lisää idea sen kehitystyön kohtaan `ideat`, jossa se toteutetaan, tai korjaa tila",
    severity=Severity.HUOMAUTUS,
    absence=True,
)
def ideas_in_small_development_are_in_a_work(handbook: Handbook) -> Findings:
    """Ehdottaja näkee ideansa sivulta, mitä siitä tuli. Ilman kehitystyötä jälki katkeaa OPH:n kohdalla."""
    for idea in handbook.ideat:
        if idea.tila == "pienkehityksessa" and not mentioning(handbook, idea, Kehitystyo, "ideat"):
            place = idea.at("historia", len(idea.historia) - 1, "tila")
            yield place, "idea on tilassa `pienkehityksessa`, mutta mikään kehitystyö ei nimeä sitä"


@rule(
    "HAL-125",
    "Pienkehityksestä päättää OPH",
    lauseke=("3.3-03", "3.3-06"),
    fix="nimeä OPH:n tehty päätös, tai vaihda kehitystyön `laji`",
)
def small_development_is_ophs(handbook: Handbook) -> Findings:
    """OPH vastaa ylläpidon pienkehityksestä ja tekee siitä päätökset. Ryhmän päättämä työ on hankkeistamatonta
    kehitystä.
    """
    yield from wrong_grounds(handbook, "HAL-125")


@rule(
    "HAL-126",
    "Käynnissä olevilla kehitystöillä on eri prioriteetit",
    lauseke="3.2-17",
    fix="anna toiselle työlle oma järjestysnumero",
    severity=Severity.HUOMAUTUS,
)
def priorities_are_an_order(handbook: Handbook) -> Findings:
    """Prioriteetti on järjestysnumero. Jos kahdella työllä on sama numero, luettelo ei kerro, kumpi tehdään
    ensin.
    """
    first: dict[int, str] = {}
    for tyo in _begun(handbook):
        if tyo.tila != "kaynnissa" or tyo.prioriteetti is None:
            continue
        value = tyo.prioriteetti.arvo
        if other := first.get(value):
            yield tyo.at("prioriteetti", "arvo"), f"`arvo: {value}` on jo käynnissä olevalla työllä `{other}`"
        first.setdefault(value, tyo.id)


@rule(
    "HAL-127",
    "Hankkeistamisrajan ylittävä työ ei ole hankkeistamaton",
    lauseke="3.2-06",
    fix="perusta hanke kehitystyön tilalle, tai korjaa kustannusarvio",
)
def works_above_the_limit_are_projects(handbook: Handbook) -> Findings:
    """Raja koskee kehittämistä riippumatta siitä, miksi sitä kutsutaan (tulkinta A-08). Tasan rajalla oleva
    ei ylitä sitä.
    """
    for tyo in handbook.kehitystyot:
        if own := above_the_limit(handbook, tyo):
            limit = limits_on(handbook.asetukset, own.day).hankkeistus
            problem = (
                f"`kokonaiskustannus_eur: {own.eur}` ylittää hankkeistamisrajan {limit}, "
                "mutta työtä ei ole hankkeistettu"
            )
            yield _place(own), problem


def above_the_limit(handbook: Handbook, tyo: Kehitystyo) -> Estimate | None:
    """The estimate of a begun work that asks for a project by itself; of a new service HAL-331 tells (A-05)."""
    own, aihio = newest(tyo), origin(handbook, tyo)
    if own is None or own.eur is None or tyo.tila not in BEGUN or (aihio and aihio.kohde == "uusi-palvelu"):
        return None
    return own if own.eur > limits_on(handbook.asetukset, own.day).hankkeistus else None


def _place(own: Estimate) -> Place:
    return own.record.at("kustannus", own.index, "kokonaiskustannus_eur")


@rule(
    "HAL-128",
    "Arviointirajan ylittävän työn hankkeistamista on arvioitu",
    lauseke="3.2-05",
    fix="nimeä kohdassa `kehitysaihio` aihio, jossa on hankkeistamisarvio",
    severity=Severity.HUOMAUTUS,
)
def large_works_are_assessed_for_a_project(handbook: Handbook) -> Findings:
    """Hankkeistamisen tarve arvioidaan aihiossa ennen kuin työ alkaa. Ilman aihiota arvio jää tekemättä."""
    for tyo in handbook.kehitystyot:
        own = newest(tyo)
        assessed = tyo.kehitysaihio is not None  # a proposal without its assessment is told by HAL-078
        if own is None or own.eur is None or tyo.tila not in BEGUN or assessed:
            continue
        limits = limits_on(handbook.asetukset, own.day)
        if limits.arviointi < own.eur <= limits.hankkeistus:
            problem = (
                f"`kokonaiskustannus_eur: {own.eur}` ylittää arviointirajan "
                f"{limits.arviointi}, mutta työllä ei ole kehitysaihiota"
            )
            yield _place(own), problem


@rule(
    "HAL-129",
    "Pienkehitys pysyy sovitussa ylärajassa",
    lauseke=("3.3-03", "3.3-06"),
    fix="vie asia koordinaatioryhmään hankkeistamattomana kehityksenä, tai korjaa kustannusarvio",
    severity=Severity.HUOMAUTUS,
)
def small_development_is_small(handbook: Handbook) -> Findings:
    """Malli ei anna pienkehitykselle ylärajaa (tulkinta A-11). Tämä tarkistetaan vasta, kun raja on sovittu
    ja kirjattu asetuksiin.
    """
    for tyo in handbook.kehitystyot:
        own = newest(tyo)
        limit = small_development_limit(handbook.asetukset, own.day) if own else None
        if (
            tyo.laji == "pienkehitys"
            and limit is not None
            and own
            and own.eur is not None
            and own.eur > limit
        ):
            yield _place(own), f"`kokonaiskustannus_eur: {own.eur}` ylittää pienkehityksen ylärajan {limit}"
