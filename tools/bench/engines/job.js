// The job that every engine of the bench does, and what its answer looks like.
//
// From the bytes of a W1 file (docs/data-generator.md) to one row a customer (docs/formulas/profile.md) with its RFM scores
// (docs/formulas/rfm.md): distinct waybills, distinct ship days, amount, first and last ship day, on-time waybills, recency, and the
// three scores. W1 has several lines for a waybill, so everybody must count distinct ones.
//
// What the others need not do, though Loyalane does it: names, currencies, tax, the window, quarantine, months, reports. W1 lies
// within one window, names its promises and deliveries as minutes that order as text, and has no damaged lines; they may rely on that.
// The last ship day is known only at the end, so they are told the as-of day beforehand.

export const kAsOf = '2026-10-31';

/** Its columns in the order in which the digest takes them; money in fen, days since 1970-01-01. */
export const kColumns = [
  'waybills',
  'shipDays',
  'amount',
  'first',
  'last',
  'ontimeHits',
  'ontimeOf',
  'recency',
  'r',
  'f',
  'm',
];

/** The days since 1970-01-01 of YYYY-MM-DD. */
export const dayOf = (text) => Date.parse(text) / 86_400_000;

/** Cuts at 20, 40, 60 and 80 %: quantiles of type 7, as docs/formulas/quantile.md has them. */
function cutsOf(values) {
  const sorted = Float64Array.from(values).sort();
  return [1, 2, 3, 4].map((fifth) => {
    const whole = (sorted.length - 1) * fifth;
    const at = Math.floor(whole / 5);
    const part = (whole % 5) / 5;
    return part === 0 ? sorted[at] : sorted[at] + (sorted[at + 1] - sorted[at]) * part;
  });
}

/** 1 and one more for each cut below the value. */
function scoresOf(values, [a, b, c, d]) {
  const scores = new Uint8Array(values.length);
  for (let row = 0; row < values.length; ++row) {
    const value = values[row];
    scores[row] = 1 + (a < value) + (b < value) + (c < value) + (d < value);
  }
  return scores;
}

/** Adds recency and scores to a table that has the columns before them. */
export function withScores(table) {
  const asOf = dayOf(kAsOf);
  table.recency = table.last.map((day) => asOf - day);
  // Whole days: a cut between two days is rounded up.
  table.r = scoresOf(table.recency, cutsOf(table.recency).map(Math.ceil)).map((score) => 6 - score);
  table.f = scoresOf(table.waybills, cutsOf(table.waybills));
  table.m = scoresOf(table.amount, cutsOf(table.amount));
  return table;
}

/** A table as text, one line a customer, ordered by id: what the digest is taken of. */
export function linesOf(table) {
  const columns = kColumns.map((name) => table[name]);
  const lines = Array.from(table.ids, (id, row) => `${id},${columns.map((column) => column[row]).join(',')}\n`);
  // Ids are unique and followed by a comma, which sorts before digits: the order is that of the ids.
  return lines.sort().join('');
}

/** SHA-256 of that text, in hexadecimal. In pages and in node. */
export async function digestOf(table) {
  const hash = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(linesOf(table)));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
