"""The slides of a PowerPoint template, which no look keeps -> the lines of brand.yaml that say what they show of it."""

import json
from pathlib import Path

from msgspec.structs import replace

from generator.errors import Place
from generator.model.look import Look
from generator.read.look.office import as_document
from generator.safety.clean import leave_out
from generator.safety.used_layouts import read_used_layouts
from generator.untrusted.files import read_regular
from generator.write.powerpoint.template.layouts import choose_layouts
from generator.write.powerpoint.template.slide_template import load_slide_template

_LINES = """\
# Layouts of the slides for which the template's own slides show what they are for. You can name others, and those for
# other purposes; `check-template` shows all that are chosen.
layouts:
{names}
"""


def name_used_layouts(file: Path | None, look: Look) -> str:
    """Return `layouts` for brand.yaml, as far as others would be chosen if the slides in `file` were not known.

    `look` has the template without its slides. Raises InputError if no deck can be built in it.
    """
    used = _read_used(file) if file else ()
    if not used:
        return ""
    template = load_slide_template(replace(look, slides=leave_out(look.slides), slides_place=Place(str(file))))
    layouts = template.layout_set
    without, shown = choose_layouts(layouts), choose_layouts(replace(layouts, used=used))
    names = [
        f"  {purpose}: {json.dumps(layout.name, ensure_ascii=False)}"
        for purpose, layout in shown.items()
        if purpose not in without or without[purpose].part != layout.part
        if (found := layouts.find(layout.name)) and found.part == layout.part
    ]
    return _LINES.format(names="\n".join(names)) if names else ""


def _read_used(file: Path) -> tuple[str, ...]:
    try:
        return read_used_layouts(as_document(read_regular(file)))
    except Exception:  # of some ten kinds, where the slides, which are left out, are damaged
        return ()
