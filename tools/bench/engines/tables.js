// The tables `profile` and `rfm`, as the command line and the page's export write them, as the answer that is checked.

import { dayOf, digestOf } from './job.js';

/** Columns of a CSV by their names, each read by its function. Names of customers are the only quoted cells, and not wanted. */
function columnsOf(csv, wanted) {
  const [header, ...lines] = csv.trimEnd().split('\n');
  const names = header.split(',');
  const readers = Object.entries(wanted).map(([own, [name, read]]) => ({ own, at: names.indexOf(name), read }));
  const columns = Object.fromEntries(readers.map(({ own }) => [own, []]));
  for (const line of lines) {
    const cells = line.replace(/"(?:[^"]|"")*"/g, '').split(',');
    for (const { own, at, read } of readers) columns[own].push(read(cells[at]));
  }
  return columns;
}

const fen = (text) => Math.round(Number(text) * 100);
const kProfile = {
  ids: ['customer_id', String],
  waybills: ['waybills', Number],
  shipDays: ['ship_days', Number],
  amount: ['amount', fen],
  first: ['first_ship', dayOf],
  last: ['last_ship', dayOf],
  ontimeHits: ['ontime_num', Number],
  ontimeOf: ['ontime_den', Number],
  recency: ['recency_days', Number],
};
const kScores = { r: ['r', Number], f: ['f', Number], m: ['m', Number] };

/** `profile` and `rfm`: the two tables as CSV text. */
export const checkOf = async (profile, rfm) => {
  const table = { ...columnsOf(profile, kProfile), ...columnsOf(rfm, kScores) };
  return { customers: table.ids.length, digest: await digestOf(table) };
};
