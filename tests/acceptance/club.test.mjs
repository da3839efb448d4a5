// The club by the command line: months of the generator's company run one after the other (journey J5), against sums that must add
// up, against a second computation of points (oracle/points.mjs), and against the club's own replay. Every refusal that files and options
// can cause is told by its id.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { projectRoot, runOk, scratchFolder } from './lib/cli.mjs';
import {
  fileOf,
  filesOf,
  generateClub,
  loyalty,
  months,
  programme,
  refusedId,
  runMonths,
  tableOf,
} from './lib/club_company.mjs';
import { parseTable, toCsv } from './lib/csv.mjs';
import { schemaRows } from './lib/schema_rows.mjs';
import { accountOf, earnedByMonth, monthEnd } from './oracle/points.mjs';

const moves = ['opening', 'earned', 'spent', 'expired', 'takenBack', 'writtenOff', 'closing'];
const columns = ['opening', 'earned', 'spent', 'expired', 'taken_back', 'written_off', 'closing'];
const movesOf = (row) => Object.fromEntries(moves.map((name, i) => [name, Number(row[columns[i]])]));
const addsUp = (of) => of.opening + of.earned - of.spent - of.expired - of.takenBack + of.writtenOff === of.closing;
const read = (file) => readFileSync(file);

/** The fixture's programme with other values, as a file. */
function programmeWith(folder, name, change) {
  const document = JSON.parse(readFileSync(programme, 'utf8'));
  change(document);
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(document));
  return file;
}

/** Rewrites a CSV file of the company: records with their header in, records out. */
function rewrite(folder, name, change) {
  const file = fileOf(folder, name);
  const { header, rows } = parseTable(readFileSync(file, 'utf8'));
  writeFileSync(file, toCsv([header, ...change(rows).map((row) => header.map((key) => row[key]))]));
}

const python = '/usr/bin/python3';
const oracle = path.join(projectRoot, 'tests/acceptance/oracle/project_file.py');
const unzip = 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))';
const partOf = (file, name) => execFileSync(python, ['-c', unzip, file, name]).toString();

const cardDay = (member) => member.发卡日期;
const activeMembers = (folder) => tableOf(folder, 'members').filter((row) => row.会员状态 === '有效');

test('a year of months: what is opened, earned, spent and expired is what is closed, member by member', (t) => {
  const folder = generateClub(scratchFolder(t));
  const runs = runMonths(folder);
  assert.equal(runs.length, 12);
  runs.forEach(({ month, answer, rows, by }, i) => {
    assert.ok(addsUp(answer.total), month);
    const before = i === 0 ? undefined : runs[i - 1];
    assert.equal(answer.total.opening, before?.answer.total.closing ?? 0, month);
    const sum = Object.fromEntries(moves.map((name) => [name, 0]));
    for (const row of rows) {
      const moved = movesOf(row);
      assert.ok(addsUp(moved), `${month} ${row.member_id}`);
      assert.equal(moved.opening, Number(before?.by.get(row.member_id).closing ?? 0), `${month} ${row.member_id}`);
      for (const name of moves) sum[name] += moved[name];
    }
    assert.deepEqual(sum, answer.total, month);
    assert.deepEqual(
      [answer.period, answer.applied, answer.wasClosed, by.size],
      [month, true, false, tableOf(folder, 'members').length],
    );
  });
  // Everything happens in this company: what is not in it is not held.
  const sumOf = (name) => runs.reduce((sum, { answer }) => sum + answer.total[name], 0);
  for (const name of ['earned', 'spent', 'expired']) assert.ok(sumOf(name) > 0, name);

  const club = path.join(folder, 'club.loyalane');
  const liability = loyalty('liability', ['--project', club]);
  assert.deepEqual(
    liability.months,
    runs.map(({ month, answer }) => ({ period: month, ...answer.total })),
  );
  // 80 % of the points by hand, 5.00 for 100 of them.
  const fen = Math.round(liability.closing * 0.8 * 5);
  assert.equal(liability.amount, `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`);
  assert.ok(liability.rate.byHand);

  const half = loyalty('liability', ['--project', club, '--from', months[3], '--to', months[7]]);
  assert.deepEqual(half.months, liability.months.slice(3, 8));
});

test('points of every member and month are those of a second computation', (t) => {
  const folder = generateClub(scratchFolder(t));
  const runs = runMonths(folder);
  const shipments = tableOf(folder, 'shipments');
  const redemptions = tableOf(folder, 'redemptions');
  const expected = new Map();
  const refused = new Map();
  const months12 = runs.map(({ month }) => month);
  for (const member of tableOf(folder, 'members')) {
    // Without a day of exit nobody knows until when an exited or suspended one was a member (docs/club.md).
    const isDated = member.会员状态 === '有效' || (member.会员状态 === '已退出' && member.退会日期 !== '');
    const isMember = isDated && cardDay(member) !== '';
    const earned = isMember
      ? earnedByMonth(shipments, { account: member.月结卡号, from: cardDay(member), to: member.退会日期 })
      : new Map();
    const own = redemptions
      .filter((row) => row.会员号 === member.会员号)
      .sort((a, b) => (a.兑换时间 < b.兑换时间 ? -1 : 1));
    const may = own.filter((row) => {
      const day = row.兑换时间.slice(0, 10);
      return member.会员状态 === '有效' && day >= cardDay(member);
    });
    const account = accountOf(earned, may, months12);
    expected.set(member.会员号, account.months);
    for (const row of own) {
      if (!may.includes(row)) refused.set(row.兑换单号, 'LOYALTY-324');
      else if (account.refused.includes(row.兑换单号)) refused.set(row.兑换单号, 'LOYALTY-101');
    }
  }
  let compared = 0;
  for (const { month, rows } of runs) {
    for (const row of rows) {
      const { earned, spent, expired, closing } = movesOf(row);
      assert.deepEqual(
        { earned, spent, expired, closing },
        expected.get(row.member_id)[month],
        `${month} ${row.member_id}`,
      );
      compared += earned > 0 ? 1 : 0;
    }
  }
  assert.ok(compared > 100, `${compared} months of members earned`);
  const told = new Map(runs.at(-1).answer.refused.map((one) => [one.document, one.id]));
  assert.deepEqual(told, refused);
  // A statement says the same, entry by entry.
  const spender = redemptions.find((row) => !refused.has(row.兑换单号) && row.撤销时间 === '').会员号;
  const statement = loyalty('statement', ['--project', path.join(folder, 'club.loyalane'), '--member', spender]);
  const closing = expected.get(spender)[months12.at(-1)].closing;
  assert.deepEqual([statement.totals.held, statement.entries.at(-1).balance], [closing, closing]);
  assert.equal(
    statement.lots.reduce((sum, lot) => sum + lot.remaining, 0),
    closing,
  );
  for (const lot of statement.lots) {
    const taken = lot.takenBy.reduce((sum, one) => sum + one.points, 0);
    assert.equal(lot.remaining + taken + lot.expired, lot.points, lot.source);
  }
});

test('a month run twice, dry or applied, changes nothing', (t) => {
  const folder = generateClub(scratchFolder(t));
  runMonths(folder, { until: '2026-03' });
  const inFolder = (name) => path.join(folder, name);
  const club = inFolder('club.loyalane');
  const bytes = read(club);
  const table = read(inFolder('month.csv'));
  const again = (name, ...options) =>
    loyalty('run', [
      '--project',
      club,
      '--out',
      inFolder(`${name}.csv`),
      '--save',
      inFolder(`${name}.loyalane`),
      ...options,
    ]);

  const second = again('second', '--month', '2026-03', '--apply');
  assert.deepEqual([second.wasClosed, second.added], [true, 0]);
  assert.deepEqual(read(inFolder('second.csv')), table);
  assert.deepEqual(read(inFolder('second.loyalane')), bytes);
  // An earlier month is told as it was closed; the next one, dry, leaves the file as it was.
  const earlier = again('earlier', '--month', '2025-12');
  assert.ok(earlier.wasClosed && addsUp(earlier.total));
  assert.deepEqual(read(inFolder('earlier.loyalane')), bytes);
  const dry = again('dry');
  assert.deepEqual([dry.period, dry.applied], ['2026-04', false]);
  assert.ok(dry.added > 0 && dry.total.earned > 0);
  assert.deepEqual(read(inFolder('dry.loyalane')), bytes);
  assert.deepEqual(read(club), bytes);
  // What it told comes true.
  const applied = again('applied', '--apply');
  assert.deepEqual({ ...dry, applied: true }, applied);
  assert.deepEqual(read(inFolder('applied.csv')), read(inFolder('dry.csv')));
});

test('a project file saved in another folder still finds its files', (t) => {
  const folder = generateClub(scratchFolder(t));
  const other = scratchFolder(t);
  const relative = (file) => path.relative(projectRoot, file);
  const here = path.join(folder, 'club.loyalane');
  const there = path.join(other, 'club.loyalane');
  const files = filesOf(folder).map((word, i) => (i % 2 === 0 ? word : relative(word)));
  const options = ['--programme', programme, '--month', '2025-11', '--apply', '--save'];
  for (const save of [here, there, relative(there)]) {
    const { total } = loyalty('run', [...files, ...options, save]);
    for (const project of [save, relative(save)]) {
      const again = loyalty('run', ['--project', project, '--month', '2025-11']);
      assert.deepEqual([again.wasClosed, again.total], [true, total]);
    }
  }
  // Beside its files it moves with them; of a project file read elsewhere the names are mended.
  loyalty('run', ['--project', there, '--month', '2025-12', '--apply', '--save', here]);
  const moved = path.join(other, 'moved');
  cpSync(folder, moved, { recursive: true });
  rmSync(folder, { recursive: true });
  assert.equal(loyalty('run', ['--project', path.join(moved, 'club.loyalane')]).period, '2026-01');
});

test('half of the redemptions first, then all: the open month ends the same', (t) => {
  const folder = generateClub(scratchFolder(t));
  const month = [...new Set(tableOf(folder, 'redemptions').map((row) => row.兑换时间.slice(0, 7)))]
    .sort()
    .find((one) => tableOf(folder, 'redemptions').filter((row) => row.兑换时间.startsWith(one)).length >= 4);
  assert.ok(month > months[0], 'a month with four redemptions');
  runMonths(folder, { until: months[months.indexOf(month) - 1] });
  const halves = scratchFolder(t);
  cpSync(folder, halves, { recursive: true });
  const close = (where) =>
    loyalty('run', [
      '--project',
      path.join(where, 'club.loyalane'),
      '--month',
      month,
      '--apply',
      '--save',
      path.join(where, 'club.loyalane'),
    ]);
  const all = readFileSync(fileOf(halves, 'redemptions'), 'utf8');
  rewrite(halves, 'redemptions', (rows) => rows.filter((_, i) => i % 2 === 0));
  const half = loyalty('run', [
    '--project',
    path.join(halves, 'club.loyalane'),
    '--month',
    month,
    '--save',
    path.join(halves, 'club.loyalane'),
  ]);
  writeFileSync(fileOf(halves, 'redemptions'), all);
  const whole = close(halves);
  assert.ok(half.total.spent < whole.total.spent);
  assert.deepEqual(whole, close(folder));
  assert.deepEqual(read(path.join(halves, 'club.loyalane')), read(path.join(folder, 'club.loyalane')));
});

test('a replay without lift gives the months that were run, arrears or not', (t) => {
  const folder = generateClub(scratchFolder(t));
  const gated = programmeWith(folder, 'gated', (of) => (of.arrears = { overdue_days: 30 }));
  for (const document of [programme, gated]) {
    const runs = runMonths(folder, { with: document });
    const replay = loyalty('simulate', [...filesOf(folder), '--programme', document, '--months', '12']);
    assert.equal(replay.monthsOfHistory, 12);
    assert.deepEqual(
      replay.months.map((month) => [month.period, ...moves.map((name) => month[name])]),
      runs.map(({ month, answer }) => [month, ...moves.map((name) => answer.total[name])]),
    );
    const held = runs.reduce((sum, { answer }) => sum + answer.heldPoints, 0);
    assert.equal(held > 0, document === gated, `${held} points held`);
  }
  // Beyond the history its twelve months come again, and a lift is paid for by nobody else.
  const more = loyalty('simulate', [
    ...filesOf(folder),
    '--programme',
    programme,
    '--months',
    '24',
    '--lift-percent',
    '10',
  ]);
  assert.equal(more.months.length, 24);
  more.months.slice(12).forEach((month, i) => assert.equal(month.baseAmount, more.months[i].baseAmount, month.period));
  for (const month of more.months) assert.ok(addsUp(month), month.period);
});

test('the worked example of docs/formulas/club-simulation.md', (t) => {
  const folder = scratchFolder(t);
  const file = (name, text) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const rows = ['LY1,K1,2026-05-10,100.00', 'LY2,K1,2026-06-10,50.00'];
  const shipments = file('shipments.csv', ['waybill_no,customer_id,ship_date,freight', ...rows, ''].join('\n'));
  const members = file('members.csv', '会员号,客户编码,会员状态,发卡日期\nM1,K1,有效,2026-05-01\n');
  const args = ['--shipments', shipments, '--members', members, '--programme', 'minimal', '--months', '4'];
  const { months: told } = loyalty('simulate', [...args, '--lift-percent', '10']);
  assert.deepEqual(
    told.map((of) => [of.period, of.baseAmount, of.liftAmount, of.earned, of.closing, of.marginGained, of.liability]),
    [
      ['2026-05', '100.00', '10.00', 110, 110, '2.00', '1.10'],
      ['2026-06', '50.00', '5.00', 55, 165, '1.00', '1.65'],
      ['2026-07', '100.00', '10.00', 110, 275, '2.00', '2.75'],
      ['2026-08', '50.00', '5.00', 55, 330, '1.00', '3.30'],
    ],
  );
  // Half of what is active each month, from the next one on: 110 → 55; 110 − 55 + 55 = 110 → 55; 110 − 55 + 110 = 165 → 82.
  const half = loyalty('simulate', [
    ...args,
    '--lift-percent',
    '10',
    '--redeem-percent',
    '50',
    '--cost-per-100',
    '2.00',
  ]);
  assert.deepEqual(
    half.months.map((of) => [of.spent, of.closing, of.redeemedCost]),
    [
      [0, 110, '0.00'],
      [55, 110, '1.10'],
      [55, 165, '1.10'],
      [82, 138, '1.64'],
    ],
  );
});

test('files that end early and members that are taken off the list change no closed month', (t) => {
  const folder = generateClub(scratchFolder(t));
  const runs = runMonths(folder, { until: '2026-04' });
  const club = path.join(folder, 'club.loyalane');
  const { closing } = runs.at(-1).answer.total;
  const quiet = (answer) => [answer.total.opening, answer.total.takenBack, answer.late, answer.conflicts];
  const cut = runMonthsAgain(folder, club, ['--month', '2026-05', '--as-of', '2026-03-31']);
  assert.deepEqual([...quiet(cut), cut.total.earned], [closing, 0, 0, 0, 0]);
  const whole = readFileSync(fileOf(folder, 'shipments'), 'utf8');
  rewrite(folder, 'shipments', (rows) => rows.filter((row) => row.寄件时间 < '2026-04-20'));
  assert.deepEqual(quiet(runMonthsAgain(folder, club, ['--month', '2026-05'])), [closing, 0, 0, 0]);
  writeFileSync(fileOf(folder, 'shipments'), whole);

  const gone = richMember(folder).会员号;
  const before = runMonthsAgain(folder, club, ['--month', '2026-05']);
  rewrite(folder, 'members', (rows) => rows.filter((row) => row.会员号 !== gone));
  const out = path.join(folder, 'without.csv');
  const without = runMonthsAgain(folder, club, ['--month', '2026-05', '--out', out]);
  assert.deepEqual(quiet(without), [closing, 0, 0, 0]);
  assert.ok(addsUp(without.total) && without.total.earned < before.total.earned);
  const row = parseTable(readFileSync(out, 'utf8')).rows.find((one) => one.member_id === gone);
  assert.deepEqual([row.state, row.opening, row.earned], ['exited', runs.at(-1).by.get(gone).closing, '0']);
});

test('a member number of two customers is the first one’s', (t) => {
  const folder = scratchFolder(t);
  const file = (name, ...lines) => {
    writeFileSync(path.join(folder, name), [...lines, ''].join('\n'));
    return [`--${name.split('.')[0]}`, path.join(folder, name)];
  };
  const rows = ['LY1,K1,2026-05-10,100.00', 'LY2,K2,2026-05-10,30.00', 'LY3,K1,2026-06-10,7.00'];
  const args = [
    ...file('shipments.csv', 'waybill_no,customer_id,ship_date,freight', ...rows),
    ...file('members.csv', '会员号,客户编码,会员状态,发卡日期', 'M1,K1,有效,2026-01-01', 'M1,K2,有效,2026-01-01'),
  ];
  const club = path.join(folder, 'club.loyalane');
  const totals = [
    [...args, '--programme', 'minimal', '--month', '2026-05'],
    ['--project', club, '--month', '2026-06'],
  ].map((from) => loyalty('run', [...from, '--apply', '--save', club]));
  assert.deepEqual(
    totals.map(({ total, counts }) => [counts.members, total.earned, total.closing]),
    [
      [1, 100, 100],
      [1, 7, 107],
    ],
  );
});

test('an opening balance out of a points file, and where its balance is not its sum', (t) => {
  const folder = scratchFolder(t);
  const file = (name, ...lines) => {
    writeFileSync(path.join(folder, name), [...lines, ''].join('\n'));
    return [`--${name.split('.')[0]}`, path.join(folder, name)];
  };
  const args = [
    ...file('shipments.csv', 'waybill_no,customer_id,ship_date,freight', 'LY1,K1,2026-05-10,100.00'),
    ...file('members.csv', '会员号,客户编码,会员状态,发卡日期', 'M1,K1,有效,2026-01-01', 'M2,K2,有效,2026-01-01'),
    // M1: 300 to the end of June and 200 to the end of the year, 120 taken: of June's 180 are left. M2: its balance is 10 more than its lines.
    ...file(
      'points.csv',
      '会员号,积分变动,发生时间,有效期至,积分余额',
      'M1,300,2026-01-10,2026-06-30,300',
      'M1,200,2026-02-10,2026-12-31,500',
      'M1,-120,2026-03-10,,380',
      'M2,50,2026-03-01,2026-12-31,60',
      'M2,40,2026-05-02,2026-12-31,100',
    ),
  ];
  const club = path.join(folder, 'club.loyalane');
  const run = (month, from = ['--project', club]) =>
    loyalty('run', [...from, '--month', month, '--apply', '--save', club]);
  const may = run('2026-05', [...args, '--programme', 'minimal']);
  assert.deepEqual(may.openingDifferences, [{ member: 'M2', balance: 60, counted: 50 }]);
  assert.deepEqual([may.total.earned, may.total.closing], [100, 380 + 50 + 100]);
  const june = run('2026-06');
  assert.deepEqual([june.total.expired, june.added, june.openingDifferences], [0, 0, []]);
  assert.equal(run('2026-07').total.expired, 180);
  const { lots } = loyalty('statement', ['--project', club, '--member', 'M1']);
  assert.deepEqual(
    lots.map((lot) => [lot.points, lot.lastDay, lot.remaining, lot.expired]),
    [
      [180, '2026-06-30', 0, 180],
      [200, '2026-12-31', 200, 0],
      [100, null, 100, 0],
    ],
  );
});

test('rows that arrive after the close are supplements of the next month, listed as late', (t) => {
  const folder = generateClub(scratchFolder(t));
  runMonths(folder, { until: '2026-04' });
  const club = path.join(folder, 'club.loyalane');
  const member = activeMembers(folder).find((row) => cardDay(row) < '2026-02-01');
  const account = { account: member.月结卡号, from: cardDay(member), to: '' };
  const before = earnedByMonth(tableOf(folder, 'shipments'), account);
  rewrite(folder, 'shipments', (rows) => {
    const like = rows.find((row) => row.月结卡号 === member.月结卡号);
    const late = {
      ...like,
      运单号: 'LY9999999999999',
      寄件时间: '2026-02-10 10:00',
      承诺时间: '',
      签收时间: '',
      运费: '1234.56',
    };
    return [...rows, late];
  });
  const after = earnedByMonth(tableOf(folder, 'shipments'), account);
  const more = after.get('2026-02') - (before.get('2026-02') ?? 0);
  assert.ok(more >= 1234);
  const plain = runMonthsAgain(folder, club, ['--month', '2026-05']);
  assert.equal(plain.late, 1);
  const source = before.has('2026-02') ? '2026-02#2' : '2026-02';
  assert.deepEqual(plain.lateEntries, [
    { member: member.会员号, source, day: monthEnd('2026-02'), kind: 'earn', points: more },
  ]);
  runMonthsAgain(folder, club, ['--month', '2026-05', '--apply', '--save', club]);
  const { entries } = loyalty('statement', ['--project', club, '--member', member.会员号]);
  const entry = entries.find((one) => one.source === source && one.kind === 'earn');
  assert.deepEqual(
    [entry.postedOn, entry.day, entry.late, entry.points, entry.period],
    ['2026-05-01', '2026-02-28', true, more, '2026-05'],
  );
  // Closed months stay as they were told; a row that is taken away again is taken back.
  rewrite(folder, 'shipments', (rows) => rows.filter((row) => row.运单号 !== 'LY9999999999999'));
  const back = runMonthsAgain(folder, club, ['--month', '2026-06']);
  assert.equal(back.total.takenBack, more);
  assert.deepEqual(
    back.lateEntries.map((one) => [one.member, one.kind, one.points]),
    [[member.会员号, 'refund', more]],
  );
});

function runMonthsAgain(folder, club, options) {
  return loyalty('run', ['--project', club, ...options]);
}

/** A company of three months with what `change` does to it, and the fourth month of it. */
function fourthMonth(t, change, document = () => programme) {
  const folder = generateClub(scratchFolder(t));
  const of = document(folder);
  runMonths(folder, { with: of, until: '2026-04' });
  change(folder);
  const { refused } = runMonthsAgain(folder, path.join(folder, 'club.loyalane'), ['--month', '2026-05']);
  return refused;
}

const redemption = (member, more = {}) => ({
  兑换单号: 'DH99999999',
  会员号: member.会员号,
  兑换时间: '2026-05-20 10:00',
  兑换类型: '抵用券',
  礼品编码: '',
  兑换内容: '20元运费抵用券',
  兑换数量: '1',
  使用积分: '400',
  撤销时间: '',
  ...more,
});
/** The refusals of documents that a test made, as [document, id]. */
const idsOf = (refused) =>
  refused.filter((one) => one.document.startsWith('DH999')).map((one) => [one.document, one.id]);
const ask = (folder, ...rows) => rewrite(folder, 'redemptions', (known) => [...known, ...rows]);
/** A member who has earned much more than anything costs. */
function richMember(folder) {
  const before = activeMembers(folder).filter((row) => cardDay(row) < '2026-02-01');
  const shipments = tableOf(folder, 'shipments');
  return before.find((row) => {
    const earned = earnedByMonth(shipments, { account: row.月结卡号, from: cardDay(row), to: '' });
    return (earned.get('2026-04') ?? 0) > 2000;
  });
}

test('what is cancelled of the month in which a member joined is taken back as well', (t) => {
  const folder = generateClub(scratchFolder(t));
  const joined = (day) => day.slice(8) > '05' && day.slice(8) < '25' && day < '2026-03-01';
  const member = activeMembers(folder).find((row) => joined(cardDay(row)));
  const extra = {
    运单号: 'LY9999999999999',
    寄件时间: `${monthEnd(cardDay(member).slice(0, 7))} 10:00`,
    运费: '5000.00',
  };
  rewrite(folder, 'shipments', (rows) => [
    ...rows,
    { ...rows.find((row) => row.月结卡号 === member.月结卡号), ...extra, 承诺时间: '', 签收时间: '' },
  ]);
  runMonths(folder, { until: '2026-04' });
  rewrite(folder, 'shipments', (rows) => rows.filter((row) => row.运单号 !== extra.运单号));
  const { total } = runMonthsAgain(folder, path.join(folder, 'club.loyalane'), ['--month', '2026-05']);
  assert.equal(total.takenBack, 5000);
});

test('redemptions that cannot be are refused one by one, each by its id', (t) => {
  const refused = fourthMonth(t, (folder) => {
    const rich = richMember(folder);
    const members = tableOf(folder, 'members');
    const suspended = members.find((row) => row.会员状态 === '暂停');
    const applied = members.find((row) => row.会员状态 === '申请');
    ask(
      folder,
      redemption(rich, { 使用积分: '9999999' }),
      redemption(rich, { 兑换单号: 'DH99999998', 兑换内容: '月球旅行' }),
      redemption(suspended, { 兑换单号: 'DH99999997' }),
      redemption(applied, { 兑换单号: 'DH99999996' }),
      redemption(rich, { 兑换单号: 'DH99999994' }),
    );
  });
  assert.deepEqual(
    new Map(idsOf(refused)),
    new Map([
      ['DH99999999', 'LOYALTY-101'],
      ['DH99999998', 'LOYALTY-204'],
      ['DH99999997', 'LOYALTY-324'],
      ['DH99999996', 'LOYALTY-324'],
    ]),
  );
  for (const one of refused) assert.ok(one.text.length > 10 && one.remedy.length > 5, one.id);
});

test('below the number from which points are redeemed: LOYALTY-112', (t) => {
  const refused = fourthMonth(
    t,
    (folder) => ask(folder, redemption(richMember(folder))),
    (folder) => programmeWith(folder, 'from', (of) => (of.redeem_from = 1_000_000)),
  );
  assert.deepEqual(idsOf(refused), [['DH99999999', 'LOYALTY-112']]);
});

test('a member with an overdue statement waits: LOYALTY-111, and his points are held until he pays', (t) => {
  const folder = generateClub(scratchFolder(t));
  const member = richMember(folder);
  const owes = (rows) =>
    rows.map((row) =>
      row.月结卡号 === member.月结卡号 && row.账单月份 === '2026-03' ? { ...row, 付款日期: '', 付款金额: '' } : row,
    );
  const paid = readFileSync(fileOf(folder, 'payments'), 'utf8');
  const document = programmeWith(folder, 'gated', (of) => (of.arrears = { overdue_days: 30 }));
  rewrite(folder, 'payments', owes);
  ask(folder, redemption(member));
  const runs = runMonths(folder, { with: document, until: '2026-05' });
  const { answer, by } = runs.at(-1);
  assert.deepEqual(idsOf(answer.refused), [['DH99999999', 'LOYALTY-111']]);
  const earned = earnedByMonth(tableOf(folder, 'shipments'), {
    account: member.月结卡号,
    from: cardDay(member),
    to: '',
  });
  // Due on 30 April: on that day nothing is held yet, on 31 May it is.
  assert.deepEqual(
    [Number(runs.at(-2).by.get(member.会员号).held), Number(by.get(member.会员号).held)],
    [0, earned.get('2026-05')],
  );
  assert.equal(by.get(member.会员号).earned, '0');

  writeFileSync(fileOf(folder, 'payments'), paid);
  const after = runMonthsAgain(folder, path.join(folder, 'club.loyalane'), ['--month', '2026-06']);
  const own = after.lateEntries.filter((one) => one.member === member.会员号);
  assert.deepEqual(
    own.map((one) => [one.source, one.kind, one.amount ?? one.points]),
    [
      ['2026-05', 'earn', earned.get('2026-05')],
      ['DH99999999', 'spend', 400],
      ['DH99999999', 'given', '20.00'], // the voucher that it asks for
    ],
  );
});

test('a redemption that comes late and undone already costs nothing', (t) => {
  const folder = generateClub(scratchFolder(t));
  runMonths(folder, { until: '2026-05' });
  const club = path.join(folder, 'club.loyalane');
  const member = richMember(folder);
  const plain = runMonthsAgain(folder, club, ['--month', '2026-06']);
  ask(folder, redemption(member, { 撤销时间: '2026-05-25 09:00' }));
  const late = runMonthsAgain(folder, club, ['--month', '2026-06']);
  assert.deepEqual(late.total, plain.total);
  assert.deepEqual(idsOf(late.refused), []);
  assert.deepEqual(
    late.lateEntries.map((one) => [one.kind, one.amount ?? one.points]),
    [
      ['spend', 400],
      ['restore', 400],
      ['given', '20.00'],
      ['withdrawn', '20.00'],
    ],
  );
});

test('a redemption undone on another day than before stays as it was: LOYALTY-107', (t) => {
  const folder = generateClub(scratchFolder(t));
  ask(folder, redemption(richMember(folder), { 撤销时间: '2026-05-25 09:00' }));
  runMonths(folder, { until: '2026-05' });
  rewrite(folder, 'redemptions', (rows) =>
    rows.map((row) => (row.兑换单号 === 'DH99999999' ? { ...row, 撤销时间: '2026-05-26 09:00' } : row)),
  );
  const club = path.join(folder, 'club.loyalane');
  const answer = runMonthsAgain(folder, club, ['--month', '2026-06']);
  assert.equal(answer.conflicts, 1);
  assert.deepEqual(
    answer.conflictEntries.map((one) => [one.id, one.source, one.kind, one.day, one.points]),
    [['LOYALTY-107', 'DH99999999', 'restore', '2026-05-26', 400]],
  );
});

test('months out of order, strangers, and wishes that cannot be', (t) => {
  const folder = generateClub(scratchFolder(t));
  runMonths(folder, { until: '2025-11' });
  const club = path.join(folder, 'club.loyalane');
  const files = [...filesOf(folder), '--programme', programme];
  assert.equal(refusedId('run', ['--project', club, '--month', '2026-01']), 'LOYALTY-109');
  assert.equal(refusedId('run', ['--project', club, '--month', '2026-13']), 'BASE-103');
  assert.equal(refusedId('statement', ['--project', club, '--member', 'nobody']), 'LOYALTY-401');
  assert.equal(refusedId('simulate', [...files, '--first-month', '2030-01']), 'LOYALTY-205');
  assert.equal(refusedId('simulate', [...files, '--months', '121']), 'BASE-103');
  assert.equal(refusedId('liability', ['--project', club, '--from', '2026-02', '--to', '2026-01']), 'BASE-103');
});

test('a club that begins in the middle of the history earns from its first month on, and nothing is made up later', (t) => {
  const folder = generateClub(scratchFolder(t));
  const club = path.join(folder, 'club.loyalane');
  const whole = scratchFolder(t);
  const months2 = runMonths(generateClub(whole), { until: '2026-04' });
  const first = loyalty('run', [
    ...[...filesOf(folder), '--programme', programme, '--month', '2026-03', '--apply', '--save', club],
  ]);
  assert.equal(first.total.opening, 0);
  assert.equal(first.late, 0);
  const second = loyalty('run', ['--project', club, '--month', '2026-04', '--apply', '--save', club]);
  // A redemption that was refused may come late; earning may not.
  assert.deepEqual(
    second.lateEntries.filter(({ kind }) => kind === 'earn'),
    [],
  );
  // What the months earn by statement does not depend on when the club began.
  const earned = (month) => months2.find((one) => one.month === month).answer;
  assert.equal(first.total.earned + first.heldPoints, earned('2026-03').total.earned + earned('2026-03').heldPoints);
});

test('a programme whose ledger works in another way is refused once a month is closed: LOYALTY-123', (t) => {
  const folder = generateClub(scratchFolder(t));
  const club = path.join(folder, 'club.loyalane');
  loyalty('run', [...filesOf(folder), '--programme', programme, '--month', '2025-11', '--apply', '--save', club]);
  const other = programmeWith(folder, 'grace', (document) => {
    document.ledger = { ...document.ledger, restore_grace_days: 60 };
  });
  const before = read(club);
  assert.equal(refusedId('run', ['--project', club, '--programme', other, '--apply', '--save', club]), 'LOYALTY-123');
  assert.deepEqual(read(club), before);
});

test('programmes that cannot be are refused before anything is read', (t) => {
  const folder = generateClub(scratchFolder(t));
  const idOf = (change) => {
    const document = programmeWith(folder, 'bad', change);
    return refusedId('run', [...filesOf(folder), '--programme', document, '--month', '2025-11']);
  };
  const cases = [
    ['LOYALTY-201', (of) => (of.tiers.tiers[2].threshold = 3000)],
    ['LOYALTY-202', (of) => (of.tiers = { ...of.tiers, window: 'calendar', period_months: 5 })],
    ['LOYALTY-203', (of) => (of.earn[0].validity = { method: 'days', length: 0 })],
    ['LOYALTY-203', (of) => of.earn.push(of.earn[0])],
    ['LOYALTY-203', (of) => of.rewards.push(of.rewards[0])],
    ['BASE-102', (of) => (of.earn[0].pointz = 2)],
    ['BASE-103', (of) => (of.earn[0].points = -1)],
    ['BASE-103', (of) => (of.earn[0].per = 1)],
    ['BASE-103', (of) => (of.rewards[0].kind = 'cash')],
    ['BASE-104', (of) => (of.version = 2)],
  ];
  for (const [id, change] of cases) assert.equal(idOf(change), id, change.toString());
  assert.equal(refusedId('run', [...filesOf(folder), '--programme', path.join(folder, 'none.json')]), 'WORKSPACE-102');
  writeFileSync(path.join(folder, 'text.json'), '{');
  assert.equal(refusedId('run', [...filesOf(folder), '--programme', path.join(folder, 'text.json')]), 'BASE-101');
});

test('a ledger that was edited is refused at its line, and its page', (t) => {
  const folder = generateClub(scratchFolder(t));
  runMonths(folder, { until: '2025-12' });
  const club = path.join(folder, 'club.loyalane');
  execFileSync(python, [oracle, 'check', club]);
  const project = path.join(folder, 'project');
  const ledger = path.join(folder, 'ledger');
  writeFileSync(project, partOf(club, 'project.json'));
  const lines = partOf(club, 'ledger.ndjson').split('\n');
  const repacked = (edited) => {
    const out = path.join(folder, 'edited.loyalane');
    writeFileSync(ledger, edited.join('\n'));
    execFileSync(python, [oracle, 'pack', out, `project.json=${project}`, `ledger.ndjson=${ledger}`]);
    return ['--project', out, '--month', '2026-01'];
  };
  const at = lines.findIndex((line) => line.startsWith('{"m"'));
  const points = lines.with(at, lines[at].replace(/"p":\d/, '"p":9'));
  assert.notEqual(points[at], lines[at]);
  assert.equal(refusedId('run', repacked(points)), 'LOYALTY-121');
  // An entry left out, all lines sound: the page says it.
  assert.equal(refusedId('run', repacked(lines.toSpliced(at, 1))), 'LOYALTY-122');
  assert.equal(refusedId('run', repacked(lines.slice(0, -2))), 'LOYALTY-121');
  assert.equal(refusedId('run', repacked(lines.with(0, lines[0].replace(/"ledger":\d/, '"ledger":3')))), 'LOYALTY-124');
  // Not edited, the same bytes go on as before.
  assert.equal(loyalty('run', repacked(lines)).period, '2026-01');
});

test('docs/programme.md names every key of the schema, and its presets are those of the program', (t) => {
  const schema = JSON.parse(runOk(['schema', '--of', 'programme', '--language', 'en']).out);
  const text = readFileSync(path.join(projectRoot, 'docs/programme.md'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  assert.deepEqual(rows.sort(), schemaRows(schema).sort());

  const folder = generateClub(scratchFolder(t));
  const written = (document) => {
    const out = path.join(folder, 'written.loyalane');
    const answer = loyalty('run', [
      ...[...filesOf(folder), '--programme', document, '--month', '2026-05', '--save', out],
    ]);
    assert.ok(answer.total.earned > 0 && addsUp(answer.total), document);
    return JSON.parse(partOf(out, 'project.json')).programme;
  };
  const documents = [...text.matchAll(/^### `([a-z-]+)`$[^]*?^```json$([^]*?)^```$/gm)];
  const presets = ['monthly-settlement', 'customer-club', 'growth-levels', 'minimal'];
  assert.deepEqual(
    documents.map(([, name]) => name),
    presets,
  );
  for (const [, name, json] of documents) {
    const file = path.join(folder, `${name}.json`);
    writeFileSync(file, json);
    assert.deepEqual(written(file), written(name), name);
  }
  assert.equal(refusedId('run', [...filesOf(folder), '--programme', 'no-such-preset']), 'WORKSPACE-102');
});
