"""Categories and series -> the workbook behind a native chart: plain values, nothing that runs or links."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from generator.write.ooxml.package import canonicalize

# XlsxWriter must not guess types: a name such as "=1+1" or an address stays text
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CREATED = datetime(1980, 1, 1)  # otherwise the time of the build; zip members have the same date


def write_workbook(categories: Sequence[str], series: Sequence[tuple[str, Sequence[int | None]]]) -> bytes:
    """Return an .xlsx with the categories in column A, and a series in each column after it, with its name in row 1.

    A value that is None leaves its cell empty.
    """
    from xlsxwriter import Workbook

    target = BytesIO()
    workbook = Workbook(target, _OPTIONS)
    workbook.set_properties({"created": _CREATED})
    sheet = workbook.add_worksheet("Sheet1")
    for row, category in enumerate(categories, 1):
        sheet.write_string(row, 0, category)
    for column, (name, values) in enumerate(series, 1):
        sheet.write_string(0, column, name)
        for row, value in enumerate(values, 1):
            if value is not None:
                sheet.write_number(row, column, value)
    workbook.close()
    return canonicalize(target.getvalue())


def column_letter(number: int) -> str:
    """Return the letters of a column counted from 0: A … Z, AA … (ECMA-376-1, 18.17.2.3)."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(number))
