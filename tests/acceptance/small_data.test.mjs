// Small data is treated honestly: 4, 20 and 60 customers.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, run, runOk, scratchFolder } from './lib/cli.mjs';
import { parseTable } from './lib/csv.mjs';
import { flagsOf } from './lib/segment_rows.mjs';

for (const customers of [4, 20]) {
  test(`${customers} customers: quantile RFM says too few and offers fixed cuts`, () => {
    for (const [language, words] of [
      ['zh', ['样本太少', '固定分档点']],
      ['en', ['Too few', 'fixed cut points']],
    ]) {
      const result = run(['rfm', '--shipments', fixture(`small_${customers}.csv`), '--language', language]);
      assert.equal(result.code, 1, result.stderr);
      assert.ok(result.stderr.includes('SEGMENT-106'), result.stderr);
      for (const word of [...words, String(customers), '25'])
        assert.ok(result.stderr.includes(word), `${word}: ${result.stderr}`);
    }
  });

  test(`${customers} customers: RFM by fixed cuts scores everyone`, (t) => {
    const config = path.join(scratchFolder(t), 'fixed.json');
    // A value equal to a cut stays in the lower bin: score = 1 + the number of cuts below it (recency reversed).
    writeFileSync(
      config,
      JSON.stringify({
        version: 1,
        rfm: {
          cuts: 'fixed',
          recency_days: [7, 14, 30, 90],
          frequency_count: [1, 2, 4, 8],
          monetary_yuan: [100, 300, 1000, 3000],
        },
      }),
    );
    const { rows } = parseTable(
      runOk(['rfm', '--shipments', fixture(`small_${customers}.csv`), '--config', config]).out,
    );
    assert.equal(rows.length, customers);
    const above = (value, cuts) => cuts.filter((cut) => Number(value) > cut).length;
    for (const row of rows) {
      assert.equal(row.r, String(5 - above(row.recency_days, [7, 14, 30, 90])), row.customer_id);
      assert.equal(row.f, String(1 + above(row.frequency, [1, 2, 4, 8])), row.customer_id);
      assert.equal(row.m, String(1 + above(row.monetary, [100, 300, 1000, 3000])), row.customer_id);
    }
  });
}

test('60 customers: quantile RFM runs', () => {
  const { rows } = parseTable(runOk(['rfm', '--shipments', fixture('small_60.csv')]).out);
  assert.equal(rows.length, 60);
  assert.ok(rows.every((row) => /^[1-5]{3}$/.test(row.code)));
});

for (const customers of [4, 20, 60]) {
  test(`${customers} customers: without survey and share everyone is provisional (暂定), in both languages`, () => {
    for (const [language, word] of [
      ['zh', '暂定'],
      ['en', 'provisional'],
    ]) {
      const { rows } = parseTable(
        runOk(['segment', '--shipments', fixture(`small_${customers}.csv`), '--language', language]).out,
      );
      assert.equal(rows.length, customers);
      for (const row of rows) {
        assert.ok(Number(row.coverage) < 0.5, row.customer_id);
        assert.ok(flagsOf(row).includes('provisional'), row.customer_id);
        assert.ok(row.reason.includes(word), `${language}: ${row.reason}`);
      }
    }
  });

  test(`${customers} customers: shares of the types carry intervals that hold the share`, (t) => {
    const summary = JSON.parse(
      runOk([
        'segment',
        '--shipments',
        fixture(`small_${customers}.csv`),
        '--json',
        '--out',
        path.join(scratchFolder(t), 'out.csv'),
      ]).out,
    );
    const shares = sharesWithIntervals(summary);
    assert.equal(shares.length, 4, 'four types');
    assert.equal(
      shares.reduce((sum, type) => sum + type.customers, 0),
      customers,
    );
    for (const type of shares) {
      const share = type.customers / customers;
      assert.ok(Math.abs(type.share - share) < 1e-12, JSON.stringify(type));
      const [low, high] = wilson(type.customers, customers);
      assert.ok(
        Math.abs(type.low - low) < 1e-9 && Math.abs(type.high - high) < 1e-9,
        `${JSON.stringify(type)}: Wilson 95 % is ${low} … ${high}`,
      );
    }
  });
}

// Wilson score interval at 95 % (z = 1.959963984540054, the 97.5 % point of the normal distribution).
function wilson(k, n) {
  const z = 1.959963984540054;
  const p = k / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

function sharesWithIntervals(summary) {
  return summary.types.map((type) => ({
    customers: type.count,
    share: type.share,
    low: type.shareLow,
    high: type.shareHigh,
  }));
}
