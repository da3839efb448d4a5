// Loyalane's engine without its page (dist/loyalane-core.mjs): the only file of the bench that knows how it is called.

import { checkOf } from './tables.js';
import { kAsOf } from './job.js';

let engine = null;
let loaded = null;

export async function start({ core, ...options }) {
  const { createEngine } = await import(/* @vite-ignore */ core);
  engine = await createEngine(options);
  // As its start: nobody has a file in hand half a second after opening a page.
  await engine.warmed;
}

/** From the file to a table as typed columns in the page. */
export async function read(file, { table = 'rfm' }) {
  loaded = await engine.load(file, { dataset: 'shipments' });
  const got = performance.now();
  await loaded.columns(table);
  const { report, summary, phases } = loaded;
  return {
    phases: { ...phases, columnsMs: performance.now() - got },
    told: {
      lines: report.used,
      customers: summary.customers,
      amount: Math.round(Number(report.amountTotal) * 100),
    },
  };
}

/** Its tables as files, for the check: the same bytes as the command line's. */
export async function check() {
  if (loaded.report.asOf !== kAsOf) throw new Error(`as of ${loaded.report.asOf}`);
  const csv = async (table) => (await loaded.file(table, 'csv')).text();
  return checkOf(await csv('profile'), await csv('rfm'));
}

/** A table as a file, to be saved; how large it is. */
export async function save({ table, form }) {
  const begin = performance.now();
  const { size } = await loaded.file(table, form);
  return { milliseconds: performance.now() - begin, bytes: size };
}
