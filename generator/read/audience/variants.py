"""The figures of an audience as its editor filled them in -> their ids, and what differs from the dataset's figures."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.errors import Problem, suggest
from generator.model.audience import OUTPUTS, Audience, Variant
from generator.model.dataset import Dataset
from generator.model.figure import SHAPES, Figure, Timeline
from generator.read.form.field_types import choice
from generator.read.form.profile import VariantForm
from generator.read.syntax.positions import Mapped

_TEXTS = ("title", "takeaway", "caption", "note")
_ID = re.compile(r"[a-z][a-z0-9-]{0,29}", re.ASCII)


def variants(forms: Sequence[VariantForm], found: list[Problem]) -> tuple[tuple[str, ...], Mapping[str, Variant]]:
    """Return the ids in order, and the variants among them; problems are added to `found`."""
    ids = tuple(str(form.id) for form in forms)
    for number, form in enumerate(forms):
        if ids[number] and ids[number] in ids[:number]:
            remedy = "keep one, or give the second another `id`, and in `of` the figure it shows"
            found.append(Problem(form.id.place, f"the figure `{form.id}` stands twice", remedy))
    return ids, {str(form.id): _variant(form, found) for form in forms if form.given - {"id"}}


def _variant(form: VariantForm, found: list[Problem]) -> Variant:
    if form.of and not _ID.fullmatch(form.id):
        remedy = "small letters, digits and hyphens, at most 30: `since-2018`"
        found.append(Problem(form.id.place, f"`{form.id}` is no id", remedy))
    if form.from_ and form.to and form.to.last < form.from_.first:
        found.append(Problem(form.place, f"`to` {form.to} is before `from` {form.from_}", "exchange them"))
    texts = {name: str(getattr(form, name)) for name in _TEXTS}
    variant = Variant(
        of=str(form.of or form.id),
        place=form.place,
        shape=_shape(form.shape, found),
        start=form.from_,
        end=form.to,
        lanes=tuple(map(str, form.lanes)),
        native=form.native,
        texts={name: text for name, text in texts.items() if text},
    )
    if variant.narrower and not form.caption:
        what = f"the figure `{form.id}` shows less than the dataset's, and needs a caption of its own"
        found.append(Problem(form.place, what, "say what is left: `caption: Tolls since 2018`"))
    return variant


def _shape(typed: Mapped | None, found: list[Problem]) -> Mapping[str, str]:
    for output, shape in (typed or {}).items():
        if typed and output not in OUTPUTS:
            found.append(Problem(typed.places[output], f"there is no output `{output}`", suggest(output, OUTPUTS)))
        elif shape not in SHAPES:
            found.append(Problem(shape.place, f"`{shape}` is no shape", choice(str(shape), SHAPES)))
    return {output: str(shape) for output, shape in (typed or {}).items()}


def unmet(audience: Audience, dataset: Dataset) -> Iterator[Problem]:
    """Yield what the audience's figures ask for and the dataset's do not have."""
    figure_by_id = {figure.id: figure for figure in dataset.figures}
    for id_ in audience.figures or ():
        variant = audience.variants.get(id_)
        place = variant.place if variant else audience.places.get("figures", audience.place)
        of = variant.of if variant else id_
        if of not in figure_by_id:
            yield Problem(place, f"no figure `{of}` in {dataset.name}", suggest(of, figure_by_id))
        elif variant:
            yield from _unmet_by(figure_by_id[of], variant)


def _unmet_by(figure: Figure, variant: Variant) -> Iterable[Problem]:
    if not isinstance(figure, Timeline):
        if variant.lanes:
            yield Problem(variant.place, f"the figure `{figure.id}` has no lanes", "leave `lanes` out")
        return
    lane_by_id = {lane.id: lane for lane in figure.lanes}
    unknown = [lane for lane in variant.lanes if lane not in lane_by_id]
    for lane in unknown:
        yield Problem(variant.place, f"no lane `{lane}` in the figure `{figure.id}`", suggest(lane, lane_by_id))
    shown = [lane_by_id[lane] for lane in variant.lanes or lane_by_id if lane in lane_by_id]
    if variant.native and not unknown and [lane.draw for lane in shown] != ["columns"]:
        columns = [lane.id for lane in figure.lanes if lane.draw == "columns"]
        remedy = f"such as `lanes: [{columns[0]}]`" if columns else "this timeline has none"
        yield Problem(variant.place, "only a single lane of columns can be an editable chart", remedy)
