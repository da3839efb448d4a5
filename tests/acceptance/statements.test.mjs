// Carriers' statements in the layouts that they have, and exports of surveys: imported without an option where the file tells
// how it is to be read, else with a mapping profile that answers the one question. Fixtures and what they hold:
// tests/fixtures/statements, written by oracle/make_statements.py.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, projectRoot, run, runOk, scratchFolder } from './lib/cli.mjs';
import { parseTable } from './lib/csv.mjs';
import { importReport } from './lib/import_report.mjs';

const statement = (name) => fixture(path.join('statements', name));
const expected = JSON.parse(readFileSync(statement('expected.json'), 'utf8'));
const python = '/usr/bin/python3';
const oracle = (name) => path.join(projectRoot, 'tests/acceptance/oracle', name);

// What cannot be told from the file: [file, id of the question, the profile that answers it].
const questions = [
  ['no_month.csv', 'INGEST-155', { billMonth: '2026-01' }],
  ['day_or_month.csv', 'INGEST-156', { dateOrder: 'dayFirst' }],
  ['comma.csv', 'INGEST-157', { decimalComma: false }],
];
const answerOf = new Map(questions.map(([name, , profile]) => [name, profile]));

const option = (dataset) => `--${dataset.replaceAll('_', '-')}`;

function withProfile(t, profile) {
  if (!profile) return [];
  const file = path.join(scratchFolder(t), 'profile.json');
  writeFileSync(file, JSON.stringify(profile));
  return ['--map', file];
}

/** The file imported equals what the fixture's author added up: rows by cause, money to the fen, each customer. */
function assertHolds(t, want, file, options) {
  const report = importReport(t, [option(want.dataset), file, ...options]);
  assert.equal(report.rowsUsed, want.used, 'rows used');
  const excluded = Object.fromEntries(report.raw.excluded.map(({ id, count }) => [id, count]));
  assert.deepEqual(excluded, want.excluded, 'rows left out, by cause');
  const left = Object.values(want.excluded).reduce((sum, count) => sum + count, 0);
  assert.equal(report.rowsIn, want.used + left, 'rows in = used + excluded');
  if (want.taxBasis) assert.equal(report.raw.sources[0].taxBasis, want.taxBasis);
  if (want.first) assert.equal(report.raw.firstDate, want.first, 'first date');
  if (want.last) assert.equal(report.raw.lastDate, want.last, 'last date');
  if (want.dataset === 'charges') assert.equal(report.raw.sources[0].amount, want.amount, 'money of the charges');
  if (want.dataset === 'shipments') {
    assert.equal(report.amountUsed, want.amount, 'money used');
    const { rows } = parseTable(runOk(['profile', '--shipments', file, '--window', 'all', ...options]).out);
    const customers = Object.fromEntries(
      rows.map((row) => [row.customer_id, { waybills: Number(row.waybills), amount: row.amount }]),
    );
    assert.deepEqual(customers, want.customers, 'customers');
  }
  return report;
}

test('statements: the fixtures are what the script writes', (t) => {
  const folder = scratchFolder(t);
  execFileSync(python, [oracle('make_statements.py'), folder]);
  const names = readdirSync(statement('.')).filter((name) => name !== 'README.md');
  assert.deepEqual(readdirSync(folder).sort(), names.sort());
  for (const name of names)
    assert.ok(readFileSync(path.join(folder, name)).equals(readFileSync(statement(name))), name);
});

for (const [name, want] of Object.entries(expected)) {
  test(`statement ${name}`, (t) => {
    assertHolds(t, want, statement(name), withProfile(t, answerOf.get(name)));
  });

  test(`statement ${name}: once more with its own mapping profile, in pieces of 7 bytes`, (t) => {
    const first = importReport(t, [option(want.dataset), statement(name), ...withProfile(t, answerOf.get(name))]);
    const profile = withProfile(t, first.raw.sources[0].mapping);
    const again = assertHolds(t, want, statement(name), [...profile, '--chunk-bytes', '7']);
    assert.deepEqual(again.raw.sources[0].mapping, first.raw.sources[0].mapping);
  });
}

for (const [name, id] of questions) {
  test(`statement ${name}: ${id} asks`, () => {
    for (const language of ['zh', 'en']) {
      const asked = run(['import', '--shipments', statement(name), '--language', language]);
      assert.equal(asked.code, 1, asked.stderr);
      assert.ok(asked.stderr.includes(id), asked.stderr);
      assert.equal(/\p{Script=Han}/u.test(asked.stderr), language === 'zh', asked.stderr);
    }
  });
}

test('statements: a month in the file name answers INGEST-155', (t) => {
  const file = path.join(scratchFolder(t), '月结账单_202601.csv');
  writeFileSync(file, readFileSync(statement('no_month.csv')));
  const report = assertHolds(t, expected['no_month.csv'], file, []);
  assert.ok(report.raw.notices.some(({ id }) => id === 'INGEST-343'));
});

test('statements: read as labels and values where there are none: INGEST-158', (t) => {
  const file = path.join(scratchFolder(t), 'words.csv');
  writeFileSync(file, '甲,乙\n丙,丁\n');
  const asked = run(['import', '--shipments', file, ...withProfile(t, { keyValue: true })]);
  assert.equal(asked.code, 1);
  assert.ok(asked.stderr.includes('INGEST-158'), asked.stderr);
});

// --- as workbooks ---

for (const [name, encoding] of [
  ['sf.csv', 'gb18030'],
  ['yto.csv', 'utf-8'],
]) {
  test(`statement ${name} as a workbook`, (t) => {
    const book = path.join(scratchFolder(t), 'statement.xlsx');
    execFileSync(python, [oracle('statement_workbook.py'), statement(name), encoding, book]);
    const report = assertHolds(t, expected[name], book, []);
    assert.equal(report.raw.sources[0].mapping.sheet, '账单明细');
    assertHolds(t, expected[name], book, withProfile(t, report.raw.sources[0].mapping));
  });
}

// --- next month's file ---

test('statements: the profile of one month reads the next, with a title row more and a month of its own', (t) => {
  const text = new TextDecoder('gb18030').decode(readFileSync(statement('sf.csv')));
  const february = text
    .replace('2026年1月', '2026年2月')
    .replaceAll('01-', '02-')
    .replaceAll('02-31', '02-28')
    .replace('付款方：', '尊敬的客户,,\r\n付款方：');
  const file = path.join(scratchFolder(t), 'february.csv');
  writeFileSync(file, february);
  const { mapping } = importReport(t, ['--shipments', statement('sf.csv')]).raw.sources[0];
  const profile = { ...mapping, encoding: null };
  const report = assertHolds(
    t,
    { ...expected['sf.csv'], first: '2025-12-30', last: '2026-02-28' },
    file,
    withProfile(t, profile),
  );
  assert.equal(report.raw.sources[0].headerRow, 6);
});

// --- rules ---

test('statements: a rule for each cause takes its rows in, and says how many', (t) => {
  const rules = {
    customer: 'above',
    shipDate: 'above',
    amount: 'zero',
    unreadableAmount: 'zero',
    earlyDelivery: 'drop',
    moreCells: 'drop',
    lostWaybill: 'drop',
  };
  const report = importReport(t, ['--shipments', statement('rules.csv'), ...withProfile(t, { rules })]);
  const excluded = Object.fromEntries(report.raw.excluded.map(({ id, count }) => [id, count]));
  // What is no line of the table stays out: the row of sums, the blank row, the header once more.
  assert.deepEqual(excluded, { 'INGEST-208': 1, 'INGEST-210': 1, 'INGEST-219': 1 });
  assert.equal(report.rowsUsed, 9);
  // 10 + 11 + 12 + 0 + 0 + 13 + 14 + 15 + 16
  assert.equal(report.amountUsed, '91.00');
  const told = Object.fromEntries(report.raw.notices.map(({ id, count }) => [id, count]));
  for (const id of ['INGEST-335', 'INGEST-336', 'INGEST-337', 'INGEST-338', 'INGEST-339', 'INGEST-340', 'INGEST-341'])
    assert.equal(told[id], 1, id);
  // And the profile that comes back holds them.
  assert.deepEqual(report.raw.sources[0].mapping.rules, rules);
});

// --- what is told ---

test('statements: notices say what was taken for what', (t) => {
  const told = (name) =>
    importReport(t, [option(expected[name].dataset), statement(name)]).raw.notices.map(({ id, en }) => `${id} ${en}`);
  assert.ok(
    told('fees_only.csv').includes(
      'INGEST-342 There is no column of totals: the amount is the sum of 运费 + 附加费 + 保价费 + 包装费 + 优惠',
    ),
  );
  assert.ok(told('sf.csv').includes('INGEST-343 Dates without a year are taken as those of the statement of 2026-01'));
  assert.ok(told('day_first.csv').some((notice) => notice.startsWith('INGEST-347 ')));
  assert.ok(told('dhl_comma.csv').some((notice) => notice.startsWith('INGEST-348 ')));
  assert.ok(told('digits_lost.csv').some((notice) => notice.startsWith('INGEST-344 ')));
});

test('statements: the unit of amounts in a header or a title is obeyed or refused: INGEST-159, 352, 353', (t) => {
  const folder = scratchFolder(t);
  const write = (name, title, amount) => {
    const file = path.join(folder, name);
    writeFileSync(
      file,
      `${title}客户编码,运单号,寄件日期,${amount}\nC1,W1000001,2026-09-01,1.20\nC1,W1000002,2026-09-02,3.40\n`,
    );
    return file;
  };
  for (const file of [
    write('wan.csv', '', '金额(万元)'),
    write('fen.csv', '', '金额（分）'),
    write('title.csv', '2026年9月账单 单位：万元,,,\n', '金额'),
  ]) {
    const refused = run(['import', '--shipments', file]);
    assert.equal(refused.code, 1, file);
    assert.ok(refused.stderr.includes('INGEST-159'), refused.stderr);
  }
  // 1.20 + 3.40
  const dollars = write('hkd.csv', '', '金额(HKD)');
  const report = importReport(t, ['--shipments', dollars]);
  assert.equal(report.amountUsed, '4.60');
  assert.ok(
    report.raw.notices.some(({ id, en }) => id === 'INGEST-352' && en.endsWith('amounts of the file are in HKD')),
  );
  const chosen = importReport(t, ['--shipments', dollars, ...withProfile(t, { currency: 'USD' })]);
  assert.ok(chosen.raw.notices.some(({ id }) => id === 'INGEST-353'));
  // Beside yuan it is another currency: 1.20 HKD are not added to 1.20 CNY without a rate.
  const yuan = write('yuan.csv', '', '金额(元)');
  const mixed = run(['profile', '--shipments', dollars, '--shipments', yuan, '--window', 'all']);
  assert.equal(mixed.code, 1, mixed.stderr);
  assert.ok(mixed.stderr.includes('PROFILE-101'), mixed.stderr);
});

test('statements: money that is not in the amount is named: INGEST-354, 355', (t) => {
  const file = path.join(scratchFolder(t), 'left_out.csv');
  const rows = ['C1,SF1,2026-09-01,20,3,2,5,300', 'C1,SF2,2026-09-01,20,3,2,5,0'];
  writeFileSync(file, `客户编码,运单号,寄件日期,运费,燃油费,保价费,优惠金额,代收货款\n${rows.join('\n')}\n`);
  const report = importReport(t, ['--shipments', file]);
  // 2 × (20 + 3 + 2)
  assert.equal(report.amountUsed, '50.00');
  const told = report.raw.notices.map(({ id, en }) => `${id} ${en}`);
  assert.ok(told.includes('INGEST-354 Money in these columns is not part of the amount: 代收货款'), told.join('\n'));
  assert.ok(
    told.some((notice) => notice.startsWith('INGEST-355 Column “优惠金额”')),
    told.join('\n'),
  );
});

test('statements: an amount without tax is said to be one: INGEST-346', (t) => {
  const file = path.join(scratchFolder(t), 'net.csv');
  writeFileSync(file, '寄件日期,运单号,月结卡号,不含税金额,税率\n2026-01-05,SF1,1,100.00,6%\n');
  const report = importReport(t, ['--shipments', file]);
  assert.ok(report.raw.notices.some(({ id }) => id === 'INGEST-346'));
  assert.equal(report.raw.sources[0].mapping.taxBasis, 'excluded');
  // The rate is the file's own: it is not kept, since next month's file may say another.
  assert.equal(report.raw.sources[0].mapping.taxRate, null);
});
