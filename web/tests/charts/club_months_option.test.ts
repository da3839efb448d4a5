import { describe, expect, it } from 'vitest';
import { clubMonthsOption } from '../../src/charts/options/club_months_option.ts';
import { chartLook, seriesOf } from './look.ts';

const months = ['2026-01', '2026-02'];
const words = { axis: 'yuan', tick: String, month: (at: number) => months[at] ?? '' };
const line = (id: string, low: number[], high: number[]) => ({ id, values: [1, 2], low, high });

describe('the months of a club', () => {
  it('are a line each design, told apart by more than colour', () => {
    const series = seriesOf(
      clubMonthsOption(months, [line('own', [1, 2], [1, 2]), line('rival', [1, 2], [1, 2])], words, chartLook()),
    );
    expect([...series.keys()]).toEqual(['own', 'rival']);
    expect(series.get('own')).toMatchObject({ data: [1, 2], lineStyle: { type: 'solid', color: 'accent' } });
    expect(series.get('rival')).toMatchObject({ lineStyle: { type: 'dashed', color: 'warning' } });
  });

  it('have lines for the low and the high assumption where these differ', () => {
    const series = seriesOf(clubMonthsOption(months, [line('own', [0, 1], [2, 3])], words, chartLook()));
    expect([...series.keys()]).toEqual(['own-low', 'own-high', 'own']);
    expect(series.get('own-high')).toMatchObject({ data: [2, 3], silent: true });
  });

  it('say in the tooltip what the words say of the month', () => {
    const { tooltip } = clubMonthsOption(months, [line('own', [1, 2], [1, 2])], words, chartLook()) as {
      tooltip: { formatter: (given: unknown) => string };
    };
    expect(tooltip.formatter([{ dataIndex: 1 }])).toBe('2026-02');
    expect(tooltip.formatter([])).toBe('');
  });
});
