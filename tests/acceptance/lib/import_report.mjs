// What `import --report` says, in the words of the tests.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runOk, scratchFolder } from './cli.mjs';
import { cents, decimal } from './compare.mjs';

export function importReport(t, args) {
  const file = path.join(scratchFolder(t), 'report.json');
  runOk(['import', ...args, '--report', file]);
  const raw = JSON.parse(readFileSync(file, 'utf8'));
  return {
    raw,
    rowsIn: raw.rowsIn,
    rowsUsed: raw.used,
    rowsExcluded: raw.excludedRows,
    amountIn: raw.amountTotal,
    amountUsed: raw.amountUsed,
    amountExcluded: decimal(cents(raw.amountTotal) - cents(raw.amountUsed)),
    issues: [...raw.excluded, ...raw.notices],
  };
}

/** How often the report counts the cause `id`. */
export const issueCount = (report, id) =>
  report.issues.filter((issue) => issue.id === id).reduce((sum, issue) => sum + issue.count, 0);
