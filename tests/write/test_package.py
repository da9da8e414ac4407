"""The canonical bytes of an Office file."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo

from generator.write.ooxml.package import canonicalize


def zipped(members: dict[str, bytes], year: int = 2020) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(ZipInfo(name, (year, 5, 6, 7, 8, 10)), data)
    return target.getvalue()


def test_the_order_and_dates_of_members_do_not_matter() -> None:
    one = zipped({"word/document.xml": b"<d/>", "[Content_Types].xml": b"<t/>"}, 2020)
    other = zipped({"[Content_Types].xml": b"<t/>", "word/document.xml": b"<d/>"}, 2024)
    assert canonicalize(one) == canonicalize(other)


def test_the_content_types_come_first() -> None:
    package = canonicalize(zipped({"a.xml": b"", "_rels/.rels": b"", "[Content_Types].xml": b""}))
    assert ZipFile(BytesIO(package)).namelist() == ["[Content_Types].xml", "_rels/.rels", "a.xml"]


def test_a_workbook_inside_is_canonical_too() -> None:
    one = zipped({"ppt/embeddings/book.xlsx": zipped({"sheet.xml": b"1"}, 2020)})
    other = zipped({"ppt/embeddings/book.xlsx": zipped({"sheet.xml": b"1"}, 2024)})
    assert canonicalize(one) == canonicalize(other)


def test_nothing_is_lost() -> None:
    members = {"[Content_Types].xml": b"<t/>", "x/y.xml": b"<y/>", "media/a.png": bytes(range(256))}
    with ZipFile(BytesIO(canonicalize(zipped(members)))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == members
