// The figures of a run as the generated part of docs/benchmarks.md, between its two markers.

import { readFileSync, writeFileSync } from 'node:fs';
import { kLoyalane, peers } from './contestants.mjs';
import { kPage } from './sections/shipments.mjs';
import { project } from './paths.mjs';

const kBegin = '<!-- make bench writes from here -->';
const kEnd = '<!-- to here -->';

const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ' ');
const short = (number) => (number >= 100 ? grouped(Math.round(number)) : number.toFixed(number >= 10 ? 1 : 2));
/** Median, and the quartiles where there are several runs. */
const milliseconds = (spread) =>
  spread === null ? '–' : `${short(spread.median)} (${short(spread.low)} – ${short(spread.high)})`;
const times = (spread) =>
  spread ? `${spread.median.toFixed(2)} (${spread.low.toFixed(2)} – ${spread.high.toFixed(2)})` : '–';
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const kilobytes = (bytes) => (bytes === undefined ? '–' : `${grouped(Math.round(bytes / 1024))} KB`);
const speed = (bytes, spread) => (spread ? `${grouped(Math.round(bytes / 1e3 / spread.median))} MB/s` : '–');

const table = (header, rows) =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const aboutLine = ({ about }) =>
  `*${about.date}, load ${about.load[0]} at the end; Chromium ${about.versions.Chromium}, node ${about.versions.node}, ` +
  `${about.processor}, ${about.cores} cores, ${about.memoryGigabytes} GB.*`;

/** The middle one of each phase; how many workers there were is no time. */
const phaseList = (phases) =>
  Object.entries(phases)
    .filter(([name]) => name !== 'workers')
    .map(([name, spread]) => `${name.replace(/Ms$/, '')} ${short(spread.median)}`)
    .join(', ');

const versioned = (name) => {
  const version = peers.find((peer) => peer.name === name)?.version;
  return version ? `${name} ${version}` : name;
};
const bold = (name) => (name.startsWith(kLoyalane) ? `**${versioned(name)}**` : versioned(name));

function ofOneSize({ rows, bytes, customers, timed, bestReading, toReading, aheadOf, unable }) {
  const others = Object.keys(timed).filter((name) => !name.startsWith('reading: '));
  const readings = Object.keys(timed).filter((name) => name.startsWith('reading: '));
  const line = (name) => [
    name === bestReading ? `only ${name.replace(': ', ', the best way: ')}` : bold(name),
    timed[name].failure ?? milliseconds(timed[name].milliseconds),
    speed(bytes, timed[name].milliseconds),
    times(toReading[name]),
    times(aheadOf[name]?.[kLoyalane]),
    times(aheadOf[name]?.[kPage]),
  ];
  const { workers } = timed[kLoyalane].phases;
  const runs = timed[kLoyalane].milliseconds.runs;
  return [
    `#### ${grouped(rows)} rows, ${megabytes(bytes)}, ${grouped(customers)} customers; medians of ${runs} rounds and their quartiles`,
    table(
      [
        'from the file to customers and RFM',
        'ms',
        'speed',
        'of only reading',
        'times as long as Loyalane',
        'as Loyalane, the page',
      ],
      [bestReading, ...others].map(line),
    ),
    ...Object.entries(unable).map(([name, why]) => `${name} is left out: ${why}.`),
    `Loyalane by phase (ms, middle one of each${workers ? `; those of ${workers.median} workers are added up` : ''}): ${phaseList(timed[kLoyalane].phases)}.`,
    `Other ways of only reading (ms): ${readings
      .filter((name) => name !== bestReading)
      .map((name) => `${name.replace('reading: ', '')} ${short(timed[name].milliseconds.median)}`)
      .join('; ')}.`,
  ];
}

const kParts = {
  shipments: ({ figures }) => figures.flatMap(ofOneSize),
  memory: ({ figures }) => [
    'What the renderers alone hold (private pages) at the peak, above the bare page; MB, read every 50 ms, ' +
      `median of ${Math.max(...figures.flatMap((size) => Object.values(size.megabytes).map((held) => held?.runs ?? 0)))}.`,
    table(
      ['', ...figures.map(({ rows }) => `${grouped(rows)} rows`)],
      [...new Set(figures.flatMap((size) => Object.keys(size.megabytes)))].map((name) => [
        bold(name).replace('reading: ', 'only reading, '),
        ...figures.map((size) => {
          const held = size.megabytes[name];
          return held ? String(Math.round(held.median)) : (size.failures[name] ?? '–');
        }),
      ]),
    ),
  ],
  large: ({ figures: { rows, bytes, milliseconds: taken, megabytes: held, failures } }) => [
    `${grouped(rows)} rows, ${megabytes(bytes)}; memory as above.`,
    table(
      ['', 'ms', 'speed', 'peak memory, MB'],
      Object.keys(taken).map((name) => [
        bold(name).replace('reading: ', 'only reading, '),
        failures[name] ?? milliseconds(taken[name]),
        speed(bytes, taken[name]),
        held[name] ? String(Math.round(held[name].median)) : '–',
      ]),
    ),
  ],
  native: ({ figures, about }) => [
    `DuckDB ${about.versions['@duckdb/node-api']} with the same SQL${figures.pandas ? `, pandas ${figures.pandas}` : ''}. ` +
      `One core reads ${figures.memory.read.toFixed(1)} GB/s from memory (a search for a byte that is not there) and copies ` +
      `${figures.memory.copy.toFixed(1)} GB/s. "The core" works on bytes in memory and stops before the scores.`,
    ...figures.sizes.flatMap(({ rows, bytes, milliseconds: taken, aheadOf, corePhases }) => [
      `#### ${grouped(rows)} rows, ${megabytes(bytes)}`,
      table(
        ['', 'ms', 'speed', 'times as long as the core', 'as the command line'],
        Object.entries(taken).map(([name, spread]) => [
          bold(name),
          milliseconds(spread),
          speed(bytes, spread),
          ...['the core', 'the command line'].map((which) =>
            times(Object.entries(aheadOf[name] ?? {}).find(([own]) => own.includes(which))?.[1]),
          ),
        ]),
      ),
      `The core by phase (ms, each with those before it): ${Object.entries(corePhases)
        .map(([name, middle]) => `${name} ${middle}`)
        .join(', ')}.`,
    ]),
  ],
  core: ({ figures }) => [
    `${grouped(figures.rows)} rows, ${megabytes(figures.bytes)} in memory; ms, fastest and middle run.`,
    table(
      ['', ...Object.keys(figures.results)],
      Object.values(figures.results)[0].map(({ name }, at) => [
        name,
        ...Object.values(figures.results).map((phases) => `${phases[at].fastest}, ${phases[at].median}`),
      ]),
    ),
  ],
  cliffs: ({ figures }) => [
    'Time a byte beside W1 in the same rounds; from the file to the table of customers.',
    table(
      ['', 'rows', 'size', 'ms', 'a byte, W1 = 1', 'phases, ms'],
      figures.files.map(({ name, rows, bytes, milliseconds: taken, toW1, phases, failure }) => [
        name,
        grouped(rows),
        megabytes(bytes),
        failure ?? milliseconds(taken),
        times(toW1),
        phaseList(phases),
      ]),
    ),
  ],
  start: ({ figures }) => [
    table(
      ['', 'as it lies', 'gzip', 'brotli'],
      Object.entries(figures.sizes).map(([name, { raw, gzip, brotli }]) => [
        name,
        kilobytes(raw),
        kilobytes(gzip),
        kilobytes(brotli),
      ]),
    ),
    'In a fresh context each time, nothing kept from before; ms from navigation (DuckDB-WASM: from asking for its script in a bare page).',
    table(
      ['', 'first paint', 'engine ready', 'of it the engine itself'],
      Object.entries(figures.times).map(([name, { paint, ready, engine }]) => [
        bold(name),
        milliseconds(paint),
        milliseconds(ready),
        milliseconds(engine),
      ]),
    ),
  ],
  looks: ({ figures }) => [
    'One whole answer while something is dragged; ms, the middle run. One core, WebAssembly under node.',
    table(
      ['', ...figures.flatMap(({ customers }) => [`${grouped(customers)} customers`, 'native'])],
      Object.keys(figures[0].webAssembly).map((name) => [
        name,
        ...figures.flatMap(({ webAssembly, native }) => [
          String(webAssembly[name]?.median ?? '–'),
          String(native[name]?.median ?? '–'),
        ]),
      ]),
    ),
  ],
  exports: ({ figures: { customers, files } }) => [
    `Tables of ${grouped(customers)} customers as files, once each; memory of the renderers at the peak beyond what they held before.`,
    table(
      ['', 'ms', 'size', 'memory, MB'],
      files.map(({ table: name, form, milliseconds: taken, bytes, megabytes: held }) => [
        `${name} as ${form}`,
        String(Math.round(taken)),
        megabytes(bytes),
        String(Math.round(held)),
      ]),
    ),
  ],
  ledger: ({ figures }) => [
    'A member has 50 entries: 40 statements and ten redemptions. Memory is what the process holds beyond what it held before.',
    table(
      ['', ...figures.map(({ where, entries }) => `${where}, ${grouped(entries)} entries`)],
      figures[0].lines.map(([name]) => [name, ...figures.map(({ lines }) => new Map(lines).get(name))]),
    ),
  ],
  workbook: ({ figures }) => [
    `${grouped(figures.rows)} rows by 10 columns, ${megabytes(figures.bytes)}. The others end with an array of rows, Loyalane with the ` +
      `customers; memory is what all processes of the browser hold above what they held before.`,
    table(
      ['', 'ms', 'peak memory'],
      Object.entries(figures.readers).map(([name, { version, milliseconds: taken, megabytes: held }]) => [
        name === 'loyalane' ? '**Loyalane**' : `${name} ${version}`,
        milliseconds(taken),
        held === null ? '–' : `+${Math.round(held)} MB`,
      ]),
    ),
  ],
};

const kHeadings = {
  shipments: 'Shipments in the browser',
  memory: 'Memory',
  large: 'A file over 4 GB',
  native: 'Outside the browser',
  core: 'The core on one core',
  cliffs: 'Where one thing is extreme',
  start: 'Weight and start',
  looks: 'What-if',
  exports: 'Saving',
  ledger: "The club's ledger",
  workbook: 'A workbook',
};

const partOf = (name, results) =>
  [`### ${kHeadings[name]}`, aboutLine(results[name]), ...kParts[name](results[name])].join('\n\n');

/** The parts that were run. */
export const reportOf = (results) =>
  Object.keys(kHeadings)
    .filter((name) => results[name])
    .map((name) => partOf(name, results))
    .join('\n\n');

/** Puts them into docs/benchmarks.md; what was not run here stays as it stands there, with the day on which it was. */
export function writeReport(results) {
  const file = project('docs/benchmarks.md');
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(kBegin), text.indexOf(kEnd)];
  if (from < 0 || to < from) throw new Error(`${file} lacks the markers ${kBegin} and ${kEnd}`);
  const written = text
    .slice(from + kBegin.length, to)
    .trim()
    .split(/\n\n(?=### )/);
  const parts = Object.entries(kHeadings).map(([name, heading]) =>
    results[name] ? partOf(name, results) : written.find((part) => part.startsWith(`### ${heading}\n`)),
  );
  const report = parts.filter((part) => part !== undefined).join('\n\n');
  writeFileSync(file, `${text.slice(0, from + kBegin.length)}\n\n${report}\n\n${text.slice(to)}`);
}
