"""Rewrite the reference part of templates/README.md from the code and the demo: `python -m tests.guide`.

What stands there cannot drift: a test compares the page with what this room would write.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from pptx import Presentation

from generator.compose.directives import DIRECTIVES
from generator.compose.template.context import ALWAYS, context
from generator.compose.template.filters import filters
from generator.pipeline.build import compose
from generator.pipeline.composition import Composition
from tests.conftest import DEMO, ROOT

PAGE = ROOT / "templates" / "README.md"
BEGIN, END = "<!-- generated: python -m tests.guide -->", "<!-- end of the generated part -->"
LONGEST = 72  # characters of a value that are shown
# Records that a template meets in a loop: how it names one, and where the first of them stands.
RECORDS = {
    "statement": ("overview", "statements"),
    "group": ("developments", "groups"),
    "question": ("open_questions", "questions"),
    "status group of the scorecard": ("scorecard", "groups"),
    "figure": ("figures",),
    "event": ("events",),
}


def main() -> None:
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(before + reference() + rest.partition(END)[2], encoding="utf-8")


def reference() -> str:
    """The generated part, with the marks around it."""
    composed = compose(DEMO)
    names = context(composed.editions["briefing"], ALWAYS)
    parts = [
        "### Names",
        "Each name that a template can print, and what it is in the demo. What is optional and missing is empty.",
        table(("name", "in the demo"), top_names(names)),
        *records(names),
        "### Filters",
        table(("filter", "what it does"), filter_rows()),
        "### Directives",
        table(("directive", "attributes", "what it makes"), directive_rows()),
        "### Styles of `look/word.docx`",
        'Name a paragraph style with `::: {custom-style="Name"}`, a character style with `[words]{.Name}`.',
        table(("kind", "styles"), style_rows(composed)),
        "### Layouts of `look/slides.pptx`",
        'Name one with `## Title {layout="Name"}`; left alone, the writer chooses by what a slide holds. Each '
        "but the first two and the last stands there twice: `Content` for a title of one line, "
        "`Content, long title` for one of two. A look may do without the second.",
        table(("layout", "placeholders"), layout_rows(composed)),
    ]
    return "\n\n".join([BEGIN, *parts, END])


def top_names(names: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for name in ALWAYS:
        value = names[name]
        if not isinstance(value, Mapping):
            yield f"`{name}`", shown(value)
        elif name != "labels":
            yield from ((f"`{name}.{inner}`", shown(each)) for inner, each in value.items())
    yield "`labels.…`", "a fixed word of the language, by its name in `labels/en.yaml`"


def records(names: Mapping[str, Any]) -> Iterator[str]:
    for record, (first, *path) in RECORDS.items():
        value = names[first]
        for step in path:
            value = value[step]
        yield f"**A {record}** (an item of `{'.'.join((first, *path))}`)".replace("A event", "An event")
        best = max(value, key=lambda each: sum(1 for inner in each.values() if inner))
        yield table(("name", "in the demo"), ((f"`.{name}`", shown(each)) for name, each in best.items()))


def shown(value: Any) -> str:
    match value:
        case str():
            text = " ".join(value.split()).replace("|", "\\|")
            return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Mapping():
            return (
                ", ".join(f"{name}: {each}" for name, each in value.items() if isinstance(each, str | int)) or "names:"
            )
        case []:
            return "an empty list"
        case [str(), *_]:
            return ", ".join(value)
    return f"a list of {len(value)}"


def filter_rows() -> Iterator[Sequence[str]]:
    for name, function in sorted(filters("D MMMM YYYY", "en").items()):
        yield f"`{name}`", (function.__doc__ or "").strip()


def directive_rows() -> Iterator[Sequence[str]]:
    for name, (function, attributes) in DIRECTIVES.items():
        said = (function.__doc__ or "").strip().partition("\n")[0]
        yield f"`::: {{.{name}}}`", ", ".join(f"`{each}`" for each in attributes), said


def style_rows(composed: Composition) -> Iterator[Sequence[str]]:
    styles = Document(BytesIO(composed.look.word)).styles
    kinds = {"paragraph": WD_STYLE_TYPE.PARAGRAPH, "character": WD_STYLE_TYPE.CHARACTER, "table": WD_STYLE_TYPE.TABLE}
    for kind, number in kinds.items():
        yield kind, ", ".join(f"`{style.name}`" for style in styles if style.type == number)


def layout_rows(composed: Composition) -> Iterator[Sequence[str]]:
    for layout in Presentation(BytesIO(composed.look.slides)).slide_layouts:
        if layout.name.endswith(", long title"):  # the same again, as said above the table
            continue
        yield f"`{layout.name}`", ", ".join(each.name for each in layout.placeholders)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


if __name__ == "__main__":
    main()
