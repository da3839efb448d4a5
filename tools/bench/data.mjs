// The files that are measured, made once under build/bench.

import { execFileSync } from 'node:child_process';
import { renameSync, statSync } from 'node:fs';
import { nativeProgram, scratch } from './paths.mjs';

const bytesOf = (file) => {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
};

/** Makes a file unless it is there; an interrupted run leaves none behind. */
export async function madeOnce(name, make) {
  const file = scratch(name);
  if (bytesOf(file) === 0) {
    await make(`${file}.part`);
    renameSync(`${file}.part`, file);
  }
  return { file, bytes: bytesOf(file) };
}

/** W1 with so many rows (docs/data-generator.md). */
export const w1 = (rows, encoding = 'utf-8') =>
  madeOnce(`w1_${rows}${encoding === 'utf-8' ? '' : `_${encoding}`}.csv`, (file) =>
    execFileSync(
      nativeProgram('tools/generate/loyalane_generate'),
      ['--rows', String(rows), '--encoding', encoding, '--out', file],
      { stdio: 'ignore' },
    ),
  );
