"""Three months of two carriers, as sales staff get them: one workbook a month from the first, one GB18030 CSV a month
from the second. Invented customers; the first carrier's dates have no year, and its November file does not say whose
month it is.

    python3 make_months.py FOLDER
"""
import os
import random
import sys

from openpyxl import Workbook

CUSTOMERS = [("75512%05d" % (34000 + 37 * i), name) for i, name in enumerate([
    "杭州云栖文具有限公司", "青岛海青茶业有限公司", "保定白塔五金厂", "泉州刺桐鞋业有限公司", "宁波甬江塑胶有限公司",
    "苏州平江丝绸有限公司", "成都锦里食品有限公司", "佛山祖庙陶瓷有限公司", "长沙岳麓图书有限公司", "温州瓯江眼镜厂",
    "烟台芝罘海产有限公司", "昆明滇池花卉有限公司"])]
MONTHS = [(9, 30), (10, 31), (11, 30)]


def lines(random_numbers, month, days, prefix, count):
    for i in range(count):
        account, name = CUSTOMERS[int(len(CUSTOMERS) * random_numbers.random() ** 2)]
        day = 1 + random_numbers.randrange(days)
        fen = 800 + random_numbers.randrange(9000)
        yield account, name, day, "%s%02d%011d" % (prefix, month, 7 * i + 3), fen


def workbook(path, month, days, says_month, random_numbers):
    book = Workbook()
    sheet = book.active
    sheet.title = "账单明细"
    sheet.append(["速运月结账单"])
    sheet.merge_cells("A1:H1")
    sheet.append(["账单月份：2026年%d月" % month if says_month else "月结清单"])
    sheet.append([])
    sheet.append(["日期", "运单号码", "对方地区", "计费重量", "产品类型", "付款方式", "应付金额", "子公司卡号", "客户名称"])
    total = 0
    for account, name, day, waybill, fen in lines(random_numbers, month, days, "SF", 160):
        sheet.append(["%02d-%02d" % (month, day), waybill, "上海", 1.5, "标快", "寄付月结", fen / 100, account, name])
        total += fen
        if random_numbers.random() < 0.2:  # a second fee line of the same waybill
            sheet.append(["%02d-%02d" % (month, day), waybill, "上海", None, "保价", "寄付月结", 2.5, account, name])
            total += 250
    sheet.append(["合计", None, None, None, None, None, total / 100])
    book.create_sheet("说明").append(["本页为说明"])
    book.save(path)


def text(path, month, days, random_numbers):
    rows = ["发货日期,运单号,目的省,圆通计费重量,合计费用,月结账号,客户名称"]
    total = 0
    for account, name, day, waybill, fen in lines(random_numbers, month, days, "YT", 120):
        rows.append("2026/%d/%d,%s,江苏,2.0,%.2f,%s,%s" % (month, day, waybill, fen / 100, account, name))
        total += fen
    rows.append("合计,,,,%.2f,," % (total / 100))
    with open(path, "wb") as file:
        file.write(("\r\n".join(rows) + "\r\n").encode("gb18030"))


random_numbers = random.Random(20261122)
folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
for month, days in MONTHS:
    workbook(os.path.join(folder, "速运-%s.xlsx" % "ABC"[month - 9]), month, days, month != 11, random_numbers)
    text(os.path.join(folder, "圆通-%s.csv" % "ABC"[month - 9]), month, days, random_numbers)
