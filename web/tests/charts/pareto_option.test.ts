import { describe, expect, it } from 'vitest';
import { classAt, classBands, paretoOption, type ParetoWords } from '../../src/charts/options/pareto_option.ts';
import type { AbcLook } from '../../src/engine/protocol.ts';
import { chartLook, seriesOf } from './look.ts';

// Five customers with 50, 30, 10, 6 and 4 of 100, and one with nothing. By hand after docs/formulas/abc.md: before the third lie 80 %,
// so that A ends with the second; before the fourth 90 %, before the fifth 96 %: B is the third and fourth; the last two are C.
const five: AbcLook = {
  classes: [
    { id: 'A', customers: 2, valueShare: 0.8 },
    { id: 'B', customers: 2, valueShare: 0.16 },
    { id: 'C', customers: 2, valueShare: 0.04 },
  ],
  customersCounted: 5,
  topPercent: 20,
  topCustomers: 1,
  topShare: 0.5,
  customersFor80: 2,
  customersFor80Share: 0.4,
  // (2·(4·1 + 6·2 + 10·3 + 30·4 + 50·5) − 6·100) / (5·100), after docs/formulas/gini.md.
  gini: 0.464,
  curve: [
    { customers: 0, customerShare: 0, valueShare: 0 },
    { customers: 1, customerShare: 0.2, valueShare: 0.5 },
    { customers: 2, customerShare: 0.4, valueShare: 0.8 },
    { customers: 3, customerShare: 0.6, valueShare: 0.9 },
    { customers: 4, customerShare: 0.8, valueShare: 0.96 },
    { customers: 5, customerShare: 1, valueShare: 1 },
  ],
};

const words: ParetoWords = {
  customersAxis: 'customers',
  valueAxis: 'value',
  equal: 'equal',
  top: 'top',
  tick: (share) => `${share * 100}%`,
  at: (customers, customerShare, valueShare) => `${customers}: ${customerShare} ${valueShare}`,
};

/** Shares are sums of shares; what is drawn need not agree to the last bit. */
const rounded = (points: readonly (readonly number[])[]): number[][] =>
  points.map((point) => point.map((value) => Number(value.toFixed(12))));

describe('the bands of the classes', () => {
  it('follow the curve and meet exactly where a class ends', () => {
    expect(classBands(five).map(({ id, points }) => ({ id, points: rounded(points) }))).toEqual([
      {
        id: 'A',
        points: [
          [0, 0],
          [0.2, 0.5],
          [0.4, 0.8],
        ],
      },
      {
        id: 'B',
        points: [
          [0.4, 0.8],
          [0.6, 0.9],
          [0.8, 0.96],
        ],
      },
      // The sixth customer, who has nothing, is in class C but not on the curve.
      {
        id: 'C',
        points: [
          [0.8, 0.96],
          [1, 1],
        ],
      },
    ]);
  });

  it('meet exactly where the curve has no point', () => {
    const thinned = { ...five, curve: five.curve.filter(({ customers }) => customers !== 2) };
    expect(rounded(classBands(thinned).map(({ points }) => points.at(-1) ?? []))).toEqual([
      [0.4, 0.8],
      [0.8, 0.96],
      [1, 1],
    ]);
  });

  it('leave out a class without customers on the curve, and all of them when nobody has a value', () => {
    const onlyA: AbcLook = {
      ...five,
      classes: [
        { id: 'A', customers: 5, valueShare: 1 },
        { id: 'B', customers: 0, valueShare: 0 },
        { id: 'C', customers: 1, valueShare: 0 },
      ],
    };
    expect(classBands(onlyA).map(({ id }) => id)).toEqual(['A']);
    expect(classBands({ ...five, customersCounted: 0, curve: [] })).toEqual([]);
  });

  it('are found at a place of the axis', () => {
    const bands = classBands(five);
    expect([0.1, 0.5, 0.9, 1.2, -0.1].map((share) => classAt(bands, share))).toEqual(['A', 'B', 'C', null, null]);
  });
});

describe('the concentration chart', () => {
  it('draws the points of the curve as they come, the diagonal, and a band for each class', () => {
    const series = seriesOf(paretoOption(five, [], words, chartLook()));
    expect([...series.keys()]).toEqual(['band-A', 'band-B', 'band-C', 'equal', 'curve']);
    expect(series.get('curve')?.data).toEqual([
      [0, 0],
      [0.2, 0.5],
      [0.4, 0.8],
      [0.6, 0.9],
      [0.8, 0.96],
      [1, 1],
    ]);
    expect(series.get('equal')?.data).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('marks the top group where it is: one of five customers, half of the value', () => {
    const { data } = seriesOf(paretoOption(five, [], words, chartLook())).get('curve')?.markPoint as {
      data: { name: string; coord: number[] }[];
    };
    expect(data.find(({ name }) => name === 'top')?.coord).toEqual([0.2, 0.5]);
    expect(data.map(({ name }) => name)).toEqual(['top', 'A', 'B', 'C']);
  });

  it('pales the classes that are not filtered for', () => {
    const opacity = (chosen: Parameters<typeof paretoOption>[1]): unknown[] => {
      const series = seriesOf(paretoOption(five, chosen, words, chartLook()));
      return ['band-A', 'band-B', 'band-C'].map((id) => (series.get(id)?.areaStyle as { opacity: number }).opacity);
    };
    const [full, ,] = opacity([]);
    expect(opacity([])).toEqual([full, full, full]);
    const [a, b, c] = opacity(['B']);
    expect(b).toBe(full);
    expect(a).toBe(c);
    expect(Number(a)).toBeLessThan(Number(full));
  });

  it('says in the tooltip what the curve says there', () => {
    const { tooltip } = paretoOption(five, [], words, chartLook());
    const { formatter } = tooltip as unknown as { formatter: (given: unknown) => string };
    expect(
      formatter([
        { seriesId: 'band-A', dataIndex: 0 },
        { seriesId: 'curve', dataIndex: 2 },
      ]),
    ).toBe('2: 0.4 0.8');
    expect(formatter([])).toBe('');
  });
});
