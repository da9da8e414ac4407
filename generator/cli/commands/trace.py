"""`trace`: where a sentence of a finished pack comes from, or what rests on a source or an event."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from generator.cli import result
from generator.cli.options import Parser, WrongUsage, add_json, path
from generator.cli.report import Report
from generator.errors import InputError
from generator.pack.trace import Origin, describe_source, list_rows, trace, trace_id

_MOST_SHOWN = 5
_BOOKMARKS = ("s_", "_Ref")  # of statements and of captions


def add_options(parser: Parser) -> None:
    parser.add_argument("pack", metavar="PACK", type=path, help="the folder of a pack: out/<dataset>/<audience>")
    parser.add_argument(
        "words", metavar="WORDS", nargs="+", help="some words of a sentence in it, or the id of a source or event"
    )
    add_json(parser)


def run(options: Namespace, report: Report) -> int:
    from generator.pack.stored import read_manifest
    from generator.pack.verify import find_differences

    phrase = " ".join(options.words)
    if not phrase.strip():
        raise WrongUsage("`trace` needs some words to look for")
    try:
        manifest = read_manifest(options.pack)
    except InputError as error:
        report.reject(error.problems, "nothing traced")
        return 1
    origins = trace_id(manifest, phrase.strip())
    is_id = bool(origins)
    origins = origins or trace(manifest, phrase)
    report.note(find_differences(options.pack, manifest))
    if not origins:
        report.fail(f"no statement, event or text in this pack says “{phrase}”", "the words may be those of a template")
        return 1
    if not origins[0].exact:
        report.show(f"nothing says exactly “{phrase}”; the nearest:")
    if is_id:
        count = sum((origin.kind, origin.id) != ("event", phrase.strip()) for origin in origins)
        rest = "1 item rests on it" if count == 1 else f"{count} items rest on it"
        report.show(f"{describe_source(manifest, phrase.strip())}: {rest}")
    for origin in origins if is_id else origins[:_MOST_SHOWN]:
        for line in _describe(origin, manifest):
            report.show(line)
    if len(origins) > _MOST_SHOWN and not is_id:
        report.show(f"and {len(origins) - _MOST_SHOWN} more; add words to narrow it down")
    for origin in origins:
        report.record(_for_json(origin, manifest))
    return 0


def _describe(origin: Origin, manifest: Mapping[str, Any]) -> Iterator[str]:
    yield f"{origin.kind} `{origin.id}`, {origin.place}" if origin.id else f"{origin.kind}, {origin.place}"
    yield f"    “{origin.says}”"
    for source in origin.sources:
        yield f"    source: {describe_source(manifest, source)}"
    for claim in origin.claims:
        yield f"    claim: {claim}"
    if origin.events:
        yield f"    through its events: {list_rows(origin.events)}"
    for file, locations in origin.locations.items():
        names = (f"bookmark {name}" if name.startswith(_BOOKMARKS) else name for name in locations)
        yield f"    found in {file}: {', '.join(names)}"


def _for_json(origin: Origin, manifest: Mapping[str, Any]) -> result.Origin:
    place, sources = result.parse_place(origin.place), manifest.get("sources", {})
    return result.Origin(
        kind=origin.kind,
        id=origin.id,
        file=place.file,
        line=place.line,
        column=place.column,
        says=origin.says,
        exact=origin.exact,
        sources=[
            result.Source(id_, sources.get(id_, {}).get("title", ""), sources.get(id_, {}).get("url", ""))
            for id_ in origin.sources
        ],
        locations=origin.locations,
        claims=origin.claims,
        events=origin.events,
    )
