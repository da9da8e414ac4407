"""A template's bytes -> the same without what no pack needs: comments, embedded fonts, custom XML, add-ins.

Both writers get the template as it is then; part_kinds.py has what is left out. What refers to it goes as well, since
Office calls a file damaged whose references lead nowhere.
"""

from collections.abc import Collection
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from generator.safety.contents import Contents, read_contents
from generator.safety.part_kinds import ARCHIVE, LEFT_OUT_OF_TEMPLATES, OWN_STORES, REFERRING, RELATIONSHIPS, XML
from generator.untrusted.archives import open_archive


@lru_cache(maxsize=8)
def leave_out(package: bytes) -> bytes:
    """Return a template that has been inspected without what is left out; unchanged if it has nothing of the kind."""
    with open_archive(package) as archive:
        return _leave_out(package, archive, read_contents(archive, LEFT_OUT_OF_TEMPLATES))


def _leave_out(package: bytes, archive: ZipFile, contents: Contents) -> bytes:
    dropped = [each for each in contents.relationships if each.kind in LEFT_OUT_OF_TEMPLATES]
    inner = [name for name in archive.namelist() if contents.kind(name) == ARCHIVE]
    if not dropped and not inner:
        return package
    names = {name for each in dropped for name in REFERRING.get(each.kind, ())}
    target = BytesIO()
    with ZipFile(target, "w") as copy:
        for info in archive.infolist():
            if info.is_dir() or contents.is_left_out(info.filename):
                continue
            name, data = info.filename.lower(), archive.read(info)
            if contents.kind(name) == RELATIONSHIPS:
                data = _without_relationships(data)
            elif contents.kind(name) == XML:
                ids = {each.id for each in dropped if each.source == name}
                data = _without_references(data, ids, names)
            elif name in inner:
                data = leave_out(data)
            copy.writestr(info, data, info.compress_type)
    return target.getvalue()


def _without_relationships(xml: bytes) -> bytes:
    root = _parse(xml)
    for entry in list(root):
        if entry.get("Type", "").rpartition("/")[2] in LEFT_OUT_OF_TEMPLATES:
            root.remove(entry)
    return _serialize(root)


def _without_references(xml: bytes, ids: Collection[str], names: Collection[str]) -> bytes:
    """Return a part without the elements of these `names`, and those that refer to relationships with these `ids`."""
    if not ids and not any(name.encode() in xml for name in names):
        return xml
    root = _parse(xml)
    for element in list(root.iter(etree.Element)):
        local = etree.QName(element).localname
        refers = any(value in ids for key, value in element.items() if key.partition("}")[0].endswith("/relationships"))
        if element is not root and (refers or (local in names and not _is_bound_to_properties(element))):
            parent = element.getparent()
            parent.remove(element)
    return _serialize(root)


def _is_bound_to_properties(element: etree._Element) -> bool:
    """Return whether an element is the w:dataBinding of a content control that shows a property of the file."""
    return any(value.lower() in OWN_STORES for key, value in element.items() if key.endswith("}storeItemID"))


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _serialize(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
