"""Text of any kind, several times as long, takes as many times the work, wherever it stands in a dataset or template.

Work is counted as calls of functions, so that the result is the same on every machine. What takes time without calls,
such as a pattern that backtracks, is caught by a limit of seconds that is generous for linear work.
"""

import json
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

import pytest

from generator.cli.main import main
from generator.errors import InputError
from generator.pipeline.build import compose
from tests.trust.long import LONG
from tests.trust.packages import WORD, add_before_end, changed, in_body
from tests.trust.test_any_input import in_time

ROOT = Path(__file__).parent.parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
REPEATED = (
    "*a ", "**a ", "*a **b ", "***a ", "_a_ ", "*(", "*", "[", "[a ", "](", "[a](http://x", "![", '[a](b "', "[a](<b",
    "[x]{.a ", "[@a", "[@a]", "^[", "^[x]", "`", "``a ", "<", "<!--", "-->", "{%", "%}", "{{", "}}", "{#", "#}", "{",
    "‹", "‹!--", "|", '"', "'", "(", "(a ", "&", "&a;", "\\", "\\*", " ", "\t", "  \n", "\n", "a\n\n", "\u0301",
    "e\u0301", "漢字", "漢、", "سلام ", "👩‍👩", "a", "ab\u00ad", "a\u200b", "a\u00a0", "::: a\n", ":::\n", "# a\n",
    "> ", "> a\n", "- ", "- a\n", "1. ", "1. a\n", "| a | b |\n", ": x\n\n", "a\n=\n", "---\n\n", "1 ", "1", "-",
    "a-", "a/", ". ", "p. 2 ", "Word. ", "a; ", "http://a.b ", "\u2066", "\u202e",
)  # fmt: skip
NESTED = (
    ("[", "](https://a.b)"), ("![", "](u)"), ("[a", "]{.x}"), ("^[a", "]"), ("*a **b ", " c** d*"), ("**(", ")**"),
    ("(", ")"), ("“", "”"), ("<", ">"), ("::: panel\n", "\n:::"), ("{% if title %}", "{% endif %}"),
    ("{% for e in events %}", "{% endfor %}"), ("{{ (", ") }}"),
)  # fmt: skip
TEXTS = {opening + closing: (opening, closing) for opening, closing in (*((text, "") for text in REPEATED), *NESTED)}
# every other one in templates, the others in datasets; with LONG=1, all in both
IN_TEMPLATES, IN_DATASETS = ([*TEXTS], [*TEXTS]) if LONG else ([*TEXTS][::2], [*TEXTS][1::2])
REPEATS = 30
MORE_REPEATS = 60  # of what is nested, of which a few take work of their own
MOST_GROWTH = 8  # 5 is linear, 15 quadratic
OWN_BLOCK = '{% extends "standard/briefing.md.j2" %}\n{% block own %}\nTEXT\n{% endblock %}\n'
PROFILE = "extends: standard\nsections: {briefing: [own], deck: [key_messages]}\n"


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: None) -> Path:
    """A dataset, and a template folder with one audience."""
    monkeypatch.setenv("BRIEFING_PACK_CACHE", "")
    return set_up(tmp_path)


def set_up(folder: Path) -> Path:
    shutil.copytree(HARBOUR, folder / "harbour")
    (folder / "templates" / "own").mkdir(parents=True)
    (folder / "templates" / "own" / "audience.yaml").write_text(PROFILE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Do what a process does only once, such as imports for a refusal, before anything is counted."""
    world = set_up(tmp_path_factory.mktemp("begun"))
    write_block(world, repeat("*a ", 7 * REPEATS))
    fill(HARBOUR, world / "harbour", repeat("*a ", 7 * REPEATS))
    for audience in ("own", "standard"):
        with suppress(InputError):
            compose(world / "harbour", audience, templates=world / "templates")


def write_block(world: Path, text: str) -> None:
    """Write the template of the audience `own` with `text` in it."""
    file = world / "templates" / "own" / "briefing.md.j2"
    file.write_text(OWN_BLOCK.replace("TEXT", f"a {text} b"), encoding="utf-8")


def count_calls(act: Callable[[], object]) -> int:
    """Return how many functions `act` calls, whether it succeeds or refuses its input."""
    calls = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event.endswith("call")

    with in_time():
        sys.setprofile(count)
        try:
            act()
        except InputError:
            pass
        finally:
            sys.setprofile(None)
    return calls


def repeat(name: str, count: int) -> str:
    opening, closing = TEXTS[name]
    return f"{opening * count}x{closing * count}"


def growth(name: str, write: Callable[[int], None], act: Callable[[], object]) -> float:
    """Return how many more calls `act` takes for five times as much more of what `write` repeats: 5 if it is linear."""
    counts, once = [], MORE_REPEATS if TEXTS[name][1] else REPEATS
    for count in (once, once, 2 * once, 7 * once):  # what a process does only once, it does at first
        write(count)
        counts.append(count_calls(act))
    _, few, more, many = counts
    return (many - more) / max(more - few, 1000)


@pytest.mark.parametrize("name", IN_TEMPLATES)
def test_a_template_takes_work_in_proportion_to_its_length(name: str, world: Path) -> None:
    def write(count: int) -> None:
        write_block(world, repeat(name, count))

    assert growth(name, write, lambda: compose(world / "harbour", "own", templates=world / "templates")) < MOST_GROWTH


def fill(source: Path, target: Path, text: str) -> None:
    """Write the files of `source` to `target` with `text` at the end of every text, cell and citation."""
    prose = {
        "title", "takeaway", "headline", "short", "question", "why_it_matters", "caption", "note", "none", "topic",
        "prepared_by", "distribution",
    }  # fmt: skip
    dataset = []
    for line in (source / "dataset.yaml").read_text(encoding="utf-8").splitlines():
        field, colon, value = line.partition(": ")
        if field.strip("- ") in prose:
            quoted = json.dumps(f"{value.strip(chr(34))} {text}", ensure_ascii=False)
            line = f"{field}{colon}{quoted}"
        dataset.append(line)
    (target / "dataset.yaml").write_text("\n".join(dataset) + "\n", encoding="utf-8")
    header, *rows = (source / "events.csv").read_text(encoding="utf-8").splitlines()
    cell = '"' + text.replace('"', '""') + '"'
    rows += [f"z1,2021-02,,spill,{cell},{cell},{cell},{cell},{cell},,,,low,high,{cell},audit,{cell},"]
    (target / "events.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    sources = (source / "sources.yaml").read_text(encoding="utf-8")
    quoted = json.dumps("Annual audit " + text, ensure_ascii=False)
    (target / "sources.yaml").write_text(sources.replace("Annual audit of Harrow Harbour", quoted), encoding="utf-8")


@pytest.mark.parametrize("name", IN_DATASETS)
def test_a_dataset_takes_work_in_proportion_to_its_texts(name: str, world: Path) -> None:
    def write(count: int) -> None:
        fill(HARBOUR, world / "harbour", repeat(name, count))

    assert growth(name, write, lambda: compose(world / "harbour", "standard")) < MOST_GROWTH


# Word templates of some kilobytes that took minutes, or seconds for each that is here a tenth of one.
BEGIN = '<w:fldChar w:fldCharType="begin"/>'
SLOT = "<w:r><w:t>{{ title }}</w:t></w:r>"
INHERITING = "".join(
    f'<w:style w:type="paragraph" w:styleId="A{n}"><w:basedOn w:val="A{n + 1}"/></w:style>' for n in range(20_000)
)
BUSY = {
    "names that do not end": in_body(f"<w:p><w:r><w:t>{'{{ ' * 700_000}</w:t></w:r></w:p>"),
    "a name of spaces": in_body(f"<w:p><w:r><w:t>{{{{{' ' * 2_000_000}</w:t></w:r></w:p>"),
    "a name in braces": in_body(f"<w:p><w:r><w:t>{'{' * 1_000_000}title{'}' * 1_000_000}</w:t></w:r></w:p>"),
    "names in one paragraph": in_body(f"<w:p>{SLOT * 20_000}</w:p>"),
    "a name over runs": in_body(f"<w:p>{'<w:r><w:t>{</w:t></w:r>' * 2}{'<w:r><w:t> </w:t></w:r>' * 50_000}</w:p>"),
    "lines of a field": in_body(f"<w:p><w:r>{BEGIN}<w:instrText>PAGE {'a&#10;' * 700_000}</w:instrText></w:r></w:p>"),
    "pieces of a field": in_body(f"<w:p><w:r>{BEGIN}{'<w:instrText>PAGE </w:instrText>' * 300_000}</w:r></w:p>"),
    "styles that inherit": changed(WORD, lambda parts: add_before_end(parts, "word/styles.xml", INHERITING)),
}


@pytest.mark.parametrize("what", BUSY)
def test_a_word_template_keeps_nobody_waiting(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("house.docx").write_bytes(BUSY[what])
    with in_time(20):
        assert main(["check-template", "house.docx"]) in (0, 1)
