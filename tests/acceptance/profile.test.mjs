// The definitions of docs/formulas/profile.md, each from a few rows made here. Expected values follow from the rows by the arithmetic in the
// comment beside them.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { runOk, scratchFolder } from './lib/cli.mjs';
import { assertNumber } from './lib/compare.mjs';
import { parseTable, toCsv } from './lib/csv.mjs';

function profileOf(t, header, rows, ...options) {
  const file = path.join(scratchFolder(t), 'shipments.csv');
  writeFileSync(file, toCsv([header, ...rows]));
  return parseTable(runOk(['profile', '--shipments', file, ...options]).out);
}
const header = ['运单号', '客户编码', '寄件时间', '应付金额'];

test('as-of defaults to the last ship date; the window to the twelve calendar months that end on it', (t) => {
  const { by } = profileOf(t, header, [
    ['W1', 'A', '2025-06-30', '1.00'], // a day too early: the window starts on 2025-07-01
    ['W2', 'A', '2025-07-01', '2.00'],
    ['W3', 'A', '2026-06-30', '4.00'], // the as-of day
  ]);
  assert.equal(by('A').amount, '6.00');
  assert.equal(by('A').waybills, '2');
  assert.equal(by('A').first_ship, '2025-06-30');
  assert.equal(by('A').recency_days, '0');
  assert.equal(by('A').purchase_cycle_days, '364'); // 2025-07-01 … 2026-06-30
  assert.equal(by('A').tenure_months, '12'); // 2025-06-30 … 2026-06-30
  assertNumber(by('A').monthly_contribution, 6 / (365 / 30.4375), { relative: 1e-15, what: 'observed 365 days' });
});

test('a window never holds the same date twice: around 29 February', (t) => {
  const rows = [
    ['W1', 'A', '2023-02-28', '1.00'],
    ['W2', 'A', '2023-03-01', '2.00'],
    ['W3', 'A', '2024-02-28', '4.00'],
    ['W4', 'A', '2024-02-29', '8.00'],
  ];
  // as of 28 February 2024 the day after is the 29th, a year earlier it does not exist: from 2023-03-01.
  assert.equal(profileOf(t, header, rows, '--as-of', '2024-02-28').by('A').amount, '6.00');
  // as of 29 February 2024 the day after is 1 March: from 2023-03-01 as well.
  assert.equal(profileOf(t, header, rows, '--as-of', '2024-02-29').by('A').amount, '14.00');
  // as of 27 February 2024: from 2023-02-28.
  assert.equal(profileOf(t, header, rows, '--as-of', '2024-02-27').by('A').amount, '3.00');
});

test('--window FROM..TO and all', (t) => {
  const rows = [
    ['W1', 'A', '2020-01-31', '1.00'],
    ['W2', 'A', '2026-03-01', '2.00'],
    ['W3', 'A', '2026-05-01', '4.00'],
  ];
  assert.equal(profileOf(t, header, rows, '--window', 'all').by('A').amount, '7.00');
  const part = profileOf(t, header, rows, '--window', '2026-03-01..2026-04-30', '--as-of', '2026-04-30').by('A');
  assert.deepEqual(
    [part.amount, part.waybills, part.first_ship, part.last_ship, part.recency_days],
    ['2.00', '1', '2020-01-31', '2026-03-01', '60'],
  );
});

test('a window given without an as-of day is looked at from its last day', (t) => {
  const rows = [
    ['W1', 'A', '2026-05-01', '1.00'],
    ['W2', 'A', '2026-05-11', '2.00'],
    ['W3', 'A', '2026-06-01', '4.00'],
  ];
  const { by } = profileOf(t, header, rows, '--window', '2026-05-01..2026-05-20');
  assert.deepEqual([by('A').amount, by('A').last_ship, by('A').recency_days], ['3.00', '2026-05-11', '9']);
});

test('a customer with nothing in the window stays in the table, with empty cells and no zero for what is not known', (t) => {
  const { rows, by } = profileOf(t, header, [
    ['W1', 'A', '2024-01-05', '9.00'],
    ['W2', 'B', '2026-06-30', '1.00'],
  ]);
  assert.deepEqual(
    rows.map((row) => row.customer_id),
    ['A', 'B'],
  );
  const a = by('A');
  assert.deepEqual(
    [a.waybills, a.ship_days, a.amount, a.avg_spend, a.purchase_cycle_days, a.monthly_contribution],
    ['0', '0', '0.00', '', '', ''],
  );
  assert.deepEqual([a.first_ship, a.last_ship], ['2024-01-05', '2024-01-05']);
});

test('a row later than the as-of day counts nowhere, not even for last_ship', (t) => {
  const { rows, by } = profileOf(
    t,
    header,
    [
      ['W1', 'A', '2026-05-01', '1.00'],
      ['W2', 'A', '2026-07-01', '2.00'],
      ['W3', 'Z', '2026-07-02', '2.00'],
    ],
    '--as-of',
    '2026-06-30',
  );
  assert.deepEqual([by('A').amount, by('A').last_ship, by('A').recency_days], ['1.00', '2026-05-01', '60']);
  assert.deepEqual(
    rows.map((row) => row.customer_id),
    ['A'],
    'Z is not a customer yet',
  );
});

test('waybills: distinct numbers; empty ones add money only; without the column each row is a shipment', (t) => {
  const rows = [
    ['W1', 'A', '2026-05-01', '10.00'],
    ['W1', 'A', '2026-05-01', '-3.00'],
    ['', 'A', '2026-05-02', '5.00'],
    ['W2', 'A', '2026-05-03', '8.00'],
  ];
  const a = profileOf(t, header, rows).by('A');
  assert.deepEqual([a.waybills, a.ship_days, a.amount], ['2', '3', '20.00']);
  const b = profileOf(
    t,
    header.slice(1),
    rows.map((row) => row.slice(1)),
  ).by('A');
  assert.deepEqual([b.waybills, b.ship_days, b.amount], ['4', '3', '20.00']);
});

test('waybill numbers are told apart to the last digit, and as text', (t) => {
  const numbers = [
    '1234567890123456789',
    '1234567890123456788',
    '001',
    '01',
    '1',
    'SF0000000000001',
    'SF1',
    'sf1x',
    'EA123456789CN',
    'EA123456789XN',
  ];
  const a = profileOf(
    t,
    header,
    numbers.map((number) => [number, 'A', '2026-05-01', '1.00']),
  ).by('A');
  assert.equal(a.waybills, String(numbers.length));
});

test('customer ids are text: leading zeros, long digits, sorted by bytes', (t) => {
  const ids = ['7551234567', '007', '07', '7', '99999999999999999999', '99999999999999999998', 'Z', 'a', '中', '丁'];
  const { rows } = profileOf(
    t,
    header,
    ids.map((id, index) => [`W${index}`, id, '2026-05-01', '1.00']),
  );
  const expected = [...ids].sort((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)));
  assert.deepEqual(
    rows.map((row) => row.customer_id),
    expected,
  );
});

test('refunds can make an amount negative, and money stays exact', (t) => {
  // 0.1 + 0.2 in doubles is 0.30000000000000004; in fen it is 30.
  const { by } = profileOf(t, header, [
    ['W1', 'A', '2026-05-01', '0.10'],
    ['W2', 'A', '2026-05-01', '0.20'],
    ['W3', 'B', '2026-05-01', '5.00'],
    ['W3', 'B', '2026-05-01', '-12.34'],
    ['W4', 'C', '2026-05-01', '9999999999.99'],
    ['W5', 'C', '2026-05-01', '0.01'],
  ]);
  assert.equal(by('A').amount, '0.30');
  assert.equal(by('B').amount, '-7.34');
  assert.equal(by('C').amount, '10000000000.00');
});

test('tenure: whole calendar months from the start, clamped at month ends, plus the part of the month begun', (t) => {
  const at = (first, asOf) => profileOf(t, header, [['W1', 'A', first, '1.00']], '--as-of', asOf).by('A').tenure_months;
  assert.equal(at('2026-01-31', '2026-02-28'), '1'); // 31 January + 1 month = 28 February
  assertNumber(at('2026-01-31', '2026-02-27'), 27 / 28, { relative: 1e-15 }); // 27 of 28 days
  assertNumber(at('2026-01-31', '2026-03-30'), 1 + 30 / 31, { relative: 1e-15 }); // 28 February … 31 March
  assert.equal(at('2026-01-31', '2026-03-31'), '2'); // counted from the start, not from 28 February
  assert.equal(at('2024-02-29', '2025-02-28'), '12');
  assert.equal(at('2026-05-15', '2026-05-15'), '0');
  assertNumber(at('2026-05-15', '2026-06-14'), 30 / 31, { relative: 1e-15 });
});

test('months observed is never below one', (t) => {
  const at = (first, asOf) =>
    profileOf(t, header, [['W1', 'A', first, '90.00']], '--as-of', asOf).by('A').monthly_contribution;
  assert.equal(at('2026-06-30', '2026-06-30'), '90'); // 1 day
  assert.equal(at('2026-06-01', '2026-06-30'), '90'); // 30 days = 0.986 months
  assertNumber(at('2026-05-31', '2026-06-30'), 90 / (31 / 30.4375), { relative: 1e-15 }); // 31 days = 1.018 months
});

test('ship date is the day of the ship time, whatever its form', (t) => {
  const forms = [
    '2026-01-05',
    '2026/1/5 9:03',
    '20260105',
    '2026年1月5日',
    '5-Jan-26',
    '2026-01-05 23:59:59',
    '2026/1/5 下午 3:20',
  ];
  const { by } = profileOf(
    t,
    header,
    forms.map((form, index) => [`W${index}`, 'A', form, '1.00']),
  );
  assert.deepEqual(
    [by('A').ship_days, by('A').first_ship, by('A').last_ship, by('A').waybills],
    ['1', '2026-01-05', '2026-01-05', String(forms.length)],
  );
});

test('on time: the end of the as-of day decides what has matured', (t) => {
  const onTime = ['运单号', '客户编码', '寄件时间', '承诺时间', '签收时间', '应付金额'];
  const { by } = profileOf(
    t,
    onTime,
    [
      ['W1', 'A', '2026-06-28', '2026-06-30 18:00', '', '1.00'], // due on the as-of day, unsigned: a miss
      ['W2', 'A', '2026-06-28', '2026-07-01 00:00', '', '1.00'], // due after it: not matured
      ['W3', 'A', '2026-06-28', '2026-06-29 12:00', '2026-06-29 12:00', '1.00'], // to the minute: a hit
      ['W4', 'A', '2026-06-28', '2026-06-29 12:00', '2026-06-29', '1.00'], // date-only delivery, same date: a hit
      ['W5', 'A', '2026-06-28', '2026-06-29', '2026-06-30 00:01', '1.00'], // a date later: a miss
    ],
    '--as-of',
    '2026-06-30',
  );
  assert.deepEqual([by('A').ontime_num, by('A').ontime_den], ['2', '4']);
});
