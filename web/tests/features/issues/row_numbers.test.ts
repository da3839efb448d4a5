import { describe, expect, it } from 'vitest';
import { rowNumbers } from '../../../src/features/issues/row_numbers.ts';

const of = (file: string, ...rows: readonly number[]): { file: string; row: number }[] =>
  rows.map((row) => ({ file, row }));

describe('rowNumbers', () => {
  it('puts neighbours together', () => {
    expect(rowNumbers(of('a.csv', 3, 7, 8, 9, 12), 5, 5)).toEqual({
      files: [{ file: 'a.csv', spans: ['3', '7–9', '12'] }],
      hasMore: false,
    });
  });

  it('stops when the line is full, and says so', () => {
    expect(rowNumbers(of('a.csv', 1, 3, 5, 7), 4, 2)).toEqual({
      files: [{ file: 'a.csv', spans: ['1', '3'] }],
      hasMore: true,
    });
  });

  it('says when there are more rows than it was given', () => {
    expect(rowNumbers(of('a.csv', 1), 900, 5).hasMore).toBe(true);
  });

  it('keeps files apart, whatever their numbers', () => {
    expect(rowNumbers([...of('a.csv', 2), ...of('b.csv', 3, 4)], 3, 5).files).toEqual([
      { file: 'a.csv', spans: ['2'] },
      { file: 'b.csv', spans: ['3–4'] },
    ]);
  });

  it('counts a row with two cells of the cause once in the line', () => {
    expect(rowNumbers(of('a.csv', 5, 5, 6), 3, 5)).toEqual({
      files: [{ file: 'a.csv', spans: ['5–6'] }],
      hasMore: false,
    });
  });

  it('leaves out what is about no row', () => {
    expect(rowNumbers(of('a.csv', 0), 0, 5)).toEqual({ files: [], hasMore: false });
  });
});
