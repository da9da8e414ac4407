"""`--explain`: where each setting and block of an audience comes from, and what was selected, shortened, left out."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.cli.console import print_line, print_rows, print_warnings
from generator.compose.template.render import origins
from generator.model.audience import Audience
from generator.model.edition import Edition, LeftOut
from generator.model.output import Length
from generator.pipeline.build import compose, draw, load_templates
from generator.pipeline.composition import Composition
from generator.pipeline.formats import FORMATS
from generator.pipeline.limits import fit_to_limits
from generator.pipeline.progress import no_progress

SETTINGS = (
    "extends", "title", "wording", "select", "limits", "figures", "marking", "citations", "date_format", "page",
    "contents", "look", "labels", "fields",
)  # fmt: skip


def explain(folder: Path, audience: str, asked: Namespace) -> None:
    """Compose and measure the pack of one audience, write nothing, and print how it came about."""
    composition = compose(folder, audience, templates=asked.templates, look=asked.look)
    drawings, templates = draw(composition), load_templates(composition)
    composition = fit_to_limits(composition, drawings, templates, no_progress)
    print_line(f"{composition.audience.name}: {composition.audience.title}, for {composition.dataset.name}")
    print_line("settings, and where each is set")
    print_rows(_settings(composition.audience), (24, 44))
    for format_ in FORMATS:
        edition = composition.editions[format_.edition]
        blocks = origins(edition, composition.search_path, f"{format_.edition}.md.j2")
        length = None
        if format_.measure:
            tree, template = composition.trees[format_.name], templates[format_.name]
            length = format_.measure(tree, drawings[format_.edition], template)
        print_line(f"{format_.name}: {length.count} {format_.limit} by our estimate" if length else format_.name)
        print_line("  blocks, in order, and the template of each")
        print_rows(((f"  {name}", source) for name, source in blocks.items()), (30,))
        print_line("  selected")
        print_rows(_selected(edition, length, composition), (30,))
        fitted = [LeftOut(id_, "did not fit on its slide") for id_ in sorted(length.shortened if length else ())]
        _print_list("  told in a shorter wording", (*edition.shortened, *fitted))
        _print_list("  left out", edition.left_out)
    print_warnings(composition.warnings)


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


def _selected(edition: Edition, length: Length | None, composition: Composition) -> Iterator[Sequence[str]]:
    output = edition.output
    if length:
        yield "  statements", f"{len(length.statements)} of {len(composition.dataset.statements)} stand in it"
    yield "  wording", composition.audience.wording[output]
    yield "  figures", ", ".join(figure.id for figure in edition.figures) or "none"


def _print_list(title: str, items: Iterable[LeftOut]) -> None:
    unique = list(dict.fromkeys(items))
    print_line(f"{title}: {len(unique) or 'nothing'}")
    print_rows(((f"  {each.id}", each.reason) for each in unique), (30,))
