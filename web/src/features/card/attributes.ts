// The eight attributes in words: value with unit, score, weight, and what a missing one means.

import type { CustomerCard, Settings } from '../../engine/protocol.ts';
import { columnLabel, formatValue } from '../../i18n/customer_columns.ts';
import { formatFixed, formatMoney, formatShare } from '../../i18n/format.ts';
import { textOr, translate, type Language } from '../../i18n/translate.ts';

export type Attribute = CustomerCard['attributes'][number];

/** What an attribute is called; its unit stands with the value. Each is a column of the table too, and defined under the same id. */
export const attributeName = (language: Language, id: string): string =>
  textOr(language, `card.name.${id}`, columnLabel(language, id));

/** What money is called and what a single spend is counted by. */
export interface Units {
  readonly currency: string;
  readonly occasion: Settings['profile']['occasion'];
}

/** A value with its unit. */
export function attributeValue(language: Language, id: string, value: number, { currency, occasion }: Units): string {
  const text = formatValue(language, id, value);
  switch (id) {
    case 'monthly_contribution':
      return translate(language, 'card.unit.perMonth', { value: formatMoney(language, text, currency) });
    case 'avg_spend':
      return translate(language, 'card.unit.perOccasion', {
        value: formatMoney(language, text, currency),
        occasion: translate(language, `card.occasion.${occasion}`),
      });
    case 'purchase_cycle_days':
      return translate(language, 'card.unit.days', { value: text });
    case 'recency_days':
      return translate(language, 'card.unit.daysAgo', { value: text });
    case 'tenure_months':
      return translate(language, 'card.unit.months', { value: text });
    case 'satisfaction':
      return translate(language, 'card.unit.ofFive', { value: text });
    case 'mind_rank':
      return translate(language, 'card.unit.rank', { value: text });
    default:
      return text;
  }
}

export interface AttributeWords {
  readonly id: string;
  readonly axis: Attribute['axis'];
  readonly name: string;
  readonly value: string;
  readonly score: string;
  /** 0 to 1, for the bar; null without a score. */
  readonly part: number | null;
  readonly weight: string;
  /** What stands in for a score that is not known; empty where there is one. */
  readonly note: string;
}

/** Whether anything is known that the value axis stands on. */
export const hasValueBasis = (attributes: readonly Attribute[]): boolean =>
  attributes.some(({ axis, score }) => axis === 'cv' && score !== null);

const kScoreMax = 10;
/** What counts in the place of an unknown score of the availability axis. */
const kNeutralScore = 5;

/** `takesOver`: another attribute of the axis is known, to which the weight of this one can go. */
export const attributeWords = (
  language: Language,
  { id, axis, value, score, weight }: Attribute,
  units: Units,
  takesOver = true,
): AttributeWords => {
  const note =
    axis === 'ac' ? translate(language, 'card.neutral') : takesOver ? translate(language, 'card.handedOn') : '';
  return {
    id,
    axis,
    name: attributeName(language, id),
    value: value === null ? translate(language, 'card.unknown') : attributeValue(language, id, value, units),
    score:
      score === null
        ? axis === 'ac'
          ? `(${formatFixed(language, kNeutralScore, 2)})`
          : translate(language, 'card.none')
        : formatFixed(language, score, 2),
    part: score === null ? null : score / kScoreMax,
    weight: formatShare(language, weight),
    note: score === null ? note : '',
  };
};
