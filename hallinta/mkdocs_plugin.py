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
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import CodeType
from typing import Any, Literal
from urllib.parse import quote

import jinja2
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from markupsafe import Markup, escape
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
from hallinta.clock import this_moment, today_in_helsinki
from hallinta.exports import exports
from hallinta.exports.calendar import calendars
from hallinta.exports.feeds import feeds
from hallinta.exports.sitemap import PATH, prose_pages, sitemap
from hallinta.finding import Finding, Severity
from hallinta.finish import finish_site
from hallinta.finishing import FinishError
from hallinta.finishing.pages import outline, searched
from hallinta.finishing.theme import check_overrides
from hallinta.handbook import Handbook, load
from hallinta.history import read_history
from hallinta.pages import Page, Renderer, Site
from hallinta.records.asetukset import Asetukset
from hallinta.report import counted, text
from hallinta.rules import check
from hallinta.rules.examples import examples
from hallinta.versions import past_of
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
    pages: dict[str, Page]
    written: dict[str, bytes]
    """What the check read in ``docs/`` and found fit to be published: pages as they are written and pictures."""
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

    @event_priority(100)  # before macros, which imports the modules dropped here
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._forget_macros()
        _check_theme(config)
        root = Path(config.config_file_path).resolve().parent
        data_dir = root / self.config.data_dir
        texts = disk.read_project(data_dir)
        loaded = load(texts, self.today or today_in_helsinki())
        self.findings = check(loaded)
        errors = [finding for finding in self.findings if finding.severity is Severity.VIRHE]
        if errors and (not self.serving or (loaded.handbook is None and not hasattr(self, "renderer"))):
            raise DataBroken(self.findings)
        if errors:
            log.error("%s\n%s", counted(self.findings), text(errors))
        if loaded.handbook is not None:
            self.renderer = self._renderer(data_dir, loaded.handbook, config.site_url)
        config.site_name = escape(config.site_name)
        config.site_description = config.site_description and escape(config.site_description)
        self.pages = {page.src_uri: page for page in self.renderer.pages()}
        self.written = {**written(texts), **self.renderer.handbook.pictures}
        config.extra["hallinta_virheet"] = len(errors)
        config.theme.static_templates.discard(PATH)
        return config

    def _renderer(self, data_dir: Path, handbook: Handbook, address: str | None) -> Renderer:
        """What is published has its history, or is not built; elsewhere what is missing is told once."""
        renderer = renderer_of(data_dir, handbook, address)
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
        """The engine is shown no folder of pages: it would follow links, round and round too."""
        self.docs_dir, config.docs_dir = config.docs_dir, os.devnull

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The site's files: the theme's, what was read in ``docs/`` as it was read, and what is made here."""
        config.docs_dir = self.docs_dir
        _check_theme_files(files, Path(config.theme.custom_dir or config.theme.dirs[0]))
        for path, data in self.written.items():
            file = File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
            file.content_bytes = data
            _put(files, file)
        for page in self.pages.values():
            file = File.generated(config, page.src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            _put(files, file)
            ReadyPage(page, file, config)
        site = self.renderer.site
        made: dict[str, str | bytes] = {}
        made |= exports(self.renderer.handbook, site.changed, site.commit, site.address)
        made |= calendars(self.renderer.handbook, site.past.events, site.address)
        made |= feeds(self.renderer.handbook, site.past, site.address)
        made |= {
            f"assets/{name}": css.decode() for name, css in disk.read_folder(disk.TEMPLATES, ".css").items()
        }
        if theirs := files.get_file_from_path(PATH):
            files.remove(theirs)  # the engine's own sitemap tells the day of the build
        listed = {page.address: site.day_of(page) for page in self.pages.values() if page.searched}
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
        for page in self.pages.values():
            file = files.get_file_from_path(page.src_uri)
            section = next((sections[above] for above in page.sections if above in sections), None)
            if file and file.page and file.page.parent is None and section is not None:
                file.page.parent = section
        return nav

    @event_priority(-100)  # after macros, which show a page its own words and may set its title
    def on_page_markdown(self, markdown: str, /, *, page: MkdocsPage, **_: Any) -> str:
        """What a page is called stands in the menus of all pages: text, in which nothing is a macro."""
        if not isinstance(vars(page).get("title"), Markup):
            vars(page).pop("title", None)
        for name in {"title", "description"} & page.meta.keys():
            page.meta[name] = escape(str(page.meta[name]))
        return markdown

    def on_pre_page(self, page: MkdocsPage, /, *, config: MkDocsConfig, files: Files) -> MkdocsPage:
        """The way to the editor is ours: the engine's would read more than ``{path}`` in the address."""
        source = page.ready.source if isinstance(page, ReadyPage) else f"docs/{page.file.src_uri}"
        way = self.renderer.site.edit(source) if source else None
        page.edit_url = escape(way) if way else None
        return page

    def on_page_content(self, html: str, /, *, page: MkdocsPage, config: MkDocsConfig, files: Files) -> str:
        """A hand-written page ends, like a record's, with what it rests on and when it changed."""
        written = self.renderer.handbook.sivut.get(page.file.src_uri.removesuffix(".md"))
        if written is None:
            return html
        return html + self.renderer.fragment("sivun-alku", page.url, sivu=written, title=written.name)

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
        return "".join([_tight(before), article, content, end, _tight(after)])

    @event_priority(-50)  # after the search plugin, which writes the index then
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.finishing:
            try:
                site = Path(config.site_dir)
                finish_site(site, self.renderer.handbook, policy=not self.serving, files_only=in_preview())
            except FinishError as error:
                if not self.serving:
                    raise PluginError(str(error)) from error
                log.error("%s", error)

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


def _check_theme_files(files: Files, own: Path) -> None:
    """Our theme's files are files; what only a programmer's tools read is not published."""
    for file in list(files):
        if file.src_uri.endswith(".map"):
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


class Compiled(jinja2.BytecodeCache):
    """The theme's templates as code, for the next build of a preview: the engine compiles them anew each
    time.
    """

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self.kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = Compiled()


def _dense(text: str) -> str:
    """Without indentation and empty lines."""
    return re.sub(r"\n\s+", "\n", text)


def _tight(html: str) -> str:
    """Without line ends beside a tag: what is there is laid out in boxes, between which space means nothing."""
    return re.sub(r"(?<=>)\s*\n\s*|\s*\n\s*(?=<)", "", html)


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


def _toc(page: Page) -> TableOfContents:
    top = AnchorLink(escape(page.title), "otsikko", 1)
    for heading in page.headings:
        parent = top.children[-1] if heading.level == 3 and top.children else top
        text = heading.text
        if page.language != "fi":
            text = f'<span lang="{page.language}">{text}</span>'
        parent.children.append(AnchorLink(text, heading.id, heading.level))
    return TableOfContents([top])


def renderer_of(data_dir: Path, handbook: Handbook, address: str | None = None) -> Renderer:
    """The renderer with everything around the data: git history, rule examples, the way to the editor."""
    history = read_history(data_dir.parent, this_moment(), data_dir.name)
    site = Site(
        commit=history.commit,
        past=past_of(history.commits),
        history_problem=history.problem,
        dates_doubted=history.odd,
        examples=examples(disk.read_folder(disk.RULE_EXAMPLES)),
        edit_address=_edit_address(handbook.asetukset),
        feedback_address=handbook.asetukset.palauteosoite or _feedback_address_in_ci(),
        address=f"{address.rstrip('/')}/" if address else None,
    )
    return Renderer(handbook, site, _TEMPLATES)


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
    plugin = config.plugins["hallinta"]
    assert isinstance(plugin, HallintaPlugin)
    plugin.config.data_dir = os.path.relpath(data_dir, root)
    plugin.today = today
    plugin.finishing = finishing
    plugin.tell = tell
    warnings = _Warnings()
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        config.plugins.run_event("startup", command="build", dirty=False)
        mkdocs_build(config)
    except Abort as error:
        if isinstance(broken := error.__context__, DataBroken):
            raise broken from error
        if isinstance(missing := error.__context__, HistoryMissing):
            raise BuildFailed(str(missing)) from error
        raise BuildFailed("\n".join(["sivuilla on vikoja", *warnings.told])) from error
    finally:
        config.plugins.run_event("shutdown")
        logging.getLogger("mkdocs").removeHandler(warnings)
    return plugin.findings


def _configured(root: Path, target: Path) -> MkDocsConfig:
    try:
        return load_config(str(root / "mkdocs.yml"), site_dir=str(target), strict=True)
    except (Abort, ConfigurationError) as error:
        raise BuildFailed(_NO_CONFIGURATION.format(root)) from error


_NO_CONFIGURATION = "sivuston asetuksia `mkdocs.yml` ei ole tai niitä ei voi lukea kansiossa {}"

WORDS = (
    (r"(?s).*_File_: `(.+?)`.*_KeyError_: '(.+?)'.*", r"docs/\1: makron tunnusta `\2` ei ole"),
    (r"(?s).*_File_: `(.+?)`.*_UndefinedError_: '(.+?)' is undefined.*", r"docs/\1: makroa `\2` ei ole"),
    (
        r"(?s).*_File_: `(.+?)`.*_Line (\d+) in Markdown.*?\*\*(.+?)\.?\*\*.*",
        r"docs/\1: rivin \2 makro on kesken: \3",
    ),
    (r"(?s).*_File_: `(.+?)`\s+(.+?)\s*(```.*|$)", r"docs/\1: makro ei toimi: \2"),
    (r"Doc file '(.+?)' contains a link '(.+?)', but the target .*", r"docs/\1: linkin `\2` kohdetta ei ole"),
    (
        r"Doc file '(.+?)' contains a link '(.+?)', but the doc .*",
        r"docs/\1: linkin `\2` kohtaa ei ole sivulla",
    ),
)
"""The engine's and the macros' commonest warnings of a hand-written page, and the same in Finnish."""


class _Warnings(logging.Handler):
    """What the engine says of the pages it refuses; its own counter would keep it to itself."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        found = (re.sub(pattern, words, said) for pattern, words in WORDS if re.match(pattern, said))
        self.told.append(f"  {next(found, said)}")


def serve(root: Path, address: str) -> None:
    """Live preview until interrupted; an error or a broken link is told and shown, and the server stays up."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    try:
        mkdocs_serve(str(root / "mkdocs.yml"), dev_addr=address, livereload=True, strict=False)
    except ConfigurationError as error:
        raise BuildFailed(_NO_CONFIGURATION.format(root)) from error
    except (Abort, OSError) as error:
        if isinstance(error.__context__, DataBroken):
            raise BuildFailed("tiedoissa on virheitä; korjaa ne ja aloita uudelleen") from error
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise AddressTaken(address) from error
        raise BuildFailed(disk.reason(error) if isinstance(error, OSError) else str(error)) from error
