"""The adapter to the site engine and the only importer of mkdocs: the way out of MkDocs 1.x is a new
version of this file.

Events used are documented; what is not (a ``Page`` whose ``render`` is ready) is pinned and tested
(``docs/kehittajalle/ratkaisut/0001-sivustomoottori.md``).
"""

from __future__ import annotations

import errno
import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any, Literal
from urllib.parse import quote

import jinja2
import jinja2.sandbox
from jinja2 import TemplateError, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from markupsafe import escape
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as MkdocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from watchdog.observers.polling import PollingObserverVFS

from hallinta import disk
from hallinta.changes import told_of
from hallinta.clock import this_moment, today_in_helsinki
from hallinta.differences import Life
from hallinta.engine_words import in_finnish
from hallinta.exports import exports
from hallinta.exports.calendar import calendars
from hallinta.exports.feeds import feeds
from hallinta.exports.sitemap import PATH, prose_pages, sitemap
from hallinta.finding import Finding, Severity
from hallinta.finish import fill, finish_site
from hallinta.finishing import FinishError
from hallinta.finishing.pages import outline, searched
from hallinta.finishing.scripts import UNUSED
from hallinta.finishing.theme import check_overrides
from hallinta.frames import Shared, shared
from hallinta.handbook import Handbook, load
from hallinta.history import History, read_history
from hallinta.navigation import SETTINGS_FILE, read_settings
from hallinta.pages import Page, Renderer, Site
from hallinta.prose import Call
from hallinta.prose.published import unlisted
from hallinta.prose.tokens import Tokens
from hallinta.records.asetukset import Asetukset
from hallinta.records.base import EXAMPLE_TREE
from hallinta.records.malli import Sivu
from hallinta.report import counted, text
from hallinta.rules import check
from hallinta.rules.examples import examples
from hallinta.rules.lupaukset import kept
from hallinta.rules.makrot import MACROS
from hallinta.rules.registry import sorted_findings
from hallinta.versions import lives_of, past_of
from hallinta.yaml_text import decoded

log = logging.getLogger("mkdocs.plugins.hallinta")


class HallintaConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs ships no types for it
    """Options in ``mkdocs.yml``. Never one called ``data``: it sends mkdocs into endless recursion."""

    data_dir = config_options.Type(str, default="data")


class HallintaPlugin(BasePlugin[HallintaConfig]):  # type: ignore[no-untyped-call]
    """Reads and checks the data once per build and hands the engine finished pages."""

    today: date | None = None
    """The day the site is built for; None means today in Helsinki."""
    renderer: Renderer
    example: Renderer | None = None
    """The example handbook's pages, when it is published."""
    pages: dict[str, Page]
    shared: Shared
    """Those of the pages that the engine makes only the frames of."""
    built: dict[str, str]
    """The frames as the engine made them, by the files they would be."""
    docs: dict[str, bytes]
    """What the check read in ``docs/`` and found fit to be published: pages as they are written and pictures."""
    written: dict[str, Sivu]
    """The hand-written pages by their ids; in live preview the last good one of each."""
    findings: tuple[Finding, ...] = ()
    serving = False
    finishing = True
    """False leaves the site as the engine made it; tests compare the two."""
    tell: Callable[[str], None] = staticmethod(log.info)
    """Says what the person who builds should know and what stops no build, as a warning of the engine would."""
    told: set[str]
    """What was told of the history: a preview says it once."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this event keeps the instance alive over the rebuilds of live preview."""
        self.serving = command == "serve"
        self.told = set()
        if self.serving:
            self.tell = log.warning
        for listener in logging.getLogger("mkdocs").handlers:
            if isinstance(listener, _Finnish):
                listener.plugin = self

    @event_priority(100)  # before macros, which imports the modules dropped here
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._forget_macros()
        _check_theme(config)
        root = Path(config.config_file_path).resolve().parent
        data_dir = root / self.config.data_dir
        texts = disk.read_project(data_dir)
        loaded = load(texts, self.today or today_in_helsinki())
        history = read_history(root, this_moment(), data_dir.name)
        lives = lives_of(history.commits)
        self.findings = sorted_findings([*check(loaded), *kept(lives, loaded)])
        errors = [finding for finding in self.findings if finding.severity is Severity.VIRHE]
        if errors and (not self.serving or (loaded.handbook is None and not hasattr(self, "renderer"))):
            raise DataBroken(self.findings)
        if errors:
            log.error("%s\n%s", counted(self.findings), text(errors))
        if loaded.handbook is not None:
            self.renderer = self._renderer(data_dir, loaded.handbook, config.site_url, history, lives)
            example = loaded.handbook.example
            self.example = self.renderer.of(example) if example else None
            found = {sivu.id: sivu for each in self._renderers for sivu in each.handbook.sivut}
            self.written = getattr(self, "written", {}) | found
        config.site_name = escape(config.site_name)
        config.site_description = config.site_description and escape(config.site_description)
        made = [page for renderer in self._renderers for page in renderer.pages()]
        self.shared = shared(made) if self.finishing else Shared()
        self.built = {page.file: "" for page in self._frames}
        self.pages = {page.src_uri: page for page in made}
        self.docs = {**written(texts), **self.renderer.handbook.pictures}
        if self.example is None:
            self.docs = {path: data for path, data in self.docs.items() if not path.startswith(EXAMPLE_TREE)}
        config.extra["hallinta_virheet"] = len(errors)
        config.theme.static_templates.discard(PATH)
        return config

    @property
    def _frames(self) -> list[Page]:
        """The pages of marks, of which the frames of the pages that share one are made."""
        return [kind.page for kind in self.shared.kinds]

    @property
    def _renderers(self) -> tuple[Renderer, ...]:
        return (self.renderer, self.example) if self.example else (self.renderer,)

    def renderer_at(self, address: str) -> Renderer:
        """The renderer of the handbook that a page at the address belongs to."""
        return self.example if self.example and address.startswith(EXAMPLE_TREE) else self.renderer

    def _renderer(
        self,
        data_dir: Path,
        handbook: Handbook,
        address: str | None,
        history: History | None = None,
        lives: tuple[Life, ...] | None = None,
    ) -> Renderer:
        """What is published has its history, or is not built; elsewhere what is missing is told once."""
        renderer = renderer_of(data_dir, handbook, address, history, lives)
        site = renderer.site
        if site.history_problem and not self.serving and (address or _is_published()):
            raise HistoryMissing(_NOT_PUBLISHED.format(site.history_problem))
        for told in site.history_warnings:
            if told not in self.told:
                self.told.add(told)
                self.tell(told)
        return renderer

    def _forget_macros(self) -> None:
        """Live preview re-imports the macros, so an edit to them shows without a restart."""
        for name in [name for name in sys.modules if name == "macros" or name.startswith("macros.")]:
            del sys.modules[name]

    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """The engine is shown no folder of pages: it would follow links, round and round too. And prose is no
        template: nothing of a page reaches the macros plugin's engine, which is sealed besides.
        """
        self.docs_dir, config.docs_dir = config.docs_dir, os.devnull
        macros: Any = config.plugins["macros"]
        macros._env = jinja2.sandbox.ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The site's files: the theme's, what was read in ``docs/`` as it was read, and what is made here."""
        config.docs_dir = self.docs_dir
        own = Path(config.theme.custom_dir or config.theme.dirs[0])
        _check_theme_files(files, own, UNUSED if self.finishing else ())
        titles = dict(_titles(config.nav))
        for path, data in self.docs.items():
            file = File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
            file.content_bytes = data
            _put(files, file)
            if file.is_documentation_page():
                WrittenPage(titles.get(path), self.written.get(path.removesuffix(".md")), file, config)
        framed = {page.src_uri for page in self.shared.pages}
        for page in self.pages.values():
            if page.src_uri in framed:
                _put(files, FramedFile(page, config))
        for page in (*(page for page in self.pages.values() if page.src_uri not in framed), *self._frames):
            file = File.generated(config, page.src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            _put(files, file)
            ReadyPage(page, file, config)
        site = self.renderer.site
        made: dict[str, str | bytes] = {}
        for handbook in (renderer.handbook for renderer in self._renderers):
            made |= exports(handbook, site.changed, site.commit, site.address)
            made |= calendars(handbook, site.past.events, site.address)
            made |= feeds(handbook, site.past, site.address, site.told)
        made |= {
            f"assets/{name}": css.decode() for name, css in disk.read_folder(disk.TEMPLATES, ".css").items()
        }
        if theirs := files.get_file_from_path(PATH):
            files.remove(theirs)  # the engine's own sitemap tells the day of the build
        listed = {
            page.address: site.day_of(page)
            for page in self.pages.values()
            if page.searched and not page.invented
        }
        made |= sitemap(site.address, listed | prose_pages(self.renderer.handbook, site.changed))
        for path, content in made.items():
            _put(files, File.generated(config, path, content=content))
        self._refuse_outside(files)
        return files

    def _refuse_outside(self, files: Files) -> None:
        """No page's address leads out of the site's folder, whatever the data says; the preview lives on."""
        for file in [file for file in files if not disk.is_within(file.dest_uri)]:
            problem = (
                f"{file.edit_uri or file.src_uri}: sivun osoite `{file.url}` johtaa sivuston ulkopuolelle"
            )
            if not self.serving:
                raise PluginError(f"{problem}\n    korjaus: poista osoitteesta `..` ja kenoviivat")
            log.error(problem)
            files.remove(file)

    def on_env(self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        env.add_extension(Unindented)
        env.bytecode_cache = _COMPILED
        env.auto_reload = False  # every build has an environment of its own
        return env

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Generated pages stay out of the navigation, whose cost is quadratic, but know their section."""
        _escape_titles(nav.items)
        sections: dict[str, Section] = {}
        for listed in nav.pages:
            if isinstance(listed.parent, Section) and listed.is_index:
                sections[listed.url] = listed.parent
        for page in (*self.pages.values(), *self._frames):
            file = files.get_file_from_path(page.src_uri)
            section = next((sections[above] for above in page.sections if above in sections), None)
            if (
                file
                and isinstance(file.page, MkdocsPage)
                and file.page.parent is None
                and section is not None
            ):
                file.page.parent = section
        return nav

    @event_priority(-50)  # after macros, which learns then what page its macros are on
    def on_page_markdown(
        self, markdown: str, /, *, page: MkdocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        if not isinstance(page, WrittenPage) or page.sivu is None:
            return markdown
        macros: Any = config.plugins["macros"]
        return page.sivu.prose.with_macros(partial(page.token_of, macros.macros))

    def on_pre_page(self, page: MkdocsPage, /, *, config: MkDocsConfig, files: Files) -> MkdocsPage:
        """The way to the editor is ours: the engine's would read more than ``{path}`` in the address."""
        source = page.ready.source if isinstance(page, ReadyPage) else f"docs/{page.file.src_uri}"
        way = self.renderer.site.edit(source) if source else None
        page.edit_url = escape(way) if way else None
        return page

    def on_page_content(self, html: str, /, *, page: MkdocsPage, config: MkDocsConfig, files: Files) -> str:
        """A hand-written page ends, like a record's, with what it rests on and when it changed."""
        if not isinstance(page, WrittenPage) or page.sivu is None:
            return html
        renderer = self.renderer_at(page.url)
        end = renderer.fragment("sivun-alku", page.url, sivu=page.sivu, title=page.sivu.name)
        return renderer.band(page.url) + page.published(html) + end

    @event_priority(50)
    def _before_search(self, context: Any, /, *, page: MkdocsPage, **_: Any) -> Any:
        """The search plugin reads a hand-written page without what other pages say too."""
        self.published = page.content
        if not isinstance(page, ReadyPage):
            page.content = searched(page.content or "")
        elif self.finishing:
            page.content = outline(page.content or "")
        return context

    @event_priority(-50)
    def _after_search(self, context: Any, /, *, page: MkdocsPage, **_: Any) -> Any:
        page.content = self.published
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_page(self, output: str, /, *, page: MkdocsPage, config: MkDocsConfig) -> str:
        """The frame without the line ends its templates leave; the content may have meant its own."""
        before, article, rest = output.partition("<article")
        content, end, after = rest.rpartition("</article>")
        whole = "".join([_tight(before), article, content, end, _tight(after)])
        if isinstance(page, ReadyPage) and page.ready.file in self.built:
            self.built[page.ready.file] = whole
            return ""  # a frame is no page of the site
        return whole

    @event_priority(-50)  # after the search plugin, which writes the index then
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.finishing:
            site = Path(config.site_dir)
            try:
                handbooks = [renderer.handbook for renderer in self._renderers]
                finish_site(site, handbooks, not self.serving, in_preview(), self.shared, self.built)
            except FinishError as error:
                if not self.serving:
                    raise PluginError(str(error)) from error
                log.error("%s", error)
                fill(site, self.shared, self.built)

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        root = Path(config.config_file_path).resolve().parent
        server.unwatch(config.docs_dir)
        server.unwatch(config.config_file_path)
        # the engine's own observer follows links, and two that lead to their own folder would keep it for ever
        server.observer = PollingObserverVFS(os.lstat, os.scandir, polling_interval=0.5)  # type: ignore[assignment]
        theme = str(config.theme.custom_dir)
        for folder in (
            root / self.config.data_dir,
            root / "macros",
            theme,
            disk.TEMPLATES,
            disk.RULE_EXAMPLES,
            config.docs_dir,
            config.config_file_path,
        ):
            server.watch(str(folder))
        server.builder = _surviving(server.builder, root)
        return server


def _escape_titles(items: Iterable[StructureItem]) -> None:
    """What the theme shows of the navigation as it is; what is escaped already stays so."""
    for item in items:
        if isinstance(item, Link):
            item.url = escape(item.url)
        if "title" in vars(item):  # else a page is called what its own text says
            item.title = escape(item.title)
        _escape_titles(getattr(item, "children", None) or ())


def written(texts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The hand-written pages among a project's files, by their paths in ``docs/``."""
    return {
        path.removeprefix("docs/"): data
        for path, data in texts.items()
        if path.startswith("docs/") and path.endswith(".md") and isinstance(decoded(data), str)
    }


def _put(files: Files, file: File) -> None:
    """Add a file, in the place of another of its name."""
    if file.src_uri in files.src_uris:
        files.remove(files.src_uris[file.src_uri])
    files.append(file)


def _check_theme_files(files: Files, own: Path, unused: tuple[str, ...] = ()) -> None:
    """Our theme's files are files; what only a programmer's tools read, or nobody, is not published."""
    for file in list(files):
        if file.src_uri.endswith(".map") or file.src_uri.startswith(unused):
            files.remove(file)
        elif file.src_dir == str(own) and (own / file.src_uri).resolve() != own.resolve() / file.src_uri:
            raise PluginError(f"hallinta/theme/{file.src_uri} on linkki\n    korjaus: korvaa se tiedostolla")


def _check_theme(config: MkDocsConfig) -> None:
    """Our templates are those that were written for this version of the theme."""
    own, *others = map(Path, config.theme.dirs)
    ours = {name: data.decode() for name, data in disk.read_folder(own, ".html").items()}
    originals: dict[str, str] = {}
    for folder in reversed(others):
        originals |= disk.read_named(folder, ours)
    try:
        check_overrides(ours, originals)
    except FinishError as error:
        raise PluginError(str(error)) from error


class Unindented(Extension):
    """The theme's templates without their indentation, which would be half of each page, and without the
    namespace that a drawing needs only outside of a page.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _dense(source.replace(' xmlns="http://www.w3.org/2000/svg"', ""))


class Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as code beside Python's own, for the next build; where nothing can be written, for the next build
    of a preview: the engine compiles them anew each time.
    """

    def __init__(self) -> None:
        super().__init__(str(disk.COMPILED))
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self.kept[bucket.key, bucket.checksum] = bucket.code
        if disk.may_keep_code():
            with suppress(OSError):
                super().dump_bytecode(bucket)


_COMPILED = Compiled()


def _dense(text: str) -> str:
    """Without indentation and empty lines."""
    return re.sub(r"\n\s+", "\n", text)


def _tight(html: str) -> str:
    """Without line ends beside a tag: what is there is laid out in boxes, between which space means nothing."""
    return re.sub(r"(?<=>)\s*\n\s*|\s*\n\s*(?=<)", "", html)


class WrittenPage(MkdocsPage):
    """A hand-written page. The engine converts its Markdown and nothing else: its front matter is what the
    handbook read, its macros are called here and put in their places when what it became has been looked at.
    """

    def __init__(self, title: str | None, sivu: Sivu | None, file: File, config: MkDocsConfig) -> None:
        self.sivu = sivu
        self.tokens = Tokens()
        super().__init__(title and escape(title), file, config)  # the theme's templates do not escape

    def read_source(self, config: MkDocsConfig) -> None:
        sivu = self.sivu
        self.markdown = sivu.prose.text if sivu else _UNREAD
        self.meta = {"title": escape(sivu.title if sivu else self.file.src_uri), "render_macros": False}
        if sivu is not None:
            given = {
                "description": escape(sivu.description or ""),
                "template": sivu.template,
                "hide": list(sivu.hide),
            }
            self.meta |= {name: value for name, value in given.items() if value}
            self.meta["search"] = sivu.search.model_dump(exclude_none=True) if sivu.search else {}

    def token_of(self, macros: Mapping[str, Any], call: Call) -> str | None:
        """What stands for a macro until the page is converted; None when it cannot be shown."""
        assert self.sivu is not None
        if call.name not in MACROS:  # the macros plugin has some of its own, which tell of the machine
            return None
        try:
            html = str(escape(macros[call.name](*call.texts, **call.named)))
        except Exception as error:  # whatever a broken call or part raises: the preview lives on
            reason = f"{type(error).__name__}: {error}"
            log.error("%s: makro `%s` ei toimi (%s)", self.sivu.spot(call.start), call.name, reason)
            return None
        return self.tokens.of(call, html)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        try:
            super().render(config, files)
        except (
            Exception
        ) as error:  # an extension's, at what no check foresaw: the page is told of, not a trace
            log.error("docs/%s:1:1: sivua ei voi muuntaa (%s)", self.file.src_uri, type(error).__name__)
            self.tokens, self.content, self.present_anchor_ids = (
                Tokens(),
                f"<p>{escape(_REFUSED)}</p>",
                set(),
            )

    def published(self, html: str) -> str:
        """The page with its macros in their places; a note in place of a page that may not be published."""
        assert self.sivu is not None
        fault = unlisted(html, self.tokens.stem)
        whole = None if fault else self.tokens.put_back(html)
        if whole is None:
            shown = fault or "{{ … }}"
            start = self.sivu.prose.text.lower().find(shown.rstrip(">").lower())
            place = self.sivu.spot(max(start, 0))
            log.error("%s: sivulla on merkintä `%s`, jota ei julkaista", place, shown)
            return f"<p>{escape(_REFUSED)}</p>"
        self.present_anchor_ids = set(re.findall(r'\sid="([^"]+)"', whole))
        return whole


def _titles(nav: Any) -> Iterator[tuple[str, str]]:
    """Page → what the navigation calls it, which is not always the page's own title."""
    for entry in nav if isinstance(nav, list) else ():
        for title, inside in entry.items() if isinstance(entry, dict) else ():
            if isinstance(inside, str):
                yield inside, str(title)
            else:
                yield from _titles(inside)


_UNREAD = "Sivua ei voi lukea. Löydökset näkyvät päätteessä."
_REFUSED = "Sivua ei voi näyttää: siinä on merkintä, jota ei julkaista. Löydökset näkyvät päätteessä."


class ReadyPage(MkdocsPage):
    """A page whose HTML and table of contents exist already; no Markdown is converted."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        self.ready = page
        super().__init__(escape(page.title), file, config)  # the theme's templates do not escape

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {
            "title": escape(self.ready.title),
            "description": escape(self.ready.description),
            "render_macros": False,
            "search": {"boost": self.ready.boost} if self.ready.searched else {"exclude": True},
            "syote": self.ready.feed,
            "hide": self.ready.hides,
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.ready.body
        self.toc = _toc(self.ready)
        self.present_anchor_ids = set(self.ready.anchors)


class FramedFile(File):
    """A page that the engine knows the address of, so that links to it are checked, and does not build."""

    def __init__(self, page: Page, config: MkDocsConfig) -> None:
        super().__init__(
            page.src_uri,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=True,
            dest_uri=page.file,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        self.generated_by = "hallinta"
        self.page: Any = _Places(page)  # what the engine asks of a page that is linked to

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Its frame is filled when the site is finished."""


class _Places:
    """The places of a page that a link may lead to; looked for when one does."""

    def __init__(self, page: Page) -> None:
        self.ready = page

    @property
    def present_anchor_ids(self) -> frozenset[str]:
        return self.ready.anchors


def _toc(page: Page) -> TableOfContents:
    top = AnchorLink(escape(page.title), "otsikko", 1)
    for heading in page.headings:
        parent = top.children[-1] if heading.level == 3 and top.children else top
        text = heading.text
        if page.language != "fi":
            text = f'<span lang="{page.language}">{text}</span>'
        parent.children.append(AnchorLink(text, heading.id, heading.level))
    return TableOfContents([top])


def renderer_of(
    data_dir: Path,
    handbook: Handbook,
    address: str | None = None,
    history: History | None = None,
    lives: tuple[Life, ...] | None = None,
) -> Renderer:
    """The renderer with everything around the data: git history, rule examples, the way to the editor. What is not
    given of the history is read.
    """
    history = history or read_history(data_dir.parent, this_moment(), data_dir.name)
    known = lives_of(history.commits) if lives is None else lives
    books = (handbook, handbook.example)
    site = Site(
        commit=history.commit,
        past=past_of(history.commits),
        told={path: each for book in books if book for path, each in told_of(book, known).items()},
        history_problem=history.problem,
        dates_doubted=history.odd,
        examples=examples(disk.read_folder(disk.RULE_EXAMPLES)),
        edit_address=_edit_address(handbook.asetukset),
        feedback_address=handbook.asetukset.palauteosoite or _feedback_address_in_ci(),
        address=f"{address.rstrip('/')}/" if address else None,
    )
    renderer = Renderer(handbook, site, _TEMPLATES)
    renderer.environment.bytecode_cache = _COMPILED
    return renderer


_TEMPLATES = jinja2.FileSystemLoader(disk.TEMPLATES)

_NOT_PUBLISHED = (
    "julkaistavassa sivustossa on oltava muutoshistoria, koska kalenterien ja syötteiden tilaajat luottavat "
    "siihen: {}"
)


def _is_published() -> bool:
    """Whether the machine says that what is built goes to readers: a pipeline, or the address of its pages."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"} or bool(os.environ.get("CI_PAGES_URL"))


def in_preview() -> bool:
    """Whether a merge request's pipeline builds the site: its readers see the files of the job, not a web server."""
    return bool(os.environ.get("CI_MERGE_REQUEST_IID"))


def _edit_address(settings: Asetukset) -> str | None:
    """GitLab's own pipeline knows where the repository is, so nobody has to type it; a preview is edited where the
    change was made.
    """
    branch = os.environ.get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME")
    project = os.environ.get("CI_MERGE_REQUEST_SOURCE_PROJECT_URL") or os.environ.get("CI_PROJECT_URL")
    if in_preview() and branch and project:
        return f"{project}/-/edit/{quote(branch)}/{{path}}"
    if settings.muokkausosoite:
        return settings.muokkausosoite
    project, branch = os.environ.get("CI_PROJECT_URL"), os.environ.get("CI_DEFAULT_BRANCH", "main")
    return f"{project}/-/edit/{quote(branch)}/{{path}}" if project else None


def _feedback_address_in_ci() -> str | None:
    """A new issue in the repository's own tracker, as GitLab's address for a prefilled one has it."""
    project = os.environ.get("CI_PROJECT_URL")
    form = "/-/issues/new?issue%5Btitle%5D={otsikko}&issue%5Bdescription%5D={sivu}"
    return f"{project}{form}" if project else None


# --- building -------------------------------------------------------------------------------------------


class AddressTaken(Exception):
    """Something else already listens at the preview's address."""


class BuildFailed(Exception):
    """The engine refused; the message is fit to show."""


class HistoryMissing(PluginError):
    """A site is about to be published and git does not tell its history, or not the whole; fit to show."""


class DataBroken(PluginError):
    """The data has errors, so there is nothing to build from."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"tiedoissa on virheitä\n{text(findings)}")
        self.findings = findings


def build(
    root: Path,
    target: Path,
    data_dir: Path,
    today: date,
    finishing: bool = True,
    tell: Callable[[str], None] = log.debug,
) -> tuple[Finding, ...]:
    """Check the data, build the site into ``target``, strictly, and finish it unless told otherwise. Gives
    what the check found and tells what does not stop the build; raises ``DataBroken`` for errors.

    The engine's clock is set to the day, so builds are repeatable. Raises ``BuildFailed`` when the engine
    refuses or a built file is not what a finishing step was written for.
    """
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(noon.timestamp()))
    os.environ["NO_MKDOCS_2_WARNING"] = (
        "1"  # the end of life is a recorded decision (0001), not news on each build
    )
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = _configured(root, target)
    plugin = config.plugins.get("hallinta")
    if not isinstance(plugin, HallintaPlugin) or "macros" not in config.plugins:
        raise BuildFailed(f"tiedoston {SETTINGS_FILE} kohdasta `plugins` puuttuu `hallinta` tai `macros`")
    plugin.config.data_dir = os.path.relpath(data_dir, root)
    plugin.today = today
    plugin.finishing = finishing
    plugin.tell = tell
    try:
        config.plugins.run_event("startup", command="build", dirty=False)
        with _told_in_finnish(plugin) as told:
            mkdocs_build(config)
    except Abort as error:
        if isinstance(broken := error.__context__, DataBroken):
            raise broken from error
        if isinstance(missing := error.__context__, HistoryMissing):
            raise BuildFailed(str(missing)) from error
        raise BuildFailed("\n".join(["sivuilla on vikoja", *told])) from error
    except (TemplateError, TemplateNotFound) as error:
        raise BuildFailed("\n".join([f"sivupohja ei toimi: {_template_fault(error)}", *told])) from error
    finally:
        config.plugins.run_event("shutdown")
    return plugin.findings


def _configured(root: Path, target: Path) -> MkDocsConfig:
    if faults := _settings_faults(root):
        raise BuildFailed("\n".join([_UNREADABLE, *faults]))
    try:
        with _told_in_finnish(None, root) as told:
            return load_config(str(root / SETTINGS_FILE), site_dir=str(target), strict=True)
    except (Abort, ConfigurationError) as error:
        raise BuildFailed("\n".join([_UNREADABLE, *told])) from error


_UNREADABLE = f"sivuston asetuksissa `{SETTINGS_FILE}` on vikaa"


def _settings_faults(root: Path) -> list[str]:
    """What reading the settings shows to be wrong; what they set is the engine's to judge."""
    text = disk.read_named(root, [SETTINGS_FILE]).get(SETTINGS_FILE)
    if text is None:
        return [f"  tiedostoa `{SETTINGS_FILE}` ei ole kansiossa {root}"]
    return [
        f"  {SETTINGS_FILE}:{fault.line}:{fault.column}: {fault.problem}; {fault.fix}"
        for fault in read_settings(text).faults
    ]


def _template_fault(error: Exception) -> str:
    """The template, its row and the reason, as far as the error knows them."""
    name, row = getattr(error, "name", None), getattr(error, "lineno", None)
    where = f"{name}:{row}: " if name and row else f"{name}: " if name else ""
    return f"{where}{error}"


class _Finnish(logging.Handler):
    """What the engine says of the pages and the settings, in Finnish and with places."""

    def __init__(self, say: Callable[[str], None], plugin: HallintaPlugin | None, root: Path | None) -> None:
        super().__init__(logging.WARNING)
        self.say, self.plugin, self.root = say, plugin, root

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        self.say(said if record.name == log.name else in_finnish(said, self._spot))

    def _spot(self, path: str, text: str) -> str:
        if path == SETTINGS_FILE and self.root:
            rows = disk.read_named(self.root, [SETTINGS_FILE]).get(SETTINGS_FILE, "").splitlines()
            named = (number for number, row in enumerate(rows, 1) if text and text in row)
            return f"{path}:{next(named, 1)}:1"
        sivu = self._written.get(path.removeprefix("docs/").removesuffix(".md"))
        at = sivu.prose.text.find(text) if sivu and text else -1
        return str(sivu.spot(at + 1)) if sivu and at >= 0 else f"{path}:1:1"

    @property
    def _written(self) -> Mapping[str, Sivu]:
        return getattr(self.plugin, "written", {})


@contextmanager
def _told_in_finnish(plugin: HallintaPlugin | None, root: Path | None = None) -> Iterator[list[str]]:
    """What the engine says meanwhile; its own counter would keep it to itself."""
    told: list[str] = []
    listener = _Finnish(lambda said: told.append(f"  {said}"), plugin, root)
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        yield told
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)


def serve(root: Path, address: str) -> None:
    """Live preview until interrupted; an error or a broken link is told and shown, and the server stays up."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    listener = _Finnish(lambda said: print(said, file=sys.stderr), None, root)
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        mkdocs_serve(str(root / SETTINGS_FILE), dev_addr=address, livereload=True, strict=False)
    except ConfigurationError as error:
        raise BuildFailed("\n".join([_UNREADABLE, *_settings_faults(root)])) from error
    except (TemplateError, TemplateNotFound) as error:
        raise BuildFailed(f"sivupohja ei toimi: {_template_fault(error)}") from error
    except (Abort, OSError) as error:
        if isinstance(error.__context__, DataBroken):
            raise BuildFailed("tiedoissa on virheitä; korjaa ne ja aloita uudelleen") from error
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise AddressTaken(address) from error
        raise BuildFailed(disk.reason(error) if isinstance(error, OSError) else str(error)) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)


def _surviving(builder: Callable[[], None], root: Path) -> Callable[[], None]:
    """A build that tells why it failed and leaves what was built before in its place: the server would wait
    for a good one and answer nobody.
    """

    def build_or_tell() -> None:
        try:
            builder()
        except ConfigurationError:
            log.error("esikatselua ei voitu päivittää: %s", "\n".join([_UNREADABLE, *_settings_faults(root)]))
        except (TemplateError, TemplateNotFound) as error:
            log.error("esikatselua ei voitu päivittää: sivupohja ei toimi: %s", _template_fault(error))
        except Exception as error:  # whatever it is, the next edit may mend it
            log.error("esikatselua ei voitu päivittää: %s", error)

    return build_or_tell
