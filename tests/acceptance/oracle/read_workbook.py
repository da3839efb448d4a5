"""Workbooks as openpyxl reads them, as JSON on standard output: /usr/bin/python3 read_workbook.py FILE...

One object a file: its parts with the SHA-256 of what they unpack to (zipfile checks every CRC on the way), and its sheets.
A cell is [type, value, number format]: str, int, float, datetime (ISO), none, or whatever else Python calls it.
"""

import datetime
import hashlib
import json
import sys
import warnings
import zipfile

import openpyxl
from openpyxl.utils.escape import unescape


def cell_of(cell):
    value = cell.value
    if value is None:
        return ["none", None, cell.number_format]
    if isinstance(value, datetime.datetime):
        return ["datetime", value.isoformat(timespec="microseconds"), cell.number_format]
    kind = type(value).__name__
    if kind == "str":
        # openpyxl leaves _xHHHH_ of inline strings to its user, and has the function for it. A cell of type "f" is a formula.
        return ["formula" if cell.data_type == "f" else "str", unescape(value), cell.number_format]
    return [kind, value if kind in ("int", "float") else str(value), cell.number_format]


def sheet_of(sheet):
    return {
        "name": sheet.title,
        "range": sheet.dimensions,
        "filter": sheet.auto_filter.ref,
        "frozen": sheet.freeze_panes,
        "isTitleBold": all(cell.font.b and cell.fill.fill_type == "solid" for cell in next(sheet.iter_rows(max_row=1))),
        "widths": [dimension.width for _, dimension in sorted(sheet.column_dimensions.items())],
        "rows": [[cell_of(cell) for cell in row] for row in sheet.iter_rows()],
    }


def workbook_of(path):
    with zipfile.ZipFile(path) as archive:
        parts = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    return {"parts": parts, "sheets": [sheet_of(sheet) for sheet in openpyxl.load_workbook(path)]}


warnings.simplefilter("error")  # openpyxl warns of what it does not understand
json.dump([workbook_of(path) for path in sys.argv[1:]], sys.stdout)
