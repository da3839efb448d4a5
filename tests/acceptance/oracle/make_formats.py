"""One table in every format that is read: the rows of a CSV as a workbook (typed cells, a hidden row, a hidden sheet that
holds the same), JSON, NDJSON, a web page, and packed.

    python3 make_formats.py TABLE.csv FOLDER
"""
import csv
import gzip
import html
import json
import os
import sys
import zipfile
from datetime import datetime

from openpyxl import Workbook

source, folder = sys.argv[1], sys.argv[2]
with open(source, encoding="utf-8", newline="") as file:
    header, *rows = list(csv.reader(file))


def typed(name, text):
    if text == "":
        return None
    if name == "寄件时间":
        return datetime.strptime(text, "%Y-%m-%d")
    if name == "应付金额":
        return float(text)
    return text


book = Workbook()
sheet = book.active
sheet.title = "运单"
hidden = book.create_sheet("隐藏")
hidden.sheet_state = "hidden"
for each in (sheet, hidden):
    each.append(header)
    for row in rows:
        each.append([typed(name, cell) for name, cell in zip(header, row)])
    for column, name in enumerate(header, 1):
        if name == "寄件时间":
            for line in range(2, len(rows) + 2):
                each.cell(line, column).number_format = "yyyy-mm-dd"
sheet.row_dimensions[3].hidden = True
book.save(os.path.join(folder, "table.xlsx"))

with open(os.path.join(folder, "table.json"), "w", encoding="utf-8") as file:
    json.dump({"rows": [dict(zip(header, row)) for row in rows]}, file, ensure_ascii=False)
with open(os.path.join(folder, "table.ndjson"), "w", encoding="utf-8") as file:
    for row in rows:
        file.write(json.dumps(dict(zip(header, row))) + "\n")
with open(os.path.join(folder, "table.xls"), "w", encoding="gb18030") as file:
    file.write('<html><head><meta charset="gb2312"></head><body><table>')
    for row in [header, *rows]:
        file.write("<tr>" + "".join("<td>%s</td>" % html.escape(cell) for cell in row) + "</tr>\r\n")
    file.write("</table></body></html>")
with open(source, "rb") as file:
    plain = file.read()
with gzip.open(os.path.join(folder, "table.csv.gz"), "wb") as file:
    file.write(plain)
with zipfile.ZipFile(os.path.join(folder, "table.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("九月/table.csv", plain)
with zipfile.ZipFile(os.path.join(folder, "workbook.zip"), "w", zipfile.ZIP_STORED) as archive:
    archive.write(os.path.join(folder, "table.xlsx"), "table.xlsx")
    archive.writestr("__MACOSX/._table.xlsx", b"left behind")
with zipfile.ZipFile(os.path.join(folder, "nested.zip"), "w") as archive:
    archive.write(os.path.join(folder, "table.zip"), "table.zip")
with zipfile.ZipFile(os.path.join(folder, "crowd.zip"), "w") as archive:
    for number in range(201):
        archive.writestr("%03d.csv" % number, plain if number == 0 else b"")
os.rename(os.path.join(folder, "table.xlsx"), os.path.join(folder, "pretended.csv"))
with open(os.path.join(folder, "pretended.xlsx"), "wb") as file:
    file.write(plain)
