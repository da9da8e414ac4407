"""A PowerPoint template's bytes -> the layouts that its own slides use: these slides are left out of every pack."""

from functools import lru_cache

from lxml import etree

from generator.safety.contents import Contents, read_contents
from generator.untrusted.archives import open_archive

_MOST_SLIDES = 1000


@lru_cache(maxsize=8)
def read_used_layouts(package: bytes) -> tuple[str, ...]:
    """Return the names of the parts of the layouts of a template's slides, in the order of the slides.

    The template has been inspected. Names are in lower case, as those of parts are compared.
    """
    with open_archive(package) as archive:
        contents = read_contents(archive, ())
        if not any(each.kind == "slide" for each in contents.relationships):
            return ()
        main = next((each.target for each in contents.relationships if each.kind == "officeDocument"), "")
        name = next((name for name in archive.namelist() if name.lower() == main), "")
        return tuple(_layouts(archive.read(name), main, contents)) if name else ()


def _layouts(presentation: bytes, name: str, contents: Contents) -> list[str]:
    slides = {each.id: each.target for each in contents.relationships if each.source == name and each.kind == "slide"}
    layouts = {each.source: each.target for each in contents.relationships if each.kind == "slideLayout"}
    entries = etree.fromstring(presentation).iterfind("{*}sldIdLst/{*}sldId")
    ids = (value for entry in entries for key, value in entry.items() if key.endswith("/relationships}id"))
    used = [layouts[slides[id_]] for id_ in ids if slides.get(id_) in layouts]
    return used[:_MOST_SLIDES]
