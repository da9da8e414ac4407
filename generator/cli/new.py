"""`new DIR`: a dataset folder to begin from, with comments, that builds as it is."""

import json
from argparse import Namespace
from pathlib import Path

from generator import shipped
from generator.cli.console import WrongUsage, called, print_line
from generator.errors import OutputError
from generator.pipeline.figure_kinds import dataset_schema
from generator.read.dataset.dataset import NAME, NAME_HELP

FILES = ("dataset.yaml", "events.csv", "sources.yaml")
SCHEMA = "dataset.schema.json"


def run(asked: Namespace) -> int:
    folder = Path(asked.path)
    if not NAME.fullmatch(folder.resolve().name):
        raise WrongUsage(f"`{folder.resolve().name}` is not a valid dataset name\n    {NAME_HELP}")
    create(folder)
    starter = shipped.templates() / "starter"
    try:
        for name in FILES:
            (folder / name).write_bytes((starter / name).read_bytes())
        (folder / SCHEMA).write_text(
            json.dumps(dataset_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {error.strerror}") from error
    print_line(f"{folder}: {', '.join(FILES)}; {SCHEMA} lets your editor help")
    print_line("next:")
    print_line(f"  {called()} {folder}            builds it as it is")
    print_line(f"  edit {folder / 'dataset.yaml'}, and keep its form; data/README.md tells each field")
    print_line(f"  {called()} {folder} --check    finds what is wrong")
    return 0


def create(folder: Path) -> None:
    """Make `folder`, which must not hold anything yet: nobody's work is written over."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise WrongUsage(f"{folder} is there already\n    name a folder that does not exist yet")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make {folder}: {error.strerror}") from error
