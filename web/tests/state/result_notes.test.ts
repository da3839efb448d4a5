import { describe, expect, it } from 'vitest';
import { resultNotes } from '../../src/state/result_notes.ts';
import { initialState, type ImportResult, type Shown, type State } from '../../src/state/state.ts';

/** Only what the notes read; the rest of a result is of no matter here. */
function state(selected: number, isSample = false, asOf: string | null = '2026-10-31'): State {
  const report = { asOf, window: { from: '2025-11-01', to: '2026-10-31' } };
  const value = { summary: { customers: 1400 }, selected: { customers: selected } };
  return {
    ...initialState,
    result: { report, isSample } as unknown as ImportResult,
    shown: { value } as unknown as Shown,
  };
}

describe('what a picture says about its figures', () => {
  it('is as-of date, window and how many customers', () => {
    expect(resultNotes(state(1400))).toEqual([
      '截至 2026-10-31 · 统计期 2025-11-01 至 2026-10-31',
      '全部 1,400 位客户',
    ]);
    expect(resultNotes(state(1400, false, null))[0]).toBe('统计期 2025-11-01 至 2026-10-31');
  });

  it('says that filters were on, unless the chart is of all customers anyway', () => {
    expect(resultNotes(state(120))[1]).toBe('筛选后的 120 位客户（全部 1,400 位）');
    expect(resultNotes(state(120), true)[1]).toBe('全部 1,400 位客户');
  });

  it('says that sample data are made up', () => {
    expect(resultNotes({ ...state(1400, true), language: 'en' }).at(-1)).toContain('made up');
  });

  it('is nothing without a result', () => {
    expect(resultNotes(initialState)).toEqual([]);
  });
});
