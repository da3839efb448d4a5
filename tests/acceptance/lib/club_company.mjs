// The generator's company with its club, and the command line over it month by month.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fixture, run, runOk } from './cli.mjs';
import { parseTable } from './csv.mjs';

const generator = process.env.LOYALANE_GENERATE_NATIVE ?? 'build/native/tools/generate/loyalane_generate';
const datasets = ['shipments', 'members', 'payments', 'participations', 'redemptions', 'gifts', 'referrals'];

/** What the generator's history covers. */
export const months = [
  ...['2025-11', '2025-12'],
  ...Array.from({ length: 10 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`),
];
export const programme = fixture('club/programme.json');

/** 20 000 clean lines of 200 customers, half of them members, into `folder`. */
export function generateClub(folder) {
  const size = ['--rows', '20000', '--customers', '200'];
  runOk(['--out', folder, '--layout', 'statement', '--dirt', 'none', '--with', 'club', ...size], {
    program: generator,
  });
  return folder;
}

/** All files of a sample into `folder`. */
export const generateSample = (folder, id) => runOk(['--sample', id, '--out', folder], { program: generator });

export const fileOf = (folder, name) => path.join(folder, `${name}.csv`);
export const tableOf = (folder, name) => parseTable(readFileSync(fileOf(folder, name), 'utf8')).rows;
export const filesOf = (folder) => datasets.flatMap((name) => [`--${name}`, fileOf(folder, name)]);

/** `loyalty VERB --json`: the answer of a run that must succeed. */
export function loyalty(verb, args) {
  return JSON.parse(runOk(['loyalty', verb, ...args, '--json', '--language', 'en']).out);
}

/** `loyalty VERB` that must fail: the id of its error. */
export function refusedId(verb, args) {
  const done = run(['loyalty', verb, ...args, '--language', 'en']);
  if (done.code !== 1) throw new Error(`exit ${done.code ?? done.signal}\n${done.stderr}`);
  return done.stderr.split(/[: ]/)[0];
}

/** All months, each applied into `folder`/club.loyalane: [{answer, rows}], rows by member. */
export function runMonths(folder, { with: document = programme, until = months.at(-1) } = {}) {
  const club = path.join(folder, 'club.loyalane');
  const out = path.join(folder, 'month.csv');
  return months
    .filter((month) => month <= until)
    .map((month, i) => {
      const from = i === 0 ? [...filesOf(folder), '--programme', document] : ['--project', club];
      const answer = loyalty('run', [...from, '--month', month, '--apply', '--save', club, '--out', out]);
      const { rows } = parseTable(readFileSync(out, 'utf8'));
      return { month, answer, rows, by: new Map(rows.map((row) => [row.member_id, row])) };
    });
}
