"""Certified on each build: what each file says of a figure is what the events say, or the build is refused.

A mismatch is planted in each place: the written bytes are edited by hand before they are released.
"""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from generator.cache.key import take_snapshot
from generator.errors import InputError
from generator.model.drawing import Drawing
from generator.pack.pack import Pack
from generator.pipeline import build as pipeline
from generator.pipeline.composition import Composition
from generator.pipeline.release import release
from generator.readback.office import read_figures

ROOT = Path(__file__).parent.parent.parent
DEMO = ROOT / "data" / "north-korea-2019"
DECK, BRIEFING = "north-korea-2019-standard-deck.pptx", "north-korea-2019-standard-briefing.docx"
CHART, WORKBOOK = "ppt/charts/chart1.xml", "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"
Edit = Callable[[str], str]


class Finished:
    """A pack that is written, and not yet released."""

    def __init__(self, dataset: Path, audience: str = "standard", templates: Path | None = None) -> None:
        self.composition: Composition = pipeline.compose(dataset, audience, templates=templates)
        self.drawings = pipeline.draw(self.composition)
        self.written = pipeline.write(self.composition, self.drawings, pipeline.load_templates(self.composition))
        self.snapshot = take_snapshot(dataset, self.composition.search_path)

    def release(self, folder: Path, written: Mapping[str, bytes] = {}, drawn: Mapping[str, Drawing] = {}) -> Pack:
        """Release the pack with other bytes of a file, or other drawings in the briefing's place."""
        files = {name: replace(file, data=written.get(name, file.data)) for name, file in self.written.items()}
        drawings = {**self.drawings, "briefing": {**self.drawings["briefing"], **drawn}}
        return release(files, self.composition, drawings, folder / "pack", self.snapshot)

    def told(self, folder: Path, **changed: Any) -> str:
        with pytest.raises(InputError) as raised:
            self.release(folder, **changed)
        assert not (folder / "pack").exists()
        return "\n".join(map(str, raised.value.problems))


@pytest.fixture(scope="module")
def finished() -> Finished:
    return Finished(DEMO)


def edit_part(package: bytes, part: str, edit: Edit) -> bytes:
    """Return an Office file with one part edited; "outer.xlsx!inner.xml" is a part of a package within."""
    outer, _, inner = part.partition("!")
    target = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(target, "w") as changed:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == outer:
                before, text = data, ""
                if inner:
                    data = edit_part(data, inner, edit)
                else:
                    text = data.decode()
                    data = edit(text).encode()
                assert data != before, f"nothing changed in {part}"
            changed.writestr(info, data)
    return target.getvalue()


def part_with(package: bytes, words: str, folder: str) -> str:
    """Return the name of the first part in a folder that holds some words."""
    with ZipFile(BytesIO(package)) as archive:
        return next(
            name for name in archive.namelist() if name.startswith(folder) and words.encode() in archive.read(name)
        )


def swap(one: str, other: str) -> Edit:
    return lambda text: text.replace(one, "\0").replace(other, one).replace("\0", other)


def sub(pattern: str, new: str, count: int = 1) -> Edit:
    return lambda text: re.sub(pattern, new, text, count=count, flags=re.DOTALL)


def test_the_manifest_records_what_was_compared(demo: Pack) -> None:
    figures = demo.manifest["figures"]
    assert figures["launches-by-year"]["certified"] == {
        "manifest.json": ["alternative text", "description"],
        "launches-by-year.svg": ["picture"],
        BRIEFING: ["alternative text", "picture"],
        DECK: ["alternative text", "description", "chart", "workbook"],
    }
    assert figures["timeline"]["certified"][DECK] == ["alternative text", "description", "picture"]


CHARTS = {
    "series swapped": (CHART, swap("<c:v>Short<", "<c:v>Long<"), "has the series `Long`, `Medium"),
    "columns swapped": (
        CHART,
        lambda text: swap('<c:order val="0"/>', '<c:order val="1"/>')(text),
        "has the series `Medium`, `Short`",
    ),
    "a value": (CHART, sub("(<c:v>)24(</c:v>)", r"\g<1>23\2"), "says `23` for `Total` in 2016, expected `24`"),
    "a zero lost": (CHART, sub('<c:pt idx="1"><c:v>0</c:v></c:pt>', ""), "says `` for `Short` in 2007, expected `0`"),
    "a period renamed": (
        CHART, sub("<c:v>2007</c:v>", "<c:v>2005</c:v>"), "has for `Short` the categories `2006`, `2005`",
    ),
    "a mark lost": (CHART, sub('formatCode="0&quot;†&quot;"', 'formatCode="0"'), "the sum of 2006 is not marked †"),
    "a mark too many": (
        CHART,
        lambda text: text.replace(
            '<c:dLbl><c:idx val="10"/>', '<c:dLbl><c:idx val="1"/>', 1
        ),
        "the sum of 2007 is marked †, unlike its events",
    ),
    "a mark on a part": (
        CHART,
        sub(
            "(<c:invertIfNegative val=.0./>)",
            r'\1<c:dLbls><c:dLbl><c:idx val="0"/><c:numFmt formatCode="0†"/><c:showVal val="1"/></c:dLbl></c:dLbls>',
        ),
        "a part of a column is marked †",
    ),
    "a label hidden": (
        CHART,
        sub('(formatCode="0&quot;†&quot;".*?<c:showVal val=)"1"', r'\1"0"'),
        "the sum of 2006 is not marked †",
    ),
    "a name beside another part": (
        CHART,
        sub('<c:idx val="11"/>(<c:layout>.*?<c:showSerName val="1"/>)', r'<c:idx val="12"/>\1'),
        "neither a label beside its columns nor a legend names `Short`",
    ),
    "a name hidden": (
        CHART, sub('<c:showSerName val="1"/>', '<c:showSerName val="0"/>'), "neither a label beside its columns nor",
    ),
    "a column no longer highlighted": (
        CHART,
        sub('<c:dPt><c:idx val="13"/><c:invertIfNegative val="0"/><c:spPr><a:solidFill>.*?</c:dPt>', ""),
        "`Short` in 2019 to 5 Aug is not highlighted, unlike its events",
    ),
    "another column highlighted": (
        CHART,
        sub('<c:dPt><c:idx val="13"/>', '<c:dPt><c:idx val="12"/>'),
        "`Short` in 2018 is highlighted, unlike its events",
    ),
    "a remark at another column": (
        CHART,
        sub('<c:idx val="10"/>(<c:layout>)', r'<c:idx val="9"/>\1'),
        "the remark `19 of them medium range` is not shown at 2016",
    ),
    "another remark": (CHART, sub("<c:v>19 of them", "<c:v>20 of them"), "`20 of them medium range`"),
    "a cell": (
        f"{WORKBOOK}!xl/worksheets/sheet1.xml",
        sub('(<c r="B12"[^>]*><v>)[^<]*', r"\g<1>99"),
        "says `99` for `Short` in 2016",
    ),
    "heads of columns swapped": (
        f"{WORKBOOK}!xl/sharedStrings.xml",
        swap("<t>Short<", "<t>Medium<"),
        "has the series `Medium`, `Short`",
    ),
    "cells of another column": (
        CHART,
        lambda text: text.replace("Sheet1!$B$2:$B$15", "Sheet1!$C$2:$C$15"),
        "for `Short` in 2006, expected",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("part", "edit", "expected"), CHARTS.values(), ids=CHARTS)
def test_a_chart_or_workbook_that_says_something_else_is_refused(
    part: str, edit: Edit, expected: str, finished: Finished, tmp_path: Path
) -> None:
    deck = edit_part(finished.written[DECK].data, part, edit)
    told = finished.told(tmp_path, written={DECK: deck})
    assert re.search(
        r"dataset\.yaml:\d+:\d+  figure `launches-by-year` in `north-korea-2019-standard-deck\.pptx`: ", told
    )
    assert expected in told and "\n    build again with `--force`" in told


@pytest.mark.parametrize("file", [DECK, BRIEFING])
@pytest.mark.parametrize("figure, total", [("launches-by-year", "112"), ("timeline", "31 in")])
def test_an_alternative_text_with_a_wrong_total_is_refused(
    file: str, figure: str, total: str, finished: Finished, tmp_path: Path
) -> None:
    alt, data = finished.drawings["deck"][figure].alt, finished.written[file].data
    assert total in alt
    part = part_with(data, f'descr="{alt}"', "ppt/slides/slide" if file == DECK else "word/document")
    edit = swap(f'descr="{alt}"', f'descr="{alt.replace(total, f"9{total}")}"')
    told = finished.told(tmp_path, written={file: edit_part(data, part, edit)})
    assert f"figure `{figure}` in `{file}`: says `" in told and f"9{total}" in told and "`, expected `" in told


def test_a_description_in_the_notes_with_a_wrong_number_is_refused(finished: Finished, tmp_path: Path) -> None:
    data = finished.written[DECK].data
    part = part_with(data, "2016: 24†", "ppt/notesSlides/notesSlide")
    told = finished.told(tmp_path, written={DECK: edit_part(data, part, swap("2016: 24†", "2016: 24"))})
    assert f"figure `launches-by-year` in `{DECK}`: says `" in told and "2016: 24†" in told


@pytest.mark.parametrize("field", ["alt", "description"])
def test_words_of_the_manifest_that_say_something_else_are_refused(
    field: str, finished: Finished, tmp_path: Path
) -> None:
    drawing = finished.drawings["briefing"]["launches-by-year"]
    words = getattr(drawing, field)
    changed = replace(drawing, **{field: words.replace("112", "111")})
    told = finished.told(tmp_path, drawn={"launches-by-year": changed})
    assert "figure `launches-by-year` in `manifest.json`: says `" in told and "111" in told


def taller(role: str, number: int, by: float) -> Edit:
    """Make a shape higher: the upper corners of that one of its group go up."""

    def edit(svg: str) -> str:
        start = svg.index(f'<g id="{role}">')
        for _ in range(number + 1):
            start = svg.index('<path d="', start + 1)
        end = svg.index('"', start + 10)
        points = re.findall(r"(\S+) (\S+) (\S+)", svg[start + 9 : end].replace("\n", " "))
        top = min(points, key=lambda point: float(point[2]))[2]
        return svg[:start] + svg[start:end].replace(f" {top} ", f" {float(top) - by} ") + svg[end:]

    return edit


def without(role: str, number: int) -> Edit:
    """Leave out a shape of a group."""

    def edit(svg: str) -> str:
        start = svg.index(f'<g id="{role}">')
        for _ in range(number + 1):
            start = svg.index("<path ", start + 1)
        end = svg.index("/>", start) + 2
        return svg[:start] + svg[end:]

    return edit


COLUMNS, TIMELINE = "launches-by-year", "timeline"
HIGHLIGHTED = ' fill="#b23a32"(?= stroke)'
PICTURES = {
    "a column of another height": (COLUMNS, taller("column", 5, 4.1875), "in 2009 is as high as"),
    "a column hardly higher": (COLUMNS, taller("column", 9, 0.4), "is as high as"),
    "a column elsewhere": (
        COLUMNS, lambda svg: re.sub(r'(<g id="column">.*?<path d=")(.*?)(")', moved, svg, count=1, flags=re.DOTALL),
        "is not in its place",
    ),
    "a column gone": (COLUMNS, without("column", 3), "the columns have"),
    "another total": (COLUMNS, swap(">24†<", ">42†<"), "`42†` stands near the column of 2016, expected `24†`"),
    "two totals swapped": (COLUMNS, swap(">24†<", ">21†<"), "`21†` stands near the column of 2016, expected `24†`"),
    "a mark of doubt lost": (COLUMNS, swap(">24†<", ">24<"), "`24` stands near the column of 2016, expected `24†`"),
    "a mark of doubt too many": (COLUMNS, swap(">2<", ">2†<"), "`2†` stands near the column of 2012, expected `2`"),
    "a total gone": (COLUMNS, sub("<text[^>]*>24†</text>", ""), "`24†` is missing above the column of 2016"),
    "a zero gone": (COLUMNS, sub("<text[^>]*>0</text>", ""), "`0` is missing above the column of 2007"),
    "names swapped beside a column": (
        COLUMNS, swap(">Short<", ">Long<"),
        "`Long` does not stand beside its columns, and has no key that looks like them",
    ),
    "a column no longer highlighted": (
        COLUMNS, sub(HIGHLIGHTED, ' fill="#8ab9d9"'), "has the colour #8ab9d9, expected #b23a32",
    ),
    "a remark gone": (COLUMNS, sub("<text[^>]*>All short range</text>", ""), "the remark `All short range` is missing"),
    "a mark of an event gone": (TIMELINE, without("mark", 7), "has no mark in its place"),
    "the last mark of an event gone": (TIMELINE, without("mark", 12), "has no mark in its place"),
    "a mark of an event elsewhere": (
        TIMELINE, lambda svg: re.sub(r'(<g id="mark">.*?<path d=")(.*?)(")', moved, svg, count=1, flags=re.DOTALL),
        "has no mark in its place",
    ),
    "a column in a lane": (TIMELINE, taller("column", 4, 1.5), "is as high as"),
    "a sum of a phase": (TIMELINE, swap("counted, 10 meetings<", "counted, 11 meetings<"), "10 meetings` is missing"),
    "a title of a phase gone": (TIMELINE, sub("<text[^>]*>Testing</text>", ""), "the remark `Testing` is missing"),
    "a total in a lane": (TIMELINE, sub(r">\d+†<", ">91†<"), "`91†` stands near the column of"),
}  # fmt: skip


def moved(match: re.Match[str]) -> str:
    """Move a shape three points to the right."""
    return match[1] + re.sub(r"([ML]) (\S+)", lambda at: f"{at[1]} {float(at[2]) + 3}", match[2]) + match[3]


@pytest.mark.parametrize(("figure", "edit", "expected"), PICTURES.values(), ids=PICTURES)
def test_a_picture_that_shows_something_else_is_refused(
    figure: str, edit: Edit, expected: str, finished: Finished, tmp_path: Path
) -> None:
    drawing = finished.drawings["briefing"][figure]
    svg = edit(drawing.svg.decode())
    assert svg != drawing.svg.decode(), "nothing changed"
    told = finished.told(tmp_path, drawn={figure: replace(drawing, svg=svg.encode())})
    assert f"figure `{figure}` in `{figure}.svg`: " in told and expected in told


@pytest.mark.parametrize(("file", "media"), [(BRIEFING, "word/media/figure1.svg"), (DECK, "ppt/media/timeline.svg")])
def test_a_copy_of_a_picture_in_a_file_that_shows_something_else_is_refused(
    file: str, media: str, finished: Finished, tmp_path: Path
) -> None:
    changed = edit_part(finished.written[file].data, media, without("mark", 3))
    told = finished.told(tmp_path, written={file: changed})
    assert f"figure `timeline` in `{file}`: event `" in told and "has no mark in its place" in told
    assert "timeline.svg`" not in told, "the picture itself is right"


def test_pictures_swapped_in_a_file_are_refused(finished: Finished, tmp_path: Path) -> None:
    data = finished.written[BRIEFING].data
    relations = "word/_rels/document.xml.rels"
    changed = edit_part(data, relations, swap("media/figure1.png", "media/figure2.png"))
    told = finished.told(tmp_path, written={BRIEFING: changed})
    assert told.count("is not the picture that was drawn") == 2


def last(old: str, new: str) -> Edit:
    return lambda xml: new.join(xml.rsplit(old, 1))


ROWS = {
    "another date": (sub("27(–28\u00a0Feb<)", r"26\1"), "says `26"),
    "a mark lost": (sub("\u00a0†</w:t>", "</w:t>", 0), "†`"),
    "another title": (sub("Hanoi", "Oslo", 0), "Oslo"),
    "another year": (last("<w:t>2018</w:t>", "<w:t>2017</w:t>"), "says `2017`, expected `2018`"),
    "a sign lost": (last(">x</w:t>", "></w:t>"), "†x`"),
    "a row gone": (lambda text: text[: text.rindex("<w:tr>")] + text[text.rindex("</w:tr>") + 7 :], "says nothing"),
}


@pytest.fixture(scope="module")
def annexed() -> Finished:
    """The pack of an audience that gets a table of all events."""
    return Finished(DEMO, "staff")


@pytest.mark.parametrize(("edit", "expected"), ROWS.values(), ids=ROWS)
def test_a_table_of_events_that_says_something_else_is_refused(
    edit: Edit, expected: str, annexed: Finished, tmp_path: Path
) -> None:
    name = BRIEFING.replace("standard", "staff")
    changed = edit_part(annexed.written[name].data, "word/document.xml", edit)
    told = annexed.told(tmp_path, written={name: changed})
    assert re.search(rf"events\.csv:\d+.*  the table of events in `{name}` says ", told) and expected in told


def test_a_table_of_events_is_recorded_with_each_figure(annexed: Finished, tmp_path: Path) -> None:
    figures = annexed.release(tmp_path).manifest["figures"]
    name = BRIEFING.replace("standard", "staff")
    certified = [
        figure["certified"][name] for id_, figure in figures.items() if "_" not in id_
    ]  # not of the deck alone
    assert certified and all(parts == ["alternative text", "picture", "table"] for parts in certified)


@pytest.fixture(scope="module")
def with_twins(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A pack whose figures have tables of what they draw, below them and in the speaker notes."""
    mine = tmp_path_factory.mktemp("mine")
    (mine / "board").mkdir()
    # the figures of groups too, which the standard briefing leaves to the deck
    sections = "sections: {briefing: [figures, developments, development_figures]}\n"
    (mine / "board" / "audience.yaml").write_text(f"extends: standard\n{sections}", encoding="utf-8")
    for output in ("briefing", "deck"):
        template = (ROOT / "templates" / "standard" / f"{output}.md.j2").read_text(encoding="utf-8")
        template = re.sub(r"(\(figure:\{\{ (?:group.)?figure.id \}\}\)).*", r'\1{data="table"}', template)
        (mine / "board" / f"{output}.md.j2").write_text(template, encoding="utf-8")
    return Finished(DEMO, "board", mine)


def in_row_of(period: str, old: str, new: str) -> Edit:
    """Change a cell in the last row that begins with the period."""

    def edit(xml: str) -> str:
        start = xml.rindex(f"<w:t>{period}</w:t>")
        end = xml.index("</w:tr>", start)
        return xml[:start] + xml[start:end].replace(f"<w:t>{old}</w:t>", f"<w:t>{new}</w:t>") + xml[end:]

    return edit


TWINS = {
    "a value": ("launches-by-year", in_row_of("2016", "19", "18"), "says in its table `2016`, `4`, `18`"),
    "a total": ("launches-by-year", in_row_of("2016", "24†", "42†"), "`42†`, expected `2016`, `4`, `19`, `1`"),
    "a mark lost": ("launches-by-year", in_row_of("2016", "24†", "24"), "`24`, expected `2016`, `4`, `19`"),
    "a zero lost": ("launches-by-year", in_row_of("2007", "0", ""), "says in its table `2007`, ``"),
    "a total in a lane": ("timeline", in_row_of("Mar 2017", "6†", "7†"), "`7†`, expected `Mar"),
    "rows swapped": (
        "timeline", swap("meetings · Trump", "meetings · Xi, Moon, Putin"), "says in its table `Kim’s meetings · ",
    ),
    "a heading": ("launches-by-year", last(">Medium<", ">Long<"), "has no table with the columns `Period`"),
    "a row gone": (
        "launches-by-year", sub(r"(.*)<w:tr>(?:(?!<w:tr>).)*>2016<.*?</w:tr>", r"\1"), "expected `2016`, `4`",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("figure", "edit", "expected"), TWINS.values(), ids=TWINS)
def test_a_table_below_a_figure_that_says_something_else_is_refused(
    figure: str, edit: Edit, expected: str, with_twins: Finished, tmp_path: Path
) -> None:
    name = BRIEFING.replace("standard", "board")
    changed = edit_part(with_twins.written[name].data, "word/document.xml", edit)
    told = with_twins.told(tmp_path, written={name: changed})
    assert f"figure `{figure}` in `{name}`: " in told and expected in told


def test_a_table_in_speaker_notes_that_says_something_else_is_refused(with_twins: Finished, tmp_path: Path) -> None:
    name = DECK.replace("standard", "board")
    data = with_twins.written[name].data
    part = part_with(data, "Medium: 19;", "ppt/notesSlides/notesSlide")
    changed = edit_part(data, part, swap("Medium: 19;", "Medium: 91;"))
    told = with_twins.told(tmp_path, written={name: changed})
    assert f"figure `launches-by-year` in `{name}`: says `" in told and "Medium: 91;" in told


def test_a_table_of_a_figure_is_recorded_as_compared(with_twins: Finished, tmp_path: Path) -> None:
    every = with_twins.release(tmp_path).manifest["figures"]
    figures = {id_: figure for id_, figure in every.items() if "_" not in id_}  # without those on cover and panel
    for name in (BRIEFING, DECK):
        certified = [figure["certified"][name.replace("standard", "board")] for figure in figures.values()]
        assert [parts.count("data table") for parts in certified] == [1] * len(figures)


def test_tables_within_tables_and_without_rows_are_read_for_themselves() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<w:tc>{more}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    inner = f"<w:tbl><w:tr>{cell('c')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr>{cell('a')}{cell('b', inner)}</w:tr><w:tr>{cell('d')}</w:tr></w:tbl><w:tbl/>"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' + (
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
    assert [[list(row) for row in table] for table in read_figures(package.getvalue()).tables] == [
        [["c"]],
        [["a", "cb"], ["d"]],
    ]
