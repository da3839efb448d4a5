// The card's other figures: those of the profile that are no attribute, RFM and ABC.

import type { CustomerCard } from '../../engine/protocol.ts';
import { columnLabel, formatCell, formatValue } from '../../i18n/customer_columns.ts';
import { formatCount, formatMoney, formatShare } from '../../i18n/format.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';

export interface Figure {
  /** The id of its definition. */
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly more?: string;
}

const kNoNames = { types: [], segments: [] };

function ontimeFigure(language: Language, values: CustomerCard['values']): Figure | null {
  const [num, den] = [values.ontime_num ?? '', values.ontime_den ?? ''];
  if (num === '' || den === '') return null;
  const text =
    Number(den) === 0
      ? translate(language, 'card.ontimeNone')
      : translate(language, 'card.ontimeOf', {
          num: formatCount(language, Number(num)),
          den: formatCount(language, Number(den)),
          share: formatShare(language, Number(num) / Number(den)),
        });
  return { id: 'ontime_share', name: translate(language, 'card.ontime'), text };
}

export function figuresOf(language: Language, card: CustomerCard, currency: string): readonly Figure[] {
  const { values, rfm, abc } = card;
  const plain = (id: string): Figure => {
    const text = values[id] ?? '';
    return {
      id,
      name: columnLabel(language, id),
      text:
        text === ''
          ? translate(language, 'card.unknown')
          : id === 'amount'
            ? formatMoney(language, text, currency)
            : formatCell(language, id, text, kNoNames),
    };
  };
  const ontime = ontimeFigure(language, values);
  return [
    ...['amount', 'waybills', 'ship_days', 'first_ship', 'last_ship'].map(plain),
    ...(ontime ? [ontime] : []),
    {
      id: 'rfm',
      name: translate(language, 'card.rfm'),
      text: rfm
        ? translate(language, 'card.rfmOf', {
            code: String(rfm.code),
            segment: rfm.segment ? pick(language, rfm.segment) : translate(language, 'card.none'),
          })
        : translate(language, 'card.unscored'),
      ...(rfm && {
        more: translate(language, 'card.rfmScores', { r: String(rfm.r), f: String(rfm.f), m: String(rfm.m) }),
      }),
    },
    {
      id: 'abc',
      name: translate(language, 'card.abc'),
      text: abc
        ? translate(language, 'card.abcOf', { class: abc.class, share: formatValue(language, 'abc_share', abc.share) })
        : translate(language, 'card.unknown'),
      ...(abc && {
        more: translate(language, 'card.abcBefore', { share: formatShare(language, abc.cumShareBefore) }),
      }),
    },
  ];
}
