"""Rows of the benchmark go into the measured part of its page; the rest of the page stays."""

from pathlib import Path

from tests.bench.report import BEGIN, END, PAGE, Row, write_report

ROWS = [
    Row("cold", 0.5, 0.8, "0.85 s", memory=0.97),
    Row("×1000, in seconds", 13.16, None, "489 MiB", memory=489.0),
]


def test_a_report_replaces_the_measured_part_and_the_picture(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"# Before\n\n{BEGIN}\nold rows\n{END}\n\nAfter.\n", encoding="utf-8")
    write_report(ROWS, page)
    assert page.read_text(encoding="utf-8") == (
        f"# Before\n\n{BEGIN}\n\n"
        "| | processor time | aim | absolute | memory |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| cold | 0.50 | ≤ 0.80 | 0.85 s | 0.97 |\n"
        "| ×1000, in seconds | 13.16 | – | 489 MiB | 489 MiB |\n"
        f"\n{END}\n\nAfter.\n"
    )
    assert (tmp_path / "results.png").read_bytes().startswith(b"\x89PNG")


def test_the_page_of_the_benchmark_has_a_measured_part() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1 and text.index(BEGIN) < text.index(END)
