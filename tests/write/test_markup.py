"""XML that is written as text is read back unchanged, whatever it holds."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

import generator
from generator.write.ooxml.markup import element, encode, text

# every character that XML 1.0 allows (2.2)
LEGAL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r\x7f")
)


@given(LEGAL, LEGAL)
@example("]]>&amp;<w:p/>\r\n", "\"'<&>\t\r\n&#9;")
def test_text_and_values_are_read_back_unchanged(words: str, value: str) -> None:
    xml = element("p", element("t", text(words), **{"xml:space": "preserve"}), name=value)
    root = etree.fromstring(encode(xml))
    assert (root.get("name"), root[0].text or "") == (value, words)


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused(character: str) -> None:
    with pytest.raises(ValueError):
        encode(text(f"a{character}b"))


def test_text_becomes_xml_only_where_it_is_escaped() -> None:
    modules = {path: path.read_text(encoding="utf-8") for path in Path(generator.__file__).parent.rglob("*.py")}
    assert {path.name for path, code in modules.items() if " Xml(" in code or "(Xml(" in code} == {"markup.py"}
