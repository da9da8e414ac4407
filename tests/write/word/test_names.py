"""`{{ names }}` that a design office types into Word are filled in, however Word has split them."""

from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.shared import Pt
from msgspec.structs import replace

from generator.errors import InputError
from generator.model.block import Paragraph
from generator.write.word.writer import write_word
from tests.write.word.documents import DRAWINGS, document, look_with, plain
from tests.write.word.reading import W, Word, fields_of, style_of, text_of


def template(*paragraphs: tuple[str, ...], header: tuple[str, ...] = ()) -> bytes:
    """A template whose paragraphs are split into runs as given, each run in a size of its own."""
    document = docx.Document()
    split = [(document, runs) for runs in paragraphs]
    if header:
        split.append((document.sections[0].header, header))
    for target, runs in split:
        paragraph = target.add_paragraph()
        for number, text in enumerate(runs):
            paragraph.add_run(text).font.size = Pt(10 + number)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(data: bytes, **fields: str) -> Word:
    return Word(write_word(document(Paragraph(plain("The body.")), **fields), DRAWINGS, look_with(data)).data)


def problems(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        written(data)
    return [(problem.what, problem.help) for problem in caught.value.problems]


def test_a_name_that_is_split_into_runs_is_filled_in() -> None:
    word = written(template(("For: {", "{ mark", "ing }} only")))
    assert word.paragraphs()[0] == "For: For the board only"


def test_two_names_in_one_paragraph_are_filled_in() -> None:
    word = written(template(("{{ title }} / {{ topic }}",)))
    assert word.paragraphs()[0] == "Harrow harbour / Harbour"


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        (("Briefing · {{ topic }}",), "Briefing"),
        (("Briefing · ", "{{ topic }} · {{ title }}"), "Briefing · Harrow harbour"),
        (("{{ topic }} · {{ title }}",), "Harrow harbour"),
        (("{{ title }} | {{ topic }} | draft",), "Harrow harbour | draft"),
        (("A {{ topic }}line - with {{ topic }}hyphens",), "A line - with hyphens"),
    ],
)
def test_an_empty_value_leaves_no_separator(runs: tuple[str, ...], line: str) -> None:
    assert written(template(runs), topic="").paragraphs()[0] == line


def test_a_value_is_literal_whatever_it_holds() -> None:
    word = written(template(("{{ title }}",)), title="{{ topic }} <b> & 5*3*2")
    assert word.paragraphs()[0] == "{{ topic }} <b> & 5*3*2"


def test_the_briefing_replaces_content() -> None:
    word = written(template(("Cover",), ("{{ ", "content }}"), ("Distribution list",)))
    assert word.paragraphs() == ["Cover", "The body.", "Distribution list"]


@pytest.mark.parametrize(
    ("keep", "expected"),
    [
        (("before",), ["Cover", "Contact", "The body.", "Imprint"]),
        (("first-page",), ["Cover", "The body.", "Imprint"]),
        ((), ["The body.", "Imprint"]),
        (("before", "after"), ["Cover", "Contact", "The body.", "Imprint", "Sample", "More of it"]),
    ],
)
def test_pages_after_the_content_are_samples_and_keep_says_what_stays(
    keep: tuple[str, ...], expected: list[str]
) -> None:
    own = docx.Document(BytesIO(template(("Cover",))))
    for text in ("", "Contact", "{{ content }}", "Imprint", "", "Sample", "More of it"):
        paragraph = own.add_paragraph(text)
        if not text:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
    buffer = BytesIO()
    own.save(buffer)
    look = replace(look_with(buffer.getvalue()), keep=keep)
    written_file = write_word(document(Paragraph(plain("The body."))), DRAWINGS, look)
    assert [text for text in Word(written_file.data).paragraphs() if text] == expected
    left_out = [warning.what for warning in written_file.warnings if "left out" in warning.what]
    assert left_out == ([] if "after" in keep else ["the pages after `{{ content }}` are left out: 2 paragraphs"])


def test_prompts_of_content_controls_say_the_documents_properties_or_go() -> None:
    def control(text: str, bound: str, prompt: bool) -> str:
        core = f"/ns0:coreProperties[1]/ns1:{bound}[1]" if bound else ""
        binding = f'<w:dataBinding w:xpath="{core}" w:storeItemID="{{6C3C8BC8-F283-45AE-878A-BAB7291924A1}}"/>'
        shown = "<w:showingPlcHdr/>" * prompt
        return (
            f'<w:sdt xmlns:w="{W["w"]}"><w:sdtPr>{binding * bool(bound)}{shown}<w:text/></w:sdtPr><w:sdtContent>'
            f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )

    own = docx.Document(BytesIO(template(("{{ content }}",))))
    for markup in (control("[Title]", "title", True), control("Type here", "", True), control("Room 4", "", False)):
        own.element.body.insert(0, parse_xml(markup))
    buffer = BytesIO()
    own.save(buffer)
    paragraphs = Word(write_word(document(Paragraph(plain("The body."))), DRAWINGS, look_with(buffer.getvalue())).data)
    assert [text for text in paragraphs.paragraphs() if text] == ["Room 4", "Harrow harbour", "The body."]


def test_a_paragraph_that_is_only_words_in_brackets_is_a_prompt_and_goes() -> None:
    data = template(
        (
            "[Titel",
            " eingeben]",
        ),
        ("<Name>",),
        ("Law [of 2019]",),
        ("[1]",),
        ("[{{ title }}]",),
        header=("【日付】",),
    )
    notes = [note.what for note in write_word(document(), DRAWINGS, look_with(data)).warnings]
    assert [what for what in notes if "prompt" in what] == [
        f"`{prompt}` looks like a prompt, and is left out" for prompt in ("[Titel eingeben]", "<Name>", "【日付】")
    ]
    word = written(data, title="Harbour")
    assert [text for text in word.paragraphs() if text][:3] == ["Law [of 2019]", "[1]", "[Harbour]"]


def test_without_content_the_briefing_follows_the_templates_own_text() -> None:
    assert written(template(("Cover",))).paragraphs() == ["Cover", "The body."]


def test_a_template_without_content_is_warned_of_unless_it_is_empty() -> None:
    def warnings(*paragraphs: tuple[str, ...]) -> list[str]:
        written = write_word(document(Paragraph(plain("x"))), DRAWINGS, look_with(template(*paragraphs)))
        return [warning.what for warning in written.warnings if "content" in warning.what]

    assert warnings(("Cover {{ title }}",)) == [
        "has no `{{ content }}`; the briefing follows the template's own text: 1 paragraph"
    ]
    assert warnings(("Cover",), ("{{ content }}",)) == warnings(("",)) == []


def test_an_empty_template_is_filled() -> None:
    assert written(template(("",), ("",))).paragraphs() == ["The body."]


def test_page_numbers_become_fields_with_results() -> None:
    word = written(template(header=("{{ page_of }}",)))
    header = word.root("word/header1.xml")
    assert text_of(header).endswith("Page 1 of 1")  # below the marking, for which the template has no place
    assert list(fields_of(header)) == [("PAGE", "1"), ("NUMPAGES", "1")]


def test_names_in_a_text_box_are_filled_in() -> None:
    word = written(_with_text_box(template(("{{ topic }}",))))
    assert "Harrow harbour" in word.paragraphs()


def test_an_unknown_name_is_reported_with_its_part_and_the_nearest_name() -> None:
    assert problems(template(header=("{{ markng }}",))) == [
        ("unknown field `markng` in word/header1.xml", "did you mean `marking`?")
    ]


def test_an_expression_is_refused() -> None:
    ((what, _),) = problems(template(("{{ title | upper }}",)))
    assert what == "`{{ title | upper }}` in word/document.xml is not a name"


def test_content_must_be_alone_in_its_paragraph() -> None:
    ((what, _),) = problems(template(("Text: {{ content }}",)))
    assert what == "`{{ content }}` in word/document.xml is not alone in its paragraph"


def test_all_problems_of_a_template_are_reported_at_once() -> None:
    assert len(problems(template(("{{ a1 }}",), ("{{ b2 }}",), header=("{{ c3 }}",)))) == 3


def test_the_templates_own_text_keeps_its_styles() -> None:
    word = written(template(("Cover",), ("{{ content }}",)))
    assert [style_of(paragraph) for paragraph in word.body.iter("{*}p")] == ["Normal", "Normal"]


def _with_text_box(data: bytes) -> bytes:
    """Put a text box with `{{ title }}` into the first paragraph of a template."""
    from lxml import etree

    template = docx.Document(BytesIO(data))
    box = (
        '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:9pt;height:9pt"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>{{ title }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    template.paragraphs[0].runs[0]._r.append(etree.fromstring(box))
    buffer = BytesIO()
    template.save(buffer)
    return buffer.getvalue()
