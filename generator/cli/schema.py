"""`schema`: the dataset's format as a JSON schema, for an editor."""

import json
from argparse import Namespace

from generator.cli.console import print_line
from generator.pipeline.figure_kinds import dataset_schema


def run(asked: Namespace) -> int:
    print_line(json.dumps(dataset_schema(), indent=2, ensure_ascii=False))
    return 0
