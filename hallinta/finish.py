"""The built site, made ready to be published: reads the files, runs the steps in order, writes them back.

The work of each step is pure and stands in ``hallinta/finishing/``; a new step is one line in ``steps``. A
step that finds no file to work on stops the build, as does one whose file is not what it was written for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType

import libvoikko
import simplemma

from hallinta import disk
from hallinta.finishing import FinishError
from hallinta.finishing.fetched import fetched
from hallinta.finishing.frame import framed
from hallinta.finishing.language import in_its_own_language
from hallinta.finishing.lemmas import Morphology, table_readings, voikko_readings
from hallinta.finishing.policy import checked, headers, with_policy
from hallinta.finishing.preview import found_in_files, to_files
from hallinta.finishing.printing import printed
from hallinta.finishing.records import own_words, synonyms, written_pages
from hallinta.finishing.scripts import bundle_with_held_search, without_comments
from hallinta.finishing.search import INDEX, Entry, entry_of, search_index, searching_in, split, with_entries
from hallinta.frames import NONE_SHARED, Frame, Shared
from hallinta.handbook import Handbook
from hallinta.pages import Page
from hallinta.records.base import EXAMPLE_TREE

ADDITIONS = Path(__file__).parent / "finishing"


@dataclass(frozen=True, slots=True)
class Step:
    """What is done to which files: ``run`` gets the texts of all of them by their paths and gives them back."""

    files: str
    """Patterns of paths, divided by spaces."""
    run: Callable[[Mapping[str, str]], dict[str, str]]


def each(run: Callable[[str, str], str]) -> Callable[[Mapping[str, str]], dict[str, str]]:
    """A step that looks at one file at a time: its path in the site and its text."""
    return lambda texts: {name: run(name, text) for name, text in texts.items()}


def steps(
    handbooks: Sequence[Handbook],
    morphology: Morphology,
    held_search: str,
    policy: bool = True,
    files_only: bool = False,
    shared: Shared = NONE_SHARED,
) -> tuple[Step, ...]:
    """Every step, in the order they are run. The policy is the last: it tells the scripts of the ready page."""
    bodies = {page.file: f"<article>{page.body}</article>" for page in shared.pages}
    frames = {kind.page.file for kind in shared.kinds}
    return (
        *([Step(INDEX, lambda texts: _with_entries(texts, shared))] if shared.kinds else []),
        *([Step(INDEX, _divided)] if len(handbooks) > 1 else []),
        *(Step(f"{handbook.tree}{INDEX}", _searched(handbook, morphology)) for handbook in handbooks),
        Step(
            "assets/javascripts/bundle.*.min.js",
            each(lambda name, text: bundle_with_held_search(name, text, held_search)),
        ),
        Step("assets/*.js", each(without_comments)),
        Step("*.html", framed),
        *([Step(f"{EXAMPLE_TREE}*.html", each(searching_in))] if len(handbooks) > 1 else []),
        Step("sv/index.html", each(in_its_own_language)),
        Step(
            "*.html",
            lambda texts: printed({name: texts[name] for name in texts if name not in frames} | bodies),
        ),
        Step("*.html *.css assets/*.js", lambda texts: fetched(texts, bodies)),
        *(_IN_FILES if files_only else ()),
        *([Step("*.html", each(with_policy))] if policy else []),
    )


def _with_entries(texts: Mapping[str, str], shared: Shared) -> dict[str, str]:
    """The search index with what the engine did not see: the pages that its frames are for."""
    found = [entry for page in shared.pages for entry in _entries(page)]
    frames = frozenset(kind.page.address for kind in shared.kinds)
    return {INDEX: with_entries(texts[INDEX], found, frames, shared.order)}


def _entries(page: Page) -> Iterator[Entry]:
    """What the search knows of a page: what it begins with, and its headings."""
    if page.searched:
        yield entry_of(page.address, escape(page.title), page.body, page.boost)
        for heading in page.headings:
            yield entry_of(f"{page.address}#{heading.id}", heading.text, "", page.boost)


def _divided(texts: Mapping[str, str]) -> dict[str, str]:
    """The search index as the engine wrote it, divided between the handbooks; a finished one is divided already."""
    found = split(texts[INDEX], EXAMPLE_TREE)
    return found if len(found) > 1 else {}


def _searched(handbook: Handbook, morphology: Morphology) -> Callable[[Mapping[str, str]], dict[str, str]]:
    own, written, same = own_words(handbook), written_pages(handbook), synonyms(handbook)
    return each(lambda _, text: search_index(text, morphology, own, written, same))


_IN_FILES = (
    Step("*.html", each(lambda _, text: to_files(text))),
    Step(f"{INDEX} {EXAMPLE_TREE}{INDEX}", each(lambda _, text: found_in_files(text))),
)


def finish_site(
    folder: Path,
    handbooks: Sequence[Handbook],
    policy: bool = True,
    files_only: bool = False,
    shared: Shared = NONE_SHARED,
    built: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Finish the site that stands in ``folder``, and put the pages that share a frame into theirs, which are
    ``built`` but are no pages of the site. Finishing it again changes nothing.

    Without ``policy`` pages may run scripts they were not built with, as live preview's are. With ``files_only``
    links name files, for a viewer that does not know a folder's page. Raises
    ``FinishError`` when a file is missing or is not what its step was written for; nothing is written then.
    """
    held_search = disk.read_folder(ADDITIONS, ".js")["lataus.js"].decode()
    site = disk.read_folder(folder) | {name: text.encode() for name, text in built.items()}
    finished = {"_headers": headers()}
    for step in steps(handbooks, finnish(), held_search, policy, files_only, shared):
        patterns = step.files.split()
        names = [name for name in {**site, **finished} if any(fnmatchcase(name, each) for each in patterns)]
        if not names:
            raise FinishError(
                f"{folder}: tiedostoa {step.files} ei ole, joten sivustoa ei voi viimeistellä\n"
                "    korjaus: rakenna sivusto ensin komennolla `hallinta rakenna`"
            )
        finished |= step.run({name: finished.get(name) or site[name].decode() for name in names})
    for page in shared.pages if policy else ():
        checked(page.file, page.body)
    frames = {name: finished.pop(name) for name in built}
    disk.write_all(folder, finished)
    fill(folder, shared, frames, to_files if files_only else str)


def fill(folder: Path, shared: Shared, frames: Mapping[str, str], said: Callable[[str], str] = str) -> None:
    """Write the pages that share a frame, each as soon as it is made; ``said`` is what becomes of a body."""
    for kind, pages in shared.kinds.items():
        frame = Frame.of(kind.page.file, frames[kind.page.file])
        for page in pages:
            disk.write_all(folder, {page.file: frame.around(kind, page, said(page.body))})


@cache
def finnish() -> Morphology:
    """Voikko where its library and dictionary are, else simplemma's table, and that is told."""
    try:
        voikko = libvoikko.Voikko("fi")
    except (OSError, libvoikko.VoikkoException) as error:
        return _table(str(error))
    return cache(lambda word: voikko_readings(voikko.analyze(word)))


def _table(why: str) -> Morphology:
    sys.stderr.write(
        f"Haku rakennetaan ilman Voikkoa ({why}): osa yhdyssanoista jää tunnistamatta. "
        "Asenna paketit libvoikko1 ja voikko-fi.\n"
    )
    return cache(
        lambda word: table_readings(
            word,
            lambda each: simplemma.lemmatize(each, lang="fi"),
            lambda each: simplemma.is_known(each, lang="fi"),
        )
    )
