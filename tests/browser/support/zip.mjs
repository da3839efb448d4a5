// Zip files (PKWARE APPNOTE 6.3.10) for the tests, byte by byte, so that they can also be wrong on purpose.

import { crc32, deflateRawSync } from 'node:zlib';

const kStored = 0;
const kDeflate = 8;
const kUtf8Names = 1 << 11;

/**
 * @param entries `{name, content}` each; `stored`: not packed; `packed`: other bytes in the place of the packed content; `method`, `flags`
 * and `declared` (bytes unpacked) as they are to stand there.
 */
export function zipOf(entries) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const { name, content, stored = false, ...given } of entries) {
    const bytes = Buffer.from(content);
    const packed = given.packed ?? (stored ? bytes : deflateRawSync(bytes));
    const names = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(kUtf8Names | (given.flags ?? 0), 2);
    common.writeUInt16LE(given.method ?? (stored ? kStored : kDeflate), 4);
    common.writeUInt16LE(0x21, 8); // 1980-01-01
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(given.declared ?? bytes.length, 18);
    common.writeUInt16LE(names.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, names, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, place, names);
    at += 30 + names.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}
