"""`--explain`: where each setting and block of an audience comes from, and what was selected, shortened, left out."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.cli.console import Progress, print_line, print_rows, print_warnings
from generator.compose.template.render import origins
from generator.model.audience import Audience
from generator.model.edition import Edition, LeftOut
from generator.pipeline.build import LENGTHS, WRITERS, compose, draw, kept_to_limits, length_of
from generator.pipeline.composition import Composed

SETTINGS = (
    "extends", "title", "wording", "select", "limits", "figures", "marking", "citations", "date_format", "page",
    "contents", "look", "labels", "fields",
)  # fmt: skip


def explain(folder: Path, audience: str, asked: Namespace) -> None:
    """Compose and measure the pack of one audience, write nothing, and print how it came about."""
    composed = compose(folder, audience, templates=asked.templates, look=asked.look, say=Progress(quiet=True))
    drawings = draw(composed)
    composed = kept_to_limits(composed, drawings)
    print_line(f"{composed.audience.name}: {composed.audience.title}, for {composed.dataset.name}")
    print_line("settings, and where each is set")
    print_rows(_settings(composed.audience), (24, 44))
    for file, edition in composed.editions.items():
        length = length_of(file, composed, drawings[file])
        blocks = origins(edition, composed.shelves, f"{file.partition('.')[0]}.md.j2")
        print_line(f"{file}: {length.count} {LENGTHS[file][0]} by our estimate")
        print_line("  blocks, in order, and the template of each")
        print_rows(((f"  {name}", source) for name, source in blocks.items()), (30,))
        print_line("  selected")
        print_rows(_selected(edition, length.statements, composed), (30,))
        fitted = [LeftOut(id_, "did not fit on its slide") for id_ in sorted(length.shortened)]
        _print_list("  told in a shorter wording", (*edition.shortened, *fitted))
        _print_list("  left out", edition.left_out)
    print_warnings(composed.warnings)


def _settings(audience: Audience) -> Iterator[Sequence[str]]:
    values: Mapping[str, object] = {
        "extends": ", ".join(audience.lineage[1:]),
        "look": audience.look,
        "figures": "all of the dataset" if audience.figures is None else ", ".join(audience.figures),
        "select": "as set there",
    }
    for name in SETTINGS:
        inner = [each for each in audience.places if each.startswith(f"{name}.")]
        merged = getattr(audience, name, None)
        if isinstance(merged, Mapping) and inner:
            yield from ((each, _said(merged.get(each.partition(".")[2])), str(audience.places[each])) for each in inner)
        elif name in audience.places:
            yield name, _said(values.get(name, merged)), str(audience.places[name])
        elif name == "look":
            yield name, audience.look, "without being set"
    for output, blocks in audience.sections.items():
        name = f"sections.{output}"
        place = audience.places.get(name, audience.places.get("sections", audience.place))
        yield name, ", ".join(blocks), str(place)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value in ("", None) else str(value)


def _selected(edition: Edition, standing: frozenset[str], composed: Composed) -> Iterator[Sequence[str]]:
    output = edition.output
    yield "  statements", f"{len(standing)} of {len(composed.dataset.statements)} stand in it"
    yield "  wording", composed.audience.wording[output]
    yield "  figures", ", ".join(figure.id for figure in edition.figures) or "none"


def _print_list(title: str, items: Iterable[LeftOut]) -> None:
    unique = list(dict.fromkeys(items))
    print_line(f"{title}: {len(unique) or 'nothing'}")
    print_rows(((f"  {each.id}", each.reason) for each in unique), (30,))


assert set(LENGTHS) == set(WRITERS), "each file that is written can be measured"
