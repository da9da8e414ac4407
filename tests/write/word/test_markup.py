"""Text reaches the reader unchanged, whatever it is and whatever prefixes the template has."""

import re
from io import BytesIO
from zipfile import ZipFile

from generator.model.block import Heading, Paragraph
from generator.write.ooxml.package import zip_members
from tests.write.word.documents import document, look_with, plain, template_file
from tests.write.word.reading import Word


def test_text_of_any_kind_reaches_the_reader() -> None:
    text = "A < B & \"C\" > 'D' ]]> &amp; <w:p/> 日本 \U0001f6a2 \u202e\u00a0"
    word = Word.of(document(Heading(1, plain(text)), Paragraph(plain(f" {text} ")), contents=True))
    assert word.paragraphs("Heading1") == [text]
    assert word.paragraphs("Normal") == [f" {text} "]


def test_a_template_with_another_prefix_gets_the_same_briefing() -> None:
    usual, other = Word.of(document(contents=True)), Word.of(document(contents=True), look_with(_with_prefix("house")))
    for part in ("word/document.xml", "word/footnotes.xml"):
        assert b"<house:p>" in other.parts[part]
        assert [(e.tag, e.attrib, e.text) for e in other.root(part).iter()] == [
            (e.tag, e.attrib, e.text) for e in usual.root(part).iter()
        ]


def _with_prefix(prefix: str) -> bytes:
    """The shipped template, with another prefix in place of `w` in the parts that get text."""
    with ZipFile(BytesIO(template_file())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("word/document.xml", "word/footnotes.xml"):
        parts[name] = re.sub(rb"(?<=[</ :])w(?=[:=])", prefix.encode(), parts[name])
    return zip_members(parts)
