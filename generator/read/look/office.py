"""An Office file -> the same file as a document: a .dotx as a .docx, a .potx as a .pptx."""

from io import BytesIO
from zipfile import ZipFile

from generator.untrusted.archives import open_archive

_CONTENT_TYPES = "[Content_Types].xml"
# A template differs from a document only in the content type of its main part (ECMA-376-1, 11.3.10 and 13.3.6).
_DOCUMENT_TYPES = {
    b"wordprocessingml.template.main+xml": b"wordprocessingml.document.main+xml",
    b"presentationml.template.main+xml": b"presentationml.presentation.main+xml",
    b"presentationml.slideshow.main+xml": b"presentationml.presentation.main+xml",
}


def as_document(data: bytes) -> bytes:
    """Return the bytes of a template as those of a document, and anything else, damaged files included, as it is."""
    try:
        with open_archive(data) as package:
            content_types = package.read(_CONTENT_TYPES)
            if not any(template in content_types for template in _DOCUMENT_TYPES):
                return data
            for template, document in _DOCUMENT_TYPES.items():
                content_types = content_types.replace(template, document)
            target = BytesIO()
            with ZipFile(target, "w") as copy:
                for part in package.infolist():
                    content = content_types if part.filename == _CONTENT_TYPES else package.read(part)
                    copy.writestr(part, content, part.compress_type)
            return target.getvalue()
    except Exception:  # zipfile and zlib raise about eight types; whoever opens the file will say what is wrong
        return data
