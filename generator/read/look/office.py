"""An Office file as it was saved -> the same as a document: a .dotx is a .docx, a .potx a .pptx but for its type."""

from io import BytesIO
from zipfile import ZipFile

_MOST = 120_000_000  # bytes of all parts; larger ones are left to be refused
_TYPES = "[Content_Types].xml"
# The type of the main part is all that tells a template, or a file with macros, from a document (ECMA-376-1, 11.3.10).
_DOCUMENTS = {
    b"wordprocessingml.template.main+xml": b"wordprocessingml.document.main+xml",
    b"presentationml.template.main+xml": b"presentationml.presentation.main+xml",
    b"presentationml.slideshow.main+xml": b"presentationml.presentation.main+xml",
}


def as_document(data: bytes) -> bytes:
    """Return a template as a document; all else, files that are damaged included, as it is."""
    try:
        with ZipFile(BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > _MOST:
                return data
            types = package.read(_TYPES)
            found = {old: new for old, new in _DOCUMENTS.items() if old in types}
            if not found:
                return data
            target = BytesIO()
            with ZipFile(target, "w") as made:
                for info in package.infolist():
                    content = package.read(info)
                    if info.filename == _TYPES:
                        for old, new in found.items():
                            content = content.replace(old, new)
                    made.writestr(info, content, info.compress_type)
            return target.getvalue()
    except Exception:  # zipfile and zlib raise some eight kinds; whoever opens the file will say what is wrong with it
        return data
