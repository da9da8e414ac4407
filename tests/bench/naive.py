"""Script a briefing, a deck and two charts the plain way: `python tests/bench/naive.py DATASET OUT [annex]`.

This is the yardstick of the benchmark. It writes the contents of the standard edition with plain calls of python-docx,
python-pptx and pyplot, and does none of the hard parts: it does not check, fit, number or trace anything. It does
follow good habits: table rows are added one by one and filled through their own cells, and no loop contains a search.
"""

import csv
import sys
from datetime import date
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import yaml
from docx import Document
from docx.shared import Inches
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches as SlideInches

STATUSES = ("achieved", "partly", "not_achieved")
COLORS = ("tab:blue", "tab:red", "tab:green", "tab:orange", "tab:purple")


def main(folder: Path, out: Path, annex: bool = False) -> None:
    data = yaml.safe_load((folder / "dataset.yaml").read_text(encoding="utf-8"))
    with open(folder / "events.csv", encoding="utf-8", newline="") as file:
        events = sorted(csv.DictReader(file), key=lambda row: row["date"])
    listed = yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8"))["references"]
    sources = {source["id"]: source for source in listed}
    out.mkdir(parents=True, exist_ok=True)
    draw_timeline(data, events, out)
    years = launches(events)
    draw_columns(years, out)
    write_briefing(data, events, sources, annex, out)
    write_deck(data, sources, years, out)


def day_of(text: str) -> date:
    parts = [int(part) for part in text.split("-")] + [1, 1]
    return date(*parts[:3])


def draw_timeline(data: dict, events: list[dict], out: Path) -> None:
    lanes = next(figure for figure in data["figures"] if figure["kind"] == "timeline")["lanes"]
    kinds = [lane["select"]["kind"] for lane in lanes]
    figure, axes = plt.subplots(figsize=(12, 5))
    for row, (lane, kind) in enumerate(zip(lanes, kinds, strict=True)):
        marked = [event for event in events if event["kind"] == kind and event["date"] >= "2006"]
        days = [day_of(event["date"]) for event in marked]
        axes.scatter(days, [row] * len(days), color=COLORS[row], s=30, edgecolors="white", label=lane["title"])
        for number, (event, day) in enumerate(zip(marked, days, strict=True)):
            if event["importance"] == "high" and number < 40:
                axes.annotate(event["label"] or event["place"], (day, row), xytext=(0, 12 + number % 3 * 9),
                              textcoords="offset points", ha="center", fontsize=7,
                              arrowprops={"arrowstyle": "-", "lw": 0.5})  # fmt: skip
    axes.set_yticks(range(len(lanes)), [lane["title"] for lane in lanes])
    axes.grid(axis="x", alpha=0.3)
    axes.legend(loc="lower left", fontsize=7)
    figure.tight_layout()
    figure.savefig(out / "timeline.png", dpi=200)
    figure.savefig(out / "timeline.svg")
    plt.close(figure)


def launches(events: list[dict]) -> dict[str, dict[str, int]]:
    years: dict[str, dict[str, int]] = {}
    for event in events:
        if event["kind"] == "missile_test" and event["counted"] == "yes" and event["date"] >= "2006":
            year = years.setdefault(event["date"][:4], {})
            year[event["range"]] = year.get(event["range"], 0) + int(event["count"] or 1)
    return years


def draw_columns(years: dict[str, dict[str, int]], out: Path) -> None:
    figure, axes = plt.subplots(figsize=(12, 5))
    bottoms = [0] * len(years)
    for number, name in enumerate(("short", "medium", "long", "unknown")):
        values = [year.get(name, 0) for year in years.values()]
        axes.bar(list(years), values, bottom=bottoms, label=name, color=COLORS[number])
        bottoms = [bottom + value for bottom, value in zip(bottoms, values, strict=True)]
    axes.legend()
    figure.tight_layout()
    figure.savefig(out / "columns.png", dpi=200)
    figure.savefig(out / "columns.svg")
    plt.close(figure)


def cite(record: dict, sources: dict[str, dict]) -> str:
    names = [sources[citation.partition(",")[0]]["title"] for citation in record.get("sources", [])]
    return f" ({'; '.join(names)})" if names else ""


def write_briefing(data: dict, events: list[dict], sources: dict[str, dict], annex: bool, out: Path) -> None:
    document = Document()
    document.add_heading(data["title"], 0)
    document.add_paragraph(f"{data['as_of']} · {data['prepared_by']}")

    def add_statements(records: list[dict], style: str = "List Bullet") -> None:
        for record in records:
            paragraph = document.add_paragraph(style=style)
            paragraph.add_run((record.get("headline") or record["question"]) + ". ").bold = True
            paragraph.add_run(record.get("text") or record["short"])
            paragraph.add_run(cite(record, sources))
            for position in record.get("positions", []):
                document.add_paragraph(f"{position['holder']}: {position['text']}", style="List Bullet 2")

    document.add_heading(data["key_messages"]["title"], 1)
    add_statements(data["key_messages"]["statements"])
    document.add_heading(data["scorecard"]["title"], 1)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Status", "Finding"
    for status, records in group_by_status(data).items():
        for record in records:
            cells = table.add_row().cells
            cells[0].text = status
            cells[1].text = f"{record['headline']}. {record['short']}{cite(record, sources)}"
    document.add_heading(data["overview"]["title"], 1)
    for record in data["overview"]["statements"]:
        document.add_paragraph(record["text"] + cite(record, sources))
    document.add_heading(data["developments"]["title"], 1)
    for group in data["developments"]["groups"]:
        document.add_heading(group["title"], 2)
        document.add_paragraph(group["takeaway"])
        add_statements(group["statements"])
        document.add_paragraph("Why it matters: " + group["why_it_matters"], style="Intense Quote")
    document.add_heading(data["open_questions"]["title"], 1)
    add_statements(data["open_questions"]["questions"], "List Number")
    for name, figure in zip(("timeline", "columns"), data["figures"], strict=True):
        document.add_heading(figure["title"], 1)
        document.add_picture(str(out / f"{name}.png"), width=Inches(6.5))
        document.add_paragraph(figure["caption"], style="Caption")
        document.add_paragraph(figure["note"])
    add_events(document, [event for event in events if is_doubtful(event)], ("date", "title", "note"))
    if annex:
        add_events(document, [{**event, "event": f"{event['title']}. {event['detail']}"} for event in events],
                   ("date", "kind", "event", "sources"))  # fmt: skip
    document.add_heading("Sources", 1)
    for source in sources.values():
        document.add_paragraph(reference(source), style="List Number")
    document.save(str(out / "briefing.docx"))


def is_doubtful(event: dict) -> bool:
    return event["confidence"] == "low" or "disputed" in event["tags"].split(";")


def add_events(document: object, events: list[dict], columns: tuple[str, ...]) -> None:
    document.add_heading("Events", 1)
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        cell.text = name
    for event in events:
        for cell, name in zip(table.add_row().cells, columns, strict=True):
            cell.text = event[name]


def reference(source: dict) -> str:
    author = "; ".join(name.get("literal") or name.get("family", "") for name in source.get("author", []))
    return ", ".join(filter(None, [author, source["title"], str(source.get("issued", "")), source.get("URL", "")]))


def group_by_status(data: dict) -> dict[str, list[dict]]:
    groups = [group["statements"] for group in data["developments"]["groups"]]
    records = {record["id"]: record for part in [data["overview"]["statements"], *groups] for record in part}
    card = [records[id_] for id_ in data["scorecard"]["statements"]]
    return {status: [record for record in card if record.get("status") == status] for status in STATUSES}


def write_deck(data: dict, sources: dict[str, dict], years: dict[str, dict[str, int]], out: Path) -> None:
    presentation = Presentation()
    title, bullets, bare = (presentation.slide_layouts[number] for number in (0, 1, 5))
    slide = presentation.slides.add_slide(title)
    slide.shapes.title.text, slide.placeholders[1].text = data["title"], str(data["as_of"])

    def add_slides(title: str, records: list[dict]) -> None:
        for first in range(0, len(records), 6):
            page = records[first : first + 6]
            slide = presentation.slides.add_slide(bullets)
            slide.shapes.title.text = title
            frame = slide.placeholders[1].text_frame
            for number, record in enumerate(page):
                paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
                paragraph.text = f"{record.get('headline') or record['question']}. {record['short']}"
            notes = [f"{record.get('text') or record['short']}{cite(record, sources)}" for record in page]
            slide.notes_slide.notes_text_frame.text = "\n".join(notes)

    add_slides(data["key_messages"]["takeaway"], data["key_messages"]["statements"])
    add_slides(data["overview"]["takeaway"], data["overview"]["statements"])
    add_slides(
        data["scorecard"]["takeaway"], [record for records in group_by_status(data).values() for record in records]
    )
    for group in data["developments"]["groups"]:
        add_slides(
            group["takeaway"], [*group["statements"], {"headline": "Why it matters", "short": group["why_it_matters"]}]
        )
    add_slides(data["open_questions"]["takeaway"], data["open_questions"]["questions"])
    timeline, columns = data["figures"]
    slide = presentation.slides.add_slide(bare)
    slide.shapes.title.text = timeline["takeaway"]
    slide.shapes.add_picture(str(out / "timeline.png"), SlideInches(0.5), SlideInches(1.5), width=SlideInches(9))
    slide.notes_slide.notes_text_frame.text = timeline["note"]
    slide = presentation.slides.add_slide(bare)
    slide.shapes.title.text = columns["takeaway"]
    chart = CategoryChartData()
    chart.categories = list(years)
    for name in ("short", "medium", "long", "unknown"):
        chart.add_series(name, [year.get(name, 0) for year in years.values()])
    box = (SlideInches(0.5), SlideInches(1.5), SlideInches(9), SlideInches(5))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_STACKED, *box, chart)
    slide.notes_slide.notes_text_frame.text = columns["note"]
    listed = list(sources.values())
    for first in range(0, len(listed), 12):
        slide = presentation.slides.add_slide(bullets)
        slide.shapes.title.text = "Sources"
        slide.placeholders[1].text = "\n".join(reference(source) for source in listed[first : first + 12])
    presentation.save(str(out / "deck.pptx"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "annex" in sys.argv[3:])
