"""Break random lines of code, one at a time in a copy of the tree, and see whether the tests notice.

    python -m tests.mutate generator/write generator/draw/columns.py --count 10 --seed 1

Prints who caught each line: the goldens, which run first, or the tests of the room that the line is in. One that
survived is a missing test, or a change that no reader could see.
"""

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parent.parent
PAIRS = ((ast.Eq, ast.NotEq), (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.In, ast.NotIn), (ast.Is, ast.IsNot),
         (ast.And, ast.Or), (ast.Add, ast.Sub), (ast.Mult, ast.Div))  # fmt: skip
FLIPPED: dict[type, Any] = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
EMPTY = {"str": "''", "bytes": "b''", "int": "0", "float": "0.0", "bool": "False", "list": "[]", "dict": "{}",
         "Mapping": "{}", "tuple": "()", "Sequence": "()", "Iterator": "iter(())", "set": "set()"}  # fmt: skip


@dataclass(frozen=True)
class Mutant(ast.NodeTransformer):
    """A module with one node replaced."""

    file: Path
    tree: ast.Module
    old: Any
    new: Any

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)

    def code(self) -> str:
        code = ast.unparse(ast.fix_missing_locations(self.visit(self.tree)))
        Mutant(self.file, self.tree, self.new, self.old).visit(self.tree)  # other mutants share the tree
        return code

    def __str__(self) -> str:
        old, new = (ast.unparse(ast.fix_missing_locations(node)).split("\n")[0] for node in (self.old, self.new))
        return f"{self.file.relative_to(ROOT)}:{self.old.lineno}  `{old}` -> `{new}`"


def find_mutants(file: Path) -> Iterator[Mutant]:
    """Yield all known changes of `file`; docstrings, types, keywords of classes, assertions and f-strings stay."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kept: set[ast.AST] = set()
    empty: dict[ast.AST, str] = {}  # by return statement
    for node in ast.walk(tree):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        parts += [node] if is_docstring or isinstance(node, ast.JoinedStr | ast.Assert) else []
        parts += node.keywords if isinstance(node, ast.ClassDef) else []  # such as frozen=True
        kept.update(inner for part in parts if part for inner in ast.walk(part))
        if isinstance(node, ast.FunctionDef) and node.returns:
            kind = ast.unparse(node.returns).partition("[")[0]
            empty |= {inner: EMPTY.get(kind, "None") for inner in ast.walk(node) if isinstance(inner, ast.Return)}
    for node in ast.walk(tree):
        if node not in kept:
            yield from (Mutant(file, tree, node, new) for new in _change(node, empty.get(node, "None")))


def _change(node: ast.AST, empty: str) -> Iterator[ast.AST]:
    new: Any = copy.deepcopy(node)
    match new:
        case ast.Compare(ops=[operator]) if type(operator) in FLIPPED:
            new.ops = [FLIPPED[type(operator)]()]
            yield new
        case ast.BoolOp() | ast.BinOp() if type(new.op) in FLIPPED:
            new.op = FLIPPED[type(new.op)]()
            yield new
        case ast.UnaryOp(op=ast.Not()):
            yield new.operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)):
            yield ast.Constant("" if value else "mutant")
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != empty:
            yield ast.parse(f"return {empty}").body[0]
        case ast.If() | ast.IfExp():
            new.test = ast.Constant(False)
            yield new


def list_tests(file: Path) -> Iterator[tuple[str, ...]]:
    """Yield what pytest is asked to run for `file`, one run after the other."""
    yield ("tests/golden/test_goldens.py",)
    rooms = [*file.relative_to(ROOT / "generator").parents][:-1]  # innermost first
    folders = [f"tests/{room}" for room in rooms if (ROOT / "tests" / room).is_dir()]
    yield from ((folder, *(f"--ignore={inner}" for inner in folders[:at])) for at, folder in enumerate(folders))


def run_tests(tree: Path, tests: Sequence[str]) -> bool:
    """Return whether all `tests` pass in the copy of everything in `tree`."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        return subprocess.run(command, cwd=tree, capture_output=True, timeout=900).returncode == 0
    except subprocess.TimeoutExpired:
        return False  # an endless loop is noticed, too


def survives(mutant: Mutant, tree: Path, tests: Sequence[str]) -> bool:
    """Return whether `tests` pass while the copy in `tree` is broken."""
    copied = tree / mutant.file.relative_to(ROOT)
    original = copied.read_bytes()
    try:
        copied.write_text(mutant.code(), encoding="utf-8")
        return run_tests(tree, tests)
    finally:
        copied.write_bytes(original)
        shutil.rmtree(copied.parent / "__pycache__", ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutate")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="modules, or folders of them")
    parser.add_argument("--count", type=int, default=10, help="how many lines to break (10)")
    parser.add_argument("--seed", type=int, default=0, help="the same seed breaks the same lines (0)")
    arguments = parser.parse_args()
    files = (file for path in arguments.files for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path]))
    by_line: dict[tuple[Path, int], list[Mutant]] = {}
    for mutant in (mutant for file in files for mutant in find_mutants(file.resolve())):
        by_line.setdefault((mutant.file, mutant.old.lineno), []).append(mutant)
    chance = random.Random(arguments.seed)
    lines = chance.sample(sorted(by_line), min(arguments.count, len(by_line)))
    caught = 0
    with TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "out"))
        passes = cache(lambda tests: run_tests(tree, tests) or sys.exit(f"{tests[0]} fails before anything is broken"))
        for mutant in [chance.choice(by_line[line]) for line in lines]:
            runs = (tests for tests in list_tests(mutant.file) if passes(tests))
            notices = next((tests[0] for tests in runs if not survives(mutant, tree, tests)), "")
            caught += bool(notices)
            print(f"caught by {notices}" if notices else "SURVIVED", mutant, sep="  ", flush=True)
    print(f"{caught} of {len(lines)} caught")


if __name__ == "__main__":
    main()
