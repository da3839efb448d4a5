// The profile columns computed a second time, from docs/formulas/profile.md and in the plainest way: no streaming, no states.
import { day, tenureMonths } from './dates.mjs';
import { byBytes } from '../lib/compare.mjs';

const daysPerMonth = 30.4375;

// 'late', 'hit', 'overdue' or null for one line.
function lineVerdict({ promised, delivered, cancelled }, asOf) {
  if (!promised || cancelled) return null;
  if (delivered) {
    const length = Math.min(promised.length, delivered.length) > 10 ? 16 : 10;
    return delivered.slice(0, length) <= promised.slice(0, length) ? 'hit' : 'late';
  }
  return day(promised) <= asOf ? 'overdue' : null;
}

// [hits, matured] over distinct waybills; where lines disagree: late, then hit, then overdue.
function onTime(lines, hasWaybills, asOf) {
  const verdicts = new Map();
  lines.forEach((line, index) => {
    const key = hasWaybills ? line.waybill : index;
    if (hasWaybills && !key) return;
    const verdict = lineVerdict(line, asOf);
    const rank = ['late', 'hit', 'overdue'];
    const before = verdicts.get(key) ?? null;
    if (verdict !== null && (before === null || rank.indexOf(verdict) < rank.indexOf(before)))
      verdicts.set(key, verdict);
  });
  const all = [...verdicts.values()];
  return [all.filter((verdict) => verdict === 'hit').length, all.length];
}

/**
 * rows: {customer, waybill?, shipDate 'YYYY-MM-DD…', cents BigInt, promised?, delivered?, cancelled?}; times are 'YYYY-MM-DD' or 'YYYY-MM-DD HH:MM'. window: {from, to} in days, or null for all rows up to asOf.
 * opened: Map customer -> ISO date on which the account was opened.
 */
export function profile(rows, { asOf, window = null, opened = new Map() }) {
  const customers = new Map();
  for (const row of rows) {
    const shipDay = day(row.shipDate);
    if (shipDay > asOf) continue;
    if (!customers.has(row.customer)) customers.set(row.customer, []);
    customers.get(row.customer).push({ ...row, shipDay });
  }
  const hasWaybills = rows.some((row) => row.waybill !== undefined);
  const earliest = Math.min(...[...customers.values()].flat().map((line) => line.shipDay));
  const from = window ? window.from : earliest;
  const to = window ? window.to : asOf;
  return [...customers.keys()].sort(byBytes).map((id) => {
    const lines = customers.get(id);
    const inside = lines.filter((line) => line.shipDay >= from && line.shipDay <= to);
    const shipDays = [...new Set(inside.map((line) => line.shipDay))].sort((a, b) => a - b);
    const waybills = hasWaybills ? new Set(inside.map((line) => line.waybill).filter((no) => no)).size : inside.length;
    const [hits, matured] = onTime(inside, hasWaybills, asOf);
    const amountCents = inside.reduce((sum, line) => sum + line.cents, 0n);
    const firstShip = Math.min(...lines.map((line) => line.shipDay));
    const lastShip = Math.max(...lines.map((line) => line.shipDay));
    const monthsObserved = Math.max(1, (asOf - Math.max(from, firstShip) + 1) / daysPerMonth);
    const start = opened.has(id) ? Math.min(firstShip, day(opened.get(id))) : firstShip;
    const hasLines = inside.length > 0;
    return {
      customer: id,
      waybills,
      shipDays: shipDays.length,
      amountCents,
      hits,
      matured,
      avgSpend: hasLines ? Number(amountCents) / 100 / shipDays.length : null,
      cycleDays: shipDays.length >= 2 ? (shipDays.at(-1) - shipDays[0]) / (shipDays.length - 1) : null,
      monthsObserved,
      monthly: hasLines ? Number(amountCents) / 100 / monthsObserved : null,
      firstShip,
      lastShip,
      tenureMonths: tenureMonths(start, asOf),
      recencyDays: asOf - lastShip,
    };
  });
}
