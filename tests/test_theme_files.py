"""What the engine publishes is what was given to it: files within the site, and no link from our own theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from hallinta.mkdocs_plugin import _check_theme_files, _put


def theme_file(theme: Path, name: str) -> Files:
    return Files([File(name, str(theme), "site", use_directory_urls=True)])


@pytest.mark.parametrize("place", ["assets/a.txt", "a.css"])
@pytest.mark.parametrize("target", ["/etc/hostname", "../../.git/config", "toinen.css"])
def test_a_link_in_our_theme_stops_the_build(tmp_path, place, target):
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).symlink_to(target)

    with pytest.raises(PluginError, match=f"^hallinta/theme/{place} on linkki\n +korjaus: "):
        _check_theme_files(theme_file(tmp_path, place), tmp_path)


def test_a_file_in_a_linked_folder_of_our_theme_stops_the_build(tmp_path):
    (tmp_path / "muualla").mkdir()
    (tmp_path / "teema").mkdir()
    (tmp_path / "muualla" / "a.txt").write_text("a")
    (tmp_path / "teema" / "assets").symlink_to(tmp_path / "muualla")

    with pytest.raises(PluginError, match="on linkki"):
        _check_theme_files(theme_file(tmp_path / "teema", "assets/a.txt"), tmp_path / "teema")


def test_a_theme_that_is_reached_by_a_link_is_fine(tmp_path):
    (tmp_path / "oikea").mkdir()
    (tmp_path / "oikea" / "a.css").write_text("a")
    (tmp_path / "teema").symlink_to("oikea")
    files = theme_file(tmp_path / "teema", "a.css")

    _check_theme_files(files, tmp_path / "teema")

    assert [file.src_uri for file in files] == ["a.css"]


def test_source_maps_are_not_published(tmp_path):
    files = theme_file(tmp_path, "assets/javascripts/bundle.min.js.map")

    _check_theme_files(files, tmp_path)

    assert list(files) == []


def test_of_two_files_of_one_name_the_later_stays():
    files = Files([])
    for _ in range(2):
        last = File("a.md", None, "site", use_directory_urls=True)
        _put(files, last)

    assert list(files) == [last]


ROOT = Path(__file__).resolve().parents[1]
STYLES_AND_SCRIPTS = sorted(
    path for suffix in ("css", "js") for path in (ROOT / "hallinta").rglob(f"*.{suffix}")
)


@pytest.mark.parametrize("path", STYLES_AND_SCRIPTS, ids=[path.name for path in STYLES_AND_SCRIPTS])
def test_a_style_sheet_or_script_has_no_line_that_runs_off_the_screen(path):
    lines = path.read_text("utf-8").splitlines()

    assert [number for number, line in enumerate(lines, 1) if len(line) > 160] == []
