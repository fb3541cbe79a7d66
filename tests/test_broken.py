"""One broken data set with everything an editor can get wrong, and all that is said about it.

``tests/rikkinainen/`` holds the faults that keep in git as they are; other names and encodings are below.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hallinta import disk, report
from hallinta.finding import Finding
from hallinta.handbook import Loaded, load
from hallinta.rules import RULES, check
from hallinta.yaml_text import LINK, LOCKED

FOLDER = Path(__file__).parent / "rikkinainen"
EXPECTED = FOLDER / "loydokset.txt"

TOO_AWKWARD_FOR_GIT: dict[str, bytes] = {
    "data/organisaatiot/latin-1.yaml": "nimi: Äänekosken\nlaji: virasto\n".encode("latin-1"),
    "data/organisaatiot/windows.yaml": "nimi: Ajatusviiva – tässä\nlaji: virasto\n".encode("cp1252"),
    "data/organisaatiot/utf-16.yaml": "nimi: UTF-16\nlaji: virasto\n".encode("utf-16"),
    "data/organisaatiot/utf-16-ilman-merkkia.yaml": "nimi: UTF-16\nlaji: virasto\n".encode("utf-16-le"),
    "data/organisaatiot/kuva.yaml": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "data/organisaatiot/ohjausmerkki.yaml": b"nimi: Ohjaus\x07merkki\nlaji: virasto\n",
    "data/organisaatiot/tavutusvihje.yaml": "nimi: Työ\u00advirasto\nlaji: virasto\n".encode(),
    "data/organisaatiot/leveydeton-vali.yaml": b'nimi: "Tunnus\\u200b"\nlaji: virasto\n',
    "data/organisaatiot/sitova-vali.yaml": "nimi:\u00a0Virasto\nlaji: virasto\n".encode(),
    "data/organisaatiot/linkki.yaml": LINK,
    "data/organisaatiot/lukossa.yaml": LOCKED,
    "data/organisaatiot/varmuuskopio.yaml~": b"nimi: Varmuuskopio\n",
    "docs/malli/ristiriita.md": b"---\ntitle: Ristiriita\n---\n# Oma\n<<<<<<< HEAD\nToinen\n",
    "docs/malli/ohjausmerkki.md": b"---\ntitle: Ohjausmerkki\n---\nPoista \x08 merkki\n",
    "data/organisaatiot/liian-suuri.yaml": b"nimi: Liian suuri\nhuomautus: " + b"a" * 300_000,
    "data/organisaatiot/liian-pitka-teksti.yaml": b"nimi: a\nlaji: virasto\nhuomautus: " + b"a" * 20_001,
    "data/organisaatiot/Iso-Alku.yaml": b"nimi: Iso alku\nlaji: virasto\n",
    "data/organisaatiot/väli lyönti.yaml": "nimi: Väli\nlaji: virasto\n".encode(),
    "data/organisaatiot/ala_viiva.yaml": b"nimi: Alaviiva\nlaji: virasto\n",
    "data/organisaatiot/työ.yaml": "nimi: Työ\nlaji: virasto\n".encode(),
    "data/organisaatiot/日本.yaml": b"nimi: Japani\nlaji: virasto\n",
    "data/organisaatiot/con.yaml": b"nimi: Laitteen nimi\nlaji: virasto\n",
    f"data/organisaatiot/{'pitka-' * 14}tunnus.yaml": b"nimi: Pitka tunnus\nlaji: virasto\n",
    "data/organisaatiot/virast\u043e.yaml": b"nimi: Kyrillinen o\nlaji: virasto\n",
    "data/organisaatiot/Kahdesti.yaml": b"nimi: Kirjainkoko\nlaji: virasto\n",
    "data/organisaatiot/.yaml": b"nimi: Nimeton\nlaji: virasto\n",
    "data/tulkinnat/A-3.yaml": b"nimi: a\nhavainto: a\noletus: a\n",
    "data/asetukset.yml": b"julkaise_esimerkki: false\n",
    "docs/malli/Uusi Sivu.md": b"---\ntitle: Uusi sivu\n---\n# Uusi sivu\n",
    "docs/latin-1.md": "---\ntitle: Äänekoski\n---\n# Äänekoski\n".encode("latin-1"),
}

# Fine as they are: what other programs add must not get in an editor's way.
HARMLESS: dict[str, bytes] = {
    "data/organisaatiot/windowsin-rivinvaihdot.yaml": b"nimi: Rivinvaihdot\r\nlaji: virasto\r\nlahteet: [raportti]\r\n",
    "data/organisaatiot/tavujarjestysmerkki.yaml": b"\xef\xbb\xbfnimi: Merkki\nlaji: virasto\nlahteet: [raportti]\n",
    "data/organisaatiot/vanhan-macin-rivinvaihdot.yaml": b"nimi: Rivinvaihdot\rlaji: virasto\rlahteet: [raportti]\r",
    "data/organisaatiot/valeja-arvon-paissa.yaml": (
        "nimi: Välejä\u00a0\nlaji: \u2003virasto\u00a0\nlahteet: [raportti]\n".encode()
    ),
    "data/organisaatiot/hajotetut-kirjaimet.yaml": (
        "nimi: Ta\u0308ma\u0308\nlaji: virasto\nlahteet: [raportti]\n".encode()
    ),
    "data/organisaatiot/typografiaa.yaml": (
        "nimi: 2026\u20132029 – ”Virasto”, 300\u00a0000\u202f€\nlaji: virasto # kommentti\n"
        "lahteet: [raportti]\n".encode()
    ),
    "data/organisaatiot/ilman-viimeista-rivinvaihtoa.yaml": b"lahteet: [raportti]\nnimi: Rivinvaihto\nlaji: virasto",
    "docs/windows.md": b"\xef\xbb\xbf---\r\ntitle: Windows\r\n---\r\n# Windows\r\n",
}


@pytest.fixture(scope="module")
def broken(today: date) -> Loaded:
    return load({**disk.read_project(FOLDER / "data"), **TOO_AWKWARD_FOR_GIT, **HARMLESS}, today)


@pytest.fixture(scope="module")
def findings(broken: Loaded) -> tuple[Finding, ...]:
    return check(broken)


def test_the_complete_report_is_as_agreed(findings: tuple[Finding, ...], pytestconfig: pytest.Config) -> None:
    said = report.text(findings)
    if pytestconfig.getoption("--hyvaksy"):
        EXPECTED.write_text(said, encoding="utf-8")
    agreed = EXPECTED.read_text(encoding="utf-8") if EXPECTED.exists() else ""

    assert said.splitlines() == agreed.splitlines(), (
        "the findings have changed; read each as the editor would, then accept them with"
        " `pytest tests/test_broken.py --hyvaksy`"
    )


def test_every_fault_is_found(findings: tuple[Finding, ...]) -> None:
    assert len(findings) >= 140


def test_every_finding_says_where_what_and_how_to_mend_it(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert finding.problem
        assert finding.fix, finding
        assert not finding.fix.endswith("."), finding
        assert not finding.problem.endswith("."), finding
        assert finding.problem[0].islower() or finding.problem.startswith(("`", "YAML", "OKM", "OPH")), (
            finding
        )


def test_every_finding_points_inside_its_file(findings: tuple[Finding, ...]) -> None:
    texts = {**disk.read_project(FOLDER / "data"), **TOO_AWKWARD_FOR_GIT, **HARMLESS}
    outside = []
    for finding in findings:
        lines = texts[finding.place.path].decode("latin-1").splitlines() or [""]
        if finding.place.line > len(lines):
            outside.append(str(finding.place))

    assert outside == []


def test_every_file_is_at_fault_unless_it_is_there_to_be_named(findings: tuple[Finding, ...]) -> None:
    """A file without a finding is either a target for others or proof that fine text passes."""
    silent = set(disk.read_project(FOLDER / "data")) - {finding.place.path for finding in findings}

    assert silent == {
        "data/esimerkit/tavoitteet/esimerkki.yaml",
        "data/ideat/jaettu-takaisin.yaml",
        "data/ideat/kesken.yaml",
        "data/ideat/loppu-unohtui.yaml",
        "data/kokoukset/kr-1.yaml",
        "data/lahteet/lakiesitys.yaml",
        "data/lahteet/raportti.yaml",
        "data/lausekkeet/1-01.yaml",
        "data/organisaatiot/keha-b.yaml",
        "data/organisaatiot/nojaa-sellaisenaan.yaml",
        "data/organisaatiot/okm.yaml",
        "data/organisaatiot/oph.yaml",
        "data/paatokset/edistetaan.yaml",
        "data/paatokset/jalkikateen.yaml",
        "data/paatokset/kaynnistys-kesken.yaml",
        "data/paatokset/kehassa-2.yaml",
        "data/paatokset/kielteinen.yaml",
        "data/paatokset/tiedoksi-annettu.yaml",
        "data/palvelut/piirin-ulkopuolella.yaml",
        "data/palvelut/puu.yaml",
        "data/ryhmat/hankeryhma.yaml",
        "data/ryhmat/paattynyt.yaml",
        "data/tavoitteet/kelpo.yaml",
    }


PROCESS = ("hankkeet", "hankkeistaminen", "ideat", "kaytannot", "kehitysaihiot", "kehitystyot", "kokoukset")
PROCESS += ("aikajarjestys", "korvaukset", "paatokset", "perusteet", "suunnittelu", "tilat")


@pytest.mark.parametrize("module", PROCESS)
def test_most_rules_of_the_process_are_broken_here(module: str, findings: tuple[Finding, ...]) -> None:
    """The others break alone, each in its own example."""
    broken = {finding.rule for finding in findings}
    rules = [rule.id for rule in RULES.values() if rule.check and rule.check.__module__.endswith(module)]

    assert len(broken.intersection(rules)) >= 0.6 * len(rules), set(rules) - broken


def test_what_is_harmless_is_not_told(broken: Loaded, findings: tuple[Finding, ...]) -> None:
    assert broken.handbook is not None
    assert not {finding.place.path for finding in findings} & set(HARMLESS)
    assert broken.handbook.organisaatiot["tavujarjestysmerkki"].name == "Merkki"
    assert broken.handbook.organisaatiot["windowsin-rivinvaihdot"].laji == "virasto"
    assert broken.handbook.organisaatiot["vanhan-macin-rivinvaihdot"].laji == "virasto"
    assert broken.handbook.organisaatiot["valeja-arvon-paissa"].laji == "virasto"
    assert broken.handbook.organisaatiot["hajotetut-kirjaimet"].name == "T\u00e4m\u00e4"
    assert broken.handbook.sivut["windows"].title == "Windows"


def test_text_that_yaml_would_read_as_something_else_stays_as_written(broken: Loaded) -> None:
    assert broken.handbook is not None
    lahde = broken.handbook.lahteet["sellaisenaan"]

    assert lahde.name == "12:30"
    assert lahde.versio == "4.10"
    assert lahde.tiedostot == (
        "no",
        "on",
        "yes",
        "0123",
        "1e3",
        "1_000",
        "2026-11-22",
        "# ei kommentti",
        "null",
    )


def test_what_can_be_read_is_in_the_handbook_in_spite_of_the_rest(broken: Loaded) -> None:
    """One bad file must not hide the findings of the others."""
    assert broken.handbook is not None
    assert {"okm", "oph", "keha-a", "itse"} <= set(broken.handbook.organisaatiot.ids)
    assert "kirjoitusvirhe" not in broken.handbook.organisaatiot
    assert ("organisaatiot", "kirjoitusvirhe") in broken.handbook.unfit


@pytest.mark.parametrize("form", [report.text, report.gitlab, report.junit])
def test_every_form_of_the_report_can_be_written_out(form, findings: tuple[Finding, ...]) -> None:
    assert form(findings).encode()
