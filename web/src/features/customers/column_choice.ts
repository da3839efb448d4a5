// Which columns the table shows, and in which order: one list of all, those in use first.

import { kCustomerColumns } from '../../i18n/customer_columns.ts';

/** Names the row: always there, always first. */
export const kKeyColumn = 'customer_id';

export interface ColumnEntry {
  readonly id: string;
  readonly isShown: boolean;
}

/** The columns of a document as the table needs them: its key first, each once. */
export const withKey = (columns: readonly string[]): readonly string[] => [
  kKeyColumn,
  ...new Set(columns.filter((id) => id !== kKeyColumn)),
];

/** All columns: those shown in their order, then the others in the order of the list. */
export const entriesOf = (columns: readonly string[]): readonly ColumnEntry[] => {
  const shown = withKey(columns);
  return [
    ...shown.map((id) => ({ id, isShown: true })),
    ...kCustomerColumns.filter(({ id }) => !shown.includes(id)).map(({ id }) => ({ id, isShown: false })),
  ];
};

/** A column is shown at the end, or no longer. */
export const toggled = (columns: readonly string[], id: string): readonly string[] => {
  const shown = withKey(columns);
  if (id === kKeyColumn) return shown;
  return shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id];
};

/** Moves a shown column by one place; the key stays first. */
export function moved(columns: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const shown = [...withKey(columns)];
  const at = shown.indexOf(id);
  const to = at + by;
  if (at < 1 || to < 1 || to >= shown.length) return shown;
  shown.splice(to, 0, ...shown.splice(at, 1));
  return shown;
}

export const canMove = (columns: readonly string[], id: string, by: -1 | 1): boolean => {
  const shown = withKey(columns);
  const at = shown.indexOf(id);
  return at >= 1 && at + by >= 1 && at + by < shown.length;
};
