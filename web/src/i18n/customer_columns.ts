// The columns that customers can be listed by: the order in which they are offered, what they are called, and how their texts (the
// exported ones) are written for reading.

import { formatCount, formatFigure, formatFixed, formatMoney } from './format.ts';
import { pick, textOr, translate, type Language } from './translate.ts';

export type ColumnGroup = 'customer' | 'result' | 'shipments' | 'attitude' | 'scores' | 'ranks';
export const kColumnGroups: readonly ColumnGroup[] = ['customer', 'result', 'shipments', 'attitude', 'scores', 'ranks'];

/** How a column's text reads. `share`: 0 to 1, written in percent. `money`: decimal text, every digit kept. */
export type ColumnForm =
  | 'text'
  | 'day'
  | 'type'
  | 'flags'
  | 'segment'
  | 'code'
  | 'count'
  | 'money'
  | 'share'
  | 'smallShare'
  | 'tenths'
  | 'hundredths'
  | 'figure';

export interface CustomerColumn {
  readonly id: string;
  readonly group: ColumnGroup;
  readonly form: ColumnForm;
}

const of = (group: ColumnGroup, forms: Readonly<Record<string, ColumnForm>>): readonly CustomerColumn[] =>
  Object.entries(forms).map(([id, form]) => ({ id, group, form }));

/** Every column, in the order of the list that they are chosen from. */
export const kCustomerColumns: readonly CustomerColumn[] = [
  ...of('customer', { customer_id: 'text', customer_name: 'text' }),
  ...of('result', {
    type: 'type',
    raw_type: 'type',
    flags: 'flags',
    cv: 'hundredths',
    ac: 'hundredths',
    coverage: 'share',
    reason: 'text',
  }),
  ...of('shipments', {
    waybills: 'count',
    ship_days: 'count',
    amount: 'money',
    avg_spend: 'hundredths',
    purchase_cycle_days: 'tenths',
    monthly_contribution: 'hundredths',
    first_ship: 'day',
    last_ship: 'day',
    tenure_months: 'tenths',
    recency_days: 'count',
    ontime_num: 'count',
    ontime_den: 'count',
  }),
  ...of('attitude', { choice_share: 'share', satisfaction: 'hundredths', mind_rank: 'figure' }),
  ...of('scores', {
    s_m: 'hundredths',
    s_a: 'hundredths',
    s_c: 'hundredths',
    s_share: 'hundredths',
    s_sat: 'hundredths',
    s_rank: 'hundredths',
    s_tenure: 'hundredths',
    s_recency: 'hundredths',
  }),
  ...of('ranks', { rfm_code: 'code', rfm_segment: 'segment', abc_class: 'text', abc_share: 'smallShare' }),
];

const byId = new Map(kCustomerColumns.map((column) => [column.id, column]));

/** The column of an id; one that this page does not know reads as text. */
export const customerColumn = (id: string): CustomerColumn => byId.get(id) ?? { id, group: 'customer', form: 'text' };

export const columnLabel = (language: Language, id: string): string => textOr(language, `column.${id}`, id);

const kTexts: readonly ColumnForm[] = ['text', 'day', 'type', 'flags', 'segment'];

/** Figures stand to the right. */
export const isFigure = (id: string): boolean => !kTexts.includes(customerColumn(id).form);

/** Written in percent though the figure is a part of one. */
export const isShare = (id: string): boolean => ['share', 'smallShare'].includes(customerColumn(id).form);

/** What ids inside cells are called, in the engine's own words. */
export interface ColumnNames {
  readonly types: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
  readonly segments: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
}

const named = (language: Language, names: ColumnNames['types'], id: string): string => {
  const found = names.find((one) => one.id === id);
  return found ? pick(language, found) : id;
};

/** "borderline;new" → its parts. */
export const flagsOf = (text: string): readonly string[] => text.split(';').filter((flag) => flag !== '');

export const flagWord = (language: Language, flag: string): string => textOr(language, `flag.${flag}`, flag);

/** A figure of a column as it reads. */
export function formatValue(language: Language, id: string, value: number): string {
  switch (customerColumn(id).form) {
    case 'count':
      return formatCount(language, value);
    case 'share':
      return `${formatFixed(language, value * 100, 1)}%`;
    case 'smallShare':
      return `${formatFixed(language, value * 100, 2)}%`;
    case 'tenths':
      return formatFixed(language, value, 1);
    case 'code':
      return String(value);
    case 'figure':
      return formatFigure(language, value);
    case 'hundredths':
    case 'money':
    case 'text':
    case 'day':
    case 'type':
    case 'flags':
    case 'segment':
      return formatFixed(language, value, 2);
  }
}

/** A bound that the user set, with as many digits as it has: 17.95 → 17.95, a share of 0.125 → 12.5%. */
export const formatBound = (language: Language, id: string, value: number): string =>
  isShare(id) ? `${formatFigure(language, value * 100, 6)}%` : formatFigure(language, value, 6);

/** A cell as it reads. What is missing was exported as nothing, and reads so. */
export function formatCell(language: Language, id: string, text: string, names: ColumnNames): string {
  if (text === '') return '';
  switch (customerColumn(id).form) {
    case 'text':
    case 'day':
    case 'code':
      return text;
    case 'type':
      return named(language, names.types, text);
    case 'segment':
      return named(language, names.segments, text);
    case 'flags':
      return flagsOf(text)
        .map((flag) => flagWord(language, flag))
        .join(translate(language, 'list.separator'));
    case 'money':
      return formatMoney(language, text, null);
    case 'count':
    case 'share':
    case 'smallShare':
    case 'tenths':
    case 'hundredths':
    case 'figure': {
      const value = Number(text);
      return Number.isFinite(value) ? formatValue(language, id, value) : text;
    }
  }
}

/** A figure with as many decimals as it takes to stand on its own side of a threshold: 17.999997 beside 18 must not read 18.00. */
export function formatBeside(language: Language, value: number, threshold: number, digits = 2): string {
  for (let more = digits; more < 9; ++more) {
    const rounded = Number(value.toFixed(more));
    if (value === threshold || (value < threshold ? rounded < threshold : rounded > threshold))
      return formatFixed(language, value, more);
  }
  return formatFixed(language, value, 9);
}
