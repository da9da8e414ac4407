"""`check-template FILE`: what a Word or PowerPoint template has, lacks and holds; and a specimen of all we write.

The specimen is the starter's dataset, with every kind of block and slide, in that template's own colours and fonts.
"""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from msgspec.structs import replace

from generator import shipped
from generator.cli.console import WrongUsage, print_line, print_rows
from generator.cli.new_look import brand_of_template
from generator.color.contrast import READABLE, contrast
from generator.errors import InputError, OutputError, Place, Problem
from generator.fonts.face import face
from generator.model.look import Brand, Look
from generator.model.output import Written
from generator.pipeline.build import compose, draw
from generator.pipeline.formats import FORMATS
from generator.read.look.look import read_look
from generator.read.look.office import as_document
from generator.safety.office import inspect_template
from generator.write.powerpoint.template.region import LayoutSet, Region
from generator.write.powerpoint.template.slide_template import load_slide_template
from generator.write.powerpoint.writer import write_powerpoint
from generator.write.word.template.template import template_of
from generator.write.word.writer import write_word

_MAIN = {"word/document.xml": "briefing.docx", "ppt/presentation.xml": "deck.pptx"}
_SAMPLE = "The quick brown fox jumps over the lazy dog, and then some more of the same"
_SMALLEST = {"briefing.docx": 8.0, "deck.pptx": 10.0}  # points; below that, print and projection lose readers
_TEXT = ("dark1", "dark2", "accent1", "accent2", "accent3", "accent4", "accent6", "hyperlink")


def run(asked: Namespace) -> int:
    path = Path(asked.path)
    data = _read(path)
    file = _kind(path, data)
    findings = inspect_template(data, Place(path.as_posix()))
    if findings.refused:
        raise InputError(findings.refused)
    look = _look(path, data, file)
    written, composed_sizes = _specimen(look, file)
    name = f"{path.stem}-specimen{Path(file).suffix}"
    try:
        Path(name).write_bytes(written.data)
    except OSError as error:
        raise OutputError(f"cannot write {name}: {error.strerror}") from error
    print_line(f"{path}: {'a Word' if file == 'briefing.docx' else 'a PowerPoint'} template that can be used")
    _report_warnings((*findings.dropped, *written.warnings))
    print_line(f"fonts: {look.brand.heading_font} for headings, {look.brand.body_font} for text" + _unknown(look.brand))
    _report_contrast(look.brand)
    smallest = min(composed_sizes, key=lambda each: each[1])
    small = "" if smallest[1] >= _SMALLEST[file] else f", below {_SMALLEST[file]:g} pt"
    print_line(f"smallest text: {smallest[1]:g} pt ({smallest[0]}){small}")
    if file == "deck.pptx":
        _report_layouts(_slides(look))
    print_line(f"written: {name}, every kind of block in it; open it in Office and look")
    return 0


def _read(path: Path) -> bytes:
    try:
        return as_document(path.read_bytes())
    except OSError as error:
        raise WrongUsage(f"cannot read {path}: {error.strerror}") from error


def _kind(path: Path, data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
    except BadZipFile:
        names = set()
    for part, file in _MAIN.items():
        if part in names:
            return file
    raise InputError([Problem(Place(str(path)), "no Word or PowerPoint file", "save it as .docx or .pptx in Office")])


def _look(path: Path, data: bytes, file: str) -> Look:
    ours = read_look(shipped.templates() / "look")
    brand, place = brand_of_template(data, ours.brand), Place(path.as_posix())
    if file == "briefing.docx":
        return replace(ours, brand=brand, word=data, word_place=place)
    return replace(ours, brand=brand, slides=data, slides_place=place)


def _specimen(look: Look, file: str) -> tuple[Written, Sequence[tuple[str, float]]]:
    """Return the specimen, and the sizes of text in the template by the name of what is set in them."""
    starter = shipped.templates() / "starter"
    composed = replace(compose(starter, "specimen", templates=starter / "templates"), look=look)
    drawings = draw(composed)["briefing" if file == "briefing.docx" else "deck"]
    assert set(_MAIN.values()) == {format_.name for format_ in FORMATS}, "every file that is written has a template"
    if file == "briefing.docx":
        document = composed.trees[file]
        template = template_of(look, document.page, document.properties.language)
        styles = ("Normal", "Caption", "Header", "Footer", "Bibliography", "footnote text", "Table Text", "Figure note")
        sizes = [(style, template.looks.of(style).size_pt) for style in styles]
        return write_word(document, drawings, look), sizes
    template_ = _slides(look)
    sizes = [
        (f"{region.name} of {layout.name}", region.levels[0].size_pt)
        for layout in template_.layouts
        for region in layout.regions
    ]
    return write_powerpoint(composed.trees[file], drawings, look, load_slide_template(look)), sizes


def _slides(look: Look) -> LayoutSet:
    return load_slide_template(look).layout_set


def _report_warnings(warnings: Sequence[Problem]) -> None:
    print_line(f"missing, and what stands in: {len(warnings) or 'nothing'}")
    for warning in warnings:
        print_line(f"  {warning.what}" + (f" ({warning.help})" if warning.help else ""))


def _unknown(brand: Brand) -> str:
    names = [family for family in dict.fromkeys((brand.heading_font, brand.body_font)) if not face(family).known]
    return f"; we do not know how wide {' and '.join(names)} runs, and leave more room" if names else ""


def _report_contrast(brand: Brand) -> None:
    paper = brand.colors["light1"]
    low = [(name, contrast(brand.colors[name], paper)) for name in _TEXT]
    low = [(name, ratio) for name, ratio in low if ratio < READABLE]
    print_line(f"colours too pale for text on the paper ({READABLE:g} : 1 is needed): {len(low) or 'none'}")
    print_rows(([name, f"#{brand.colors[name]}", f"{ratio:.1f} : 1"] for name, ratio in low), (12, 9))


def _report_layouts(template: LayoutSet) -> None:
    print_line("what each placeholder holds, at its own size")
    for layout in template.layouts:
        print_line(f"  {layout.name}")
        print_rows(_held(layout.regions), (28,))


def _held(regions: Sequence[Region]) -> Iterator[Sequence[str]]:
    for region in regions:
        level = region.levels[0]
        letters = face(level.family, level.bold).width_pt(_SAMPLE, level.size_pt) / len(_SAMPLE)
        lines = max(1, int(region.text_height_pt // (level.size_pt * 1.2 * level.line_spacing)))
        characters = max(1, int(region.text_width_pt // letters))
        said = "1 line" if lines == 1 else f"{lines} lines"
        yield f"  {region.name}", f"{said} of {characters} characters at {level.size_pt:g} pt"
