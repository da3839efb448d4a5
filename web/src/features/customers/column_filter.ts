// The condition that a column's own filter makes, and what stands in its form.

import type { Filter } from '../../engine/protocol.ts';
import { customerColumn, isFigure, isShare } from '../../i18n/customer_columns.ts';

/** Columns that are filtered by a list of values, and the condition that the list makes. */
const kLists = { type: 'type', flags: 'flag', rfm_segment: 'rfm_segment', abc_class: 'abc_class' } as const;
type ListColumn = keyof typeof kLists;
const isListColumn = (column: string): column is ListColumn => Object.hasOwn(kLists, column);

/** How a column can be filtered; null: not at all. */
export function filterKind(column: string): 'list' | 'range' | null {
  if (isListColumn(column)) return 'list';
  return isFigure(column) && customerColumn(column).form !== 'code' ? 'range' : null;
}

/** The values that a list column can be narrowed to, best first; those of RFM segments come from the engine. */
export function listValues(column: string, segments: readonly { readonly id: string }[]): readonly string[] {
  switch (column) {
    case 'type':
      return ['core', 'contested', 'loyal', 'general'];
    case 'flags':
      return ['borderline', 'provisional', 'dormant', 'new'];
    case 'abc_class':
      return ['A', 'B', 'C'];
    case 'rfm_segment':
      return segments.map(({ id }) => id);
    default:
      return [];
  }
}

/** The condition that is set on a column. */
export const filterOf = (filters: readonly Filter[], column: string): Filter | null =>
  filters.find((filter) =>
    filter.by === 'range' ? filter.column === column : isListColumn(column) && filter.by === kLists[column],
  ) ?? null;

/** The values ticked in a list column's form. */
export const tickedIn = (filter: Filter | null): readonly string[] =>
  filter && filter.by !== 'range' && filter.by !== 'area' && filter.by !== 'rfm_cell' ? filter.is : [];

/** The condition of a list column; without values it says that there is none. */
export const listFilter = (column: string, values: readonly string[]): Filter | null =>
  isListColumn(column) ? ({ by: kLists[column], is: values } as Filter) : null;

export type Bound = { readonly value: number | null } | { readonly wrong: true };

/** What a bound's field says: nothing, a figure (percent for shares), or something that is neither. */
export function readBound(column: string, text: string): Bound {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,%]/g, '')
    .replace(/^[￥¥]/, '');
  if (plain === '') return { value: null };
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return { wrong: true };
  const value = Number(plain);
  // In decimal, so that 14.3 % is 0.143 and nothing beside it.
  return { value: isShare(column) ? Number(`${value}e-2`) : value };
}

/** What a bound's field shows. */
export const writeBound = (column: string, value: number | null): string =>
  value === null ? '' : String(isShare(column) ? Number(`${value}e2`) : value);

export type RangeForm = { readonly filter: Filter } | { readonly wrong: 'from' | 'to' | 'order' };

/** The condition of a range form, or the field that is wrong. */
export function rangeFilter(column: string, fromText: string, toText: string): RangeForm {
  const from = readBound(column, fromText);
  if ('wrong' in from) return { wrong: 'from' };
  const to = readBound(column, toText);
  if ('wrong' in to) return { wrong: 'to' };
  if (from.value !== null && to.value !== null && from.value >= to.value) return { wrong: 'order' };
  return { filter: { by: 'range', column, from: from.value, to: to.value } };
}
