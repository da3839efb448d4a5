// Points of a club whose only rule is "1 point a yuan of the monthly statement, for two months", from docs/formulas/earning.md and
// points-ledger.md in the plainest way. It shares nothing with the program under test. Days are "YYYY-MM-DD".

import * as dates from './dates.mjs';

const addMonths = (day, count) => dates.iso(dates.addMonths(dates.day(day), count));
export const monthEnd = (month) => dates.iso(dates.day(addMonths(`${month}-01`, 1)) - 1);

const fen = (text) => {
  const [whole, part = ''] = text.replace('-', '').split('.');
  return (text.startsWith('-') ? -1n : 1n) * BigInt(whole + part.padEnd(2, '0'));
};

/** Points of each month: all lines from `from` to `to`, rounded down once. Months without points are left out. */
export function earnedByMonth(shipments, { account, from, to }) {
  const sums = new Map();
  // Lines of a waybill are one: their first day.
  const dayOf = new Map();
  const own = shipments.filter((row) => row.月结卡号 === account);
  for (const row of own) {
    const day = row.寄件时间.slice(0, 10);
    const before = dayOf.get(row.运单号);
    if (before === undefined || day < before) dayOf.set(row.运单号, day);
  }
  for (const row of own) {
    const day = dayOf.get(row.运单号);
    if (day < from || (to !== '' && day > to)) continue;
    const month = day.slice(0, 7);
    sums.set(month, (sums.get(month) ?? 0n) + fen(row.运费));
  }
  const points = [...sums].map(([month, sum]) => [month, sum > 0n ? Number(sum / 100n) : 0]);
  return new Map(points.filter(([, count]) => count > 0).sort());
}

/**
 * {month: {earned, spent, expired, closing}}, and the documents that are refused still. `redemptions` by day. A day at a time.
 */
export function accountOf(earned, redemptions, months) {
  const lots = [...earned].map(([month, points]) => {
    const day = monthEnd(month);
    return { day, last: addMonths(day, 2), left: points };
  });
  const takes = new Map(); // document → [[lot, points]]
  let refused = []; // asked again in each later month, on its first day
  const told = {};
  for (const month of months) {
    const sums = { earned: earned.get(month) ?? 0, spent: 0, expired: 0, closing: 0 };
    for (let number = 1; number <= Number(monthEnd(month).slice(8)); ++number) {
      const day = `${month}-${String(number).padStart(2, '0')}`;
      for (const lot of lots) {
        if (lot.last >= day) continue;
        sums.expired += lot.left;
        lot.left = 0;
      }
      for (const row of redemptions.filter((one) => one.撤销时间.slice(0, 10) === day)) {
        for (const [lot, points] of takes.get(row.兑换单号) ?? []) {
          sums.spent -= points;
          if (lot.last < day) sums.expired += points;
          else lot.left += points;
        }
      }
      const asked = number === 1 ? refused : [];
      if (number === 1) refused = [];
      asked.push(...redemptions.filter((one) => one.兑换时间.slice(0, 10) === day));
      for (const row of asked) {
        const there = lots.filter((lot) => lot.day <= day && lot.left > 0).sort((a, b) => (a.last < b.last ? -1 : 1));
        let wanted = Number(row.使用积分);
        if (there.reduce((sum, lot) => sum + lot.left, 0) < wanted) {
          refused.push(row);
          continue;
        }
        sums.spent += wanted;
        const from = [];
        for (const lot of there) {
          const now = Math.min(lot.left, wanted);
          if (now === 0) break;
          lot.left -= now;
          wanted -= now;
          from.push([lot, now]);
        }
        takes.set(row.兑换单号, from);
      }
    }
    sums.closing = lots.filter((lot) => lot.day <= monthEnd(month)).reduce((sum, lot) => sum + lot.left, 0);
    told[month] = sums;
  }
  return { months: told, refused: refused.map((row) => row.兑换单号) };
}
