"""Templates of other offices, one file of a look at a time: a finished pack, and no text off its shape or page."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation

from generator import build
from generator.cli.main import main
from tests.rendering import need_libreoffice, pdf_of, words_of
from tests.write.powerpoint import foreign

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
DEFAULT_WORD = Path(docx.__file__).parent / "templates" / "default.docx"
GERMAN_STYLES = {
    "heading 1": "Überschrift 1", "heading 2": "Überschrift 2", "List Bullet": "Aufzählungszeichen",
    "List Number": "Listennummer", "caption": "Beschriftung", "Title": "Titel", "Subtitle": "Untertitel",
}  # fmt: skip


def four_by_three() -> bytes:
    presentation = Presentation(BytesIO(foreign.plain()))
    assert presentation.slide_width / presentation.slide_height == pytest.approx(4 / 3)
    return foreign.plain()


def without_list_styles() -> bytes:
    document = docx.Document(str(DEFAULT_WORD))
    for style in [each for each in document.styles if each.name.startswith("List")]:
        style._element.getparent().remove(style._element)
    return saved(document)


def with_german_style_names() -> bytes:
    """Word localises names on screen only; converters write them into the file."""
    document = docx.Document(str(DEFAULT_WORD))
    for style in document.styles:
        name = style._element.find(docx.oxml.ns.qn("w:name"))
        name.set(docx.oxml.ns.qn("w:val"), GERMAN_STYLES.get(name.get(docx.oxml.ns.qn("w:val")), style.name))
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


SLIDES: dict[str, Callable[[], bytes]] = {
    "dark": foreign.dark,
    "4:3": four_by_three,
    "German layout names": foreign.german,
    "Japanese layout names": foreign.japanese,
    "two masters": foreign.with_two_masters,
    "few placeholders": foreign.with_two_layouts,
    "no footer": foreign.without_footers,
}
WORD: dict[str, Callable[[], bytes]] = {
    "without list styles": without_list_styles,
    "localised style names": with_german_style_names,
}


def look_of(folder: Path, option: str, data: bytes) -> Path:
    """A look from the template alone, as `new-look` makes it."""
    file = folder / f"theirs.{'pptx' if option == '--slides' else 'docx'}"
    file.write_bytes(data)
    assert main(["new-look", str(folder / "look"), option, str(file)]) == 0
    return folder / "look"


@pytest.mark.parametrize("name", [*SLIDES, *WORD])
def test_a_foreign_template_gives_a_finished_pack_with_no_text_off_its_page(name: str, tmp_path: Path) -> None:
    need_libreoffice()
    option, makers = ("--slides", SLIDES) if name in SLIDES else ("--word", WORD)
    look = look_of(tmp_path, option, makers[name]())
    pack = build(HARBOUR, out=tmp_path / "out", look=look)
    (path,) = pack.folder.glob("*.pptx" if name in SLIDES else "*.docx")
    assert [str(each) for each in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(path)).errors] == []
    files = {*pack.files}  # in which their colours and sizes are noted
    assert all("look" in warning.place.file or warning.place.file in files for warning in pack.warnings)
    summaries = {"paid", "spills"}  # for which key numbers and scorecard stand on slides
    told = {name: each for name, each in pack.manifest["statements"].items() if name not in summaries}
    assert len(told) >= 8 and all(path.name in each["stands"] for each in told.values())
    words = words_of(pdf_of(path, tmp_path))
    width, height = page_of(path)
    assert len(words) > 150
    off = [each.text for each in words if each.left < 0 or each.top < 0 or each.right > width or each.bottom > height]
    assert off == []


def page_of(path: Path) -> tuple[float, float]:
    """The width and height of a page or slide in points."""
    if path.suffix == ".pptx":
        presentation = Presentation(str(path))
        return presentation.slide_width / 12700, presentation.slide_height / 12700
    section = docx.Document(str(path)).sections[0]
    return section.page_width.pt, section.page_height.pt


def test_new_look_keeps_all_parts_of_a_foreign_template(tmp_path: Path) -> None:
    data = foreign.with_two_masters()
    look = look_of(tmp_path, "--slides", data)
    before, after = (set(ZipFile(BytesIO(each)).namelist()) for each in (data, (look / "slides.pptx").read_bytes()))
    assert before == after


def test_new_look_leaves_out_the_slides_of_a_foreign_template(tmp_path: Path) -> None:
    look = look_of(tmp_path, "--slides", foreign.with_slides())
    assert len(Presentation(str(look / "slides.pptx")).slides) == 0
    assert [name for name in ZipFile(look / "slides.pptx").namelist() if name.startswith("ppt/slides/")] == []
