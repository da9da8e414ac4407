"""`verify PACK`: whether the files of a finished pack are still as they were built."""

from argparse import Namespace
from pathlib import Path

from generator.cli.console import print_line
from generator.errors import InputError
from generator.pack.verify import differences, manifest_of, others
from generator.pipeline.build import settled


def run(asked: Namespace) -> int:
    folder = settled(Path(asked.path))
    changed = differences(folder)
    for name in others(folder):
        print_line(f"note: {folder / name}  is not of this pack")
    if changed:
        raise InputError(changed)
    manifest = manifest_of(folder)
    made = f"{manifest['dataset']} for {manifest['audience']}, as of {manifest['as_of']}"
    print_line(f"{len(manifest['outputs'])} files as they were built: {made}")
    return 0
