// Files in which one thing is extreme, Loyalane only: time a byte, beside W1 of the same size in the same rounds.

import { cliffFile } from '../cliff_files.mjs';
import { engines, kLoyalane } from '../contestants.mjs';
import { measure } from '../browser/measure.mjs';
import { inTurn, phasesOf, spreadOf } from '../rounds.mjs';
import { ratios } from '../statistics.mjs';
import { w1 } from '../data.mjs';

const kRounds = { quick: 2, full: 5 };

const shapesOf = (rows) => [
  ['as many customers as half the rows', 'many', { rows, customers: rows / 2 }],
  ['one customer', 'one', { rows, customers: 1 }],
  ['every cell in quotes', 'quoted', { rows, customers: 100_000, quoted: true }],
  ['rows of 1 MB', 'long', { rows: Math.round(rows * 163e-6), customers: 100, long: true }],
];

export async function cliffs({ browser, host, isQuick, sizes, rounds: wanted, say }) {
  const rows = sizes?.[0] ?? (isQuick ? 1_000_000 : 10_000_000);
  const rounds = wanted ?? kRounds[isQuick ? 'quick' : 'full'];
  // No scores: of one customer there are none.
  const engine = { ...engines.find(({ name }) => name === kLoyalane), asked: { table: 'profile' } };
  const files = [{ name: 'W1', ...(await w1(rows)), told: null }];
  for (const [name, key, shape] of shapesOf(rows)) files.push({ name, ...(await cliffFile(`cliff_${key}`, shape)) });
  const results = await inTurn(
    files.map(({ name, file, bytes, told }) => ({
      name,
      run: async () => {
        const run = await measure(browser, host, engine, file, { told });
        return { ...run, nanosecondsPerByte: (run.milliseconds * 1e6) / bytes };
      },
      mayFail: name !== 'W1',
    })),
    rounds,
    say,
  );
  const perByte = (name) => results.get(name).runs.map((run) => run?.nanosecondsPerByte ?? null);
  return {
    rows,
    files: files.map(({ name, bytes, told }) => ({
      name,
      bytes,
      rows: told?.lines ?? rows,
      customers: told?.customers ?? null,
      milliseconds: spreadOf(results.get(name)),
      phases: phasesOf(results.get(name)),
      toW1: ratios(perByte(name), perByte('W1')),
      failure: results.get(name).failure,
    })),
  };
}
