"""What is written as characters is read back unchanged, whatever the text and the template."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from generator.model.block import Heading, Paragraph
from generator.write.ooxml.characters import encode
from generator.write.ooxml.package import zip_members
from generator.write.word.xml.markup import escape, tag, text_element
from tests.write.word.documents import document, look_with, plain, template_file
from tests.write.word.reading import Word

# every character that XML 1.0 allows (2.2)
LEGAL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r\x7f")
)


@given(LEGAL, LEGAL)
@example("]]>&amp;<w:p/>\r\n", "\"'<&>\t\r\n&#9;")
def test_text_and_values_are_read_back_unchanged(text: str, value: str) -> None:
    markup = tag("p", {"name": value}, tag("t", {"xml:space": "preserve"}, escape(text)))
    root = etree.fromstring(encode(markup))
    assert (root.get("name"), root[0].text or "") == (value, text)


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused(character: str) -> None:
    with pytest.raises(ValueError):
        encode(text_element(f"a{character}b"))


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
