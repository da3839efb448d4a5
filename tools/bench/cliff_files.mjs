// Files in which one thing is extreme: every other customer new, a single customer, every cell in quotes, rows of a megabyte. Columns and
// forms of cells as in W1 (docs/data-generator.md); numbers from a counter, so that the right answer is known without reading them.

import { closeSync, openSync, writeSync } from 'node:fs';
import { madeOnce } from './data.mjs';

const kHeader =
  'waybill_no,customer_id,customer_name,ship_date,promised_at,delivered_at,origin,destination,product,weight_kg,freight,status';
const kDays = Array.from({ length: 365 }, (_, at) => new Date(Date.UTC(2025, 10, 1 + at)).toISOString().slice(0, 10));
const kFlushCharacters = 4 << 20;
const kLongCell = 'x'.repeat(1_000_000);

/** Prime to any number of customers here, so that each comes equally often, and never twice in a row. */
const kStep = 7_368_787;

/**
 * @param shape `customers`: how many; `rows`; `quoted`: every cell is; `long`: one cell of each row has a million letters
 * @returns the file, its bytes, and what a right answer tells
 */
export async function cliffFile(name, { rows, customers, quoted = false, long = false }) {
  const fenOf = (row) => 1000 + (row % 997) * 10;
  const made = await madeOnce(`${name}_${rows}.csv`, (file) => {
    const out = openSync(file, 'w');
    let text = `${kHeader}\n`;
    for (let row = 0; row < rows; ++row) {
      const customer = (row * kStep) % customers;
      const day = kDays[Math.floor((row * kDays.length) / rows)];
      const fen = fenOf(row);
      const cells = [
        `LY${1_000_000_000_000 + row * 7919}`,
        `${9_600_000_000 + customer}`,
        `武汉市第${customer}贸易有限公司`,
        day,
        `${day} 22:00`,
        `${day} 18:11`,
        '武汉市',
        long ? kLongCell : '义乌市',
        '同城',
        '27.4',
        `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`,
        '已签收',
      ];
      text += quoted ? `"${cells.join('","')}"\n` : `${cells.join(',')}\n`;
      if (text.length > kFlushCharacters) {
        writeSync(out, text);
        text = '';
      }
    }
    writeSync(out, text);
    closeSync(out);
  });
  let amount = 0;
  for (let row = 0; row < rows; ++row) amount += fenOf(row);
  return { ...made, told: { lines: rows, customers: Math.min(customers, rows), amount } };
}
