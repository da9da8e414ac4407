"""Rows of the benchmark -> a Markdown table and a bar chart in tests/bench/README.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import ROOT

BEGIN, END = "<!-- measured: python -m tests.bench --write -->", "<!-- end of the measured part -->"
PAGE = ROOT / "tests" / "bench" / "README.md"


@dataclass(frozen=True)
class Row:
    """One measurement: its ratio to the naive script (or to what `name` says), the aim, and the absolute figure."""

    name: str
    ratio: float
    aim: float | None
    absolute: str
    memory: float | None = None  # ratio of peak memory, or MiB where over 50
    memory_aim: float | None = None

    def line(self) -> str:
        aim = f"  (at most {self.aim:g})" if self.aim is not None else ""
        return f"{self.name:<52} {self.ratio:7.2f}{aim:<18} {self.absolute:>10}  memory {_format_memory(self.memory)}"


def format_table(rows: Sequence[Row]) -> str:
    lines = ["| | processor time | aim | absolute | memory |", "| --- | ---: | ---: | ---: | ---: |"]
    for row in rows:
        aim = f"≤ {row.aim:.2f}" if row.aim is not None else "–"
        lines.append(f"| {row.name} | {row.ratio:.2f} | {aim} | {row.absolute} | {_format_memory(row.memory)} |")
    return "\n".join(lines)


def _format_memory(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f} MiB" if value > 50 else f"{value:.2f}"


def write_report(rows: Sequence[Row], page: Path = PAGE) -> None:
    """Replace the measured part of `page`, and the picture results.png beside it."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n\n{format_table(rows)}\n\n{END}{after}", encoding="utf-8")
    _draw([row for row in rows if row.memory is not None and row.memory < 50], page.parent / "results.png")


def _draw(rows: Sequence[Row], picture: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.0, 0.36 * len(rows) + 0.9), layout="constrained")
    axes = figure.subplots()
    positions = range(len(rows))
    axes.barh(positions, [row.ratio for row in rows], color="#2F6E91", height=0.6)
    axes.axvline(1.0, color="#B23A32", linewidth=1.0)
    axes.set_yticks(positions, [row.name.replace("`", "") for row in rows])
    axes.invert_yaxis()
    axes.set_xlabel("processor time; the line is the naive script")
    for position, row in zip(positions, rows, strict=True):
        axes.text(row.ratio + 0.01, position, f"{row.ratio:.2f}", va="center", fontsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.savefig(picture, dpi=150, metadata={"Software": None})
