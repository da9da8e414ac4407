"""A composed pack and its folder, where its last edition may be -> notes about texts that still say its numbers."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.errors import InputError, Place, Problem
from generator.model.audience import Audience
from generator.model.dataset import Dataset
from generator.model.dates import PartialDate
from generator.model.figure import Timeline
from generator.model.text import Text
from generator.pack.stored import read_manifest
from generator.pipeline.composition import Composition
from generator.read.dataset.notes.stale import LastClaim, LastEdition, find_stale

_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->", re.DOTALL)  # of a template


def compare_with_last_edition(composition: Composition, folder: Path) -> tuple[Problem, ...]:
    """Return the notes; none where `folder` holds no pack of an earlier edition."""
    try:
        manifest = read_manifest(folder)
        last = LastEdition(date.fromisoformat(manifest["as_of"]), tuple(_claims(manifest)))
    except (InputError, ValueError):  # no pack, or one whose manifest was edited
        return ()
    others = (*_list_profile_texts(composition.audience), *_list_lines(composition), *_list_titles(composition.dataset))
    return tuple(find_stale(composition.dataset, last, others))


def _list_profile_texts(audience: Audience) -> Iterator[tuple[str, Text]]:
    """Yield the texts of a profile, each with its name."""
    texts = {"title": audience.title, "marking": audience.marking}
    texts |= {f"labels.{name}": text for name, text in audience.labels.items()}
    texts |= {f"fields.{name}": text for name, text in audience.fields.items()}
    for name, text in texts.items():
        yield f"`{name}` of the audience", Text(text, audience.places.get(name, audience.place))
    for id_, variant in audience.variants.items():
        yield from ((f"`{name}` of figure `{id_}`", Text(text, variant.place)) for name, text in variant.texts.items())


def _list_lines(composition: Composition) -> Iterator[tuple[str, Text]]:
    """Yield the lines that templates print as they are."""
    for name, source in {
        name: data for tree in composition.trees.values() for name, data in tree.templates.items()
    }.items():
        words = _TAGS.sub(lambda tag: "\n" * tag[0].count("\n"), source.decode())
        yield from (
            ("the template", Text(line, Place(name, number))) for number, line in enumerate(words.splitlines(), 1)
        )


def _list_titles(dataset: Dataset) -> Iterator[tuple[str, Text]]:
    """Yield the names of kinds, and the titles in timelines."""
    yield from ((f"kind `{name}`", title) for name, title in dataset.kinds.items())
    for figure in dataset.figures:
        for lane in figure.lanes if isinstance(figure, Timeline) else ():
            texts = [
                lane.title,
                lane.none,
                *(row.title for row in lane.rows),
                *(lane.stack.titles if lane.stack else ()),
            ]
            yield from ((f"lane `{lane.id}` of figure `{figure.id}`", Text(text, figure.place)) for text in texts)


def _claims(manifest: Mapping[str, Any]) -> Iterator[LastClaim]:
    """Yield the claims of a manifest. Raises ValueError where one has no value that a claim can have."""
    for claim in manifest.get("claims", ()):
        value = int(claim["is"]) if claim["measure"] in ("count", "sum") else PartialDate.parse(claim["is"])
        yield LastClaim(claim.get("statement") or claim.get("part", ""), claim["says"], claim["measure"], value)
