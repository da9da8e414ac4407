"""Compare the packs with their goldens, or accept them as they are: `python -m tests.golden [--accept] [PACK …]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden.compare import report
from tests.golden.packs import PACKS, build_parts
from tests.golden.store import GOLDENS, load, save


def main(words: Sequence[str] | None = None) -> int:
    """Print what differs and return 1, or 0 where nothing does or all was accepted."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description="Compare packs with their goldens.")
    parser.add_argument("packs", nargs="*", metavar="PACK", help="all by default: " + ", ".join(PACKS))
    parser.add_argument("--accept", action="store_true", help="make the packs as built now the new goldens")
    parser.add_argument("--goldens", type=Path, default=GOLDENS, help="another folder of goldens")
    arguments = parser.parse_args(words)
    names = arguments.packs or [*PACKS]
    if unknown := [name for name in names if name not in PACKS]:
        parser.error(f"unknown pack `{unknown[0]}`; known: {', '.join(PACKS)}")
    goldens = load(arguments.goldens)
    with TemporaryDirectory() as folder:
        built = {name: build_parts(name, Path(folder) / name) for name in names}
    reports = [text for name in names if (text := report(name, goldens.get(name, {}), built[name]))]
    if not arguments.accept:
        print("\n\n".join(reports) or "the packs equal their goldens")
        return 1 if reports else 0
    known = {**goldens, **built}
    save({name: known[name] for name in PACKS if name in known}, arguments.goldens)
    print(f"packs changed: {len(reports)} of {len(names)}; review them with `git diff`")
    return 0


if __name__ == "__main__":
    sys.exit(main())
