// A file read in pieces of 1 byte, 7 bytes or 64 KB gives the bytes of the whole file: stdout, stderr and exit code. `--chunk-bytes` is there for this
// test and for debugging; nobody else needs it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { inParallel, runAsync, scratchFolder } from './lib/cli.mjs';
import { toCsv } from './lib/csv.mjs';
import { readingRuns } from './lib/fixture_runs.mjs';

const sizes = [1, 7, 65_536];

async function differences(runs) {
  const differing = [];
  await inParallel(
    runs.map(([title, args]) => async () => {
      const whole = await runAsync(args);
      for (const size of sizes) {
        const pieces = await runAsync([...args, '--chunk-bytes', size]);
        if (pieces.code !== whole.code)
          differing.push(
            `${title}, ${size} B: exit ${pieces.code ?? pieces.signal}, whole ${whole.code ?? whole.signal}\n${pieces.stderr}`,
          );
        else if (!pieces.stdout.equals(whole.stdout)) differing.push(`${title}, ${size} B: stdout differs`);
        else if (pieces.stderr !== whole.stderr)
          differing.push(`${title}, ${size} B: stderr differs\n${pieces.stderr}\n${whole.stderr}`);
      }
    }),
  );
  return differing;
}

test('every fixture, in pieces of 1 byte, 7 bytes and 64 KB, as the whole file', async () => {
  assert.deepEqual(await differences(readingRuns()), []);
});

test('a file longer than a piece of 64 KB, with quoted line ends, multi-byte text and CRLF at every offset', async (t) => {
  const file = path.join(scratchFolder(t), 'long.csv');
  const rows = [['运单号', '客户编码', '客户名称', '寄件时间', '应付金额']];
  for (let row = 0; row < 4000; row += 1) {
    const date = new Date(Date.UTC(2026, 5, 30) - (row % 360) * 86_400_000).toISOString().slice(0, 10);
    rows.push([
      `SF${String(row).padStart(13, '0')}`,
      `L${row % 97}`,
      row % 5 === 0 ? `第${row % 97}号店,"分\r\n部"` : `第${row % 97}号店`,
      date,
      `${row % 1000}.${row % 10}0`,
    ]);
  }
  writeFileSync(file, toCsv(rows).replaceAll(/(?<!\r)\n/g, '\r\n'));
  const runs = [
    ['scan', ['scan', file]],
    ['profile', ['profile', '--shipments', file]],
    ['segment', ['segment', '--shipments', file]],
  ];
  assert.deepEqual(await differences(runs), []);
});
