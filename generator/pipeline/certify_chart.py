"""A native chart and its workbook, read back -> how they differ from the numbers that they must show. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from generator.errors import quote_names
from generator.model.dataset import DOUBT
from generator.model.drawing import ChartData
from generator.readback.chart import ChartSeries, has_legend, read_series

_Series = tuple[str, Sequence[int | None]]  # a name and a value for each category, None for an empty cell


def compare_chart(xml: bytes, workbook: bytes, data: ChartData, total: str) -> Mapping[str, Sequence[str]]:
    """Return how `chart` and `workbook` differ from `data`; `total` is the name of the sums above stacked columns."""
    sums = tuple(sum(values) for values in zip(*(series.values for series in data.series), strict=True))
    is_stacked = len(data.series) > 1
    expected: list[_Series] = [(series.name, series.values) for series in data.series]
    expected += [(total, sums)] if is_stacked else []
    end = len(expected)
    for category, text in data.remarks:
        expected.append((text, [sums[category] if at == category else None for at in range(len(sums))]))
    series = read_series(xml, workbook)
    drawn = [*_compare_series([each.drawn for each in series], expected, data)]
    if not drawn:
        columns, above, remarks = series[: len(data.series)], series[:end], series[end:]
        drawn += _compare_marks(above, data)
        drawn += _compare_names(columns, data) if is_stacked and not has_legend(xml) else ()
        drawn += _compare_highlights(columns, data)
        drawn += _compare_remarks(remarks, data)
    return {"chart": drawn, "workbook": [*_compare_series([each.cells for each in series], expected, data)]}


def _compare_series(
    series: Sequence[Sequence[Sequence[str]]], expected: Sequence[_Series], data: ChartData
) -> Iterator[str]:
    """Yield how series (name, categories and values of each) differ from those expected, in order."""
    names, wanted = [" ".join(name) for name, _, _ in series], [name for name, _ in expected]
    if names != wanted:
        yield f"has the series {quote_names(names)}, expected {quote_names(wanted)}"
        return
    for (_, categories, values), (name, numbers) in zip(series, expected, strict=True):
        if tuple(categories) != data.categories or len(values) != len(numbers):
            yield f"has for `{name}` the categories {quote_names(categories)}, expected {quote_names(data.categories)}"
            return
        for category, value, number in zip(categories, values, numbers, strict=True):
            wanted = [""] if number is None else [str(number), f"{number:.16G}"]  # a workbook has sixteen digits
            if value not in wanted:
                yield f"says `{value}` for `{name}` in {_on_one_line(category)}, expected `{wanted[0]}`"


def _compare_marks(series: Sequence[ChartSeries], data: ChartData) -> Iterator[str]:
    """Yield the sums that carry a mark of doubt without reason, or lack it."""
    marked = [{point for point, code in each.formats.items() if DOUBT in code} for each in series]
    for point in sorted(marked[-1] ^ {*data.doubtful}) if marked else ():
        is_marked = "marked" if point in marked[-1] else "not marked"
        yield f"the sum of {_on_one_line(data.categories[point])} is {is_marked} {DOUBT}, unlike its events"
    if any(marked[:-1]):
        yield f"a part of a column is marked {DOUBT}"


def _compare_names(series: Sequence[ChartSeries], data: ChartData) -> Iterator[str]:
    """Yield the series without a name beside one part of a column of theirs."""
    for read, each in zip(series, data.series, strict=True):
        if len(read.named) != 1 or not each.values[read.named[0]]:
            yield f"neither a label beside its columns nor a legend names `{each.name}`"


def _compare_highlights(series: Sequence[ChartSeries], data: ChartData) -> Iterator[str]:
    """Yield the columns that are in a colour of their own without reason, or lack it."""
    for read, each in zip(series, data.series, strict=True):
        wanted = {index for index in data.highlighted if each.values[index]}
        for index in sorted(wanted ^ read.fills.keys()):
            is_highlighted = "not highlighted" if index in wanted else "highlighted"
            yield f"`{each.name}` in {_on_one_line(data.categories[index])} is {is_highlighted}, unlike its events"


def _compare_remarks(series: Sequence[ChartSeries], data: ChartData) -> Iterator[str]:
    for read, (category, text) in zip(series, data.remarks, strict=True):
        if read.named != (category,):
            yield f"the remark `{text}` is not shown at {_on_one_line(data.categories[category])}"


def _on_one_line(category: str) -> str:
    return " ".join(category.split())
