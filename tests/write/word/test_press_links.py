"""The press edition's links read as prose: no line ends within a name but between its words."""

import re
from pathlib import Path

import pytest

from generator import build
from generator.model.block import KeyNumber, KeyNumbers, Table
from generator.model.inline import Link
from tests.rendering import pdf_of, words_of
from tests.write.word.documents import document, plain
from tests.write.word.reading import W, Word, text_of

HARBOUR = Path(__file__).parent.parent.parent / "cases" / "harbour"


def test_no_linked_name_is_broken_within_a_word(tmp_path: Path) -> None:
    pack = build(HARBOUR, "press", tmp_path / "out")
    file = next(path for path in pack.folder.iterdir() if path.suffix == ".docx")
    links = [text_of(link) for link in Word(file.read_bytes()).body.iterfind(".//w:hyperlink", W)]
    names = {word for link in links for word in re.findall(r"\w+", link)}
    shown = {word for each in words_of(pdf_of(file, tmp_path)) for word in re.findall(r"\w+", each.text)}
    assert len(names) > 8 and names <= shown


@pytest.mark.parametrize(("across", "kept"), [(4, False), (1, True)])
def test_a_name_wider_than_its_cell_may_break_between_its_words(across: int, kept: bool) -> None:
    name = Link(plain("Deutsche\u00a0Welle,\u00a025\u00a0April\u00a02019"), "https://example.org")
    numbers = KeyNumbers((KeyNumber(plain("12"), plain("meetings"), (name,)),) * across)
    (link, *_) = Word.of(document(numbers)).body.iterfind(".//w:hyperlink", W)
    assert ("\u00a0" in text_of(link)) == kept


def test_a_name_wider_than_its_column_may_break_between_its_words() -> None:
    name = Link(plain("Deutsche\u00a0Welle,\u00a025\u00a0April\u00a02019"), "https://example.org")
    table = Table((plain("a"),) * 6, (((name,), *((plain("unsettled as of now"),) * 5)),))
    (link, *_) = Word.of(document(table)).body.iterfind(".//w:hyperlink", W)
    assert "\u00a0" not in text_of(link)
