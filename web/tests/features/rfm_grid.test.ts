import { describe, expect, it } from 'vitest';
import type { RfmLook, Settings } from '../../src/engine/protocol.ts';
import {
  cellToggled,
  chosenCells,
  chosenSegments,
  rfmRows,
  scoreRanges,
  segmentsTogether,
  toggled,
  withCuts,
} from '../../src/features/rfm/rfm_grid.ts';

// Three bins, 40 customers, by hand.
const look: RfmLook = {
  bins: 3,
  customers: 40,
  cells: [
    { r: 1, f: 1, count: 16, amount: '160.00' },
    { r: 3, f: 3, count: 4, amount: '900.00' },
    { r: 2, f: 1, count: 20, amount: '20.00' },
    { r: 3, f: 1, count: 0, amount: '0.00' },
  ],
  segments: [
    { id: 'champions', zh: '冠军客户', en: 'Champions', count: 4, share: 0.1 },
    { id: 'at_risk', zh: '有流失风险', en: 'At risk', count: 5, share: 0.125 },
    { id: 'cannot_lose', zh: '不能失去', en: 'Cannot lose', count: 3, share: 0.075 },
  ],
  recency: { cuts: [7, 30], sizes: [16, 20, 4] },
  frequency: { cuts: [4.5, 12], sizes: [36, 0, 4] },
  monetary: { cuts: [200, 1000.5], sizes: [10, 20, 10] },
  notices: [],
};

describe('the heat map', () => {
  it('has F from high to low and R from low to high, so that the best are at the top right', () => {
    expect(rfmRows(look, 7).map((cells) => cells.map(({ r, f }) => `R${r}F${f}`))).toEqual([
      ['R1F3', 'R2F3', 'R3F3'],
      ['R1F2', 'R2F2', 'R3F2'],
      ['R1F1', 'R2F1', 'R3F1'],
    ]);
  });

  it('has each count with its share, and zero where the engine names no cell', () => {
    const cells = rfmRows(look, 7).flat();
    expect(cells.map(({ count }) => count)).toEqual([0, 0, 4, 0, 0, 0, 16, 20, 0]);
    expect(cells.find(({ r, f }) => r === 3 && f === 3)).toMatchObject({ share: 0.1, amount: '900.00' });
    expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(look.customers);
  });

  it('is darkest where most are, by the square root of the count, and pale but not empty for a few', () => {
    // √(4/20) · 7 = 3.13, √(16/20) · 7 = 6.26; rounded up.
    expect(
      rfmRows(look, 7)
        .flat()
        .map(({ step }) => step),
    ).toEqual([0, 0, 4, 0, 0, 0, 7, 7, 0]);
    const lone = { ...look, cells: [...look.cells, { r: 1, f: 2, count: 1, amount: '1.00' }] };
    expect(rfmRows(lone, 2)[1]?.[0]?.step).toBe(1);
  });

  it('is all zeros when the filters leave nobody', () => {
    const nobody = { ...look, customers: 0, cells: [] };
    expect(
      rfmRows(nobody, 7)
        .flat()
        .every(({ count, share, step }) => count + share + step === 0),
    ).toBe(true);
  });
});

describe('choosing cells and segments', () => {
  it('adds a cell, takes it away again, and leaves the others', () => {
    const one = cellToggled([], { r: 5, f: 5 });
    const two = cellToggled(one, { r: 5, f: 4 });
    expect(two).toEqual([
      { r: 5, f: 5 },
      { r: 5, f: 4 },
    ]);
    expect(cellToggled(two, { r: 5, f: 5 })).toEqual([{ r: 5, f: 4 }]);
    expect(toggled(toggled(['a'], 'b'), 'a')).toEqual(['b']);
  });

  it('reads them from the conditions of the view', () => {
    const filters = [
      { by: 'rfm_segment' as const, is: ['lost'] },
      { by: 'rfm_cell' as const, is: [{ r: 1, f: 2 }] },
    ];
    expect(chosenCells(filters)).toEqual([{ r: 1, f: 2 }]);
    expect(chosenSegments(filters)).toEqual(['lost']);
    expect(chosenCells([])).toEqual([]);
  });

  it('adds segments up', () => {
    expect(segmentsTogether(look, ['at_risk', 'cannot_lose'])).toEqual({ count: 8, share: 0.2 });
    expect(segmentsTogether({ ...look, customers: 0, segments: [] }, ['lost'])).toEqual({ count: 0, share: 0 });
  });
});

describe('what the cuts mean', () => {
  it('counts recency backwards in whole days, a value equal to a cut in the better range', () => {
    // docs/formulas/rfm.md: R = bins − number of cuts below the value, so that 7 days still are R3 and 8 days R2.
    expect(scoreRanges(look.recency, 3, { isWhole: true, isReversed: true })).toEqual([
      { score: 3, from: null, to: 7, isEmpty: false, customers: 4 },
      { score: 2, from: 8, to: 30, isEmpty: false, customers: 20 },
      { score: 1, from: 31, to: null, isEmpty: false, customers: 16 },
    ]);
  });

  it('counts frequency forwards; a cut between two whole numbers separates them', () => {
    expect(scoreRanges(look.frequency, 3, { isWhole: true, isReversed: false })).toEqual([
      { score: 3, from: 13, to: null, isEmpty: false, customers: 4 },
      { score: 2, from: 5, to: 12, isEmpty: false, customers: 0 },
      { score: 1, from: null, to: 4, isEmpty: false, customers: 36 },
    ]);
  });

  it('keeps money as it is', () => {
    expect(
      scoreRanges(look.monetary, 3, { isWhole: false, isReversed: false }).map(({ from, to }) => [from, to]),
    ).toEqual([
      [1000.5, null],
      [200, 1000.5],
      [null, 200],
    ]);
  });

  it('says so where cuts coincide and no value can have a score', () => {
    const same = { cuts: [3, 3], sizes: [5, 0, 5] };
    const ranges = scoreRanges(same, 3, { isWhole: true, isReversed: false });
    expect(ranges.map(({ score, isEmpty }) => [score, isEmpty])).toEqual([
      [3, false],
      [2, true],
      [1, false],
    ]);
    expect(scoreRanges(same, 3, { isWhole: false, isReversed: false })[1]?.isEmpty).toBe(true);
  });
});

describe('changing the cuts', () => {
  const rfm: Settings['rfm'] = {
    bins: 3,
    cuts: 'quantile',
    frequency: 'waybills',
    recency_days: [7, 15, 30, 60],
    frequency_count: [4, 12, 52, 104],
    monetary_yuan: [200, 1000, 5000, 20000],
  };

  it('takes as many bins as the fixed cuts make, because other numbers are refused', () => {
    expect(withCuts(rfm, 'fixed')).toEqual({ ...rfm, cuts: 'fixed', bins: 5 });
    expect(withCuts({ ...rfm, cuts: 'fixed', bins: 5 }, 'quantile')).toEqual({ ...rfm, bins: 5 });
  });
});
