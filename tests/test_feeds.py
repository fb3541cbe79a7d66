"""The Atom feeds as a reader's program meets them: read by another parser and held against the data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from xml.parsers import expat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_history import NOW, _only_the_tests_own_git, commit, git  # noqa: F401  # the fixture is automatic

from hallinta import disk
from hallinta.changes import told_of
from hallinta.differences import Told
from hallinta.exports.feeds import ENTRIES, NOTHING_YET, TAG, feeds
from hallinta.handbook import Collection, Handbook, load
from hallinta.history import read_history
from hallinta.pages import Renderer, Site
from hallinta.queries.muutokset import BULK
from hallinta.versions import Past, day_begins, lives_of, past_of

SITE = "https://kasikirja.example/"
ATOM = "http://www.w3.org/2005/Atom"
DECISIONS, CHANGES = "syote/paatokset.xml", "syote/muutokset.xml"


# --- another parser -------------------------------------------------------------------------------------


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> list[Element]:
        return [child for child in self.children if child.name == f"{ATOM} {name}"]

    def one(self, name: str) -> str:
        (child,) = self.all(name)
        return child.text

    def link(self, rel: str) -> str:
        (link,) = [link for link in self.all("link") if link.attributes["rel"] == rel]
        return link.attributes["href"]

    @property
    def terms(self) -> list[str]:
        return [category.attributes["term"] for category in self.all("category")]


def read(text: str) -> Element:
    """The feed's root, read by expat; the feed is written by another library's serialiser."""
    root = Element("", {})
    opened = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        opened[-1].children.append(Element(name, attributes))
        opened.append(opened[-1].children[-1])

    def data(text: str) -> None:
        opened[-1].text += text

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: opened.pop()
    parser.CharacterDataHandler = data
    parser.Parse(text.encode(), True)
    (feed,) = root.children
    assert feed.name == f"{ATOM} feed"
    return feed


@pytest.fixture(scope="module")
def handbook(full: Handbook) -> Handbook:
    return full


@pytest.fixture(scope="module")
def past(handbook) -> Past:
    """A moment for every third record, so that some change on the same day and some have no day."""
    paths = [record.path for record in handbook.records]
    last = datetime(2026, 11, 20, 20, 15, tzinfo=UTC)
    return Past({path: last - timedelta(hours=7 * (i % 150)) for i, path in enumerate(paths) if i % 3 == 0})


@pytest.fixture(scope="module")
def made(handbook, past) -> dict[str, str]:
    return feeds(handbook, past, SITE)


@pytest.fixture(params=[DECISIONS, CHANGES])
def feed(request, made) -> Element:
    return read(made[request.param])


# --- what RFC 4287 asks ---------------------------------------------------------------------------------


def test_there_are_two_feeds(made):
    assert list(made) == [DECISIONS, CHANGES]


def test_a_feed_and_its_entries_have_what_the_standard_asks(feed):
    for part in (feed, *feed.all("entry")):
        assert part.one("title").strip()
        assert re.fullmatch(r"tag:[a-z.]+,\d{4}:\S+", part.one("id"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[23]:00", part.one("updated"))
        assert [author.one("name") for author in part.all("author")] != [""]
        assert part.link("alternate").startswith(SITE)


def test_ids_are_of_one_entry_each_and_do_not_know_the_sites_address(feed):
    ids = [entry.one("id") for entry in feed.all("entry")]

    assert len(ids) > 20
    assert len(set(ids)) == len(ids)
    assert not [id for id in [feed.one("id"), *ids] if "kasikirja.example" in id]


def test_a_feed_says_its_own_address_and_its_page(made):
    for path, page in ((DECISIONS, "paatokset/"), (CHANGES, "muutokset/")):
        assert read(made[path]).link("self") == f"{SITE}{path}"
        assert read(made[path]).link("alternate") == f"{SITE}{page}"


def test_without_an_address_of_its_own_the_site_gives_relative_links(handbook, past):
    for path, text in feeds(handbook, past, None).items():
        hrefs = [link.attributes["href"] for each in read(text).all("entry") for link in each.all("link")]

        assert read(text).link("self") == path.removeprefix("syote/")
        assert all(href.startswith("../") for href in hrefs)


def test_a_feed_is_as_new_as_its_newest_entry_whatever_the_day(feed):
    moments = [moment(entry) for entry in feed.all("entry")]

    assert moment(feed) == max(moments)
    assert moments == sorted(moments, reverse=True)


def moment(part: Element, name: str = "updated") -> datetime:
    return datetime.fromisoformat(part.one(name))


def test_equal_data_give_equal_bytes_whatever_the_day(small_texts, past):
    days = (date(2026, 11, 22), date(2027, 11, 22))
    built = [feeds(load(small_texts, day).handbook, past, SITE) for day in days]

    assert built[0] == built[1]


def test_a_feed_of_nothing_is_a_feed(small_texts, today):
    texts = {path: text for path, text in small_texts.items() if "/paatokset/" not in path}
    for text in feeds(load(texts, today).handbook, Past(), None).values():
        assert read(text).all("entry") == []
        assert read(text).one("updated").startswith(str(NOTHING_YET.date()))


# --- the same as the data -------------------------------------------------------------------------------


def test_every_made_decision_is_an_entry_the_newest_first(handbook, made, past):
    entries = read(made[DECISIONS]).all("entry")
    expected = {f"{TAG}/paatokset/{p.id}": p for p in handbook.paatokset if p.decided and p.pvm}

    assert len(expected) > 20
    assert {entry.one("id") for entry in entries} == set(expected)
    for entry in entries:
        paatos = expected[entry.one("id")]
        begins = day_begins(paatos.pvm)

        assert entry.one("published")[:10] == str(paatos.pvm)
        assert moment(entry, "published") == begins
        assert moment(entry) == max(begins, past.moments.get(paatos.path, begins))
        assert entry.link("alternate") == f"{SITE}{paatos.address}"
        assert entry.one("title").endswith(paatos.name)
        assert entry.terms[0] == paatos.laji


@pytest.mark.parametrize(
    "day", [date(2026, 11, 22), date(2026, 3, 29), date(2026, 10, 25), date(2025, 6, 30)]
)
def test_a_decision_of_the_day_is_not_ahead_of_a_build_at_its_first_minute(small, day):
    """And one that is dated after the build, a mistake that a rule tells, is not either."""
    for pvm in (day, day + timedelta(days=3)):
        made = [p.model_copy(update={"pvm": pvm, "tila": "tehty"}) for p in small.paatokset]
        book = replace(small, today=day, paatokset=Collection({p.id: p for p in made}))
        feed = read(feeds(book, Past(), SITE)[DECISIONS])

        assert feed.all("entry")
        for part in feed.all("entry"):
            assert moment(part, "published") <= moment(part) <= day_begins(day)
        assert moment(feed) <= day_begins(day)


def test_every_change_that_git_dates_is_an_entry_the_newest_first(handbook, made, past):
    entries = read(made[CHANGES]).all("entry")
    dated = {
        f"{r.folder}/{r.id}": past.moments[r.path]
        for r in handbook.records
        if r.folder and r.path in past.moments
    }

    assert [moment(entry) for entry in entries] == sorted(dated.values(), reverse=True)[:ENTRIES]
    for entry in entries:
        day, _, record = entry.one("id").removeprefix(f"{TAG}/muutokset/").partition("/")
        assert dated[record] == moment(entry)
        assert entry.one("updated")[:10] == day


def test_what_git_does_not_date_is_not_in_the_feed_of_changes(handbook):
    assert read(feeds(handbook, Past(), SITE)[CHANGES]).all("entry") == []


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1).filter(str.strip))
def test_any_text_comes_through_escaping(small_texts, text):
    """Characters that XML does not allow are replaced; everything else is as it was."""
    decision = next(path for path in small_texts if "/paatokset/" in path)
    handbook = load(small_texts, date(2026, 11, 22)).handbook
    paatos = next(record for record in handbook.paatokset if record.path == decision)
    renamed = paatos.model_copy(update={"nimi": paatos.nimi.model_copy(update={"fi": text}), "tila": "tehty"})
    allowed = "".join(c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
    book = replace(handbook, paatokset=Collection({renamed.id: renamed}))
    (entry,) = read(feeds(book, Past(), SITE)[DECISIONS]).all("entry")

    assert entry.one("title").removeprefix("Esimerkki: ") == allowed


# --- a history ------------------------------------------------------------------------------------------


def test_a_record_that_changes_again_is_a_new_entry_and_others_stay(small_texts, tmp_path):
    root = tmp_path / "projekti"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    service = next(path for path in small_texts if path.startswith("data/palvelut/"))
    name = service.removeprefix("data/").removesuffix(".yaml")
    disk.write_all(root, small_texts)
    commit(root, "2026-03-01T10:00:00+0200")
    first = entries_at(root)
    noted = small_texts[service].decode() + "\n# tarkistettu\n"
    commit(root, "2026-04-02T23:30:00+0300", **{service: noted})
    noticed = entries_at(root)
    commit(root, "2026-05-02T23:30:00+0300", **{service: noted + "huomautus: Muistettava.\n"})
    second = entries_at(root)

    assert noticed == first

    (many,) = first
    assert many.startswith("2026-03-01/yhdella-kertaa/")
    assert first[many].one("title") == second[many].one("title")
    assert (
        second[f"2026-05-02/{name}"]
        .one("summary")
        .startswith("2.5.2026: Huomautus: ei tietoa → Muistettava.")
    )
    assert set(second) - set(first) == {f"2026-05-02/{name}"}
    assert next(iter(second)) == f"2026-05-02/{name}"


def entries_at(root) -> Mapping[str, Element]:
    handbook = load(disk.read_project(root / "data"), date(2026, 11, 22)).handbook
    commits = read_history(root, NOW).commits
    told = told_of(handbook, lives_of(commits))
    found = read(feeds(handbook, past_of(commits), SITE, told)[CHANGES]).all("entry")
    return {entry.one("id").removeprefix(f"{TAG}/muutokset/"): entry for entry in found}


# --- the page -------------------------------------------------------------------------------------------


def page(handbook: Handbook, templates, **site: object) -> str:
    pages = Renderer(handbook, Site(**site), templates).pages()
    (found,) = [each for each in pages if each.address == "muutokset/"]
    assert found.feed == CHANGES
    return found.body


def test_the_page_has_every_change_by_day(small, templates):
    paths = [record.path for record in small.records if record.folder]
    first = datetime(2026, 3, 1, 12, tzinfo=UTC)
    days = {path: first + timedelta(days=i % 3) for i, path in enumerate(paths[:-1])}
    told = {path: (Told(day.date(), f"{i}", uusi=True),) for i, (path, day) in enumerate(days.items())}
    body = page(small, templates, past=Past(days, dict.fromkeys(paths[:4], 1)), told=told)
    parts = re.split(r'<h2 id="paiva-(\S+)">', body)[1:]
    listed = {day: part.count("<li>") for day, part in zip(parts[::2], parts[1::2], strict=True)}

    assert list(listed) == ["2026-03-03", "2026-03-02", "2026-03-01"]
    assert sum(listed.values()) == len(days)
    assert "1\u00a0tietueen tai sivun viimeisin muutos ei ole" in body


@pytest.mark.parametrize(("count", "many"), [(BULK, False), (BULK + 1, True)])
def test_what_is_published_many_at_a_time_is_told_as_one(small, templates, count, many):
    paths = [record.path for record in small.records if record.folder][:count]
    told = {path: (Told(date(2026, 3, 1), "sama", uusi=True),) for path in paths}
    body = page(small, templates, told=told)

    assert (f"Yhdellä kertaa {count}\u00a0muutosta" in body) is many


def test_each_month_has_a_page_and_the_newest_is_the_first(small, templates):
    path = next(record.path for record in small.records if record.folder)
    told = {
        path: tuple(Told(date(2026, month, 1), f"{month}", False, ("Nimi: A → B",)) for month in (5, 4, 3))
    }
    pages = Renderer(small, Site(told=told), templates).pages()
    found = {each.address: each for each in pages if each.address.startswith("muutokset/")}

    assert list(found) == ["muutokset/", "muutokset/2026-04/", "muutokset/2026-03/"]
    assert 'id="paiva-2026-05-01"' in found["muutokset/"].body
    assert 'href="2026-04/"' in found["muutokset/"].body
    assert "Nimi: A → B" in found["muutokset/2026-03/"].body


def test_a_record_that_has_changed_has_its_history_beside_it(small, templates):
    service = next(iter(small.palvelut))
    told = {
        service.path: (
            Told(date(2026, 5, 1), "b", False, ("Tarkoitus: A → B",)),
            Told(date(2026, 4, 1), "a", True),
        )
    }
    pages = {each.address: each for each in Renderer(small, Site(told=told), templates).pages()}
    beside = pages[f"{service.address}historia/"]

    assert '<a href="historia/">Muutoshistoria</a>' in pages[service.address].body
    assert beside.body.index("Tarkoitus: A → B") < beside.body.index("tietue julkaistiin ensimmäisen kerran")
    assert not beside.searched
    assert [address for address in pages if address.endswith("/historia/")] == [beside.address]


def test_the_page_says_plainly_that_there_is_no_history(small, templates):
    body = page(small, templates)

    assert "Muutoshistoriaa ei ole saatavilla." in body
    assert "<h2" not in body


def test_a_shallow_clone_knows_no_days_and_says_so(small_texts, templates, tmp_path):
    root, copy = tmp_path / "projekti", tmp_path / "kopio"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    disk.write_all(root, small_texts)
    commit(root, "2026-03-01T10:00:00+0200")
    commit(root, "2026-05-02T10:00:00+0300", **{"README.md": "a\n"})
    git(root, "clone", "--quiet", "--depth", "1", f"file://{root}", str(copy))
    told = {}
    for folder in (root, copy):
        handbook = load(disk.read_project(folder / "data"), date(2026, 11, 22)).handbook
        commits = read_history(folder, NOW).commits
        published = told_of(handbook, lives_of(commits))
        told[folder] = page(handbook, templates, past=past_of(commits), told=published)

    assert '<h2 id="paiva-2026-03-01">' in told[root]
    assert "Muutoshistoriaa ei ole saatavilla." in told[copy]


@pytest.mark.sivusto
def test_the_built_site_offers_the_feeds_where_their_pages_are(site):
    for folder, path in (("paatokset", DECISIONS), ("muutokset", CHANGES)):
        html = (site / folder / "index.html").read_text("utf-8")

        assert '<link rel="alternate" type="application/atom+xml" title="' in html
        assert f'href="../{path}"' in html
        assert read((site / path).read_text("utf-8")).all("entry") is not None
    assert 'type="application/atom+xml"' not in (site / "palvelut" / "index.html").read_text("utf-8")
