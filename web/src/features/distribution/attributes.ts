// The columns that can be shown as a distribution: their unit, how a value is written, and which threshold belongs on them.

import { formatFigure, formatShare } from '../../i18n/format.ts';
import { translate, type Key, type Language } from '../../i18n/translate.ts';

type Named<Prefix extends string> = Key extends infer K ? (K extends `${Prefix}${infer Name}` ? Name : never) : never;
export type AttributeId = Named<'distribution.of.'>;
type Unit = Named<'distribution.unit.'>;

export const kAttributeGroups = ['groupAxes', 'groupAttributes', 'groupVolume'] as const;

export interface Attribute {
  readonly id: AttributeId;
  readonly group: (typeof kAttributeGroups)[number];
  /** Shares are 0 to 1 and shown as percent. */
  readonly form: 'figure' | 'share';
  /** Null: none, or inside the form. */
  readonly unit: Unit | null;
  readonly threshold: 'cv' | 'ac' | null;
  /** Id of the definition. */
  readonly definition: string;
}

const attribute = (
  id: AttributeId,
  group: Attribute['group'],
  unit: Unit | null,
  form: Attribute['form'] = 'figure',
  threshold: Attribute['threshold'] = null,
): Attribute => ({ id, group, unit, form, threshold, definition: id });

export const kAttributes: readonly Attribute[] = [
  attribute('cv', 'groupAxes', 'points', 'figure', 'cv'),
  attribute('ac', 'groupAxes', 'percent', 'figure', 'ac'),
  attribute('coverage', 'groupAxes', null, 'share'),
  attribute('monthly_contribution', 'groupAttributes', 'yuanMonth'),
  attribute('avg_spend', 'groupAttributes', 'yuan'),
  attribute('purchase_cycle_days', 'groupAttributes', 'days'),
  attribute('choice_share', 'groupAttributes', null, 'share'),
  attribute('satisfaction', 'groupAttributes', 'points'),
  attribute('mind_rank', 'groupAttributes', 'rank'),
  attribute('tenure_months', 'groupAttributes', 'months'),
  attribute('recency_days', 'groupAttributes', 'daysAgo'),
  attribute('waybills', 'groupVolume', 'waybills'),
  attribute('ship_days', 'groupVolume', 'days'),
  attribute('amount', 'groupVolume', 'yuan'),
];

export const attributeOf = (id: string): Attribute | null => kAttributes.find((one) => one.id === id) ?? null;

export const attributeName = (language: Language, { id }: Attribute): string =>
  translate(language, `distribution.of.${id}`);

/** A value without its unit, as on an axis: 1,234.5 or 12.5%. */
export const plainValue = (language: Language, { form, unit }: Attribute, value: number): string =>
  form === 'share'
    ? formatShare(language, value).replace(/\.0(?=%)/, '')
    : `${formatFigure(language, value)}${unit === 'percent' ? '%' : ''}`;

/** A value as a sentence says it: "18 分". */
export function valueText(language: Language, attribute: Attribute, value: number): string {
  const plain = plainValue(language, attribute, value);
  const { unit } = attribute;
  if (unit === null || unit === 'percent') return plain;
  // Money and ranks have their unit in front in English, so that the whole is a text.
  const key = `distribution.value.${unit}` as const;
  return translate(language, plain === '1' ? `${key}.one` : key, { value: plain });
}

const kCountedUnits: readonly (Unit | null)[] = ['days', 'daysAgo', 'waybills'];

/** A figure of many customers as a sentence says it: days and waybills have no decimals from ten on, "221 天". */
export const figureText = (language: Language, attribute: Attribute, value: number): string =>
  valueText(language, attribute, kCountedUnits.includes(attribute.unit) && value >= 10 ? Math.round(value) : value);

/** The name of the axis: "平均每次消费额（元）". */
export function axisTitle(language: Language, attribute: Attribute): string {
  const name = attributeName(language, attribute);
  const { unit } = attribute;
  if (unit === null || unit === 'percent') return name;
  const text = translate(language, `distribution.unit.${unit}`);
  return language === 'zh' ? `${name}（${text}）` : `${name} (${text})`;
}

/** What the user typed into a field of the range: a number, null for an empty field, or undefined for anything else. Shares are
 *  typed as percent. */
export function typedBound({ form }: Attribute, text: string): number | null | undefined {
  const plain = text.replace(/[,%\s，％]/g, '');
  if (plain === '') return null;
  const value = Number(plain);
  if (!Number.isFinite(value)) return undefined;
  return form === 'share' ? value / 100 : value;
}

/** A bound as it stands in its field. */
export const boundText = ({ form }: Attribute, bound: number | null): string =>
  bound === null ? '' : String(form === 'share' ? Number((bound * 100).toFixed(10)) : bound);
