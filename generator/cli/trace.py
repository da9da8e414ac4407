"""`trace PACK "some words"`: where a sentence of a finished pack comes from, and what it rests on."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.cli.console import WrongUsage, called, print_line
from generator.errors import InputError, Place, Problem
from generator.pack.pack import MANIFEST
from generator.pack.publish import recover
from generator.pack.trace import Origin, describe_source, trace
from generator.pack.verify import find_differences, read_manifest

_MOST_SHOWN = 5


def run(asked: Namespace) -> int:
    if not asked.words or not asked.words.strip():
        raise WrongUsage(f'`trace` needs a pack and some words of it\n    such as `{called()} trace PACK "some words"`')
    folder = Path(asked.path)
    recover(folder)
    manifest = read_manifest(folder)
    try:
        found = trace(manifest, asked.words)
    except (AttributeError, KeyError, TypeError):
        what = "was changed by hand, and no longer tells what stands where"
        raise InputError([Problem(Place(str(folder / MANIFEST)), what, "build the pack anew")]) from None
    for problem in find_differences(folder):
        print_line(f"note: {problem.place}  {problem.what}")
    if not found:
        print_line(f"no statement, event or text of this pack says “{asked.words}”; it may stand in a template")
        return 1
    if not found[0].exact:
        print_line(f"nothing says exactly “{asked.words}”; the nearest:")
    for origin in found[:_MOST_SHOWN]:
        _print(origin, manifest)
    if len(found) > _MOST_SHOWN:
        print_line(f"and {len(found) - _MOST_SHOWN} more; give more words")
    return 0


def _print(origin: Origin, manifest: Mapping[str, Any]) -> None:
    print_line(f"{origin.kind} `{origin.id}`, {origin.place}" if origin.id else f"{origin.kind}, {origin.place}")
    print_line(f"    “{origin.says}”")
    for each in origin.sources:
        print_line(f"    source: {describe_source(manifest, each)}")
    for file, places in origin.locations.items():
        shown = ", ".join(each.replace("s_", "bookmark s_", 1) if each.startswith("s_") else each for each in places)
        print_line(f"    stands in {file}: {shown}")
