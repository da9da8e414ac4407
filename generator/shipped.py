"""Where the shipped templates and datasets stand: at the top of a checkout, or inside the installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def templates() -> Path:
    """Return the folder of the shipped audiences, labels and look."""
    return _folder("templates")


def data() -> Path:
    """Return the folder of the shipped datasets."""
    return _folder("data")


def _folder(name: str) -> Path:
    installed = _PACKAGE / "shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
