"""A template's bytes -> the same without what no pack needs: comments, embedded fonts, custom XML, add-ins.

Both writers get the template as it is then; part_kinds.py has what is left out. What refers to it goes as well, since
Office calls a file damaged whose references lead nowhere.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from generator.safety.contents import TYPES, Contents, read_contents
from generator.safety.part_kinds import ARCHIVE, LEFT_OUT_OF_TEMPLATES, OWN_STORES, REFERRING, RELATIONSHIPS, XML
from generator.untrusted.archives import open_archive

_FRAMES = ("graphicFrame", "object", "AlternateContent")  # of an embedded object: on a slide, in a paragraph, in either


@lru_cache(maxsize=8)
def leave_out(package: bytes) -> bytes:
    """Return a template that has been inspected without what is left out; unchanged if it has nothing of the kind."""
    with open_archive(package) as archive:
        contents = read_contents(archive, LEFT_OUT_OF_TEMPLATES)
        inner = [name for name in archive.namelist() if contents.kind(name) == ARCHIVE]
        return _leave_out(package, archive, contents, inner)


def leave_out_of_outer(package: bytes) -> bytes:
    """Return a template without what is left out, whose workbooks are as they were: it has not been inspected yet."""
    with open_archive(package) as archive:
        return _leave_out(package, archive, read_contents(archive, LEFT_OUT_OF_TEMPLATES), ())


def _leave_out(package: bytes, archive: ZipFile, contents: Contents, inner: Collection[str]) -> bytes:
    dropped = [each for each in contents.relationships if each.kind in LEFT_OUT_OF_TEMPLATES]
    if not dropped and not inner:
        return package
    names = {name for each in dropped for name in REFERRING.get(each.kind, ())}
    target = BytesIO()
    with ZipFile(target, "w") as copy:
        for info in archive.infolist():
            if info.is_dir() or contents.is_left_out(info.filename):
                continue
            name, data = info.filename.lower(), archive.read(info)
            if info.filename == TYPES:
                data = _without_types(data, contents, archive.namelist())
            elif contents.kind(name) == RELATIONSHIPS:
                data = _without_relationships(data)
            elif contents.kind(name) == XML:
                kinds = {each.id: each.kind for each in dropped if each.source == name}
                data = _without_references(data, kinds, names)
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


def _without_types(xml: bytes, contents: Contents, names: Collection[str]) -> bytes:
    """Return the list of content types without those of parts that are left out."""
    kept = {name.lower() for name in names if not contents.is_left_out(name)}
    endings = {name.rpartition(".")[2] for name in kept}
    root = _parse(xml)
    for entry in list(root):
        part, ending = entry.get("PartName", "").lstrip("/").lower(), entry.get("Extension", "").lower()
        if (part and part not in kept) or (ending and ending not in endings):
            root.remove(entry)
    return _serialize(root)


def _without_references(xml: bytes, kinds: Mapping[str, str], names: Collection[str]) -> bytes:
    """Return a part without the elements of these `names`, and those that refer to what is left out.

    `kinds` are those of the relationships, by id. An embedded object goes with its frame and its picture.
    """
    if not kinds and not any(name.encode() in xml for name in names):
        return xml
    root = _parse(xml)
    for element in list(root.iter(etree.Element)):
        local = etree.QName(element).localname
        values = (value for key, value in element.items() if key.partition("}")[0].endswith("/relationships"))
        kind = next((kinds[value] for value in values if value in kinds), "")
        if element is not root and (kind or (local in names and not _is_bound_to_properties(element))):
            whole = _frame_of(element) if kind == "oleObject" else element
            parent = whole.getparent()
            if parent is not None:
                parent.remove(whole)
    return _serialize(root)


def _frame_of(element: etree._Element) -> etree._Element:
    """Return the outermost element that shows an object and nothing else."""
    frames = [each for each in element.iterancestors() if etree.QName(each).localname in _FRAMES]
    return frames[-1] if frames else element


def _is_bound_to_properties(element: etree._Element) -> bool:
    """Return whether an element is the w:dataBinding of a content control that shows a property of the file."""
    return any(value.lower() in OWN_STORES for key, value in element.items() if key.endswith("}storeItemID"))


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _serialize(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
