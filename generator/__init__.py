"""From one dataset: a Word briefing, a PowerPoint deck and a timeline chart, for any audience."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.pipeline.build import build

__all__ = ["build"]


def __getattr__(name: str) -> Any:
    # lazy, so that `import generator` costs nothing and a stage can import its neighbours' types
    if name == "build":
        from generator.pipeline.build import build

        return build
    raise AttributeError(f"module 'generator' has no attribute {name!r}")
