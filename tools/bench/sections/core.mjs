// The core alone on one core, by phase: natively and as WebAssembly under node, UTF-8 and GB18030 (tools/bench/main.cpp checks the answer).

import { execFileSync } from 'node:child_process';
import { nativeProgram, wasmProgram } from '../paths.mjs';
import { w1 } from '../data.mjs';

const kRuns = { quick: 5, full: 25 };

/** "  phase   ms min  median  GB/s max  median", line by line. */
const phasesOf = (told) =>
  [...told.matchAll(/^ {2}(\S[^\d\n]*?)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)$/gm)].map(
    ([, name, fastest, median, , speed]) => ({
      name,
      fastest: Number(fastest),
      median: Number(median),
      gigabytesPerSecond: Number(speed),
    }),
  );

export async function core({ isQuick, say }) {
  const rows = isQuick ? 100_000 : 1_000_000;
  const { file, bytes } = await w1(rows);
  const gb18030 = await w1(rows, 'gb18030');
  const runs = ['--runs', String(kRuns[isQuick ? 'quick' : 'full'])];
  const native = nativeProgram('tools/bench/loyalane_bench');
  const wasm = wasmProgram('tools/bench/loyalane_bench.js');
  const cases = [
    ['native', native, [file]],
    ['WebAssembly', process.execPath, [wasm, file]],
    ['native, GB18030', native, [gb18030.file, '--encoding', 'gb18030']],
    ['WebAssembly, GB18030', process.execPath, [wasm, gb18030.file, '--encoding', 'gb18030']],
  ];
  const results = {};
  for (const [name, program, given] of cases) {
    const told = execFileSync(program, [...given, ...runs], { encoding: 'utf8' });
    results[name] = phasesOf(told);
    say(`${name}: whole ${results[name].at(-1).gigabytesPerSecond} GB/s`);
  }
  return { rows, bytes, results };
}
