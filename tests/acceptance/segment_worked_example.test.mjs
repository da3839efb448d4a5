// The six customers of the model's worked example, every printed digit. The numbers below are the table of the model's specification
// (scores, CV, A index and AC to two places, index to four), computed with weights in thousandths, which are the default ones.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, runOk, scratchFolder } from './lib/cli.mjs';
import { parseTable } from './lib/csv.mjs';
import { flagsOf } from './lib/segment_rows.mjs';

// customer, M/A/C scores, CV, S/Q/R/T/E scores, A index, AC %, type, flags
const table = [
  ['C1', '1.28/1.36/7.50', '6.95', '8.40/9.00/10.00/9.00/10.00', '0.9111', '23.30', 'loyal', []],
  ['C2', '0.00/0.97/2.67', '2.17', '1.75/5.50/5.00/1.50/5.40', '0.3678', '10.92', 'general', []],
  ['C3', '7.85/8.56/9.60', '25.03', '2.80/5.00/3.33/3.00/7.00', '0.3911', '11.53', 'contested', []],
  ['C4', '8.62/9.54/9.60', '27.17', '8.80/8.75/10.00/10.00/10.00', '0.9281', '23.63', 'core', []],
  ['C5', '5.09/6.14/9.00', '18.11', '3.50/5.50/5.00/4.33/8.50', '0.4919', '14.09', 'core', ['borderline']],
  // C6 is provisional twice over (coverage 19.5 %, two months old), and its CV lies within 0.90 of 18.
  [
    'C6',
    '4.89/5.85/9.00',
    '17.54',
    '–/–/–/1.00/10.00',
    '0.5309',
    '15.04',
    'loyal',
    ['borderline', 'new', 'provisional'],
  ],
];
const cell = (text) => (text === '' ? '–' : Number(text).toFixed(2));

test('worked example: every printed digit, through segment --attributes', () => {
  const { rows } = parseTable(runOk(['segment', '--attributes', fixture('worked_example.csv')]).out);
  assert.deepEqual(
    rows.map((row) => row.customer_id),
    table.map(([id]) => id),
  );
  for (const [id, cvScores, cv, acScores, index, ac, type, flags] of table) {
    const row = rows.find((candidate) => candidate.customer_id === id);
    assert.equal([row.s_m, row.s_a, row.s_c].map(cell).join('/'), cvScores, `${id} CV scores`);
    assert.equal(Number(row.cv).toFixed(2), cv, `${id} CV`);
    assert.equal(
      [row.s_share, row.s_sat, row.s_rank, row.s_tenure, row.s_recency].map(cell).join('/'),
      acScores,
      `${id} AC scores`,
    );
    assert.equal(Number(row.ac).toFixed(2), ac, `${id} AC`);
    // AC = 100 A / (A + 3), so A = 3 AC / (100 - AC).
    assert.equal(((3 * Number(row.ac)) / (100 - Number(row.ac))).toFixed(4), index, `${id} A index`);
    assert.equal(row.raw_type, type, `${id} raw type`);
    assert.equal(row.type, type, `${id} type`);
    assert.deepEqual(flagsOf(row), flags, `${id} flags`);
    assert.equal((100 * Number(row.coverage)).toFixed(1), id === 'C6' ? '19.5' : '100.0', `${id} coverage`);
  }
});

test('worked example: a table of attributes alone has no as-of day, and none is made up', (t) => {
  const manifest = path.join(scratchFolder(t), 'manifest.json');
  runOk(['segment', '--attributes', fixture('worked_example.csv'), '--manifest', manifest]);
  assert.equal(JSON.parse(readFileSync(manifest, 'utf8')).asOf, null);
  runOk(['segment', '--attributes', fixture('worked_example.csv'), '--manifest', manifest, '--as-of', '2026-06-30']);
  assert.equal(JSON.parse(readFileSync(manifest, 'utf8')).asOf, '2026-06-30');
});

test('worked example: reasons name both axes, their thresholds and what is special', () => {
  for (const language of ['zh', 'en']) {
    const { by } = parseTable(
      runOk(['segment', '--attributes', fixture('worked_example.csv'), '--language', language]).out,
    );
    const reason = by('C5').reason;
    for (const piece of ['CV 18.11', '18', 'AC 14.09', '14', language === 'zh' ? '临界' : 'borderline']) {
      assert.ok(reason.includes(piece), `${language}: “${reason}” lacks “${piece}”`);
    }
    assert.ok(by('C6').reason.includes(language === 'zh' ? '暂定' : 'provisional'), by('C6').reason);
  }
});
