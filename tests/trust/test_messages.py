"""Every message that the code can raise has an example in a test; those of no other test have theirs here."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pptx
import pytest

from generator.errors import InputError
from generator.pipeline.build import build
from tests.trust.messages import Message, messages

ROOT = Path(__file__).parent.parent.parent
SHORE = ROOT / "tests" / "cases" / "shore"
LOOK = ROOT / "templates" / "look"
BRIEFING, DECK, PROFILE = (f"templates/brief/{name}" for name in ("briefing.md.j2", "deck.md.j2", "audience.yaml"))
DATA, EVENTS, SOURCES = (f"set/shore/{name}" for name in ("dataset.yaml", "events.csv", "sources.yaml"))


def there(markdown: str, file: str = BRIEFING) -> tuple[str, str, str]:
    """Put a piece of Markdown into a template."""
    mark = "::: events\n" if file == BRIEFING else "::: notes\n"
    return file, mark, f"{markdown}\n\n{mark}"


def instead(file: str, old: str, new: str) -> tuple[str, str, str]:
    return file, old, new


# What is changed, and the message as its author reads it, with line and help.
SAID = {
    "a brace without its partner": (
        instead(PROFILE, "labels: {sources: Sources}", 'labels: {no_events: "No events {start} to {end"}'),
        "a brace without its partner in label `no_events`\n    valid placeholders: {start}, {end}",
    ),
    "columns without end": (
        instead(DATA, "per: year", "per: day\n    from: 1000"),
        "figure `tolls` would have 373,094 columns; the limit is 4,000\n    use `per: year`, or a later `from`",
    ),
    "columns of many years": (
        instead(DATA, "per: year", "per: month\n    from: 1500"),
        "figure `tolls` would have 6,258 columns; the limit is 4,000\n    use `per: quarter`, or a later `from`",
    ),
    "a text without end": (
        instead(DATA, "short: They", "short: " + "They " * 27_000),
        "this text has more than 131,072 characters\n    split it into several texts",
    ),
    "lines without end": (
        instead(DATA, "headline: Tolls rose", 'headline: "Tolls rose' + "\\n" * 1001 + '"'),
        "this text has more than 1,000 lines\n    split it into several texts",
    ),
    "rows without end": (
        instead(EVENTS, "Only the month is known.", '"' + "x\n" * 1002 + '"'),
        "a row with more than 1,000 lines\n    look for an unclosed quotation mark",
    ),
    "a text that no figure has room for": (
        instead(DATA, "per: year", "per: year\n    unit: " + "x" * 501),
        "`unit` has 501 characters, but is drawn in a figure\n    shorten it: at most 500",
    ),
    "an escape sequence beyond the last character": (
        instead(DATA, "takeaway: Tolls rose", 'takeaway: "Tolls \\U00110000"'),
        "an escape sequence for a character that does not exist\n    write the character itself",
    ),
    "an escape sequence far beyond the last character": (
        instead(PROFILE, "marking: For official use", 'marking: "\\UFFFFFFFF"'),
        "an escape sequence for a character that does not exist",
    ),
    "a version of YAML without end": (
        instead(PROFILE, "# All that", "%YAML 1." + "1" * 5000 + "\n---\n# All that"),
        "lines that start with `%` are not supported\n    delete it, or put the text in quotes",
    ),
    "a picture that is no figure": (there("![Map](map.png)"), "`map.png` is not a figure"),
    "a width that is none": (
        there('![Tolls](figure:tolls){width="wide"}'),
        "`wide` is not a valid `width`\n    write a share of the column",
    ),
    "rows of neither kind": (
        there('::: {.positions rows="holder"}\n:::'),
        "`holder` is not a valid `rows`\n    did you mean `holders`?",
    ),
    "the sources of all events": (
        there("{{ title | cite_all }}"),
        "`cite_all` needs a section, a group or `sources`, not the text `Tolls on the shore`\n    for example",
    ),
    "a column alone": (there("::: column\nText\n:::"), "`column` outside `columns`"),
    "a column's width that is none": (
        there('::::: columns\n::: {.column width="wide"}\nText\n:::\n:::::'),
        "`wide` is not a valid `width`\n    write a percentage",
    ),
    "text between columns": (there("::::: columns\nText\n:::::"), "`columns` can contain only columns"),
    "cards of paragraphs": (there("::: cards\nText\n:::"), "`cards` can contain only a numbered list"),
    "side heads of paragraphs": (there("::: side-heads\nText\n:::"), "`side-heads` can contain only a list"),
    "side heads of neither": (
        there('::: {.side-heads status="maybe"}\n- **Tolls** rose\n:::'),
        "`maybe` is not a valid `status`\n    valid values: `yes`, `no`",
    ),
    "a date by no pattern": (there('{{ as_of | date("QQQQ bb") }}'), "` is not a valid date pattern"),
    "a filter as a block": (
        instead(BRIEFING, "{{ key_messages.takeaway }}", "{% filter stop %}x{% endfilter %}"),
        "`filter` is not part of the template language",
    ),
    "a filter with too much": (there('{{ as_of | date("YYYY", "MM") }}'), "invalid arguments of the filter `date`"),
    "a loop of two names": (there("{% for a, b in sources %}x{% endfor %}"), "`for` needs one name for its items"),
    "a required block": (
        instead(BRIEFING, "{% block messages %}", "{% block more required %}{% endblock %}{% block messages %}"),
        "`required` is not part of the template language",
    ),
    "a number without end": (there("{{ 1e400 }}"), "number is too large"),
    "what cannot be seen in quotes": (there('{{ "a\\x07" }}'), "quoted text has a character that cannot be printed"),
    "a name that is computed": (there("{{ labels[title] }}"), "`[…]` needs a name in quotes"),
    "a call": (there("{{ title() }}"), "`call` is not part of the template language"),
    "an anchor twice": (
        there("![Tolls](figure:tolls){id=fig-tolls}"),
        "duplicate anchor `#fig-tolls`",
    ),
    "many digits": (
        there("{{ " + "9" * 5000 + " }}"),
        "contains a number with too many digits\n    write a shorter number",
    ),
    "deep": (there("{% if title %}" * 150 + "x" + "{% endif %}" * 150), "is nested too deeply\n    use fewer"),
    "a class of no heading": (there("# Heading {.loud}"), "unknown class `.loud` of a heading"),
    "a colon glued on": (there("Text\n: more"), "this line is read as part of the paragraph above it"),
    "a profile that extends two": (
        instead(PROFILE, "title: Brief", "extends: [a, b]"),
        "`extends` must be the name of one audience",
    ),
    "sections that are no list": (
        instead(PROFILE, "deck: [messages]", "deck: messages"),
        "sections must be a list of blocks",
    ),
    "a block with a strange name": (
        instead(PROFILE, "deck: [messages]", "deck: [Key messages]"),
        "`Key messages` is not a valid block name",
    ),
    "a select that is a word": (
        instead(DATA, "select: {kind: toll}", "select: toll"),
        "`select` must be a mapping",
    ),
    "a column without a name": (instead(EVENTS, "sources,note", "sources,note,,"), "column 18 has no name"),
    "a hidden turn": (there("a\u202eb"), "the character U+202E is not allowed in a template"),
    "slides in place of a Word file": (None, "word.docx  not a Word document\n    use a .docx file"),
    "an audience without a template": (None, "audience `brief` has no template `briefing.md.j2`"),
    "no layout with text": (None, "has no layout with a title and a text placeholder"),
}


@pytest.fixture
def world(tmp_path: Path) -> Path:
    shutil.copytree(SHORE, tmp_path, dirs_exist_ok=True)
    shutil.copytree(LOOK, tmp_path / "templates" / "look", ignore=shutil.ignore_patterns("*.py"))
    shutil.copy(
        Path(pptx.__file__).parent / "templates" / "default.pptx", tmp_path / "templates" / "look" / "slides.pptx"
    )
    return tmp_path


def told(world: Path) -> str:
    with pytest.raises(InputError) as raised:
        build(world / "set" / "shore", "brief", world / "out", templates=world / "templates")
    return "\n".join(map(str, raised.value.problems))


@pytest.mark.parametrize("case", SAID)
def test_the_error_message_for(case: str, world: Path) -> None:
    change, message = SAID[case]
    if change is None:
        OTHERWISE[case](world / "templates")
    else:
        name, old, new = change
        text = (world / name).read_text(encoding="utf-8")
        assert old in text
        (world / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    shown = told(world)
    assert message in shown, shown
    assert str(world) in shown
    if change and change[0].endswith(".j2") and case not in ("many digits", "deep"):
        assert re.search(r"\.j2:\d+(:\d+)?  ", shown) and "\n    " in shown  # the line, and its text or a remedy


def without_text_layouts(templates: Path) -> None:
    file = str(templates / "look" / "slides.pptx")
    made = pptx.Presentation(file)
    for layout in list(made.slide_layouts):
        if layout.name != "Blank":
            made.slide_layouts.remove(layout)
    made.save(file)


def with_slides_as_word_file(templates: Path) -> None:
    shutil.copy(templates / "look" / "slides.pptx", templates / "look" / "word.docx")


def without_template(templates: Path) -> None:
    (templates / "brief" / "briefing.md.j2").unlink()


OTHERWISE: dict[str, Callable[[Path], None]] = {
    "slides in place of a Word file": with_slides_as_word_file,
    "an audience without a template": without_template,
    "no layout with text": without_text_layouts,
}


def with_long_title(world: Path) -> None:
    text = (world / DATA).read_text(encoding="utf-8")
    (world / DATA).write_text(text.replace("takeaway: Tolls rose", f"takeaway: {'Tolls rose and ' * 60} fell"), "utf-8")


def with_plain_word_file(world: Path) -> None:
    document = docx.Document()
    for style in [each for each in document.styles if each.name.startswith("List")]:
        style._element.getparent().remove(style._element)
    document.save(str(world / "templates" / "look" / "word.docx"))


WARNINGS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a title without end": (
        with_long_title,
        '` does not fit\n    shorten it (`trace PACK "its words"` tells where it comes from), or use a layout with',
    ),
    "a Word file without list styles": (with_plain_word_file, "word.docx  has no styles `"),
}


@pytest.mark.parametrize("case", WARNINGS)
def test_the_warning_for(case: str, world: Path) -> None:
    change, message = WARNINGS[case]
    change(world)
    pack = build(world / "set" / "shore", "brief", world / "out", templates=world / "templates")
    assert message in "\n".join(map(str, pack.warnings))


def test_a_template_folder_that_is_a_link_is_refused(world: Path) -> None:
    (world / "templates" / "brief").rename(world / "elsewhere")
    (world / "templates" / "brief").symlink_to(world / "elsewhere")
    said = told(world)
    assert "is outside its folder" in said or "its folder is a link" in said


def known() -> Iterator[str]:
    for path in sorted((ROOT / "tests").rglob("*")):
        if path.suffix in (".py", ".txt", ".md") and path.name != "messages.py":
            yield path.read_text(encoding="utf-8")
    for page in (*ROOT.glob("*.md"), *ROOT.glob("*/*.md")):
        yield page.read_text(encoding="utf-8")


def has_example(message: Message, shown: str) -> bool:
    return any(line.strip() in shown for line in message.piece.splitlines() if len(line.strip()) >= 6)


def test_every_message_of_the_code_has_an_example() -> None:
    shown = "\n".join(known())
    every = list(messages(ROOT / "generator"))
    assert len(every) > 300
    without = [each for each in every if not has_example(each, shown)]
    assert without == [], "show these in tests:\n" + "\n".join(map(str, without))
