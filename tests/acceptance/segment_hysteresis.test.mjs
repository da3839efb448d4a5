// A type does not flip on noise (`segment --previous`): inside the band of 5 % of the threshold (CV 18 ± 0.90) a customer keeps the side
// of the last run, unless the figures were across then as well; outside the band it changes at once.
//
// CV here comes from M alone (A and C unknown, M re-weighted to 1): CV = 3 · s(M), s linear in ln M between 800→4, 3000→6, 10000→8.
//   M 3300: s = 6 + 2 ln 1.1 ÷ ln(10/3) = 6.158325, CV 18.475 (in the band, high)
//   M 3800: s = 6 + 2 ln(3.8/3) ÷ ln(10/3) = 6.392687, CV 19.178 (above the band)
//   M 2850: s = 4 + 2 ln(2850/800) ÷ ln 3.75 = 5.922386, CV 17.767 (in the band, low)
//   M 2400: s = 4 + 2 ln 3 ÷ ln 3.75 = 5.662362, CV 16.987 (below the band)
// AC is that of C1 in the worked example, 23.30 %: far from 14.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { run, runOk, scratchFolder } from './lib/cli.mjs';
import { parseTable, toCsv } from './lib/csv.mjs';
import { flagsOf } from './lib/segment_rows.mjs';

const attributeHeader = [
  'customer_id',
  'avg_spend',
  'purchase_cycle_days',
  'monthly_contribution',
  'choice_share',
  'satisfaction',
  'mind_rank',
  'tenure_months',
  'recency_days',
];
const attributesOf = (id, monthly) => [id, '', '', monthly, '0.6', '4.6', '1', '48', '3'];
const previousHeader = [
  'customer_id',
  'cv',
  'ac',
  's_m',
  's_a',
  's_c',
  's_share',
  's_sat',
  's_rank',
  's_tenure',
  's_recency',
  'coverage',
  'raw_type',
  'type',
  'flags',
  'reason',
];
const previousOf = (id, rawType, type) => [id, '18', '23', ...Array(8).fill(''), '1', rawType, type, '', ''];

// id, M now, [raw type, type] last time, [raw type, type, borderline] now
const cases = [
  ['H1', 3300, ['loyal', 'loyal'], ['core', 'loyal', true]], // first time across, in the band: kept
  ['H2', 3300, ['core', 'loyal'], ['core', 'core', true]], // across for the second period: changed
  ['H3', 3800, ['loyal', 'loyal'], ['core', 'core', false]], // beyond the band: changed at once
  ['H4', 2850, ['core', 'core'], ['loyal', 'core', true]], // the same downwards
  ['H5', 2850, ['loyal', 'core'], ['loyal', 'loyal', true]],
  ['H6', 2400, ['core', 'core'], ['loyal', 'loyal', false]],
  ['H7', 3300, null, ['core', 'core', true]], // not known last time: as the figures say
];

test('hysteresis: kept inside the band, changed beyond it or in the second period across', (t) => {
  const folder = scratchFolder(t);
  const attributes = path.join(folder, 'attributes.csv');
  const previous = path.join(folder, 'previous.csv');
  writeFileSync(attributes, toCsv([attributeHeader, ...cases.map(([id, monthly]) => attributesOf(id, monthly))]));
  writeFileSync(
    previous,
    toCsv([
      previousHeader,
      ...cases.filter(([, , last]) => last).map(([id, , [rawType, type]]) => previousOf(id, rawType, type)),
    ]),
  );
  const { by } = parseTable(runOk(['segment', '--attributes', attributes, '--previous', previous]).out);
  for (const [id, , , [rawType, type, isBorderline]] of cases) {
    assert.deepEqual([by(id).raw_type, by(id).type], [rawType, type], id);
    assert.equal(flagsOf(by(id)).includes('borderline'), isBorderline, `${id} borderline`);
  }
});

test('hysteresis: the output of one run is the --previous of the next, and running twice changes nothing', (t) => {
  const folder = scratchFolder(t);
  const attributes = path.join(folder, 'attributes.csv');
  writeFileSync(attributes, toCsv([attributeHeader, ...cases.map(([id, monthly]) => attributesOf(id, monthly))]));
  const first = path.join(folder, 'first.csv');
  runOk(['segment', '--attributes', attributes, '--out', first]);
  const again = runOk(['segment', '--attributes', attributes, '--previous', first]).stdout;
  assert.ok(again.equals(runOk(['segment', '--attributes', attributes]).stdout));
});

test('hysteresis: a type that is not one of the four, or a customer twice, is refused by id', (t) => {
  const folder = scratchFolder(t);
  const attributes = path.join(folder, 'attributes.csv');
  writeFileSync(attributes, toCsv([attributeHeader, attributesOf('H1', 3300)]));
  for (const [rows, id] of [
    [[previousOf('H1', 'core', 'gold')], 'SEGMENT-108'],
    [[previousOf('H1', 'core', 'core'), previousOf('H1', 'loyal', 'loyal')], 'SEGMENT-109'],
  ]) {
    const previous = path.join(folder, `${id}.csv`);
    writeFileSync(previous, toCsv([previousHeader, ...rows]));
    const result = run(['segment', '--attributes', attributes, '--previous', previous]);
    assert.equal(result.code, 1, result.stderr);
    assert.ok(result.stderr.includes(id), result.stderr);
  }
});
