"""What is written as characters reads back as it was meant, whatever the words, and whatever the template."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from generator.model.block import Heading, Paragraph
from generator.write.ooxml.characters import encoded
from generator.write.ooxml.package import packed
from generator.write.word.xml.markup import escaped, tag, text
from tests.write.word.documents import document, look_with, said, template_file
from tests.write.word.reading import Word

# every character that XML 1.0 knows (2.2)
LEGAL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r\x7f")
)


@given(LEGAL, LEGAL)
@example("]]>&amp;<w:p/>\r\n", "\"'<&>\t\r\n&#9;")
def test_words_and_values_come_out_as_they_went_in(words: str, value: str) -> None:
    markup = tag("p", {"name": value}, tag("words", {"xml:space": "preserve"}, escaped(words)))
    read = etree.fromstring(encoded(markup))
    assert (read.get("name"), read[0].text or "") == (value, words)


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused(character: str) -> None:
    with pytest.raises(ValueError):
        encoded(text(f"a{character}b"))


def test_words_of_any_kind_reach_the_reader() -> None:
    words = "A < B & \"C\" > 'D' ]]> &amp; <w:p/> 日本 \U0001f6a2 \u202e\u00a0"
    word = Word.of(document(Heading(1, said(words)), Paragraph(said(f" {words} ")), contents=True))
    assert word.paragraphs("Heading1") == [words]
    assert word.paragraphs("Normal") == [f" {words} "]


def test_a_template_that_spells_the_namespace_otherwise_gets_the_same_briefing() -> None:
    usual, other = Word.of(document(contents=True)), Word.of(document(contents=True), look_with(_spelled("house")))
    for part in ("word/document.xml", "word/footnotes.xml"):
        assert b"<house:p>" in other.parts[part]
        assert [(each.tag, each.attrib, each.text) for each in other.root(part).iter()] == [
            (each.tag, each.attrib, each.text) for each in usual.root(part).iter()
        ]


def _spelled(prefix: str) -> bytes:
    """The shipped template, with another prefix in place of `w` in the parts that get words."""
    with ZipFile(BytesIO(template_file())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("word/document.xml", "word/footnotes.xml"):
        parts[name] = re.sub(rb"(?<=[</ :])w(?=[:=])", prefix.encode(), parts[name])
    return packed(parts)
