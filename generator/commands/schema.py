"""`schema`: the dataset's format as a JSON schema, for an editor."""

import json
from argparse import Namespace

from generator.read.schema import schema
from generator.screen import print_line


def run(asked: Namespace) -> int:
    print_line(json.dumps(schema(), indent=2, ensure_ascii=False))
    return 0
