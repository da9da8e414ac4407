"""The commands: one row each in COMMANDS, in the order of `--help`.

To add one, write its file in commands/, with `add_options` and `run`, and add a row. All files are imported to tell
whose option is whose, so each imports the libraries that it needs when it runs.
"""

from argparse import Namespace
from collections.abc import Callable

from msgspec import Struct

from generator.cli.commands import audiences, batch, build, check_template, new, new_look, schema, trace, verify
from generator.cli.options import Parser, add_common
from generator.cli.report import Report


class Command(Struct, frozen=True):
    """`summary` is its line in `--help`, `example` what to type behind the program's name."""

    name: str
    summary: str
    example: str
    add_options: Callable[[Parser], None]
    run: Callable[[Namespace, Report], int]  # returns the exit code

    def parser(self) -> Parser:
        """Return the parser of its own options and the common ones."""
        summary = f"{self.summary[0].upper()}{self.summary[1:]}."
        epilog = f"example:\n  make_report.py {self.example}"
        parser = Parser(self.name, self.example, prog=f"make_report.py {self.name}", description=summary, epilog=epilog)
        self.add_options(parser)
        add_common(parser)
        return parser


BUILD = Command(
    "build",
    "build the pack of a dataset; the name of this command may be left out",
    "data/my-topic --audience executive",
    build.add_options,
    build.run,
)
COMMANDS = (
    BUILD,
    Command("batch", "build many packs from a plan", "batch plan.yaml --jobs 4", batch.add_options, batch.run),
    Command("new", "start a dataset", "new data/my-topic", new.add_options, new.run),
    Command(
        "new-look",
        "start a look in your own colours, fonts and logo",
        "new-look my-templates/look --color 4A1D33 --logo crest.png",
        new_look.add_options,
        new_look.run,
    ),
    Command(
        "check-template",
        "report what a Word or PowerPoint template has, lacks and holds",
        "check-template letterhead.docx",
        check_template.add_options,
        check_template.run,
    ),
    Command(
        "trace",
        "find where a sentence of a pack comes from, and its sources",
        'trace out/my-topic/standard "some words"',
        trace.add_options,
        trace.run,
    ),
    Command(
        "verify",
        "check whether the files of a pack are still as they were built",
        "verify out/my-topic/standard",
        verify.add_options,
        verify.run,
    ),
    Command("audiences", "list the audiences, and what each gets", "audiences", audiences.add_options, audiences.run),
    Command(
        "schema",
        "print the JSON schema of datasets, for your editor; or that of `--json`",
        "schema > dataset.schema.json",
        schema.add_options,
        schema.run,
    ),
)
