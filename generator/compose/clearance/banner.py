"""An edition and the highest marking that a file tells -> what its headers and footers say about who may read it."""

from generator.model.document import EYEBROW_SEPARATOR
from generator.model.edition import Edition


def write_banner(edition: Edition, highest: str) -> str:
    """Return the highest marking, then what the audience prints: "CUI · For internal use".

    A slide has no watermark, so that a draft says so here.
    """
    draft = edition.labels["draft"] if edition.audience.draft and edition.output == "deck" else ""
    marking = next((marking.name for marking in edition.markings if marking.id == highest), "")
    return EYEBROW_SEPARATOR.text.join(filter(None, (draft, marking, edition.audience.marking)))
