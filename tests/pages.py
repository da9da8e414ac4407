"""A rendered briefing and its .docx -> what is on each page: body, footnotes, header, footer, and what is torn.

The .docx says which words belong together and what they are; LibreOffice's PDF says where they came to stand. Words are
found by their letters in the order in which LibreOffice paints them: header, body, footnotes, footer.
"""

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from tests.rendering import Word, words_of
from tests.write.word.reading import fields_of

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_W = f"{{{W['w']}}}"
_LISTS = ("List Bullet", "List Number", "Panel List", "Panel Number", "Card List")
_LEAST_MATCH = 12  # letters by which a paragraph is known
_TWIPS = 20.0
_LINE_PT = 3.0  # words whose bottoms differ by less are in one line


@dataclass(frozen=True)
class Part:
    """A paragraph or a row of a table as rendered: its pages, and how many lines it has on each."""

    kind: str  # name of its style; "row" of a table
    text: str
    lines: tuple[tuple[int, int], ...]  # page, lines there
    top: float  # on its first page
    bottom: float  # on its last page
    table: int = -1  # number of its table, if it is in one
    number: int = -1  # its number among the paragraphs of the file

    @property
    def first_page(self) -> int:
        return self.lines[0][0]

    @property
    def last_page(self) -> int:
        return self.lines[-1][0]

    @property
    def count_lines(self) -> int:
        return sum(lines for _, lines in self.lines)

    @property
    def torn(self) -> bool:
        return len(self.lines) > 1


@dataclass
class PageSeen:
    """One page. Heights in points; `body` are the words between header and footnotes, in reading order."""

    number: int
    area_top: float
    area_bottom: float
    header: list[Word] = field(default_factory=list)
    body: list[Word] = field(default_factory=list)
    notes: list[Word] = field(default_factory=list)
    footer: list[Word] = field(default_factory=list)
    pictures: list[tuple[float, float]] = field(default_factory=list)  # top, bottom

    @property
    def height(self) -> float:
        return self.area_bottom - self.area_top

    @property
    def notes_top(self) -> float:
        return min((word.top for word in self.notes), default=self.area_bottom)

    @property
    def notes_share(self) -> float:
        """The share of the text area that footnotes take."""
        return (self.area_bottom - self.notes_top) / self.height if self.notes else 0.0

    @property
    def tail_share(self) -> float:
        """The share of the text area between the last line and the footnotes, or the end of the area."""
        last = max((word.bottom for word in self.body), default=self.area_top)
        return max(0.0, self.notes_top - last) / self.height

    @property
    def header_text(self) -> str:
        return " ".join(word.text for word in self.header)

    @property
    def footer_text(self) -> str:
        return " ".join(word.text for word in self.footer)


class Briefing:
    """A .docx and its PDF."""

    def __init__(self, docx: Path, pdf: Path) -> None:
        with ZipFile(docx) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
        self._body = etree.fromstring(self._parts["word/document.xml"])
        self.pdf = pdf
        self._words = words_of(pdf, painted=True)
        self._sizes = _sizes_of(pdf)

    @cached_property
    def pages(self) -> list[PageSeen]:
        """All pages, with their words shared out."""
        notes, carried = self._note_letters(), list[str]()
        pages = []
        for number, (width, height) in enumerate(self._sizes, 1):
            top, bottom = self._margins(width > height)
            page = PageSeen(number, top, height - bottom)
            inner: list[Word] = []
            for word in (word for word in self._words if word.page == number):
                middle = (word.top + word.bottom) / 2
                (
                    page.header
                    if middle < page.area_top - 2
                    else page.footer
                    if middle > page.area_bottom + 2
                    else inner
                ).append(word)
            start = _find_notes(inner, notes, carried)
            page.body, page.notes = inner[:start], inner[start:]
            pages.append(page)
        return pages

    def _margins(self, landscape: bool) -> tuple[float, float]:
        """Return the heights of the top and bottom margins, in points."""
        for section in self._body.iter(f"{_W}sectPr"):
            size, margins = section.find("w:pgSz", W), section.find("w:pgMar", W)
            if (size.get(f"{_W}orient") == "landscape") == landscape:
                return tuple(float(margins.get(f"{_W}{side}")) / _TWIPS for side in ("top", "bottom"))  # type: ignore[return-value]
        raise AssertionError("no section is like this page")

    def _note_letters(self) -> dict[int, str]:
        """Return each footnote's number and text, by its number."""
        root = etree.fromstring(self._parts["word/footnotes.xml"])
        notes = [note for note in root.iterfind("w:footnote", W) if note.get(f"{_W}type") is None]
        return {number: f"{number}{_letters(_text(note))}" for number, note in enumerate(notes, 1)}

    @cached_property
    def parts(self) -> list[Part]:
        """All paragraphs of the body and of cells, in the order of the file; those that were not found are left out."""
        letters: list[str] = []
        words: list[Word] = []
        for page in self.pages:
            for word in page.body:
                text = _letters(word.text)
                letters.append(text)
                words += [word] * len(text)
        painted = "".join(letters)
        found, at, table_start = [], 0, 0
        tables = {table: number for number, table in enumerate(self._body.iter(f"{_W}tbl"))}
        styles = self._style_names()
        references = iter(range(1, 1000000))
        for number, paragraph in enumerate(self._body.iter(f"{_W}p")):
            text = _letters(_text(paragraph, references))
            if not text:
                continue
            # cells may be painted in another order than they are written
            table_start = table_start if _in_cell(paragraph) else at
            span = _find(painted, text, at) or _find(painted, text, table_start)
            if span is None:
                continue
            start, end = span
            at = max(at, end)
            style = paragraph.find("w:pPr/w:pStyle", W)
            name = styles.get("" if style is None else style.get(f"{_W}val"), "Normal")
            table = next((tables[t] for t in paragraph.iterancestors(f"{_W}tbl")), -1)
            found.append(_part(name, text, words[start:end], table, number))
        return found

    def groups(self, first: str, others: str) -> list[list[Part]]:
        """Return the parts of each thing that begins with the style `first` and goes on with styles named `others…`."""
        groups: list[list[Part]] = []
        goes_on = False
        for part in self.parts:
            if part.kind == first:
                groups.append([part])
                goes_on = True
            elif goes_on and part.kind.startswith(others):
                groups[-1].append(part)
            else:
                goes_on = False
        return groups

    @property
    def tables(self) -> list[list[Part]]:
        """The cells of each table that has a header row."""
        tables = enumerate(self._body.iter(f"{_W}tbl"))
        headed = {number for number, table in tables if table.find("w:tr/w:trPr/w:tblHeader", W) is not None}
        by_table: dict[int, list[Part]] = {number: [] for number in headed}
        for part in self.parts:
            if part.table in headed:
                by_table[part.table].append(part)
        return [cells for cells in by_table.values() if cells]

    @property
    def page_references(self) -> list[tuple[str, int, int]]:
        """Words of a heading that the briefing refers to, the page that it says, and the page on which that is."""
        pages = {part.number: part for part in self.parts}
        headings = {}
        for number, paragraph in enumerate(self._body.iter(f"{_W}p")):
            for start in paragraph.iterfind("w:bookmarkStart", W):
                headings[start.get(f"{_W}name")] = number
        references = []
        for instruction, result in fields_of(self._body):
            name = re.match(r"PAGEREF (\S+)", instruction)
            if name and headings.get(name[1]) in pages:
                heading = pages[headings[name[1]]]
                references.append((heading.text, int(result), heading.first_page))
        return references

    def _style_names(self) -> dict[str, str]:
        root = etree.fromstring(self._parts["word/styles.xml"])
        return {
            style.get(f"{_W}styleId"): style.find("w:name", W).get(f"{_W}val") for style in root.iterfind("w:style", W)
        }


def _part(kind: str, text: str, words: Sequence[Word], table: int, number: int) -> Part:
    by_page: dict[int, set[int]] = {}
    for word in words:
        by_page.setdefault(word.page, set()).add(round(word.bottom / _LINE_PT))
    lines = tuple((page, _count_lines([word for word in words if word.page == page])) for page in by_page)
    return Part(kind, text, lines, words[0].top, words[-1].bottom, table, number)


def _count_lines(words: Sequence[Word]) -> int:
    bottoms = sorted({word.bottom for word in words})
    return sum(1 for before, bottom in zip([-99.0, *bottoms], bottoms, strict=False) if bottom - before > _LINE_PT)


def _in_cell(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(f"{_W}tc"), None) is not None


def _find(painted: str, text: str, at: int) -> tuple[int, int] | None:
    """Return where `text` is painted after `at`; where other text stands in it, by its first and last letters."""
    start = painted.find(text, at)
    if start >= 0:
        return start, start + len(text)
    edge = min(_LEAST_MATCH, len(text))
    start = painted.find(text[:edge], at)
    end = painted.find(text[-edge:], start + len(text) - edge) if start >= 0 else -1
    return (start, end + edge) if end >= 0 and end + edge - start < 2 * len(text) + 200 else None


def _find_notes(words: Sequence[Word], notes: dict[int, str], carried: list[str]) -> int:
    """Return where the footnotes begin among the words of a page.

    `notes` are those to come, `carried` is what is left of those before: what this page shows is taken from both.
    """
    starts, painted = {}, ""
    for index, word in enumerate(words):
        starts[len(painted)] = index
        painted += _letters(word.text)
    begin = len(painted)
    for text in carried:
        at = painted.find(text[:_LEAST_MATCH])
        begin = min(begin, at) if at in starts else begin
    shown = {}
    for number, text in notes.items():
        at = painted.rfind(text[:_LEAST_MATCH])
        if at in starts:
            shown[number] = at
            begin = min(begin, at)
    carried.clear()
    for number, at in shown.items():
        rest = notes.pop(number)
        common = next((n for n in range(len(rest)) if painted[at + n : at + n + 1] != rest[n]), len(rest))
        carried += [rest[common:]] if common < len(rest) else []
    return starts.get(begin, len(words))


def _letters(text: str) -> str:
    # without the dots that lead to a page, and without signs: pdftotext puts those of another font behind their words
    return re.sub(r"\.{3,}|[✓✕✗~\s\u00ad\u2011\u200b\u200e\u200f\u2060-\u2069-]", "", text)


def _text(element: etree._Element, references: Iterator[int] | None = None) -> str:
    """Return what is shown of a paragraph or footnote; `references` are the numbers of the footnotes to come."""
    shown = []
    for item in element.iter(f"{_W}t", f"{_W}footnoteReference"):
        if item.tag == f"{_W}t":
            shown.append(item.text or "")
        elif references is not None:
            shown.append(str(next(references)))
    return "".join(shown)


def _sizes_of(pdf: Path) -> list[tuple[float, float]]:
    html = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return [(float(w), float(h)) for w, h in re.findall(r'<page width="(\S+)" height="(\S+)">', html)]
