// The months of a customer as a chart and its table need them: numbers for drawing, and which months the window covers in part.

/** A month as the engine tells it: "2026-03", money as decimal text. */
export interface Month {
  readonly month: string;
  readonly amount: string;
  readonly shipDays: number;
  readonly lines: number;
}

export interface MonthFigures {
  readonly month: string;
  /** For the height of a bar only; texts show the decimal text. */
  readonly amount: number;
  readonly amountText: string;
  readonly shipDays: number;
  readonly lines: number;
  /** The window begins after the month's first day or ends before its last. */
  readonly isPartial: boolean;
}

/** First and last day of the window, "2026-03-15"; null where unknown. */
export interface MonthsWindow {
  readonly from: string | null;
  readonly to: string | null;
}

/** The days of a month "2026-02", as a calendar has them. */
export function daysOf(month: string): number {
  const year = Number(month.slice(0, 4));
  // Day 0 of the next month; UTC, so that no clock of this machine matters.
  return new Date(Date.UTC(year, Number(month.slice(5, 7)), 0)).getUTCDate();
}

export const monthFigures = (months: readonly Month[], { from, to }: MonthsWindow): readonly MonthFigures[] =>
  months.map(({ month, amount, shipDays, lines }) => ({
    month,
    amount: Number(amount),
    amountText: amount,
    shipDays,
    lines,
    isPartial:
      (from !== null && from > `${month}-01`) ||
      (to !== null && to < `${month}-${String(daysOf(month)).padStart(2, '0')}`),
  }));

/** The month with the greatest amount, the first of equals; null where nothing was shipped. */
export const bestMonth = (months: readonly MonthFigures[]): MonthFigures | null =>
  months.reduce<MonthFigures | null>((best, month) => (month.amount > (best?.amount ?? 0) ? month : best), null);

export const silentMonths = (months: readonly MonthFigures[]): number =>
  months.filter(({ lines }) => lines === 0).length;
