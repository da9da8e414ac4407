"""A brand and the layouts of a slide template -> the brand of the figures on them: on their real ground."""

from collections.abc import Sequence

from msgspec.structs import replace

from generator.color.contrast import contrast, mean
from generator.model.look import Brand
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import LayoutSet

# what a master calls its colours -> as a brand does, in which "dark" is the text and "light" the ground
_NAMES = {"tx1": "dark1", "bg1": "light1", "tx2": "dark2", "bg2": "light2", "hlink": "hyperlink"}
_NAMES |= {f"accent{number}": f"accent{number}" for number in range(1, 7)}
_EVEN = 1.15  # contrast of the colours of a ground that looks like one colour
_BOX = "Number"  # the role of a key number; a layout with one may have a figure beside it


def adapt_brand(brand: Brand, layout_set: LayoutSet) -> Brand:
    """Return `brand` with the colours of the master that figures stand on, and with what is really behind them.

    On a picture or a gradient, figures have a ground of their own: the mean of what is behind.
    """
    layouts = LayoutChooser(layout_set)
    layout, region = layouts.for_object("Figure")
    named = {_NAMES[name]: color for name, color in layout.colors.items() if name in _NAMES and color}
    colors = {**brand.colors, **named}
    grounds = layout.grounds_of(region)
    ground = mean(grounds) if grounds else colors["light1"]
    cover = layouts.title()
    place = cover.region("Figure") or cover.region("Subtitle") or cover.region("Title")
    return replace(
        brand,
        colors=colors,
        ground=ground if ground != colors["light1"] else "",
        cover_ground=_differing(cover.grounds_of(place) if place else (), colors["dark2"]),
        panel_ground=_panel_ground(layout_set, colors["light2"], ground),
        slab=bool(grounds) and max(contrast(one, ground) for one in grounds) > _EVEN,
    )


def _panel_ground(layout_set: LayoutSet, usual: str, ground: str) -> str:
    """Return the ground of boxes of key numbers, that of a slide where the template has none; "" for the usual one."""
    boxes = (
        _differing(layout.grounds_of(region), usual)
        for layout in layout_set.layouts
        if layout.region(_BOX)
        for region in layout.regions_of("Figure")
    )
    return next(boxes, ground if ground != usual else "")


def _differing(grounds: Sequence[str], usual: str) -> str:
    """Return the mean of `grounds`, "" if it is as usual or cannot be told."""
    color = mean(grounds) if grounds else ""
    return color if color != usual else ""
