// `rows` and `import --rejected` against the files themselves, read here by node's own decoder and a reader of CSV that shares nothing with
// the program; and against `profile`, whose sums the rows must give.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, run, runOk, scratchFolder } from './lib/cli.mjs';
import { parseCsv, parseTable, toCsv } from './lib/csv.mjs';

const inFen = (text) => Math.round(Number(text) * 100);
const window = { from: '2025-03-01', to: '2026-06-30' };
const files = {
  shipments: fixture('twelve_customers.csv'),
  customers: fixture('twelve_customers_register.csv'),
  'carrier-share': fixture('twelve_carrier_share.csv'),
  survey: fixture('twelve_survey.csv'),
};
const inputs = [
  ...Object.entries(files).flatMap(([dataset, file]) => [`--${dataset}`, file]),
  '--as-of',
  window.to,
  '--window',
  `${window.from}..${window.to}`,
];

/** Records of a fixture as [row number, cells], header first. */
function recordsOf(file) {
  const bytes = readFileSync(file);
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('gb18030').decode(bytes);
  }
  return parseCsv(text).map((cells, at) => [at + 1, cells]);
}

test('every customer: the rows of the files with its code, and the sum that profile gives', () => {
  const profile = parseTable(runOk(['profile', ...inputs]).out).rows;
  assert.equal(profile.length, 12);
  for (const customer of profile) {
    const id = customer.customer_id;
    const found = JSON.parse(runOk(['rows', '--customer', id, ...inputs, '--json']).out);
    const order = ['shipments', 'customers', 'carrier-share', 'survey'];
    assert.deepEqual(
      found.files.map(({ dataset }) => dataset),
      order.map((name) => name.replace('-', '_')),
    );
    let total = 0;
    for (const [at, dataset] of order.entries()) {
      const [[, header], ...records] = recordsOf(files[dataset]);
      const expected = records.filter(([, cells]) => cells.includes(id));
      total += expected.length;
      assert.deepEqual(found.files[at].headers, header);
      assert.equal(found.files[at].total, expected.length);
      assert.deepEqual(
        found.files[at].rows.map(({ row, cells }) => [row, cells]),
        expected,
        `${id} in ${dataset}`,
      );
      const dateAt = header.indexOf('寄件时间');
      const amountAt = header.indexOf('应付金额');
      const deliveredAt = header.indexOf('签收时间');
      // Row 62 was delivered before it was shipped: the import sets it aside, and it is listed all the same.
      const counts = (cells) =>
        dataset === 'shipments' &&
        !(cells[deliveredAt] !== '' && cells[deliveredAt] < cells[dateAt]) &&
        cells[dateAt].slice(0, 10) >= window.from &&
        cells[dateAt].slice(0, 10) <= window.to;
      assert.deepEqual(
        found.files[at].rows.map(({ inWindow }) => inWindow),
        expected.map(([, cells]) => counts(cells)),
      );
      if (dataset !== 'shipments') continue;
      const counted = expected.filter(([, cells]) => counts(cells));
      assert.equal(found.inWindow, counted.length);
      assert.equal(
        inFen(found.amountInWindow),
        counted.reduce((sum, [, cells]) => sum + inFen(cells[amountAt]), 0),
        id,
      );
    }
    assert.equal(found.total, total);
    assert.equal(found.amountInWindow, customer.amount);
  }
});

test('as CSV: a block a file with its own headers, the first rows only, the summary when the rows go to a file', (t) => {
  const [[, header], ...records] = recordsOf(files.shipments);
  const of = records.filter(([, cells]) => cells.includes('K01'));
  const [head, ...rows] = parseCsv(runOk(['rows', '--customer', 'K01', ...inputs, '--limit', 2]).out);
  assert.deepEqual(head.slice(0, 3 + header.length), ['file', 'row', 'in_window', ...header]);
  assert.deepEqual(
    rows.slice(0, 2),
    of.slice(0, 2).map(([row, cells]) => ['twelve_customers.csv', String(row), '1', ...cells]),
  );
  assert.deepEqual(rows[2].slice(0, 3), ['file', 'row', 'in_window']);
  for (const row of rows) assert.equal(row.length, head.length);
  const out = path.join(scratchFolder(t), 'rows.csv');
  const summary = runOk(['rows', '--customer', 'K01', ...inputs, '--limit', 2, '--language', 'en', '--out', out]).out;
  assert.match(summary, /^Customer K01: \d+ rows, \d+ of them count/);
  assert.ok(readFileSync(out, 'utf8').startsWith('file,row,in_window,'));
});

test('a customer that is not there, and options that are wrong', () => {
  const unknown = run(['rows', '--customer', 'nobody', ...inputs, '--language', 'en']);
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /^VIEW-104.*nobody/);
  assert.equal(unknown.out, '');
  assert.equal(run(['rows', ...inputs]).code, 2);
  assert.equal(run(['rows', '--customer', 'K01', ...inputs, '--limit', 1001]).code, 2);
});

test('rejected rows: those that the report lists, with their cells as they stand', (t) => {
  const folder = scratchFolder(t);
  const file = path.join(folder, 'dirty.csv');
  const rows = [['运单号', '客户编码', '客户名称', '寄件时间', '应付金额', '备注']];
  for (let at = 0; at < 2500; at += 1) {
    const dirt = at % 7;
    rows.push([
      `SF${String(at).padStart(13, '0')}`,
      dirt === 3 ? '' : `C${at % 9}`,
      `客户"${at % 9}",店`,
      dirt === 1 ? '2026-02-30' : '2026-03-01',
      dirt === 5 ? '=1+1' : `${at}.50`,
      dirt === 2 ? '@备注' : '',
    ]);
  }
  writeFileSync(file, toCsv(rows));
  const survey = path.join(folder, 'survey.csv');
  writeFileSync(survey, '客户编码,提交时间,满意度\nC1,2026-03-01,5\nC1,,5\n');
  const [report, rejected] = ['report.json', 'rejected.csv'].map((name) => path.join(folder, name));
  runOk(['import', '--shipments', file, '--survey', survey, '--report', report, '--rejected', rejected]);
  const bytes = readFileSync(rejected, 'utf8');
  assert.ok(bytes.startsWith('\uFEFF') && bytes.endsWith('\r\n'));
  const records = parseCsv(bytes.slice(1));
  const second = records.findIndex(([first], at) => at > 0 && first === '文件');
  assert.deepEqual(records[0], ['文件', '行号', '原因', ...rows[0]]);
  assert.deepEqual(records[second], ['文件', '行号', '原因', '客户编码', '提交时间', '满意度', '', '', '']);
  assert.deepEqual(records.slice(second + 1), [
    ['survey.csv', '3', '这一列必须有值，该行却是空的', 'C1', '', '5', '', '', ''],
  ]);
  // Rows with dirt 1, 3 and 5 cannot be used: 2500 / 7 of each, under a thousand, so all are listed.
  const expected = rows
    .map((cells, at) => [at + 1, cells])
    .filter(([row]) => row > 1 && [1, 3, 5].includes((row - 2) % 7));
  const neutral = (cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
  assert.deepEqual(
    records.slice(1, second).map(([name, row, , ...cells]) => [name, Number(row), cells]),
    expected.map(([row, cells]) => ['dirty.csv', row, cells.map(neutral)]),
  );
  const excluded = JSON.parse(readFileSync(report, 'utf8')).issues.filter(({ severity }) => severity === 'row');
  assert.deepEqual(
    excluded.map(({ row, zh }) => [String(row), zh]),
    [...records.slice(1, second), ...records.slice(second + 1)].map(([, row, cause]) => [row, cause]),
  );
});

test('rows behind the as-of date are left out with their money, and are among the rejected rows (PROFILE-201)', (t) => {
  const folder = scratchFolder(t);
  const at = (name) => path.join(folder, name);
  writeFileSync(
    at('s.csv'),
    '客户编码,运单号,寄件日期,金额\nC1,SF1234567890123,2026-01-05,10.00\nC1,SF1234567890124,2026-09-01,5.00\nC2,SF1234567890125,2026-02-01,1.00\n',
  );
  const to = ['--as-of', '2026-06-30', '--report', at('report.json'), '--rejected', at('rejected.csv')];
  runOk(['import', '--shipments', at('s.csv'), ...to]);
  const report = JSON.parse(readFileSync(at('report.json'), 'utf8'));
  assert.deepEqual([report.rowsIn, report.used, report.amountTotal, report.amountUsed], [3, 2, '16.00', '11.00']);
  const [row, ...others] = parseTable(readFileSync(at('rejected.csv'), 'utf8')).rows;
  assert.equal(others.length, 0);
  assert.deepEqual([row['行号'], row['原因'], row['金额']], ['3', '日期晚于截至日', '5.00']);
});
