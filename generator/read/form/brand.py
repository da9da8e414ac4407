"""brand.yaml as its author fills it in."""

from generator.read.form.dataset import EMPTY
from generator.read.form.field_types import Named, SomeWords, Text, Word, form_of
from generator.read.form.validate import Form, field
from generator.read.syntax.positions import Typed


class FontsForm(Form):
    heading = field(Text, "The family of headings and titles.", examples=["Cambria"])
    body = field(Text, "The family of all other text.", examples=["Calibri"])


class ChartForm(Form):
    palette = field(SomeWords, "Colours of marks, by number.", examples=[['"B23A32"', '"2F6E91"']])
    shades = field(SomeWords, "Colours of stacked columns, bottom to top.", examples=[['"8FB8CF"', '"2F6E91"']])


class BrandForm(Form):
    """The colours and fonts of a look, and the names of its Office templates."""

    colors = field(Named, "The theme's colours, by name.", examples=[{"dark1": '"111827"'}])
    fonts = field(form_of(FontsForm), "The theme's fonts.", examples=[{"heading": "Cambria", "body": "Calibri"}])
    chart = field(form_of(ChartForm), "The figures' colours.", examples=[{"palette": ['"B23A32"']}])
    word = field(Word, "The Word template.", default=Typed("word.docx", EMPTY.place))
    logo = field(Word, "A PNG or JPEG for the first page and the cover.", default=EMPTY, examples=["logo.png"])
    logo_on_slides = field(Word, "Another one for the cover, where that is dark.", default=EMPTY)
    slides = field(Word, "The PowerPoint template.", default=Typed("slides.pptx", EMPTY.place))
