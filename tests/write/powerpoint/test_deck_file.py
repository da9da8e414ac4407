"""The .pptx as PowerPoint and an editor meet it."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from generator.model.block import Agenda, FigureBlock, Table
from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.write.ooxml.package import zip_members
from tests.write.powerpoint.decks import (
    bullets,
    cards,
    deck,
    drawing,
    look,
    opening,
    plain,
    scorecard,
    ship_calls,
    slide,
    write,
)
from tests.write.powerpoint.stress import everything

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def small() -> tuple[Deck, dict[str, Drawing]]:
    table = Table((plain("Berth"), plain("Depth")), ((plain("B1"), plain("4 m")),), plain("Berths"), 1, "t")
    made = deck(
        opening(),
        slide("Ferries call again", bullets(3)),
        slide("Built", scorecard(2, 2, 2)),
        slide("Questions", cards(4), section="Questions"),
        slide("Calls", FigureBlock("calls", plain("Calls of ships"), 1, "f"), section="Figures"),
        slide("Calls by year", FigureBlock("by-year", plain("Calls by year"), 2, "g"), section="Figures"),
        slide("Berths", table, section="Figures"),
        slide("Backup", bullets(2), section="Figures", hidden=True),
    )
    return made, {"calls": drawing(), "by-year": drawing("by-year", ship_calls())}


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(*small(), look()).data


@pytest.fixture(scope="module")
def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def slides_of(parts: dict[str, bytes]) -> list[etree._Element]:
    names = sorted(
        (n for n in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)), key=lambda n: int(re.sub(r"\D", "", n))
    )
    return [etree.fromstring(parts[name]) for name in names]


def test_an_editor_meets_whole_runs(parts: dict[str, bytes]):
    for root in slides_of(parts):
        for paragraph in root.iter(f"{A}p"):
            looks = [etree.tostring(run.find(f"{A}rPr")) for run in paragraph if run.tag == f"{A}r"]
            assert all(look != following for look, following in pairwise(looks))


def test_the_validator_finds_nothing(tmp_path: Path):
    for name, (made, drawings) in {"small": small(), "everything": (everything(), {})}.items():
        file = tmp_path / f"{name}.pptx"
        file.write_bytes(write(made, drawings, look()).data)
        assert [str(each) for each in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file).errors] == []


def test_the_validator_finds_nothing_in_another_offices_template(tmp_path: Path):
    import pptx

    slides = (Path(pptx.__file__).parent / "templates" / "default.pptx").read_bytes()
    file = tmp_path / "foreign.pptx"
    file.write_bytes(write(*small(), look(slides)).data)
    assert [str(each) for each in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file).errors] == []


def test_the_same_deck_gives_the_same_bytes(data: bytes):
    assert write(*small(), look()).data == data


def test_every_shape_is_a_placeholder_of_its_layout_and_none_is_empty(data: bytes):
    for page in Presentation(BytesIO(data)).slides:
        known = {holder.placeholder_format.idx for holder in page.slide_layout.placeholders}
        assert {shape.placeholder_format.idx for shape in page.shapes} <= known
        assert all(shape.text_frame.text.strip() for shape in page.shapes if shape.has_text_frame)


def test_a_slide_reads_title_first_and_footers_last(data: bytes):
    page = Presentation(BytesIO(data)).slides[1]
    assert [shape.name for shape in page.shapes] == [
        "Title", "Eyebrow", "Content", "Sources", "Date", "Footer", "Slide number",
    ]  # fmt: skip
    footers = [shape.text_frame.text for shape in list(page.shapes)[-3:]]
    assert footers == ["As of 1 June 2031", "For internal use", "2"]


def test_no_run_says_a_font_or_size_and_only_a_status_a_colour_of_the_theme(parts: dict[str, bytes]):
    for page in slides_of(parts):
        for run in page.iter(f"{A}rPr"):
            assert set(run.attrib) <= {"lang", "b", "i", "baseline"}
            assert [child.tag for child in run] in ([], [f"{A}hlinkClick"], [f"{A}solidFill"])
            colors = {fill[0].get("val") for fill in run.iterfind(f"{A}solidFill")}
            assert colors <= {"accent2", "accent3", "accent4"}


def test_text_states_at_most_a_place_of_its_own(parts: dict[str, bytes]):
    for page in slides_of(parts):
        assert {child.tag for look in page.iterfind(f".//{P}sp/{P}spPr") for child in look} <= {f"{A}xfrm"}


def test_shape_ids_are_unique_and_every_relationship_is_used(parts: dict[str, bytes]):
    for page in slides_of(parts):
        ids = [own.get("id") for own in page.iter(f"{P}cNvPr")]
        assert len(ids) == len(set(ids))
    with_rels = [name for name in parts if name.endswith(".rels")]
    for name in with_rels:
        base = Path(name).parent.parent
        for relation in etree.fromstring(parts[name]):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target")
                full = target.lstrip("/") if target.startswith("/") else _resolved(base, target)
                assert full in parts, f"{name}: {target}"


def _resolved(base: Path, target: str) -> str:
    parts: list[str] = []
    for step in (base / target).parts:
        if step == "..":
            parts.pop()
        else:
            parts.append(step)
    return "/".join(parts)


P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def test_sections_list_each_slide_once_and_in_order(parts: dict[str, bytes]):
    root = etree.fromstring(parts["ppt/presentation.xml"])
    sections = root.findall(f".//{P14}section")
    assert [section.get("name") for section in sections] == ["Harrow Port", "Port", "Questions", "Figures"]
    listed = [slide.get("id") for section in sections for slide in section.iter(f"{P14}sldId")]
    assert listed == [slide.get("id") for slide in root.iter(f"{P}sldId")]


def test_sections_of_one_name_are_told_apart_by_a_number():
    names = ["Tolls", "Ferries", "Ferries", "Tolls", "Pilots", "Tolls"]
    returning = deck(opening(), *(slide(f"Slide {n}", bullets(1), section=name) for n, name in enumerate(names)))
    package = ZipFile(BytesIO(write(returning, {}, look()).data))
    sections = etree.fromstring(package.read("ppt/presentation.xml")).findall(f".//{P14}section")
    assert [(section.get("name"), len(section.findall(f".//{P14}sldId"))) for section in sections] == [
        ("Harrow Port", 1), ("Tolls", 1), ("Ferries", 2), ("Tolls (2)", 1), ("Pilots", 1), ("Tolls (3)", 1),
    ]  # fmt: skip
    assert len({section.get("id") for section in sections}) == len(sections)


def test_an_agenda_links_each_section_to_its_first_slide_that_is_shown():
    made = deck(
        opening(),
        slide("Contents", Agenda(), section="Contents"),
        slide("Backup", bullets(1), hidden=True, section="Tolls"),
        slide("Tolls rose", bullets(20), section="Tolls"),
        slide("Ferries call", bullets(2), section="Ferries"),
        slide("Spare", bullets(2), section="Spare", hidden=True),
    )
    file = BytesIO(write(made, {}, look()).data)
    pages = list(Presentation(file).slides)
    runs = [run for shape in pages[1].placeholders for par in shape.text_frame.paragraphs for run in par.runs]
    linked = {run.text: run._r.rPr.find(f"{A}hlinkClick") for run in runs}
    links = {text: link for text, link in linked.items() if link is not None}
    assert {link.get("action") for link in links.values()} == {"ppaction://hlinksldjump"}
    targets = {text: pages[1].part.related_part(link.get(f"{R}id")) for text, link in links.items()}
    titles = {text: part.slide.shapes.title.text.replace("\u00a0", " ") for text, part in targets.items()}
    assert titles == {"Tolls": "Tolls rose (1 of 2)", "Ferries": "Ferries call"}


def test_a_hidden_slide_is_hidden(parts: dict[str, bytes]):
    assert [page.get("show") for page in slides_of(parts)][-1] == "0"


def test_pictures_and_charts_say_what_they_show(parts: dict[str, bytes]):
    described = [own.get("descr") for page in slides_of(parts) for own in page.iter(f"{P}cNvPr") if own.get("descr")]
    assert described == ["Calls of ships by year", "Calls of ships by year", "Berths"]


def test_a_picture_keeps_its_proportions_inside_its_region(data: bytes):
    page = Presentation(BytesIO(data)).slides[4]
    picture = next(shape for shape in page.shapes if shape.shape_type == 13 or shape.name == "Exhibit")
    region = next(each for each in page.slide_layout.placeholders if each.name == "Exhibit")
    foot = next(each for each in page.slide_layout.placeholders if each.name == "Sources")
    assert abs(picture.width / picture.height - 490 / 200) < 0.01
    assert region.left <= picture.left and picture.left + picture.width <= region.left + region.width + 1
    assert region.top <= picture.top and picture.top + picture.height <= foot.top + foot.height + 1


def test_a_picture_carries_its_drawing_as_svg(parts: dict[str, bytes]):
    assert parts["ppt/media/calls.svg"].startswith(b"<svg")
    assert any(b"svgBlip" in etree.tostring(page) for page in slides_of(parts))


def test_the_properties_are_the_decks_and_carry_no_build_time(data: bytes):
    core = Presentation(BytesIO(data)).core_properties
    assert (core.title, core.author, core.last_modified_by) == ("Harrow Port", "Harbour desk", "Harbour desk")
    assert (core.comments, core.language) == ("", "en-GB")
    assert str(core.created.date()) == str(core.modified.date()) == "2031-06-01"


def test_nothing_is_left_of_the_template_library():
    import pptx

    slides = (Path(pptx.__file__).parent / "templates" / "default.pptx").read_bytes()
    with ZipFile(BytesIO(write(*small(), look(slides)).data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not [name for name in parts if "thumbnail" in name or "printerSettings" in name]
    assert not [name for name, xml in parts.items() if b"Steve Canny" in xml or b"python-pptx" in xml]


def test_the_slides_of_a_template_are_dropped():
    presentation = Presentation(BytesIO(look().slides))
    presentation.slides.add_slide(presentation.slide_layouts[2]).shapes.title.text = "An old slide"
    target = BytesIO()
    presentation.save(target)
    written = write(deck(slide("New", bullets(1))), {}, look(target.getvalue()))
    pages = Presentation(BytesIO(written.data)).slides
    assert [page.shapes.title.text for page in pages] == ["New"]
    assert b"An old slide" not in written.data


def test_what_a_template_lacks_is_said_once():
    import pptx

    slides = (Path(pptx.__file__).parent / "templates" / "default.pptx").read_bytes()
    written = write(deck(opening(), slide("A", bullets(2)), slide("B", bullets(2))), {}, look(slides))
    assert [problem.what for problem in written.warnings] == [
        "layouts are chosen by what they are: `Title Slide` as `Title`; `Title and Content` as `Content`",
    ]


def test_notes_hold_the_references_in_full(data: bytes):
    notes = Presentation(BytesIO(data)).slides[1].notes_slide.notes_text_frame.text
    assert notes.startswith("Sources\n[1] Harrow Port Authority, Report 1 on berths, tolls and dredging")


def test_a_deck_knows_nothing_of_those_made_before_it_from_the_same_template():
    alone = write(*small(), look()).data
    write(deck(slide("Another", bullets(2), section="Elsewhere"), language="ar"), {}, look())
    with ThreadPoolExecutor(4) as threads:
        decks = [*threads.map(lambda _: write(*small(), look()).data, range(4))]
    assert decks == [alone] * 4


def test_words_that_look_like_markup_are_words():
    said = 'a < b & "c" > d\ttab & é 🚢'
    data = write(deck(slide(said, bullets(1, text=said), section=said)), {}, look()).data
    shown = Presentation(BytesIO(data)).slides[0]
    assert shown.shapes.title.text_frame.text == said
    assert said in shown.placeholders[1].text_frame.text


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_a_character_that_no_xml_can_hold_never_gets_into_a_file(character: str):
    with pytest.raises(ValueError):
        write(deck(slide(f"Fer{character}ries", bullets(1))), {}, look())


def test_a_figure_that_is_called_as_a_part_of_the_template_takes_nothing_from_it():
    template = Presentation(BytesIO(look().slides))
    layout, logo = template.slide_layouts[0].part, b"the logo of the house"
    layout.relate_to(Part(PackURI("/ppt/media/IMAGE1.png"), "image/png", layout.package, logo), f"{R[1:-1]}/image")
    held = BytesIO()
    template.save(held)
    figure = deck(slide("Calls", FigureBlock("image1", plain("Calls of ships"), 1, "f")))
    data = write(figure, {"image1": drawing("image1")}, look(held.getvalue())).data
    with ZipFile(BytesIO(data)) as package:
        assert package.read("ppt/media/IMAGE1.png") == logo
        assert package.read("ppt/media/image1_.png") == drawing("image1").png


def test_slides_are_numbered_beyond_whatever_relationships_a_template_has():
    with ZipFile(BytesIO(look().slides)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    told = parts["ppt/_rels/presentation.xml.rels"].decode()
    [master] = [each for each in re.findall("<Relationship [^>]*>", told) if "/slideMaster1.xml" in each]
    quoted = re.findall('Id=("[^"]*")', master)[0].encode()
    for name in ("ppt/_rels/presentation.xml.rels", "ppt/presentation.xml"):
        parts[name] = parts[name].replace(b"d=" + quoted, b'd="rId1002"')
    slides = [slide(f"Berth {number}", bullets(1)) for number in range(3)]
    made = Presentation(BytesIO(write(deck(*slides), {}, look(zip_members(parts))).data))
    assert [each.shapes.title.text for each in made.slides] == ["Berth 0", "Berth 1", "Berth 2"]
    assert len(made.slide_masters[0].slide_layouts) > 1
