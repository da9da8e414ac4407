"""Rewrite the generated part of templates/REFERENCE.md from the code and the demo: `python -m tests.guide`.

A test compares the page with what this module would write, so that the two cannot drift apart.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from pptx import Presentation

from generator.compose.directives import DIRECTIVES
from generator.compose.template.context import ALWAYS, build_context
from generator.compose.template.filters import make_filters
from generator.pipeline.build import compose
from generator.pipeline.composition import Composition
from tests.conftest import DEMO, ROOT

PAGE = ROOT / "templates" / "REFERENCE.md"
BEGIN, END = "<!-- generated: python -m tests.guide -->", "<!-- end of the generated part -->"
VALUE_LENGTH = 72  # in characters; longer values are cut
AUDIENCES = ("standard", "executive", "press", "staff")
# The records that a template loops over, and the path to the list of each.
RECORDS: Mapping[str, tuple[str | int, ...]] = {
    "number": ("numbers", "items"),
    "statement": ("overview", "statements"),
    "group": ("developments", "groups"),
    "question": ("open_questions", "questions"),
    "status group of the scorecard": ("scorecard", "groups"),
    "holder": ("positions", "holders"),
    "position": ("positions", "holders", 0, "positions"),
    "source by weight": ("sources_by_weight",),
    "figure": ("figures",),
    "event": ("events",),
}


def main() -> None:
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(before + reference() + rest.partition(END)[2], encoding="utf-8")


def reference() -> str:
    """Return the generated part, with the comments that mark its beginning and end."""
    composition = compose(DEMO)
    names = build_context(composition.editions["briefing"], ALWAYS)
    parts = [
        "## Blocks",
        "The blocks that `sections` can list, and the audiences whose templates define or override each.",
        format_table(("block", "`briefing.md.j2`", "`deck.md.j2`"), block_rows()),
        "## Names",
        "The names that a template can print, with their values in the demo. An optional name without a value prints "
        "nothing.",
        format_table(("name", "in the demo"), name_rows(names)),
        *record_tables(names),
        "## Filters",
        format_table(("filter", "what it does"), filter_rows()),
        "## Directives",
        format_table(("directive", "attributes", "what it makes"), directive_rows()),
        "## Styles of `look/word.docx`",
        'Set a paragraph style with `::: {custom-style="Name"}` and a character style with `[words]{.Name}`.',
        format_table(("kind", "styles"), style_rows(composition)),
        "## Layouts of `look/slides.pptx`",
        'Set a layout with `## Title {layout="Name"}`; otherwise the program chooses one that fits the contents of the '
        "slide. Of a family such as `Cards`, the smallest layout with enough room is taken. A title of "
        "two lines grows upward, as far as there is room above the eyebrow. Besides the placeholders in the table, all "
        f"but `Title` have {', '.join(shared_placeholders(composition))}.",
        format_table(("layout", "placeholders"), layout_rows(composition)),
    ]
    return "\n\n".join([BEGIN, *parts, END])


def block_rows() -> Iterator[Sequence[str]]:
    definitions: dict[str, dict[str, list[str]]] = {}
    for output in ("briefing", "deck"):
        for audience in AUDIENCES:
            template = ROOT / "templates" / audience / f"{output}.md.j2"
            text = template.read_text(encoding="utf-8") if template.exists() else ""
            for block in re.findall(r"{% block (\w+) %}", text):
                definitions.setdefault(block, {}).setdefault(output, []).append(audience)
    for block, outputs in definitions.items():
        yield f"`{block}`", *(", ".join(outputs.get(output, ["–"])) for output in ("briefing", "deck"))


def name_rows(names: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for name in ALWAYS:
        value = names[name]
        if not isinstance(value, Mapping):
            yield f"`{name}`", format_value(value)
        elif name != "labels":
            yield from ((f"`{name}.{inner}`", format_value(inner_value)) for inner, inner_value in value.items())
    yield "`labels.…`", "a fixed word of the language; `labels/en.yaml` lists their names"


def record_tables(names: Mapping[str, Any]) -> Iterator[str]:
    """Yield a caption and a table for each kind of record, with the demo's record that has most fields filled in."""
    for kind, path in RECORDS.items():
        records: Any = names
        for step in path:
            records = records[step]
        article = "An" if kind[0] in "aeiou" else "A"
        yield f"**{article} {kind}** (an item of `{'.'.join(step for step in path if isinstance(step, str))}`)"
        fullest = max(records, key=lambda record: sum(1 for value in record.values() if value))
        rows = ((f"`.{name}`", format_value(value)) for name, value in fullest.items())
        yield format_table(("name", "in the demo"), rows)


def format_value(value: Any) -> str:
    match value:
        case str():
            text = " ".join(value.split()).replace("|", "\\|")
            return text if len(text) <= VALUE_LENGTH else text[:VALUE_LENGTH].rsplit(" ", 1)[0] + " …"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Mapping():
            scalars = (f"{name}: {inner}" for name, inner in value.items() if isinstance(inner, str | int) and inner)
            return format_value(", ".join(scalars) or "empty")
        case []:
            return "an empty list"
        case [str(), *_]:
            return ", ".join(value)
    return f"a list of {len(value)}"


def filter_rows() -> Iterator[Sequence[str]]:
    for name, function in sorted(make_filters("D MMMM YYYY", "en").items()):
        yield f"`{name}`", (function.__doc__ or "").strip()


def directive_rows() -> Iterator[Sequence[str]]:
    for name, (function, attributes) in DIRECTIVES.items():
        summary = (function.__doc__ or "").strip().partition("\n")[0]
        yield f"`::: {{.{name}}}`", ", ".join(f"`{attribute}`" for attribute in attributes), summary


def style_rows(composition: Composition) -> Iterator[Sequence[str]]:
    styles = Document(BytesIO(composition.look.word)).styles
    kinds = {"paragraph": WD_STYLE_TYPE.PARAGRAPH, "character": WD_STYLE_TYPE.CHARACTER, "table": WD_STYLE_TYPE.TABLE}
    for kind, style_type in kinds.items():
        yield kind, ", ".join(f"`{style.name}`" for style in styles if style.type == style_type)


def layout_rows(composition: Composition) -> Iterator[Sequence[str]]:
    for layout, placeholders in placeholders_by_layout(composition).items():
        shared = () if layout == "Title" else shared_placeholders(composition)
        yield f"`{layout}`", ", ".join(name for name in placeholders if name not in shared)


def shared_placeholders(composition: Composition) -> Sequence[str]:
    """Return the names of the placeholders that every layout but the title slide's has."""
    first, *others = (names for layout, names in placeholders_by_layout(composition).items() if layout != "Title")
    return [name for name in first if all(name in names for names in others)]


def placeholders_by_layout(composition: Composition) -> Mapping[str, Sequence[str]]:
    """Return the names of each layout's placeholders."""
    layouts = Presentation(BytesIO(composition.look.slides)).slide_layouts
    return {layout.name: [placeholder.name for placeholder in layout.placeholders] for layout in layouts}


def format_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


if __name__ == "__main__":
    main()
