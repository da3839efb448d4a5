// The workbook that tools/bench/xlsx_browser.mjs reads: a monthly bill of 200 000 rows by 10 columns, written as a spreadsheet program
// writes it: shared strings, dates as serials with a style, numbers with at most two decimals. The same arguments give the same bytes.

import { deflateRawSync, crc32 } from 'node:zlib';

const kHeader = [
  '运单号',
  '客户编号',
  '客户名称',
  '寄件时间',
  '妥投时间',
  '产品类型',
  '目的城市',
  '计费重量',
  '应付金额',
  '运单状态',
];
const kProducts = ['标准快递', '次日达', '同城件', '冷链专递', '大件物流'];
const kCities = ['上海市', '北京市', '深圳市', '成都市', '杭州市', '武汉市', '西安市', '沈阳市', '长沙市', '合肥市'];
const kTrades = ['服饰', '电子', '食品', '建材', '医药', '图书', '家居', '五金'];
const kForms = ['有限公司', '商行', '贸易有限公司', '科技有限公司'];
const kDelivered = '已签收';
const kDayMilliseconds = 86_400_000;
const kFirstDay = (Date.UTC(2025, 10, 1) - Date.UTC(1899, 11, 30)) / kDayMilliseconds;
const kDays = 365;

/** Numbers 0 to 2^32 - 1 that look random (xorshift, Marsaglia 2003). */
function random(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>>= 0);
  };
}

/** The sheet, the shared strings, and what a reader must find in it. */
function fill(rows, customers) {
  const next = random(20_261_122);
  const strings = new Map();
  let uses = 0;
  const shared = (text) => {
    ++uses;
    let at = strings.get(text);
    if (at === undefined) strings.set(text, (at = strings.size));
    return at;
  };
  const found = new Set();
  let amountFen = 0;
  const pieces = [];
  const text = (column, row, value) => `<c r="${column}${row}" t="s"><v>${shared(value)}</v></c>`;
  const number = (column, row, style, value) =>
    `<c r="${column}${row}"${style === 0 ? '' : ` s="${style}"`}><v>${value}</v></c>`;
  const open = (row) => `<row r="${row}" spans="1:10" x14ac:dyDescent="0.25">`;

  pieces.push(open(1), ...kHeader.map((name, at) => text(String.fromCharCode(65 + at), 1, name)), '</row>');
  for (let row = 2; row <= rows + 1; ++row) {
    const customer = Math.floor((next() / 2 ** 32) ** 2 * customers);
    const id = `KH${String(100_000 + customer)}`;
    const name = `${kCities[customer % 10].slice(0, 2)}${kTrades[(customer >> 3) % 8]}${customer}${kForms[customer % 4]}`;
    const shipped = kFirstDay + (next() % (kDays * 1440)) / 1440;
    const fen = 800 + (next() % 20_000);
    found.add(id);
    amountFen += fen;
    pieces.push(
      open(row),
      text('A', row, `SF${String(1_000_000_000_000 + row * 7)}`),
      text('B', row, id),
      text('C', row, name),
      number('D', row, 1, shipped),
      number('E', row, 1, shipped + 0.75 + (next() % 2880) / 1440),
      text('F', row, kProducts[next() % kProducts.length]),
      text('G', row, kCities[next() % kCities.length]),
      number('H', row, 0, (1 + (next() % 300)) / 10),
      number('I', row, 2, fen / 100),
      text('J', row, kDelivered),
      '</row>',
    );
  }
  return { body: pieces.join(''), strings: [...strings.keys()], uses, customers: found.size, amountFen };
}

const kXml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const kMain = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const kOffice = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const kPackage = 'http://schemas.openxmlformats.org/package/2006';
const kTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function partsOf({ body, strings, uses }, rows) {
  const relationships = (...all) =>
    `${kXml}<Relationships xmlns="${kPackage}/relationships">${all
      .map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${kOffice}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  const override = (part, type) => `<Override PartName="${part}" ContentType="${kTypes}.${type}+xml"/>`;
  return {
    '[Content_Types].xml': `${kXml}<Types xmlns="${kPackage}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/worksheets/sheet1.xml', 'worksheet')}${override('/xl/styles.xml', 'styles')}${override('/xl/sharedStrings.xml', 'sharedStrings')}</Types>`,
    '_rels/.rels': relationships(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `${kXml}<workbook xmlns="${kMain}" xmlns:r="${kOffice}"><sheets><sheet name="账单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ),
    'xl/styles.xml': `${kXml}<styleSheet xmlns="${kMain}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">${['0', '164', '2'].map((format) => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    'xl/sharedStrings.xml': `${kXml}<sst xmlns="${kMain}" count="${uses}" uniqueCount="${strings.length}">${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `${kXml}<worksheet xmlns="${kMain}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><dimension ref="A1:J${rows + 1}"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><sheetData>${body}</sheetData></worksheet>`,
  };
}

/** Level 6 and a fixed date, as spreadsheet programs pack. */
function zip(parts) {
  const pieces = [];
  const directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const bytes = Buffer.from(text);
    const packed = deflateRawSync(bytes, { level: 6 });
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    pieces.push(Buffer.from('PK\x03\x04'), common, nameBytes, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0'), common, rest, nameBytes);
    at += 30 + nameBytes.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(directory.length / 4, 8);
  end.writeUInt16LE(directory.length / 4, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, entries, end]);
}

/**
 * @returns the workbook's bytes, the bytes of its sheet's XML, and what every reader must find: rows (without the header), distinct customers,
 * total of 应付金额 in fen.
 */
export function makeWorkbook(rows) {
  const sheet = fill(rows, Math.ceil(rows / 10));
  const parts = partsOf(sheet, rows);
  return {
    bytes: zip(parts),
    sheetBytes: Buffer.byteLength(parts['xl/worksheets/sheet1.xml']),
    expected: { rows, customers: sheet.customers, amountFen: sheet.amountFen },
  };
}
