// What the month chart of a customer says, in the language asked for; charts take their texts ready.

import { formatCount, formatFigure, formatMoney } from './format.ts';
import { translate, type Language } from './translate.ts';

interface MonthTold {
  readonly month: string;
  readonly amountText: string;
  readonly shipDays: number;
  readonly lines: number;
  readonly isPartial: boolean;
}

export interface MonthSeriesWords {
  readonly title: (months: number) => string;
  readonly subtitle: (best: MonthTold | null, silent: number) => string;
  readonly amountAxis: string;
  readonly shipDaysAxis: string;
  readonly legendAmount: string;
  readonly legendShipDays: string;
  readonly amountTick: (amount: number) => string;
  readonly month: (told: MonthTold) => string;
  readonly partial: (months: readonly string[]) => string;
}

export function monthSeriesWords(language: Language, currency: string | null): MonthSeriesWords {
  const money = (text: string): string => formatMoney(language, text, currency);
  return {
    title: (months) => translate(language, 'months.title', { months: formatCount(language, months) }),
    subtitle: (best, silent) => {
      if (!best) return translate(language, 'months.subtitleNothing');
      const told = { month: best.month, amount: money(best.amountText) };
      return silent === 0
        ? translate(language, 'months.subtitle', told)
        : translate(language, 'months.subtitleSilent', { ...told, silent: formatCount(language, silent) });
    },
    amountAxis: translate(language, 'months.amountAxis'),
    shipDaysAxis: translate(language, 'months.shipDaysAxis'),
    legendAmount: translate(language, 'months.legendAmount'),
    legendShipDays: translate(language, 'months.legendShipDays'),
    amountTick: (amount) => formatFigure(language, amount),
    month: ({ month, amountText, shipDays, lines, isPartial }) =>
      translate(language, isPartial ? 'months.monthPartial' : 'months.month', {
        month,
        amount: money(amountText),
        shipDays: formatCount(language, shipDays),
        lines: formatCount(language, lines),
      }),
    partial: (months) =>
      translate(language, 'months.partial', { months: months.join(translate(language, 'list.separator')) }),
  };
}
