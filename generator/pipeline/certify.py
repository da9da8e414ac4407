"""Written files -> what was read back from them of each figure and found to be what the events say, or a refusal.

The events are counted anew, and the files are read as they go out: what drew and wrote them hands over nothing. Pixels
cannot be read; a PNG must be the one that was drawn with the SVG.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from generator.errors import InputError, Problem, quote
from generator.model.block import FigureBlock, Table
from generator.model.drawing import ChartData, Drawing
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.inline import text_of
from generator.model.look import Brand
from generator.pack.pack import MANIFEST
from generator.pipeline.certify_chart import compare_chart
from generator.pipeline.composition import Composition
from generator.pipeline.figure_kinds import FIGURE_KINDS
from generator.pipeline.figures import AllDrawings, brand_of_figures
from generator.pipeline.formats import FORMATS
from generator.readback.office import ShownFigure, ShownFigures, normalize_space
from generator.readback.tables import (
    HELP,
    compare_events,
    is_event_table,
    take_twin,
    write_as_notes,
)

if TYPE_CHECKING:
    from generator.readback.expected import Expected

Found = TypeVar("Found")
Certified = Mapping[str, Mapping[str, Sequence[str]]]  # by figure, then by file: what was compared

# the fields of a tree that lead to figures; `model.walk` would also visit each word: 0.16 s of 4.4 s in the row ×100
_QUOTED_BEFORE = 50  # characters before the first difference
_HOLD_FIGURES = ("slides", "blocks", "columns", "cards", "items", "numbers", "figure")


class _Check(Struct, frozen=True, dict=True):
    """A figure of one output as drawn, and what it must say; of a kind without `expect`, what was drawn."""

    figure: Figure
    drawing: Drawing
    expected: "Expected | Drawing"
    total: str  # the name of the sums above stacked columns

    @property
    def is_counted(self) -> bool:
        return not isinstance(self.expected, Drawing)

    @cached_property
    def misdrawn(self) -> Sequence[str]:
        """What is wrong with its SVG, of which files show copies."""
        return self.find_misdrawn(self.drawing.svg)

    def find_misdrawn(self, svg: bytes) -> Sequence[str]:
        from generator.readback.svg import find_misdrawn

        return () if isinstance(self.expected, Drawing) else [*find_misdrawn(svg, self.expected)]


# a figure, a file, a part of it that is compared, and how it differs
Comparison = tuple[_Check, str, str, Iterable["str | Problem"]]


def certify(files: Mapping[str, bytes], composition: Composition, drawings: AllDrawings) -> Certified:
    """Return what was compared in the `files` of a pack.

    Raises InputError with each text, value, mark or column that differs from the events, at the place of its figure.
    """
    certified: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    problems: dict[Problem, None] = {}
    for check, file, part, differences in _compare(files, composition, drawings):
        certified[check.figure.id][file][part] = None
        for what in differences:
            problem = Problem(check.figure.place, f"figure `{check.figure.id}` in `{file}`: {what}", HELP)
            problems[what if isinstance(what, Problem) else problem] = None
    if problems:
        raise InputError(problems)
    return {id_: {file: [*parts] for file, parts in by_file.items()} for id_, by_file in certified.items()}


def _compare(files: Mapping[str, bytes], composition: Composition, drawings: AllDrawings) -> Iterator[Comparison]:
    published: set[str] = set()  # the files of a figure are as the first output shows it
    by_drawing: dict[int, _Check] = {}  # a drawing that outputs share is of the same events
    for output in composition.editions:
        checks = _list_checks(output, composition, drawings[output], by_drawing)
        for id_, check in checks.items():
            if id_ not in published:
                yield from _compare_published(check, files[f"{id_}.svg"])
        published |= checks.keys()
        for format_ in FORMATS:
            if format_.figures and format_.edition == output:
                name = f"{composition.dataset.name}-{composition.audience.name}-{format_.name}"
                tree, shown = composition.trees[format_.name], format_.figures(files[name])
                yield from _compare_shown(name, _find_blocks(tree, FigureBlock), shown, checks)
                yield from _compare_tables(name, tree, shown, checks)
                edition = composition.editions[output]
                own = _count_event_tables(tree, edition)
                tables = (table[1:] for table in shown.tables if is_event_table(table[0], edition))
                # a Word template may have such a table of its own
                compared = sorted(([*compare_events(name, rows, edition)] for rows in tables), key=len)[:own]
                for wrong in compared:
                    yield from ((check, name, "table", wrong) for check in checks.values())


def _list_checks(
    output: str, composition: Composition, drawings: Mapping[str, Drawing], by_drawing: dict[int, _Check]
) -> Mapping[str, _Check]:
    edition, brand = composition.editions[output], brand_of_figures(output, composition)
    checks = {}
    for figure in edition.figures:
        drawing = drawings[figure.id]
        if id(drawing) not in by_drawing:
            expected = _expect(figure, edition, brand) or drawing
            by_drawing[id(drawing)] = _Check(figure, drawing, expected, edition.labels["total"])
        checks[figure.id] = by_drawing[id(drawing)]
    return checks


def _expect(figure: Figure, edition: Edition, brand: Brand) -> "Expected | None":
    """Return what `figure` must say, counted anew; None for a kind that does not tell."""
    from generator.draw.inset import introduce, scene_of

    expect = FIGURE_KINDS[figure.kind].expect
    return introduce(expect(figure, *scene_of(figure, edition, brand)), figure, edition) if expect else None


def _compare_published(check: _Check, svg: bytes) -> Iterator[Comparison]:
    yield check, MANIFEST, "alternative text", _compare_text(check.drawing.alt, check.expected.alt)
    yield check, MANIFEST, "description", _compare_text(check.drawing.description, check.expected.description)
    if check.is_counted:
        yield check, f"{check.figure.id}.svg", "picture", _compare_svg(svg, check)


def _compare_text(text: str, expected: str) -> Iterator[str]:
    if text != expected:
        start = next(
            at for at, pair in enumerate(zip(f"{text}\0", f"{expected}\0", strict=False)) if pair[0] != pair[1]
        )
        start = max(start - _QUOTED_BEFORE, 0)
        said, wanted = (quote(each[start:]) for each in (text, expected))
        yield f"says `{said}`, expected `{wanted}`"


def _compare_svg(svg: bytes, check: _Check) -> Sequence[str]:
    return check.misdrawn if svg == check.drawing.svg else check.find_misdrawn(svg)


def _find_blocks(node: Any, kind: type[Found], names: Sequence[str] = _HOLD_FIGURES) -> Iterator[Found]:
    """Yield the blocks of a `kind` in a tree, in reading order."""
    if isinstance(node, kind):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from _find_blocks(child, kind, names)
    else:
        for name in names:
            yield from _find_blocks(getattr(node, name, ()), kind, names)


def _compare_tables(file: str, tree: Any, shown: ShownFigures, checks: Mapping[str, _Check]) -> Iterator[Comparison]:
    """Compare the tables of figures in a file, or in its notes, with what the figures draw."""
    tables, shown_tables = defaultdict[str, int](int), [*shown.tables]
    for table in _find_blocks(tree, Table, (*_HOLD_FIGURES, "notes")):
        check = checks.get(table.figure)
        if check is None or isinstance(check.expected, Drawing):
            continue
        twins = check.expected.tables
        twin = twins[tables[table.figure] % len(twins)]
        tables[table.figure] += 1
        if shown.notes is None:
            yield check, file, "data table", take_twin(twin, shown_tables)
        else:
            wrong = (text for line in write_as_notes(twin) for text in _find_other(line, shown.notes))
            yield check, file, "data table", wrong


def _compare_shown(
    file: str, blocks: Iterable[FigureBlock], shown: ShownFigures, checks: Mapping[str, _Check]
) -> Iterator[Comparison]:
    """Compare the figures in a file with those of its tree; the alternative text tells which is which."""
    by_alt: dict[str, deque[ShownFigure]] = defaultdict(deque)
    for figure in shown.figures:
        by_alt[figure.alts[0] if figure.alts else ""].append(figure)
    for block in blocks:
        check = checks[block.figure]
        found = by_alt[check.expected.alt].popleft() if by_alt[check.expected.alt] else None
        if found is None and check.figure.is_inset:
            continue  # the template has no place for it
        if found is None:
            yield (
                check,
                file,
                "alternative text",
                _find_other(check.expected.alt, [alt for alt, left in by_alt.items() if left]),
            )
            continue
        yield (
            check,
            file,
            "alternative text",
            (text for alt in found.alts for text in _compare_text(alt, check.expected.alt)),
        )
        if shown.notes is not None:
            description = normalize_space(check.expected.description)
            yield check, file, "description", _find_other(description, shown.notes)
        if block.native and check.expected.data:
            yield from _compare_chart(file, found, check, check.expected.data)
        else:
            yield check, file, "picture", _compare_picture(found, check)


def _find_other(expected: str, texts: Iterable[str]) -> Iterator[str]:
    """Yield how the most similar of `texts` differs from `expected`; nothing if that is among them."""
    if expected not in texts:
        similar = get_close_matches(expected, texts, n=1, cutoff=0.0)
        yield from _compare_text(similar[0] if similar else "", expected)


def _compare_picture(found: ShownFigure, check: _Check) -> Iterator[str]:
    svg = found.parts.get("svgBlip", b"")
    if svg != check.drawing.svg or found.parts.get("blip") != check.drawing.png:
        yield "is not the picture that was drawn"
    if svg and check.is_counted:
        yield from _compare_svg(svg, check)


def _compare_chart(file: str, found: ShownFigure, check: _Check, data: ChartData) -> Iterator[Comparison]:
    if not {"chart", "package"} <= found.parts.keys():
        yield check, file, "chart", ["is not a chart with its workbook"]
        return
    compared = compare_chart(found.parts["chart"], found.parts["package"], data, check.total)
    for part, differences in compared.items():
        yield check, file, part, differences


def _count_event_tables(tree: Any, edition: Edition) -> int:
    """Return how many tables of all events a document has."""
    blocks = [inner for block in getattr(tree, "blocks", ()) for inner in getattr(block, "blocks", (block,))]
    headers = ([text_of(cell) for cell in block.header] for block in blocks if isinstance(block, Table))
    return sum(is_event_table(header, edition) for header in headers)
