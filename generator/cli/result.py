"""The JSON document that `--json` prints: one for each run, on stdout, whatever the exit code.

    make_report.py data/my-topic --check --json

    {"format": 1,
     "problems": [{"file": "data/my-topic/dataset.yaml", "line": 41, "column": 7, "what": "…", "help": "…"}],
     "notes": [],
     "packs": [],
     "origins": [],
     "audiences": [],
     "exit_code": 1}

All keys are always there. data/result.schema.json, which these types generate, describes them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from generator.errors import Place, Problem

_PLACE = re.compile(r"(.+?)(?::(\d+))?(?::(\d+))?")


class Finding(Struct, frozen=True):
    """A problem or a note."""

    file: Annotated[str, Meta(description="Empty where no file is at fault.")]
    line: Annotated[int, Meta(ge=0, description="From 1; 0 where unknown.")]
    column: Annotated[int, Meta(ge=0, description="From 1; 0 where unknown.")]
    what: Annotated[str, Meta(description="The fact.")]
    help: Annotated[str, Meta(description="What would help; may be empty.")]


PackState = Literal["built", "unchanged", "failed", "changed"]


class Pack(Struct, frozen=True):
    """A pack that was built, could not be built, or was verified."""

    dataset: str
    audience: str
    folder: str
    state: Annotated[PackState, Meta(description="From verify: `unchanged` as built, or `changed` since.")]
    files: Annotated[Mapping[str, int], Meta(description="The size of each file in bytes, by its name.")]


class Source(Struct, frozen=True):
    id: str
    title: str
    url: str


class Origin(Struct, frozen=True):
    """From trace: what says the words."""

    kind: Annotated[str, Meta(description="`statement`, `event`, `figure`, `claim` or `text`.")]
    id: Annotated[str, Meta(description="Empty for a text; of a claim, that of the statement or part.")]
    file: str
    line: int
    column: int
    says: str
    exact: Annotated[bool, Meta(description="False for the nearest, where nothing says the words exactly.")]
    sources: Sequence[Source]
    locations: Annotated[
        Mapping[str, Sequence[str]], Meta(description="By file of the pack: names of bookmarks, `slide 4`, or a table.")
    ]
    claims: Annotated[Sequence[str], Meta(description="Of a statement, each with the events that bear it out.")] = ()
    events: Annotated[Sequence[str], Meta(description="Of a figure, those by which it rests on the source.")] = ()


class Audience(Struct, frozen=True):
    """From audiences."""

    name: str
    title: str
    extends: Annotated[Sequence[str], Meta(description="Nearest first.")]
    sections: Annotated[Mapping[str, Sequence[str]], Meta(description="Blocks in order, by output.")]
    wording: Annotated[Mapping[str, str], Meta(description="`text`, `short` or `headline`, by output.")]
    limits: Mapping[str, int]
    citations: str
    marking: str


class Result(Struct, frozen=True, kw_only=True):
    """What a command printed with `--json`."""

    format: Annotated[
        Literal[1], Meta(description="Changes when a key goes or changes its meaning; others may be added.")
    ] = 1
    problems: Annotated[Sequence[Finding], Meta(description="Why the exit code is not 0.")]
    notes: Annotated[Sequence[Finding], Meta(description="What deserves attention, and stops nothing.")]
    packs: Sequence[Pack]
    origins: Sequence[Origin]
    audiences: Sequence[Audience]
    exit_code: int


def finding(problem: Problem) -> Finding:
    """Return `problem` for JSON."""
    place = problem.place
    return Finding(place.file, place.line, place.column, problem.what, problem.help)


def locate(notes: Iterable[Problem], *roots: Path) -> Iterator[Problem]:
    """Yield the notes of a manifest, which keeps but the end of each path, with the paths as they are in `roots`."""
    for note in notes:
        place = parse_place(str(note.place))
        paths = (root / place.file for root in roots)
        file = next((str(path) for path in paths if path.is_file()), place.file)
        yield replace(note, place=replace(place, file=file))


def parse_place(text: str) -> Place:
    """Return the place that is printed as `text`, such as `dataset.yaml:41:7`."""
    match = _PLACE.fullmatch(text)
    if match is None:
        return Place(text)
    file, line, column = match.groups()
    return Place(file, int(line or 0), int(column or 0))


def result_schema() -> dict[str, Any]:
    """Return the JSON schema of a result."""
    from msgspec.json import schema

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema(Result)}
