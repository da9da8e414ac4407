"""`{{ names }}` in the template's own text -> the document's fields; and where the briefing itself goes.

Names only, no expressions. Word splits text into runs as it likes, so each paragraph is read as a whole.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from msgspec import Struct

from generator.errors import Place, Problem, suggest
from generator.write.word.xml.complex_field import complex_field, section_field
from generator.write.word.xml.elements import Element, find, find_all, iter_elements, qn
from generator.write.word.xml.markup import parse, tag, text_element

_CONTENT = "content"
_SLOT = re.compile(r"\{\{((?:[^{}]|\{(?!\{)|\}(?!\}))*+)\}\}")
_SEPARATOR_AT_START, _SEPARATOR_AT_END = re.compile(r"\s*+[·|•]\s*"), re.compile(r"\s*+[·|•]\s*$")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
# Stand for page numbers and the section until they become fields; from the private use area, which no text here has.
_PAGE, _PAGES, _SECTION = "\uf8f0", "\uf8f1", "\uf8f2"
_INSTRUCTIONS = {_PAGE: " PAGE ", _PAGES: " NUMPAGES ", _SECTION: ""}
_LONGEST_TITLE = 60  # characters of a running title: half a line, as headers are set


class Fields(Struct, frozen=True):
    """What each name prints.

    `results` are shown of fields until Word computes them: the number of pages, and in place of a section, which is
    another one on each page, that this is a briefing.
    """

    values: Mapping[str, str]
    results: Mapping[str, str]

    @classmethod
    def of(cls, fields: Mapping[str, str], labels: Mapping[str, str], pages: int, has_sections: bool) -> "Fields":
        page_of = labels["page_of"].replace("{page}", _PAGE).replace("{pages}", _PAGES)
        labelled = {f"labels.{name}": text for name, text in labels.items()}
        running = {"running_title": _shorten_title(fields), "section": _SECTION if has_sections else ""}
        values = {**labelled, **running, **fields, "page_of": page_of, "page": _PAGE, "pages": _PAGES}
        return cls(values, {_PAGE: "1", _PAGES: str(pages), _SECTION: labels["briefing"]})

    def fill(self, root: Element, part: str, place: Place) -> Iterator[Problem]:
        """Fill in all names of a part; yield a problem for each that is unknown."""
        for texts in _texts_by_paragraph(root).values():
            line = _join(texts)
            if "{{" not in line:
                continue
            known: list[tuple[int, int, str]] = []
            for slot in _SLOT.finditer(line):
                name = slot[1].strip()
                if name in self.values:
                    span = slot.span() if self.values[name] else _with_separator(slot, line)
                    known.append((*span, self.values[name]))
                elif name != _CONTENT or line.strip() != slot[0]:
                    yield self._problem(name, part, place)
            _replace(texts, known)
            for run in dict.fromkeys(text.getparent() for text in texts):
                self._add_word_fields(run)

    def _problem(self, name: str, part: str, place: Place) -> Problem:
        if name == _CONTENT:
            return Problem(place, f"`{{{{ content }}}}` in {part} is not alone in its paragraph",
                           "give it a paragraph of its own in the body")  # fmt: skip
        if not _NAME.fullmatch(name):
            return Problem(place, f"`{{{{ {name} }}}}` in {part} is not a name",
                           "Office templates hold names only; expressions belong in Markdown templates")  # fmt: skip
        names = [known for known in (*self.values, _CONTENT) if not known.startswith("labels.")]
        return Problem(place, f"unknown field `{name}` in {part}", suggest(name, names))

    def _add_word_fields(self, run: Element) -> None:
        """Split a run into text and fields that Word computes, all with its properties."""
        line = _join(find_all(run, "w:t"))
        if not any(sign in line for sign in _INSTRUCTIONS):
            return
        runs: list[Element] = []
        for part in re.split(f"([{''.join(_INSTRUCTIONS)}])", line):
            if part == _SECTION:
                runs += parse(section_field(self.results[part]), run)
            elif part in _INSTRUCTIONS:
                runs += parse(complex_field(_INSTRUCTIONS[part], self.results[part]), run)
            elif part:
                runs += parse(tag("w:r", None, text_element(part)), run)
        properties = find(run, "w:rPr")
        if properties is not None:
            for new in runs:
                new.insert(0, deepcopy(properties))
        parent = run.getparent()
        index = parent.index(run)
        parent[index : index + 1] = runs


def _shorten_title(fields: Mapping[str, str]) -> str:
    """Return the title as it fits half a line: its short form, else the topic if it is long."""
    title = fields.get("title", "")
    return fields.get("short_title", "") or (title if len(title) <= _LONGEST_TITLE else fields.get("topic", ""))


def shows_section(root: Element) -> bool:
    """Whether a part of the template prints `{{ section }}`."""
    lines = (_join(texts) for texts in _texts_by_paragraph(root).values())
    return any(slot[1].strip() == "section" for line in lines if "{{" in line for slot in _SLOT.finditer(line))


def _with_separator(slot: re.Match[str], line: str) -> tuple[int, int]:
    """Return the span of an empty value, with the separator before it or, at the start of the line, after it."""
    start, end = slot.span()
    if before := _SEPARATOR_AT_END.search(line, 0, start):
        return before.start(), end
    after = None if line[:start].strip() else _SEPARATOR_AT_START.match(line, end)
    return start, after.end() if after else end


def find_content_paragraph(body: Element) -> Element | None:
    """Return the paragraph of the body that is `{{ content }}` and nothing else."""
    for paragraph, texts in _texts_by_paragraph(body).items():
        slot = _SLOT.fullmatch(_join(texts).strip())
        if slot and slot[1].strip() == _CONTENT and paragraph.getparent() is body:
            return paragraph
    return None


def _texts_by_paragraph(root: Element) -> Mapping[Element, list[Element]]:
    """Return the w:t of each paragraph; those of a text box in it are of paragraphs of their own."""
    by_paragraph: dict[Element, list[Element]] = {}
    for text in iter_elements(root, "w:t"):
        paragraph = next(text.iterancestors(qn("w:p")), None)
        if paragraph is not None:
            by_paragraph.setdefault(paragraph, []).append(text)
    return by_paragraph


def _join(texts: list[Element]) -> str:
    return "".join(text.text or "" for text in texts)


def _replace(texts: Iterable[Element], slots: Iterable[tuple[int, int, str]]) -> None:
    """Replace characters, each from a start to an end, by a value, in the first w:t that holds any of them."""
    ahead = deque(slots)
    offset = 0
    for text in texts:
        characters = text.text or ""
        end = offset + len(characters)
        pieces, kept = [], offset  # what becomes of its characters up to `kept`
        while ahead and ahead[0][0] < end:
            first, last, value = ahead[0]
            if first >= offset:
                pieces += [characters[kept - offset : first - offset], value]
            kept = min(last, end)
            if last > end:
                break
            ahead.popleft()
        if kept > offset:
            text.text = "".join(pieces) + characters[kept - offset :]
            [like] = parse(text_element(text.text), text)
            text.attrib.update(like.attrib)
        offset = end
