import { describe, expect, it } from 'vitest';
import { bestMonth, daysOf, monthFigures, silentMonths, type Month } from '../../src/charts/month_series.ts';
import { monthOption, roundStep } from '../../src/charts/options/month_option.ts';
import { chartLook, seriesOf } from './look.ts';

const months: readonly Month[] = [
  { month: '2023-12', amount: '100.50', shipDays: 3, lines: 7 },
  { month: '2024-01', amount: '0.00', shipDays: 0, lines: 0 },
  { month: '2024-02', amount: '-12.00', shipDays: 1, lines: 1 },
  { month: '2024-03', amount: '100.50', shipDays: 2, lines: 2 },
];
const window = { from: '2023-12-16', to: '2024-03-30' };

describe('months', () => {
  it('have the days that the calendar gives them, leap years included', () => {
    expect(['2024-02', '2023-02', '2000-02', '1900-02', '2026-04', '2026-12'].map(daysOf)).toEqual([
      29, 28, 29, 28, 30, 31,
    ]);
  });

  it('are partial where the window begins after the first day or ends before the last', () => {
    expect(monthFigures(months, window).map(({ isPartial }) => isPartial)).toEqual([true, false, false, true]);
    const whole = { from: '2023-12-01', to: '2024-03-31' };
    expect(monthFigures(months, whole).some(({ isPartial }) => isPartial)).toBe(false);
    expect(monthFigures(months, { from: null, to: null }).some(({ isPartial }) => isPartial)).toBe(false);
  });

  it('keep the decimal text beside the number that is drawn', () => {
    expect(monthFigures(months, window)[0]).toEqual({
      month: '2023-12',
      amount: 100.5,
      amountText: '100.50',
      shipDays: 3,
      lines: 7,
      isPartial: true,
    });
  });

  it('tell the best month, the first of equals, and the silent ones; a refund is not silence', () => {
    const figures = monthFigures(months, window);
    expect(bestMonth(figures)?.month).toBe('2023-12');
    expect(silentMonths(figures)).toBe(1);
    expect(bestMonth(figures.slice(1, 3))).toBeNull();
  });
});

describe('the month chart', () => {
  const option = monthOption(
    monthFigures(months, window),
    { amountAxis: 'amount', shipDaysAxis: 'days', amountTick: String, month: (at) => `month ${at}` },
    chartLook(),
  );

  it('draws amounts as bars and ship-days as a line', () => {
    const series = seriesOf(option);
    expect((series.get('amount')?.data as { value: number }[]).map(({ value }) => value)).toEqual([
      100.5, 0, -12, 100.5,
    ]);
    expect(series.get('ship-days')?.data).toEqual([3, 0, 1, 2]);
  });

  it('draws partial months with a dashed edge, so that colour is not alone', () => {
    const bars = seriesOf(option).get('amount')?.data as { itemStyle: { borderType?: string } }[];
    expect(bars.map(({ itemStyle }) => itemStyle.borderType)).toEqual(['dashed', undefined, undefined, 'dashed']);
  });

  it('writes the year with the first month and with each January', () => {
    const { xAxis } = option as {
      xAxis: { data: string[]; axisLabel: { formatter: (m: string, at: number) => string } };
    };
    expect(xAxis.data.map((month, at) => xAxis.axisLabel.formatter(month, at))).toEqual(['23-12', '24-01', '02', '03']);
  });
});

describe('the axes of the month chart', () => {
  const axesOf = (amounts: readonly number[]) => {
    const figures = monthFigures(
      amounts.map((amount, at) => ({ month: `2024-0${at + 1}`, amount: amount.toFixed(2), shipDays: 1, lines: 1 })),
      { from: null, to: null },
    );
    const words = { amountAxis: '', shipDaysAxis: '', amountTick: String, month: String };
    return monthOption(figures, words, chartLook()).yAxis as { min: number; max: number; interval: number }[];
  };

  it.each([
    [[9225.48, 12], 4, 0],
    [[0, 0], 4, 0],
    [[100, -12], 4, 1],
  ])('have the same steps: %j', (amounts, above, below) => {
    const axes = axesOf(amounts);
    expect(axes).toHaveLength(2);
    for (const { min, max, interval } of axes) {
      expect(max / interval).toBe(above);
      expect(min / interval + below).toBeCloseTo(0, 9);
    }
    expect(axes[0]?.max).toBeGreaterThanOrEqual(Math.max(...amounts));
    expect(axes[0]?.min).toBeLessThanOrEqual(Math.min(...amounts));
  });

  it('go in round steps, four of which are enough', () => {
    expect([10_000, 9225.48, 8000, 8001, 3.9, 0.4].map(roundStep)).toEqual([2500, 2500, 2000, 2500, 1, 0.1]);
    expect(roundStep(0)).toBe(1);
  });
});
