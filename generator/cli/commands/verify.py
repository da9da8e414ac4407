"""`verify`: whether the files of a finished pack are still as they were built."""

from argparse import Namespace
from pathlib import Path

from generator.cli.options import Parser, add_json, path
from generator.cli.report import Report
from generator.cli.result import Pack, PackState
from generator.errors import Place, Problem


def add_options(parser: Parser) -> None:
    parser.add_argument("pack", metavar="PACK", type=path, help="the folder of a pack: out/<dataset>/<audience>")
    add_json(parser)


def run(options: Namespace, report: Report) -> int:
    from generator.pack.publish import recover
    from generator.pack.verify import find_differences, other_files, read_manifest

    recover(options.pack)
    manifest, differences = read_manifest(options.pack), find_differences(options.pack)
    strangers = other_files(options.pack)
    report.note(Problem(Place(str(options.pack / name)), "is not part of this pack") for name in strangers)
    paths = [options.pack / Path(name).name for name in manifest["outputs"]]
    sizes = {path.name: path.stat().st_size for path in paths if path.is_file()}
    dataset, audience = str(manifest.get("dataset")), str(manifest.get("audience"))
    state: PackState = "changed" if differences else "unchanged"
    report.record(Pack(dataset, audience, options.pack.as_posix(), state, sizes))
    if differences:
        report.reject(differences)
        return 1
    report.say(f"{len(sizes)} files as they were built: {dataset} for {audience}, as of {manifest.get('as_of')}")
    return 0
