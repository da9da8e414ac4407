"""A slide master and its theme -> whether titles and text are readable on its background (WCAG 2.2, 1.4.3)."""

from collections.abc import Mapping
from typing import Any

from generator.color.contrast import READABLE, contrast
from generator.write.ooxml.colors import read_theme_colors, resolve_color
from generator.write.ooxml.names import A, P

_NS = {"a": A, "p": P}


def read_colors(master: Any, theme: bytes) -> dict[str, str]:
    """Return the colours of `theme` by the names that `master` gives them, and that of its "ground"; "" if unknown."""
    theme_colors = read_theme_colors(theme)
    color_map = dict(master.find("p:clrMap", _NS).attrib)
    colors = theme_colors | {name: theme_colors.get(slot, "") for name, slot in color_map.items()}
    return colors | {"ground": _color(master.find("p:cSld/p:bg/*", _NS), "bg1", color_map, theme_colors)}


def read_ground(layout: Any, colors: Mapping[str, str]) -> str:
    """Return the colour of the background of `layout`, which may be its master's; "" for a picture."""
    background = layout.find("p:cSld/p:bg/*", _NS)
    if background is None:
        return colors.get("ground", "")
    return "" if background.find(".//a:blip", _NS) is not None else resolve_color(background, colors)


def is_readable(master: Any, theme: bytes) -> bool:
    """Return whether the text styles of `master` stand out from its background; pictures are taken to be fine."""
    theme_colors = read_theme_colors(theme)
    color_map = dict(master.find("p:clrMap", _NS).attrib)
    background = _color(master.find("p:cSld/p:bg/*", _NS), "bg1", color_map, theme_colors)
    styles = [master.find(f"p:txStyles/p:{name}/a:lvl1pPr/a:defRPr", _NS) for name in ("titleStyle", "bodyStyle")]
    texts = [_color(style, "tx1", color_map, theme_colors) for style in styles]
    return all(contrast(background, text) >= READABLE for text in texts if text and background)


def _color(element: Any, default: str, color_map: dict[str, str], colors: dict[str, str]) -> str:
    """Return the first colour inside `element` as RRGGBB, the `default` if there is none, or "" for a picture."""
    if element is not None and element.find(".//a:blip", _NS) is not None:
        return ""
    names = {name: colors.get(slot, "") for name, slot in color_map.items()}
    stated = "" if element is None else resolve_color(element, colors | names)
    return stated or names.get(default, "")
