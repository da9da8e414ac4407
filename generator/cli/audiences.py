"""`audiences`: which audiences there are, and what each gets."""

from argparse import Namespace

from generator.cli.console import print_line
from generator.model.audience import OUTPUTS, Audience
from generator.pipeline.build import search_path_of
from generator.read.audience.audience import list_audiences, read_audience
from generator.read.audience.labels import localize, read_labels


def run(asked: Namespace) -> int:
    shelves = search_path_of(asked.templates)
    for name in list_audiences(shelves):
        audience = localize(read_audience(name, shelves), read_labels("en", shelves, {}), "en")
        print_line(f"{name:<12} {audience.title}{_extends(audience)}")
        for output in OUTPUTS:
            print_line(f"    {output + ':':<10} {', '.join(audience.sections[output])}")
        print_line(f"    {'told:':<10} {', '.join(_told(audience))}")
    return 0


def _extends(audience: Audience) -> str:
    parents = [each for each in audience.lineage if each != audience.name]
    return f" (extends {', '.join(parents)})" if parents else ""


def _told(audience: Audience) -> list[str]:
    wordings = set(audience.wording.values())
    said = [f"{output} {audience.wording[output]}" for output in OUTPUTS] if len(wordings) > 1 else [*wordings]
    limits = [f"at most {number} {name.replace('_', ' ')}" for name, number in audience.limits.items()]
    return [*said, f"sources: {audience.citations}", f"marking: {audience.marking or 'none'}", *limits]
