"""`new`: a dataset folder to start from, with comments, that builds as it is."""

import json
import os
from argparse import Namespace

from generator import shipped
from generator.cli.console import program
from generator.cli.new_folder import create_folder, write_files
from generator.cli.options import Parser, WrongUsage, path
from generator.cli.report import Report
from generator.errors import Place

FILES = ("dataset.yaml", "events.csv", "sources.yaml")
SCHEMA = "dataset.schema.json"


def add_options(parser: Parser) -> None:
    parser.add_argument("folder", metavar="DIR", type=path, help="the new dataset folder; its name is the dataset's")


def run(options: Namespace, report: Report) -> int:
    from generator.pipeline.figure_kinds import dataset_schema
    from generator.untrusted.names import is_name, name_problem

    folder = options.folder
    name = os.path.basename(os.path.realpath(folder))
    if not is_name(name):
        problem = name_problem(name, "dataset", Place(str(folder)))
        raise WrongUsage(problem.what, problem.help)
    create_folder(folder)
    files = {name: (shipped.templates() / "starter" / name).read_bytes() for name in FILES}
    files[SCHEMA] = f"{json.dumps(dataset_schema(), indent=2, ensure_ascii=False)}\n".encode()
    write_files(folder, files)
    report.say(f"{folder}: {', '.join(FILES)}, and {SCHEMA} for completion in your editor")
    report.say("next:")
    report.say(f"  {program()} {folder}            builds it as it is")
    report.say(f"  edit {folder / 'dataset.yaml'}; data/README.md describes each field")
    report.say(f"  {program()} {folder} --check    reports what is wrong")
    return 0
