"""The marking stands above each page, whatever the template has."""

from pathlib import Path

import docx
import pytest

from generator import build
from generator.cli.main import main
from tests.conftest import DEMO
from tests.test_status_tables import ROWS, dataset


@pytest.fixture(scope="module")
def plain_look(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A look whose Word template has no header."""
    folder = tmp_path_factory.mktemp("plain")
    docx.Document().save(str(folder / "plain.docx"))
    assert main(["new-look", str(folder / "look"), "--word", str(folder / "plain.docx"), "--quiet"]) == 0
    return folder / "look"


def test_a_template_without_headers_gets_them_for_the_marking_and_it_is_said(plain_look: Path, tmp_path: Path) -> None:
    pack = build(dataset(tmp_path), "standard", tmp_path / "out", look=plain_look)
    file = next(path for path in pack.folder.iterdir() if path.suffix == ".docx")
    (section,) = docx.Document(str(file)).sections
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["For internal use"]
    assert [note.what for note in pack.warnings if "marking" in note.what] == [
        "no header has a place for the marking; it stands above each page"
    ]


def test_without_a_marking_no_header_is_added(plain_look: Path, tmp_path: Path) -> None:
    pack = build(dataset(tmp_path), "press", tmp_path / "out", look=plain_look)
    file = next(path for path in pack.folder.iterdir() if path.suffix == ".docx")
    (section,) = docx.Document(str(file)).sections
    assert [paragraph.text for paragraph in section.header.paragraphs] in ([], [""])


def test_a_limit_leaves_a_finding_of_each_status(tmp_path: Path) -> None:
    names = ("headline", "status", "assessed")
    rows = [
        {**{name: row[name] for name in names}, "id": f"{row['id']}-{number}", "text": "A long text. " * 30}
        for number in range(9)
        for row in ROWS
    ]
    folder = tmp_path / "templates" / "brief"
    folder.mkdir(parents=True)
    profile = "extends: executive\ntitle: Brief\nwording: text\nsections: {briefing: [scorecard]}\nlimits: {pages: 1}\n"
    (folder / "audience.yaml").write_text(profile, encoding="utf-8")
    pack = build(dataset(tmp_path, rows), "brief", tmp_path / "out", templates=tmp_path / "templates")
    file = next(path for path in pack.folder.iterdir() if path.suffix == ".docx")
    cells = " ".join(cell.text for table in docx.Document(str(file)).tables for row in table.rows for cell in row.cells)
    assert "Not achieved" in cells and "Achieved" in cells


def test_a_draft_without_editions_has_no_heading_for_them(tmp_path: Path) -> None:
    pack = build(DEMO, "executive", tmp_path / "out", draft=True)
    file = next(path for path in pack.folder.iterdir() if path.suffix == ".docx")
    assert "Editions" not in [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
