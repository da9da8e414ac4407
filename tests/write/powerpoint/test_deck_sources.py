"""What a reader of slides learns of their sources: names at the foot, citations in one piece, one list of them all."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.model.block import BulletList, Paragraph, Reference, ReferenceList, Work
from generator.model.inline import Inlines, Link, Plain
from generator.model.look import Look
from generator.pipeline.build import build
from generator.write.powerpoint.fit.text import Items, TextParagraph, text_paragraph
from generator.write.powerpoint.plan.page import PlannedSlide, TextShape
from generator.write.powerpoint.plan.sources.foot import SourceWords, fit_foot
from generator.write.powerpoint.template.region import Region
from generator.write.powerpoint.template.slide_template import load_slide_template
from tests.rendering import Word, need_libreoffice, pdf_of, words_of
from tests.write.powerpoint.decks import LOOK_FOLDER, ROOT, deck, look, plain, slide, told, write
from tests.write.powerpoint.foreign import plain as foreign_template
from tests.write.powerpoint.twin import planned

LANGUAGES = ("de", "en", "es", "fr")


def works_of(count: int, authors: int = 0) -> tuple[Reference, ...]:
    """References to `count` works, each of another author unless there are fewer of these."""
    references = []
    for number in range(1, count + 1):
        author = (number - 1) % (authors or count)
        name = f"Harbour {chr(65 + author // 26)}{chr(65 + author % 26)}"
        full = (Plain(f"{name}, “Report on berths {number},” {number} May 2031, "), link(f"port{number}"), Plain("."))
        references.append(Reference(number, f"s{number}", full, plain(f"{name}, {number} May 2031"), plain(name)))
    return tuple(references)


def link(host: str) -> Link:
    return Link(plain(f"{host}.example"), f"https://{host}.example/")


def foot_of(references: Sequence[Reference], shared: Sequence[Reference] = (), language: str = "en") -> str:
    """The line of sources on a slide of the shipped template, with plain spaces."""
    foot = fit_foot((), (references, shared), region("Content", "Sources"), SourceWords(labels_of(language), language))
    return plain_spaces(foot.items[0][0])


def labels_of(language: str) -> Mapping[str, str]:
    labels: Mapping[str, str] = yaml.safe_load((ROOT / "templates" / "labels" / f"{language}.yaml").read_text("utf-8"))
    return labels


@cache
def region(layout: str, role: str) -> Region:
    found = next(each for each in load_slide_template(look()).layout_set.layouts if each.name == layout).region(role)
    assert found
    return found


def plain_spaces(paragraph: TextParagraph) -> str:
    return paragraph.text.replace("\u00a0", " ").replace("\n", " ").replace("\u2060", "")


def test_a_line_of_sources_gives_each_name_before_its_number() -> None:
    assert foot_of(works_of(1)) == "Source: Harbour AA, 1 May 2031 [1]"
    assert foot_of(works_of(2)) == "Sources: Harbour AA, 1 May 2031 [1]; Harbour AB, 2 May 2031 [2]"


def test_dates_give_way_to_names_and_names_that_do_not_fit_are_counted() -> None:
    letters = "ABCDEFGHIJKLMN"
    assert foot_of(works_of(14)) == "Sources: " + "; ".join(f"Harbour A{letters[n]} [{n + 1}]" for n in range(14))
    line = foot_of(works_of(40))
    named, more = len(re.findall(r"\[\d+\]", line)), re.search(r"; (\d+) more in the notes$", line)
    assert more and named > 5 and named + int(more[1]) == 40


def test_what_all_statements_share_comes_first_and_loses_its_name_last() -> None:
    first, *others = works_of(40)
    assert foot_of((), [first]) == "All statements: Harbour AA, 1 May 2031 [1]"
    assert foot_of(others[:1], [first]).endswith("[1]; also: Harbour AB, 2 May 2031 [2]")
    assert re.fullmatch(
        r"All statements: Harbour AA \[1\]; also: Harbour AB \[2\]; .*more in the notes", foot_of(others, [first])
    )


def test_works_of_one_author_share_its_name() -> None:
    one, two, three, four, five = works_of(5, authors=3)
    assert foot_of((one, two, three, four)) == (
        "Sources: Harbour AA [1, 4]; Harbour AB, 2 May 2031 [2]; Harbour AC, 3 May 2031 [3]"
    )
    alike = [replace(each, name=plain("Navy")) for each in (one, two, three, five)]
    assert foot_of(alike) == "Sources: Navy [1–3, 5]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_count_of_further_sources_has_its_singular_and_plural(language: str) -> None:
    lines = [foot_of(works_of(count), language=language) for count in range(14, 50)]
    counts = {line.rpartition("; ")[2] for line in lines if not line.endswith("]")}
    said = SourceWords(
        yaml.safe_load((ROOT / "templates" / "labels" / f"{language}.yaml").read_text("utf-8")), language
    )
    assert said.more(1) != said.more(2) and said.more(6) in counts and "{" not in "".join(counts)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 150), st.integers(1, 150), st.integers(0, 3))
def test_no_line_of_sources_has_a_number_without_a_name(count: int, authors: int, shared: int) -> None:
    references = works_of(count + shared, authors)
    line = foot_of(references[shared:], references[:shared])
    named = r"Harbour [A-Z]{2}(, \d+ May 2031)? \[\d+(–\d+)?(, \d+(–\d+)?)*\]"
    entries = re.split(r"; (?:also: )?", line.partition(": ")[2])
    assert all(re.fullmatch(rf"{named}|\w+ more in the notes", entry) for entry in entries), line
    assert re.fullmatch(named, entries[0])


def test_no_line_ends_within_a_group_of_citations() -> None:
    (span,) = text_paragraph(told("s", "", 3, 9, 10, 11, 12)).spans
    assert span.text == "3,9–\u206012"
    for end, joined in (
        ("stop.", False),
        ("sure?", True),
        ("dash –", True),
        ("港", True),
        ("word", False),
        ("é", False),
    ):
        spans = text_paragraph(told("s", end, 3)).spans
        assert spans[1].text.startswith("\u2060") == joined, end


# --- the list ---------------------------------------------------------------------------------------------------------


def list_of(count: int, *weights: int, note: Inlines = ()) -> ReferenceList:
    """A list of `count` sources, of which the first have the `weights`, in statements of a hundred."""
    works = tuple(
        Work(
            number,
            plain(f"The Harbour {number} Authority"),
            plain(f"Report {number}"),
            plain(f"{weight} of 100 statements"),
        )
        for number, weight in enumerate(weights, 1)
    )
    return ReferenceList(works_of(count), note, works)


def plan_of(block: ReferenceList, template: Look | None = None) -> tuple[PlannedSlide, ...]:
    made = replace(deck(slide("Sources", block)), references=block.references)
    return planned(made, {}, template or look())


def shapes_of(page: PlannedSlide, role: str) -> list[TextShape]:
    return [shape for shape in page.shapes if isinstance(shape, TextShape) and shape.region.role == role]


def lines_of(items: Items) -> list[str]:
    return [plain_spaces(paragraph) for item in items for paragraph in item]


def test_a_few_sources_stand_in_full_at_the_size_of_body_text() -> None:
    (page,) = plan_of(list_of(5, 50))
    (shape,) = shapes_of(page, "Content")
    assert len(shape.items) == 5 and "“Report on berths 1,” 1 May 2031, port1.example." in lines_of(shape.items)[0]
    assert shape.region.level(1).size_pt * shape.scale >= 16
    assert page.notes == ()


def test_works_that_carry_the_deck_stand_beside_all_others_in_three_columns() -> None:
    (page,) = plan_of(list_of(41, 100, 5, note=plain("Some are later.")))
    (works,), (others,), (caption,) = (shapes_of(page, role) for role in ("Works", "References", "Caption"))
    assert lines_of(works.items)[:3] == ["[1] The Harbour 1 Authority", "Report 1", "100 of 100 statements"]
    assert len(works.items) == 2 and lines_of(caption.items) == ["39 further sources"]
    assert others.region.columns == 3 and len(others.items) == 39
    assert lines_of(others.items)[0] == "3\tHarbour AC, 3 May 2031"
    assert min(others.region.level(1).size_pt * others.scale, works.region.level(1).size_pt) >= 12
    (foot,) = shapes_of(page, "Sources")
    assert lines_of(foot.items) == ["Full references are in the notes of this slide.", "Some are later."]


def test_the_notes_have_in_full_and_with_links_what_the_slide_has_in_short() -> None:
    (page,) = plan_of(list_of(41, 100, 5))
    assert page.notes[0].text == "Sources" and len(page.notes) == 42
    urls = [span.url for paragraph in page.notes for span in paragraph.spans if span.url]
    assert urls == [f"https://port{number}.example/" for number in range(1, 42)]


@pytest.mark.parametrize("weights", [(), (100, 5)])
@pytest.mark.parametrize("count", [60, 120, 300])
def test_more_sources_than_fit_go_on_evenly_each_once(count: int, weights: tuple[int, ...]) -> None:
    pages = plan_of(list_of(count, *weights))
    assert len(pages) == {60: 1, 120: 2, 300: 5}[count]
    listed = [line for page in pages for shape in shapes_of(page, "References") for line in lines_of(shape.items)]
    assert [int(line.split("\t")[0]) for line in listed] == [*range(len(weights) + 1, count + 1)]
    sizes = [len(shapes_of(page, "References")[0].items) for page in pages]
    assert len(sizes) < 3 or max(sizes[1:]) - min(sizes[1:]) <= 9
    assert sum(len(page.notes) - 1 for page in pages) == count


def test_a_template_without_a_layout_for_sources_shows_them_in_its_text(tmp_path: Path) -> None:
    pages = plan_of(list_of(41, 100, 5), look(foreign_template()))
    lines = [line for page in pages for shape in shapes_of(page, "Content") for line in lines_of(shape.items)]
    assert lines[0] == "[1] Harbour AA, 1 May 2031: 100 of 100 statements"
    assert len(pages) == 1 and len(lines) == 42 and lines[-1] == "Full references are in the notes of this slide."
    assert len(pages[0].notes) == 42
    sizes = {shape.region.level(1).size_pt * shape.scale for page in pages for shape in shapes_of(page, "Content")}
    assert all(12 <= size <= 16 for size in sizes)


# --- rendered ---------------------------------------------------------------------------------------------------------


def rendered(data: bytes, folder: Path) -> list[Word]:
    need_libreoffice()
    (folder / "deck.pptx").write_bytes(data)
    return words_of(pdf_of(folder / "deck.pptx", folder))


@pytest.mark.parametrize("template", [None, foreign_template])
@pytest.mark.parametrize("count", [12, 41, 100])
def test_columns_of_sources_are_filled_one_after_another_and_none_runs_over(
    count: int, template: Callable[[], bytes] | None, tmp_path: Path
) -> None:
    block = list_of(count, 100, 5)
    made = replace(deck(slide("Sources", block)), references=block.references)
    chosen = look(template() if template else None)
    words = rendered(write(made, {}, chosen).data, tmp_path)
    for number, page in enumerate(planned(made, {}, chosen), 1):
        (shape,) = [each for role in ("References", "Content") for each in shapes_of(page, role)]
        bottom = shape.region.top_pt + shape.region.height_pt
        entries = [
            word
            for word in words
            if word.page == number and word.text == "Harbour" and word.left > shape.region.left_pt
        ]
        assert len(entries) >= len(shape.items) - 1
        assert all((word.top + word.bottom) / 2 < bottom for word in entries)
        edges = sorted({round(word.left) for word in entries})
        starts = [edge for edge, before in zip(edges, [0, *edges], strict=False) if edge - before > 40]
        assert len(starts) == shape.region.columns


SHIPPED = [("data/north-korea-2019", name) for name in ("standard", "executive", "press", "staff")]


@pytest.mark.parametrize(("dataset", "audience"), [*SHIPPED, ("tests/cases/harbour", "standard")])
def test_each_shipped_deck_names_its_sources_breaks_no_citation_and_lists_them_once(
    dataset: str, audience: str, tmp_path: Path
) -> None:
    pack = build(ROOT / dataset, audience, tmp_path / "out")
    words = rendered(next(data for name, data in pack.files.items() if name.endswith("deck.pptx")), tmp_path)
    pages = [[word for word in words if word.page == number] for number in range(1, words[-1].page + 1)]
    texts = [" ".join(word.text for word in page).replace("\u00a0", " ").replace("\u2060", "") for page in pages]
    said = [found for text in texts for found in re.findall(r"(?:All statements|Sources?): .{30}", text)]
    assert len(said) >= 4 and all(re.match(r"[A-Za-z ]+: [A-ZÅ]\w", line) for line in said), said
    assert not [line for text in texts for line in re.findall(r"(?:; |: |, )\[\d[^\]]*\]", text)]
    for word, after in pairwise(words):
        if re.search(r"\d[,–]$", word.text) and re.match(r"\d", after.text):
            assert abs(word.bottom - after.bottom) < 3, f"{word.text} / {after.text} on slide {word.page}"
    lists = [text for text in texts if "further sources" in text or text.startswith("Sources")]
    assert len(lists) == 1 and texts.index(lists[0]) == len(texts) - 1


def test_the_executive_deck_begins_with_the_conclusion_and_has_eight_slides_at_most(tmp_path: Path) -> None:
    from io import BytesIO

    from pptx import Presentation

    pack = build(ROOT / "data" / "north-korea-2019", "executive", tmp_path / "out")
    data = next(data for name, data in pack.files.items() if name.endswith("deck.pptx"))
    eyebrows = [
        next((shape.text_frame.text for shape in page.placeholders if shape.name == "Eyebrow"), "")
        for page in Presentation(BytesIO(data)).slides
    ]
    assert len(eyebrows) <= 8 and eyebrows[1:] == [
        "Key numbers", "At a glance", "Scorecard", "Open questions", "Timeline", "Launches by year", "Sources",
    ]  # fmt: skip


def test_the_layout_of_sources_states_its_columns() -> None:
    assert (LOOK_FOLDER / "slides.pptx").exists()
    listed = region("Sources", "References")
    assert listed.columns == 3 and listed.column_gap_pt > 0
    assert 3 * listed.text_width_pt + 2 * listed.column_gap_pt == pytest.approx(listed.width_pt)


def test_citations_in_slides_stay_with_the_word_before_them(tmp_path: Path) -> None:
    items = tuple(
        (Paragraph(told(f"s{n}", "Ferries call " * n + "twice?", 1, 2, 3, 7, *range(9, 13))),) for n in range(1, 24)
    )
    made = deck(slide("Ferries", BulletList(items)), sources=40)
    words = rendered(write(made, {}, look()).data, tmp_path)
    groups = [word.text.replace("\u2060", "") for word in words if "1–" in word.text]
    assert len(groups) == 23 and all(group.endswith("1–3,7,9–12") for group in groups), groups


@pytest.mark.parametrize(
    ("title", "template", "line"),
    [
        ("Harrow: tolls and berths", None, "Harrow: tolls and berths · as of 1 June 2031"),
        ("Harrow: tolls and berths", foreign_template, "As of 1 June 2031"),
        ("W" * 40, None, "As of 1 June 2031"),
        ("", None, "As of 1 June 2031"),
    ],
)
def test_the_foot_has_title_and_date_on_one_line_or_the_date_alone(
    title: str, template: Callable[[], bytes] | None, line: str
) -> None:
    made = deck(slide("Ferries", Paragraph(plain("They call."))))
    made = replace(made, fields={**made.fields, "short_title": title})
    (page,) = planned(made, {}, look(template() if template else None))
    texts = {footer.region.role: footer.items[0][0].text for footer in page.footers}
    assert texts == {"Date": line, "Footer": "For internal use", "Slide number": "#"}
