"""`schema`: the dataset's format as a JSON schema, for an editor."""

import json
from argparse import Namespace

from generator.cli.console import print_line
from generator.read.form.schema import schema


def run(asked: Namespace) -> int:
    print_line(json.dumps(schema(), indent=2, ensure_ascii=False))
    return 0
