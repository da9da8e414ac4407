"""`build`, which needs no name: a pack for each audience asked for; or with `--check` or `--explain`, a report only."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from generator import shipped
from generator.cli.options import Parser, WrongUsage, add_json, add_templates, names, path, refuse_together
from generator.cli.report import Report, StageProgress
from generator.cli.result import Pack, PackState, locate
from generator.errors import InputError, Place, suggest
from generator.untrusted.names import is_name, name_problem


def add_options(parser: Parser) -> None:
    add = parser.add_argument
    add("dataset", nargs="?", metavar="DATASET", type=path, help="a dataset folder, or the name of one in data/")
    help_ = "for whom (standard); `all` for every audience"
    add("--audience", type=names, default="standard", metavar="NAME[,NAME…]", help=help_)
    add(
        "--out",
        default="out",
        type=path,
        metavar="DIR",
        help="where packs go: DIR/<dataset>/<audience>/ (out); --check only compares with the edition there",
    )
    add_templates(parser)
    help_ = "a look to use instead of the audience's: brand.yaml, word.docx, slides.pptx"
    add("--look", type=path, metavar="DIR", help=help_)
    add("--check", action="store_true", help="report what is wrong with the dataset and templates; write nothing")
    help_ = "show where each setting and block comes from, what is left out and why; write nothing"
    add("--explain", action="store_true", help=help_)
    help_ = "refuse what is otherwise only noted, such as an event that nothing shows"
    add("--strict", action="store_true", help=help_)
    add("--draft", action="store_true", help="print a watermark on each page, and say on each slide that it is a draft")
    add("--force", action="store_true", help="rebuild everything, even if unchanged; the bytes are the same")
    add("--watch", action="store_true", help="build, check or explain again whenever a file is saved")
    add_json(parser)


def run(options: Namespace, report: Report) -> int:
    refuse_together(
        options, ("check", "explain"), ("check", "force"), ("explain", "force"), ("watch", "json"), ("explain", "json")
    )
    folder = find_dataset(options.dataset)
    if options.watch:
        from generator.cli.watch import watch

        watch(folder, options, report, partial(_act_for_all, folder, options, report))
    return _act_for_all(folder, options, report)


def _act_for_all(folder: Path, options: Namespace, report: Report) -> int:
    """Build, check or explain the pack of each audience; a problem with one does not stop the others."""
    act = _explain if options.explain else _check if options.check else _build
    audiences = _audiences(options)
    exit_code = 0
    for audience in audiences:
        try:
            act(folder, audience, options, report)
        except InputError as error:
            report.reject(error.problems, "nothing written" + (f" for {audience}" if len(audiences) > 1 else ""))
            exit_code = 1
    return exit_code


def _audiences(options: Namespace) -> Sequence[str]:
    """Return the names asked for. Raises WrongUsage before a path is made of one that is none."""
    for name in options.audience:
        if not is_name(name):
            problem = name_problem(name, "audience", Place("--audience"))
            raise WrongUsage(problem.what, problem.help)
    if "all" not in options.audience:
        return tuple(options.audience)
    from generator.pipeline.build import search_path_of
    from generator.read.audience.audience import list_audiences

    return list_audiences(search_path_of(options.templates))


def _build(folder: Path, audience: str, options: Namespace, report: Report) -> None:
    from generator.pipeline.build import build, search_path_of

    progress = StageProgress(report)
    sources = {name: getattr(options, name) for name in ("templates", "look", "strict", "draft")}
    try:
        pack = build(folder, audience, options.out, **sources, force=options.force, progress=progress)
    except InputError:
        name = folder.resolve().name
        report.record(Pack(name, audience, (options.out / name / audience).as_posix(), "failed", {}))
        raise
    roots = (folder.parent, *search_path_of(options.templates))
    report.note(locate(pack.warnings, *roots) if pack.unchanged else pack.warnings)
    sizes = {name: len(data) for name, data in sorted(pack.files.items())}
    for name, size in sizes.items():
        report.say(f"  {size / 1000:8,.0f} kB  {name}")
    report.say(f"{len(sizes) - 1} files and their manifest in {progress.seconds():.1f} s: {pack.folder}")
    state: PackState = "unchanged" if pack.unchanged else "built"
    report.record(Pack(folder.resolve().name, audience, pack.folder.as_posix(), state, sizes))


def _check(folder: Path, audience: str, options: Namespace, report: Report) -> None:
    """Read, select and compose, which finds every problem of the input."""
    from generator.pipeline.build import check
    from generator.read.dataset.claims import list_claimed
    from generator.read.dataset.notes.hints import find_hints

    progress = StageProgress(report)
    sources = {name: getattr(options, name) for name in ("templates", "look", "strict", "draft")}
    composition, stale = check(folder, audience, options.out, **sources, progress=progress)
    report.note((*find_hints(composition.dataset), *composition.warnings, *stale))
    claims = sum(len(claimed.claims) for claimed in list_claimed(composition.dataset))
    report.say(f"{folder}: no problems for {audience}; claims checked: {claims}; nothing written")


def _explain(folder: Path, audience: str, options: Namespace, report: Report) -> None:
    from generator.cli.explain import explain

    explain(folder, audience, options, report)


def find_dataset(name: Path | None) -> Path:
    """Return the dataset folder at a path, by its name in data/, or the only one in data/ where `name` is None."""
    known = list_datasets()
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    if name is None:
        raise WrongUsage("which dataset?", suggest("", known, "datasets"))
    if name.is_dir():
        return name
    if str(name) in known:
        return known[str(name)]
    raise WrongUsage(f"no dataset folder `{name}`", suggest(str(name), known, "datasets"))


def list_datasets() -> Mapping[str, Path]:
    """Return the dataset folders in data/ here, or the shipped ones if that folder is missing, by name."""
    root = Path("data") if Path("data").is_dir() else shipped.data()
    return {file.parent.name: file.parent for file in sorted(root.glob("*/dataset.yaml"))}
