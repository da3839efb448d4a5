// The card as plain text, for a message or a note.

import type { CustomerCard } from '../../engine/protocol.ts';
import { columnLabel, flagWord } from '../../i18n/customer_columns.ts';
import { formatMoney } from '../../i18n/format.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';
import { attributeWords, hasValueBasis, type Units } from './attributes.ts';
import { distanceWords, reasonWords, thresholdWords, valueWords, type AxisPlace } from './distance.ts';
import type { Figure } from './figures.ts';

export interface CardText {
  readonly card: CustomerCard;
  readonly typeName: string;
  readonly places: readonly AxisPlace[];
  readonly figures: readonly Figure[];
  readonly units: Units;
}

export function cardText(language: Language, { card, typeName, places, figures, units }: CardText): string {
  const colon = language === 'zh' ? '：' : ': ';
  const comma = language === 'zh' ? '，' : ', ';
  const flags = card.flags.map((flag) => flagWord(language, flag)).join(translate(language, 'list.separator'));
  return [
    card.name === '' || card.name === card.id ? card.id : `${card.name} (${card.id})`,
    `${columnLabel(language, 'type')}${colon}${typeName}${flags === '' ? '' : `${comma}${flags}`}`,
    `${columnLabel(language, 'reason')}${colon}${reasonWords(language, places)} [${pick(language, card.reason)}]`,
    ...places.map(
      (place) =>
        `${columnLabel(language, place.axis)}${colon}${valueWords(language, place)}${comma}${thresholdWords(language, place)}${comma}${distanceWords(language, place.axis, place.distance)}`,
    ),
    '',
    ...card.attributes.map((attribute) => {
      const { name, value, score, part, weight, note } = attributeWords(
        language,
        attribute,
        units,
        hasValueBasis(card.attributes),
      );
      const counts = part !== null ? `${translate(language, 'card.score')} ${score}` : note;
      return `${name}${colon}${[value, counts, `${translate(language, 'card.weight')} ${weight}`].filter(Boolean).join(comma)}`;
    }),
    '',
    ...figures.map(({ name, text, more }) => `${name}${colon}${text}${more ? `${comma}${more}` : ''}`),
    '',
    ...card.months.map(
      ({ month, amount, shipDays }) =>
        `${month}${colon}${formatMoney(language, amount, units.currency)}${comma}${translate(language, 'card.shipDays')} ${shipDays}`,
    ),
  ].join('\n');
}
