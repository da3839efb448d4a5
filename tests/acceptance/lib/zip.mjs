// Zip files for tests, right or wrong on purpose (PKWARE APPNOTE). It shares nothing with the program under test.
import zlib from 'node:zlib';

/**
 * parts: [{name, data, packed?, unpackedBytes?, place?}]; `packed`: the deflated bytes, where they are not those of `data`; `place`: where the
 * directory says that the entry is.
 */
export function zip(parts) {
  const pieces = [];
  const directory = [];
  let at = 0;
  for (const { name, data = '', packed, unpackedBytes, place, crc32 } of parts) {
    const bytes = Buffer.from(data);
    const body = packed ?? zlib.deflateRawSync(bytes, { level: 9 });
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32 ?? zlib.crc32(bytes), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(unpackedBytes ?? bytes.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    pieces.push(Buffer.from('PK\x03\x04'), common, nameBytes, body);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(place ?? at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0'), common, rest, nameBytes);
    at += 4 + common.length + nameBytes.length + body.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...pieces, entries, Buffer.from('PK\x05\x06'), end]);
}

const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relation = (id, type, target) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`;
const relations = (...all) => `<Relationships>${all.join('')}</Relationships>`;

/** The parts of a workbook with one sheet; what is given replaces what stands there: {'xl/worksheets/sheet1.xml': {data}}. */
export function workbookParts({ sheet, strings, ...others }) {
  const parts = {
    '_rels/.rels': { data: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    'xl/workbook.xml': {
      data: `<workbook xmlns:r="${types}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    'xl/_rels/workbook.xml.rels': { data: relations(relation('rId1', 'worksheet', 'worksheets/sheet1.xml')) },
    'xl/worksheets/sheet1.xml': { data: `<worksheet><sheetData>${sheet ?? ''}</sheetData></worksheet>` },
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': { data: `<sst>${strings}</sst>` } }),
    ...others,
  };
  return Object.entries(parts).map(([name, part]) => ({ name, ...part }));
}
