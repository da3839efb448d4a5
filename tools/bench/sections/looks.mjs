// W5, what-if: one whole answer to the page while something is dragged (tools/bench/look.cpp checks its parts against each other).

import { execFileSync } from 'node:child_process';
import { WrongAnswer } from '../browser/measure.mjs';
import { nativeProgram, wasmProgram } from '../paths.mjs';

const kRuns = { quick: 5, full: 15 };

/** "  what   first  min  median  max  answers" in milliseconds, line by line; the last is a sum over what was answered. */
const casesOf = (told) =>
  Object.fromEntries(
    [...told.matchAll(/^ {2}(\S.*?)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)(?:\s+([\da-f]{16}))?$/gm)].map(
      ([, name, first, fastest, median, slowest, answers]) => [
        name,
        { first: Number(first), fastest: Number(fastest), median: Number(median), slowest: Number(slowest), answers },
      ],
    ),
  );

export function looks({ isQuick, say }) {
  const runs = String(kRuns[isQuick ? 'quick' : 'full']);
  const results = [];
  for (const customers of isQuick ? [100_000] : [100_000, 1_000_000]) {
    const given = ['--customers', String(customers), '--runs', runs];
    const run = (program, before) => casesOf(execFileSync(program, [...before, ...given], { encoding: 'utf8' }));
    const native = run(nativeProgram('tools/bench/loyalane_bench_look'), []);
    const webAssembly = run(process.execPath, [wasmProgram('tools/bench/loyalane_bench_look.js')]);
    for (const [name, { answers }] of Object.entries(native)) {
      if (webAssembly[name]?.answers !== answers) throw new WrongAnswer(`natively and as WebAssembly differ: ${name}`);
    }
    results.push({ customers, runs: Number(runs), native, webAssembly });
    say(`${customers} customers`);
  }
  return results;
}
