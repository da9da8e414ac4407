"""`check-template`: what a Word or PowerPoint template has, lacks and holds; and a specimen of everything set in it."""

from argparse import Namespace
from pathlib import Path

from generator.cli.options import Parser, path
from generator.cli.report import Report


def add_options(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", type=path, help="a .docx, .dotx, .pptx, .potx …")
    parser.add_argument(
        "--out", metavar="DIR", type=path, default=Path(), help="where the specimen goes (default: the current folder)"
    )


def run(options: Namespace, report: Report) -> int:
    from generator.cli.template_check import check_template

    check_template(options.file, options.out, report)
    return 0
