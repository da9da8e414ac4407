"""A look -> the brand of the figures on its pages, on the colour that its Word template gives them."""

from msgspec.structs import replace

from generator.errors import InputError
from generator.model.look import Brand, Look
from generator.write.word.template.package import Package
from generator.write.word.template.readable import read_page_color


def brand_on_pages(look: Look) -> Brand:
    """Return the brand of `look` with the colour of the pages, where that is another than the theme says."""
    try:
        color = read_page_color(Package.open(look.word, look.word_place))
    except InputError:  # which those who write with it report
        color = ""
    return replace(look.brand, ground=color) if color and color != look.brand.colors["light1"] else look.brand
