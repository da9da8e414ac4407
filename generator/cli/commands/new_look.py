"""`new-look`: a look in your own colours, fonts and logo, from the shipped Office templates or your own."""

import re
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from generator.cli.console import program
from generator.cli.new_folder import create_folder, write_files
from generator.cli.options import Parser, path
from generator.cli.report import Report
from generator.errors import InputError, Problem, collect_problems

_FIELD = "unknown field "  # a dataset may have more of them than the starter


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
    given = {"word.docx": options.word, "slides.pptx": options.slides}
    sources = {name: file for name, file in given.items() if file}
    needed = [*_try_look(files, sources)] if sources else []
    create_folder(folder)
    write_files(folder, files)
    for line in (*replaced, *needed):
        report.show(line)
    report.say(f"{folder}: {', '.join(files)}")
    report.say("next:")
    report.say(f"  {program()} --look {folder}    builds the demo in it")
    report.say(f"  `look: ../{folder.name}` in an audience.yaml whose folder is next to this one")
    report.say("  open word.docx and slides.pptx in Office to change more; keep the names of styles and layouts")
    return 0


def _try_look(files: Mapping[str, bytes], sources: Mapping[str, Path]) -> Iterator[str]:
    """Yield what a dataset must have for packs in the look, in which the starter dataset is tried.

    `sources` are the files that were given for those of the look. Raises InputError with what a build in this look
    would refuse, in the files as they were given.
    """
    problems: list[Problem] = []
    with TemporaryDirectory() as folder, collect_problems(problems):
        write_files(Path(folder), files)
        _build(Path(folder), problems)
    given = {(Path(folder) / name).as_posix(): source.as_posix() for name, source in sources.items()}
    named = dict.fromkeys(_rename(problem, given) for problem in problems)
    if refused := [problem for problem in named if not problem.what.startswith(_FIELD)]:
        raise InputError(refused)
    yield from (f"{problem.place}: {problem.what}; a dataset in this look needs it" for problem in named)


def _build(look: Path, problems: list[Problem]) -> None:
    """Write each file of a pack of the starter dataset, and look through it; add what is wrong to `problems`."""
    from generator import shipped
    from generator.pipeline.build import compose, draw, load_templates
    from generator.pipeline.formats import FORMATS

    starter = shipped.templates() / "starter"
    composition = compose(starter, "specimen", templates=starter / "templates", look=look)
    drawings, loaded = draw(composition), load_templates(composition)
    for format_ in FORMATS:
        with collect_problems(problems):
            tree = composition.trees[format_.name]
            written = format_.write(tree, drawings[format_.edition], loaded[format_.name])
            problems += format_.inspect(format_.name, written.data)


def _rename(problem: Problem, given: Mapping[str, str]) -> Problem:
    file = problem.place.file
    name = next((source for path, source in given.items() if file.startswith(path)), file)
    return replace(problem, place=replace(problem.place, file=name))
