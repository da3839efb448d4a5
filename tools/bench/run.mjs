// node tools/bench/run.mjs [--quick] [--only SECTION,...] [--rows N,...] [--rounds N] [--date YYYY-MM-DD] [--write]
//
// Measures Loyalane beside what people would otherwise use, in one run: see docs/benchmarks.md. Everybody's answers are compared before
// anything is timed; a wrong one ends the run with exit 1. Figures go to build/bench/results.json (--quick: quick.json), section by section,
// and with --write into docs/benchmarks.md (what was not run stays there). tools/bench/run.sh builds what this needs.

import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { launch, pagePath } from '../../tests/browser/support/page.mjs';
import { pathToFileURL } from 'node:url';
import { serve } from './browser/host.mjs';
import { scripts, served } from './contestants.mjs';
import { sqlAnswer } from './native/duckdb.mjs';
import { reportOf, writeReport } from './report.mjs';
import { scratch, versionOf } from './paths.mjs';
import { cliffs } from './sections/cliffs.mjs';
import { core } from './sections/core.mjs';
import { exports } from './sections/exports.mjs';
import { looks } from './sections/looks.mjs';
import { ledger } from './sections/ledger.mjs';
import { large, memory } from './sections/memory.mjs';
import { native } from './sections/native.mjs';
import { shipments } from './sections/shipments.mjs';
import { start } from './sections/start.mjs';
import { workbook } from './sections/workbook.mjs';

const kSections = { shipments, memory, large, native, core, cliffs, start, looks, exports, ledger, workbook };
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    rows: { type: 'string' },
    rounds: { type: 'string' },
    date: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const say = (text) => console.log(`  ${text}`);
const keptIn = scratch(options.quick ? 'quick.json' : 'results.json');
const kept = () => {
  try {
    return JSON.parse(readFileSync(keptIn, 'utf8'));
  } catch {
    return {};
  }
};

async function main() {
  const whole = Object.keys(kSections).filter((name) => !(options.quick && name === 'large'));
  const wanted = options.only?.split(',') ?? whole;
  const host = await serve(scripts, served);
  try {
    for (const name of wanted) {
      console.log(`\n=== ${name}`);
      // A browser of its own: what one section leaves behind is not the next one's.
      const browser = await launch();
      try {
        const figures = await kSections[name]({
          browser,
          host,
          pageAddress: pathToFileURL(pagePath).href,
          isQuick: options.quick,
          sizes: options.rows?.split(',').map(Number),
          rounds: options.rounds && Number(options.rounds),
          sqlAnswer,
          say,
        });
        const about = {
          date: options.date ?? new Date().toISOString().slice(0, 10),
          processor: cpus()[0].model,
          cores: cpus().length,
          memoryGigabytes: Math.round(totalmem() / 1e9),
          load: loadavg().map((one) => Number(one.toFixed(1))),
          versions: {
            node: process.versions.node,
            Chromium: browser.version(),
            ...Object.fromEntries(
              ['@duckdb/duckdb-wasm', '@duckdb/node-api', 'arquero', 'papaparse', 'udsv'].map((one) => [
                one,
                versionOf(one),
              ]),
            ),
          },
        };
        writeFileSync(keptIn, JSON.stringify({ ...kept(), [name]: { about, figures } }, null, 1));
      } finally {
        await browser.close();
      }
    }
  } finally {
    await host.close();
  }
  const results = kept();
  console.log(`\n${reportOf(Object.fromEntries(wanted.map((name) => [name, results[name]])))}\n`);
  // Figures of a quick run are no record.
  if (options.write && !options.quick) writeReport(results);
}

await main();
