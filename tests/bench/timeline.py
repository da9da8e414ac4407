"""Time and memory of a timeline beside a plain pyplot drawing of the same marks: `python -m tests.bench.timeline`.

Each row is measured in its own process, after one drawing to warm caches; times are the best of three. The plain
drawing has a marker for each event, a bar for each month, and as many words as ours, placed anywhere.
"""

import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from generator.draw.render import render
from generator.draw.style import style_of
from generator.draw.timeline import draw_timeline, gather_events, plan
from generator.model.dataset import Event
from generator.model.edition import Edition
from generator.model.figure import Timeline
from tests.draw.examples import BRAND, LANES, edition, event, timeline

SIZES = (20, 200, 2_000, 10_000)
START, DAYS = date(2000, 1, 1), 7_000
KINDS = ("meeting", "sanction", "test", "launch")
PLACES = ("First", "Second")


def main() -> None:
    if len(sys.argv) > 2:
        print(*MEASURES[sys.argv[1]](int(sys.argv[2])))
        return
    print("events   plan     draw     plain    draw/plain   memory over plain   labels")
    for size in SIZES:
        plan_s, draw_s, ours_mb, labels = measure("ours", size)
        plain_s, plain_mb = measure("plain", size)
        print(
            f"{size:6,}   {plan_s:.3f} s  {draw_s:.3f} s  {plain_s:.3f} s  {draw_s / plain_s:8.2f} x"
            f"   {ours_mb - plain_mb:+8.1f} MB         {labels:.0f}"
        )


def measure(which: str, size: int) -> list[float]:
    command = [sys.executable, "-m", "tests.bench.timeline", which, str(size)]
    output = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return [float(number) for number in output.split()]


def example(size: int) -> tuple[Timeline, Edition]:
    return timeline(LANES, "2000"), edition(_events(size), START + timedelta(DAYS))


def _events(size: int) -> Iterator[Event]:
    random = Random(size)  # the same events in every run
    for number in range(size):
        day = START + timedelta(int(DAYS * random.random() ** 0.7))
        yield event(
            f"e{number}",
            day.isoformat(),
            KINDS[number % 4],
            title=f"Event {number}",
            label=f"Event {number}",
            place=PLACES[number // 4 % 2],
            range=("short", "long", "")[number % 3],
            count=1 + number % 3,
            importance="high" if number % 97 == 0 else "normal",
        )


def ours(size: int) -> tuple[float, float, float, int]:
    figure, edition = example(size)
    style = style_of(BRAND)
    picture = plan(gather_events(figure, edition), figure, edition, style)
    render(picture)
    plan_s = best(lambda: plan(gather_events(figure, edition), figure, edition, style))
    return plan_s, best(lambda: draw_timeline(figure, edition, BRAND)), peak_mb(), len(picture.texts)


def plain(size: int) -> tuple[float, float]:
    """Measure what one would write first: a marker for each event, a bar for each month, as many words as ours."""
    figure, edition = example(size)
    picture = plan(gather_events(figure, edition), figure, edition, style_of(BRAND))
    sheet = (picture.width / 72, picture.height / 72)
    labels = len(picture.texts)

    def draw() -> None:
        import matplotlib

        matplotlib.use("agg")
        from matplotlib import pyplot

        drawing, axes = pyplot.subplots(figsize=sheet)
        for row, kind in enumerate(KINDS[:3]):
            dates = [event.date.first for event in edition.events if event.kind == kind]
            axes.plot(dates, [row] * len(dates), "o")
        months: dict[date, int] = {}
        for launch in filter(lambda event: event.kind == "launch", edition.events):
            month = launch.date.first.replace(day=1)
            months[month] = months.get(month, 0) + (launch.count or 0)
        axes.bar(list(months), list(months.values()), width=25, bottom=-2)
        for labelled in edition.events[:labels]:
            axes.text(labelled.date.first, 1, labelled.label, fontsize=7.5)
        for format_, dpi in (("png", 330), ("svg", 72)):
            drawing.savefig(io.BytesIO(), format=format_, dpi=dpi)
        pyplot.close(drawing)

    draw()
    return best(draw), peak_mb()


def best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


MEASURES: dict[str, Callable[[int], tuple[float, ...]]] = {"ours": ours, "plain": plain}

if __name__ == "__main__":
    main()
