"""The folder of a pack -> its manifest and files as they are on the disk now: read here alone, each form checked once.

Anything may be there: pipes and devices are not opened, links not followed, and large files not read.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct, convert, field
from msgspec.json import decode

from generator.errors import InputError, Place, Problem
from generator.pack.pack import MANIFEST
from generator.pack.staging import is_staged
from generator.untrusted.files import FileTooLarge, IrregularFile, read_regular

MOST_BYTES = 500_000_000
_BUILD = "build the pack again"
_SECTIONS = ("outputs", "statements", "events", "texts")

Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class _Outputs(Struct):
    """The part of a manifest that tells which files are ours."""

    outputs: dict[str, Hash]


class _Warning(Struct):
    place: str
    what: str
    help: str


class _Event(Struct):
    place: str
    says: list[str]
    sources: list[str]


class _Statement(_Event):
    stands: dict[str, list[str]]


class _Number(_Statement):
    measure: str
    is_: str = field(name="is")
    rows: list[str] = []


class _Source(Struct):
    title: str
    url: str


class _Claim(Struct):
    says: str
    measure: str
    is_: str = field(name="is")
    statement: str = ""
    part: str = ""
    place: str = ""  # this and the rows are not in manifests of an older version
    rows: list[str] = []


class _Figure(Struct):
    alt: str
    place: str = ""  # this and what follows is not in manifests of an older version
    sources: list[str] = []
    events: list[str] = []
    stands: dict[str, list[str]] = {}


class Manifest(_Outputs):
    """What a manifest must have for a pack to be traced, verified, or found up to date."""

    dataset: str
    audience: str
    as_of: str
    key: Hash
    folders: list[str]
    warnings: list[_Warning]
    statements: dict[str, _Statement]
    events: dict[str, _Event]
    texts: dict[str, str]
    sources: dict[str, _Source]
    claims: list[_Claim] = []
    numbers: dict[str, _Number] = {}
    figures: dict[str, _Figure] = {}
    tables: dict[str, dict[str, list[str]]] = {}  # ids of events, by file and place


def read_pack_file(path: Path) -> bytes:
    """Return the bytes of a file of a pack. Raises OSError if it is missing, not regular, a link, or too large."""
    return read_regular(path, MOST_BYTES, follow_links=False)


def hash_pack_file(path: Path) -> str:
    """Return the SHA-256 of a file of a pack in hexadecimal. Raises OSError as `read_pack_file`."""
    return sha256(read_pack_file(path)).hexdigest()


def read_outputs(folder: Path) -> Mapping[str, str] | None:
    """Return the hashes of the files that were built, by name; None where `folder` has no manifest of ours."""
    try:
        return decode(read_pack_file(folder / MANIFEST), type=_Outputs).outputs
    except (OSError, ValueError, RecursionError):
        return None


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """Return the manifest in `folder`. Raises InputError where there is none, or not one of ours."""
    path = folder / MANIFEST
    try:
        manifest = decode(read_pack_file(path))
    except (FileNotFoundError, NotADirectoryError):
        hint = "; a pack is the folder that a build has written, OUT/DATASET/AUDIENCE"
        hint = "; the last build was interrupted" if is_staged(folder) else hint
        raise _refusal(path, "no such file", _BUILD + hint) from None
    except (IrregularFile, FileTooLarge, IsADirectoryError) as error:
        raise _refusal(path, f"cannot be read: {error.strerror}", f"move it away, and {_BUILD}") from None
    except OSError:  # also ELOOP, of a link
        raise _refusal(path, "cannot be read, or is a link", f"move it away, and {_BUILD}") from None
    except (ValueError, RecursionError):
        raise _refusal(path, "not valid JSON any more") from None
    if not isinstance(manifest, dict) or not all(isinstance(manifest.get(name), dict) for name in _SECTIONS):
        raise _refusal(path, "not the manifest of a pack, or of an older version")
    try:
        convert(manifest, Manifest)
    except ValueError:
        raise _refusal(path, "was edited by hand and can no longer be traced or verified") from None
    return manifest


def _refusal(path: Path, what: str, help_: str = _BUILD) -> InputError:
    return InputError([Problem(Place(str(path)), what, help_)])
