"""One order -> what became of it. Runs in the workers of a batch, where nothing may be raised but a stop."""

from time import perf_counter

from generator.batch.order import Done, Order
from generator.errors import InputError, OutputError, Place, Problem
from generator.pipeline.build import build
from generator.pipeline.gc_thresholds import rare_collection


def made(order: Order) -> Done:
    """Make the pack of `order` in its place, or tell why not."""
    began = perf_counter()
    try:
        with rare_collection():
            pack = build(
                order.dataset, order.audience, order.out, templates=order.templates, look=order.look, force=order.force
            )
    except Exception as error:
        return failed(order, error, perf_counter() - began)
    state = "unchanged" if pack.unchanged else "built"
    return Done(order, state, perf_counter() - began, warnings=pack.warnings)


def failed(order: Order, error: BaseException, seconds: float = 0.0) -> Done:
    """Return what `error` means to whoever ordered the pack."""
    if isinstance(error, InputError):
        return Done(order, "failed", seconds, error.problems)
    place = Place(str(order.folder if isinstance(error, OutputError) else order.dataset))
    said = str(error) if isinstance(error, OutputError) else f"a defect of ours ({type(error).__name__}: {error})"
    help_ = "" if isinstance(error, OutputError) else "build it alone with --debug and report what it prints"
    return Done(order, "failed", seconds, (Problem(place, said, help_),))
