// 2 357 real customers of the CDNOW cohort (the 1/10 sample), converted by tools/convert/cdnow_sample_to_csv.mjs. Every column of
// profile, rfm and abc against a second computation in plain JavaScript (oracle/): money in whole cents as BigInt; doubles equal where
// they come from one division of whole numbers, else to 1e-12.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { projectRoot, runOk, scratchFolder } from './lib/cli.mjs';
import { assertNumber, assertShortest, cents, decimal } from './lib/compare.mjs';
import { parseCsv, parseTable } from './lib/csv.mjs';
import { reference, withReference } from './lib/reference_data.mjs';
import { labelOf } from './lib/rfm_labels.mjs';
import { abc } from './oracle/abc.mjs';
import { day, iso } from './oracle/dates.mjs';
import { profile } from './oracle/profile.mjs';
import { nameOfCode, nameOfRf, quantileCuts, recencyCuts, scoreAgainst } from './oracle/rfm.mjs';

const asOf = '1998-06-30';

function converted(t) {
  const file = path.join(scratchFolder(t), 'cdnow_sample.csv');
  execFileSync(process.execPath, [
    path.join(projectRoot, 'tools/convert/cdnow_sample_to_csv.mjs'),
    reference('cdnow/CDNOW_sample.txt'),
    file,
  ]);
  return file;
}
const command = (verb, file, ...more) => [verb, '--shipments', file, '--window', 'all', '--as-of', asOf, ...more];

// Straight from the reference file, not from the converted one: a mistake of the conversion would show.
function computed() {
  const rows = readFileSync(reference('cdnow/CDNOW_sample.txt'), 'latin1')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, customer, date, , dollars] = line.trim().split(/\s+/);
      return {
        customer,
        shipDate: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`,
        cents: cents(dollars),
      };
    });
  assert.equal(rows.length, 6919);
  return profile(rows, { asOf: day(asOf) });
}

withReference('cdnow', [
  [
    'cdnow: the conversion keeps every row and every digit',
    (t) => {
      const [header, ...records] = parseCsv(readFileSync(converted(t), 'utf8'));
      assert.deepEqual(header, ['customer_id', 'ship_date', 'amount']);
      assert.equal(records.length, 6919);
      assert.equal(new Set(records.map(([id]) => id)).size, 2357);
      assert.deepEqual(records[0], ['0001', '1997-01-01', '29.33']);
    },
  ],
  [
    'cdnow: profile of 2 357 customers equals the second computation',
    (t) => {
      const { rows } = parseTable(runOk(command('profile', converted(t))).out);
      const expected = computed();
      assert.equal(expected.length, 2357);
      assert.deepEqual(
        rows.map((row) => row.customer_id),
        expected.map((customer) => customer.customer),
      );
      rows.forEach((row, index) => {
        const customer = expected[index];
        const what = (column) => `${customer.customer} ${column}`;
        assert.equal(row.waybills, String(customer.waybills), what('waybills'));
        assert.equal(row.ship_days, String(customer.shipDays), what('ship_days'));
        assert.equal(row.amount, decimal(customer.amountCents), what('amount'));
        assertNumber(row.avg_spend, customer.avgSpend, { relative: 1e-12, what: what('avg_spend') });
        assertNumber(row.purchase_cycle_days, customer.cycleDays, { what: what('purchase_cycle_days') });
        assertNumber(row.monthly_contribution, customer.monthly, {
          relative: 1e-12,
          what: what('monthly_contribution'),
        });
        assert.equal(row.first_ship, iso(customer.firstShip), what('first_ship'));
        assert.equal(row.last_ship, iso(customer.lastShip), what('last_ship'));
        assertNumber(row.tenure_months, customer.tenureMonths, { relative: 1e-12, what: what('tenure_months') });
        assertNumber(row.recency_days, customer.recencyDays, { what: what('recency_days') });
        assert.deepEqual([row.ontime_num, row.ontime_den], ['0', '0'], what('on time'));
        for (const column of ['avg_spend', 'purchase_cycle_days', 'monthly_contribution', 'tenure_months'])
          assertShortest(row[column], what(column));
      });
    },
  ],
  [
    'cdnow: rfm equals the second computation',
    (t) => {
      const { rows } = parseTable(runOk(command('rfm', converted(t))).out);
      const expected = computed();
      const cuts = {
        recency: recencyCuts(expected.map((customer) => customer.recencyDays)),
        frequency: quantileCuts(expected.map((customer) => customer.waybills)),
        monetary: quantileCuts(expected.map((customer) => Number(customer.amountCents))),
      };
      assert.equal(rows.length, 2357);
      rows.forEach((row, index) => {
        const customer = expected[index];
        const r = 6 - scoreAgainst(customer.recencyDays, cuts.recency);
        const f = scoreAgainst(customer.waybills, cuts.frequency);
        const m = scoreAgainst(Number(customer.amountCents), cuts.monetary);
        assert.deepEqual(
          [row.customer_id, Number(row.recency_days), Number(row.frequency), row.monetary],
          [customer.customer, customer.recencyDays, customer.waybills, decimal(customer.amountCents)],
        );
        assert.deepEqual(
          [row.r, row.f, row.m, row.code],
          [String(r), String(f), String(m), `${r}${f}${m}`],
          customer.customer,
        );
        assert.equal(labelOf(row.segment), labelOf(nameOfCode.get(row.code)), customer.customer);
        assert.equal(labelOf(row.segment_rf), labelOf(nameOfRf(r, f)), customer.customer);
      });
    },
  ],
  [
    'cdnow: abc equals the second computation',
    (t) => {
      const file = converted(t);
      const { rows, by } = parseTable(runOk(command('abc', file)).out);
      const expected = computed();
      const result = abc(expected.map((customer) => ({ customer: customer.customer, cents: customer.amountCents })));
      assert.equal(rows.length, 2357);
      for (const [id, { letter, share, before }] of result.classes) {
        const row = by(id);
        assert.equal(row.class, letter, id);
        if (share === null) continue;
        assertNumber(row.share, share, { relative: 1e-12, what: `${id} share` });
        assertNumber(row.cum_share_before, before, { relative: 1e-12, what: `${id} cum_share_before` });
      }
      const zero = expected.filter((customer) => customer.amountCents <= 0n);
      for (const customer of zero) assert.equal(by(customer.customer).class, 'C', 'no revenue is C');
      const summary = JSON.parse(
        runOk(command('abc', file, '--json', '--out', path.join(scratchFolder(t), 'abc.csv'))).out,
      );
      assertNumber(String(summary.gini), result.gini, { relative: 1e-12, what: 'gini' });
    },
  ],
]);
