// A made-up company, drawn from a fixed seed: repeated waybills, refunds, rows before the window and after the as-of day, promises kept, missed and open,
// cancellations. profile, segment, rfm and abc against the second computation, customer by customer.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { runOk, scratchFolder } from './lib/cli.mjs';
import { assertNumber, decimal } from './lib/compare.mjs';
import { parseTable, toCsv } from './lib/csv.mjs';
import { labelOf } from './lib/rfm_labels.mjs';
import { flagsOf } from './lib/segment_rows.mjs';
import { abc } from './oracle/abc.mjs';
import { day, defaultWindow, iso } from './oracle/dates.mjs';
import { profile } from './oracle/profile.mjs';
import { nameOfCode, quantileCuts, recencyCuts, scoreAgainst } from './oracle/rfm.mjs';
import { axes, typeOf } from './oracle/segment.mjs';

const asOf = '2026-02-28';

// Small, well-known generator (mulberry32): whole numbers below n from a seed.
function drawer(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

function company(seed) {
  const draw = drawer(seed);
  const last = day(asOf);
  const clock = () => ` ${String(draw(24)).padStart(2, '0')}:${String(draw(60)).padStart(2, '0')}`;
  const rows = [];
  for (let customer = 0; customer < 250; customer += 1) {
    const span = [20, 90, 365, 800][draw(4)];
    const shipments = 1 + draw([3, 12, 60][draw(3)]);
    for (let shipment = 0; shipment < shipments; shipment += 1) {
      const shipDay = last + 5 - draw(span);
      const waybill = draw(20) === 0 ? '' : `SF${String(customer * 1000 + shipment).padStart(13, '0')}`;
      const lines = draw(12) === 0 ? 2 + draw(2) : 1;
      for (let line = 0; line < lines; line += 1) {
        const promised = draw(4) === 0 ? '' : iso(shipDay + 1 + draw(4)) + (draw(3) === 0 ? '' : clock());
        const deliveredDay = shipDay + 1 + draw(6);
        const delivered =
          draw(5) === 0 || deliveredDay > last ? '' : iso(deliveredDay) + (draw(4) === 0 ? '' : clock());
        rows.push({
          customer: `R${String((customer * 7919) % 1000).padStart(3, '0')}${customer % 3 === 0 ? '店' : ''}`,
          waybill,
          shipDate: iso(shipDay),
          cents: BigInt(draw(8) === 0 ? -draw(3000) : draw(200_000)),
          promised,
          delivered,
          cancelled: draw(25) === 0,
        });
      }
    }
  }
  return rows;
}

function written(t, rows) {
  const file = path.join(scratchFolder(t), 'company.csv');
  writeFileSync(
    file,
    toCsv([
      ['运单号', '客户编码', '寄件时间', '承诺时间', '签收时间', '运单状态', '应付金额'],
      ...rows.map((row) => [
        row.waybill,
        row.customer,
        row.shipDate,
        row.promised,
        row.delivered,
        row.cancelled ? '取消' : row.delivered ? '已签收' : '运输中',
        decimal(row.cents),
      ]),
    ]),
  );
  return file;
}

for (const seed of [1, 2026, 777_777]) {
  test(`company of seed ${seed}: profile, segment, rfm and abc equal the second computation`, (t) => {
    const rows = company(seed);
    const command = (verb) => [verb, '--shipments', written(t, rows), '--as-of', asOf];
    const expected = profile(rows, { asOf: day(asOf), window: defaultWindow(day(asOf)) });

    const profiles = parseTable(runOk(command('profile')).out);
    assert.deepEqual(
      profiles.rows.map((row) => row.customer_id),
      expected.map((customer) => customer.customer),
    );
    profiles.rows.forEach((row, index) => {
      const customer = expected[index];
      assert.deepEqual(
        [
          row.waybills,
          row.ship_days,
          row.amount,
          row.first_ship,
          row.last_ship,
          row.ontime_num,
          row.ontime_den,
          row.recency_days,
        ],
        [
          customer.waybills,
          customer.shipDays,
          decimal(customer.amountCents),
          iso(customer.firstShip),
          iso(customer.lastShip),
          customer.hits,
          customer.matured,
          customer.recencyDays,
        ].map(String),
        customer.customer,
      );
      const what = customer.customer;
      assertNumber(row.avg_spend, customer.avgSpend, { relative: 1e-12, what });
      assertNumber(row.purchase_cycle_days, customer.cycleDays, { what });
      assertNumber(row.monthly_contribution, customer.monthly, { relative: 1e-12, what });
      assertNumber(row.tenure_months, customer.tenureMonths, { relative: 1e-12, what });
    });

    const segments = parseTable(runOk(command('segment')).out);
    segments.rows.forEach((row, index) => {
      const customer = expected[index];
      const isDormant = customer.shipDays === 0;
      const computed = axes({ ...customer, share: null, satisfaction: null, rank: null, dormant: isDormant });
      assertNumber(row.cv, computed.cv, { absolute: 1.5e-9, what: `${customer.customer} cv` });
      assertNumber(row.ac, computed.ac, { absolute: 1.5e-9, what: `${customer.customer} ac` });
      assert.equal(row.raw_type, typeOf(Number(row.cv), Number(row.ac)), customer.customer);
      const flags = flagsOf(row);
      assert.equal(flags.includes('dormant'), isDormant, customer.customer);
      assert.equal(flags.includes('new'), customer.tenureMonths < 3, customer.customer);
      // 5 % of 18 and of 14; both are whole billionths, as the axes are.
      const inBand = (value, threshold) => Math.abs(Math.round(value * 1e9) - threshold * 1e9) <= threshold * 5e7;
      assert.equal(
        flags.includes('borderline'),
        inBand(Number(row.cv), 18) || inBand(Number(row.ac), 14),
        `${customer.customer} ${row.cv} ${row.ac}`,
      );
    });

    const active = expected.filter((customer) => customer.shipDays > 0);
    const rfm = parseTable(runOk(command('rfm')).out);
    assert.deepEqual(
      rfm.rows.map((row) => row.customer_id),
      active.map((customer) => customer.customer),
    );
    const cuts = [
      recencyCuts(active.map((customer) => customer.recencyDays)),
      quantileCuts(active.map((customer) => customer.waybills)),
      quantileCuts(active.map((customer) => Number(customer.amountCents))),
    ];
    rfm.rows.forEach((row, index) => {
      const customer = active[index];
      const code = `${6 - scoreAgainst(customer.recencyDays, cuts[0])}${scoreAgainst(customer.waybills, cuts[1])}${scoreAgainst(Number(customer.amountCents), cuts[2])}`;
      assert.equal(row.code, code, customer.customer);
      assert.equal(labelOf(row.segment), labelOf(nameOfCode.get(code)), customer.customer);
    });

    const classes = parseTable(runOk(command('abc')).out);
    const computed = abc(
      expected.map((customer) => ({ customer: customer.customer, cents: customer.amountCents })),
    ).classes;
    assert.deepEqual(
      classes.rows.map((row) => row.customer_id),
      expected.map((customer) => customer.customer),
      'nobody is left out',
    );
    for (const row of classes.rows) {
      const { letter, share, before } = computed.get(row.customer_id);
      assert.equal(row.class, letter, row.customer_id);
      // A value of zero or less is C, holds nothing, and everything lies before it (docs/formulas/abc.md).
      assertNumber(row.share, share ?? 0, { relative: 1e-12, what: row.customer_id });
      assertNumber(row.cum_share_before, before ?? 1, { relative: 1e-12, what: row.customer_id });
    }
  });
}
