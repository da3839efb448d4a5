import { describe, expect, it } from 'vitest';
import {
  barCover,
  barsBetween,
  distributionOption,
  isBarInside,
  labelEvery,
  placeOf,
  rangeOfBars,
  type DistributionWords,
} from '../../src/charts/options/distribution_option.ts';
import { chartLook, seriesOf } from './look.ts';

const even = { edges: [0, 5, 10, 15, 20], counts: [4, 0, 3, 1], isLog: false };
const log = { edges: [0, 1, 10, 100], counts: [2, 5, 1], isLog: true };

const words: DistributionWords = {
  valueAxis: 'value',
  countAxis: 'count',
  value: (value) => String(value),
  count: (count) => String(count),
  bar: (bar) => `bar ${bar}`,
};

describe('the place of a value', () => {
  it('is told in bars from the left', () => {
    expect([0, 5, 7.5, 18, 20].map((value) => placeOf(even, value))).toEqual([0, 1, 1.5, 3.6, 4]);
  });

  it('runs by factors where the edges do, and evenly in a first bar that starts at 0', () => {
    // √10 is half the way from 1 to 10 by factors; 0.5 half the way from 0 to 1.
    expect(placeOf(log, Math.sqrt(10))).toBeCloseTo(1.5, 12);
    expect(placeOf(log, 0.5)).toBe(0.5);
    expect(placeOf(log, 100)).toBe(3);
  });

  it('is none outside of the edges or without any', () => {
    expect([-1, 20.5].map((value) => placeOf(even, value))).toEqual([null, null]);
    expect(placeOf({ edges: [], counts: [], isLog: false }, 1)).toBeNull();
  });

  it('is the one bar where all customers have the same value', () => {
    expect(placeOf({ edges: [3, 3], counts: [9], isLog: false }, 3)).toBe(0);
  });
});

describe('bars that are pressed', () => {
  it('are the one below the pointer, or all that a sweep touches', () => {
    expect(barsBetween(even, 2.4, 2.4)).toEqual({ first: 2, last: 2 });
    expect(barsBetween(even, 0.2, 2.1)).toEqual({ first: 0, last: 2 });
    // A sweep that ends exactly on an edge does not take the bar behind it.
    expect(barsBetween(even, 1, 2)).toEqual({ first: 1, last: 1 });
  });

  it('end at the last bar however far the sweep goes', () => {
    expect(barsBetween(even, -3, 9)).toEqual({ first: 0, last: 3 });
    expect(barsBetween(even, 4, 4)).toEqual({ first: 3, last: 3 });
  });

  it('give a range without its upper end, open after the last bar, which includes its upper edge', () => {
    expect(rangeOfBars(even, 1, 2)).toEqual({ from: 5, to: 15 });
    expect(rangeOfBars(even, 2, 3)).toEqual({ from: 10, to: null });
  });

  it('are inside the range that they give, and no other bar is', () => {
    const inside = (range: { from: number | null; to: number | null }): boolean[] =>
      even.counts.map((_, bar) => isBarInside(even, bar, range));
    expect(inside(rangeOfBars(even, 1, 2))).toEqual([false, true, true, false]);
    expect(inside(rangeOfBars(even, 3, 3))).toEqual([false, false, false, true]);
    expect(inside({ from: null, to: 5 })).toEqual([true, false, false, false]);
    // A bar that is inside in part only is not marked.
    expect(inside({ from: 6, to: null })).toEqual([false, false, true, true]);
  });
});

describe('how much of a bar is in a range', () => {
  const covers = (from: number | null, to: number | null): string[] =>
    even.counts.map((_, bar) => barCover(even, bar, { from, to }));

  it('is told for both ends', () => {
    expect(covers(6, 12)).toEqual(['none', 'part', 'part', 'none']);
    expect(covers(5, 15)).toEqual(['none', 'all', 'all', 'none']);
    expect(covers(null, 1)).toEqual(['part', 'none', 'none', 'none']);
  });

  it('takes the upper edge for part of the last bar only', () => {
    // "below 20" leaves out those at 20; "from 20" takes them, who stand in the last bar.
    expect(covers(null, 20)).toEqual(['all', 'all', 'all', 'part']);
    expect(covers(20, null)).toEqual(['none', 'none', 'none', 'part']);
    expect(covers(10, null)).toEqual(['none', 'none', 'all', 'all']);
    expect(covers(10, 10)).toEqual(['none', 'none', 'none', 'none']);
  });
});

describe('labels of the axis', () => {
  it('are so far apart that they do not meet', () => {
    expect(labelEvery(10, 1000, 50)).toBe(1);
    expect(labelEvery(10, 200, 50)).toBe(3);
    expect(labelEvery(10, 10, 50)).toBe(10);
  });
});

describe('the histogram', () => {
  it('draws the counts as they come', () => {
    const bars = seriesOf(distributionOption(even, null, [], words, chartLook())).get('bars');
    expect((bars?.data as { value: number }[]).map(({ value }) => value)).toEqual([4, 0, 3, 1]);
  });

  it('labels the edges, not the bars', () => {
    const { xAxis } = distributionOption(even, null, [], words, chartLook());
    const [, edges] = xAxis as { max: number; interval: number; axisLabel: { formatter: (at: number) => string } }[];
    expect([0, 1, 2, 3, 4].map((at) => edges?.axisLabel.formatter(at))).toEqual(['0', '5', '10', '15', '20']);
    expect(edges).toMatchObject({ min: 0, max: 4, interval: 1 });
  });

  it('stands thresholds and figures at their values and leaves out what lies outside', () => {
    const marks = seriesOf(
      distributionOption(
        even,
        null,
        [
          { value: 18, label: 'threshold', kind: 'threshold' },
          { value: 7.5, label: 'median', kind: 'figure' },
          { value: 99, label: 'far', kind: 'figure' },
        ],
        words,
        chartLook(),
      ),
    ).get('marks');
    const { data } = marks?.markLine as { data: { xAxis: number; name: string; lineStyle: { type: string } }[] };
    expect(data.map(({ xAxis, name, lineStyle }) => [name, xAxis, lineStyle.type])).toEqual([
      ['threshold', 3.6, 'solid'],
      ['median', 1.5, 'dashed'],
    ]);
  });

  it('hatches a bar of which a part is in the range', () => {
    const bars = seriesOf(distributionOption(even, { from: 6, to: 15 }, [], words, chartLook())).get('bars');
    expect(
      (bars?.data as { itemStyle: { color: string; decal?: object } }[]).map(({ itemStyle }) => [
        itemStyle.color,
        itemStyle.decal !== undefined,
      ]),
    ).toEqual([
      ['ramp-2', false],
      ['ramp-2', true],
      ['ramp-5', false],
      ['ramp-2', false],
    ]);
  });

  it('has no name at its count axis where a mark would stand on it', () => {
    const name = (width: number): unknown =>
      (distributionOption(even, null, [], words, chartLook({ width })).yAxis as { name: string }).name;
    expect([name(800), name(360)]).toEqual(['count', '']);
  });

  it('pales and outlines the bars that are filtered out', () => {
    const bars = seriesOf(distributionOption(even, { from: 5, to: 15 }, [], words, chartLook())).get('bars');
    expect((bars?.data as { itemStyle: { color: string } }[]).map(({ itemStyle }) => itemStyle.color)).toEqual([
      'ramp-2',
      'ramp-5',
      'ramp-5',
      'ramp-2',
    ]);
  });
});
