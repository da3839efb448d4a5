// Before a club is launched, by the command line and with nothing but shipments (S2-21 to S2-23, S2-29, S2-31, S2-35 to S2-40): the proof
// worked by hand in docs/formulas/cost-proof.md, the repeat cycle counted a second time out of the file, and a gate that stays shut until
// nothing stands against it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { run, runOk, scratchFolder } from './lib/cli.mjs';
import { fileOf, generateClub, loyalty, refusedId, tableOf } from './lib/club_company.mjs';
import { parseTable } from './lib/csv.mjs';

const all = (amount) => ({ low: amount, base: amount, high: amount });
const add = (list, item) => ({ do: 'add', list, item });
const signed = { by: '陈', on: '2026-11-01' };
const score = (criterion, value) => ({ do: 'score', criterion, score: value, ...signed });

/** docs/formulas/cost-proof.md, "Worked example", with another reserve where asked for. */
const proofActs = (reserve) => [
  { do: 'terms', rate: { low: 5, base: 10, high: 15 }, reserve },
  add('costs', { kind: 'platform', label: '平台', amount: all('24000'), timing: 'once', from: 0 }),
  add('costs', { kind: 'staff', label: '人工', amount: { low: '1900', base: '2000', high: '2200' } }),
  add('margins', { label: '毛利', amount: { low: '2300', base: '3000', high: '3600' } }),
];
/** Owners and days for the five steps of leaving. */
const exitActs = ['stop_recruiting', 'city_autonomy', 'merge', 'hand_over', 'close'].map((step, i) => ({
  do: 'step',
  step,
  owner: `部门${i}`,
  due: `2030-0${i + 1}-28`,
}));
const acts = (list) => list.flatMap((act) => ['--act', JSON.stringify(act)]);
const register = (...args) => loyalty('register', ['launch', ...args]);
const view = (...args) => register(...args, '--view', '{}');

test('the proof is the one worked by hand, is kept in the project file, and its months are a table', (t) => {
  const club = path.join(scratchFolder(t), 'club.loyalane');
  const made = register(...acts(proofActs('20000')), '--save', club);
  assert.equal(made.costs.length, 2);
  const { proof, gate } = view('--project', club);
  const [low, base, high] = proof.outlooks;
  assert.deepEqual([low.npv, base.npv, high.npv], ['-20881.35', '7186.46', '29016.98']);
  assert.deepEqual([low.breakEvenMonth, base.breakEvenMonth, high.breakEvenMonth], [null, 24, 15]);
  assert.deepEqual(
    proof.tornado.map(({ kind }) => kind),
    ['margin', 'staff', 'rate', 'platform'],
  );
  assert.deepEqual([proof.worstCase.passes, proof.worstCase.lowestFunds], [false, '-4000.00']);
  assert.deepEqual(
    gate.obstacles.map(({ id }) => id),
    ['ECON-131', 'ECON-133', 'ECON-134'],
  );

  const months = runOk(['loyalty', 'register', 'launch', '--project', club, '--view', '{"table": "months"}']).out;
  const { header, rows } = parseTable(months);
  assert.equal(header.length, 13);
  assert.equal(rows.length, 37);
  let sum = 0;
  for (const [at, row] of rows.entries()) {
    assert.equal(row.month, String(at));
    sum += at === 0 ? -24000 : 3000 - 2000;
    assert.equal(Number(row.base_cumulative), sum);
  }

  // What is refused is not kept.
  const before = readFileSync(club);
  const tooShort = acts([
    { do: 'terms', reserve: '99999' },
    { do: 'terms', months: 35 },
  ]);
  assert.equal(refusedId('register', ['launch', '--project', club, ...tooShort, '--save', club]), 'ECON-106');
  assert.deepEqual(readFileSync(club), before);
});

test('the repeat cycle is the customers’ own, counted a second time out of the file', (t) => {
  const folder = generateClub(scratchFolder(t));
  const told = view('--shipments', fileOf(folder, 'shipments'));
  const { from, to } = told.repeat;
  const days = new Map();
  for (const row of tableOf(folder, 'shipments')) {
    const [day] = row.寄件时间.split(' ');
    if (day < from || day > to) continue;
    const own = days.get(row.月结卡号) ?? new Set();
    days.set(row.月结卡号, own.add(Date.parse(day) / 86_400_000));
  }
  const cycles = [...days.values()].map((own) => {
    const sorted = [...own].sort((a, b) => a - b);
    return sorted.length < 2 ? Infinity : Math.max(1, Math.round((sorted.at(-1) - sorted[0]) / (sorted.length - 1)));
  });
  cycles.sort((a, b) => a - b);
  const middle = (cycles[Math.floor((cycles.length - 1) / 2)] + cycles[Math.floor(cycles.length / 2)]) / 2;
  assert.ok(Number.isFinite(middle) && cycles.length > 100);
  assert.equal(told.repeat.customers, cycles.length);
  assert.equal(told.repeat.cameBack, cycles.filter(Number.isFinite).length);
  assert.equal(told.repeat.medianDays.num / told.repeat.medianDays.den, middle);
  assert.equal(told.repeat.verdict, middle <= 365.25 ? 'passes' : 'warns');
  // Customers are told apart by their account number here: all of them are account customers.
  assert.equal(told.evidence.contract, cycles.length);
});

test('the gate tells every obstacle at once, and opens when none is left', (t) => {
  const folder = scratchFolder(t);
  const club = path.join(folder, 'club.loyalane');
  const approve = { do: 'approve', ...signed };
  const scored = [score('brand', 4), score('base', 2), score('footprint', 3)];
  const refused = run([
    ...['loyalty', 'register', 'launch', '--language', 'en'],
    ...acts([...scored, ...proofActs('20000'), { do: 'approve', ...signed }]),
    ...['--save', club],
  ]);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /^ECON-135: .*\(3\).*not advised.*runs out in month 0.*no exit plan/);
  assert.equal(existsSync(club), false);

  register(...acts([...scored, ...proofActs('24000')]), '--save', club);
  const on = ['launch', '--project', club, '--save', club];
  assert.equal(refusedId('register', [...on, ...acts([approve])]), 'ECON-135');
  // The plan for leaving is the club's own; one without a day for its last step has a gap.
  const exit = (list) => loyalty('register', ['exit', '--project', club, '--save', club, ...acts(list)]);
  exit(exitActs.slice(0, 4));
  const open = view('--project', club).gate.obstacles.map(({ id }) => id);
  assert.deepEqual(open, ['ECON-131', 'ECON-111']);
  exit(exitActs.slice(4));
  assert.equal(refusedId('register', [...on, ...acts([{ do: 'override', reason: ' ', ...signed }])]), 'ECON-105');
  register(
    '--project',
    club,
    '--save',
    club,
    ...acts([{ do: 'override', reason: '先在一城试点', ...signed }, approve]),
  );
  const { gate, document } = view('--project', club);
  assert.deepEqual([gate.approval.by, gate.approval.npv], ['陈', '7186.46']);
  assert.equal(document.override.reason, '先在一城试点');
  assert.equal(refusedId('register', [...on, ...acts([approve])]), 'ECON-136');
  const withdraw = { do: 'withdraw', reason: '预算改了', ...signed };
  register('--project', club, '--save', club, ...acts([withdraw]));
  assert.equal(view('--project', club).document.decisions.length, 2);
  assert.equal(refusedId('register', [...on, ...acts([withdraw])]), 'ECON-137');
});

test('stages wait for their conditions, and a quarter with nothing in it is a gap', (t) => {
  const folder = scratchFolder(t);
  const club = path.join(folder, 'club.loyalane');
  const condition = add('conditions', { label: '选定城市', met: false });
  condition.stage = 'layout_plan';
  const begin = { do: 'begin', stage: 'layout_plan', ...signed };
  register(...acts([condition]), '--save', club);
  const on = ['launch', '--project', club, '--save', club];
  assert.equal(refusedId('register', [...on, ...acts([begin])]), 'ECON-122');
  const met = { ...condition, do: 'change', at: 0, item: { label: '选定城市', met: true } };
  register(...on.slice(1), ...acts([met, begin]));
  assert.equal(refusedId('register', [...on, ...acts([met])]), 'ECON-126');
  // From a file, too.
  const file = path.join(folder, 'offer.json');
  writeFileSync(file, JSON.stringify(add('pipeline', { on: '2027-02-10', name: '新年特惠' })));
  register(...on.slice(1), ...acts([{ do: 'terms', launchOn: '2026-11-11' }]), '--act', file);
  const { pipeline } = view('--project', club);
  // Whole quarters after 11 November 2026: the four of 2027.
  assert.deepEqual(
    pipeline.quarters.map(({ year, quarter, entries }) => [year, quarter, entries]),
    [
      [2027, 1, 1],
      [2027, 2, 0],
      [2027, 3, 0],
      [2027, 4, 0],
    ],
  );
  assert.equal(pipeline.gaps, 3);
});
