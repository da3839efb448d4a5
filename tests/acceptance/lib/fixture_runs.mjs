// Every verb over every fixture: the command lines that must give the same bytes natively, as WebAssembly, and for any chunking.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fixture, fixturesDir } from './cli.mjs';
import { reference } from './reference_data.mjs';

const csvIn = (folder) =>
  readdirSync(folder)
    .filter((name) => /\.(csv|tsv)$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));

const tables = ['profile', 'segment', 'rfm', 'abc'];
const twelve = [
  '--shipments',
  fixture('twelve_customers.csv'),
  '--survey',
  fixture('twelve_survey.csv'),
  '--carrier-share',
  fixture('twelve_carrier_share.csv'),
  '--customers',
  fixture('twelve_customers_register.csv'),
  '--as-of',
  '2026-06-30',
  '--window',
  '2025-03-01..2026-06-30',
];

/** [title, arguments] pairs that read files. Fixtures of the repository, then the reference data that is there. */
export function readingRuns() {
  const runs = [];
  const add = (...args) =>
    runs.push([args.map((arg) => (path.isAbsolute(String(arg)) ? path.basename(arg) : arg)).join(' '), args]);
  const own = [...csvIn(fixturesDir), ...csvIn(fixture('bad'))];
  for (const file of own) {
    add('scan', file);
    add('scan', file, '--format', 'json');
    add('import', '--shipments', file);
    add('import', '--shipments', file, '--rejected', '-');
    add('profile', '--shipments', file, '--window', 'all');
  }
  for (const verb of tables) {
    add(verb, ...twelve);
    add(verb, ...twelve, '--excel');
    for (const language of ['zh', 'en']) add(verb, ...twelve, '--language', language, '--json');
    for (const customers of [4, 20, 60]) add(verb, '--shipments', fixture(`small_${customers}.csv`));
  }
  for (const options of [[], ['--json', '--limit', 2], ['--excel'], ['--language', 'en', '--limit', 0]])
    add('rows', '--customer', 'K01', ...twelve, ...options);
  add('rows', '--customer', 'nobody', ...twelve);
  add('import', ...twelve);
  add('import', ...twelve, '--json');
  add('segment', '--attributes', fixture('worked_example.csv'));
  add('segment', '--attributes', fixture('worked_example.csv'), '--json');
  for (const folder of ['csv_spectrum/csvs', 'csvkit_examples', 'encodings']) {
    if (!existsSync(reference(folder))) continue;
    for (const file of csvIn(reference(folder))) add('scan', file, '--format', 'json');
  }
  return runs;
}

/** Command lines that read no data. */
export const otherRuns = [
  ['schema', ['schema']],
  ['schema --of programme', ['schema', '--of', 'programme', '--language', 'en']],
  ...tables.map((verb) => [`schema --columns ${verb}`, ['schema', '--columns', verb]]),
  ['no arguments', []],
  ['an unknown verb', ['no-such-verb']],
  ['an unknown option', ['profile', '--no-such-option']],
];
