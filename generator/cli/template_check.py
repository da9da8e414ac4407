"""A Word or PowerPoint template -> a report of what it has, lacks and holds, and a specimen.

The specimen is the starter dataset, with every kind of block and slide, in the template's own colours and fonts.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from msgspec import Struct
from msgspec.structs import replace

from generator import shipped
from generator.cache.store import reuse
from generator.cli.layout_pictures import describe_choice, draw_layouts, is_layout_picture
from generator.cli.look_files import brand_of_template
from generator.cli.new_folder import write_beside
from generator.cli.office_kinds import POWERPOINT, WORD, OfficeKind, kind_of
from generator.cli.options import WrongUsage
from generator.cli.report import Report
from generator.color.contrast import READABLE, contrast
from generator.errors import InputError, OutputError, Place, Problem
from generator.fonts.face import face
from generator.model.document import Document
from generator.model.look import Brand, Look, NamedLayout
from generator.pipeline.build import compose, draw
from generator.pipeline.formats import FORMATS
from generator.read.look.look import read_look
from generator.read.look.office import as_document
from generator.readback.finish.rules import OF_CONTRAST, find_faults
from generator.safety.clean import leave_out
from generator.safety.office import inspect_template
from generator.safety.used_layouts import read_used_layouts
from generator.untrusted.files import read_regular
from generator.write.powerpoint.template.region import LayoutSet, Region
from generator.write.powerpoint.template.slide_template import load_slide_template
from generator.write.word.template.template import open_template

_SAMPLE = "The quick brown fox jumps over the lazy dog, and then some more of the same"
_TEXT_COLORS = ("dark1", "dark2", "accent1", "accent2", "accent3", "accent4", "accent6", "hyperlink")
_STYLES = ("Normal", "Caption", "Header", "Footer", "Bibliography", "footnote text", "Table Text", "Figure note")
TextSizes = Iterator[tuple[str, float]]  # what is set, and its size in points


class Check(Struct, frozen=True):
    """What is particular to the templates of one kind."""

    kind: OfficeKind
    text_sizes: Callable[[Look, Any], TextSizes]
    report_layouts: Callable[[Look, Report], None]
    draw_layouts: Callable[[Look, Brand], bytes] | None = None


def check_template(file: Path, out: Path, report: Report) -> None:
    """Report on the template in `file`, and write its specimen, and a picture of its layouts, to `out`."""
    data, place = _read(file), Place(file.as_posix())
    check = _check_for(data, place)
    findings = inspect_template(data, place)
    if findings.refused:
        raise InputError(findings.refused)
    shipped_look = read_look(shipped.templates() / "look")
    look = replace(shipped_look, brand=brand_of_template(data, shipped_look.brand), layouts=_named_layouts(file))
    look = replace(check.kind.put_in(look, leave_out(data), place), used_layouts=read_used_layouts(data))
    specimen, warnings, sizes = _make_specimen(look, check)
    _report_missing((*findings.dropped, *warnings), report)
    _report_fonts(look.brand, report)
    _report_contrast(look.brand, report)
    _report_unreadable(specimen, look.brand, check, report)
    name, size_pt = min(sizes, key=lambda size: size[1])
    too_small = "" if size_pt >= check.kind.readable_pt else f", below {check.kind.readable_pt:g} pt"
    report.show(f"smallest text: {size_pt:g} pt ({name}){too_small}")
    check.report_layouts(look, report)
    _create(out)
    name, properties = f"{file.stem}-specimen{check.kind.suffix}", _properties(specimen)
    written = write_beside(out / name, specimen, lambda data: _properties(data) == properties)
    report.show(f"written: {written}, with every kind of block; open it in Office to see how they look")
    if check.draw_layouts:
        picture = check.draw_layouts(look, shipped_look.brand)
        written = write_beside(out / f"{file.stem}-layouts.png", picture, is_layout_picture)
        report.show(f"written: {written}, the layout for each purpose, and what stands where in it")
    noted = f", with the {len(warnings)} substitutions above" if len(warnings) > 1 else ""
    report.show(f"{file}: can be used as a {check.kind.program} template{noted}")


def _named_layouts(file: Path) -> Mapping[str, NamedLayout]:
    """Return the layouts that brand.yaml names, where `file` is the slide template of the look beside it."""
    with suppress(InputError):
        look = read_look(file.parent)
        if look.slides_place.file == file.as_posix():
            return look.layouts
    return {}


def _create(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot create {folder}: {(error.strerror or type(error).__name__).lower()}") from error


def _read(file: Path) -> bytes:
    try:
        return as_document(read_regular(file))
    except OSError as error:
        raise WrongUsage(f"cannot read `{file}`: {error.strerror}") from error


def _check_for(data: bytes, place: Place) -> Check:
    kind = kind_of(data)
    for check in CHECKS:
        if check.kind is kind:
            return check
    raise InputError([Problem(place, "not a Word or PowerPoint file", "save it as .docx or .pptx in Office")])


def _make_specimen(look: Look, check: Check) -> tuple[bytes, Sequence[Problem], Sequence[tuple[str, float]]]:
    """Return the specimen, the warnings of its writer, and the sizes of text in the template."""
    format_ = next(format_ for format_ in FORMATS if format_.name.endswith(check.kind.suffix))
    starter = shipped.templates() / "starter"
    composition = replace(compose(starter, "specimen", templates=starter / "templates"), look=look)
    tree, drawings = composition.trees[format_.name], draw(composition)[format_.edition]
    written = format_.write(tree, drawings, format_.load(look, reuse))
    return written.data, written.warnings, [*check.text_sizes(look, tree)]


def _properties(data: bytes) -> Sequence[tuple[bytes, bytes]]:
    """Return the document properties of an Office file, which Office changes when it saves one; none of another."""
    try:
        with ZipFile(BytesIO(data)) as package, package.open("docProps/core.xml") as part:
            return sorted(re.findall(rb"<(\w+:\w+)[^>]*>([^<]+)<", part.read(20_000)))
    except Exception:  # of some ten kinds
        return []


def _sizes_of_styles(look: Look, document: Document) -> TextSizes:
    template = open_template(look, document.page, document.properties.language)
    for style in _STYLES:
        yield style, template.formats.paragraph(style).size_pt


def _sizes_of_placeholders(look: Look, _: object) -> TextSizes:
    for layout in _layouts(look).layouts:
        for region in layout.regions:
            yield f"{region.name} of {layout.name}", region.levels[0].size_pt


def _layouts(look: Look) -> LayoutSet:
    return load_slide_template(look).layout_set


def _report_missing(problems: Sequence[Problem], report: Report) -> None:
    report.show(f"missing, and what is used instead: {len(problems) or 'nothing'}")
    for problem in problems:
        report.show(f"  {problem.what}" + (f" ({problem.help})" if problem.help else ""))


def _report_fonts(brand: Brand, report: Report) -> None:
    families = dict.fromkeys((brand.heading_font, brand.body_font))
    unknown = [family for family in families if not face(family).known]
    caution = f"; the widths of {' and '.join(unknown)} are not known, so text gets more room" if unknown else ""
    report.show(f"fonts: {brand.heading_font} for headings, {brand.body_font} for text{caution}")


def _report_contrast(brand: Brand, report: Report) -> None:
    paper = brand.colors["light1"]
    ratios = {name: contrast(brand.colors[name], paper) for name in _TEXT_COLORS}
    pale = {name: ratio for name, ratio in ratios.items() if ratio < READABLE}
    report.show(f"colours too pale for text on paper ({READABLE:g} : 1 is needed): {len(pale) or 'none'}")
    report.show_rows(([name, f"#{brand.colors[name]}", f"{ratio:.1f} : 1"] for name, ratio in pale.items()), (12, 9))


def _report_unreadable(specimen: bytes, brand: Brand, check: Check, report: Report) -> None:
    """Report what cannot be read on what is really behind it, in the specimen."""
    read = next(format_.finish for format_ in FORMATS if format_.name.endswith(check.kind.suffix))
    faults = [*find_faults(read(specimen), brand.colors, Place("specimen"), OF_CONTRAST)] if read else []
    report.show(f"what cannot be read on what is behind it, in the specimen: {len(faults) or 'nothing'}")
    for fault in faults:
        report.show(f"  {fault.what}")


def _report_placeholders(look: Look, report: Report) -> None:
    report.show("the layout for each purpose, and what stands in it; `layouts` in brand.yaml can name others")
    report.show_rows(describe_choice(_layouts(look)), (15, 24))
    report.show("what each placeholder holds, at its own size")
    for layout in _layouts(look).layouts:
        report.show(f"  {layout.name}")
        report.show_rows(([f"  {region.name}", _capacity(region)] for region in layout.regions), (28,))


def _capacity(region: Region) -> str:
    level = region.levels[0]
    letter_pt = face(level.family, level.bold).width_pt(_SAMPLE, level.size_pt) / len(_SAMPLE)
    lines = max(1, int(region.text_height_pt // (level.size_pt * 1.2 * level.line_spacing)))
    characters = max(1, int(region.text_width_pt // letter_pt))
    return f"{lines} {'line' if lines == 1 else 'lines'} of {characters} characters at {level.size_pt:g} pt"


CHECKS = (
    Check(WORD, _sizes_of_styles, lambda look, report: None),
    Check(
        POWERPOINT,
        _sizes_of_placeholders,
        _report_placeholders,
        lambda look, brand: draw_layouts(_layouts(look), brand),
    ),
)
