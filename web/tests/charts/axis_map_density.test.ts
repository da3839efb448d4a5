import { describe, expect, it } from 'vitest';
import {
  binAt,
  binOf,
  classOf,
  coarseBins,
  countIn,
  densityClasses,
  filledBins,
  type Bins,
} from '../../src/charts/axis_map_density.ts';

/** 5 × 4 bins of 5 % by 7.5 points; three of them filled. */
const bins: Bins = {
  window: { acFrom: 0, acTo: 25, cvFrom: 0, cvTo: 30 },
  columns: 5,
  rows: 4,
  cells: [0, 3, 7, 10, 19, 1],
};

describe('density classes', () => {
  it.each([
    [0, []],
    [1, [1]],
    [2, [1, 2]],
    [3, [1, 2, 3]],
    // 128 = 2^7: seven classes, each twice as wide as the one before.
    [127, [1, 2, 4, 8, 16, 32, 64]],
  ])('of at most %d customers', (countMax, expected) => {
    expect(densityClasses(countMax, 7)).toEqual(expected);
  });

  it('always ascend from 1 and never pass the greatest count', () => {
    for (const countMax of [1, 5, 6, 7, 8, 10, 99, 446, 1000, 123456]) {
      const bounds = densityClasses(countMax, 7);
      expect(bounds[0]).toBe(1);
      expect(bounds.length).toBeLessThanOrEqual(7);
      expect(bounds.at(-1)).toBeLessThanOrEqual(countMax);
      for (let at = 1; at < bounds.length; ++at) expect(bounds[at]).toBeGreaterThan(bounds[at - 1] ?? 0);
    }
  });

  it('take a count from their bound on', () => {
    const bounds = densityClasses(127, 7);
    expect([1, 2, 3, 4, 63, 64, 127].map((count) => classOf(bounds, count))).toEqual([0, 1, 1, 2, 5, 6, 6]);
  });
});

describe('bins', () => {
  it('run row by row from the lowest value', () => {
    expect(binOf(bins, 7, 10)).toEqual({ index: 7, count: 10, acFrom: 10, acTo: 15, cvFrom: 7.5, cvTo: 15 });
  });

  it('end where the window ends', () => {
    const last = binOf({ ...bins, window: { acFrom: 0, acTo: 0.3, cvFrom: 0, cvTo: 0.7 } }, 19, 1);
    expect([last.acTo, last.cvTo]).toEqual([0.3, 0.7]);
  });

  it('are found at a place: an edge belongs to the bin above, the upper edges of the window to the last bin', () => {
    expect(binAt(bins, { ac: 12, cv: 8 })).toMatchObject({ index: 7, count: 10 });
    expect(binAt(bins, { ac: 10, cv: 7.5 })).toMatchObject({ index: 7, count: 10 });
    expect(binAt(bins, { ac: 25, cv: 30 })).toMatchObject({ index: 19, count: 1 });
    expect(binAt(bins, { ac: 6, cv: 1 })).toMatchObject({ index: 1, count: 0 });
    expect(binAt(bins, { ac: 25.1, cv: 1 })).toBeNull();
  });

  it('tell their counts', () => {
    expect([0, 1, 7, 18, 19].map((index) => countIn(bins.cells, index))).toEqual([3, 0, 10, 0, 1]);
    expect(countIn([], 0)).toBe(0);
    expect(filledBins(bins).map(({ index, count }) => [index, count])).toEqual([
      [0, 3],
      [7, 10],
      [19, 1],
    ]);
  });
});

describe('coarser bins', () => {
  it('hold the same customers, in the ranges that their edges say', () => {
    const columns = 96;
    const rows = 72;
    const cells = Array.from({ length: columns * rows }, (_, index) => [index, (index % 7) + 1]).flat();
    const { counts, acEdges, cvEdges } = coarseBins({ ...bins, columns, rows, cells }, 6, 6);
    const total = cells.filter((_, at) => at % 2 === 1).reduce((sum, count) => sum + count, 0);
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(cvEdges).toEqual([0, 5, 10, 15, 20, 25, 30]);
    expect(acEdges.map((edge) => edge.toFixed(3))).toEqual([
      '0.000',
      '4.167',
      '8.333',
      '12.500',
      '16.667',
      '20.833',
      '25.000',
    ]);
  });

  it('have edges of fine bins where the numbers do not divide', () => {
    // 5 columns into 2: columns 0, 1, 2 | 3, 4. 4 rows into 2.
    const { counts, acEdges, cvEdges } = coarseBins(bins, 2, 2);
    expect(acEdges).toEqual([0, 15, 25]);
    expect(cvEdges).toEqual([0, 15, 30]);
    expect(counts).toEqual([
      [13, 0],
      [0, 1],
    ]);
  });
});
