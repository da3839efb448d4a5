// Outside the browser: the core on one core, the command line, DuckDB with one thread and with four, pandas where it is installed, and
// two limits: `cat` and the memory itself.

import { execFileSync, spawnSync } from 'node:child_process';
import { answerOf } from '../answers.mjs';
import { runDuckdb } from '../native/duckdb.mjs';
import { nativeProgram, project, scratch } from '../paths.mjs';
import { kAsOf } from '../engines/job.js';
import { WrongAnswer } from '../browser/measure.mjs';
import { inTurn, millisecondsOf, spreadOf } from '../rounds.mjs';
import { ratios } from '../statistics.mjs';
import { w1 } from '../data.mjs';

const kSizes = { quick: [1_000_000], full: [1_000_000, 10_000_000] };
const kRounds = { quick: 3, full: 7 };
const kPandasRows = 1_000_000;
const kCore = 'Loyalane, the core on bytes in memory';
const kCommand = 'Loyalane, the command line';
const kDuckdb = { 1: 'DuckDB, one thread', 4: 'DuckDB, four threads' };

/** The python that has pandas, and its version; null without. */
function pandas() {
  const asked = spawnSync('/usr/bin/python3', ['-c', 'import pandas; print(pandas.__version__)'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() : null;
}

const timed = (program, parameters) => {
  const begin = performance.now();
  execFileSync(program, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
  return { milliseconds: performance.now() - begin };
};

/** One short call of tools/bench/main.cpp, which checks its own answer: the middle one of its runs, by phase. */
function core(file) {
  const told = execFileSync(nativeProgram('tools/bench/loyalane_bench'), [file, '--runs', '3'], { encoding: 'utf8' });
  const lines = [...told.matchAll(/^ {2}(\S[^\d\n]*?)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)$/gm)];
  const phases = Object.fromEntries(lines.map(([, name, , middle]) => [name, Number(middle)]));
  const [whole] = lines.filter(([, name]) => name.startsWith('whole'));
  if (!whole) throw new Error(`loyalane_bench says no "whole":\n${told}`);
  return { milliseconds: Number(whole[3]), phases };
}

/** Gigabytes a second that one core reads (a search for a byte that is not there) and copies. */
function memorySpeed() {
  const kBytes = 512 << 20;
  const from = Buffer.alloc(kBytes, 1);
  const to = Buffer.alloc(kBytes, 2);
  const best = (work) => {
    const times = Array.from({ length: 5 }, () => {
      const begin = performance.now();
      work();
      return performance.now() - begin;
    });
    return kBytes / Math.min(...times) / 1e6;
  };
  return { read: best(() => from.indexOf(0)), copy: best(() => from.copy(to)) };
}

export async function native({ isQuick, sizes: wanted, rounds, say }) {
  const sizes = [];
  const version = pandas();
  say(version ? `pandas ${version}` : 'pandas is not installed (python3-pandas): left out');
  for (const rows of wanted ?? kSizes[isQuick ? 'quick' : 'full']) {
    const { file, bytes } = await w1(rows);
    const expected = await answerOf(nativeProgram('tools/cli/loyalane'), file);
    const checked = (answer, name) => {
      if (answer.digest !== expected.digest) throw new WrongAnswer(`${name}: ${JSON.stringify(answer)}`);
      return answer;
    };
    const out = scratch('rfm.csv');
    const command = ['rfm', '--shipments', file, '--as-of', kAsOf, '--out', out];
    const results = await inTurn(
      [
        { name: 'cat', run: () => timed('/bin/cat', [file]) },
        { name: kCore, run: () => core(file) },
        { name: kCommand, run: () => timed(nativeProgram('tools/cli/loyalane'), command) },
        ...[1, 4].map((threads) => ({
          name: kDuckdb[threads],
          run: async () => checked(await runDuckdb(file, threads), kDuckdb[threads]),
        })),
        ...(version && rows <= kPandasRows
          ? [
              {
                name: 'pandas',
                run: () => {
                  const told = execFileSync(
                    '/usr/bin/python3',
                    [project('tools/bench/native/pandas_job.py'), file, kAsOf],
                    {
                      encoding: 'utf8',
                      maxBuffer: 1 << 28,
                    },
                  );
                  return checked(JSON.parse(told), 'pandas');
                },
              },
            ]
          : []),
      ],
      rounds ?? kRounds[isQuick ? 'quick' : 'full'],
      say,
    );
    const times = (slow, fast) => ratios(millisecondsOf(results.get(slow)), millisecondsOf(results.get(fast)));
    sizes.push({
      rows,
      bytes,
      milliseconds: Object.fromEntries([...results].map(([name, result]) => [name, spreadOf(result)])),
      corePhases: results.get(kCore).runs.at(-1).phases,
      aheadOf: Object.fromEntries(
        [...results.keys()]
          .filter((name) => name !== kCore && name !== kCommand)
          .map((name) => [name, { [kCore]: times(name, kCore), [kCommand]: times(name, kCommand) }]),
      ),
    });
  }
  return { sizes, memory: memorySpeed(), pandas: version };
}
