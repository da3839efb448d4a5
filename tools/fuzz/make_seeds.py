"""Seeds of the fuzz targets, out of the fixtures and the reference data.

    python3 make_seeds.py FIXTURES REFERENCE_DATA OUT     -> OUT/<target>/...
"""
import os
import sys
import zipfile

fixtures, reference, out = sys.argv[1:4]
LARGEST = 64 * 1024

# As fuzz_xlsx.cpp has them.
SEPARATOR = b"\x1e"
PARTS = [
    ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet.xml"),
    ("xl/sharedStrings.xml",),
    ("xl/styles.xml",),
    ("xl/workbook.xml",),
    ("xl/_rels/workbook.xml.rels",),
]


def files(*folders):
    for folder in folders:
        for path, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                yield os.path.join(path, name)


def keep(target, name, data):
    if len(data) > LARGEST:
        return
    folder = os.path.join(out, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def parts_of(path):
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            return SEPARATOR.join(
                next((package.read(name) for name in part if name in names), b"") for part in PARTS
            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None


for number, path in enumerate(files(fixtures, reference)):
    if os.path.getsize(path) > 4 * LARGEST:
        continue
    with open(path, "rb") as file:
        data = file.read()
    # The first byte of an input says how it is read.
    name = "%05d_%s" % (number, os.path.basename(path)[:60])
    head = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if data.startswith(b"PK") or data.startswith(b"\x1f\x8b"):
        keep("zip", name, b"\x01" + data)
        keep("file", name, b"\x40" + data)
        if path.endswith(".loyalane"):
            keep("project", name, b"\x10" + data)
            with zipfile.ZipFile(path) as package:
                keep("ledger", name, b"\x40" + package.read("ledger.ndjson"))
        parts = parts_of(path)
        if parts is not None:
            keep("xlsx", name, b"\x04" + parts)
            keep("xlsx", name + ".scan", b"\x05" + parts)
            keep("xlsx", name + ".head", b"\x06" + parts)
    elif head in (b"[", b"{"):
        keep("json", name, b"\x04" + data)
        keep("file", name, b"\x40" + data)
        keep("mapping", name, data)
        keep("command", name, data)
    elif head == b"<":
        keep("html", name, b"\x04" + data)
        keep("html", name + ".gb18030", b"\x06" + data)
        keep("file", name, b"\x40" + data)
    elif path.endswith((".csv", ".txt", ".tsv")):
        keep("file", name, b"\x40" + data)

for number, command in enumerate(
    [
        '{"do":"version"}',
        '{"do":"catalogue"}',
        '{"do":"settings.default"}',
        '{"do":"segment.summary"}',
        '{"do":"import.report"}',
        '{"do":"issues.window","offset":0,"limit":10}',
        '{"do":"issues.rejected","form":"csv","language":"zh"}',
        '{"do":"customers.window","view":{"filters":[],"search":"","sort":null},"columns":["customer_id"],"offset":0,"limit":10}',
        '{"do":"customer","customer":"K1"}',
        '{"do":"merges.read"}\n{"do":"groups.read"}',
        '{"do":"export.begin","what":"customers","form":"csv"}',
        '{"do":"export.begin","what":"customers","form":"xlsx"}\n{"do":"export.packed","bytes":1}',
        '{"do":"export.begin","what":"manifest"}',
        '{"do":"archive.begin","name":"a.zip","size":100,"head":"504b0304"}\n{"do":"archive.next"}',
        '{"do":"hash.begin"}\n{"do":"hash.end"}',
        '{"do":"probe.begin","name":"b.csv","size":5,"encoding":"gb18030","header":0}\n{"do":"probe.next"}',
        '{"do":"rows.begin","sources":[],"customer":"K1"}\n{"do":"rows.finish"}',
    ]
):
    keep("command", "command_%02d" % number, command.encode())
keep(
    "mapping",
    "all_keys",
    """{"version":1,"dataset":"shipments","encoding":"utf-8","delimiter":",","headerRow":1,"headerRows":1,"keyValue":false,
"endMarks":["合计"],"only":{"column":"类型","value":"S"},"fields":{"运单号":"waybill_no","类型":null},"amountParts":["运费","附加费"],
"rules":{"amount":"zero"},"customerKey":"customer_id","codeSystem":"none","shareUnit":"auto","billMonth":"2026-01",
"dateOrder":"dayFirst","decimalComma":true,"scoreWords":true,"taxBasis":"included","taxRate":0.06,"currency":"CNY"}""".encode(),
)
