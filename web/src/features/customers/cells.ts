// How a row reads in the table, and in which order a pressed header puts it.

import type { Sort } from '../../engine/protocol.ts';
import { formatBeside, formatCell, isFigure, type ColumnNames } from '../../i18n/customer_columns.ts';
import type { Language } from '../../i18n/translate.ts';

const kTypes = ['core', 'contested', 'loyal', 'general'] as const;
type Type = (typeof kTypes)[number];

export type Cell = string | { readonly text: string; readonly mark: Type };

/** A cell as it reads, out of the exported text; a type with its mark, a figure of an axis on the right side of its threshold. */
export function cellOf(
  language: Language,
  column: string,
  text: string,
  names: ColumnNames,
  thresholds: { readonly cv: number; readonly ac: number },
): Cell {
  const reads = formatCell(language, column, text, names);
  if (column === 'type' || column === 'raw_type') {
    const mark = kTypes.find((type) => type === text);
    return mark ? { text: reads, mark } : reads;
  }
  return (column === 'cv' || column === 'ac') && text !== ''
    ? formatBeside(language, Number(text), thresholds[column])
    : reads;
}

/** A header pressed again turns the order round, and a third time gives it up. Figures begin with the greatest, texts with the first. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
  const first: Sort = { column, descending: isFigure(column) };
  if (sort?.column !== column) return first;
  return sort.descending === first.descending ? { column, descending: !first.descending } : null;
}
