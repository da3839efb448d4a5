// The points ledger of a club: taken, folded, run for a month, written and loaded, natively and as WebAssembly (tools/bench/ledger.cpp, which
// checks its own sums).

import { execFileSync } from 'node:child_process';
import { nativeProgram, wasmProgram } from '../paths.mjs';

const kEntriesOfMember = 50;
const kMembers = { native: { quick: 20_000, full: 1_000_000 }, webAssembly: { quick: 20_000, full: 100_000 } };

/** Each line that the program tells: what, and how much of it. */
const linesOf = (told) =>
  [...told.matchAll(/^ {2}(\S.*?) {2,}(\S.*)$/gm)].map(([, name, value]) => [
    name,
    value.replace(/: +/g, ': ').replace(/ {2,}|(?<=ms) /g, ', '),
  ]);

export function ledger({ isQuick, sizes, say }) {
  const size = isQuick ? 'quick' : 'full';
  const program = 'tools/bench/loyalane_bench';
  const runs = [
    { where: 'natively', command: [nativeProgram(program)], members: kMembers.native[size] },
    {
      where: 'WebAssembly',
      command: [process.execPath, wasmProgram(`${program}.js`)],
      members: kMembers.webAssembly[size],
    },
  ];
  return runs.map(({ where, command: [file, ...before], members }) => {
    const many = sizes?.[0] ?? members;
    const told = execFileSync(file, [...before, '--ledger', String(many)], { encoding: 'utf8' });
    say(`${where}, ${many} members`);
    return { where, entries: many * kEntriesOfMember, lines: linesOf(told) };
  });
}
