// Weight and start: sizes by part, first paint, engine ready from disk and over http, beside DuckDB-WASM's.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { openPage, pagePath, servePage } from '../../../tests/browser/support/page.mjs';
import { served } from '../contestants.mjs';
import { scratch, versionOf } from '../paths.mjs';
import { inTurn, spreadOf } from '../rounds.mjs';

const kRounds = { quick: 3, full: 15 };

const sizeOf = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length,
});

function ownSizes() {
  const page = readFileSync(pagePath);
  const html = page.toString('utf8');
  const block = (id) => new RegExp(`<script[^>]*id="${id}"[^>]*>([^<]*)</script>`).exec(html)[1];
  const module = block('loyalane-engine-module');
  const samples = block('loyalane-samples-module');
  const worker = block('loyalane-engine-worker');
  return {
    'page, all in one file': sizeOf(page),
    'of it the engine (gzip as base64)': { raw: module.length, gzip: Buffer.from(module, 'base64').length },
    'of it the samples (gzip as base64)': { raw: samples.length, gzip: Buffer.from(samples, 'base64').length },
    'of it the worker (base64)': {
      raw: worker.length,
      gzip: gzipSync(Buffer.from(worker, 'base64'), { level: 9 }).length,
    },
    'of it everything that draws': { raw: page.length - module.length - samples.length - worker.length },
  };
}

/** Packing 34 MB by brotli takes a minute: kept for the version. */
function duckdbSizes() {
  const kept = scratch(`duckdb_sizes_${versionOf('@duckdb/duckdb-wasm')}.json`);
  if (!existsSync(kept)) {
    const sizes = {
      'DuckDB-WASM, module': sizeOf(readFileSync(served['/duckdb.wasm'])),
      'DuckDB-WASM, worker': sizeOf(readFileSync(served['/duckdb.worker.js'])),
      'DuckDB-WASM, script for the page': sizeOf(readFileSync(scratch('scripts/duckdb.js'))),
    };
    writeFileSync(kept, JSON.stringify(sizes));
  }
  return JSON.parse(readFileSync(kept, 'utf8'));
}

/** Opens the page; all times from navigation. */
async function openedPage(browser, address) {
  const { page, close } = await openPage(browser, address);
  try {
    return await page.evaluate(() => {
      const [engine] = performance.getEntriesByName('loyalane:engine');
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      const milliseconds = engine.startTime + engine.duration;
      return { milliseconds, paint: paint?.startTime, engine: engine.duration };
    });
  } finally {
    await close();
  }
}

/** A bare page that loads DuckDB-WASM at once; times as above. */
async function openedDuckdb(browser, host) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(host.address);
    return await page.evaluate(async () => {
      const begin = performance.now();
      const script = document.createElement('script');
      script.src = '/duckdb.js';
      await new Promise((loaded) => {
        script.onload = loaded;
        document.head.append(script);
      });
      const loaded = performance.now();
      await window.engine.start({ worker: '/duckdb.worker.js', module: '/duckdb.wasm' });
      const milliseconds = performance.now() - begin;
      return { milliseconds, engine: milliseconds - (loaded - begin) };
    });
  } finally {
    await context.close();
  }
}

export async function start({ browser, host, pageAddress, isQuick, rounds, say }) {
  const server = await servePage();
  try {
    const results = await inTurn(
      [
        { name: 'Loyalane from disk', run: () => openedPage(browser, pageAddress) },
        { name: 'Loyalane over http', run: () => openedPage(browser, server.address) },
        { name: 'DuckDB-WASM over http', run: () => openedDuckdb(browser, host) },
      ],
      rounds ?? kRounds[isQuick ? 'quick' : 'full'],
      say,
    );
    return {
      sizes: { ...ownSizes(), ...(isQuick ? {} : duckdbSizes()) },
      times: Object.fromEntries(
        [...results].map(([name, result]) => [
          name,
          { paint: spreadOf(result, 'paint'), ready: spreadOf(result), engine: spreadOf(result, 'engine') },
        ]),
      ),
    };
  } finally {
    await server.close();
  }
}
