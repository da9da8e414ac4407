"""The figures of an audience as its editor filled them in -> their ids, and what differs from the dataset's figures."""

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.errors import Problem, suggest
from generator.model.audience import Audience, Variant
from generator.model.dataset import Dataset
from generator.model.figure import Figure, Timeline
from generator.read.dataset.cover import check_cover
from generator.read.form.build import build
from generator.read.form.profile import VariantForm

_TEXTS = ("title", "takeaway", "caption", "note")
_ID = re.compile(r"[a-z][a-z0-9-]{0,29}", re.ASCII)


def build_variants(
    forms: Sequence[VariantForm], problems: list[Problem]
) -> tuple[tuple[str, ...], Mapping[str, Variant]]:
    """Return the ids of all figures in order, and by id those that differ from the dataset's."""
    ids = tuple(str(form.id) for form in forms)
    for number, form in enumerate(forms):
        if form.id and form.id in ids[:number]:
            remedy = "delete one, or give it another `id` and name the dataset's figure in `of`"
            problems.append(Problem(form.id.place, f"duplicate figure `{form.id}`", remedy))
    return ids, {str(form.id): _build_variant(form, problems) for form in forms if form.given - {"id"}}


def _build_variant(form: VariantForm, problems: list[Problem]) -> Variant:
    if form.of and not _ID.fullmatch(form.id):
        remedy = "use lower-case letters, digits and hyphens, at most 30: `since-2018`"
        problems.append(Problem(form.id.place, f"`{form.id}` is not a valid id", remedy))
    if form.start and form.end and form.end.last < form.start.first:
        problems.append(Problem(form.place, f"`to` {form.end} is before `from` {form.start}", "swap them"))
    texts = {name: str(text) for name in _TEXTS if (text := getattr(form, name))}
    variant = build(Variant, form, {}, of=str(form.of or form.id), texts=texts)
    if variant.narrower and not form.caption:
        what = f"figure `{form.id}` shows only a part of the dataset's figure and needs its own `caption`"
        problems.append(Problem(form.place, what, "say which part: `caption: Tolls since 2018`"))
    return variant


def check_figures(audience: Audience, dataset: Dataset) -> Iterator[Problem]:
    """Yield what the audience's figures ask for that the dataset's figures do not have."""
    figure_by_id = {figure.id: figure for figure in dataset.figures}
    for id_ in audience.figures or ():
        variant = audience.variants.get(id_)
        place = variant.place if variant else audience.places.get("figures", audience.place)
        of = variant.of if variant else id_
        if of not in figure_by_id:
            yield Problem(place, f"unknown figure `{of}` in {dataset.name}", suggest(of, figure_by_id, "figures"))
        elif variant:
            yield from _check_lanes(figure_by_id[of], variant)
    yield from check_cover(audience.cover, dataset.figures)


def _check_lanes(figure: Figure, variant: Variant) -> Iterator[Problem]:
    if not isinstance(figure, Timeline):
        if variant.lanes:
            yield Problem(variant.place, f"figure `{figure.id}` has no lanes", "delete `lanes`")
        return
    lane_by_id = {lane.id: lane for lane in figure.lanes}
    unknown = [id_ for id_ in variant.lanes if id_ not in lane_by_id]
    for id_ in unknown:
        yield Problem(variant.place, f"unknown lane `{id_}` in figure `{figure.id}`", suggest(id_, lane_by_id, "lanes"))
    drawn_as = [lane_by_id[id_].draw for id_ in variant.lanes or lane_by_id if id_ in lane_by_id]
    if any(variant.native.values()) and not unknown and drawn_as != ["columns"]:
        columns = [lane.id for lane in figure.lanes if lane.draw == "columns"]
        remedy = f"such as `lanes: [{columns[0]}]`" if columns else "this timeline has none"
        yield Problem(variant.place, "only a single lane of columns can be an editable chart", remedy)
