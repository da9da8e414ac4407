"""Templates of other offices, each different in its own way: a finished pack, and no text off its page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation

from generator.cli.main import main
from tests.foreign.packs import ForeignPack
from tests.foreign.slides import SLIDES
from tests.foreign.word import PROMPTS, WORD
from tests.rendering import Word
from tests.write.powerpoint import foreign

NAMES = (*SLIDES, *WORD)
Packs = Mapping[str, ForeignPack]
_OVER = 0.4  # of the height of a line; ascenders and descenders of lines may touch


@pytest.mark.parametrize("name", NAMES)
def test_a_foreign_template_gives_a_valid_file_that_tells_everything(name: str, foreign_packs: Packs) -> None:
    pack = foreign_packs[name]
    assert [str(each) for each in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(pack.file)).errors] == []
    summaries = {"paid", "spills"}  # for which key numbers and scorecard stand on slides
    told = {statement: files for statement, files in pack.stands.items() if statement not in summaries}
    assert len(told) >= 8 and all(any(file.endswith(pack.file.suffix) for file in files) for files in told.values())


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_off_its_page_or_over_another(name: str, foreign_packs: Packs) -> None:
    pack = foreign_packs[name]
    pages = sizes_of(pack.file)
    width, height = max(each[0] for each in pages), max(each[1] for each in pages)
    assert len(pack.words) > 150
    off = [each.text for each in pack.words
           if each.left < 0 or each.top < 0 or each.right > width or each.bottom > height]  # fmt: skip
    assert off == []
    assert [*collisions(pack.words)] == []


def collisions(words: Sequence[Word]) -> Iterator[tuple[int, str, str]]:
    """Yield pairs of words that stand over each other, with their page."""
    for page, on_page in groupby(words, key=lambda word: word.page):
        ordered = sorted(on_page, key=lambda word: word.top)
        for number, word in enumerate(ordered):
            for other in ordered[number + 1 :]:
                if other.top > word.bottom:
                    break
                across = min(word.right, other.right) - max(word.left, other.left)
                down = min(word.bottom, other.bottom) - max(word.top, other.top)
                if across > 1 and down > _OVER * min(word.bottom - word.top, other.bottom - other.top):
                    yield page, word.text, other.text


@pytest.mark.parametrize("name", NAMES)
def test_all_text_can_be_read_on_its_ground(name: str, foreign_packs: Packs) -> None:
    told = [what for _, what in foreign_packs[name].said
            if re.search(r"contrast|cannot be read", what) and "nothing needs to be done" not in what]  # fmt: skip
    if name == "cover dark on dark":  # its title, and footers in a colour of the office's own
        assert told and all("on slide 1 " in what and "#14304F" in what for what in told)
    else:
        assert told == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_templates_own_text_is_left(name: str, foreign_packs: Packs) -> None:
    text = " ".join(word.text for word in foreign_packs[name].words)
    assert [prompt for prompt in (*PROMPTS, "Mastertextformat", "Titel der", "Platzhalter") if prompt in text] == []


@pytest.mark.parametrize("name", WORD)
def test_paper_margins_and_orientation_are_those_of_the_template(name: str, foreign_packs: Packs) -> None:
    pack = foreign_packs[name]
    section, *_ = docx.Document(str(pack.template)).sections
    ours, *_ = docx.Document(str(pack.file)).sections
    assert sizes_of(pack.file)[0] == sizes_of(pack.template)[0]
    names = ("orientation", "left_margin", "right_margin", "top_margin", "bottom_margin", "gutter")
    assert [getattr(ours, each) for each in names] == [getattr(section, each) for each in names]


def sizes_of(path: Path) -> list[tuple[float, float]]:
    """The widths and heights of the slides, or of the pages of each section, in points."""
    if path.suffix == ".pptx":
        presentation = Presentation(str(path))
        return [(presentation.slide_width / 12700, presentation.slide_height / 12700)]
    return [(each.page_width.pt, each.page_height.pt) for each in docx.Document(str(path)).sections]


def look_of(folder: Path, data: bytes) -> Path:
    """A look from a template for slides alone, as `new-look` makes it."""
    (folder / "theirs.pptx").write_bytes(data)
    assert main(["new-look", str(folder / "look"), "--slides", str(folder / "theirs.pptx")]) == 0
    return folder / "look"


def test_new_look_keeps_all_parts_of_a_foreign_template(tmp_path: Path) -> None:
    data = foreign.with_two_masters()
    look = look_of(tmp_path, data)
    (tmp_path / "before.pptx").write_bytes(data)
    before, after = (set(ZipFile(each).namelist()) for each in (tmp_path / "before.pptx", look / "slides.pptx"))
    assert before == after


def test_new_look_leaves_out_the_slides_of_a_foreign_template(tmp_path: Path) -> None:
    look = look_of(tmp_path, foreign.with_slides())
    assert len(Presentation(str(look / "slides.pptx")).slides) == 0
    assert [name for name in ZipFile(look / "slides.pptx").namelist() if name.startswith("ppt/slides/")] == []
