// node tools/bench/xlsx_browser.mjs [--quick] [--runs N] [--only READER] [--json FILE]
//
// How long a workbook of 200 000 rows by 10 columns (--quick: 20 000) takes in Chromium: the page's own engine, from the file to the
// customers and their types, beside read-excel-file, exceljs and SheetJS, from the file to an array of rows. All in one run of one
// browser, each time in a worker of its own in a fresh page; the workers' start is not counted. Every answer is checked. Memory is what
// all processes of the browser hold at the peak of one more run, above what they held before it (resident set, /proc).
// The page must be built (dist/loyalane.html). Exit 1 when an answer is wrong, or with --require FACTOR when the engine is less than
// so many times as fast as the best of the others. With --json the figures also go into a file.

import { Buffer } from 'node:buffer';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg, cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { peakMegabytes } from '../../tests/browser/support/memory.mjs';
import { launch, pagePath } from '../../tests/browser/support/page.mjs';
import { processorMilliseconds } from './processes.mjs';
import { spread } from './statistics.mjs';
import { makeWorkbook } from './xlsx_workbook.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const webRequire = createRequire(new URL('../../web/package.json', import.meta.url));
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
    require: { type: 'string' },
    json: { type: 'string' },
  },
});

const kLibraries = [
  { name: 'read-excel-file', entry: 'read_excel_file.js' },
  { name: 'exceljs', entry: 'exceljs.js' },
  { name: 'xlsx', entry: 'sheetjs.js' },
];
const kEngine = 'loyalane';
const folder = here('../../build/bench/xlsx');

/** A library with its reader as one script for a worker. */
async function bundle(entry) {
  const { build } = await import(pathToFileURL(join(here('../../web/node_modules/vite'), 'dist/node/index.js')));
  const output = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    root: here('../../web'),
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    plugins: [
      {
        // The readers stand outside web/, where the packages are.
        name: 'packages-of-web',
        enforce: 'pre',
        resolveId(id, importer) {
          const isPackage = /^[a-z]/.test(id) && importer?.includes('/xlsx_readers/');
          return isPackage ? this.resolve(id, here('../../web/package.json')) : null;
        },
      },
    ],
    build: {
      target: 'chrome109',
      write: false,
      reportCompressedSize: false,
      lib: {
        entry: here(`xlsx_readers/${entry}`),
        formats: ['iife'],
        name: 'reader',
        fileName: () => 'reader.js',
      },
    },
  });
  return [output].flat()[0].output[0].code;
}

/** The engine as it lies in the built page. */
function engineOf(page) {
  const html = readFileSync(page, 'utf8');
  const block = (id) => new RegExp(`<script[^>]*id="${id}"[^>]*>([^<]*)</script>`).exec(html)[1].trim();
  return {
    script: Buffer.from(block('loyalane-engine-worker'), 'base64').toString('utf8'),
    module: block('loyalane-engine-module'),
  };
}

// --- inside the browser ---

/** Starts a reader's worker and leaves in the window a function that reads the file. */
function startLibrary({ script }) {
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  const answer = () =>
    new Promise((done, failed) => {
      worker.onmessage = ({ data }) => done(data);
      worker.onerror = ({ message }) => failed(new Error(message));
    });
  window.readFile = async (file) => {
    worker.postMessage(file);
    const { readMilliseconds, failure, ...rest } = await answer();
    if (failure) throw new Error(failure);
    return { milliseconds: readMilliseconds, ...rest };
  };
  return answer();
}

/** The same for the engine: what the page asks when a file is dropped and the segment button pressed (web/src/state/workbench.ts). */
async function startEngine({ script, module }) {
  const own = new Blob([script], { type: 'text/javascript' });
  const worker = new Worker(URL.createObjectURL(own));
  let lastId = 0;
  const request = (name, params) =>
    new Promise((done, failed) => {
      const id = ++lastId;
      worker.onmessage = ({ data }) => {
        if (data.id !== id || data.kind === 'progress') return;
        if (data.kind === 'result') done(data.result);
        else failed(new Error(JSON.stringify(data.failure)));
      };
      worker.onerror = ({ message }) => failed(new Error(message));
      worker.postMessage({ id, name, params });
    });
  const bytes = Uint8Array.from(atob(module), (character) => character.charCodeAt(0));
  await request('engine.start', { module: bytes, script: own });
  const settings = await request('settings.read', {});
  window.readFile = async (dropped) => {
    const begin = performance.now();
    const { files } = await request('file.unpack', { file: dropped });
    const probe = await request('file.probe', { file: files[0], overrides: {} });
    const looked = performance.now();
    const sources = [{ file: files[0], dataset: probe.dataset, plan: probe.plan }];
    const { report, summary } = await request('import.run', { sources, settings });
    const end = performance.now();
    return {
      milliseconds: end - begin,
      parts: { look: looked - begin, import: end - looked },
      found: {
        rows: report.used,
        customers: summary.customers,
        amountFen: Math.round(Number(report.amountTotal) * 100),
      },
      dates: report.firstDate !== null,
    };
  };
}

// --- the run ---

class WrongAnswer extends Error {}

async function measure(browser, reader, file, expected, withMemory) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(600_000);
  try {
    await page.goto(pathToFileURL(join(folder, 'empty.html')).href);
    await page.evaluate(reader.name === kEngine ? startEngine : startLibrary, reader);
    await page.setInputFiles('input', file);
    let answer;
    const read = async () => {
      answer = await page.evaluate(() => window.readFile(document.querySelector('input').files[0]));
    };
    const processorBefore = processorMilliseconds();
    const megabytes = withMemory ? await peakMegabytes(read) : (await read(), null);
    answer.processorMilliseconds = processorMilliseconds() - processorBefore;
    const wrong = Object.keys(expected).filter((key) => answer.found[key] !== expected[key]);
    if (wrong.length > 0 || !answer.dates)
      throw new WrongAnswer(`${reader.name} is wrong: ${JSON.stringify(answer)}, expected ${JSON.stringify(expected)}`);
    return { ...answer, megabytes };
  } finally {
    await context.close();
  }
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const load = () =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');

async function main() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'empty.html'),
    '<!doctype html><meta charset="utf-8"><title>bench</title><input type="file">',
  );
  const made = makeWorkbook(options.quick ? 20_000 : 200_000);
  const file = join(folder, `bill_${made.expected.rows}.xlsx`);
  writeFileSync(file, made.bytes);

  const readers = [{ name: kEngine, ...engineOf(pagePath) }];
  for (const { name, entry } of kLibraries) {
    const { version } = JSON.parse(readFileSync(here(`../../web/node_modules/${name}/package.json`), 'utf8'));
    readers.push({ name, version, script: await bundle(entry) });
  }
  const chosen = readers.filter(({ name }) => options.only === undefined || name === options.only);

  const browser = await launch();
  console.log(
    `${made.expected.rows} rows x 10 columns, ${(made.bytes.length / 1e6).toFixed(1)} MB (sheet ${(made.sheetBytes / 1e6).toFixed(1)} MB of XML), ` +
      `${made.expected.customers} customers; Chromium ${browser.version()}, ${cpus()[0].model}; load ${load()}`,
  );
  const runs = new Map(chosen.map(({ name }) => [name, []]));
  const failures = new Map(chosen.map(({ name }) => [name, []]));
  try {
    // Round after round, so that what else the machine does meets all of them. The last round is for memory alone.
    for (let round = 0; round <= Number(options.runs); ++round) {
      for (const reader of chosen) {
        try {
          runs
            .get(reader.name)
            .push(await measure(browser, reader, file, made.expected, round === Number(options.runs)));
        } catch (reason) {
          // Another reader may fail at so large a file, some of the time; that is told. Ours may not, and nobody may be wrong.
          if (reader.name === kEngine || reason instanceof WrongAnswer) throw reason;
          failures.get(reader.name).push(String(reason.message).split('\n')[0]);
        }
      }
    }
  } finally {
    await browser.close();
  }

  const results = [];
  const figures = { ...made.expected, bytes: made.bytes.length, sheetBytes: made.sheetBytes, readers: {} };
  for (const { name, version } of chosen) {
    const timed = runs.get(name).filter(({ megabytes }) => megabytes === null);
    const peak = runs.get(name).find(({ megabytes }) => megabytes !== null);
    const failed = failures.get(name);
    figures.readers[name] = {
      version: version ?? null,
      milliseconds: spread(timed.map(({ milliseconds }) => milliseconds)),
      megabytes: peak?.megabytes ?? null,
      failure: failed[0] ?? null,
    };
    const told = [`${name} ${version ?? ''}`.padEnd(24)];
    if (timed.length > 0) {
      const of = (key) => timed.map((run) => run[key]);
      const result = { name, fastest: Math.min(...of('milliseconds')), middle: median(of('milliseconds')) };
      result.processor = Math.min(...of('processorMilliseconds'));
      results.push(result);
      const { parts = {} } = timed.find(({ milliseconds }) => milliseconds === result.fastest);
      told.push(
        `fastest ${result.fastest.toFixed(0)} ms, middle ${result.middle.toFixed(0)} ms of ${timed.length}, processor ${result.processor.toFixed(0)} ms`,
        ...Object.entries(parts).map(([part, time]) => `${part} ${time.toFixed(0)} ms`),
      );
    }
    told.push(peak ? `peak +${peak.megabytes.toFixed(0)} MB` : 'peak unknown');
    if (failed.length > 0) told.push(`${failed.length} runs failed: ${failed[0]}`);
    console.log(told.join(', '));
  }
  console.log(`load ${load()}`);
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(figures));

  const own = results.find(({ name }) => name === kEngine);
  const others = results.filter((one) => one !== own);
  if (!own || others.length === 0) return;
  const factor = (key) => Math.min(...others.map((one) => one[key])) / own[key];
  const fastest = factor('fastest');
  console.log(
    `the engine is ${fastest.toFixed(1)} (fastest) and ${factor('middle').toFixed(1)} (middle) times as fast as the best of them, ` +
      `and takes ${factor('processor').toFixed(1)} times less of the processor`,
  );
  if (options.require !== undefined && fastest < Number(options.require)) process.exitCode = 1;
}

await main();
