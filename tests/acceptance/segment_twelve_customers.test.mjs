// Twelve customers from real shipment rows. The arithmetic stands, step by step, in tests/fixtures/twelve_customers.md; the numbers
// below are its results. A second computation (oracle/) checks every digit that paper cannot carry.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, runOk, scratchFolder } from './lib/cli.mjs';
import { assertNumber, cents, decimal } from './lib/compare.mjs';
import { parseCsv, parseTable } from './lib/csv.mjs';
import { flagsOf } from './lib/segment_rows.mjs';
import { day, iso } from './oracle/dates.mjs';
import { profile } from './oracle/profile.mjs';
import { axes, equalAc, equalCv, typeOf } from './oracle/segment.mjs';

const asOf = '2026-06-30';
const inputs = [
  '--shipments',
  fixture('twelve_customers.csv'),
  '--survey',
  fixture('twelve_survey.csv'),
  '--carrier-share',
  fixture('twelve_carrier_share.csv'),
  '--customers',
  fixture('twelve_customers_register.csv'),
  '--as-of',
  asOf,
  '--window',
  `2025-03-01..${asOf}`,
];
const equalWeights = fixture('twelve_customers_equal_weights.config.json');

// From the .md: waybills, ship-days, amount, avg_spend, cycle, monthly, first, last, tenure, recency, on-time.
const onPaper = {
  K01: [3, 3, '3200.00', 3200 / 3, 182.5, 200, '2025-03-01', '2026-03-01', 15 + 29 / 30, 121, 0, 0],
  K02: [5, 4, '400.00', 100, 7, 25, '2025-01-15', '2026-06-22', 17.5, 8, 0, 0],
  K03: [1, 1, '12800.00', 12800, null, 800, '2024-12-01', '2026-05-01', 18 + 29 / 30, 60, 0, 0],
  K04: [0, 0, '0.00', null, null, null, '2024-06-15', '2024-07-15', 24.5, 715, 0, 0],
  K05: [3, 3, '12800.00', 12800 / 3, 7, 800, '2025-02-10', '2026-03-16', 16 + 20 / 30, 106, 0, 0],
  K06: [3, 3, '12800.00', 12800 / 3, 11, 800, '2025-02-10', '2026-03-24', 16 + 20 / 30, 98, 0, 0],
  K07: [8, 8, '800.00', 100, 3, 800, '2026-06-03', '2026-06-24', 36, 6, 0, 0],
  K08: [9, 9, '180.00', 20, 5.375, 180 / (54 / 30.4375), '2026-05-08', '2026-06-20', 12, 10, 0, 0],
  K09: [3, 3, '4800.00', 1600, 182.5, 300, '2025-03-01', '2026-03-01', 15 + 29 / 30, 121, 0, 0],
  K10: [3, 3, '900.00', 300, 10, 900 / (61 / 30.4375), '2026-05-01', '2026-05-21', 1 + 29 / 30, 40, 0, 0],
  K11: [2, 2, '800.00', 400, 15, 50, '2023-06-30', '2026-06-16', 36, 14, 0, 0],
  K12: [8, 8, '1600.00', 200, 121 / 7, 100, '2025-01-10', '2026-06-30', 17 + 20 / 30, 0, 3, 5],
};
// From the .md: CV, AC, coverage, type and flags with the AHP weights.
const segmented = {
  K01: [12.15, 22.783285, 1, 'loyal', []],
  K02: [8.28, 19.77684, 0.625, 'loyal', []],
  K03: [18.387097, 21.143818, 1, 'core', ['borderline']],
  K04: [0, 13.07025, 0.195, 'general', ['dormant', 'provisional']],
  K05: [18.324, 13.454881, 1, 'contested', ['borderline']],
  K06: [17.835, 14.118859, 1, 'loyal', ['borderline']],
  K07: [15.738, 21.469052, 1, 'loyal', []],
  K08: [6.76715, 14.597193, 1, 'loyal', ['borderline']],
  K09: [13.097639, 15.828911, 0.195, 'loyal', ['provisional']],
  K10: [14.825734, 20.067712, 1, 'loyal', ['new', 'provisional']],
  K11: [9.509798, 16.26427, 0.195, 'loyal', ['provisional']],
  K12: [9.897288, 19.119117, 1, 'loyal', []],
};
// Attitudes as the survey and the share table give them on the as-of day: [share, satisfaction, rank].
const attitudes = {
  K01: [0.6, 4.6, 1],
  K02: [null, 5, 2],
  K03: [0.5, 4, 1],
  K05: [0.1, 3.8, 3],
  K06: [0.1, 3.4, 2],
  K07: [0.5, 4, 1],
  K08: [0.5, 2.6, 7],
  K10: [1, 3, 1],
  K12: [0.2, 4, 2],
};
const ids = Object.keys(onPaper);

// The lines that count: without the quarantined …1209.
function countingLines() {
  const [, ...records] = parseCsv(new TextDecoder('gb18030').decode(readFileSync(fixture('twelve_customers.csv'))));
  return records
    .filter(([waybill]) => waybill !== 'SF1000000001209')
    .map(([waybill, customer, , shipTime, , , , , amount]) => ({
      waybill,
      customer,
      shipDate: shipTime,
      cents: cents(amount),
    }));
}

test('twelve customers: profile as computed on paper', () => {
  const { rows } = parseTable(runOk(['profile', ...inputs]).out);
  assert.deepEqual(
    rows.map((row) => row.customer_id),
    ids,
  );
  for (const row of rows) {
    const id = row.customer_id;
    const [waybills, shipDays, amount, avgSpend, cycle, monthly, first, last, tenure, recency, hits, matured] =
      onPaper[id];
    assert.equal(row.waybills, String(waybills), `${id} waybills`);
    assert.equal(row.ship_days, String(shipDays), `${id} ship_days`);
    assert.equal(row.amount, amount, `${id} amount`);
    assert.equal(row.currency, 'CNY', `${id} currency`);
    assertNumber(row.avg_spend, avgSpend, { relative: 1e-15, what: `${id} avg_spend` });
    assertNumber(row.purchase_cycle_days, cycle, { what: `${id} purchase_cycle_days` });
    assertNumber(row.monthly_contribution, monthly, { relative: 1e-15, what: `${id} monthly_contribution` });
    assert.equal(row.first_ship, first, `${id} first_ship`);
    assert.equal(row.last_ship, last, `${id} last_ship`);
    assertNumber(row.tenure_months, tenure, { relative: 1e-15, what: `${id} tenure_months` });
    assertNumber(row.recency_days, recency, { what: `${id} recency_days` });
    assert.deepEqual([row.ontime_num, row.ontime_den], [String(hits), String(matured)], `${id} on time`);
  }
  assert.equal(rows[0].customer_name, '云上茶业');
  assert.equal(rows[2].customer_name, '南岸木作(分部,二期)');
});

test('twelve customers: profile equals the second computation', () => {
  const { by } = parseTable(runOk(['profile', ...inputs]).out);
  const opened = new Map([
    ['K07', '2023-06-30'],
    ['K08', '2025-06-30'],
    ['K12', '2026-01-01'],
  ]);
  const expected = profile(countingLines(), {
    asOf: day(asOf),
    window: { from: day('2025-03-01'), to: day(asOf) },
    opened,
  });
  for (const customer of expected) {
    const row = by(customer.customer);
    assert.equal(row.amount, decimal(customer.amountCents), customer.customer);
    assert.equal(row.first_ship, iso(customer.firstShip), customer.customer);
    assertNumber(row.tenure_months, customer.tenureMonths, { relative: 1e-15, what: customer.customer });
    assertNumber(row.monthly_contribution, customer.monthly, { relative: 1e-15, what: customer.customer });
  }
});

function expectedAxes(weights) {
  const opened = new Map([
    ['K07', '2023-06-30'],
    ['K08', '2025-06-30'],
    ['K12', '2026-01-01'],
  ]);
  return profile(countingLines(), { asOf: day(asOf), window: { from: day('2025-03-01'), to: day(asOf) }, opened }).map(
    (customer) => {
      const [share, satisfaction, rank] = attitudes[customer.customer] ?? [null, null, null];
      return {
        id: customer.customer,
        ...axes({ ...customer, share, satisfaction, rank, dormant: customer.shipDays === 0 }, weights),
      };
    },
  );
}
const scoreColumns = ['s_m', 's_a', 's_c', 's_share', 's_sat', 's_rank', 's_tenure', 's_recency'];
function assertEqualsOracle(row, expected) {
  assertNumber(row.cv, expected.cv, { absolute: 1.5e-9, what: `${expected.id} cv` });
  assertNumber(row.ac, expected.ac, { absolute: 1.5e-9, what: `${expected.id} ac` });
  assertNumber(row.coverage, expected.coverage, { relative: 1e-12, what: `${expected.id} coverage` });
  [...expected.cvScores, ...expected.acScores].forEach((score, column) => {
    assertNumber(row[scoreColumns[column]], score, { absolute: 1e-9, what: `${expected.id} ${scoreColumns[column]}` });
  });
  assert.equal(row.raw_type, typeOf(expected.cv, expected.ac), `${expected.id} raw_type`);
}

test('twelve customers: CV, AC, type and flags as computed on paper', () => {
  const { rows, by } = parseTable(runOk(['segment', ...inputs]).out);
  assert.deepEqual(
    rows.map((row) => row.customer_id),
    ids,
  );
  for (const [id, [cv, ac, coverage, type, flags]] of Object.entries(segmented)) {
    const row = by(id);
    assertNumber(row.cv, cv, { absolute: 6e-7, what: `${id} cv` });
    assertNumber(row.ac, ac, { absolute: 6e-7, what: `${id} ac` });
    assertNumber(row.coverage, coverage, { absolute: 6e-7, what: `${id} coverage` });
    assert.equal(row.type, type, `${id} type`);
    assert.equal(row.raw_type, type, `${id} raw type: the first run has no hysteresis`);
    assert.deepEqual(flagsOf(row), flags, `${id} flags`);
  }
});

test('twelve customers: every score equals the second computation', () => {
  const { by } = parseTable(runOk(['segment', ...inputs]).out);
  for (const expected of expectedAxes({})) assertEqualsOracle(by(expected.id), expected);
});

test('twelve customers: with equal weights CV exactly 18 and AC exactly 14 are high', () => {
  const { by } = parseTable(runOk(['segment', ...inputs, '--config', equalWeights]).out);
  for (const expected of expectedAxes({ cv: equalCv, ac: equalAc })) assertEqualsOracle(by(expected.id), expected);
  assert.equal(by('K07').cv, '18');
  assert.equal(by('K07').type, 'core');
  assert.deepEqual(flagsOf(by('K07')), ['borderline']);
  assert.equal(by('K08').ac, '14');
  assert.equal(by('K08').type, 'loyal');
  assert.deepEqual(flagsOf(by('K08')), ['borderline']);
});

test('attributes over shipments: the table wins cell by cell, empty cells leave the measured value', (t) => {
  // M 3000 → 6, A 100 → 6, C 7 → 6: CV = 30 × 6 ÷ 10 = 18 whatever the weights. Only C is overridden for K01 (10 → 5.25).
  const file = path.join(scratchFolder(t), 'attributes.csv');
  const header =
    'customer_id,avg_spend,purchase_cycle_days,monthly_contribution,choice_share,satisfaction,mind_rank,tenure_months,recency_days';
  writeFileSync(file, [header, 'K10,100,7,3000,,,,,', 'K01,,10,,,,,,', ''].join('\n'));
  const { by } = parseTable(runOk(['segment', ...inputs, '--attributes', file]).out);
  assert.equal(by('K10').cv, '18');
  assert.equal(by('K10').raw_type, 'core');
  assert.equal(by('K10').s_sat, '5');
  assert.equal(by('K01').s_c, '5.25');
  assert.equal(by('K01').s_m, '2');
});
