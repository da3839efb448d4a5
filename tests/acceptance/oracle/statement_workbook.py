"""A statement of tests/fixtures/statements as a workbook, as carriers send it: titles merged over the columns, numbers
and dates as such, ids as text.

    python3 tests/acceptance/oracle/statement_workbook.py STATEMENT.csv ENCODING BOOK.xlsx
"""
import csv
import re
import sys
from datetime import datetime

from openpyxl import Workbook


def typed(text, header):
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return datetime.strptime(text, "%Y-%m-%d")
    if re.search("号|卡", header):
        return text or None
    if re.fullmatch(r"-?[\d,]*\d(\.\d+)?", text):
        return float(text.replace(",", ""))
    return text or None


def main(source, encoding, target):
    with open(source, newline="", encoding=encoding) as file:
        rows = list(csv.reader(file))
    header = next(i for i, row in enumerate(rows) if sum(1 for cell in row if cell) > 5)
    book = Workbook()
    sheet = book.active
    sheet.title = "账单明细"
    for number, row in enumerate(rows):
        names = rows[header] if number > header else [""] * len(row)
        sheet.append([typed(cell, name) if number > header else cell or None for cell, name in zip(row, names)])
    for number in range(header):
        if rows[number][0] and not any(rows[number][1:]):
            sheet.merge_cells(start_row=number + 1, start_column=1, end_row=number + 1, end_column=len(rows[header]))
    book.create_sheet("说明")["A1"] = "本账单由系统生成"
    book.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
