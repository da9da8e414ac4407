"""A briefing is clean inside: no duplicates, nothing dangling or unused, and no formatting but that of its styles."""

import re
from posixpath import dirname, join, normpath

import pytest

from generator.model.block import Heading, Paragraph, ReferenceList
from generator.model.inline import Citation, Cite, Plain
from tests.write.word.documents import BLOCKS, FIGURE, REFERENCES, TABLE, document, landscape, look_with, plain
from tests.write.word.reading import W, Word, style_of, text_of
from tests.write.word.test_names import template

_W = f"{{{W['w']}}}"
SHARED = ("bookmarkStart", "commentRangeStart", "ins", "del", "moveFrom", "moveTo")  # share their ids
CARRIES_TEXT = re.compile(r"word/(document|footnotes|header\d.*|footer\d.*)\.xml")
CITED = Paragraph((Plain("Ships came."), Cite((Citation(1, "p. 2"), Citation(2)))))
WIDE = landscape(Heading(1, plain("Wide")), FIGURE, TABLE)

BRIEFINGS = {
    "whole": lambda: Word.of(document(*BLOCKS[:-2], WIDE, *BLOCKS[-2:], contents=True)),
    "numbers": lambda: Word.of(document(CITED, ReferenceList(REFERENCES))),
    "foreign template": lambda: Word.of(document(*BLOCKS, WIDE), look_with(template(("Cover",), ("{{ content }}",)))),
}


@pytest.fixture(scope="module", params=BRIEFINGS)
def word(request: pytest.FixtureRequest) -> Word:
    return BRIEFINGS[request.param]()


def texts(word: Word) -> list[str]:
    return [name for name in word.parts if CARRIES_TEXT.fullmatch(name)]


def test_no_id_is_used_twice(word: Word) -> None:
    roots = [word.root(name) for name in texts(word)]
    marks = [mark.get(f"{_W}id") for root in roots for mark in root.iter(*(f"{_W}{kind}" for kind in SHARED))]
    names = [start.get(f"{_W}name") for root in roots for start in root.iter(f"{_W}bookmarkStart")]
    shapes = [shape.get("id") for root in roots for shape in root.iter("{*}docPr")]
    assert all(len(set(ids)) == len(ids) for ids in (marks, names, shapes))
    assert all(len(name) <= 40 for name in names)


def test_every_bookmark_is_closed_and_every_reference_has_a_target(word: Word) -> None:
    ends = [end.get(f"{_W}id") for end in word.body.iter(f"{_W}bookmarkEnd")]
    assert sorted(word.attributes("w:bookmarkStart", "id")) == sorted(ends)
    notes = [note.get(f"{_W}id") for note in word.root("word/footnotes.xml").iterfind("w:footnote", W)]
    assert [note for note in notes if int(note) > 0] == word.attributes("w:footnoteReference", "id")
    anchors = set(word.attributes("w:hyperlink", "anchor")) - {None}
    assert anchors <= set(word.attributes("w:bookmarkStart", "name"))


def test_every_part_is_related_to_and_every_relationship_id_exists(word: Word) -> None:
    targets = set()
    for name in word.parts:
        if not name.endswith(".rels"):
            continue
        owner = normpath(join(dirname(name), "..", name.rpartition("/")[2].removesuffix(".rels")))
        ids = re.findall(rb'(?:r:embed|r:id|r:link)="(\w+)"', word.parts.get(owner, b""))
        for relationship in word.root(name):
            if relationship.get("TargetMode") != "External":
                target = relationship.get("Target")
                targets.add(target.lstrip("/") if target.startswith("/") else normpath(join(dirname(owner), target)))
            ids = [id_ for id_ in ids if id_.decode() != relationship.get("Id")]
        assert ids == [], f"{owner} uses relationships that it does not have"
    parts = {name for name in word.parts if not name.endswith(".rels") and name != "[Content_Types].xml"}
    assert targets == parts


def test_no_trace_of_the_tools_is_left(word: Word) -> None:
    assert not [name for name, content in word.parts.items() if b"python-docx" in content or "thumbnail" in name]
    modes = [setting.get(f"{_W}val") for setting in word.root("word/settings.xml").iter("{*}compatSetting")
             if setting.get(f"{_W}name") == "compatibilityMode"]  # fmt: skip
    assert modes == ["15"]


def test_a_run_has_only_a_style_and_a_paragraph_only_what_no_style_can_say(word: Word) -> None:
    # the text of the cover is the template's own
    runs = [run for run in word.body.iter(f"{_W}r") if "Cover" not in text_of(run)]
    assert {child.tag.removeprefix(_W) for run in runs for child in run.iterfind("w:rPr/*", W)} <= {"rStyle"}
    properties = {child.tag.removeprefix(_W) for p in word.body.iter(f"{_W}pPr") for child in p}
    assert properties <= {"pStyle", "keepNext", "keepLines", "numPr", "sectPr"}


def test_every_style_that_is_used_exists(word: Word) -> None:
    for name in texts(word):
        kinds = (f"{_W}{kind}" for kind in ("pStyle", "rStyle", "tblStyle"))
        assert {style.get(f"{_W}val") for style in word.root(name).iter(*kinds)} <= word.styles.keys(), name


def test_bullets_numbers_and_space_come_from_styles_and_are_never_typed(word: Word) -> None:
    paragraphs = list(word.body.iter(f"{_W}p"))
    texts = [text_of(p) for p in paragraphs]
    assert [text for text in texts if re.match(r"\s*(?:[•·▪◦‣–*-]|\(?\d{1,2}[.)])\s", text)] == []
    assert [text for text in texts if "  " in text or text != text.strip(" ")] == []
    empty = {style_of(p) for p in paragraphs if not text_of(p) and p.find(".//w:drawing", W) is None}
    gap = {style_of(p) for p in paragraphs if p.find("w:pPr/w:sectPr", W) is not None} | {"TableGap"}
    assert empty <= gap | {"Normal"} if "TableGap" not in word.styles else empty <= gap
    tabs = {style_of(p) for p in paragraphs if p.find(".//w:r/w:tab", W) is not None}
    assert tabs <= {"TOC1", "TOC2"}
