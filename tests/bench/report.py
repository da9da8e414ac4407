"""Rows of the benchmark -> a table in Markdown, and a picture of the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.measure import ROOT

BEGIN, END = "<!-- measured: python -m tests.bench --write -->", "<!-- end -->"
PICTURE = ROOT / "tests" / "bench" / "results.png"


@dataclass(frozen=True)
class Row:
    """A ratio to the naive script (or what the name says), the most it should be, and what it stands for here."""

    name: str
    ratio: float
    most: float | None
    here: str
    memory: float | None = None
    most_memory: float | None = None

    def line(self) -> str:
        wanted = f"  (at most {self.most:g})" if self.most is not None else ""
        return f"{self.name:<52} {self.ratio:7.2f}{wanted:<18} {self.here:>10}  memory {_number(self.memory)}"


def table(rows: Sequence[Row]) -> str:
    lines = ["| | processor time | aim | here | memory |", "| --- | ---: | ---: | ---: | ---: |"]
    for row in rows:
        aim = f"≤ {row.most:.2f}" if row.most is not None else "–"
        lines.append(f"| {row.name} | {row.ratio:.2f} | {aim} | {row.here} | {_number(row.memory)} |")
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f} MiB" if value > 50 else f"{value:.2f}"


def written(rows: Sequence[Row]) -> None:
    """Put the table between its marks in README.md, and the picture where README.md shows it."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{BEGIN}\n\n{table(rows)}\n\n{END}{after}", encoding="utf-8")
    _draw([row for row in rows if row.memory is not None and row.memory < 50])


def _draw(rows: Sequence[Row]) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.0, 0.36 * len(rows) + 0.9), layout="constrained")
    axes = figure.subplots()
    places = range(len(rows))
    axes.barh(places, [row.ratio for row in rows], color="#2F6E91", height=0.6)
    axes.axvline(1.0, color="#B23A32", linewidth=1.0)
    axes.set_yticks(places, [row.name.replace("`", "") for row in rows])
    axes.invert_yaxis()
    axes.set_xlabel("processor time; the line is the naive script")
    for place, row in zip(places, rows, strict=True):
        axes.text(row.ratio + 0.01, place, f"{row.ratio:.2f}", va="center", fontsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.savefig(PICTURE, dpi=150, metadata={"Software": None})
