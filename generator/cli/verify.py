"""`verify PACK`: whether the files of a finished pack are still as they were built."""

from argparse import Namespace
from pathlib import Path

from generator.cli.console import print_line
from generator.errors import InputError
from generator.pack.publish import recover
from generator.pack.verify import find_differences, other_files, read_manifest


def run(asked: Namespace) -> int:
    folder = Path(asked.path)
    recover(folder)
    changed = find_differences(folder)
    for name in other_files(folder):
        print_line(f"note: {folder / name}  is not part of this pack")
    if changed:
        raise InputError(changed)
    manifest = read_manifest(folder)
    made = f"{manifest['dataset']} for {manifest['audience']}, as of {manifest['as_of']}"
    print_line(f"{len(manifest['outputs'])} files as they were built: {made}")
    return 0
