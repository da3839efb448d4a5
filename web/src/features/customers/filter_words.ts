// The conditions in words: what stands on the chips of the filter bar.

import type { Filter, View } from '../../engine/protocol.ts';
import { columnLabel, flagWord, formatBound, type ColumnNames } from '../../i18n/customer_columns.ts';
import { formatCount } from '../../i18n/format.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';

/** Cells named one by one; of more, the rest is counted. */
const kCellsNamed = 3;

const nameOf = (language: Language, names: ColumnNames['types'], id: string): string => {
  const found = names.find((one) => one.id === id);
  return found ? pick(language, found) : id;
};

function rangeWords(language: Language, { column, from, to }: Extract<Filter, { by: 'range' }>): string {
  const bound = (value: number): string => formatBound(language, column, value);
  const name = columnLabel(language, column);
  if (from !== null && to !== null)
    return translate(language, 'customers.chip.between', { column: name, from: bound(from), to: bound(to) });
  if (from !== null) return translate(language, 'customers.chip.from', { column: name, from: bound(from) });
  return translate(language, 'customers.chip.below', { column: name, to: bound(to ?? 0) });
}

function cellWords(language: Language, cells: readonly { readonly r: number; readonly f: number }[]): string {
  const named = cells
    .slice(0, kCellsNamed)
    .map(({ r, f }) => `R${r}F${f}`)
    .join(translate(language, 'list.separator'));
  return cells.length > kCellsNamed
    ? translate(language, 'customers.chip.cellsMore', { cells: named, count: formatCount(language, cells.length) })
    : translate(language, 'customers.chip.cells', { cells: named });
}

/** One condition in words. */
export function filterWords(language: Language, filter: Filter, names: ColumnNames): string {
  const list = (words: readonly string[]): string => words.join(translate(language, 'list.separator'));
  switch (filter.by) {
    case 'type':
      return translate(language, 'customers.chip.types', {
        types: list(filter.is.map((id) => nameOf(language, names.types, id))),
      });
    case 'flag':
      return translate(language, 'customers.chip.flags', {
        flags: list(filter.is.map((id) => flagWord(language, id))),
      });
    case 'rfm_segment':
      return translate(language, 'customers.chip.segments', {
        segments: list(filter.is.map((id) => nameOf(language, names.segments, id))),
      });
    case 'rfm_cell':
      return cellWords(language, filter.is);
    case 'abc_class':
      return translate(language, 'customers.chip.classes', { classes: list(filter.is) });
    case 'area':
      return translate(language, 'customers.chip.area');
    case 'range':
      return rangeWords(language, filter);
  }
}

export type ChipOf = { readonly of: 'filter'; readonly index: number } | { readonly of: 'search' };
export interface ChipWords {
  readonly what: ChipOf;
  readonly words: string;
}

/** All that narrows the view, in words: the conditions in their order, then the search. */
export const chipsOf = (language: Language, view: View, names: ColumnNames): readonly ChipWords[] => [
  ...view.filters.map((filter, index) => ({
    what: { of: 'filter', index } as const,
    words: filterWords(language, filter, names),
  })),
  ...(view.search.trim() === ''
    ? []
    : [
        {
          what: { of: 'search' } as const,
          words: translate(language, 'customers.chip.search', { text: view.search.trim() }),
        },
      ]),
];
