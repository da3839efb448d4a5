// Where a customer stands in the table, so that the card can go on to the next one. The engine tells rows by place, not places by
// customer; so the rows known already are looked through first, then the table from its start, up to a limit.

import type { TableWindow } from '../../engine/protocol.ts';

/** Rows that are looked through for a customer at most. */
export const kSearchedRowsMax = 10_000;

const kWindowRows = 200;

export type FetchWindow = (offset: number, limit: number) => Promise<TableWindow>;

/** The place of a customer among rows that begin at `offset`; null where it is not among them. */
export function placeAmong(id: string, keyColumn: number, rows: TableWindow['rows'], offset: number): number | null {
  const at = rows.findIndex((row) => row[keyColumn] === id);
  return at < 0 ? null : offset + at;
}

/** The place of a customer in the table; `near` is where it was last. Null when it is not there or stands too far down. */
export async function findPlace(id: string, near: number | null, fetch: FetchWindow): Promise<number | null> {
  if (near !== null) {
    const from = Math.max(0, near - kWindowRows / 2);
    const { columns, rows } = await fetch(from, kWindowRows);
    const place = placeAmong(id, columns.indexOf('customer_id'), rows, from);
    if (place !== null) return place;
  }
  for (let offset = 0; offset < kSearchedRowsMax; offset += kWindowRows) {
    const { total, columns, rows } = await fetch(offset, kWindowRows);
    const place = placeAmong(id, columns.indexOf('customer_id'), rows, offset);
    if (place !== null) return place;
    if (offset + kWindowRows >= total) return null;
  }
  return null;
}

/** The customer at a place; null where the table has none. */
export async function customerAt(place: number, fetch: FetchWindow): Promise<string | null> {
  if (place < 0) return null;
  const { columns, rows } = await fetch(place, 1);
  return rows[0]?.[columns.indexOf('customer_id')] ?? null;
}
