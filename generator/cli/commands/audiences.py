"""`audiences`: the audiences that exist, and what each gets."""

from argparse import Namespace
from collections.abc import Iterator

from generator.cli import result
from generator.cli.options import Parser, add_json, add_templates
from generator.cli.report import Report
from generator.model.audience import OUTPUTS, Audience


def add_options(parser: Parser) -> None:
    add_templates(parser)
    add_json(parser)


def run(options: Namespace, report: Report) -> int:
    from generator.pipeline.build import search_path_of
    from generator.read.audience.audience import list_audiences, read_audience
    from generator.read.audience.labels import localize, read_labels

    search_path = search_path_of(options.templates)
    for name in list_audiences(search_path):
        audience = localize(read_audience(name, search_path), read_labels("en", search_path, {}), "en")
        parents = audience.lineage[1:]
        extends = f" (extends {', '.join(parents)})" if parents else ""
        report.show(f"{name:<12} {audience.title}{extends}")
        for output in OUTPUTS:
            report.show(f"    {output + ':':<10} {', '.join(audience.sections[output])}")
        report.show(f"    {'settings:':<10} {', '.join(_settings(audience))}")
        report.record(
            result.Audience(
                name=name,
                title=audience.title,
                extends=parents,
                sections=audience.sections,
                wording=audience.wording,
                limits=audience.limits,
                citations=audience.citations,
                marking=audience.marking,
            )
        )
    return 0


def _settings(audience: Audience) -> Iterator[str]:
    if len(set(audience.wording.values())) == 1:
        yield f"wording: {next(iter(audience.wording.values()))}"
    else:
        yield from (f"wording of the {output}: {audience.wording[output]}" for output in OUTPUTS)
    yield f"sources: {audience.citations}"
    yield f"marking: {audience.marking or 'none'}"
    yield from (f"at most {number} {name.replace('_', ' ')}" for name, number in audience.limits.items())
