// What the right answer of a W1 file is: what the command line says of it, native code that reads the file in another way than the page.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kAsOf } from './engines/job.js';
import { checkOf } from './engines/tables.js';

/** The answer of the command line, computed once for each file (`<file>.answer.json`). */
export async function answerOf(program, file) {
  const kept = `${file}.answer.json`;
  try {
    return JSON.parse(readFileSync(kept, 'utf8'));
  } catch {
    // Not there yet.
  }
  const folder = mkdtempSync(join(tmpdir(), 'loyalane-bench-'));
  try {
    const table = (verb) => {
      const out = join(folder, `${verb}.csv`);
      execFileSync(program, [verb, '--shipments', file, '--as-of', kAsOf, '--out', out], { stdio: 'ignore' });
      return readFileSync(out, 'utf8');
    };
    const answer = await checkOf(table('profile'), table('rfm'));
    writeFileSync(kept, JSON.stringify(answer));
    return answer;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
