// The six threshold modes over 60 customers: the thresholds against a second computation from the CV and AC that were printed, and the types against
// the thresholds (strictly below is low).
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, run, runOk, scratchFolder } from './lib/cli.mjs';
import { assertNumber } from './lib/compare.mjs';
import { parseTable } from './lib/csv.mjs';
import { typeOf } from './oracle/segment.mjs';
import { thresholdsOf, twoClassSplit } from './oracle/thresholds.mjs';
import { flagsOf } from './lib/segment_rows.mjs';

function segmentWith(t, thresholds) {
  const folder = scratchFolder(t);
  const config = path.join(folder, 'settings.json');
  const out = path.join(folder, 'segment.csv');
  writeFileSync(config, JSON.stringify({ version: 1, cvac: { thresholds } }));
  const summary = JSON.parse(
    runOk(['segment', '--shipments', fixture('small_60.csv'), '--config', config, '--json', '--out', out]).out,
  );
  const { rows } = parseTable(readFileSync(out, 'utf8'));
  const active = rows.filter((row) => !flagsOf(row).includes('dormant'));
  return { summary, rows, cv: active.map((row) => Number(row.cv)), ac: active.map((row) => Number(row.ac)) };
}

for (const mode of ['fixed', 'parity', 'quantile', 'mean']) {
  test(`thresholds ${mode}`, (t) => {
    const { summary, rows, cv, ac } = segmentWith(t, { mode });
    const [cvThreshold, acThreshold] = thresholdsOf[mode](cv, ac);
    assert.equal(summary.thresholds.mode, mode);
    assertNumber(String(summary.thresholds.cv), cvThreshold, { absolute: 1.5e-9, what: 'CV threshold' });
    assertNumber(String(summary.thresholds.ac), acThreshold, { absolute: 1.5e-9, what: 'AC threshold' });
    assert.equal(rows.length, 60);
    for (const row of rows) {
      assert.equal(
        row.raw_type,
        typeOf(Number(row.cv), Number(row.ac), summary.thresholds.cv, summary.thresholds.ac),
        row.customer_id,
      );
    }
  });
}

test('thresholds two_class: the natural break, every split tried', (t) => {
  const { summary, rows, cv, ac } = segmentWith(t, { mode: 'two_class' });
  for (const [values, threshold] of [
    [cv, summary.thresholds.cv],
    [ac, summary.thresholds.ac],
  ]) {
    const { low, high } = twoClassSplit(values);
    assert.ok(threshold > low && threshold <= high, `${threshold} separates ${low} from ${high}`);
  }
  for (const row of rows) {
    assert.equal(
      row.raw_type,
      typeOf(Number(row.cv), Number(row.ac), summary.thresholds.cv, summary.thresholds.ac),
      row.customer_id,
    );
  }
});

test('thresholds manual: as given; a customer exactly on it is high', (t) => {
  const { rows: before } = segmentWith(t, { mode: 'fixed' });
  const [on] = before;
  const { summary, rows } = segmentWith(t, { mode: 'manual', cv_manual: Number(on.cv), ac_manual: Number(on.ac) });
  assert.deepEqual([summary.thresholds.cv, summary.thresholds.ac], [Number(on.cv), Number(on.ac)]);
  assert.equal(rows.find((row) => row.customer_id === on.customer_id).raw_type, 'core');
});

test('thresholds out of range are refused', (t) => {
  const config = path.join(scratchFolder(t), 'settings.json');
  for (const thresholds of [
    { mode: 'manual', cv_manual: 31 },
    { mode: 'manual', ac_manual: -1 },
    { mode: 'quantile', cv_quantile: 1.5 },
    { mode: 'magic' },
  ]) {
    writeFileSync(config, JSON.stringify({ version: 1, cvac: { thresholds } }));
    const result = run(['segment', '--shipments', fixture('small_60.csv'), '--config', config]);
    assert.equal(result.code, 1, JSON.stringify(thresholds));
    assert.match(result.stderr, /(BASE-103|SEGMENT-102)/);
  }
});
