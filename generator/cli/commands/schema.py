"""`schema`: the format of a dataset, or of what `--json` prints, as a JSON schema."""

import json
from argparse import Namespace

from generator.cli.options import Parser
from generator.cli.report import Report


def add_options(parser: Parser) -> None:
    help_ = "the format of a dataset (the default), or of what `--json` prints"
    parser.add_argument("of", nargs="?", choices=("dataset", "result"), default="dataset", help=help_)


def run(options: Namespace, report: Report) -> int:
    if options.of == "dataset":
        from generator.pipeline.figure_kinds import dataset_schema as schema
    else:
        from generator.cli.result import result_schema as schema

    report.show(json.dumps(schema(), indent=2, ensure_ascii=False))
    return 0
