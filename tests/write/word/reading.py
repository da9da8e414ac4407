"""A Word file, read from its XML."""

from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from generator.model.document import Document
from generator.model.look import Look
from generator.write.word.writer import write_word
from tests.write.word.documents import DRAWINGS, shipped_look

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_W = f"{{{W['w']}}}"


class Word:
    """A .docx; `parts` are by name."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    @classmethod
    def of(cls, document: Document, look: Look | None = None) -> "Word":
        return cls(write_word(document, DRAWINGS, look or shipped_look()).data)

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @cached_property
    def body(self) -> etree._Element:
        return self.root("word/document.xml")

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        return {style.get(f"{_W}styleId"): style for style in self.root("word/styles.xml").iterfind("w:style", W)}

    def paragraphs(self, style: str = "") -> list[str]:
        """The texts of the body's paragraphs; only those of `style` (its id), if given."""
        return [text_of(p) for p in self.body.iter(f"{_W}p") if not style or style_of(p) == style]

    def attributes(self, path: str, name: str = "val", part: str = "word/document.xml") -> list[str]:
        return [element.get(f"{_W}{name}") for element in self.root(part).iterfind(f".//{path}", W)]


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find("w:pPr/w:pStyle", W)
    return "Normal" if style is None else style.get(f"{_W}val")


def text_of(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))


def fields_of(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the instruction and the cached result of each field that holds no other field."""
    instruction, result, state = "", "", ""
    for item in element.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}t"):
        kind = item.get(f"{_W}fldCharType")
        if kind == "begin":
            instruction, result, state = "", "", "instruction"
        elif kind == "separate":
            state = "result"
        elif kind == "end":
            if state == "result":
                yield instruction.strip(), result
            state = ""
        elif item.tag == f"{_W}instrText":
            instruction += item.text or ""
        elif state == "result":
            result += item.text or ""
