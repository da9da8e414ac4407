"""`new-look`: a look in your own colours, fonts and logo, from the shipped Office templates or your own."""

import re
from argparse import ArgumentTypeError, Namespace

from generator.cli.console import program
from generator.cli.new_folder import create_folder, write_files
from generator.cli.options import Parser, path
from generator.cli.report import Report


def add_options(parser: Parser) -> None:
    add = parser.add_argument
    add("folder", metavar="DIR", type=path, help="the new folder, next to those of your audiences")
    add("--color", metavar="HEX", type=color, help="the brand's main colour, for titles and dark slides")
    add("--accent", metavar="HEX", type=color, help="its second colour, for rules and columns")
    add("--dark", action="store_true", help="light text on dark slides; paper stays white")
    add("--fonts", metavar="HEADING[,BODY]", default="", help="font families of headings and text")
    add("--logo", type=path, metavar="FILE", help="a PNG or JPEG for the first page and the cover")
    add("--word", type=path, metavar="FILE", help="your own Word template instead of the shipped one")
    add("--slides", type=path, metavar="FILE", help="your own PowerPoint template instead of the shipped one")


def color(text: str) -> str:
    """Return a colour as six upper-case hex digits."""
    if not re.fullmatch(r"#?[0-9A-Fa-f]{6}", text):
        raise ArgumentTypeError(f"`{text}` is not a colour of six hex digits, such as 4A1D33")
    return text.lstrip("#").upper()


def run(options: Namespace, report: Report) -> int:
    from generator.cli.look_files import make_look

    folder = options.folder
    files, replaced = make_look(options)
    create_folder(folder)
    write_files(folder, files)
    for line in replaced:
        report.show(line)
    report.say(f"{folder}: {', '.join(files)}")
    report.say("next:")
    report.say(f"  {program()} --look {folder}    builds the demo in it")
    report.say(f"  `look: ../{folder.name}` in an audience.yaml whose folder is next to this one")
    report.say("  open word.docx and slides.pptx in Office to change more; keep the names of styles and layouts")
    return 0
