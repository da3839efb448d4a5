"""Writes tests/fixtures/statements: carriers' statements of invented customers in the layouts that real ones have
(headers as in public code), and expected.json, what each holds. The expectations are sums of the lists below, in
decimal arithmetic; nothing of Loyalane takes part.

    python3 tests/acceptance/oracle/make_statements.py FOLDER
"""
import json
import os
import sys
from decimal import Decimal

YUN = ("7551234567", "杭州云栖文具有限公司")
HAI = ("7551234568", "青岛海青茶业有限公司")
BAI = ("7551234569", "保定白塔五金厂")


class Folder:
    def __init__(self, path):
        self.path = path
        self.expected = {}
        os.makedirs(path, exist_ok=True)

    def write(self, name, rows, encoding="utf-8", delimiter=",", line_end="\r\n"):
        lines = []
        for row in rows:
            cells = ['"%s"' % cell if delimiter in cell or '"' in cell else cell for cell in row]
            lines.append(delimiter.join(cells))
        with open(os.path.join(self.path, name), "wb") as file:
            file.write((line_end.join(lines) + line_end).encode(encoding))

    def expect(self, name, dataset, lines, excluded, **more):
        """lines: (customer, waybill, amount) of the rows that count; excluded: rows left out, by cause."""
        by_customer = {}
        for customer, waybill, amount in lines:
            entry = by_customer.setdefault(customer, [set(), Decimal(0)])
            entry[0].add(waybill)
            entry[1] += Decimal(amount)
        self.expected[name] = {
            "dataset": dataset,
            "used": len(lines),
            "excluded": excluded,
            "amount": str(sum((Decimal(amount) for _, _, amount in lines), Decimal("0.00"))),
            "customers": {
                customer: {"waybills": len(entry[0]), "amount": "%.2f" % entry[1]}
                for customer, entry in sorted(by_customer.items())
            },
            **more,
        }


def sf(folder):
    header = ("日期,运单号码,寄件地区,到件地区,对方公司名称,计费重量,产品类型,付款方式,费用(元),折扣/促销,应付金额,经手人,服务,声明价值,"
              "签收人,签收时间,子公司卡号,备注,首重,备注,首重").split(",")
    # date, waybill, weight, product, fee, reduction, to pay, service, card
    lines = [
        ("12-30", "SF1000000000017", "1.2", "顺丰标快", "23.00", "0.00", "23.00", "", YUN[0]),
        ("01-05", "SF1000000000026", "2.0", "顺丰标快", "31.00", "-3.10", "27.90", "", YUN[0]),
        ("01-05", "SF1000000000026", "", "", "2.00", "0.00", "2.00", "保价", YUN[0]),
        ("01-05", "SF1000000000026", "", "", "1.50", "0.00", "1.50", "包装服务", YUN[0]),
        ("01-08", "SF1000000000035", "11.5", "顺丰特惠", "88.00", "-8.80", "79.20", "", HAI[0]),
        ("01-19", "SF1000000000044", "0.8", "顺丰特快", "1,250.00", "0.00", "1,250.00", "", BAI[0]),
        ("01-31", "SF1000000000053", "3.3", "顺丰标快", "18.00", "-18.00", "0.00", "", HAI[0]),
    ]
    def row(line):
        date, waybill, weight, product, fee, cut, pay, service, card = line
        return [date, waybill, "杭州", "上海", "上海某某贸易", weight, product, "寄付月结", fee, cut, pay, "王五", service, "",
                "本人", "", card, "", "1", "", "1"]
    width = len(header)
    pad = lambda *cells: list(cells) + [""] * (width - len(cells))
    total = sum(Decimal(line[6].replace(",", "")) for line in lines)
    rows = [
        pad("顺丰速运月结账单"),
        pad("付款方：" + YUN[1], "", "", "月结账号：7551230000"),
        pad("账单月份：2026年1月", "", "", "打印日期：2026-03-02"),
        pad(),
        header,
        *[row(line) for line in lines],
        pad("合计", "", "", "", "", "", "", "", "", "", "%.2f" % total),
        pad(),
        pad("月结权益优惠"),
        # Rows of the second table, with cells where those of the first have theirs: they must not count.
        row(("01-31", "SF1000000000062", "", "权益抵扣", "-20.00", "0.00", "-20.00", "", YUN[0])),
        row(("01-31", "SF1000000000071", "", "权益抵扣", "-5.00", "0.00", "-5.00", "", HAI[0])),
    ]
    folder.write("sf.csv", rows, encoding="gb18030")
    folder.expect("sf.csv", "shipments", [(line[8], line[1], line[6].replace(",", "")) for line in lines],
                  {"INGEST-208": 1, "INGEST-210": 1, "INGEST-216": 3}, first="2025-12-30", last="2026-01-31")


def sto(folder):
    header = "业务时间,运单号,订单客户,目的省份,目的城市,结算重量,中转费/运费,附加费,异形件,加收费,应收金额,预收面单费".split(",")
    lines = [
        ("2026/1/3 18:20", "77300000000011", YUN[1], "江苏省", "苏州", "1.00", "3.20", "0.00", "0", "0.50", "3.70", "1.10"),
        ("2026/1/3 18:25", "77300000000022", YUN[1], "广东省", "深圳", "2.35", "5.60", "1.00", "0", "0.00", "6.60", "1.10"),
        ("2026/1/4 17:02", "77300000000033", HAI[1], "山东省", "烟台", "0.42", "2.80", "0.00", "10", "0.00", "12.80", "1.10"),
        ("2026/1/9 09:11", "77300000000044", BAI[1], "河北省", "唐山", "9.90", "14.75", "0.00", "0", "0.00", "14.75", "1.10"),
    ]
    total = sum(Decimal(line[10]) for line in lines)
    rows = [header, *[list(line) for line in lines], [""] * 12, ["件量：4"] + [""] * 11,
            ["账单合计：%.2f" % total] + [""] * 11, ["剩余应收：%.2f" % total] + [""] * 11, ["制表人：李四", "", "审核：王五"] + [""] * 9]
    folder.write("sto.csv", rows)
    folder.expect("sto.csv", "shipments", [(line[2], line[1], line[10]) for line in lines],
                  {"INGEST-210": 1, "INGEST-216": 4}, first="2026-01-03", last="2026-01-09")


def plain(folder, name, header, lines, customer, waybill, amount, first, last, encoding="utf-8", excluded=None, tail=()):
    header = header.split(",")
    rows = [header, *[list(line) for line in lines], *[list(row) for row in tail]]
    folder.write(name, rows, encoding=encoding)
    folder.expect(name, "shipments", [(line[customer], line[waybill], line[amount].replace(",", "")) for line in lines],
                  excluded or {}, first=first, last=last)


def yunda(folder):
    plain(folder, "yunda.csv", "账单日期,单号,商家名称,目的地,结算重量,韵达运费,应收金额", [
        ("2026-01-02", "4300000000018", YUN[1], "浙江", "0.5", "2.10", "2.10"),
        ("2026-01-02", "4300000000027", BAI[1], "浙江", "3.1", "4.85", "5.35"),
        ("2026-01-17", "4300000000036", HAI[1], "四川", "1.0", "3.90", "3.90"),
    ], 2, 1, 6, "2026-01-02", "2026-01-17", encoding="gb18030", excluded={"INGEST-208": 1},
          tail=[("", "本月合计", "", "", "4.6", "10.85", "11.35")])


def jt(folder):
    plain(folder, "jt.csv", "寄件时间,运单编号,客户名称,收件省份,内部计费重量,收入,税费,合计金额,预充金额", [
        ("2026-01-06 10:12:01", "JT3000000000015", YUN[1], "广东", "1.00", "3.30", "0.20", "3.50", "0"),
        ("2026-01-06 10:14:44", "JT3000000000024", YUN[1] + "退转件", "广东", "1.00", "1.65", "0.10", "1.75", "0"),
        ("2026-01-21 16:40:09", "JT3000000000033", HAI[1], "新疆", "2.00", "17.00", "1.02", "18.02", "0"),
    ], 2, 1, 7, "2026-01-06", "2026-01-21")


def yto(folder):
    plain(folder, "yto.csv", "发货日期,圆通运单号,客户名称,目的省,圆通计费重量,圆通运费,备注", [
        ("2026-01-03", "YT8000000000012", HAI[1], "上海", "0.6", "2.60", ""),
        ("2026-01-05", "YT8000000000021", HAI[1], "上海", "1.9", "3.40", "易碎"),
        ("2026-01-05", "YT8000000000030", BAI[1], "贵州", "5.0", "12.25", ""),
    ], 2, 1, 5, "2026-01-03", "2026-01-05")


def ems(folder):
    plain(folder, "ems.csv", "收寄日期,邮件号,大客户,寄达地,重量,邮资,合计费用,揽收员", [
        ("2026年1月8日", "1200000000017", BAI[1], "北京", "0.3", "20.00", "20.00", "赵六"),
        ("2026年1月9日", "EA100000026CN", BAI[1], "拉萨", "2.4", "46.00", "49.00", "赵六"),
        ("2026年1月27日", "1200000000035", YUN[1], "天津", "1.0", "22.00", "22.00", "钱七"),
    ], 2, 1, 6, "2026-01-08", "2026-01-27")


def jd(folder):
    customer = HAI[1]
    kinds = [("运费", "1834.50"), ("保价费", "21.00"), ("包装费", "7.25")]
    rows = [["京东物流结算汇总单", "", "", ""], ["客户名称：", customer, "结算单号：", "JS202601-0007"],
            ["结算日期：", "2026-01-31", "币种：", "CNY"]]
    for kind, amount in kinds:
        rows.append(["费用科目", kind, "应付合计", amount])
    rows.append(["以上金额含税", "", "", ""])
    folder.write("jd_keyvalue.csv", rows)
    folder.expect("jd_keyvalue.csv", "charges", [(customer, "", amount) for _, amount in kinds], {})

    # A kind without an amount, and their sum behind them.
    kinds = [("快递运费", "1234.50"), ("仓储费", "200.00")]
    rows = [["京东物流结算单", "", "", ""], ["结算单号", "JS202601-0008", "结算日期", "2026-01-31"], ["客户名称：", customer, "", ""],
            ["费用科目", *kinds[0][:1], "应付合计", "1,234.50"], ["费用科目", "包装费", "应付合计", ""],
            ["费用科目", *kinds[1][:1], "应付合计", kinds[1][1]], ["应付合计", "1434.50", "", ""]]
    folder.write("jd_sums.csv", rows)
    folder.expect("jd_sums.csv", "charges", [(customer, "", amount) for _, amount in kinds], {"INGEST-208": 1, "INGEST-212": 1})

    lines = [
        ("2026-01-11", "JDV000000000014", "ECP0007", "运费", "36.00"),
        ("2026-01-11", "JDV000000000014", "ECP0007", "保价费", "1.00"),
        ("2026-01-24", "JDV000000000023", "ECP0007", "运费", "28.80"),
        ("2026-01-24", "JDV000000000032", "ECP0009", "运费", "-28.80"),
    ]
    rows = [["结算单号：", "JS202601-0007", "结算日期：", "2026-01-31", ""], ["客户名称：", customer, "", "", ""], [""] * 5,
            "业务时间,运单号,商家编码,费用名称,结算金额".split(","), *[list(line) for line in lines]]
    folder.write("jd_detail.csv", rows)
    folder.expect("jd_detail.csv", "shipments", [(line[2], line[1], line[4]) for line in lines], {}, first="2026-01-11",
                  last="2026-01-24")


DHL = ("Line Type;Billing Account;Invoice Number;Shipment Number;Shipment Date;Shipment Reference 1;Product Name;Weight (kg);"
       "Currency;Total amount (excl. VAT);Total Tax;Total amount (incl. VAT)").split(";")


def dhl(folder):
    # account, waybill, date, weight, without tax, tax, with tax
    lines = [
        ("630000001", "1000000014", "20260107", "0.5", "210.00", "12.60", "222.60"),
        ("630000001", "1000000023", "20260107", "12.0", "1045.20", "62.71", "1107.91"),
        ("630000002", "1000000032", "20260129", "2.0", "330.50", "19.83", "350.33"),
    ]
    def shipment(line, comma=False):
        account, waybill, date, weight, *money = line
        if comma:
            weight = weight.replace(".", ",")
            money = [(value[:-6] + "." + value[-6:] if len(value) > 6 else value)[::-1].replace(".", ",", 1)[::-1]
                     for value in money]
        return ["S", account, "HKG0001", waybill, date, "PO-1", "EXPRESS WORLDWIDE", weight, "CNY", *money]
    def invoice(comma=False):
        total = ["1585.70", "95.14", "1680.84"]
        if comma:
            total = ["1.585,70", "95,14", "1.680,84"]
        return ["I", "630000001", "HKG0001", "", "20260131", "", "", "", "CNY", *total]
    folder.write("dhl.csv", [DHL, invoice(), *[shipment(line) for line in lines]], delimiter=";")
    folder.write("dhl_comma.csv", [DHL, invoice(True), *[shipment(line, True) for line in lines]], delimiter=";")
    for name in ("dhl.csv", "dhl_comma.csv"):
        folder.expect(name, "shipments", [(line[0], line[1], line[6]) for line in lines], {"INGEST-217": 1},
                      first="2026-01-07", last="2026-01-29", taxBasis="included")


def two_rows(folder):
    upper = ["运单号", "寄件日期", "客户名称", "费用", "", "", "时间", ""]
    lower = ["", "", "", "运费", "保价费", "合计", "签收", "打印"]
    lines = [
        ("SF2000000000016", "2026-01-04", YUN[1], "20.00", "1.00", "21.00", "2026-01-05", "2026-02-01"),
        ("SF2000000000025", "2026-01-06", YUN[1], "20.00", "0.00", "20.00", "2026-01-08", "2026-02-01"),
        ("SF2000000000034", "2026-01-06", BAI[1], "33.30", "0.70", "34.00", "2026-01-07", "2026-02-01"),
    ]
    rows = [["二〇二六年一月对账单"] + [""] * 7, upper, lower, *[list(line) for line in lines]]
    folder.write("two_row_header.csv", rows)
    folder.expect("two_row_header.csv", "shipments", [(line[2], line[0], line[5]) for line in lines], {},
                  first="2026-01-04", last="2026-01-06")


def fees_only(folder):
    # Without a column of totals: 运费 + 附加费 + 保价费 + 包装费 + 优惠, the last never above 0.
    lines = [
        ("2026-01-04", "SF3000000000015", YUN[0], "20.00", "1.50", "", "2.00", "-2.00", "", "500"),
        ("2026-01-06", "SF3000000000024", YUN[0], "18.00", "", "", "", "", "", ""),
        ("2026-01-06", "SF3000000000033", BAI[0], "41.20", "3.00", "1.00", "", "-4.12", "到付", ""),
    ]
    amounts = [sum((Decimal(cell) for cell in line[3:8] if cell), Decimal(0)) for line in lines]
    rows = ["寄件日期,运单号,月结卡号,运费,附加费,保价费,包装费,优惠,付款方式,声明价值".split(","), *[list(line) for line in lines]]
    folder.write("fees_only.csv", rows)
    folder.expect("fees_only.csv", "shipments",
                  [(line[2], line[1], str(amount)) for line, amount in zip(lines, amounts)], {}, first="2026-01-04",
                  last="2026-01-06")


def questions(folder):
    # What has to be asked: no month, day or month first, comma or thousands.
    folder.write("no_month.csv", [["日期", "运单号", "月结卡号", "应付金额"], ["12-31", "SF4000000000014", YUN[0], "10.00"],
                                  ["01-02", "SF4000000000023", YUN[0], "11.00"]])
    folder.expect("no_month.csv", "shipments", [(YUN[0], "SF4000000000014", "10.00"), (YUN[0], "SF4000000000023", "11.00")],
                  {}, first="2025-12-31", last="2026-01-02")
    folder.write("day_or_month.csv", [["Shipment Date", "Waybill No", "Account Number", "Freight"],
                                      ["03/01/2026", "1000000051", "630000001", "120.00"],
                                      ["04/01/2026", "1000000060", "630000001", "80.50"]])
    folder.expect("day_or_month.csv", "shipments", [("630000001", "1000000051", "120.00"), ("630000001", "1000000060", "80.50")],
                  {}, first="2026-01-03", last="2026-01-04")
    folder.write("day_first.csv", [["Shipment Date", "Waybill No", "Account Number", "Freight"],
                                   ["03/01/2026", "1000000079", "630000001", "120.00"],
                                   ["31/01/2026", "1000000088", "630000001", "80.50"]])
    folder.expect("day_first.csv", "shipments", [("630000001", "1000000079", "120.00"), ("630000001", "1000000088", "80.50")],
                  {}, first="2026-01-03", last="2026-01-31")
    folder.write("comma.csv", [["Shipment Date", "Waybill No", "Account Number", "Freight"],
                               ["2026-01-03", "1000000097", "630000001", "1,250"],
                               ["2026-01-05", "1000000103", "630000001", "2,500"]], delimiter=";")
    folder.expect("comma.csv", "shipments", [("630000001", "1000000097", "1250.00"), ("630000001", "1000000103", "2500.00")],
                  {}, first="2026-01-03", last="2026-01-05")


def damage(folder):
    # Ids that a spreadsheet has cut to 15 digits; the short one has all of its own.
    rows = [["寄件日期", "运单号", "月结卡号", "应付金额"],
            ["2026-01-03", "7550000000000010", YUN[0], "10.00"], ["2026-01-03", "7550000000000200", YUN[0], "11.00"],
            ["2026-01-04", "7550000000003000", HAI[0], "12.00"], ["2026-01-05", "7550000000040000", HAI[0], "13.00"],
            ["2026-01-06", "755000000000001", HAI[0], "14.00"], ["2026-01-07", "755000000000002", "0" + HAI[0], "15.00"]]
    folder.write("digits_lost.csv", rows)
    folder.expect("digits_lost.csv", "shipments", [(HAI[0], "755000000000001", "14.00"), ("0" + HAI[0], "755000000000002", "15.00")],
                  {"INGEST-218": 4}, first="2026-01-06", last="2026-01-07")

    # One cause each for every rule, and what the rules make of it.
    rows = [["客户编码", "寄件日期", "运单号", "签收时间", "应付金额"],
            ["K1", "2026-01-03", "SF5000000000013", "2026-01-04", "10.00"],
            ["", "2026-01-03", "SF5000000000022", "", "11.00"],
            ["K2", "", "SF5000000000031", "", "12.00"],
            ["K2", "2026-01-05", "SF5000000000040", "", ""],
            ["K2", "2026-01-05", "SF5000000000059", "", "待定"],
            ["K2", "2026-01-06", "SF5000000000068", "2026-01-05", "13.00"],
            ["K2", "2026-01-06", "1.23457E+12", "", "14.00"],
            ["K2", "2026-01-07", "SF5000000000077", "", "15.00", "多出"],
            ["客户编码", "寄件日期", "运单号", "签收时间", "应付金额"],
            ["K3", "2026-01-08", "SF5000000000086", "", "16.00"],
            ["", "", "", "", ""],
            ["合计", "", "", "", "91.00"]]
    folder.write("rules.csv", rows)
    folder.expect("rules.csv", "shipments", [("K1", "SF5000000000013", "10.00"), ("K3", "SF5000000000086", "16.00")],
                  {"INGEST-201": 1, "INGEST-202": 1, "INGEST-204": 1, "INGEST-205": 1, "INGEST-206": 1, "INGEST-208": 1,
                   "INGEST-209": 1, "INGEST-210": 1, "INGEST-212": 1, "INGEST-219": 1}, first="2026-01-03", last="2026-01-08")


def wjx(folder):
    header = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您所在的公司名称是？", "2、您对我们服务的总体满意度如何？",
              "3、您使用过哪些服务？【多选题】", "4、不满意的原因是什么？"]
    words = {"非常满意": 5, "满意": 4, "一般": 3, "不满意": 2, "非常不满意": 1}
    answers = [(YUN[1], "非常满意"), (HAI[1], "满意"), (BAI[1], "非常不满意"), (YUN[1], "一般")]
    def rows(show):
        return [header] + [[str(i + 1), "2026/9/%d 12:00:00" % (i + 3), "95秒", "微信", "N/A", "10.0.0.1", company, show(word),
                            "当日达┋次日达", ""] for i, (company, word) in enumerate(answers)]
    folder.write("wjx_text.csv", rows(lambda word: word), encoding="gb18030")
    folder.write("wjx_number.csv", rows(lambda word: str(words[word])), encoding="utf-8-sig")
    folder.write("wjx_points.csv", rows(lambda word: "%s【%d分】" % (word, words[word])))
    for name in ("wjx_text.csv", "wjx_number.csv", "wjx_points.csv"):
        folder.expected[name] = {"dataset": "survey", "used": 4, "excluded": {}, "answers": {
            company: [words[word] for other, word in answers if other == company] for company, _ in answers}}


def main(path):
    folder = Folder(path)
    for make in (sf, sto, yunda, jt, yto, ems, jd, dhl, two_rows, fees_only, questions, damage, wjx):
        make(folder)
    with open(os.path.join(path, "expected.json"), "w", encoding="utf-8") as file:
        json.dump(folder.expected, file, ensure_ascii=False, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
