"""Measure how the time for a briefing grows with its length: `python -m tests.bench.word`.

Size 1 has 300 developments, 400 sources, 2,000 events in an annex, and contents with page numbers. Each row is measured
in a process of its own, after a small briefing to warm the caches; time is processor time, the best of two runs.
`exponent` is the slope between two rows in a log-log plot: 1 is linear, 2 quadratic.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from math import log
from pathlib import Path
from time import process_time
from typing import TypeVar

from generator import shipped
from generator.compose.document import compose_document
from generator.model.document import Document
from generator.model.edition import Edition, ToldDevelopments, ToldGroup
from generator.read.audience.labels import read_labels
from generator.read.look.look import read_look
from generator.write.word.writer import write_word
from tests.compose.editions import audience, edition, event, source, statement, text

Made = TypeVar("Made")

SIZES = (0.5, 1, 2, 4)
DEVELOPMENTS, SOURCES, EVENTS, GROUP = 300, 400, 2_000, 10
TEXT = (
    "Large ships can now reach the quay at low water, and the turn takes half the time that it did; crews still stop "
    "at ten in the evening, because the town has not agreed to lights on the quay."
)
TEMPLATE = """{% block developments %}
# {{ developments.title }}

{% for group in developments.groups %}
## {{ group.title }}

{% for statement in group.statements %}
- **{{ statement.headline | stop }}** {{ statement.wording }}{{ statement | cite }}
{% endfor %}

{% endfor %}
{% endblock %}
{% block events %}
::: landscape
# Events

::: events
:::
:::
{% endblock %}
{% block closing %}
# Sources

::: {#refs}
:::
{% endblock %}
"""


def main() -> None:
    if len(sys.argv) > 1:
        print(*measured(float(sys.argv[1])))
        return
    print("  size  developments  sources  events   compose      write        both  exponent   memory   file    pages")
    before: tuple[float, float] | None = None
    for size in SIZES:
        command = [sys.executable, "-m", "tests.bench.word", str(size)]
        said = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
        compose_s, write_s, memory_mb, file_kb, pages = map(float, said)
        both = compose_s + write_s
        slope = f"{log(both / before[1]) / log(size / before[0]):8.2f}" if before else " " * 8
        counts = f"{DEVELOPMENTS * size:12,.0f}  {SOURCES * size:7,.0f}  {EVENTS * size:6,.0f}"
        print(f"{size:6.1f}  {counts}  {compose_s:6.2f} s  {write_s:7.2f} s  {both:7.2f} s  {slope}"
              f"  {memory_mb:4.0f} MB  {file_kb:4.0f} kB  {pages:5.0f}")  # fmt: skip
        before = (size, both)


def measured(size: float) -> tuple[float, float, float, float, float]:
    """Return the seconds to compose and to write, peak memory in MB, the size of the file in kB and its pages."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "test").mkdir()
        (Path(folder) / "test" / "briefing.md.j2").write_text(TEMPLATE, encoding="utf-8")
        shelves, look = [Path(folder), shipped.templates()], read_look(shipped.templates() / "look")
        write_word(compose_document(made(0.02), shelves)[0], {}, look)
        told_edition = made(size)
        compose_s, (document, _) = best(lambda: compose_document(told_edition, shelves))
        write_s, written = best(lambda: write_word(document, {}, look))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return compose_s, write_s, peak, len(written.data) / 1024, _pages(document, look)


def _pages(document: Document, look: object) -> int:
    from generator.write.word.plan.pagination import paginate
    from generator.write.word.plan.plan import plan
    from generator.write.word.template.template import open_template

    template = open_template(look, document.page, "en-US")  # type: ignore[arg-type]
    return paginate(plan(document, {}, template.page, template.formats), template.page, template.formats).pages


def best(run: Callable[[], Made]) -> tuple[float, Made]:
    times = []
    for _ in range(2):
        start = process_time()
        result = run()
        times.append(process_time() - start)
    return min(times), result


def made(size: float) -> Edition:
    developments, sources, events = (max(GROUP, int(count * size)) for count in (DEVELOPMENTS, SOURCES, EVENTS))
    cited = [f"s{number % sources}" for number in range(developments * 2)]
    statements = [
        statement(f"d{number}", TEXT, headline=f"Point {number}", sources=cited[2 * number : 2 * number + 2])
        for number in range(developments)
    ]
    groups = tuple(
        ToldGroup(
            f"g{start}", text(f"Group {start}"), text("A takeaway"), text(""), tuple(statements[start : start + GROUP])
        )
        for start in range(0, developments, GROUP)
    )
    return edition(
        developments=ToldDevelopments(text("Developments"), text("T"), text(""), groups),
        events=tuple(_event(number, sources) for number in range(events)),
        sources={f"s{number}": source(f"s{number}", title=f"Report {number}") for number in range(sources)},
        audience=audience(
            sections={"briefing": ("developments", "events"), "deck": ()}, contents=True, citations="footnotes"
        ),
        labels=read_labels("en-US", [shipped.templates()], {}),
    )


def _event(number: int, sources: int) -> object:
    year, month, day = 2000 + number // 336 % 19, number // 28 % 12 + 1, number % 28 + 1
    day_said = f"{year}-{month:02}-{day:02}"
    return event(f"e{number}", day_said, f"Ship {number} came", detail=TEXT[:80], kind="call",
                 sources=(_cited(f"s{number % sources}"),))  # fmt: skip


def _cited(name: str) -> object:
    from generator.model.source import CitedSource

    return CitedSource(name)


if __name__ == "__main__":
    main()
