"""The native chart: what Office draws, what its workbook holds, and that both agree."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from msgspec.structs import replace

from generator.model.drawing import ChartData, Series
from generator.model.look import Brand
from generator.write.ooxml.chart import Chart, column_chart
from generator.write.ooxml.workbook import column_letter
from tests.write.powerpoint.decks import brand, ship_calls

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def chart(data: ChartData | None = None, look: Brand | None = None) -> Chart:
    size = {"width_pt": 800, "height_pt": 320, "size_pt": 14}
    return column_chart(data or ship_calls(), look or brand(), **size, total="Total", language="en-GB")


def cells(chart: Chart) -> list[list[str]]:
    with ZipFile(BytesIO(chart.workbook)) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
        strings = ["".join(item.itertext()) for item in etree.fromstring(package.read("xl/sharedStrings.xml"))]
    return [[_value(cell, strings) for cell in row] for row in sheet.iter(f"{S}row")]


def _value(cell: etree._Element, strings: list[str]) -> str:
    text = "".join(cell.itertext())
    return strings[int(text)] if cell.get("t") == "s" else text


def test_columns_are_stacked_in_the_order_and_colours_of_the_brand():
    root = etree.fromstring(chart().xml)
    bars = root.find(f".//{C}barChart")
    assert bars.find(f"{C}grouping").get("val") == "stacked"
    assert bars.find(f"{C}overlap").get("val") == "100"
    assert [name.text for name in bars.iterfind(f"{C}ser/{C}tx//{C}v")] == ["Ferries", "Freight"]
    fills = [series.find(f"{C}spPr/{A}solidFill")[0] for series in bars.iterfind(f"{C}ser")]
    assert [(fill.tag.split("}")[1], fill.get("val")) for fill in fills] == [("schemeClr", "accent1")] * 2
    assert [(change.tag.split("}")[1], change.get("val")) for change in fills[0]] == [
        ("lumMod", "50000"),
        ("lumOff", "50000"),
    ]
    assert not root.findall(f".//{A}srgbClr"), "a colour that a change of theme would miss"


def test_a_pale_segment_has_an_outline_that_can_be_seen():
    root = etree.fromstring(chart().xml)
    for shape in root.iterfind(f".//{C}barChart/{C}ser/{C}spPr"):
        line = shape.find(f"{A}ln/{A}solidFill/{A}schemeClr")
        assert line.get("val") == "tx1", "the colour of text, which can be read on any ground"


def test_a_colour_of_the_brand_s_own_is_written_as_it_is():
    root = etree.fromstring(chart(look=replace(brand(), shades=("123456",))).xml)
    assert root.find(f".//{C}barChart/{C}ser/{C}spPr/{A}solidFill/{A}srgbClr").get("val") == "123456"


def test_sums_are_above_the_columns_and_not_in_the_legend():
    many = ChartData(tuple(map(str, range(40))), tuple(Series(f"Ferries to {n}", (4,) * 40) for n in range(2)), "calls")
    legend = etree.fromstring(chart(many).xml).find(f".//{C}legend")
    assert [entry.get("val") for entry in legend.iterfind(f"{C}legendEntry/{C}idx")] == ["2"]
    root = etree.fromstring(chart().xml)
    totals = root.find(f".//{C}lineChart/{C}ser")
    assert [value.text for value in totals.iterfind(f"{C}val//{C}v")] == ["5", "6", "0", "5", "13", "17", "5", "12"]
    assert totals.find(f"{C}dLbls/{C}showVal").get("val") == "1"
    assert totals.find(f"{C}dLbls/{C}dLbl") is None, "a zero is written as well"


def test_a_single_series_has_labels_and_no_legend():
    root = etree.fromstring(chart(ChartData(("2029", "2030", "2031"), (Series("Ferries", (0, 4, 6)),), "calls")).xml)
    assert root.find(f".//{C}lineChart") is None
    assert root.find(f".//{C}legend") is None
    labels = root.find(f".//{C}barChart/{C}ser/{C}dLbls")
    assert (labels.find(f"{C}dLblPos").get("val"), labels.find(f"{C}showVal").get("val")) == ("outEnd", "1")
    assert labels.find(f"{C}dLbl") is None, "a zero is written as well"
    assert root.find(f".//{C}barChart/{C}grouping").get("val") == "clustered"


def test_a_zero_has_no_outline_that_would_look_like_a_thin_column():
    root = etree.fromstring(chart(ChartData(("2029", "2030"), (Series("Ferries", (0, 4)),), "calls")).xml)
    (point,) = root.iterfind(f".//{C}barChart/{C}ser/{C}dPt")
    assert point.find(f"{C}idx").get("val") == "0"
    assert point.find(f"{C}spPr/{A}ln/{A}noFill") is not None


@pytest.mark.parametrize("count", [1, 2])
def test_a_doubtful_sum_is_marked_and_stays_a_number(count):
    series = (Series("Ferries", (1, 4)), Series("Freight", (2, 0)))[:count]
    root = etree.fromstring(chart(ChartData(("2029", "2030"), series, "calls", doubtful=(1,))).xml)
    (label,) = (label for label in root.iterfind(f".//{C}dLbl") if label.find(f"{C}showSerName").get("val") == "0")
    assert label.find(f"{C}idx").get("val") == "1" and label.find(f"{C}showVal").get("val") == "1"
    assert label.find(f"{C}numFmt").get("formatCode") == '0"†"'


def shown_names(root):
    """Return the series whose names are labels, each with the categories at which they stand, and the offsets."""
    names = {}
    for series in root.iter(f"{C}ser"):
        for label in series.iterfind(f"{C}dLbls/{C}dLbl"):
            if label.find(f"{C}showSerName").get("val") == "1":
                place = label.find(f"{C}layout/{C}manualLayout")
                offset = tuple(float(place.find(f"{C}{axis}").get("val")) for axis in "xy")
                names.setdefault(series.findtext(f"{C}tx//{C}v"), []).append(
                    (int(label.find(f"{C}idx").get("val")), offset)
                )
    return names


def test_names_stand_right_of_one_column_and_there_is_no_legend():
    root = etree.fromstring(chart().xml)
    names = shown_names(root)
    assert names.keys() == {"Ferries", "Freight"} and all(len(places) == 1 for places in names.values())
    for (at, (across, down)), series in zip((places[0] for places in names.values()), ship_calls().series, strict=True):
        assert series.values[at] > 0 and 0 < across < 0.2 and abs(down) < 0.2
    assert root.find(f".//{C}legend") is None and not root.findall(f".//{C}majorGridlines")
    assert root.find(f".//{C}valAx/{C}delete").get("val") == "1"
    assert all(lines.get("val") == "0" for lines in root.iter("{*}showLeaderLines"))


def test_a_highlighted_column_has_the_accent_colour_of_the_theme():
    series = (Series("Ferries", (1, 4, 0)), Series("Freight", (2, 0, 5)))
    root = etree.fromstring(chart(ChartData(("2029", "2030", "2031"), series, "calls", highlighted=(0, 2))).xml)
    accented = {
        (number, point.find(f"{C}idx").get("val"))
        for number, bars in enumerate(root.iterfind(f".//{C}barChart/{C}ser"))
        for point in bars.iterfind(f"{C}dPt")
        if point.find(f"{C}spPr/{A}solidFill/{A}schemeClr") is not None
    }
    assert accented == {(0, "0"), (1, "0"), (1, "2")}
    colors = {color.get("val") for color in root.iterfind(f".//{C}dPt/{C}spPr/{A}solidFill/{A}schemeClr")}
    assert colors == {"accent2"} and not root.findall(f".//{A}srgbClr")
    plain, special = (root.find(f".//{C}barChart/{C}ser/{path}{C}spPr/{A}ln") for path in ("", f"{C}dPt/"))
    assert int(special.get("w")) >= 2 * int(plain.get("w")), "so that it stands out in print without colour"


def test_names_of_periods_stay_level_and_a_running_one_has_a_second_line():
    data = ChartData(("2029", "2030\nto 5 Aug"), (Series("Ferries", (1, 4)),), "calls")
    root = etree.fromstring(chart(data).xml)
    assert root.find(f".//{C}catAx/{C}txPr/{A}bodyPr").get("rot") == "0"
    assert [point.text for point in root.iterfind(f".//{C}cat//{C}v")][-1] == "2030\nto 5 Aug"
    assert cells(chart(data))[-1][0] == "2030\nto 5 Aug"


@pytest.mark.parametrize("count", [1, 2])
def test_a_remark_is_the_name_of_a_series_of_one_point_in_the_workbook_too(count):
    series = (Series("Ferries", (1, 9, 2)), Series("Freight", (2, 0, 5)))[:count]
    data = ChartData(("2029", "2030", "2031"), series, "calls", remarks=((1, "A new ferry"), (2, "Rails")))
    root = etree.fromstring(chart(data).xml)
    names = shown_names(root)
    assert [at for at, _ in names["A new ferry"]] == [1] and [at for at, _ in names["Rails"]] == [2]
    head, *rows = cells(chart(data))
    assert head[-2:] == ["A new ferry", "Rails"]
    assert len(rows[0]) == len(head) - 2 + 1, "no value but the category's own"
    values = root.findall(f".//{C}lineChart/{C}ser/{C}val")[-2:]
    assert [[point.get("idx") for point in value.iter(f"{C}pt")] for value in values] == [["1"], ["2"]]


def test_axis_ids_are_positive_and_the_axis_ends_just_above_the_highest_sum():
    root = etree.fromstring(chart().xml)
    assert {axis.get("val") for axis in root.iter(f"{C}axId")} == {"1001", "1002"}
    assert root.find(f".//{C}valAx/{C}majorUnit").get("val") == "3"
    assert root.find(f".//{C}autoTitleDeleted").get("val") == "1"


def test_the_chart_has_neither_fill_nor_border():
    shape = etree.fromstring(chart().xml).find(f"{C}spPr")
    assert [child.tag for child in shape] == [f"{A}noFill", f"{A}ln"]
    assert shape.find(f"{A}ln/{A}noFill") is not None


def test_the_workbook_holds_what_the_chart_shows():
    root = etree.fromstring(chart().xml)
    rows = cells(chart())
    assert rows[0] == ["Ferries", "Freight", "Total"]
    assert {row[0] for row in rows[1:]} == set(ship_calls().categories)
    for number, series in enumerate(root.iter(f"{C}ser"), 1):
        assert [row[number] for row in rows[1:]] == [value.text for value in series.iterfind(f"{C}val//{C}v")]
        letter = column_letter(number)
        assert series.find(f"{C}val//{C}f").text == f"Sheet1!${letter}$2:${letter}$9"


def test_a_name_that_looks_like_a_formula_or_a_link_stays_text():
    odd = chart(ChartData(("=1+1", "https://port.example.org"), (Series("@SUM(A1)", (4, 6)),), "calls"))
    with ZipFile(BytesIO(odd.workbook)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"<f>" not in everything and b"hyperlink" not in everything.replace(b"HyperlinksChanged", b"")
    assert [row[0] for row in cells(odd)[1:]] == ["=1+1", "https://port.example.org"]


def test_the_same_numbers_give_the_same_bytes():
    assert chart() == chart()


def test_the_workbook_has_no_time_of_the_build():
    with ZipFile(BytesIO(chart().workbook)) as package:
        assert package.testzip() is None
        core = etree.fromstring(package.read("docProps/core.xml"))
    assert {date.text for date in core.iter("{http://purl.org/dc/terms/}*")} == {"1980-01-01T00:00:00Z"}


def test_columns_after_z_have_two_letters():
    assert [column_letter(number) for number in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
