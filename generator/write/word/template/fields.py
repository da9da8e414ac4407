"""`{{ names }}` in the template's own text -> the document's fields; and where the composed body goes.

Names only, no expressions. Word splits what one types over runs as it likes, so each paragraph is read as a whole.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy

from msgspec import Struct

from generator.errors import Place, Problem, choose
from generator.write.word.xml.complex_field import complex_field
from generator.write.word.xml.elements import Element, each, find, qualified
from generator.write.word.xml.markup import elements, tag, text

CONTENT = "content"
_MARK = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
# Stand-ins for page numbers while text is put together; from the private use area, which no text here has.
_PAGE, _PAGES = "\uf8f0", "\uf8f1"
_INSTRUCTIONS = {_PAGE: " PAGE ", _PAGES: " NUMPAGES "}


class Names(Struct, frozen=True):
    """What each name prints; `pages` is shown until Word counts them."""

    values: Mapping[str, str]
    pages: int

    @classmethod
    def of(cls, fields: Mapping[str, str], labels: Mapping[str, str], pages: int) -> "Names":
        page_of = labels["page_of"].replace("{page}", _PAGE).replace("{pages}", _PAGES)
        words = {f"labels.{name}": said for name, said in labels.items()}
        return cls({**words, **fields, "page_of": page_of, "page": _PAGE, "pages": _PAGES}, pages)

    def printed(self, root: Element, part: str, place: Place) -> Iterator[Problem]:
        """Replace all names in a part; yield a problem for each that is unknown."""
        for paragraph in list(each(root, "w:p")):
            words = _words(paragraph)
            joined = "".join(word.text or "" for word in words)
            if "{{" not in joined:
                continue
            for found in reversed(list(_MARK.finditer(joined))):
                name = found.group(1)
                if name in self.values:
                    _replace(words, found.start(), found.end(), self.values[name])
                elif name != CONTENT or joined.strip() != found.group():
                    yield self._unknown(name, part, place)
            for run in {id(word.getparent()): word.getparent() for word in words}.values():
                self._count_pages(run)

    def _unknown(self, name: str, part: str, place: Place) -> Problem:
        if name == CONTENT:
            return Problem(place, f"`{{{{ content }}}}` in {part} shares its paragraph",
                           "give it a paragraph of its own in the body")  # fmt: skip
        if not _NAME.fullmatch(name):
            return Problem(place, f"`{{{{ {name} }}}}` in {part} is not a name",
                           "Office templates hold names only; expressions belong in Markdown templates")  # fmt: skip
        return Problem(place, f"no field `{name}`, which {part} asks for", choose(name, self._known()))

    def _known(self) -> list[str]:
        return [name for name in (*self.values, CONTENT) if not name.startswith("labels.")]

    def _count_pages(self, run: Element) -> None:
        """Split a run at the stand-ins for page numbers into text and fields, all in its look."""
        said = "".join(word.text or "" for word in run.findall(qualified("w:t")))
        if _PAGE not in said and _PAGES not in said:
            return
        look = find(run, "w:rPr")
        parent = run.getparent()
        place = parent.index(run)
        made: list[Element] = []
        for piece in re.split(f"([{_PAGE}{_PAGES}])", said):
            if piece in _INSTRUCTIONS:
                result = str(self.pages) if piece == _PAGES else "1"
                made += elements(complex_field(_INSTRUCTIONS[piece], result), run)
            elif piece:
                made += elements(tag("w:r", None, text(piece)), run)
        if look is not None:
            for each_ in made:
                each_.insert(0, deepcopy(look))
        parent[place : place + 1] = made


def content_paragraph(body: Element) -> Element | None:
    """Return the paragraph of the body that is `{{ content }}` and nothing else."""
    for paragraph in body.findall(qualified("w:p")):
        joined = "".join(word.text or "" for word in _words(paragraph))
        found = _MARK.fullmatch(joined.strip())
        if found and found.group(1) == CONTENT:
            return paragraph
    return None


def _words(paragraph: Element) -> list[Element]:
    """Return the w:t of a paragraph, without those of text boxes in it, which are paragraphs of their own."""
    return [word for word in each(paragraph, "w:t") if next(word.iterancestors(qualified("w:p"))) is paragraph]


def _replace(words: list[Element], start: int, end: int, said: str) -> None:
    """Put `said` in place of the characters from `start` to `end`, into the first w:t that holds any of them."""
    at = 0
    for word in words:
        own = word.text or ""
        first, last = max(start - at, 0), min(end - at, len(own))
        if first < last:
            word.text, said = own[:first] + said + own[last:], ""
            [kept] = elements(text(word.text), word)
            word.attrib.update(kept.attrib)
        at += len(own)
