"""Services: kind, owner, scope, maintenance."""

from __future__ import annotations

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import maintained_by_others
from hallinta.rules.registry import Findings, rule


@rule(
    "HAL-021",
    "Palvelulla on omistaja tai merkintä, ettei omistajaa tiedetä",
    lauseke="1-20",
    fix="kirjoita `omistajat: null`, jos omistajasta ei ole julkista tietoa",
)
def palvelu_has_an_owner_or_an_explicit_unknown(handbook: Handbook) -> Findings:
    """Malli koskee OPH:n kehittämiä ja ylläpitämiä palveluja. Omistaja ratkaisee, kuuluuko palvelu siihen."""
    for palvelu in handbook.palvelut:
        if palvelu.omistajat == ():
            yield palvelu.at("omistajat"), "`omistajat` on tyhjä luettelo: se ei kerro, tiedetäänkö omistaja"


@rule(
    "HAL-022",
    "Palvelun kuuluminen malliin on perusteltu",
    lauseke="1-20",
    fix="kirjoita `mallin_piirissa_perustelu`: miksi palvelu kuuluu tai ei kuulu mallin piiriin",
    severity=Severity.HUOMAUTUS,
)
def scope_has_a_reason(handbook: Handbook) -> Findings:
    """Lähde ei luettele palveluja, joten rajaus on aina päätelmä. Perustelun lukija voi arvioida (tulkinta
    A-14).
    """
    for palvelu in handbook.palvelut:
        if palvelu.mallin_piirissa_perustelu is None:
            problem = f"`mallin_piirissa: {palvelu.mallin_piirissa}` ilman perustelua"
            yield palvelu.at("mallin_piirissa"), problem


@rule(
    "HAL-023",
    "Poikkeus OPH:n ylläpitovastuusta on perusteltu",
    lauseke="3.3-02",
    fix="kirjoita `yllapito_perustelu` tai lisää ylläpitäjäksi `oph`",
)
def other_maintainers_have_a_reason(handbook: Handbook) -> Findings:
    """OPH vastaa ylläpidosta pääsääntöisesti. Poikkeus on sallittu, mutta lukijan on saatava tietää syy."""
    for palvelu in handbook.palvelut:
        in_scope = palvelu.mallin_piirissa != "ei"
        if in_scope and maintained_by_others(palvelu) and palvelu.yllapito_perustelu is None:
            tahot = ", ".join(taho.organisaatio for taho in palvelu.yllapitajat or ())
            yield (
                palvelu.at("yllapitajat"),
                f"ylläpitäjä on `{tahot}` eikä `oph`, mutta syytä ei ole kirjattu",
            )


@rule(
    "HAL-024",
    "Keskeinen palvelu on perusteltu",
    lauseke="3.3-04",
    fix="kirjoita `keskeinen_perustelu`: mihin arvio nojaa",
    severity=Severity.HUOMAUTUS,
)
def key_services_have_a_reason(handbook: Handbook) -> Findings:
    """Keskeisen palvelun juridiset kysymykset viedään johtoryhmään, mutta malli ei anna kriteeriä (tulkinta
    A-10).
    """
    for palvelu in handbook.palvelut:
        if palvelu.keskeinen is not None and palvelu.keskeinen_perustelu is None:
            value = "true" if palvelu.keskeinen else "false"
            yield palvelu.at("keskeinen"), f"`keskeinen: {value}` ilman perustelua"
