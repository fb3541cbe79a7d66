"""Every generated page: address, title, HTML body, table of contents, where its record is edited."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from urllib.parse import quote

import jinja2

from hallinta import queries, wheel
from hallinta.differences import Told
from hallinta.handbook import Handbook, index_address, kinds
from hallinta.present import Phrasebook, environment, kuukausi, luettelo, plain, unknowns_together
from hallinta.queries.osoitteet import (
    CALENDAR,
    CHANGES,
    HISTORY,
    LIST_KINDS,
    MAINTENANCE,
    PACK,
    RECORD_KINDS,
    RULE_INDEX,
    SITUATION,
    STATEMENT,
    SWEDISH,
    SWEDISH_TITLE,
    TRACE,
)
from hallinta.queries.paketti import pack_title
from hallinta.records.base import NamedRecord, Record
from hallinta.records.descriptions import describe
from hallinta.records.fields import Kielistetty
from hallinta.records.grounds import CITATIONS, POWERS
from hallinta.records.kokous import Kokous
from hallinta.records.malli import chapter_slug
from hallinta.rules import RULES, Rule
from hallinta.rules.examples import Example
from hallinta.versions import Past


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Page:
    """A page whose HTML is ready. ``index`` is true for the page that opens a section."""

    address: str
    title: str
    description: str
    body: str
    source: str | None = None
    index: bool = False
    boost: float = 1.0
    wide: bool = False
    """Whether the page needs the whole width: no navigation and no table of contents beside it."""
    feed: str | None = None
    """Site path of the Atom feed that tells what is new on the page."""
    language: str = "fi"
    """The language of the content; the frame around it is Finnish on every page."""

    searched: bool = True
    """Whether the search knows the page; one that gathers what stands on others is not searched."""

    records: tuple[Record, ...] = ()
    """What the page lists; a record's own page names its file instead."""

    invented: bool = False
    """Whether the page is the example handbook's."""

    @property
    def hides(self) -> list[str]:
        """What of the frame gives way to the page: a list to work with, or one under no heading, takes the
        place of the contents.
        """
        if self.wide:
            return ["navigation", "toc"]
        toc = ["toc"] if 'class="hk-tyo"' in self.body or "<h2 " not in self.body else []
        return ["navigation", *toc] if self.invented else toc

    @property
    def src_uri(self) -> str:
        """The Markdown path other pages link to: ``palvelut/koski.md``, ``palvelut/index.md``."""
        return f"{self.address}index.md" if self.index else f"{self.address.rstrip('/')}.md"

    @property
    def file(self) -> str:
        """The page's file in the built site."""
        return f"{self.address}index.html"

    @property
    def section(self) -> str:
        """The address of the index page that the page belongs under; its own when it is one."""
        return self.address if self.index else self.address.rstrip("/").rpartition("/")[0] + "/"

    @property
    def sections(self) -> tuple[str, ...]:
        """The addresses of the index pages above the page, the nearest first."""
        parts = self.section.strip("/").split("/")
        return tuple("/".join(parts[:length]) + "/" for length in range(len(parts), 0, -1))

    @property
    def markdown(self) -> str:
        """The page as a Markdown file whose body is the same HTML; every engine passes it through."""
        front = {"title": self.title, "description": self.description}
        lines = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in front.items()]
        return "\n".join(["---", *lines, "render_macros: false", "---", self.body])

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        return tuple(
            Heading(int(level), id, re.sub(r"<[^>]+>", "", text).strip())
            for level, id, text in re.findall(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', self.body, re.DOTALL)
        )

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(re.findall(r'\sid="([^"]+)"', self.body))


@dataclass(frozen=True)
class Site:
    """What pages need beside the data: the commit, when records changed, rule examples, how a file is
    edited.
    """

    commit: str | None = None
    past: Past = field(default_factory=Past)
    told: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    """Path → what was published of it, the newest first, in a reader's words."""
    history_problem: str | None = None
    """Why the history is missing or not whole and what to do; None when it is whole."""
    dates_doubted: str | None = None
    """Which dates of the history could not be believed and what was done."""
    examples: Mapping[str, Example] = field(default_factory=dict)
    edit_address: str | None = None
    """Address that opens a file for editing, ``{path}`` standing for it; None when the repository is not
    known.
    """

    address: str | None = None
    """The site's own address with a closing slash; None when it is not known, as in a local build."""

    feedback_address: str | None = None
    """Where feedback is given, ``{otsikko}`` and ``{sivu}`` standing for the page's title and address; None
    when no place has been agreed on.
    """

    @property
    def changed(self) -> Mapping[str, date]:
        """Path → the day its content last changed; what the history does not reach is not here."""
        return self.past.days

    @property
    def history_warnings(self) -> list[str]:
        """What the person who builds should know of the history."""
        missing = self.history_problem and (
            f"Muutoshistoria puuttuu tai on vajaa: {self.history_problem}. "
            "Sivuilla, kalentereissa ja syötteissä on vain ne muutospäivät, jotka tiedetään."
        )
        return [told for told in (missing, self.dates_doubted and f"Huomaa: {self.dates_doubted}.") if told]

    def has_history(self, record: Record) -> bool:
        """Whether a record has a page of what was changed of it."""
        return record.folder in RECORD_KINDS and len(self.told.get(record.path, ())) > 1

    def edit(self, path: str) -> str | None:
        return self.edit_address.replace("{path}", quote(path)) if self.edit_address else None

    def feedback(self, title: str, address: str) -> str | None:
        """Where feedback on a page is given, with the page's title and address filled in."""
        form = self.feedback_address
        if form and form.startswith("mailto:") and "?" not in form:
            form += "?subject=Palaute%3A%20{otsikko}&body=Sivu%3A%20{sivu}%0A%0A"
        page = f"{self.address or '/'}{address}"
        return form and form.replace("{otsikko}", quote(title, "")).replace("{sivu}", quote(page, ""))

    def newest(self, records: Iterable[Record]) -> date | None:
        """The day the latest of some records changed; None when no day is known."""
        return max((self.changed[each.path] for each in records if each.path in self.changed), default=None)

    def day_of(self, page: Page) -> date | None:
        """The day that what a page tells last changed; None when it is not known, or when the page is made
        from more than records.
        """
        return self.changed.get(page.source) if page.source else self.newest(page.records)


@dataclass(frozen=True)
class Trace:
    """Which clauses have a page, records and a rule that guards them."""

    sivut: frozenset[str]
    tietueet: frozenset[str]
    vartioidut: frozenset[str]

    @classmethod
    def of(cls, handbook: Handbook) -> Trace:
        found = queries.implementations(handbook)
        return cls(
            frozenset(id for id, each in found.items() if each.has_page),
            frozenset(id for id, each in found.items() if each.tietueet or each.lajit),
            frozenset(id for rule in RULES.values() for id in rule.lausekkeet if id in found),
        )

    def state(self, id: str) -> str:
        """``sivu, tietueet ja sääntö`` – or what of these there is."""
        parts = {"sivu": self.sivut, "tietueet": self.tietueet, "sääntö": self.vartioidut}
        return luettelo(word for word, ids in parts.items() if id in ids) or "puuttuu"


@cache
def _environment(loader: jinja2.BaseLoader) -> jinja2.Environment:
    """The templates behind a loader and what each of them may use, compiled once for all handbooks of a
    preview.
    """
    made = environment(loader)
    made.globals.update(
        q=queries,
        rules=RULES,
        kuva=wheel,
        kinds=kinds(),
        index_address=index_address,
        fields_of=lambda folder: list(describe(folder, kinds()[folder])),
        grounds_of=lambda folder: [each for each in CITATIONS if each.folder == folder],
        powers=POWERS,
    )
    return made


def _without_blank_lines(html: str) -> str:
    """A blank line would end an HTML block in Markdown; where text stands as it was written, a reference keeps it."""
    if "<pre" in html:
        html = re.sub(r"(?s)<pre.*?</pre>", lambda pre: re.sub(r"\n(?=[ \t]*\n)", "&#10;", pre[0]), html)
    return re.sub(r"\n\s*\n+", "\n", html)


class Renderer:
    """Turns one handbook into pages and page fragments with one Jinja environment."""

    def __init__(self, handbook: Handbook, site: Site, loader: jinja2.BaseLoader) -> None:
        self.handbook = handbook
        self.site = site
        self.loader = loader
        self.environment = _environment(loader)

    def of(self, handbook: Handbook) -> Renderer:
        """The same for another handbook of the same site."""
        return Renderer(handbook, self.site, self.loader)

    def render(self, template: str, here: str, **values: object) -> str:
        here = self.handbook.place(here)
        phrases = Phrasebook(self.handbook, here)
        text = self.environment.get_template(template).render(
            handbook=self.handbook,
            asetukset=self.handbook.asetukset,
            site=self.site,
            here=here,
            href=phrases.href,
            esimerkissa=phrases.in_example,
            todellinen=phrases.in_real,
            link=phrases.link,
            links=phrases.links,
            outside=phrases.outside,
            rich=phrases.rich,
            **values,
        )
        return _without_blank_lines(unknowns_together(text))

    def fragment(self, name: str, here: str, **values: object) -> str:
        """A table, figure or list for a hand-written page at the address ``here``."""
        return self.render(f"osat/{name}.html.j2", here, **values).strip()

    def pages(self) -> list[Page]:
        """The handbook's own pages. Those of the model, the rules and the print are the real one's alone."""
        pages = [
            *self._record_pages(),
            *self._history_pages(),
            *self._list_pages(),
            *self._pack_pages(),
            *self._calendar_pages(),
            *self._maintenance_pages(),
            self._situation_page(),
            *self._changes_pages(),
        ]
        if self.handbook.tree:
            return [self._placed(page) for page in pages]
        return [
            *pages,
            *self._statement_pages(),
            self._swedish_page(),
            *self._print_pages(),
            *self._trace_pages(),
            *self._rule_pages(),
            *self._removed_pages(),
        ]

    def _placed(self, page: Page) -> Page:
        """The page in its place in the example handbook, whose lists are in the band instead of the navigation."""
        place = self.handbook.place
        return replace(page, address=place(page.address), feed=page.feed and place(page.feed), invented=True)

    def band(self, here: str) -> str:
        """What every page of the example handbook begins with; nothing in the real one."""
        return self.render("_nauha.html.j2", here) if self.handbook.tree else ""

    def _record_pages(self) -> Iterator[Page]:
        names = Counter(record.name for folder in RECORD_KINDS for record in self.handbook.folder(folder))
        for folder in RECORD_KINDS:
            kind = kinds()[folder]
            records = list(self.handbook.folder(folder))
            body = self.render(
                f"{folder}-luettelo.html.j2", f"{folder}/", records=records, title=kind.otsikko
            )
            yield Page(
                f"{folder}/",
                kind.otsikko,
                _INDEX_DESCRIPTIONS[folder],
                body,
                index=True,
                boost=1.5,
                feed=queries.DECISION_FEED if folder == "paatokset" else None,
                records=tuple(records),
            )
            for record in records:
                assert isinstance(record, NamedRecord)
                title = record.name if names[record.name] == 1 else f"{record.name} ({kind.yksikko})"
                body = self.render(f"{folder}.html.j2", record.address, record=record, title=title)
                yield Page(record.address, title, _description(record), body, source=record.path)

    def _history_pages(self) -> Iterator[Page]:
        """What was published of a record and when, beside each record that has more than one version."""
        names = Counter(record.name for folder in RECORD_KINDS for record in self.handbook.folder(folder))
        for folder in RECORD_KINDS:
            for record in self.handbook.folder(folder):
                if self.site.has_history(record):
                    name = (
                        record.name
                        if names[record.name] == 1
                        else f"{record.name} ({kinds()[folder].yksikko})"
                    )
                    address, title = f"{record.address}{HISTORY}", f"{name}: muutoshistoria"
                    told = self.site.told[record.path]
                    values = {"record": record, "title": title, "muutokset": told}
                    body = self.render("muutoshistoria.html.j2", address, **values)
                    about = f"Mitä tietueesta {record.name} on julkaistu ja milloin."
                    yield Page(address, title, about, body, source=record.path, searched=False)

    def _pack_pages(self) -> Iterator[Page]:
        return (self.pack_page(kokous) for kokous in self.handbook.kokoukset if queries.has_pack(kokous))

    def pack_page(self, kokous: Kokous) -> Page:
        """Everything on a meeting's agenda as one page to print."""
        address, title = f"{kokous.address}{PACK}", pack_title(kokous)
        body = self.render("kokouspaketti.html.j2", address, record=kokous, title=title)
        description = f"{kokous.name}: kaikki asiat aineistoineen yhtenä tulostettavana sivuna."
        return Page(address, title, description, body, source=kokous.path, wide=True, searched=False)

    def pack_document(self, kokous: Kokous) -> str:
        """The same pack as an HTML document of its own, which becomes the PDF."""
        values = {"record": kokous, "title": pack_title(kokous)}
        return self.render("kokouspaketti-asiakirja.html.j2", f"{kokous.address}{PACK}", **values)

    def _list_pages(self) -> Iterator[Page]:
        for folder, address in LIST_KINDS.items():
            if self.handbook.tree and self.handbook.place(address) == address:
                continue  # the real one's
            title = kinds()[folder].otsikko
            records = list(self.handbook.folder(folder))
            body = self.render(f"{folder}.html.j2", address, records=records, title=title)
            index = address.count("/") == 1
            about = _INDEX_DESCRIPTIONS[folder]
            yield Page(address, title, about, body, index=index, records=tuple(records))

    def _calendar_pages(self) -> Iterator[Page]:
        title = kinds()["vuosikello"].otsikko
        body = self.render("vuosikello-luettelo.html.j2", CALENDAR, title=title)
        about, years = _INDEX_DESCRIPTIONS["vuosikello"], tuple(self.handbook.vuosikello)
        yield Page(CALENDAR, title, about, body, index=True, boost=1.5, records=years)
        for number in queries.years(self.handbook):
            vuosi = queries.calendar(self.handbook, number)
            leima, numerot = wheel.wheels(vuosi, self.handbook.today)
            record = vuosi.record
            values = {"record": record, "vuosi": vuosi, "leima": leima, "numerot": numerot}
            body = self.render("vuosikello.html.j2", record.address, title=record.name, **values)
            description = f"Kokoukset, tulossopimuksen vaiheet ja määräajat vuonna {number}."
            yield Page(record.address, record.name, description, body, source=record.path, wide=True)

    def _maintenance_pages(self) -> Iterator[Page]:
        title = "Ylläpidon kustannukset ja resurssit"
        records = list(self.handbook.yllapitoraportit)
        body = self.render("yllapito.html.j2", MAINTENANCE, title=title, records=records)
        about = "Ylläpitoraporttien summat vuosittain."
        yield Page(MAINTENANCE, title, about, body, index=True, boost=1.5, records=tuple(records))
        for year in queries.report_years(self.handbook):
            address, title = f"{MAINTENANCE}{year}/", f"Ylläpito vuonna {year}"
            records = queries.reports_of_year(self.handbook, year)
            body = self.render("yllapitovuosi.html.j2", address, title=title, vuosi=year, records=records)
            about = f"Ylläpidon kustannukset ja resurssit palveluittain vuonna {year}."
            yield Page(address, title, about, body, records=tuple(records))

    def _situation_page(self) -> Page:
        title = "Tilannekuva"
        records = list(self.handbook.records)
        changes = [(change.pvm, change.record) for change in self._changes]
        body = self.render("tilannekuva.html.j2", SITUATION, title=title, records=records, muutokset=changes)
        description = "Yhteinen tilannekuva: missä mennään, mikä on myöhässä ja mitä ei tiedetä."
        return Page(SITUATION, title, description, body, index=True, boost=1.5, records=tuple(records))

    def _statement_pages(self) -> Iterator[Page]:
        if seloste := self.handbook.saavutettavuus:
            body = self.render("saavutettavuus.html.j2", STATEMENT, title=seloste.name, record=seloste)
            about = "Miten saavutettava käsikirja on, miten se on arvioitu ja mihin puutteista kerrotaan."
            yield Page(STATEMENT, seloste.name, about, body, source=seloste.path)

    def _swedish_page(self) -> Page:
        title = SWEDISH_TITLE
        body = self.render("sv.html.j2", SWEDISH, title=title)
        about = "Styrmodellens syfte, grupper, gränsvärden och behandling av idéer samt tillgänglighetsutlåtandet."
        return Page(SWEDISH, title, about, body, language="sv")

    def _print_pages(self) -> Iterator[Page]:
        """The frames of the print pages; what they print is gathered from the built site."""
        title = "Koko käsikirja tulostettavana"
        left_out = sorted(queries.NOT_PRINTED.values())
        body = self.render(
            "tulosta.html.j2", queries.PRINT, title=title, luvut=queries.PRINTED, pois=left_out
        )
        about = "Kaikki luvut samalla sivulla tulostettavaksi."
        yield Page(queries.PRINT, title, about, body, index=True, wide=True, searched=False)
        for luku in queries.PRINTED:
            title = f"{luku.nimi} tulostettavana"
            body = self.render("tulosta.html.j2", luku.address, title=title, luku=luku)
            about = f"Luvun {luku.nimi} sivut samalla sivulla tulostettavaksi."
            yield Page(luku.address, title, about, body, wide=True, searched=False)

    @cached_property
    def _changes(self) -> list[queries.Change]:
        return queries.latest_changes(self.handbook, self.site.changed, self.site.past.counts)

    def _changes_pages(self) -> Iterator[Page]:
        """What was published in each month; the newest month is on the first page."""
        title = "Muutokset"
        found = queries.months(self.handbook, self.site.told)
        description = "Mitä tietueissa ja sivuilla on muuttunut ja milloin."
        records = tuple(change.record for change in self._changes)
        for index, month in enumerate(found or [None]):
            address = f"{CHANGES}{month.id}/" if month and index else CHANGES
            name = f"{title}: {kuukausi(month.id)}" if month and index else title
            values = {"title": name, "kuukausi_nyt": month, "kuukaudet": found}
            body = self.render("muutokset.html.j2", address, **values)
            if index:
                about = (
                    f"Mitä tietueissa ja sivuilla muuttui: {kuukausi(month.id)}." if month else description
                )
                own = tuple(entry.record for entry in month.entries) if month else ()
                yield Page(address, name, about, body, records=own, searched=False)
            else:
                feed = queries.CHANGE_FEED
                yield Page(address, name, description, body, index=True, feed=feed, records=records)

    def _trace_pages(self) -> Iterator[Page]:
        chapters = queries.chapters(self.handbook)
        title = "Jäljitettävyys"
        trace = Trace.of(self.handbook)
        body = self.render("jaljitettavyys.html.j2", TRACE, chapters=chapters, title=title, trace=trace)
        about, clauses = "Mallin lausekkeet ja sivut, jotka toteuttavat ne.", tuple(self.handbook.lausekkeet)
        yield Page(TRACE, title, about, body, index=True, records=clauses)
        for chapter in chapters:
            address = f"{TRACE}{chapter_slug(chapter.luku.numero)}/"
            title = f"Luku {chapter.luku.numero}: {chapter.luku.nimi}"
            body = self.render("luku.html.j2", address, chapter=chapter, title=title, trace=trace)
            about = f"Mallin luvun {chapter.luku.numero} lausekkeet ja niiden toteutus."
            yield Page(address, title, about, body, records=chapter.lausekkeet)

    def _rule_pages(self) -> Iterator[Page]:
        rules = sorted(RULES.values(), key=lambda rule: rule.id)
        title = "Säännöt"
        body = self.render("saannot.html.j2", RULE_INDEX, records=rules, title=title)
        yield Page(RULE_INDEX, title, "Säännöt, joita vasten jokainen muutos tarkistetaan.", body, index=True)
        for rule in rules:
            yield self._rule_page(rule)

    def _removed_pages(self) -> Iterator[Page]:
        """A published address lives on: it says where its content went, or why it is no more."""
        for poistettu in self.handbook.poistetut:
            address = poistettu.osoite.strip("/") + "/"
            body = self.render("poistettu.html.j2", address, record=poistettu, title=poistettu.name)
            yield Page(address, poistettu.name, str(poistettu.syy), body, source=poistettu.path, boost=0.1)

    def _rule_page(self, rule: Rule) -> Page:
        address = f"{RULE_INDEX}{rule.id}/"
        title = f"{rule.id} {rule.title}"
        example = self.site.examples.get(rule.id)
        body = self.render("saanto.html.j2", address, rule=rule, example=example, title=title)
        return Page(address, title, rule.title, body)


_INDEX_DESCRIPTIONS = {
    "organisaatiot": "Organisaatiot, joilla on vastuita mallissa tai sen palveluissa.",
    "ryhmat": "Hallintamallin ryhmät ja muut johtoelimet: tehtävät, jäsenpaikat ja taso.",
    "palvelut": "Digitaaliset palvelut, rekisterit ja tietovarannot: omistajat, tila ja kuuluminen malliin.",
    "sidosryhmat": "Palveluiden sidos- ja asiakasryhmät ja niiden yhteys mallin ryhmiin.",
    "ideat": "Ideapankki: jokaisen idean tila, ikä, käsittelyvuoro ja lopputulos.",
    "kehitysaihiot": "Kehitysaihiot: kustannus, vaikutukset, hankkeistamisen tarve ja OKM:n päätös.",
    "hankkeet": "Hankkeet ja osahankkeet: ohjaus, raportointi, muutokset ja yhteensovittaminen.",
    "kehitystyot": "Hankkeistamaton kehitys tärkeysjärjestyksessä ja ylläpidon pienkehitys.",
    "kokoukset": "Ryhmien kokoukset, esityslistat ja tulokset.",
    "paatokset": "Päätösloki: mitä on päätetty, kuka päätti ja onko päätös voimassa.",
    "kaytannot": "Sovitut käytännöt: viestintä, dokumentaatio, raportointi ja muut asiat.",
    "tavoitteet": "Tavoitteet, niiden seuranta ja se, mikä niitä palvelee.",
    "tulossopimukset": "OKM:n ja OPH:n tulossopimukset ja niiden liitteet.",
    "vuosisuunnitelmat": "Johtoryhmän päättämät vuosisuunnitelmat versioineen.",
    "katselmukset": "Mitä on katselmoitu, milloin, missä roolissa ja millä tuloksella.",
    "poikkeukset": "Hyväksytyt poikkeukset tarkistussäännöistä perusteineen ja päättymispäivineen.",
    "poistetut": "Osoitteet, jotka ovat poistuneet, ja syy siihen.",
    "vuosikello": "Kokoukset, tulossopimuksen valmistelun vaiheet ja määräajat vuosittain.",
    "arvioinnit": "Hallintamallin toimivuuden arvioinnit: suunniteltu, toteutunut ja tulos.",
    "termit": "Hallintamallin termit selityksineen suomeksi, ruotsiksi ja englanniksi.",
    "tulkinnat": "Lähteen avoimet kohdat ja se, miten käsikirja lukee ne.",
    "lahteet": "Lähteet, joihin käsikirjan tiedot perustuvat.",
}


def _description(record: NamedRecord) -> str:
    """One line of plain text for search engines and link previews."""
    texts = (getattr(record, field, None) for field in ("tarkoitus", "tehtava", "tavoite", "kohde"))
    about = next((text for text in texts if isinstance(text, Kielistetty)), None)
    return (
        f"{record.name}: {plain(about)}"
        if about
        else f"{record.name}: tiedot, lähteet ja yhteydet muuhun käsikirjaan."
    )
