"""However much work a template or a dataset asks for, it is done or refused in bounded time."""

import ast
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from pkgutil import resolve_name
from time import perf_counter

import pptx
import pytest

from generator.cli.main import main
from generator.errors import InputError
from generator.pipeline.build import build
from tests.trust.long import LONG
from tests.trust.test_any_input import in_time

ROOT = Path(__file__).parent.parent.parent
LOOK = ROOT / "templates" / "look"
EVENTS = "{% for one in events %}{% for other in events %}"
END = "{% endfor %}{% endfor %}"
# What is written into the briefing's template, and the refusal, where there is one.
ASKED = {
    "loops in loops": (f"{EVENTS}{EVENTS.replace('one', 'third')}x{END}{END}", "more than 200,000 loop iterations"),
    "pages and pages": (f"{EVENTS}{'x' * 4000}{END}", "more than 8,000,000 characters of text"),
    "brackets without end": ("[" * 30_000, ""),
    "comments without end": ("<!--" * 100_000, "missing end of comment tag"),
    "tags without end": ("{%" * 100_000, "tag name expected"),
    "tags after words": ("words {% if title %}x{% endif %}" * 20_000, ""),
    "quoted comments without end": ("‹!--" * 100_000, ""),
    "directives without end": ("::: panel\n" * 20_000, "`::: panel` is not closed"),
    "ends of directives without end": (":::\n" * 20_000, "`:::` does not close anything"),
    "a directive of spaces": ("::: panel" + " :" * 50_000 + "x", "is not closed"),
    "brackets closed at the end": ("[" * 30_000 + "]" * 30_000, ""),
    "links in links": ("[a " * 10_000 + "](https://example.org)" * 10_000, ""),
    "pictures in pictures": ("![" * 5_000 + "](figure:tolls)" * 5_000, "is not a"),
    "emphasis in emphasis": ("*a **b " * 5_000 + " c** d*" * 5_000, ""),
    "lines without end": ("x\n\n" * 50_000, ""),
    "quotes in quotes": ("> " * 5_000, ""),
    "stars without end": ("*a " * 20_000, "`*` would be printed as typed"),
    "notes without end": ("^[x]" * 3_000, ""),
    "a table of many columns": ("|" + "a|" * 5_000 + "\n|" + "-|" * 5_000, ""),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    at = tmp_path_factory.mktemp("world")
    shutil.copytree(ROOT / "tests" / "cases" / "shore", at, dirs_exist_ok=True)
    shutil.copytree(LOOK, at / "templates" / "look", ignore=shutil.ignore_patterns("*.py"))
    shutil.copy(Path(pptx.__file__).parent / "templates" / "default.pptx", at / "templates" / "look" / "slides.pptx")
    rows = [f"e{number},2020-01-{number % 28 + 1:02},,toll,,Rise,,,,,,,,,toll,paper,\n" for number in range(200)]
    events = at / "set" / "shore" / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").splitlines()[0] + "\n" + "".join(rows), encoding="utf-8")
    dataset = at / "set" / "shore" / "dataset.yaml"
    dataset.write_text(dataset.read_text(encoding="utf-8").replace("is: 1", "is: 200"), encoding="utf-8")
    yield at


@pytest.mark.parametrize("what", ASKED)
def test_work_is_bounded_for(what: str, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_PACK_CACHE", str(world / "store"))
    written, refusal = ASKED[what]
    template = world / "templates" / "brief" / "briefing.md.j2"
    before = template.read_text(encoding="utf-8")
    template.write_text(before.replace("::: events", f"{written}\n\n::: events"), encoding="utf-8")
    began = perf_counter()
    try:
        build(world / "set" / "shore", "brief", world / "out", templates=world / "templates")
        said = ""
    except InputError as error:
        said = "\n".join(map(str, error.problems[:5]))
    finally:
        template.write_text(before, encoding="utf-8")
    assert perf_counter() - began < 20
    assert refusal in said and len(said) < 3000, said


# What is written into every text of a statement and an event.
TEXTS = {
    "stars without end": "*a " * 40_000,
    "stars of all kinds": "*a **b ***c " * 10_000,
    "links without end": "[a](http://x" * 9_000,
    "words without end": "words " * 14_000,
    "a word without end": "w" * 90_000,
    "spaces without end": "a" + " " * 90_000 + "b",
    "no-break spaces without end": "a" + "\u3000" * 90_000 + "b",
    "capitals without end": "A Be " * 18_000,
    "marks without end": "e" + "\u0301" * 90_000,
    "ideographs without end": "漢字、" * 30_000,
    "other scripts without end": "سلام 👩 " * 9_000,
    "soft hyphens without end": "ab\u00ad" * 30_000,
    "lines without end": "a\n" * 900,
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits the time by a signal")
@pytest.mark.parametrize("what", TEXTS)
def test_a_pack_of_long_texts_takes_no_long_time(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_PACK_CACHE", "")
    folder = Path(shutil.copytree(ROOT / "tests" / "cases" / "shore" / "set" / "shore", tmp_path / "shore"))
    whole = TEXTS[what].strip()
    text = json.dumps(whole if LONG else whole[: len(whole) // 2], ensure_ascii=False)
    dataset = (folder / "dataset.yaml").read_text(encoding="utf-8")
    dataset = dataset.replace("short: They *rose* once.", f"short: {text}").replace("topic: Shore", f"topic: {text}")
    (folder / "dataset.yaml").write_text(dataset, encoding="utf-8")
    sources = (folder / "sources.yaml").read_text(encoding="utf-8")
    sources = sources.replace("title: The paper", f"title: {text}").replace(
        "family: Roe, given: Jane", f"literal: {text}"
    )
    (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    with in_time(60), suppress(InputError):
        build(folder, out=tmp_path / "out")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits the time by a signal")
def test_columns_for_each_of_4000_days_take_no_long_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_PACK_CACHE", "")
    folder = Path(shutil.copytree(ROOT / "tests" / "cases" / "shore" / "set" / "shore", tmp_path / "shore"))
    dataset = (
        (folder / "dataset.yaml")
        .read_text(encoding="utf-8")
        .replace("per: year", "per: day")
        .replace("is: 1", "is: 3991")
    )
    (folder / "dataset.yaml").write_text(dataset, encoding="utf-8")
    days = (date(2021, 6, 30) - timedelta(number) for number in range(3990))
    rows = [f"d{number},{day},,toll,Rise,Rise,,,,,,,low,high,rise,paper,\n" for number, day in enumerate(days)]
    with open(folder / "events.csv", "a", encoding="utf-8") as events:
        events.writelines(rows)
    with in_time(60):
        build(folder, out=tmp_path / "out")


LIMIT = re.compile(r"^\| [a-z].* \| ([\d,]+) \| `(\S+:\w+)` \|$", re.MULTILINE)
OF_MESSAGES = {"MOST_SHOWN", "MOST_NAMED", "LIMIT_REPARSED"}  # how much is listed or explained; nothing is refused


def constants() -> Iterator[str]:
    """The public limits of all modules."""
    for module in sorted((ROOT / "generator").rglob("*.py")):
        dotted = ".".join(module.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)]) if re.match("(MOST|LONGEST|LIMIT)_", name):
                    yield from [f"{dotted}:{name}"] if name not in OF_MESSAGES else []


def test_the_readme_lists_every_limit_of_the_code_with_its_value() -> None:
    listed = {name: at_most for at_most, name in LIMIT.findall((ROOT / "generator" / "README.md").read_text("utf-8"))}
    assert {*constants()} == {name for name in listed if name.startswith("generator.")}
    for name, at_most in listed.items():
        value = resolve_name(name)
        assert f"{value() if callable(value) else value:,}" == at_most, name


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux how much memory it takes")
def test_running_out_of_memory_is_reported_in_one_line(world: Path) -> None:
    import resource

    folder = shutil.copytree(ROOT / "tests" / "cases" / "harbour", world / "harbour")
    with open(folder / "dataset.yaml", "a", encoding="utf-8") as dataset:
        dataset.write("# a line without a point\n" * 2_000_000)
    child = os.fork()
    if child == 0:
        code = -1
        try:
            pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[0])
            most = pages * resource.getpagesize() + 20_000_000
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
            with open(world / "said", "w", encoding="utf-8") as sys.stderr:
                code = main([str(folder), "--check", "--quiet"])
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
    said = (world / "said").read_text(encoding="utf-8")
    assert said == "make_report.py: not enough memory, nothing was changed\n"
