"""`--explain`: where each setting and block of an audience comes from, and what was selected, shortened, left out."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.cli.report import Report
from generator.compose.template.render import block_files
from generator.model.audience import Audience
from generator.model.edition import Edition, LeftOut
from generator.model.output import Length
from generator.pipeline.build import compose, draw, load_templates
from generator.pipeline.composition import Composition, no_progress
from generator.pipeline.formats import FORMATS
from generator.pipeline.limits import fit_to_limits
from generator.read.form.profile import ProfileForm

SETTINGS = tuple(name for name in ProfileForm.fields_by_key if name != "sections")  # blocks are shown on their own


def explain(folder: Path, audience: str, options: Namespace, report: Report) -> None:
    """Compose and measure the pack of one audience, write nothing, and show how it came about."""
    sources = {name: getattr(options, name) for name in ("templates", "look", "draft")}
    composition = compose(folder, audience, **sources)
    drawings, templates = draw(composition), load_templates(composition)
    composition = fit_to_limits(composition, drawings, templates, no_progress)
    report.show(f"{composition.audience.name}: {composition.audience.title}, for {composition.dataset.name}")
    report.show("settings, and where each is set")
    report.show_rows(_settings(composition.audience), (24, 44))
    for format_ in FORMATS:
        edition = composition.editions[format_.edition]
        blocks = block_files(edition, composition.search_path, f"{format_.edition}.md.j2")
        length = None
        if format_.measure:
            tree, template = composition.trees[format_.name], templates[format_.name]
            length = format_.measure(tree, drawings[format_.edition], template)
        report.show(f"{format_.name}: {length.count} {format_.limit} (estimated)" if length else format_.name)
        report.show("  blocks in order, and the template of each")
        report.show_rows(((f"  {name}", source) for name, source in blocks.items()), (30,))
        report.show("  selected")
        report.show_rows(_selected_rows(edition, length, composition), (30,))
        fitted = [LeftOut(id_, "did not fit on its slide") for id_ in sorted(length.shortened if length else ())]
        _show_list("  in a shorter wording", (*edition.shortened, *fitted), report)
        _show_list("  left out", edition.left_out, report)
    report.note(composition.warnings)


def _settings(audience: Audience) -> Iterator[Sequence[str]]:
    """Yield name, value and place of each setting that was made."""
    values: Mapping[str, object] = {
        "extends": ", ".join(audience.lineage[1:]),
        "look": audience.look,
        "figures": "all of the dataset" if audience.figures is None else ", ".join(audience.figures),
        "cover": audience.cover.figure if audience.cover else "",
        "select": "see the file",
    }
    for name in SETTINGS:
        parts = [place for place in audience.places if place.startswith(f"{name}.")]
        value = getattr(audience, name, None)
        if isinstance(value, Mapping) and parts:
            for part in parts:
                yield part, _format(value.get(part.partition(".")[2])), str(audience.places[part])
        elif name in audience.places:
            yield name, _format(values.get(name, value)), str(audience.places[name])
        elif name == "look":
            yield name, audience.look, "the default"
    for output, blocks in audience.sections.items():
        name = f"sections.{output}"
        place = audience.places.get(name, audience.places.get("sections", audience.place))
        yield name, ", ".join(blocks), str(place)


def _format(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value in ("", None) else str(value)


def _selected_rows(edition: Edition, length: Length | None, composition: Composition) -> Iterator[Sequence[str]]:
    if length:
        statements = composition.dataset.statements
        shown = sum(statement.id in length.statements for statement in statements)
        yield "  statements", f"{shown} of {len(statements)}"
    yield "  wording", composition.audience.wording[edition.output]
    yield "  figures", ", ".join(figure.id for figure in edition.figures) or "none"


def _show_list(title: str, items: Iterable[LeftOut], report: Report) -> None:
    unique = list(dict.fromkeys(items))
    report.show(f"{title}: {len(unique) or 'none'}")
    report.show_rows(((f"  {item.id}", item.reason) for item in unique), (30,))
