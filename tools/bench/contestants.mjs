// Who runs in the browser: the ways to only read a file, Loyalane, and what people would otherwise use.

import { packaged, project, versionOf } from './paths.mjs';

const kMegabyte = 1 << 20;
const kDuckdbDist = '@duckdb/duckdb-wasm/dist/';

const inWorker = (name, worker, { asked = {}, workers = 1, ...more } = {}) => ({
  name,
  script: 'in_worker',
  given: { worker: `/workers/${worker}.js`, workers },
  asked,
  ...more,
});

/** These a quick run takes. */
const kUsuallyBest = [
  '16 MB slices, 4 in flight',
  'BYOB streams of 4 MB, 3 workers',
  'BYOB streams of 4 MB, 4 workers',
];

/** Every way that is known to be fast, so that the yardstick is the best of them. Each worker reads its share of the file. */
export const readers = [
  ['16 MB slices, 4 in flight', 'slices', 16, 4, 1],
  ['8 MB slices, 4 in flight', 'slices', 8, 4, 1],
  ['8 MB slices, 2 in flight, 2 workers', 'slices', 8, 2, 2],
  ['8 MB slices, 3 in flight, 4 workers', 'slices', 8, 3, 4],
  ['BYOB stream of 4 MB', 'stream', 4, 1, 1],
  ['BYOB streams of 4 MB, 2 workers', 'stream', 4, 1, 2],
  ['BYOB streams of 4 MB, 3 workers', 'stream', 4, 1, 3],
  ['BYOB streams of 4 MB, 4 workers', 'stream', 4, 1, 4],
  ['blocking reads of 8 MB, 4 workers', 'blocking', 8, 1, 4],
].map(([name, way, megabytes, inFlight, workers]) =>
  inWorker(`reading: ${name}`, 'read_only', {
    asked: { params: { way, pieceBytes: megabytes * kMegabyte, inFlight } },
    workers,
    isUsuallyBest: kUsuallyBest.includes(name),
  }),
);

export const kLoyalane = 'Loyalane';
const loyalane = { name: kLoyalane, script: 'loyalane', given: { core: '/loyalane-core.mjs' } };

/** `mostRows`: larger files it cannot do, for the reason given. `slow`: left out of a quick run where the file is not small. */
export const peers = [
  {
    name: 'DuckDB-WASM',
    version: versionOf('@duckdb/duckdb-wasm'),
    script: 'duckdb',
    given: { worker: '/duckdb.worker.js', module: '/duckdb.wasm' },
  },
  inWorker('uDSV + JS', 'udsv', { version: versionOf('udsv') }),
  inWorker('PapaParse + JS', 'papaparse', { version: versionOf('papaparse') }),
  inWorker('Arquero', 'arquero', {
    version: versionOf('arquero'),
    slow: true,
    mostRows: 1_000_000,
    why: 'it wants the file as one text, and a text of Chromium ends at 512 MB',
  }),
];

export const engines = [loyalane, ...peers];

/** What the loopback server has to hold for all of them. */
export const scripts = [
  'in_worker',
  'duckdb',
  'loyalane',
  ...['papaparse', 'udsv', 'arquero', 'read_only'].map((name) => `workers/${name}`),
];
export const served = {
  '/loyalane-core.mjs': process.env.LOYALANE_CORE ?? project('dist/loyalane-core.mjs'),
  '/duckdb.worker.js': packaged(`${kDuckdbDist}duckdb-browser-eh.worker.js`),
  '/duckdb.wasm': packaged(`${kDuckdbDist}duckdb-eh.wasm`),
};
