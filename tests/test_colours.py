"""Templates whose colours cannot be read where they are used: what a reader gets, in figures, tables and charts."""

from io import BytesIO
from itertools import combinations
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from PIL import Image

from generator import build
from generator.cli.main import main
from generator.color.contrast import contrast, find_worst
from generator.color.difference import difference
from generator.draw.layout.stacks import segment_shape
from generator.draw.picture import Box
from generator.draw.scale.counts import Segment
from generator.draw.style import style_of
from generator.model.drawing import ChartData, Series
from generator.pack.pack import Pack
from generator.write.ooxml.chart import column_chart
from generator.write.ooxml.colors import resolve_color
from generator.write.ooxml.table_styles import read_table_styles
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.slide_template import load_slide_template
from tests.foreign import slides, word
from tests.write.powerpoint.decks import brand, look

HARBOUR = Path(__file__).parent / "cases" / "harbour"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def pack_in(template: bytes, folder: Path, option: str = "--slides") -> Pack:
    file = folder / f"theirs.{'pptx' if option == '--slides' else 'docx'}"
    file.write_bytes(template)
    assert main(["new-look", str(folder / "look"), option, str(file), "--quiet"]) == 0
    return build(HARBOUR, out=folder / "out", look=folder / "look")


def pictures(pack: Pack, ending: str) -> list[tuple[etree._Element, Image.Image]]:
    """The figures of the file whose name ends so: as SVG, and their pixels."""
    (file,) = (data for name, data in pack.files.items() if name.endswith(ending))
    with ZipFile(BytesIO(file)) as package:
        names = [name.removesuffix(".svg") for name in package.namelist() if name.endswith(".svg")]
        read = package.read
        return [
            (etree.fromstring(read(f"{name}.svg")), Image.open(BytesIO(read(f"{name}.png"))).convert("RGB"))
            for name in names
        ]


def faults(pack: Pack, ending: str) -> list[str]:
    """What is noted of figures, charts and tables in the file whose name ends so."""
    noted = (note.what for note in pack.warnings if note.place.file.endswith(ending) and "a contrast of" in note.what)
    return [what for what in noted if "figure" in what or "chart" in what]


@pytest.mark.parametrize(
    "template, option, ending, is_dark",
    [
        (slides.pale_accents, "--slides", "deck.pptx", False),
        (slides.picture_behind_everything, "--slides", "deck.pptx", True),
        (word.dark_pages, "--word", "briefing.docx", True),
    ],
)
def test_all_words_of_a_figure_can_be_read_on_the_ground_of_the_page(template, option, ending, is_dark, tmp_path):
    pack = pack_in(template(), tmp_path, option)
    drawn = pictures(pack, ending)
    assert drawn and faults(pack, ending) == []
    for svg, pixels in drawn:
        ground = "{:02X}{:02X}{:02X}".format(*pixels.getpixel((1, 1)))
        assert (contrast(ground, "FFFFFF") > 10) == is_dark, "the ground is that of the page"
        texts = {text.get("fill").lstrip("#").upper() for text in svg.iter("{*}text")}
        assert texts and find_worst(min(texts, key=lambda color: contrast(color, ground)), [ground])[0] >= 4.5
        seen = {"{:02X}{:02X}{:02X}".format(*color) for _, color in pixels.getcolors(1 << 16)}
        assert max(contrast(color, ground) for color in seen) >= 4.5, "and so do the pixels say"
    assert any("shades of" in note.what and note.settled for note in pack.warnings), "which is said once"


def test_the_header_of_a_table_on_slides_can_be_read_on_its_fill():
    template = load_slide_template(look(slides.pale_accents()))
    (part,) = (part.data for part in template.parts if part.content_type.endswith("tableStyles+xml"))
    layout, _ = LayoutChooser(template.layout_set).for_object("Table")
    table = etree.fromstring(
        f'<a:tbl xmlns:a="{_A[1:-1]}"><a:tblPr firstRow="1" bandRow="1"><a:tableStyleId>'
        f"{template.layout_set.table_style}</a:tableStyleId></a:tblPr></a:tbl>"
    )
    for row in range(3):
        cell = read_table_styles([part]).cell(table, row, 1, layout.colors)
        assert contrast(cell.color, cell.fill or layout.colors["ground"]) >= 4.5


def test_five_categories_have_the_same_five_fills_in_picture_and_chart():
    style = style_of(brand())
    segments = [Segment(str(number), str(number), number) for number in range(5)]
    drawn = [segment_shape(Box(0, 0, 1, 1), segment, style).fill for segment in segments]
    data = ChartData(("2018", "2019"), tuple(Series(each.name, (1, 2), each.shade) for each in segments), "calls")
    size = {"width_pt": 800, "height_pt": 320, "size_pt": 14}
    chart = etree.fromstring(column_chart(data, brand(), **size, total="Total", language="en").xml)
    slots = ("tx1", "bg1", "tx2", "bg2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    theme = dict(zip(slots, brand().colors.values(), strict=True))
    series = chart.iterfind(f".//{{*}}barChart/{{*}}ser/{{*}}spPr/{_A}solidFill")
    fills = [resolve_color(fill, theme) for fill in series]
    assert len(fills) == 5 and max(map(difference, fills, drawn)) < 1, "but for rounding"
    assert min(difference(one, other) for one, other in combinations(fills, 2)) >= 7


def test_check_template_tells_a_cover_that_cannot_be_read(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("theirs.pptx").write_bytes(slides.cover_dark_on_dark())
    assert main(["check-template", "theirs.pptx"]) == 0
    said = capsys.readouterr().out
    assert "is dark1 (#17375E) on #14304F, a contrast of 1.1 : 1; 3 : 1 is needed" in said


def test_new_look_refuses_what_a_build_would_refuse_and_names_the_file_that_was_given(tmp_path, capsys):
    document = docx.Document()
    document.add_paragraph("{{ content }} and more")
    document.add_paragraph("{{ content }}")
    document.save(str(tmp_path / "theirs.docx"))
    assert main(["new-look", str(tmp_path / "look"), "--word", str(tmp_path / "theirs.docx")]) == 1
    said = capsys.readouterr()
    assert f"{tmp_path}/theirs.docx  `{{{{ content }}}}` in word/document.xml is not alone" in said.out + said.err
    assert not (tmp_path / "look").exists()


def test_new_look_accepts_a_field_that_only_some_datasets_have(tmp_path, capsys):
    document = docx.Document()
    document.add_paragraph("{{ ministry }}")
    document.add_paragraph("{{ content }}")
    document.save(str(tmp_path / "theirs.docx"))
    assert main(["new-look", str(tmp_path / "look"), "--word", str(tmp_path / "theirs.docx")]) == 0
    assert "unknown field `ministry` in word/document.xml; a dataset in this look needs it" in capsys.readouterr().out
