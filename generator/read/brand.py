"""brand.yaml as its author fills it in."""

from generator.read.form import EMPTY
from generator.read.located import Typed
from generator.read.validate import Field, Form
from generator.read.values import Named, Text, Word, Words


class FontsForm(Form):
    heading: Text = Field(description="The family of headings and titles.", examples=["Cambria"])
    body: Text = Field(description="The family of all other text.", examples=["Calibri"])


class ChartForm(Form):
    palette: Words = Field(description="Colours of marks, by number.", examples=[['"B23A32"', '"2F6E91"']])
    shades: Words = Field(description="Colours of stacked columns, bottom to top.", examples=[['"8FB8CF"', '"2F6E91"']])


class BrandForm(Form):
    """The colours and fonts of a look, and the names of its Office templates."""

    colors: Named = Field(description="The theme's colours, by name.", examples=[{"dark1": '"111827"'}])
    fonts: FontsForm = Field(description="The theme's fonts.", examples=[{"heading": "Cambria", "body": "Calibri"}])
    chart: ChartForm = Field(description="The figures' colours.", examples=[{"palette": ['"B23A32"']}])
    word: Word = Field(Typed("word.docx", EMPTY.place), description="The Word template.")
    logo: Word = Field(EMPTY, description="A PNG or JPEG for the first page and the cover.", examples=["logo.png"])
    logo_on_slides: Word = Field(EMPTY, description="Another one for the cover, where that is dark.")
    slides: Word = Field(Typed("slides.pptx", EMPTY.place), description="The PowerPoint template.")
