"""The form of brand.yaml: the colours and fonts of a look, and the names of its Office templates."""

import re

from generator.color.theme_color import ThemeColor, parse_theme_color
from generator.errors import Problem
from generator.model.look import PURPOSES, THEME_COLORS
from generator.read.form.field_types import Boolean, Text, Word, Words, form_of, parsed_by
from generator.read.form.validate import FieldType, Form, field
from generator.read.syntax.nodes import EMPTY, Node, ScalarNode, SequenceNode


def _parse_color(text: str) -> str:
    """Return six capital hex digits, the only form that a theme takes (ECMA-376-1, 20.1.2.3.32)."""
    if not re.fullmatch(r"#?[0-9A-Fa-f]{6}", text):
        raise ValueError(text)
    return text.lstrip("#").upper()


def _parse_chart_color(text: str) -> ThemeColor | str:
    """Return a colour of the theme, or else six hex digits."""
    try:
        return _parse_color(text)
    except ValueError:
        color = parse_theme_color(text)
        if color.name not in THEME_COLORS:
            raise ValueError(text) from None
        return color


def _read_colors(node: Node, key: str, problems: list[Problem]) -> list[ThemeColor | str]:
    items = node if isinstance(node, SequenceNode) else [node]
    colors = [ChartColor.read(item, key, problems) or "" for item in items]
    if not colors:
        problems.append(Problem(node.place, f"field `{key}` is empty", "give at least one colour"))
    return colors


Color = parsed_by(_parse_color, "a valid colour", 'write six hex digits in quotes: "1E3557"', {"type": "string"})
_CHART_COLOR_HELP = 'write `accent1`, `accent1 lighter 60%`, or six hex digits in quotes: "1E3557"'
ChartColor = parsed_by(_parse_chart_color, "a valid colour", _CHART_COLOR_HELP, {"type": "string"})
Colors = FieldType(_read_colors, {"type": "array", "minItems": 1})


# one required field for each colour of a theme
ThemeForm: type[Form] = type("ThemeForm", (Form,), {name: field(Color, examples=['"1E3557"']) for name in THEME_COLORS})


class FontsForm(Form):
    heading = field(Text, "The font family of headings and titles.", examples=["Cambria"])
    body = field(Text, "The font family of all other text.", examples=["Calibri"])
    east_asian = field(
        Text,
        "The font family of ideographs, Kana and Hangul; if left out, the template's, or the usual one.",
        default=EMPTY,
        examples=["Yu Gothic"],
    )
    complex = field(
        Text,
        "The font family of Arabic, Hebrew, Indic and other joined letters; if left out, the template's.",
        default=EMPTY,
        examples=["Arial"],
    )


class ChartForm(Form):
    palette = field(Colors, "The colours of marks, by number.", examples=[["accent2", "accent1"]])
    shades = field(
        Colors, "The colours of stacked columns, from the bottom.", examples=[["accent1 lighter 60%", "accent1"]]
    )


# one optional field for each purpose of a layout
LayoutsForm: type[Form] = type(
    "LayoutsForm",
    (Form,),
    {name: field(Word, "The name of a layout.", default=EMPTY, examples=["Titelfolie"]) for name in PURPOSES},
)


class BrandForm(Form):
    colors = field(form_of(ThemeForm), "The colours of the theme.", examples=[{"dark1": '"111827"'}])
    fonts = field(form_of(FontsForm), "The fonts of the theme.", examples=[{"heading": "Cambria", "body": "Calibri"}])
    chart = field(form_of(ChartForm), "The colours of figures.", examples=[{"palette": ["accent2"]}])
    word = field(Word, "The Word template.", default=ScalarNode("word.docx"))
    logo = field(Word, "A PNG or JPEG for the first page and the cover slide.", default=EMPTY, examples=["logo.png"])
    logo_on_slides = field(Word, "Another one for the cover slide, if that is dark.", default=EMPTY)
    slides = field(Word, "The PowerPoint template.", default=ScalarNode("slides.pptx"))
    keep = field(
        Words,
        "What stays of the Word template's own text: what is `before` the content, or its `first-page`, and `after`.",
        default=[ScalarNode("before")],
        examples=[["first-page"]],
    )
    numbered_headings = field(Boolean, "`no` takes the numbers off the Word template's headings.", default=True)
    layouts = field(
        form_of(LayoutsForm),
        "Layouts of the slides by their names, for purposes for which others than yours would be chosen.",
        default=None,
        examples=[{"cover": "Deckblatt"}],
    )
