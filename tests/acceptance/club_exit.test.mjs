// Leaving the club by the command line (S2-41): five steps with their locks, a merger's points and tiers, notices, and a close only when nothing
// is owed. Figures are worked out anew from the members' table.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { scratchFolder } from './lib/cli.mjs';
import { generateClub, generateSample, loyalty, programme, refusedId, runMonths } from './lib/club_company.mjs';
import { parseTable } from './lib/csv.mjs';

const steps = ['stop_recruiting', 'city_autonomy', 'merge', 'hand_over', 'close'];
const tiers = JSON.parse(readFileSync(programme, 'utf8')).tiers.tiers.map(({ name }) => name);

/** A plan of which the first `done` steps are done. */
function planWith(folder, { done = 0, ...more } = {}) {
  const file = path.join(folder, `plan-${done}-${Object.keys(more).join('-')}.json`);
  const days = ['2026-02-10', '2026-02-11', '2026-02-12', '2026-02-13', '2026-05-31'];
  const plan = {
    steps: steps.map((step, i) => ({ step, owner: `部门${i}`, due: days[i], done: i < done ? days[i] : null })),
    close: '2026-05-31',
    honourDays: 60,
    ...more,
  };
  writeFileSync(file, JSON.stringify(plan));
  return file;
}

function clubUntilJanuary(t) {
  const folder = scratchFolder(t);
  const [, , january] = runMonths(generateClub(folder), { until: '2026-01' });
  return { folder, club: path.join(folder, 'club.loyalane'), rows: january.rows };
}

test('leaving: steps in order, points settled before the close, and notices on their days', (t) => {
  const { folder, club, rows } = clubUntilJanuary(t);
  const base = ['--project', club, '--on', '2026-02-20'];
  const before = readFileSync(club);
  assert.equal(
    refusedId('exit', [...base, '--plan', planWith(folder, { done: 3 }), '--complete', 'close']),
    'ECON-113',
  );
  const ready = planWith(folder, { done: 4 });
  assert.equal(refusedId('exit', [...base, '--plan', ready, '--complete', 'close', '--save', club]), 'ECON-114');
  assert.equal(refusedId('exit', [...base, '--plan', ready, '--complete', 'merge']), 'ECON-115');
  assert.deepEqual(readFileSync(club), before);

  const asked = loyalty('exit', [...base, '--plan', ready]);
  const held = rows.reduce((sum, row) => sum + Number(row.active) + Number(row.pending), 0);
  assert.ok(held > 0);
  assert.equal(asked.unsettled.points, held);
  assert.deepEqual(
    asked.steps.map(({ state }) => state),
    ['done', 'done', 'done', 'done', 'locked'],
  );
  // 90, 30 and 7 days before 2026-05-31, on the day, 30 days before the end of the honour window, and on its last day.
  const days = ['2026-03-02', '2026-05-01', '2026-05-24', '2026-05-31', '2026-06-30', '2026-07-30'];
  assert.deepEqual(
    asked.notices.map(({ on }) => on),
    days,
  );
  assert.equal(asked.honouredUntil, '2026-07-30');

  const closed = loyalty('exit', [...base, '--plan', ready, '--complete', 'close', '--settle', '--save', club]);
  assert.equal(closed.steps[4].state, 'done');
  assert.equal(closed.unsettled.points, 0);
  const member = rows.find((row) => Number(row.active) > 0).member_id;
  assert.equal(loyalty('statement', ['--project', club, '--member', member, '--as-of', '2026-02-20']).totals.held, 0);
});

test('leaving: open vouchers are those that the register of vouchers counts, and the close waits for them', (t) => {
  const folder = scratchFolder(t);
  runMonths(generateClub(folder));
  const club = path.join(folder, 'club.loyalane');
  const on = '2026-11-01';
  const days = ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04'];
  const plan = {
    steps: steps.map((step, i) => ({ step, owner: '部门', due: days[i] ?? on, done: days[i] ?? null })),
    close: '2026-12-31',
    // A number that older plans carry: it counts nothing.
    vouchersOpen: 999,
  };
  const file = path.join(folder, 'plan.json');
  writeFileSync(file, JSON.stringify(plan));
  const rows = () =>
    loyalty('register', [
      ...['vouchers', '--project', club],
      ...['--view', JSON.stringify({ part: 'vouchers', all: true, asOf: on })],
    ]).rows;
  const open = rows().filter(({ state }) => state === 'open');
  assert.ok(open.length > 1);
  const fen = open.reduce((sum, { value }) => sum + Math.round(Number(value) * 100), 0);
  const base = ['--project', club, '--on', on, '--plan', file];
  const asked = loyalty('exit', base);
  assert.equal(asked.unsettled.vouchers, open.length);
  assert.equal(asked.unsettled.voucherValue, (fen / 100).toFixed(2));
  assert.deepEqual(asked.vouchers.open, { count: open.length, value: (fen / 100).toFixed(2) });
  assert.equal(asked.vouchers.issued.count, rows().length);
  assert.equal(refusedId('exit', [...base, '--complete', 'close', '--settle']), 'ECON-114');
  const acts = open.flatMap(({ id }) => [
    '--act',
    JSON.stringify({ do: 'cancel', voucher: id, day: on, who: 'desk', reason: 'paid out' }),
  ]);
  loyalty('register', ['vouchers', '--project', club, ...acts, '--save', club]);
  const closed = loyalty('exit', [...base, '--complete', 'close', '--settle']);
  assert.deepEqual([closed.unsettled.vouchers, closed.steps[4].state], [0, 'done']);
});

test('leaving: a merger converts each balance once, exactly, and maps every tier', (t) => {
  const { folder, club, rows } = clubUntilJanuary(t);
  const merge = {
    target: 2,
    source: 3,
    rounding: 'down',
    targetTiers: ['Basic', 'Plus'],
    tiers: Object.fromEntries(tiers.map((tier, i) => [tier, i === 0 ? 'Basic' : 'Plus'])),
  };
  // On the last day of the month whose table it is.
  const base = ['--project', club, '--on', '2026-01-31'];
  const { merge: merged } = loyalty('exit', [...base, '--plan', planWith(folder, { merge })]);
  const by = new Map(rows.map((row) => [row.member_id, row]));
  for (const one of merged.members) {
    const row = by.get(one.member);
    assert.equal(one.points, Number(row.active) + Number(row.pending));
    assert.equal(one.converted, Math.floor((one.points * 2) / 3));
    assert.equal(one.converted * 3 + one.remainder, one.points * 2);
    assert.equal(one.tier, row.tier === tiers[0] ? 'Basic' : 'Plus');
  }
  const sum = (key) => merged.members.reduce((total, one) => total + one[key], 0);
  assert.equal(merged.sourceTotal, sum('points'));
  assert.equal(merged.targetTotal, sum('converted'));

  const [first] = tiers;
  const partial = {
    ...merge,
    tiers: Object.fromEntries(Object.entries(merge.tiers).filter(([tier]) => tier === first)),
  };
  const unmapped = planWith(folder, { done: 1, merge: partial });
  assert.equal(refusedId('exit', [...base, '--plan', unmapped]), 'ECON-117');
});

test('leaving: plans that cannot be', (t) => {
  const { folder, club } = clubUntilJanuary(t);
  const base = ['--project', club, '--on', '2026-02-20'];
  const broken = (change) => {
    const plan = JSON.parse(readFileSync(planWith(folder), 'utf8'));
    change(plan);
    const file = path.join(folder, 'broken.json');
    writeFileSync(file, JSON.stringify(plan));
    return file;
  };
  const refused = (change) => refusedId('exit', [...base, '--plan', broken(change)]);
  assert.equal(
    refused((plan) => plan.steps.pop()),
    'BASE-103',
  );
  assert.equal(
    refused((plan) => plan.steps.reverse()),
    'BASE-103',
  );
  assert.equal(
    refused((plan) => (plan.close = 'soon')),
    'BASE-103',
  );
  assert.equal(
    refused((plan) => (plan.honourDays = -1)),
    'BASE-103',
  );
  assert.equal(
    refused((plan) => (plan.merge = { target: 0, source: 1, targetTiers: ['a'], tiers: {} })),
    'ECON-101',
  );
  const noOwner = broken((plan) => (plan.steps[0].owner = ''));
  assert.equal(refusedId('exit', [...base, '--plan', noOwner, '--complete', 'stop_recruiting']), 'ECON-111');
  assert.deepEqual(
    loyalty('exit', [...base, '--plan', noOwner]).gaps.map(({ id }) => id),
    ['ECON-111'],
  );
});

test('leaving by the register: the plan in the project file, its effect by tier, the list, and settling twice', (t) => {
  const { folder, club, rows } = clubUntilJanuary(t);
  const register = (...args) => loyalty('register', ['exit', '--project', club, ...args]);
  const acts = (list) => list.flatMap((act) => ['--act', JSON.stringify(act)]);
  const map = Object.fromEntries(tiers.map((tier, i) => [tier, i === 0 ? 'Basic' : 'Plus']));
  const merge = { target: 2, source: 3, rounding: 'down', targetTiers: ['Basic', 'Plus'], tiers: map };
  register(
    ...acts([
      ...steps.map((step) => ({ do: 'step', step, owner: '会员部', due: '2026-05-31' })),
      ...steps.slice(0, 4).map((step) => ({ do: 'complete', step, on: '2026-02-10' })),
      { do: 'window', close: '2026-05-31', honourDays: 60 },
      { do: 'merge', merge },
    ]),
    '--save',
    club,
  );
  const before = readFileSync(club);
  const complete = JSON.stringify({ do: 'complete', step: 'close', on: '2026-02-20' });
  assert.equal(refusedId('register', ['exit', '--project', club, '--act', complete, '--save', club]), 'ECON-114');
  assert.deepEqual(readFileSync(club), before);

  const on = '2026-01-31';
  const view = register('--view', JSON.stringify({ on }));
  const held = rows.reduce((sum, row) => sum + Number(row.active) + Number(row.pending), 0);
  assert.equal(view.unsettled.points, held);
  for (const { tier, members, points, converted, target } of view.merge.tiers) {
    const own = rows.filter((row) => row.tier === tier && Number(row.active) + Number(row.pending) > 0);
    const balances = own.map((row) => Number(row.active) + Number(row.pending));
    assert.equal(members, own.length);
    assert.equal(
      points,
      balances.reduce((sum, one) => sum + one, 0),
    );
    assert.equal(
      converted,
      balances.reduce((sum, one) => sum + Math.floor((one * 2) / 3), 0),
    );
    assert.equal(target, map[tier]);
  }
  assert.ok(view.notices.every(({ members, merchants }) => members.includes('2026-07-30') && merchants.length > 20));

  const list = path.join(folder, 'list.csv');
  const base = ['--project', club, '--on', '2026-02-20'];
  const settled = loyalty('exit', [...base, '--settle', '--complete', 'close', '--list', list, '--save', club]);
  assert.equal(settled.steps[4].state, 'done');
  const { rows: listed } = parseTable(readFileSync(list, 'utf8'));
  assert.equal(listed.length, settled.settles.members);
  assert.equal(
    listed.reduce((sum, row) => sum + Number(row.settled), 0),
    settled.settles.points,
  );
  // The project kept both: the day of the close and the charges.
  assert.equal(register().steps[4].done, '2026-02-20');
  const after = loyalty('exit', [...base, '--settle']);
  assert.equal(after.settles.points, 0);
  assert.deepEqual(after.settlements, [{ on: '2026-02-20', ...settled.settles }]);
});

test('the sample with a club: its rules know every reward, and each of its months runs', (t) => {
  const folder = scratchFolder(t);
  generateSample(folder, 'club');
  const months = runMonths(folder, { with: path.join(folder, 'programme.json') });
  assert.equal(months.length, 12);
  const refused = months.flatMap(({ answer }) => answer.refused.map(({ id }) => id));
  // Arrears hold some back; nothing is unknown (LOYALTY-204).
  assert.deepEqual([...new Set(refused)], ['LOYALTY-111']);
  const total = (key) => months.reduce((sum, { answer }) => sum + answer.total[key], 0);
  assert.ok(total('earned') > 0 && total('spent') > 0 && total('expired') > 0);
});
