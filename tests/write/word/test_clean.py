"""A briefing is clean inside: nothing twice, nothing dangling, nothing unused, and no look but that of its styles."""

import re
from posixpath import dirname, join, normpath

import pytest

from generator.model.block import Heading, Paragraph, ReferenceList
from generator.model.inline import Citation, Cite, Plain
from tests.write.word.documents import BLOCKS, FIGURE, REFERENCES, TABLE, document, landscape, look_with, said
from tests.write.word.reading import W, Word, style_of, text_of
from tests.write.word.test_names import template

_W = f"{{{W['w']}}}"
SHARED = ("bookmarkStart", "commentRangeStart", "ins", "del", "moveFrom", "moveTo")  # one space of ids
CARRIES_TEXT = re.compile(r"word/(document|footnotes|header\d.*|footer\d.*)\.xml")
CITED = Paragraph((Plain("Ships came."), Cite((Citation(1, "p. 2"), Citation(2)))))
WIDE = landscape(Heading(1, said("Wide")), FIGURE, TABLE)

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


def test_no_id_is_given_twice(word: Word) -> None:
    roots = [word.root(name) for name in texts(word)]
    marked = [each.get(f"{_W}id") for root in roots for each in root.iter(*(f"{_W}{kind}" for kind in SHARED))]
    named = [each.get(f"{_W}name") for root in roots for each in root.iter(f"{_W}bookmarkStart")]
    shapes = [each.get("id") for root in roots for each in root.iter("{*}docPr")]
    assert all(len(set(ids)) == len(ids) for ids in (marked, named, shapes))
    assert all(len(name) <= 40 for name in named)


def test_every_mark_has_its_other_end(word: Word) -> None:
    ends = [each.get(f"{_W}id") for each in word.body.iter(f"{_W}bookmarkEnd")]
    assert sorted(word.attributes("w:bookmarkStart", "id")) == sorted(ends)
    notes = [note.get(f"{_W}id") for note in word.root("word/footnotes.xml").iterfind("w:footnote", W)]
    assert [note for note in notes if int(note) > 0] == word.attributes("w:footnoteReference", "id")
    anchors = set(word.attributes("w:hyperlink", "anchor")) - {None}
    assert anchors <= set(word.attributes("w:bookmarkStart", "name"))


def test_every_relationship_leads_somewhere_and_every_part_is_led_to(word: Word) -> None:
    led_to = set()
    for name in word.parts:
        if not name.endswith(".rels"):
            continue
        owner = normpath(join(dirname(name), "..", name.rpartition("/")[2].removesuffix(".rels")))
        ids = re.findall(rb'(?:r:embed|r:id|r:link)="(\w+)"', word.parts.get(owner, b""))
        for each in word.root(name):
            if each.get("TargetMode") != "External":
                target = each.get("Target")
                led_to.add(target.lstrip("/") if target.startswith("/") else normpath(join(dirname(owner), target)))
            ids = [id_ for id_ in ids if id_.decode() != each.get("Id")]
        assert ids == [], f"{owner} asks for relationships that it has not"
    parts = {name for name in word.parts if not name.endswith(".rels") and name != "[Content_Types].xml"}
    assert led_to == parts


def test_nothing_is_left_of_the_tools(word: Word) -> None:
    assert not [name for name, content in word.parts.items() if b"python-docx" in content or "thumbnail" in name]
    modes = [each.get(f"{_W}val") for each in word.root("word/settings.xml").iter("{*}compatSetting")
             if each.get(f"{_W}name") == "compatibilityMode"]  # fmt: skip
    assert modes == ["15"]


def test_a_run_has_a_style_or_nothing_and_a_paragraph_only_what_no_style_can_say(word: Word) -> None:
    root = word.body
    # the words of the cover are the template's own
    own = {
        child.tag for run in root.iter(f"{_W}r") if "Cover" not in text_of(run) for child in run.iterfind("w:rPr/*", W)
    }
    assert own <= {f"{_W}rStyle"}
    said_ = {child.tag.removeprefix(_W) for each in root.iter(f"{_W}pPr") for child in each}
    assert said_ <= {"pStyle", "keepNext", "numPr", "sectPr"}


def test_every_style_that_is_used_exists(word: Word) -> None:
    for name in texts(word):
        asked = {
            each.get(f"{_W}val")
            for each in word.root(name).iter(*(f"{_W}{kind}" for kind in ("pStyle", "rStyle", "tblStyle")))
        }
        assert asked <= word.styles.keys(), name


def test_lists_and_space_are_made_by_styles_and_never_typed(word: Word) -> None:
    paragraphs = list(word.body.iter(f"{_W}p"))
    typed = [text_of(each) for each in paragraphs if re.match(r"\s*(?:[•·▪◦‣–*-]|\(?\d{1,2}[.)])\s", text_of(each))]
    assert typed == []
    assert not [
        text_of(each) for each in paragraphs if "  " in text_of(each) or text_of(each) != text_of(each).strip(" ")
    ]
    empty = {style_of(each) for each in paragraphs if not text_of(each) and each.find(".//w:drawing", W) is None}
    gap = {style_of(each) for each in paragraphs if each.find("w:pPr/w:sectPr", W) is not None} | {"TableGap"}
    assert empty <= gap | {"Normal"} if "TableGap" not in word.styles else empty <= gap
    tabs = {style_of(each) for each in paragraphs if each.find(".//w:r/w:tab", W) is not None}
    assert tabs <= {"TOC1", "TOC2"}
