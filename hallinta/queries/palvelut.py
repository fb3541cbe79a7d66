"""Services: what is unknown, who is tied to them, who maintains them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentions
from hallinta.queries.tuntematon import concerns
from hallinta.records.organisaatio import Organisaatio
from hallinta.records.palvelu import Palvelu, PalvelunMuutos

CARD_FIELDS = (
    "tarkoitus",
    "palveluryhma",
    "omistajat",
    "yllapitajat",
    "toteuttajat",
    "elinkaaren_tila",
    "oikeusperusta",
    "url",
    "lahdekoodi",
    "lisenssi",
    "dokumentaatio",
)
"""Facts of the service card that may be unknown."""


def unknown_facts(palvelu: Palvelu) -> list[str]:
    """The card's fields that could be filled and are not."""
    return [name for name in CARD_FIELDS if getattr(palvelu, name) is None and concerns(palvelu, name)]


def unrecorded_ties(palvelu: Palvelu) -> list[str]:
    """The card's ties to groups and other services that nobody has written down."""
    return [name for name in ("asiakasryhmat", "sidosryhmat", "riippuvuudet") if not getattr(palvelu, name)]


def facts_by_sources(palvelu: Palvelu) -> list[tuple[list[str], tuple[str, ...]]]:
    """The groups of facts that come from the same sources, and those sources, in the record's order."""
    found: dict[tuple[str, ...], list[str]] = {}
    for facts, sources in palvelu.lahteet:
        if sources:
            found.setdefault(sources, []).append(facts)
    return [(facts, sources) for sources, facts in found.items()]


def is_shared(palvelu: Palvelu) -> bool | None:
    """Whether the service is a shared, general-purpose one (2.2-08); None when its group is not known."""
    return None if palvelu.palveluryhma is None else palvelu.palveluryhma == "yleiskayttoiset-palvelut"


def maintained_by_others(palvelu: Palvelu) -> bool:
    """An exception to the rule that OPH maintains what it has (3.3-02)."""
    tahot = palvelu.yllapitajat or ()
    return bool(tahot) and all(taho.organisaatio != "oph" for taho in tahot)


def maintained_elsewhere(handbook: Handbook) -> list[Palvelu]:
    """The exceptions, one by one (3.3-02)."""
    return [palvelu for palvelu in handbook.palvelut if maintained_by_others(palvelu)]


@dataclass(frozen=True, slots=True)
class Tie:
    """One way an organisation is tied to a service."""

    palvelu: Palvelu
    fields: tuple[str, ...]


def services_of(handbook: Handbook, organisaatio: Organisaatio) -> list[Tie]:
    """The services an organisation owns, maintains or builds, with the fields that say so."""
    ties: dict[str, list[str]] = defaultdict(list)
    for mention in mentions(handbook, organisaatio):
        if isinstance(mention.record, Palvelu) and mention.field not in ties[mention.record.id]:
            ties[mention.record.id].append(mention.field)
    return [Tie(handbook.palvelut[id], tuple(fields)) for id, fields in ties.items() if fields]


def service_changes(handbook: Handbook) -> list[tuple[Palvelu, PalvelunMuutos]]:
    """What has changed in the services, newest first; a change that nothing dates is left out (2.1-16)."""
    found = [
        (palvelu, muutos) for palvelu in handbook.palvelut for muutos in palvelu.muutokset if muutos.when
    ]
    return sorted(found, key=lambda pair: pair[1].when, reverse=True)
