"""`verify`: whether the files of a finished pack are still as they were built."""

from argparse import Namespace
from pathlib import Path

from generator.cli.options import Parser, add_json, path
from generator.cli.report import Report
from generator.cli.result import Pack, PackState
from generator.errors import InputError, Place, Problem


def add_options(parser: Parser) -> None:
    parser.add_argument("pack", metavar="PACK", type=path, help="the folder of a pack: out/<dataset>/<audience>")
    add_json(parser)


def run(options: Namespace, report: Report) -> int:
    from generator.pack.stored import read_manifest
    from generator.pack.verify import find_differences, other_files

    try:
        manifest = read_manifest(options.pack)
    except InputError as error:
        report.reject(error.problems, "nothing verified")
        return 1
    differences = [*find_differences(options.pack, manifest)]
    others = other_files(options.pack, manifest)
    report.note(Problem(Place(str(options.pack / name)), "is not part of this pack") for name in others)
    paths = [options.pack / Path(name).name for name in manifest["outputs"]]
    sizes = {path.name: path.stat().st_size for path in paths if path.is_file()}
    dataset, audience = manifest["dataset"], manifest["audience"]
    state: PackState = "changed" if differences else "unchanged"
    report.record(Pack(dataset, audience, options.pack.as_posix(), state, sizes))
    if differences:
        report.reject(differences, "the pack is not as it was built")
        return 1
    report.say(f"{len(sizes)} files as they were built: {dataset} for {audience}, as of {manifest['as_of']}")
    return 0
