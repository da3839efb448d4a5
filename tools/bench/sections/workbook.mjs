// W2: a workbook in the browser, beside the readers that a page would otherwise use (tools/bench/xlsx_browser.mjs).

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { project, scratch } from '../paths.mjs';

export function workbook({ isQuick, say }) {
  const out = scratch('workbook.json');
  const given = isQuick ? ['--quick', '--runs', '3'] : ['--runs', '5'];
  execFileSync(process.execPath, [project('tools/bench/xlsx_browser.mjs'), ...given, '--json', out], {
    stdio: 'inherit',
  });
  const figures = JSON.parse(readFileSync(out, 'utf8'));
  say(`${figures.rows} rows`);
  return figures;
}
