// Workbooks made to hurt: each is refused by its own id within five seconds, and takes less than 256 MB more than an ordinary one.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import zlib from 'node:zlib';
import { programUnderTest, projectRoot, scratchFolder } from './lib/cli.mjs';
import { workbookParts, zip } from './lib/zip.mjs';

const secondsMax = 5;
const extraMegabytesMax = 256;

/** Runs `scan`: {code, stderr, seconds, megabytes}; the peak is what Linux last said of the process (0 where there is no /proc). */
function scan(file) {
  const program = path.resolve(projectRoot, programUnderTest);
  const [command, first] = program.endsWith('.js') ? [process.execPath, [program]] : [program, []];
  const begin = performance.now();
  const child = spawn(command, [...first, 'scan', file, '--language', 'en'], {
    cwd: projectRoot,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  let megabytes = 0;
  child.stderr.on('data', (piece) => (stderr += piece));
  const look = setInterval(() => {
    try {
      const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      megabytes = Math.max(megabytes, Number(kilobytes ?? 0) / 1024);
    } catch {
      // It has ended, or the system has no /proc.
    }
  }, 2);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(look);
      resolve({ code: code ?? signal, stderr, seconds: (performance.now() - begin) / 1000, megabytes });
    });
  });
}

const repeat = (text, count) => text.repeat(count);
const sheetOf = (data) => ({ 'xl/worksheets/sheet1.xml': { data } });

/** Deflate's greatest ratio is 1032; for more the same packed bytes have to count several times. */
const bomb = (bytes) => zlib.deflateRawSync(Buffer.alloc(bytes, 'a'), { level: 9 });

/** 200 000 rows, each a single cell in the last column. */
function manyLastCells() {
  let rows = '';
  for (let row = 1; row <= 200_000; ++row) rows += `<row r="${row}"><c r="XFD${row}"><v>1</v></c></row>`;
  return rows;
}

const laughs = () => {
  const entities = [...'bcdefghijklmno'].map(
    (name, i) => `<!ENTITY ${name} "${repeat(`&${'abcdefghijklmn'[i]};`, 10)}">`,
  );
  return `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "haha">${entities.join('')}]><worksheet><sheetData><row><c t="str"><v>&o;</v></c></row></sheetData></worksheet>`;
};

const cases = [
  ['entities that expand to 4·10¹⁴ bytes', 'INGEST-128', () => zip(workbookParts(sheetOf(laughs())))],
  [
    'one shared string of 100 KB, a million times',
    'INGEST-134',
    () =>
      zip(
        workbookParts({
          sheet: repeat(`<row>${repeat('<c t="s"><v>0</v></c>', 50)}</row>`, 20_000),
          strings: `<si><t>${repeat('x', 100_000)}</t></si>`,
        }),
      ),
  ],
  [
    'shared strings packed 1 : 1000, said to be small',
    'INGEST-125',
    () =>
      zip(
        workbookParts({
          sheet: '<row><c t="s"><v>5</v></c></row>',
          'xl/sharedStrings.xml': { packed: bomb(300_000_000), unpackedBytes: 1_000_000 },
        }),
      ),
  ],
  [
    'shared strings of 200 MB, an ordinary ratio',
    'INGEST-132',
    () => {
      // A kilobyte without repetitions, told again and again: deflate makes a hundredth of it.
      let state = 1;
      const letter = () =>
        String.fromCharCode(97 + (((state = (state * 1_103_515_245 + 12_345) % 2 ** 31) >> 16) % 26));
      const text = Array.from({ length: 1000 }, letter).join('');
      const sheet = '<row><c t="s"><v>0</v></c></row>';
      return zip(workbookParts({ sheet, strings: repeat(`<si><t>${text}</t></si>`, 200_000) }));
    },
  ],
  [
    'a sheet packed 1 : 1000, its size told truly',
    'INGEST-126',
    () => {
      const data = Buffer.concat([Buffer.from('<worksheet>'), Buffer.alloc(150_000_000, ' ')]);
      return zip(workbookParts({ 'xl/worksheets/sheet1.xml': { data } }));
    },
  ],
  [
    'a ratio of 1 : 10 000 by entries that share their bytes',
    'INGEST-121',
    () =>
      zip([
        ...workbookParts({}),
        ...Array.from({ length: 100 }, (_, i) => ({ name: `bomb${i}`, data: 'x', place: 0 })),
      ]),
  ],
  [
    'a sheet that says it has 2 GB',
    'INGEST-126',
    () => zip(workbookParts({ 'xl/worksheets/sheet1.xml': { data: '<worksheet/>', unpackedBytes: 2 ** 31 - 1 } })),
  ],
  ['elements 10 000 deep', 'INGEST-129', () => zip(workbookParts({ sheet: repeat('<row>', 10_000) }))],
  ['a column XFE', 'INGEST-130', () => zip(workbookParts({ sheet: '<row r="1"><c r="XFE1"><v>1</v></c></row>' }))],
  [
    'a row 1 048 577',
    'INGEST-130',
    () => zip(workbookParts({ sheet: '<row r="1048577"><c r="A1048577"><v>1</v></c></row>' })),
  ],
  ['the last column of every row', 'INGEST-134', () => zip(workbookParts({ sheet: manyLastCells() }))],
  [
    'an attribute of 40 MB',
    'INGEST-129',
    () => zip(workbookParts(sheetOf(`<worksheet a="${repeat('x', 40_000_000)}"/>`))),
  ],
  [
    'a text of 60 MB',
    'INGEST-135',
    () => zip(workbookParts({ sheet: `<row><c t="str"><v>${repeat('x', 60_000_000)}</v></c></row>` })),
  ],
];

test('hostile workbooks: each is refused by its id, in little time and memory', async (t) => {
  const folder = scratchFolder(t);
  const plain = path.join(folder, 'plain.xlsx');
  writeFileSync(plain, zip(workbookParts({ sheet: repeat('<row><c><v>1</v></c></row>', 100_000) })));
  const base = await scan(plain);
  assert.equal(base.code, 0, base.stderr);
  for (const [what, id, make] of cases) {
    await t.test(`${what}: ${id}`, async () => {
      const file = path.join(folder, 'hostile.xlsx');
      writeFileSync(file, make());
      const result = await scan(file);
      assert.equal(result.code, 1, `${result.stderr}`);
      assert.ok(result.stderr.includes(id), result.stderr);
      assert.ok(result.seconds < secondsMax, `${result.seconds} s`);
      assert.ok(
        result.megabytes < base.megabytes + extraMegabytesMax,
        `${result.megabytes} MB over ${base.megabytes} MB`,
      );
      t.diagnostic(
        `${what}: ${result.seconds.toFixed(2)} s, ${Math.round(result.megabytes)} MB (plain ${Math.round(base.megabytes)} MB)`,
      );
    });
  }
});
