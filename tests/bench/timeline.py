"""Compare a timeline with a plain pyplot drawing of the same marks: `python -m tests.bench.timeline`.

Each row is measured in a process of its own, after one drawing to warm the caches; time is the best of three.
The plain drawing has a marker for each event, a bar for each period, and as many labels as ours, placed without care.
"""

import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from generator.draw.render import rendered
from generator.draw.style import style_of
from generator.draw.timeline import draw_timeline, plan, story_of
from generator.model.edition import Edition
from generator.model.figure import Timeline
from tests.draw.made import BRAND, LANES, edition, event, timeline

SIZES = (20, 200, 2_000, 10_000)
START, DAYS = date(2000, 1, 1), 7_000
KINDS = ("meeting", "sanction", "test", "launch")
PLACES = ("First", "Second")


def main() -> None:
    if len(sys.argv) > 2:
        print(*MEASURED[sys.argv[1]](int(sys.argv[2])))
        return
    print("events   plan     draw     plain    draw/plain   memory over plain   labels")
    for size in SIZES:
        plan_s, draw_s, ours_mb, labels = measured("ours", size)
        plain_s, plain_mb = measured("plain", size)
        print(
            f"{size:6,}   {plan_s:.3f} s  {draw_s:.3f} s  {plain_s:.3f} s  {draw_s / plain_s:8.2f} x"
            f"   {ours_mb - plain_mb:+8.1f} MB         {labels:.0f}"
        )


def measured(which: str, size: int) -> list[float]:
    command = [sys.executable, "-m", "tests.bench.timeline", which, str(size)]
    return [float(each) for each in subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()]


def made(size: int) -> tuple[Timeline, Edition]:
    return timeline(LANES, "2000"), edition(_events(size), START + timedelta(DAYS))


def _events(size: int) -> Iterator[object]:
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
    figure, told = made(size)
    style = style_of(BRAND)
    picture = plan(story_of(figure, told), figure, told, style)
    rendered(picture, "warm")
    plan_s = best(lambda: plan(story_of(figure, told), figure, told, style))
    return plan_s, best(lambda: draw_timeline(figure, told, BRAND)), peak_mb(), len(picture.words)


def plain(size: int) -> tuple[float, float]:
    """Draw a marker for each event, a bar for each month and as many labels as ours, without avoiding overlaps."""
    figure, told = made(size)
    picture = plan(story_of(figure, told), figure, told, style_of(BRAND))
    sheet = (picture.width / 72, picture.height / 72)
    words = len(picture.words)

    def drawn() -> None:
        import matplotlib

        matplotlib.use("agg")
        from matplotlib import pyplot

        drawing, axes = pyplot.subplots(figsize=sheet)
        for row, kind in enumerate(KINDS[:3]):
            axes.plot([each.date.first for each in told.events if each.kind == kind], [row] * _count(told, kind), "o")
        months: dict[date, int] = {}
        for each in (each for each in told.events if each.kind == "launch"):
            month = each.date.first.replace(day=1)
            months[month] = months.get(month, 0) + (each.count or 0)
        axes.bar(list(months), list(months.values()), width=25, bottom=-2)
        for each in told.events[:words]:
            axes.text(each.date.first, 1, each.label, fontsize=7.5)
        for form, dpi in (("png", 330), ("svg", 72)):
            drawing.savefig(io.BytesIO(), format=form, dpi=dpi)
        pyplot.close(drawing)

    drawn()
    return best(drawn), peak_mb()


def _count(told: Edition, kind: str) -> int:
    return sum(each.kind == kind for each in told.events)


def best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


MEASURED: dict[str, Callable[[int], tuple[float, ...]]] = {"ours": ours, "plain": plain}

if __name__ == "__main__":
    main()
