// ABC with the Gini coefficient, from the definition, in whole cents (BigInt), so that no share depends on the order of a sum.
import { byBytes } from '../lib/compare.mjs';

/** items: {customer, cents BigInt}. A below 80 %, B below 95 % of the share *before* the item; equal values share the better class;
 *  a value that is zero or negative is C and outside the denominator. */
export function abc(items) {
  const sorted = [...items].sort((a, b) =>
    a.cents === b.cents ? byBytes(a.customer, b.customer) : a.cents > b.cents ? -1 : 1,
  );
  const positive = sorted.filter((item) => item.cents > 0n);
  const total = positive.reduce((sum, item) => sum + item.cents, 0n);
  let held = 0n; // by the items so far
  let before = 0n; // by the items with greater values: equal values share what lies before them, and so their class
  let previous = null;
  const classes = new Map();
  for (const item of positive) {
    if (previous === null || previous.cents !== item.cents) before = held;
    const letter = before * 100n < 80n * total ? 'A' : before * 100n < 95n * total ? 'B' : 'C';
    classes.set(item.customer, {
      letter,
      share: Number(item.cents) / Number(total),
      before: Number(before) / Number(total),
    });
    held += item.cents;
    previous = item;
  }
  for (const item of sorted) {
    if (item.cents <= 0n) classes.set(item.customer, { letter: 'C', share: null, before: null });
  }
  // Gini = 2 sum(i x_i) / (n sum x) - (n + 1) / n over the ascending values, i from 1.
  const ascending = [...positive].reverse();
  const weighted = ascending.reduce((sum, item, index) => sum + BigInt(index + 1) * item.cents, 0n);
  const n = ascending.length;
  const gini = n === 0 ? null : (2 * Number(weighted)) / (n * Number(total)) - (n + 1) / n;
  return { classes, total, positive, gini };
}
