"""The editions of a dataset so far -> a table of them: what changed in each, and who cleared it."""

from generator.compose.clearance.markings import mark
from generator.compose.composer import Composer
from generator.compose.prose import parse_prose
from generator.compose.template.values import format_when
from generator.model.block import Blocks, Table
from generator.model.clearance.version import Version
from generator.model.inline import Inlines


def compose_versions(composer: Composer) -> Blocks:
    """Return the table, without the columns in which no edition has anything; nothing if there are no editions."""
    edition, label = composer.edition, composer.label
    if not edition.editions:
        return ()
    columns: dict[str, list[Inlines]] = {
        "version": [_compose(version, "edition", composer) for version in edition.editions],
        "date": [format_when(edition, version.date).inlines for version in edition.editions],
        "what_changed": [_compose(version, "changes", composer) for version in edition.editions],
        "cleared_by": [_compose(version, "cleared_by", composer) for version in edition.editions],
    }
    shown = {name: cells for name, cells in columns.items() if any(cells)}
    header = tuple(composer.breaks.bind(parse_prose(label(name))) for name in shown)
    return (Table(header, tuple(zip(*shown.values(), strict=True))),)


def _compose(version: Version, name: str, composer: Composer) -> Inlines:
    """Return one of the texts of a version, the most telling one under its marking: a row has one."""
    inlines = composer.breaks.bind(parse_prose(getattr(version, name).value))
    marked = next((marked for marked in ("changes", "cleared_by", "edition") if getattr(version, marked)), "")
    return mark(composer.edition, version, inlines) if name == marked else inlines
