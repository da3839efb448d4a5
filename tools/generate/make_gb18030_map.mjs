// Writes gb18030_map.inc: the GB18030 bytes of every character in vocabulary.h, out of the WHATWG decoder of node's TextDecoder.
//   node tools/generate/make_gb18030_map.mjs           writes the table
//   node tools/generate/make_gb18030_map.mjs --check   fails when the committed table is not what would be written
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, 'gb18030_map.inc');
const wanted = new Set(['\u3000']);
for (const character of readFileSync(join(here, 'vocabulary.h'), 'utf8')) {
  if (character > '\u007f') wanted.add(character);
}

const decoder = new TextDecoder('gb18030', { fatal: true });
const bytesOf = new Map();
for (let lead = 0x81; lead <= 0xfe; ++lead) {
  for (let trail = 0x40; trail <= 0xfe; ++trail) {
    if (trail === 0x7f) continue;
    const text = decoder.decode(Uint8Array.of(lead, trail));
    if (wanted.has(text) && !bytesOf.has(text)) bytesOf.set(text, lead * 256 + trail);
  }
}

const missing = [...wanted].filter((character) => !bytesOf.has(character));
if (missing.length > 0) {
  console.error(`no two-byte GB18030 form: ${missing.join(' ')}`);
  process.exit(1);
}
const hex = (value) => `0x${value.toString(16).toUpperCase().padStart(4, '0')}`;
const lines = [...bytesOf]
  .map(([character, bytes]) => [character.codePointAt(0), bytes, character])
  .sort((a, b) => a[0] - b[0])
  .map(([codePoint, bytes]) => `{${hex(codePoint)}, ${hex(bytes)}},\n`);
const text = `// Made by tools/generate/make_gb18030_map.mjs out of vocabulary.h. Do not edit.\n${lines.join('')}`;
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('tools/generate/gb18030_map.inc is out of date: run node tools/generate/make_gb18030_map.mjs');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
