"""The text that a template has itself -> what of it stays, by the `keep` of brand.yaml.

Without it, that is all but the pages after the one on which `{{ content }}` ends: these are samples.

Headers, footers and the section in which the content stands always stay. Prompts of content controls never do: those
that are bound to a property of the document say it, and all others go (ECMA-376-1, 17.5.2.39, w:showingPlcHdr). A
paragraph that is nothing but words in brackets is a prompt that somebody typed, and goes as well.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from io import BytesIO
from zipfile import ZipFile

from msgspec import Struct

from generator.errors import Place, Problem
from generator.model.look import AFTER, BEFORE, FIRST_PAGE
from generator.write.word.template.fields import find_content_paragraph
from generator.write.word.xml.elements import (
    Element,
    attribute,
    find,
    find_all,
    iter_elements,
    local_name,
    parse_xml,
    qn,
)

_KEEP = f"`keep: [{BEFORE}, {AFTER}]` in brand.yaml keeps them"
_DROP = f"leave it out by `keep: []` in brand.yaml, keep one page of it by `keep: [{FIRST_PAGE}]`, or type"
_TYPE_CONTENT = "`{{ content }}` alone into the paragraph that the briefing is to replace"
# all of a paragraph: `[Type the title]`, `<Name>`; a figure in brackets is none
_PROMPT = re.compile(
    r"\s*(?:\[[^][{}]*[^][{}\W\d][^][{}]*]|<[^<>{}]*[^<>{}\W\d][^<>{}]*>|【[^【】{}]*】|［[^［］{}]*］)\s*"
)
# the properties to which Word's own cover pages bind their controls, by the end of the XPath
_BOUND = {"title": "title", "subject": "topic", "creator": "prepared_by", "PublishDate": "as_of_line"}


class OwnText(Struct, frozen=True):
    """How many paragraphs and tables with text stand before the content, and how many after it were taken out."""

    has_place: bool  # whether the template says where the content goes
    kept: tuple[int, int] = (0, 0)
    dropped_after: tuple[int, int] = (0, 0)
    pages_before: int = 0  # whole ones, ended by a break

    def notes(self, place: Place) -> Iterator[Problem]:
        """Yield what its author should know of it."""
        if not self.has_place and any(self.kept):
            what = f"has no `{{{{ content }}}}`; the briefing follows the template's own text: {_count(self.kept)}"
            yield Problem(place, what, f"{_DROP} {_TYPE_CONTENT}")
        if any(self.dropped_after):
            yield Problem(
                place, f"the pages after `{{{{ content }}}}` are left out: {_count(self.dropped_after)}", _KEEP
            )


def _count(items: tuple[int, int]) -> str:
    named = zip(items, ("paragraph", "table"), strict=True)
    return ", ".join(f"{count} {name}{'s' * (count > 1)}" for count, name in named if count)


def cut_own_text(body: Element, keep: Collection[str]) -> OwnText:
    """Take out of `body` what is not kept; what stays is the last section if nothing after the content does."""
    content = find_content_paragraph(body)
    before, after = _divide(body, content)
    if FIRST_PAGE in keep:
        first = [*_first_page(before)]
        _remove(before[len(first) :])
        before = first
    elif BEFORE not in keep:
        _remove(before)
        before = []
    dropped: list[Element] = []
    if AFTER not in keep and after:
        dropped = [*_later_pages(after)]
        if dropped:
            _end_with_section_of(content, body)
            _remove(dropped)
    pages = sum(map(_ends_page, before))
    return OwnText(content is not None, _size(before), _size(dropped), pages)


def own_text_of(data: bytes) -> str:
    """Return how much text a template has that does not say where the content goes; empty if it has none or says it."""
    with ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.casefold() == "word/document.xml"]
        body = find(parse_xml(package.read(names[0])), "w:body") if names else None
    return "" if body is None or find_content_paragraph(body) is not None else _count(_size(_divide(body, None)[0]))


def _divide(body: Element, content: Element | None) -> tuple[list[Element], list[Element]]:
    """Return the template's own blocks before and after the content; without a place for it, all are before."""
    blocks = [block for block in body if local_name(block) != "sectPr" and block is not content]
    if content is None:
        return blocks, []
    at = body.index(content)
    return [block for block in blocks if body.index(block) < at], [block for block in blocks if body.index(block) > at]


def _size(blocks: Iterable[Element]) -> tuple[int, int]:
    with_text = [block for block in blocks if any(text.text for text in iter_elements(block, "w:t"))]
    tables = sum(local_name(block) == "tbl" for block in with_text)
    return len(with_text) - tables, tables


def _first_page(blocks: Iterable[Element]) -> Iterator[Element]:
    """Yield the blocks up to the first that ends a page."""
    for block in blocks:
        yield block
        if _ends_page(block):
            return


def _later_pages(blocks: Iterable[Element]) -> Iterator[Element]:
    """Yield the blocks from the first that begins a page, or that has a break in it."""
    later = False
    for block in blocks:
        if later or _has_break(block):
            later = True
            yield block
        later = later or _ends_page(block)


def _has_break(block: Element) -> bool:
    return any(attribute(each, "w:type") == "page" for each in iter_elements(block, "w:br"))


def _ends_page(block: Element) -> bool:
    """Whether a page ends in or with `block`: by a break, or by a section that begins on a new page."""
    return _has_break(block) or next(iter_elements(block, "w:sectPr"), None) is not None


def _remove(blocks: Iterable[Element]) -> None:
    for block in blocks:
        block.getparent().remove(block)


def _end_with_section_of(content: Element | None, body: Element) -> None:
    """Let the section in which the content stands be the last of the body."""
    following = [] if content is None else list(content.itersiblings())
    own = next((section for block in following if (section := find(block, "w:pPr/w:sectPr")) is not None), None)
    last = find(body, "w:sectPr")
    if own is not None and last is not None:
        body.replace(last, own)


def fill_controls(root: Element, values: Mapping[str, str]) -> None:
    """Say the document's properties in the content controls that are bound to them; take out all other prompts."""
    for control in [*iter_elements(root, "w:sdt")]:
        properties, content = find(control, "w:sdtPr"), find(control, "w:sdtContent")
        if properties is None or content is None:
            continue
        value = values.get(_BOUND.get(_bound_to(properties), ""), "")
        prompt = find(properties, "w:showingPlcHdr")
        if value:
            _say(content, value)
            if prompt is not None:
                properties.remove(prompt)
        elif prompt is not None:
            _take_out(control)


def take_out_prompts(root: Element, place: Place) -> Iterator[Problem]:
    """Empty the paragraphs of a part that are prompts, and yield a note of each; breaks and room stay."""
    for paragraph in iter_elements(root, "w:p"):
        texts = [*iter_elements(paragraph, "w:t")]
        words = "".join(text.text or "" for text in texts)
        if _PROMPT.fullmatch(words):
            for text in texts:
                text.text = ""
            what = f"`{words.strip()[:80]}` looks like a prompt, and is left out"
            yield Problem(place, what, "write it without brackets, or a name such as `{{ title }}` in its place")


def _bound_to(properties: Element) -> str:
    """Return the name of the property to which a control is bound: the last step of its XPath."""
    path = attribute(find(properties, "w:dataBinding"), "w:xpath")
    return path.rpartition("/")[2].partition("[")[0].rpartition(":")[2]


def _say(content: Element, value: str) -> None:
    """Put `value` into the first text of a control, and empty all others; its runs lose the look of a prompt."""
    texts = [*iter_elements(content, "w:t")]
    for number, text in enumerate(texts):
        text.text = "" if number else value
    for style in [*iter_elements(content, "w:rStyle")]:
        if "placeholder" in attribute(style, "w:val").casefold():
            style.getparent().remove(style)


def _take_out(control: Element) -> None:
    """Take out a control that shows a prompt; a cell keeps the paragraph that it must have."""
    parent = control.getparent()
    parent.remove(control)
    if local_name(parent) == "tc" and not find_all(parent, "w:p"):
        parent.append(parent.makeelement(qn("w:p")))
