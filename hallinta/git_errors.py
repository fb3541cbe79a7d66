"""Git's errors in Finnish: what is wrong, git's own reason, the way out."""

from __future__ import annotations

import re


def in_finnish(said: str, folder: str, otherwise: str = "") -> str:
    """What git said in English, told so that a person can go on; ``otherwise`` when git said nothing."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith("fatal:")] or lines
    reason = re.sub(r"^(fatal|error): ", "", fatal[0]) if fatal else otherwise
    repository = re.search(r"repository at '(.+)'", said)
    for pattern, what, way_out in _KNOWN:
        if re.search(pattern, said, re.IGNORECASE | re.MULTILINE):
            told = f"{what} (git: {reason}): {way_out}"
            return told.replace("{kansio}", repository.group(1) if repository else folder)
    return f"git ei anna historiaa (git: {reason}): aja samassa kansiossa `git log` ja korjaa syy"


def is_unknown_revision(said: str) -> bool:
    """Whether git only does not know the name, and has nothing else to say."""
    unknown = re.search("needed a single revision|unknown revision|ambiguous argument", said, re.IGNORECASE)
    return unknown is not None and "error:" not in said


BROKEN = "not a git repository, though it looks like one"
"""What git leaves unsaid of a folder that has a ``.git``."""

_AGAIN = "aja `git fsck`, ja jos se löytää vikoja, kloonaa projekti uudelleen"
_KNOWN = (
    (
        "dubious ownership|unsafe repository",
        "projektin kansion omistaa toinen käyttäjä, joten git ei lue sitä",
        "aja `git config --global --add safe.directory {kansio}`",
    ),
    (
        "is ambiguous$",
        "lyhyt tunnus sopii useaan versioon",
        "kirjoita tunnuksesta enemmän",
    ),
    (
        "cannot use bare repository",
        "git ei lue tallennusvarastoa, jolla ei ole työkansiota",
        "kloonaa projekti tavalliseen kansioon tai muuta asetusta `safe.bareRepository`",
    ),
    (
        r"not a git repository: (?!\(or)",
        "tiedosto `.git` osoittaa paikkaan, jossa ei ole git-projektia",
        "aja `git worktree repair` tai `git submodule update --init`, tai kloonaa projekti uudelleen",
    ),
    (
        BROKEN,
        "projektin kansio `.git` on rikki: sen tiedosto HEAD tai sen kansio objects tai refs puuttuu tai on vioittunut",
        "kloonaa projekti uudelleen ja siirrä sinne muutokset, joita ei ole tallennettu",
    ),
    (
        "not a git repository",
        "kansio {kansio} ei ole git-projektissa",
        "kloonaa projekti gitillä äläkä lataa sitä pakattuna",
    ),
    (
        "unknown option|unrecognized argument|invalid option|unknown value .*diff-merges|^usage: git",
        "git on liian vanha",
        "asenna git 2.31 tai uudempi",
    ),
    (
        "repo(sitory)? version|repository extension",
        "git on liian vanha tälle projektille",
        "asenna uudempi git",
    ),
    (
        r"bad config|bad (numeric|boolean)|config.*(invalid|bad)|(invalid|missing) value for|config file",
        "gitin asetukset ovat rikki",
        "korjaa gitin mainitsema asetus (`git config --list --show-origin`)",
    ),
    (
        "promisor|lazy|transport '.*' not allowed",
        "kopiossa ei ole kaikkia tiedostojen versioita (osittainen kopio)",
        "kloonaa projekti uudelleen ilman valitsinta `--filter`",
    ),
    ("permission denied", "gitin tiedostoja ei saa lukea", "anna käyttäjälle lukuoikeus kansioon {kansio}"),
    (
        "out of memory|cannot (allocate|fork)|too many open files|no space left",
        "koneen voimavarat eivät riitä gitille",
        "vapauta muistia tai levytilaa ja yritä uudelleen",
    ),
    (
        "'HEAD(\\^\\{commit\\})?': unknown revision|bad revision 'HEAD|not have any commits|^HEAD\\^",
        "projektissa ei ole vielä yhtään tallennettua versiota, tai sen haara on rikki tai kadonnut",
        "katso `git status`; tallenna ensimmäinen versio (`git commit`) tai vaihda haaraa (`git switch`)",
    ),
    (
        "object|corrupt|unable to (read|parse|open)|could not read|inflate|pack|tree|missing|broken|bad ref",
        "gitin tallentamia versioita on rikki tai poissa",
        _AGAIN,
    ),
)
"""What git says → what is wrong and the way out; the first that fits. ``{kansio}`` is the repository."""
