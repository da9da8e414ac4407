"""The code -> all that it can say is wrong: for each message, the longest piece of it that no value fills in."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Where a message stands among the arguments of what makes a problem of it.
_SAYING = {"Problem": 1, "Fault": 1, "RenderError": 0, "problem": 0, "report": 0, "OutputError": 0, "WrongUsage": 0,
           "ArgumentTypeError": 0, "fail": 0, "_refusal": 1, "_refused": 1, "refused": 1, "OSError": 1}  # fmt: skip
_SHORTEST = 6  # of a piece that tells which message it is
_MARKUP = re.compile(r"</?\w+:\w+|xmlns=")  # XML is yielded as well


@dataclass(frozen=True)
class Message:
    place: str
    piece: str


def messages(code: Path) -> Iterator[Message]:
    """Yield the messages of all modules in `code`, in order."""
    for module in sorted(code.rglob("*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        for line, said in _said(tree):
            for pieces in _pieces(said):
                longest = max(pieces, key=len, default="")
                if len(longest.strip()) >= _SHORTEST and not _MARKUP.search(longest):
                    yield Message(f"{module.relative_to(code)}:{line}", longest.strip())


def _said(tree: ast.AST) -> Iterator[tuple[int, ast.expr]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if name in _SAYING:
                if len(args) > _SAYING[name] and not isinstance(args[_SAYING[name]], ast.Starred):
                    yield node.lineno, args[_SAYING[name]]
            case ast.Assign(targets=[ast.Name(id="what")], value=value):
                yield node.lineno, value
            case ast.Yield(value=ast.Tuple(elts=[_, ast.Constant() | ast.JoinedStr() as what, _])):
                yield node.lineno, what  # a trap: line, what, remedy
            case ast.Yield(value=value) | ast.Return(value=value) if isinstance(value, ast.Tuple):
                match value.elts:
                    case [ast.Constant(value=str()) | ast.JoinedStr() as what, _]:
                        yield node.lineno, what  # a hazard, or an accident: what, remedy
            case ast.Yield(value=ast.JoinedStr() | ast.Constant(value=str()) as what):
                yield node.lineno, what  # a fault of a picture, or other words for a reader


def _pieces(said: ast.expr) -> Iterator[list[str]]:
    """Yield the constant pieces of each form that a message can have."""
    match said:
        case ast.Constant(value=str(text)):
            yield [text]
        case ast.JoinedStr(values=values):
            yield [str(each.value) for each in values if isinstance(each, ast.Constant)]
        case ast.IfExp(body=body, orelse=otherwise):
            yield from _pieces(body)
            yield from _pieces(otherwise)
